"""How a problem looks, what an author may ignore, what a baseline knows, and when files are looked at again."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from alliance_game.authoring.check import baseline, watching
from alliance_game.authoring.check.caret import told
from alliance_game.authoring.check.ignoring import Settled, settled
from alliance_game.authoring.check.lastline import last_line
from alliance_game.content import Problem
from alliance_game.content.problems import Severity
from alliance_game.definitions.library import Place
from alliance_game.errors import AllianceError

CODES = frozenset({"far-outside", "no-effect", "unknown-track"})


def problem(line: int = 1, column: int = 1, hint: str = "", code: str = "no-effect", **more: object) -> Problem:
    severity: Severity = "error" if more.get("error") else "warning"
    return Problem(Place("cards/base/gale.yaml", line, column), code, "Something.", hint, severity)


# The caret.


def test_the_caret_underlines_the_word_and_the_hint_follows_it() -> None:
    found = problem(9, 4, "Did you mean 'change'?", "unknown-verb", error=True)
    assert told(found, "- {chnge: world.tension, by: 1}").splitlines() == [
        "cards/base/gale.yaml:9:4: error[unknown-verb]: Something.",
        "    9 | - {chnge: world.tension, by: 1}",
        "      |    ^^^^^ Did you mean 'change'?",
    ]


def test_a_hint_without_room_stands_on_lines_of_its_own() -> None:
    found = problem(
        12, 60, "Put the value into quotes, so that the colon in it is only a colon and nothing else at all."
    )
    lines = told(found, "text: " + "a" * 53 + " b c").splitlines()
    assert lines[2] == "      | " + " " * 59 + "^"
    assert lines[3].startswith("      = Put the value into quotes")
    assert lines[4].startswith("        ")
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("line", "column", "marks"),
    [
        ('text: "one two" # three', 7, 9),
        ("text: 'it''s'", 7, 7),
        ("by: -12", 5, 3),
        ("when: a >= b", 9, 2),
        ("when: world.tension", 13, 7),
        ("[1, 2", 1, 1),
        ('text: "open', 7, 1),
        ("text", 5, 1),
        ("", 1, 1),
    ],
)
def test_what_is_underlined(line: str, column: int, marks: int) -> None:
    assert told(problem(1, column), line).splitlines()[2].count("^") == marks


def test_the_caret_stands_under_its_word_behind_wide_and_combining_characters() -> None:
    for before in ("text: 東京都 ", "text: cafe\u0301 ", "text: 한국 "):
        shown, marks = told(problem(1, len(before) + 1), f"{before}word").splitlines()[1:]
        assert cell_len(shown[: shown.index("word")]) == marks.index("^")


@pytest.mark.parametrize("column", [1, 7, 40, 79, 80, 81, 150, 299, 300])
@pytest.mark.parametrize("letter", ["a ", "東 ", "word"])
def test_a_long_line_is_cut_around_the_place(column: int, letter: str) -> None:
    line = (letter * 300)[:300]
    shown, marks = told(problem(123, column), line).splitlines()[1:]
    assert cell_len(shown) <= 80
    assert len(marks) <= 80
    assert "…" in shown
    starts = {cell_len(shown[:index]): sign for index, sign in enumerate(shown)}
    assert starts.get(marks.index("^"), " ") == line[column - 1]


def test_what_steers_a_terminal_is_spelt_out_and_still_underlined() -> None:
    shown, marks = told(problem(1, 7), "text: \x1b[2Jred\t").splitlines()[1:]
    assert shown == "    1 | text: \\u001b[2Jred[tab]"
    assert marks == "      |       ^^^^^^"


def test_without_a_text_there_is_the_problem_alone() -> None:
    found = problem(1, 1, "Name the folder.")
    assert told(found, None) == str(found)
    assert told(problem(1, 9), "short") == str(problem(1, 9))


def test_what_is_not_certain_says_so() -> None:
    guess = Problem(Place("a.yaml", 1, 1), "far-outside", "Much.", "", "warning", "guess")
    likely = Problem(Place("a.yaml", 1, 1), "far-outside", "Much.", "", "warning", "likely")
    assert told(guess, "a").startswith("a.yaml:1:1: warning[far-outside]: Much. (a guess)\n")
    assert told(likely, None) == "a.yaml:1:1: warning[far-outside]: Much. (likely)"


# The last line.


@pytest.mark.parametrize(
    ("files", "severities", "said"),
    [
        (["mine/cards/base/gale.yaml"], [], "1 card of yours: no problem found."),
        (
            ["mine/cards/a/b.yaml", "mine/cards/a/c.yaml", "mine/pack.yaml"],
            ["error"],
            "2 cards and 1 other file of yours: 1 error.",
        ),
        (["mine/rules/concert/tactics/a.yaml"], ["error"] * 2, "1 file of yours: 2 errors."),
        (
            ["mine/cards/a/b.yaml"],
            ["warning", "error", "warning"],
            "1 card of yours: 1 error, 2 warnings. Warnings are advice: the game runs with them.",
        ),
        ([], [], "Nothing of that is looked at here: tests of cards are run with `alliance-game test`."),
        ([], ["error"], "0 files of yours: 1 error."),
    ],
)
def test_the_last_line_says_what_was_looked_at(files: list[str], severities: list[str], said: str) -> None:
    found = [problem(error=severity == "error") for severity in severities]
    assert last_line(files, found, yours=True, known=0, ignored=0) == said


def test_the_last_line_tells_of_what_it_does_not_tell() -> None:
    whole = ["cards/base/gale.yaml", "rules/concert/ruleset.yaml"]
    assert last_line(whole, [], yours=False, known=2, ignored=1) == (
        "1 card and 1 other file: no problem found, 2 known, 1 ignored."
    )


# Comments that ignore.


def ignoring(text: str, *problems: Problem) -> Settled:
    return settled(problems, {"cards/base/gale.yaml": text}, CODES)


def lines_of(left: Settled) -> list[str]:
    return [str(each).removeprefix("cards/base/gale.yaml:") for each in left.problems]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: 2  # check: ignore no-effect it is meant so\n",
        "# check: ignore no-effect it is meant so\nb: 2\n",
        "  #check:ignore   no-effect   so\nb: 2\n",
        "# check: ignore no-effect so\n# another word about it\n\nb: 2\n",
    ],
)
def test_a_comment_on_the_line_or_above_it_ignores_a_warning(text: str) -> None:
    line = text.split("\n").index(next(line for line in text.split("\n") if line.startswith("b"))) + 1
    assert ignoring(text, problem(line)) == Settled((), (problem(line),))


def test_a_comment_behind_a_line_says_nothing_about_the_next_one() -> None:
    left = ignoring("a: 1  # check: ignore no-effect so\nb: 2\n", problem(2))
    assert [each.code for each in left.problems] == ["useless-ignore", "no-effect"]


def test_two_comments_above_one_line_ignore_two_warnings() -> None:
    text = "# check: ignore no-effect so\n# check: ignore far-outside so\nb: 2\n"
    both = (problem(3), problem(3, 4, code="far-outside"))
    assert ignoring(text, *both) == Settled((), both)


def test_one_comment_ignores_every_warning_of_its_code_in_the_line() -> None:
    both = (problem(1), problem(1, 4))
    assert ignoring("b: 2  # check: ignore no-effect so\n", *both) == Settled((), both)


def test_without_a_reason_nothing_is_ignored() -> None:
    left = ignoring("b: 2  # check: ignore no-effect\n", problem(1))
    assert left.ignored == ()
    assert lines_of(left)[1] == (
        "1:7: warning[ignore-without-reason]: The comment does not say why. Write `# check: ignore CODE reason`."
    )


def test_an_unknown_code_gets_a_suggestion() -> None:
    left = ignoring("b: 2  # check: ignore no-efect so\n", problem(1))
    assert lines_of(left)[1] == ("1:23: warning[unknown-code]: There is no code 'no-efect'. Did you mean 'no-effect'?")
    assert "The comment names no code." in lines_of(ignoring("b: 2  # check: ignore\n"))[0]


def test_an_error_cannot_be_ignored() -> None:
    left = ignoring("b: 2  # check: ignore unknown-track so\n", problem(1, code="unknown-track", error=True))
    assert [each.code for each in left.problems] == ["unknown-track", "useless-ignore"]
    assert "`unknown-track` is an error: it cannot be ignored." in lines_of(left)[1]


def test_a_comment_that_ignores_nothing_is_told_unless_an_error_hides_what_it_ignores() -> None:
    text = "b: 2  # check: ignore no-effect so\n"
    assert "useless-ignore" in lines_of(ignoring(text))[0]
    other = Problem(Place("cards/base/rain.yaml", 1, 1), "unknown-track", "Something.")
    assert ignoring(text, other).problems == (other,)


def test_what_only_looks_like_such_a_comment_is_text() -> None:
    text = 'b: "see a#check: ignore no-effect so"\nc: check: ignore\n'
    assert ignoring(text, problem(1)) == Settled((problem(1),), ())


# The baseline.

GALE = ("a: 1", "b: 2", "c: 3")


def line_of(lines: tuple[str, ...]) -> Callable[[Problem], str]:
    return lambda each: lines[each.place.line - 1]


def test_what_moved_stays_known_and_what_is_new_is_told(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    assert baseline.write(file, [problem(1), problem(3)], line_of(GALE)) == 2
    moved = ("# a new first line", *GALE)
    left = baseline.sifted([problem(2), problem(3), problem(4)], file, line_of(moved))
    assert [each.place.line for each in left.new] == [3]
    assert (left.known, left.gone) == (2, ())


def test_what_is_gone_is_told(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    baseline.write(file, [problem(1), problem(3)], line_of(GALE))
    left = baseline.sifted([problem(1)], file, line_of(GALE))
    assert (left.new, left.known) == ((), 1)
    assert [(each.code, each.text) for each in left.gone] == [("no-effect", "c: 3")]


def test_the_same_line_twice_is_known_twice_and_not_a_third_time(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    same = ("a: 1",) * 3
    baseline.write(file, [problem(1), problem(2)], line_of(same))
    left = baseline.sifted([problem(1), problem(2), problem(3)], file, line_of(same))
    assert ([each.place.line for each in left.new], left.known) == ([3], 2)


def test_another_code_in_a_known_line_is_new_and_errors_are_never_known(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    assert baseline.write(file, [problem(1), problem(2, error=True)], line_of(GALE)) == 1
    found = [problem(1, code="far-outside"), problem(2, error=True)]
    left = baseline.sifted(found, file, line_of(GALE))
    assert list(left.new) == found


def test_a_baseline_names_files_from_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it means the same in every checkout."""
    pack = tmp_path / "mine" / "cards" / "base"
    pack.mkdir(parents=True)
    (pack / "gale.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = Problem(Place("mine/cards/base/gale.yaml", 1, 1), "no-effect", "Something.", "", "warning")
    baseline.write(Path("mine/known.json"), [found], line_of(GALE))
    known = json.loads((tmp_path / "mine" / "known.json").read_text(encoding="utf-8"))["known"]
    assert known == [{"file": "cards/base/gale.yaml", "code": "no-effect", "text": "a: 1"}]
    monkeypatch.chdir(tmp_path / "mine")
    again = Problem(Place("cards/base/gale.yaml", 1, 1), "no-effect", "Something.", "", "warning")
    assert baseline.sifted([again], Path("known.json"), line_of(GALE)).new == ()


@pytest.mark.parametrize(
    "text",
    ["", "[", "[]", "{}", '{"format": 1}', '{"format": 1, "known": [1]}', '{"format": 1, "known": [{}]}', "\xff"],
)
def test_a_file_that_is_no_baseline_is_refused_with_the_next_step(tmp_path: Path, text: str) -> None:
    (tmp_path / "known.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(AllianceError, match=r"is not a baseline\. Write it anew with --write-baseline\."):
        baseline.read(tmp_path / "known.json")


def test_a_baseline_of_a_later_program_and_none_at_all_say_so(tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text('{"format": 2, "known": []}', encoding="utf-8")
    with pytest.raises(AllianceError, match="a baseline of format 2; this program reads 1"):
        baseline.read(tmp_path / "known.json")
    with pytest.raises(AllianceError, match="There is no baseline"):
        baseline.read(tmp_path / "other.json")


# Watching.


def test_a_change_a_new_file_and_a_file_less_are_each_noticed(tmp_path: Path) -> None:
    card = tmp_path / "gale.yaml"
    card.write_text("a: 1\n", encoding="utf-8")
    seen = watching.polled([tmp_path], pause=0.01)
    assert next(seen) is None
    for change in (
        lambda: card.write_text("a: 12\n", encoding="utf-8"),
        lambda: (tmp_path / "rain.yaml").write_text("b: 1\n", encoding="utf-8"),
        card.unlink,
    ):
        timer = threading.Timer(0.05, change)
        timer.start()
        assert next(seen) is None
        timer.join()


def test_hidden_folders_and_vanished_files_are_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").write_text("x", encoding="utf-8")
    (tmp_path / "lost.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (tmp_path / "gale.yaml").write_text("a: 1\n", encoding="utf-8")
    assert [path.name for path in watching.times([tmp_path])] == ["gale.yaml"]


def test_without_the_extra_times_of_files_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[list[Path]] = []

    def polled(folders: list[Path]) -> Iterator[None]:
        looked.append(folders)
        yield None

    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.setattr(watching, "polled", polled)
    assert next(watching.changes([tmp_path, tmp_path / "nowhere"])) is None
    assert looked == [[tmp_path]]
