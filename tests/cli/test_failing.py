"""When the program itself fails outside the screen: a line, a report that tells nothing, an exit code, no traceback."""

import re
from collections.abc import Iterator
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import typer

from alliance_game.cli import main, running
from alliance_game.cli.app import app
from alliance_game.letters import CLEAR_SCREEN
from alliance_game.plain.session import Session
from alliance_game.saves import open_save
from tests.plain.script import Keyboard, first_possible, game_of, sit_down

WORDS = "KANARI: the agenda of Japan"


class Injected(Exception):
    """A fault of the program."""


def fails(*_: object, **__: object) -> Any:
    """A fault whose words and values would tell a secret."""
    secret = WORDS
    raise Injected(secret)


@pytest.fixture(autouse=True)
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saves and settings of nobody."""
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(tmp_path / "settings.yaml"))
    return tmp_path / "saves"


def groups() -> Iterator[tuple[tuple[str, ...], typer.Typer]]:
    """The command line, and what has commands of its own."""
    yield (), app
    for each in app.registered_groups:
        assert each.typer_instance is not None
        yield (str(each.name or each.typer_instance.info.name),), each.typer_instance


COMMANDS = {
    " ".join((*before, running.name_of(each))): (before, each)
    for before, group in groups()
    for each in group.registered_commands
}

SOON = {"check", "class run", "simulate", "serve"}
"""Tried by the suite; the others at night."""


def arguments(before: tuple[str, ...], command: typer.models.CommandInfo) -> list[str]:
    """The shortest line that the command understands."""
    whole = typer.main.get_command(app)
    for name in (*before, running.name_of(command)):
        whole = whole.commands[name]  # type: ignore[attr-defined]
    # A word that may be a name as well as a path.
    needed = [each for each in whole.params if each.required]
    options = [part for each in needed for part in ([each.opts[0], "."] if each.opts[0].startswith("-") else ["."])]
    return [*before, running.name_of(command), *options]


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=() if each in SOON else pytest.mark.nightly) for each in COMMANDS]
)
def test_a_fault_in_a_command_is_a_line_and_a_report(
    name: str, saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, command = COMMANDS[name]
    assert command.callback is not None
    line = arguments(before, command)
    monkeypatch.setattr(command, "callback", wraps(command.callback)(fails))
    assert main(line) == 1
    told = capsys.readouterr()
    (report,) = saves.glob("crash-*.txt")
    assert (told.out, told.err) == ("", f"The program has failed. Report: {report}\n")
    text = report.read_text(encoding="utf-8")
    assert f"{__name__}.Injected" in text
    assert "alliance_game/cli/running.py" in text
    assert "KANARI" not in text


def test_a_fault_in_plain_play_keeps_the_game_and_says_how_to_go_on(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before: list[str] = []
    questions, answer = count(), Session.answer

    def fails_at_last(session: Session, *given: Any) -> Any:
        if next(questions) == 4:
            before.extend(move.move for move in session.game.moves)
            fails()
        return answer(session, *given)

    monkeypatch.setattr(Session, "answer", fails_at_last)
    monkeypatch.setattr("builtins.input", lambda prompt: first_possible(capsys.readouterr().out))
    assert main(["play", "--plain", "--seed", "7", "--states", "2", "--seats", "you,random"]) == 1
    (report,) = saves.glob("crash-*.txt")
    assert capsys.readouterr().err == (
        "The program has failed. The game is saved. Go on with: alliance-game continue concert-0001."
        f" Report: {report}\n"
    )
    text = report.read_text(encoding="utf-8")
    assert "KANARI" not in text
    assert re.search(r"alliance_game/plain/session\.py:\d+ Session\.step", text)
    with open_save(saves, "concert-0001") as again:
        assert [move.move for move in again.moves] == before
        assert len(before) > 2
        assert not again.recovered


@pytest.mark.parametrize("seats", ["you,you", "you,random"])
def test_what_one_of_several_had_on_the_screen_is_gone_after_a_fault(
    seats: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks into it may be somebody else. A person alone keeps the lines."""
    monkeypatch.setattr(Session, "answer", fails)
    keyboard = Keyboard([], lambda page: "")
    with pytest.raises(Injected):
        sit_down(game_of(tmp_path, seats), keyboard, is_terminal=True)
    assert keyboard.text.endswith(CLEAR_SCREEN) == (seats == "you,you")


def test_ctrl_c_before_anything_has_begun_is_no_fault(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(given: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "run", stopped)
    assert main(["list", "cards"]) == 130
    assert capsys.readouterr() == ("", "")
    assert not saves.exists()


def test_doctor_says_which_report_to_send_and_what_it_holds(
    saves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    assert "\nreports: none\n" in capsys.readouterr().out
    with monkeypatch.context() as broken:
        broken.setattr("alliance_game.cli.looking.list_things", fails)
        assert main(["list", "cards"]) == 1
    (report,) = saves.glob("crash-*.txt")
    (saves / "crash-20200101-000000.txt").write_text("an older one\n")
    capsys.readouterr()
    assert main(["doctor"]) == 0
    told = capsys.readouterr()
    assert f"\nreports: {report}, {saves / 'crash-20200101-000000.txt'}\n" in told.out
    assert "send these lines and the newest report" in told.err
    assert "nothing of a game" in told.err
    assert "Do not send the save" in told.err
