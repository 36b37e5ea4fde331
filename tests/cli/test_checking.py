"""`check` and `explain`: what is told where, in which form, and with which exit code."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import alliance_game
from alliance_game.cli import checking, main
from alliance_game.content import Problem, base_folder
from alliance_game.definitions.library import Place

CARD = "title: Gale\nkind: incident\ntext: The wind rises.\neffects:\n- {change: world.tension, by: 1}\n"
NO_EFFECT = "- {change: world.rival, by: 0}\n"
TYPO = "- {chnge: world.tension, by: 1}\n"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with one card, seen from the folder around it."""
    folder = tmp_path / "mine" / "cards" / "base"
    folder.mkdir(parents=True)
    (folder / "gale.yaml").write_text(CARD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "mine"


def card(pack: Path, text: str) -> None:
    """The card with something more."""
    (pack / "cards" / "base" / "gale.yaml").write_text(CARD + text, encoding="utf-8")


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, data and talk."""
    code = main(["check", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_problem_with_its_line_a_caret_and_the_cure(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(pack, TYPO)
    code, out, err = check(capsys, "mine")
    assert code == 1
    assert out.splitlines() == [
        "mine/cards/base/gale.yaml:6:4: error[unknown-verb]: There is no verb `chnge`.",
        "    6 | - {chnge: world.tension, by: 1}",
        "      |    ^^^^^ Did you mean 'change'?",
    ]
    assert err == "1 card of yours: 1 error.\n"


def test_inside_a_pack_it_is_the_pack_that_is_checked(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also from a folder deep in it; without a ``pack.yaml`` nobody says that it is one."""
    card(pack, TYPO)
    monkeypatch.chdir(pack / "cards" / "base")
    assert check(capsys)[0] == 0
    (pack / "pack.yaml").write_text("id: mine\ntitle: Mine\nversion: 1.0.0\n", encoding="utf-8")
    code, out, _ = check(capsys)
    assert code == 1
    assert "gale.yaml:6:4: error[unknown-verb]" in out


def test_a_file_called_like_one_of_the_base_content_is_one_of_the_pack(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same is told whether one stands in the pack or outside."""
    (pack / "pack.yaml").write_text("id: mine\ntitle: Mine\nversion: 1.0.0\n", encoding="utf-8")
    (pack / "text").mkdir()
    (pack / "text" / "es.yaml").write_text("title: español\n", encoding="utf-8")
    _, outside, last = check(capsys, "mine")
    assert outside.startswith("mine/text/es.yaml:1:1: warning[untranslated]")
    monkeypatch.chdir(pack)
    _, inside, same = check(capsys)
    assert (inside.removeprefix("./text/"), same) == (outside.removeprefix("mine/text/"), last)


def test_tests_of_cards_are_for_another_command(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "tests").mkdir()
    (pack / "tests" / "x.yaml").write_text("tests: {}\n", encoding="utf-8")
    said = "Nothing of that is looked at here: tests of cards are run with `alliance-game test`.\n"
    assert check(capsys, "mine/tests/x.yaml") == (0, "", said)


def test_what_a_pack_breaks_outside_is_told_too(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its own files are right, and the base content without it as well."""
    folder = pack / "rules" / "winter"
    folder.mkdir(parents=True)
    text = "title: Winter\nextends: concert\n"
    (folder / "ruleset.yaml").write_text(text, encoding="utf-8")
    assert check(capsys, "mine")[0] == 0
    (folder / "ruleset.yaml").write_text("patch: concert\nremove: [tracks.world.rival]\n", encoding="utf-8")
    code, out, _ = check(capsys, "mine")
    assert code == 1
    assert "rules/concert/" in out
    assert "'rival'" in out


def test_a_warning_is_told_but_fails_only_when_strict(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(pack, NO_EFFECT)
    assert check(capsys, "mine")[0] == 0
    assert check(capsys, "mine", "--strict")[0] == 1
    assert "warning[no-effect]" in check(capsys, "mine")[1]


def test_only_what_was_asked_for_is_told(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(pack, TYPO)
    (pack / "cards" / "base" / "rain.yaml").write_text(CARD.replace("wind rises", "rain falls"), encoding="utf-8")
    assert check(capsys, "mine/cards/base/rain.yaml")[:2] == (0, "")
    assert check(capsys, "mine/cards")[0] == 1
    assert check(capsys, "--pack", "mine")[0] == 1


def test_json_has_all_there_is_to_know(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(pack, TYPO)
    assert json.loads(check(capsys, "mine", "--json")[1]) == [
        {
            "file": "mine/cards/base/gale.yaml",
            "line": 6,
            "column": 4,
            "code": "unknown-verb",
            "message": "There is no verb `chnge`.",
            "hint": "Did you mean 'change'?",
            "severity": "error",
            "confidence": "certain",
        }
    ]
    card(pack, "")
    assert json.loads(check(capsys, "mine", "--json")[1]) == []


def test_github_gets_commands_with_everything_escaped(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(pack, TYPO)
    assert check(capsys, "mine", "--github")[1] == (
        "::error file=mine/cards/base/gale.yaml,line=6,col=4,title=unknown-verb::"
        "There is no verb `chnge`. Did you mean 'change'?\n"
    )
    card(pack, NO_EFFECT)
    assert check(capsys, "mine", "--github")[1].startswith("::warning file=mine/")


def test_what_github_would_take_for_a_sign_of_its_own_is_a_number() -> None:
    assert checking.escaped("100 %: a, b\r\n::error::") == "100 %25: a, b%0D%0A::error::"
    assert checking.escaped("a:b,c%", ":,") == "a%3Ab%2Cc%25"


def test_a_file_of_the_base_content_is_named_from_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(base_folder())
    problem = Problem(Place("cards/base/calm.yaml", 2, 3), "no-effect", "Nothing.")
    assert "file=cards/base/calm.yaml,line=2,col=3," in checking.workflow_command(problem)
    monkeypatch.chdir(tmp_path)
    assert f"file={(base_folder() / 'cards/base/calm.yaml').as_posix()}" in checking.workflow_command(problem)


def test_two_forms_at_once_are_wrong_use(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for both in (("--json", "--github"), ("--json", "--watch"), ("--github", "--watch")):
        code, out, err = check(capsys, "mine", *both)
        assert (code, out, err) == (2, "", "Take one of --json, --github and --watch.\n")
    assert check(capsys, "mine", "--watch", "--baseline", "known.json", "--write-baseline")[0] == 2


def test_a_reason_keeps_a_warning_away_and_the_last_line_counts_it(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card(pack, NO_EFFECT.replace("\n", "  # check: ignore no-effect the rival stands still here\n"))
    code, out, err = check(capsys, "mine", "--strict")
    assert (code, out) == (0, "")
    assert err == "1 card of yours: no problem found, 1 ignored.\n"


def test_a_baseline_from_its_first_day_to_its_last(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Written, moved, a new one beside it, gone."""
    card(pack, NO_EFFECT)
    known = ("--baseline", "known.json")
    assert check(capsys, "mine", *known)[0] == 2
    assert check(capsys, "mine", *known, "--write-baseline") == (0, "", "1 warning written to known.json.\n")
    card(pack, "# a line between\n" + NO_EFFECT)
    code, out, err = check(capsys, "mine", *known, "--strict")
    assert (code, out) == (0, "")
    assert err == "1 card of yours: no problem found, 1 known.\n"
    card(pack, NO_EFFECT + NO_EFFECT.replace("rival", "order"))
    code, out, err = check(capsys, "mine", *known, "--strict")
    assert code == 1
    assert [line for line in out.splitlines() if "[no-effect]" in line] == [
        "mine/cards/base/gale.yaml:7:29: warning[no-effect]: This adds 0 to `world.order`."
    ]
    card(pack, "")
    code, out, err = check(capsys, "mine", *known)
    assert (code, out) == (0, "")
    assert err.splitlines()[:2] == [
        "Gone: mine/cards/base/gale.yaml: [no-effect] - {change: world.rival, by: 0}",
        "1 entry of the baseline can go: write it anew.",
    ]


def test_a_baseline_knows_no_errors_and_needs_a_name(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card(pack, TYPO)
    code, out, err = check(capsys, "mine", "--baseline", "known.json", "--write-baseline")
    assert code == 1
    assert "error[unknown-verb]" in out
    assert err.splitlines() == ["0 warnings written to known.json.", "Errors are never known: mend them."]
    assert check(capsys, "mine", "--baseline", "known.json")[0] == 1
    assert check(capsys, "mine", "--write-baseline")[0] == 2


def test_what_is_gone_elsewhere_is_not_told_when_one_file_is_asked_for(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card(pack, NO_EFFECT)
    main(["check", "mine", "--baseline", "known.json", "--write-baseline"])
    card(pack, "")
    (pack / "cards" / "base" / "rain.yaml").write_text(CARD.replace("wind rises", "rain falls"), encoding="utf-8")
    capsys.readouterr()
    assert "Gone" not in check(capsys, "mine/cards/base/rain.yaml", "--baseline", "known.json")[2]


def read_until(process: subprocess.Popen[str], wanted: str) -> str:
    """What a process writes, up to a line with this in it."""
    seen = ""
    assert process.stdout is not None
    while wanted not in seen:
        line = process.stdout.readline()
        assert line, seen
        seen += line
    return seen


@pytest.mark.skipif(os.name == "nt", reason="needs SIGINT")
def test_watch_tells_again_after_a_change_and_ends_with_ctrl_c(pack: Path) -> None:
    """Without a terminal nothing is cleared; the extra is not needed."""
    # A shell's background jobs ignore Ctrl+C, and so would their children.
    script = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "sys.modules['watchfiles'] = None; from alliance_game.cli import entry; entry()"
    )
    command = [sys.executable, "-c", script, "check", "mine", "--watch"]
    there = os.environ | {"PYTHONPATH": str(Path(alliance_game.__file__).parents[1])}
    out, err = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, stdout=out, stderr=err, cwd=pack.parent, env=there, text=True) as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        assert "\x1b" not in read_until(process, "no problem found.")
        card(pack, TYPO)
        assert "\x1b" not in read_until(process, "1 error.")
        card(pack, "")
        read_until(process, "no problem found.")
        process.send_signal(signal.SIGINT)
        rest = process.communicate()[0]
        guard.cancel()
    assert (process.returncode, rest.strip()) == (0, "Stopped.")


def test_a_terminal_is_cleared_before_it_is_told_again(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def changes(_: object) -> Iterator[None]:
        yield None
        card(pack, TYPO)
        yield None
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "changes", changes)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert checking.watch_content(checking.Check((pack,))) == 0
    said = capsys.readouterr()
    assert said.out.startswith("\x1b[2J")
    assert said.out.count("\x1b") == 3
    assert said.err.endswith("1 error.\nStopped.\n")


def test_explain_shows_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "unknown-verb"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("unknown-verb (error): A verb that does not exist\n\n")
    assert "  >   5  - {chnge: world.tension, by: 1}\n" in out
    assert "  >   5  - {change: world.tension, by: 1}\n" in out


def test_explain_lists_all_codes_and_knows_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 100
    assert any(line.split(maxsplit=1) == ["unknown-verb", "A verb that does not exist"] for line in lines)
    assert main(["explain", "unknown-verbs"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "There is no code 'unknown-verbs'. Did you mean 'unknown-verb'?\n")
