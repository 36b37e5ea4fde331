"""A quiz: taken at the laptop or typed in from paper, kept for good, counted, written as tables and printed."""

import io
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from alliance_game.authoring.sheets import PAPERS
from alliance_game.authoring.sheets import quiz as sheet
from alliance_game.classroom.quiz import AFTER, BEFORE, Answered, Kept, code_of, given_code, kept, quiz_of, results
from alliance_game.cli import main
from alliance_game.letters import CLEAR_SCREEN
from alliance_game.plain.console import Closed, Console
from alliance_game.plain.quiz import Desk
from tests.hostile import STRINGS, stray
from tests.table import library

from .games import read_csv

RIGHT = "".join(item.right for item in library().scenario("concert").quiz)
WRONG = RIGHT.translate(str.maketrans("abcd", "bcda"))
SURE = "434241"


@pytest.fixture(autouse=True)
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "saves"
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def type_in(lines: list[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Run the command with these lines typed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return main(["class", "quiz", "concert", *words])


def pupil(code: str, answers: str, sure: str = SURE) -> list[str]:
    """The keys of one pupil, from being called to handing in."""
    typed = [
        key
        for letter, level in zip(answers, sure, strict=True)
        for key in ([letter, level] if letter != "-" else [letter])
    ]
    return ["", code, *typed, ""]


def rows(saves: Path, name: str = "concert") -> list[dict[str, str]]:
    lines = (saves / f"{name}.quiz").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[1:]]


# At the laptop


def test_what_is_typed_into_a_quiz_steers_nothing_and_is_never_said_again(saves: Path) -> None:
    """Every hostile text, wherever something is asked; of four times that it is, the last one has a right answer."""
    output, asked, texts = io.StringIO(), Counter[str](), iter(STRINGS)
    right = {"begins": "", "Type your code": "ma{}t", "Your answer": "a", "How sure": "1"}

    def read(prompt: str) -> str:
        output.write(prompt)
        asked[prompt] += 1
        if asked[prompt] % 4 and (typed := next(texts, None)) is not None:
            return typed
        if "begins" in prompt and next(texts, None) is None:
            return "q"
        return next((key.format(asked[prompt]) for part, key in right.items() if part in prompt), "")

    quiz = quiz_of(library(), "concert", saves)
    assert Desk(quiz, BEFORE, Console(read, output, is_terminal=False), lambda: "2026-11-22").open() > 5
    assert len(asked) >= 5
    assert next(texts, None) is None
    said = output.getvalue()
    assert not stray(said)
    assert [text for text in STRINGS if len(text) > 5 and text in said] == []
    assert not stray((saves / "concert.quiz").read_text(encoding="utf-8"))


def test_pupils_answer_one_after_another(saves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [*pupil("Ma07T", WRONG), *pupil("an12k", f"{RIGHT[:5]}-"), "q"]
    assert type_in(keys, monkeypatch, "--before") == 0
    found = rows(saves)
    assert [(row["code"], row["answers"], row["sure"]) for row in found] == [
        ("ma07t", WRONG, SURE),
        ("an12k", f"{RIGHT[:5]}-", f"{SURE[:5]}-"),
    ]
    assert {row["right"] for row in found} == {RIGHT}
    # A day and no time: nobody can tell afterwards who sat there when.
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]) for row in found)
    assert ":" not in "".join(row["date"] for row in found)


def test_wrong_keys_are_asked_again_and_answers_can_be_changed(saves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = pupil("ma07t", WRONG)
    keys[2:2] = ["e", "ab", ""]
    keys[-1:] = ["9", "1", RIGHT[0], "1", ""]
    assert type_in([*keys, "q"], monkeypatch, "--before") == 0
    assert [(row["answers"], row["sure"]) for row in rows(saves)] == [(RIGHT[0] + WRONG[1:], "1" + SURE[1:])]


def test_a_code_is_given_to_whoever_wants_one(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = pupil("", WRONG)
    assert type_in([*keys[:2], "", *keys[2:], "q"], monkeypatch, "--before") == 0
    said = " ".join(capsys.readouterr().out.split())
    (code,) = (row["code"] for row in rows(saves))
    assert f"Your code is: {code}. Write it down" in said
    assert re.fullmatch(r"[a-z]+ [a-z]+", code)


def test_codes_do_not_collide_and_unknown_ones_are_questioned(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    again = pupil("ma07t", WRONG)
    keys = [*pupil("ma07t", WRONG), *again[:2], "ma07tx", *again[2:], "q"]
    assert type_in(keys, monkeypatch, "--before") == 0
    assert [row["code"] for row in rows(saves)] == ["ma07t", "ma07tx"]
    back = pupil("ma70t", RIGHT)
    assert type_in([*back[:2], "no", "MA07T", *back[2:], "q"], monkeypatch, "--after") == 0
    assert "Nobody had the code 'ma70t' before the game." in capsys.readouterr().out
    assert [(row["when"], row["code"]) for row in rows(saves)][2:] == [("after", "ma07t")]


def test_whoever_leaves_half_way_has_answered_nothing(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = [*pupil("ma07t", WRONG), *pupil("an12k", RIGHT)[:-1]]
    assert type_in(keys, monkeypatch, "--before") == 0
    assert [row["code"] for row in rows(saves)] == ["ma07t"]
    assert "Answers that had not been handed in are not kept." in capsys.readouterr().out


def test_nothing_of_one_pupil_is_on_the_screen_of_the_next(saves: Path) -> None:
    """On a terminal everything is taken away, also what one could scroll back to, before somebody else is called."""
    output = io.StringIO()
    keys = iter([*pupil("secretcode", RIGHT), ""])

    def read(prompt: str) -> str:
        output.write(prompt)
        try:
            typed = next(keys)
        except StopIteration:
            raise EOFError from None
        output.write(f"{typed}\n")
        return typed

    quiz = quiz_of(library(), "concert", saves)
    assert Desk(quiz, BEFORE, Console(read, output, is_terminal=True), lambda: "2026-11-22").open() == 1
    after = output.getvalue().rpartition("Enter hands them in")[2]
    assert after.partition("\n")[2].startswith(CLEAR_SCREEN)
    screens = after.split(CLEAR_SCREEN)[1:]
    assert "1 pupil has answered." in screens[0]
    assert not any("secretcode" in screen for screen in screens)


# From paper


def test_sheets_are_typed_in_a_line_each(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        f"ma07t {WRONG} {SURE}",
        f"Quiet-Heron {RIGHT} {SURE}",
        "abc 12 3",
        f"x {RIGHT} {SURE}",
        f"ma07t {RIGHT} {SURE}",
    ]
    assert type_in(lines, monkeypatch, "--before", "--enter") == 1
    said = capsys.readouterr().out
    assert [row["code"] for row in rows(saves)] == ["ma07t", "quiet heron"]
    for wanted in (
        "'12' is not an answer to 6 questions: write 6 letters, a to d, - for none.",
        "A code has 3 to 30 letters and digits.",
        "'ma07t' has answered already: begin the line with ! if this takes its place.",
        "2 pupils were added to concert.quiz, beside the saved games.",
    ):
        assert wanted in said
    assert type_in([f"!ma07t {RIGHT} {SURE}"], monkeypatch, "--before", "--enter") == 0
    found = kept(quiz_of(library(), "concert", saves))
    # What was there first is still in the file.
    assert len(rows(saves)) == 3
    assert found.of(BEFORE)["ma07t"].answers == RIGHT


# What is kept


def test_a_line_cut_off_spoils_no_other(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert type_in([f"ma07t {WRONG} {SURE}", f"an12k {WRONG} {SURE}"], monkeypatch, "--before", "--enter") == 0
    file = saves / "concert.quiz"
    file.write_bytes(file.read_bytes()[:-20])
    assert type_in([f"be01s {WRONG} {SURE}"], monkeypatch, "--before", "--enter") == 0
    assert set(kept(quiz_of(library(), "concert", saves)).of(BEFORE)) == {"ma07t", "be01s"}
    capsys.readouterr()
    assert main(["class", "quiz", "concert", "--results"]) == 1
    assert capsys.readouterr().err == f"{file}: 1 of its lines cannot be read.\n"


@pytest.mark.parametrize(
    ("line", "unread"),
    [("[]", 1), ("{}", 1), ("7", 1), ('{"when": "later"}', 1), ("\x00" * 9, 1), ("[" * 9000, 1), ("", 0)],
)
def test_lines_that_are_none_are_counted_and_nothing_worse(saves: Path, line: str, unread: int) -> None:
    saves.mkdir()
    (saves / "concert.quiz").write_text(f'{{"format": 1, "scenario": "concert"}}\n{line}\n', encoding="utf-8")
    assert kept(quiz_of(library(), "concert", saves)) == Kept((), unread, 0)


def test_a_file_of_something_else_is_left_alone(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saves.mkdir()
    file = saves / "concert.quiz"
    for head, said in (
        ('{"format": 1, "scenario": "gcc"}', "keeps answers to the quiz of 'gcc'"),
        ('{"format": 2, "scenario": "concert"}', "was written by a newer version of the game"),
    ):
        file.write_text(f"{head}\n", encoding="utf-8")
        assert type_in([*pupil("ma07t", RIGHT), "q"], monkeypatch, "--before") == 2
        assert said in capsys.readouterr().err
        assert file.read_text(encoding="utf-8") == f"{head}\n"


def test_answers_to_other_questions_are_left_out_and_said(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert type_in([f"ma07t {WRONG} {SURE}"], monkeypatch, "--before", "--enter") == 0
    file = saves / "concert.quiz"
    text = file.read_text(encoding="utf-8").replace(f'"right": "{RIGHT}"', f'"right": "{WRONG}"')
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["class", "quiz", "concert", "--results"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("Concert: 0 answered before, 0 after, 0 of them both times.")
    assert captured.err == "Left out: answers to another version of this quiz, 1 in all.\n"


# The numbers


def row(when: str, code: str, answers: str, sure: str = SURE) -> Answered:
    return Answered(BEFORE if when == "before" else AFTER, "2026-11-22", code, answers, sure, RIGHT)


def test_gains_are_of_those_who_answered_twice(saves: Path) -> None:
    quiz = quiz_of(library(), "concert", saves)
    half = RIGHT[:3] + WRONG[3:]
    made = (
        row("before", "one", WRONG),
        row("before", "two", half),
        row("before", "left", RIGHT),
        row("after", "one", half),
        row("after", "two", RIGHT[:5] + WRONG[5:]),
        row("after", "came", RIGHT),
    )
    found = results(quiz, Kept(made))
    assert (found.before, found.after, found.both) == (3, 3, 2)
    # 0 to 3 and 3 to 5: means 1.5, 4 and 2.5. Student's t with one degree of freedom: 12.7062 * 0.5.
    assert (found.score_before.mean, found.score_after.mean, found.gain.mean) == (1.5, 4.0, 2.5)
    assert found.gain.interval is not None
    assert found.gain.interval == pytest.approx((2.5 - 6.3531, 2.5 + 6.3531))
    first = found.items[0]
    assert (first.before.right, first.after.right, first.before.answered) == (2, 3, 3)
    assert (first.before.sure_but_wrong, first.before.mistake) == (1, WRONG[0])
    # Question 6 was answered with 1, a guess: wrong, but not sure.
    assert (found.items[5].before.right, found.items[5].before.sure_but_wrong) == (1, 0)
    # How sure when wrong, before: 'one' 18/6 of all, 'two' (2+4+1)/3 of the last three; 'left' was never wrong.
    assert found.sure_before.wrong.number == 2
    assert found.sure_before.wrong.mean == pytest.approx((3.0 + 7 / 3) / 2, abs=0.001)


def test_without_pairs_there_is_no_gain(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["class", "quiz", "concert", "--results"]) == 0
    assert "Nobody has answered both times" in capsys.readouterr().out
    for when in ("--before", "--after"):
        assert type_in([f"ma07t {RIGHT} {SURE}"], monkeypatch, when, "--enter") == 0
    capsys.readouterr()
    assert main(["class", "quiz", "concert", "--results"]) == 0
    assert "Gain: +0.00; one pupil gives no interval." in capsys.readouterr().out
    assert main(["class", "quiz", "concert", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["before"], made["both"], len(made["items"]), made["gain"]["mean"]) == (1, 1, 6, 0.0)


def test_tables_say_all_and_not_who_sat_down_first(
    saves: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert type_in([f"zoe99 {WRONG} {SURE}", f"abe11 -{RIGHT[1:]} {SURE}"], monkeypatch, "--before", "--enter") == 0
    assert main(["class", "quiz", "concert", "--results", "--to", "out"]) == 0
    read = {each.stem: read_csv(each.read_text(encoding="utf-8")) for each in (tmp_path / "out").iterdir()}
    assert set(read) == {"quiz", "items", "dictionary"}
    assert [line["code"] for line in read["quiz"]] == ["abe11"] * 6 + ["zoe99"] * 6
    first = read["quiz"][0]
    assert (first["answer"], first["right"], first["sure"], first["item"]) == ("", "0", "", "1")
    assert [line["right"] for line in read["items"]] == list(RIGHT)
    assert read["items"][0]["goal"] == library().scenario("concert").teaches[0]
    told = {(line["table"], line["column"]) for line in read["dictionary"]}
    assert {("quiz", column) for column in read["quiz"][0]} | {("items", column) for column in read["items"][0]} <= told


# Codes


def test_codes_are_the_same_however_they_are_written() -> None:
    assert {code_of(text) for text in ("Quiet Heron", "quiet-heron", " QUIET  heron.")} == {"quiet heron"}
    assert code_of("Ñu 07 É") == "ñu 07 é"


def test_given_codes_are_new() -> None:
    taken: set[str] = set()
    for _ in range(400):
        taken.add(given_code(taken))
    assert len(taken) == 400


# What cannot be meant


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["concert"], "Say --before or --after to take answers, --results to count them."),
        (["concert", "--before", "--after"], "Say --before or --after, not both"),
        (["concert", "--enter"], "Say whether the sheets were filled in --before or --after the game."),
        (["concert", "--before", "--results"], "counted with --results."),
        (["concert", "--to", "x", "--format", "xlsx"], "choose csv or json."),
        (["conzert", "--results"], "Did you mean 'concert'?"),
        (["first_steps", "--before"], "First steps has no quiz"),
        (["9b.yaml", "--before"], "There is no lesson file '9b.yaml'."),
    ],
)
def test_what_is_wrong_is_said(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "quiz", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_a_lesson_keeps_answers_of_its_own(saves: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "9b.yaml").write_text(
        "format: 1\ntitle: 9b\nscenario: concert\nstates: 2\nminutes: 45\npupils: 8\nsave: 9b-alliances\n"
        "teams: [{state: france, pupils: 4}, {state: germany, pupils: 4}]\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(f"ma07t {RIGHT} {SURE}\n"))
    assert main(["class", "quiz", "9b.yaml", "--before", "--enter"]) == 0
    assert [each["code"] for each in rows(saves, "9b-alliances")] == ["ma07t"]
    assert not (saves / "concert.quiz").exists()


# On paper


def test_the_sheet_has_every_question_and_the_key_stands_on_a_page_of_its_own() -> None:
    scenario = library().scenario("concert")
    page = unescape(sheet.page(scenario, "concert", PAPERS["letter"]))
    one, key = page.split('<article class="key">')
    for item in scenario.quiz:
        assert item.question in one
        assert item.why not in one
        assert item.why in key
    assert "size: 215.9mm 279.4mm" in page
    assert "break-before: page" in page
    assert not re.search(r'(src|href)="', page)


def test_print_quiz(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", "quiz", "--scenario", "gcc", "-o", "quiz.html"]) == 0
    said = capsys.readouterr().out
    assert said.endswith("a sheet to copy for each pupil, and the key for the teacher.\nPrint it on A4 at 100 %.\n")
    assert main(["print", "quiz", "--scenario", "first_steps"]) == 2
    assert capsys.readouterr().err == "There is nothing to print: First steps has no quiz.\n"
    assert main(["print", "quiz", "--states", "3"]) == 2


def test_leaving_is_not_an_error(saves: Path) -> None:
    def nobody(prompt: str) -> str:
        raise EOFError

    quiz = quiz_of(library(), "concert", saves)
    desk = Desk(quiz, AFTER, Console(nobody, io.StringIO(), is_terminal=False), lambda: "2026-11-22")
    assert desk.open() == 0
    with pytest.raises(Closed):
        desk.call()
