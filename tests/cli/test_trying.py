"""The author's commands that put a card on the table, say why it is not drawn, and run its tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game.authoring.table.dealing import Wish, deal
from alliance_game.cli import frames, main
from alliance_game.content import load
from alliance_game.errors import AllianceError
from alliance_game.settings import Settings
from alliance_game.tui.questions.choice import ChoiceScreen
from alliance_game.tui.table.screen import TableScreen
from tests.authoring.my_pack import SILENCE, laid_out, put
from tests.tui.stage import frame, staged

ROOT = Path(__file__).parents[2]
FISHERY = str(ROOT / "examples" / "fishery")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))


Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    """A command: its exit code, stdout and stderr."""
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


# preview


def test_preview_paints_what_the_screen_paints(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages of 24 rows, none wider than 80 columns."""
    monkeypatch.chdir(ROOT)
    code, out, err = run(capsys, "preview", "cut_nets", "--pack", FISHERY, "--state", "norway")
    assert (code, err) == (0, "")
    lines = out.split("\n")
    assert lines[0] == "Cut nets (examples/fishery/cards/sea/cut_nets.yaml), for Norway; 4 states, seed 0."
    table, page = lines[2:26], lines[27:51]
    assert "What will Norway choose?" in "\n".join(table)
    assert table[-1].startswith(" Enter do")
    assert page[0].startswith(" Cards")
    assert "▸ Cut nets" in "\n".join(page)
    assert max(map(len, [*table, *page])) <= 80


async def test_the_page_of_the_question_is_the_one_in_a_game(tmp_path: Path) -> None:
    """Painted by the tests' own way to a frame."""
    found = deal(load(), Wish("summit", state="japan"))
    with found.play(tmp_path) as game:
        async with staged(tmp_path, lambda app: TableScreen(game), settings=Settings(pace="off")) as pilot:
            for _ in range(9):
                if isinstance(pilot.app.screen, ChoiceScreen):
                    break
                await pilot.press("enter")
            painted = frame(pilot.app)  # type: ignore[arg-type]
    app = frames.staged(found, tmp_path / "again", found.play(tmp_path / "again"))
    assert await frames.shown(app, found, (80, 24), frames.to_the_card) == painted


def test_a_crisis_is_shown_on_the_board(capsys: Captured) -> None:
    _, out, _ = run(capsys, "preview", "border_clash", "--state", "japan", "--size", "120x40")
    assert "Border clash" in out
    assert "hits Japan" in out
    assert "What will Japan do?" in out


def test_a_card_that_asks_nothing_is_shown_among_the_news(capsys: Captured) -> None:
    _, out, _ = run(capsys, "preview", "calm")
    assert "What happened" in out
    assert "tension 3 → 2" in out


def test_preview_in_plain_says_what_each_choice_costs_and_what_is_locked(capsys: Captured, tmp_path: Path) -> None:
    """By the path of the file: its pack is found."""
    pack = laid_out(tmp_path, {"radio_silence": SILENCE.replace("cost: {coins: 2}", "when: who.coins >= 9")})
    card = pack / "cards" / "mine" / "radio_silence.yaml"
    code, out, err = run(capsys, "preview", str(card), "--plain", "--state", "chile")
    assert (code, err) == (0, "")
    assert f"Radio silence ({card}), for Chile; 6 states" in out
    assert "  2  Pay for a technician: not now, needs coins 9 or more (is 4)\n" in out
    assert "It is about the state with the lowest coins.\nWait: standing −1 (taken if time runs out).\n" in out
    assert "Now, for Chile:\n  1 Wait: standing 3 → 2.\n  2 Pay for a technician: locked, needs coins 9 or more" in out


@pytest.mark.parametrize("size", ["80", "80x", "x24", "59x24", "80x19", "1000x24", "-80x24", "80x24x3", "80×24"])
def test_a_size_that_is_none(size: str, capsys: Captured) -> None:
    with pytest.raises(AllianceError, match="80x24"):
        frames.size_of(size)
    assert run(capsys, "preview", "summit", f"--size={size}")[0] == 2


# try


def command(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A whole process, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "alliance_game", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env=dict(os.environ),
        timeout=120,
        check=False,
    )


def test_try_without_a_terminal_says_what_to_do() -> None:
    done = command("try", "summit")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--plain" in done.stderr


def test_try_in_plain_plays_and_keeps_nothing(tmp_path: Path) -> None:
    done = command("try", "cut_nets", "--pack", FISHERY, "--plain", "--state", "norway", stdin="2\nquit\n")
    assert done.returncode == 0
    assert "Norway chooses: It was another boat." in done.stdout
    assert done.stdout.endswith("This was a sandbox: nothing of it is kept.\n")
    assert not (tmp_path / "saves").exists()


def test_a_pack_with_errors_is_told_and_nothing_is_tried(capsys: Captured, tmp_path: Path) -> None:
    pack = laid_out(tmp_path, {"radio_silence": SILENCE.replace("least", "lest")})
    for name in ("try", "preview", "why"):
        code, out, err = run(capsys, name, str(pack / "cards" / "mine" / "radio_silence.yaml"))
        assert code == (2 if name == "try" else 1)
        assert name == "try" or "radio_silence.yaml:4:7: error[unknown-field]" in out
        assert name == "try" or err == "1 problem: nothing was loaded.\n"
    code, out, _ = run(capsys, "try", "--plain", str(pack / "cards" / "mine" / "radio_silence.yaml"))
    assert (code, "radio_silence.yaml:4:7" in out) == (1, True)


@pytest.mark.parametrize("name", ["try", "preview", "why"])
@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("sumit", "There is no card 'sumit'. Did you mean 'summit'?"),
        ("nowhere/summit.yaml", "There is no file 'nowhere/summit.yaml'."),
        ("README.md", "There is no card 'README.md'."),
        ("rules/concert/ruleset.yaml", "'rules/concert/ruleset.yaml' is in no pack: a card lies in PACK/cards/DECK/"),
    ],
)
def test_a_card_that_there_is_not(
    name: str, card: str, said: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    code, out, err = run(capsys, name, card, *(["--plain"] if name != "why" else []))
    assert (code, out) == (2, "")
    assert err.startswith(said)


# why


def test_why_of_a_saved_game(capsys: Captured) -> None:
    assert (
        main(["play", "--plain", "--seats", "random,random", "--states", "2", "--length", "lesson", "--seed", "3"]) == 0
    )
    capsys.readouterr()
    code, out, err = run(capsys, "why", "summit", "--save", "concert-0001")
    assert (code, err) == (0, "")
    head, *lines = out.splitlines()
    assert head.startswith("In concert-0001, after ")
    assert lines[-1] == "  The game is over."
    assert any(line.startswith("  Left in the deck: ") for line in lines)
    assert run(capsys, "why", "summit", "--save", "concert-0002")[2].startswith("There is no save 'concert-0002'.")


# test


def test_tests_pass_one_a_line(capsys: Captured) -> None:
    code, out, err = run(capsys, "test", FISHERY)
    assert (code, err) == (0, "5 tests, none failed.\n")
    assert len(out.splitlines()) == 5
    assert all(line.startswith(f"ok    {FISHERY}/tests/") for line in out.splitlines())


def test_one_that_fails_names_its_place_and_exits_1(capsys: Captured, tmp_path: Path) -> None:
    pack = laid_out(
        tmp_path, tests={"a": "tests:\n  one: {card: calm}\n  two: {card: calm, expect: {tracks: {world.order: 1}}}\n"}
    )
    code, out, err = run(capsys, "test", "--pack", str(pack))
    assert code == 1
    assert err.splitlines() == [
        "2 tests, 1 failed.",
        "If the card does what you mean, write what was seen into the test; if not, mend the card.",
    ]
    file = pack / "tests" / "a.yaml"
    assert out.splitlines() == [
        f"ok    {file}: one",
        f"FAIL  {file}: two",
        f"      {file}:3:52: `world.order`: expected 1, seen 5.",
    ]


def test_a_broken_file_of_tests_runs_none(capsys: Captured, tmp_path: Path) -> None:
    pack = laid_out(tmp_path, tests={"a": "tests: {x: {card: calm}}", "b": "tests: {x: {crad: calm}}"})
    code, out, err = run(capsys, "test", str(pack))
    assert code == 1
    assert (
        out
        == f"{pack / 'tests' / 'b.yaml'}:1:13: error[unknown-field]: `x` has no field `crad`. Did you mean 'card'?\n"
    )
    assert err == "1 problem: nothing was loaded.\n"


def test_where_there_are_no_tests(capsys: Captured, tmp_path: Path) -> None:
    code, out, err = run(capsys, "test", str(laid_out(tmp_path)))
    assert (code, out) == (2, "")
    assert err.startswith("There are no card tests")
    assert run(capsys, "test", str(tmp_path / "nothing"))[2].startswith("There is no file or folder")


def test_the_folder_one_is_in_is_the_pack(capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = laid_out(tmp_path, tests={"a": "tests: {x: {card: radio_silence}}"})
    monkeypatch.chdir(pack)
    assert run(capsys, "test") == (0, "ok    tests/a.yaml: x\n", "1 test, none failed.\n")
    monkeypatch.chdir(pack / "tests")
    assert run(capsys, "test")[0] == 0


def test_a_pack_with_errors_runs_no_tests(capsys: Captured, tmp_path: Path) -> None:
    pack = laid_out(tmp_path, tests={"a": "tests: {x: {card: calm}}"})
    put(pack / "cards" / "mine" / "bad.yaml", "title: Bad\n")
    code, out, _ = run(capsys, "test", str(pack))
    assert code == 1
    assert "bad.yaml" in out
