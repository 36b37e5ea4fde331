"""When the program fails: the terminal is as before, the game is saved, and nothing tells a secret."""

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.worker import WorkerFailed

from alliance_game import faults
from alliance_game.saves import open_save
from alliance_game.tui import crash
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.parts.page import Page

from .stage import frame, new_game, staged
from .terminals import Ended, in_terminal

CANARY = "agenda-of-japan-is-KANARI"


def failing(secret: str) -> None:
    """Fails with a secret in its words and in its values."""
    kept: dict[str, str] = {}
    try:
        kept.pop(secret)
    except KeyError as error:
        raise RuntimeError(f"cannot play {secret}") from error


def fault(secret: str = CANARY) -> BaseException:
    """A fault with a cause, both full of secrets."""
    try:
        failing(secret)
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_has_kinds_and_places_and_nothing_else(tmp_path: Path) -> None:
    """The chain of faults, with file, line and function; no words, no values."""
    path = crash.write_report(fault(), ["TableScreen"], tmp_path)
    assert path is not None
    text = path.read_text()
    assert "KANARI" not in text
    assert "builtins.KeyError" in text
    assert "which led to builtins.RuntimeError" in text
    assert re.search(r"test_crash\.py:\d+ failing", text)
    assert "pages: TableScreen" in text
    assert "alliance-game " in text
    assert str(tmp_path) not in text
    assert path.stat().st_mode & 0o077 == 0


def test_the_lines_of_our_own_source_are_shown_and_nobody_elses() -> None:
    """They say what was done, and the source is public; a person's own files are not."""
    try:
        open_save(Path("/nowhere"), "../x")
    except Exception as error:
        lines = list(faults.faults(error))
    assert any(re.fullmatch(r"  alliance_game/saves/names\.py:\d+ checked_name", each) for each in lines)
    assert "      raise SaveError(" in lines
    assert not any("open_save(Path" in each for each in lines)


def test_of_compiled_rules_not_even_the_place_is_told() -> None:
    """A line of them may belong to one card, and its number would name the card."""
    names: dict[str, object] = {}
    exec(compile("def met_piracy(cells):\n    return cells['KANARI']", "<rules 1234abcd>", "exec"), names)
    with pytest.raises(KeyError) as caught:
        names["met_piracy"]({})  # type: ignore[operator]
    text = "\n".join(faults.faults(caught.value))
    assert "  compiled rules" in text
    assert "piracy" not in text
    assert "1234abcd" not in text


def test_a_worker_hands_over_its_fault_and_endless_chains_end() -> None:
    """What made a worker fail is in the report; causes in a circle are told once."""
    inner = fault()
    text = "\n".join(faults.faults(WorkerFailed(inner)))
    assert text.count("builtins.KeyError") == 1
    assert "which led to textual.worker.WorkerFailed" in text
    one, other = ValueError(), TypeError()
    one.__cause__, other.__cause__ = other, one
    assert len(faults.chain(one)) == 2


def test_reports_of_one_second_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """Each has its own file."""
    found = {crash.write_report(fault(), [], tmp_path) for _ in range(3)}
    assert len(found) == 3
    assert len(list(tmp_path.glob("crash-*.txt"))) == 3
    when = datetime(2026, 11, 22, 5, 7, 9, tzinfo=UTC)
    assert faults.report_path(tmp_path, when).name == "crash-20261122-050709.txt"


def test_where_the_disk_refuses_another_place_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the folder of saves, then the system's; without either there is none, and no new fault."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(faults, "user_state_dir", lambda *_, **__: str(tmp_path / "state"))
    path = crash.write_report(fault(), [], tmp_path / "file")
    assert path is not None
    assert path.parent == tmp_path / "state"
    monkeypatch.setattr(faults, "user_state_dir", lambda *_, **__: str(tmp_path / "file"))
    assert crash.write_report(fault(), [], tmp_path / "file") is None


async def test_the_screen_says_what_is_safe_and_any_key_leaves(tmp_path: Path) -> None:
    """But not the key that was under a finger when it happened."""
    report = tmp_path / "crash-20261122-050709.txt"
    async with staged(tmp_path, lambda app: crash.CrashScreen("concert-0007", report)) as pilot:
        await pilot.press("space")
        shown = frame(pilot.app)  # type: ignore[arg-type]
        assert pilot.app.return_code is None
        assert "The fault is its own, not yours." in shown
        assert "alliance-game continue concert-0007" in shown
        assert "crash-20261122-050709.txt" in shown.replace("\n", "").replace(" ", "")
        await pilot.pause(crash.HELD + 0.2)
        assert "Any key leaves." in frame(pilot.app)  # type: ignore[arg-type]
        await pilot.press("space")
        assert pilot.app.return_code == 1


async def test_without_a_game_or_a_report_it_says_so(tmp_path: Path) -> None:
    """Nothing is promised that is not there."""
    async with staged(tmp_path, lambda app: crash.CrashScreen()) as pilot:
        shown = frame(pilot.app)  # type: ignore[arg-type]
        assert "continue" not in shown
        assert "could not be written" in shown


class Broken(Page[None]):
    """A page that fails when it is asked to."""

    def key_x(self) -> None:
        """In a handler."""
        failing(CANARY)


async def test_tests_get_the_fault_itself(tmp_path: Path) -> None:
    """Only a guarded program keeps its faults."""
    with pytest.raises(RuntimeError, match="KANARI"):
        async with staged(tmp_path, lambda app: Broken()) as pilot:
            await pilot.press("x")


async def test_a_guarded_program_keeps_the_first_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with exit code 1 and without a word on the terminal."""
    async with staged(tmp_path, lambda app: Broken()) as pilot:
        app = pilot.app
        assert isinstance(app, AllianceApp)
        app.guarded = True
        first = fault()
        assert isinstance(first, RuntimeError)
        app._handle_exception(first)
        app._handle_exception(ValueError())
        app._handle_stray(SimpleNamespace(), {"exception": ValueError(), "message": ""})  # type: ignore[arg-type]
        assert app.fault is first
        assert app.return_code == 1
        assert "Broken" in app.pages
    captured = capsys.readouterr()
    assert "KANARI" not in captured.out + captured.err


SCRIPT = """
import sys
from pathlib import Path
from alliance_game import tui
from alliance_game.tui import crash
from alliance_game.tui.games.start import MenuScreen
from tests.tui.test_crash import failing, CANARY

def handler(self):
    self.app.notify(CANARY)
    failing(CANARY)

def worker(self):
    self.run_worker(lambda: failing(CANARY), thread=True)

async def stray():
    failing(CANARY)

def task(self):
    import asyncio, gc
    asyncio.create_task(stray())
    self.set_timer(0.2, gc.collect)

def mount(self):
    failing(CANARY)

how = {how!r}
if how == "mount":
    MenuScreen.on_mount = mount
else:
    MenuScreen.action_settings = {{"handler": handler, "twice": handler, "worker": worker, "task": task}}[how]
if how == "twice":
    crash.CrashScreen.on_mount = mount
sys.exit(tui.run_menu(Path({folder!r})))
"""


def failed(tmp_path: Path, how: str, steps: tuple[tuple[str, str], ...]) -> Ended:
    """A program that fails in a certain way, on a terminal."""
    script = tmp_path / "fails.py"
    script.write_text(SCRIPT.format(how=how, folder=str(tmp_path / "saves")))
    root = Path(__file__).parents[2]
    settings = str(tmp_path / "settings.yaml")
    log = str(tmp_path / "textual.log")
    path = f"{root / 'src'}:{root}"
    return in_terminal(str(script), steps=steps, PYTHONPATH=path, ALLIANCE_GAME_SETTINGS=settings, TEXTUAL_LOG=log)


@pytest.mark.parametrize("how", ["handler", "worker", "task", "mount"])
def test_whatever_fails_the_terminal_is_as_before(tmp_path: Path, how: str) -> None:
    """A quiet screen, a report, exit code 1; no traceback, no secret, no log."""
    steps = (("Any key leaves.", "x"),) if how == "mount" else (("Quick game", "s"), ("Any key leaves.", "x"))
    ended = failed(tmp_path, how, steps)
    assert ended.code == 1
    assert "KANARI" not in ended.after
    assert "Traceback" not in ended.text
    (report,) = (tmp_path / "saves").glob("crash-*.txt")
    assert ended.after.strip() == f"The program has failed. Report: {report}"
    assert "KANARI" not in report.read_text()
    assert "RuntimeError" in report.read_text()
    assert ended.modes[0] == ended.modes[1]
    assert ended.raw.count(b"\x1b[?1049h") == ended.raw.count(b"\x1b[?1049l")
    assert not (tmp_path / "textual.log").exists()


def test_a_second_fault_leaves_at_once_with_one_line(tmp_path: Path) -> None:
    """Where even that screen fails, there is a line."""
    ended = failed(tmp_path, "twice", (("Quick game", "s"),))
    assert ended.code == 1
    assert ended.after.count("\n") == 1
    assert ended.after.startswith("The program has failed. Report: ")
    assert "Traceback" not in ended.text
    assert ended.modes[0] == ended.modes[1]


def test_a_game_that_failed_goes_on(tmp_path: Path) -> None:
    """The lock of the save is free, the last confirmed move is there."""
    with new_game(tmp_path, "planner", "planner") as game:
        name = game.name
    script = (
        "import sys; from pathlib import Path; from alliance_game import tui\n"
        "from alliance_game.saves import open_save\n"
        "from alliance_game.tui.table.screen import TableScreen\n"
        "from tests.tui.test_crash import failing, CANARY\n"
        "TableScreen.bar = lambda self: failing(CANARY)\n"
        f"sys.exit(tui.run_game(open_save(Path({str(tmp_path)!r}), {name!r})))\n"
    )
    root = Path(__file__).parents[2]
    settings = str(tmp_path / "settings.yaml")
    steps = (("Any key leaves.", "x"),)
    ended = in_terminal("-c", script, steps=steps, PYTHONPATH=f"{root / 'src'}:{root}", ALLIANCE_GAME_SETTINGS=settings)
    assert ended.code == 1
    assert f"alliance-game continue {name}" in ended.after
    assert "KANARI" not in ended.text
    with open_save(tmp_path, name) as again:
        assert not again.recovered
