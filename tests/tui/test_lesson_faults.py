"""What goes wrong in a lesson: a kill in the middle of a secret answer, a second program, windows pulled about."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from alliance_game.cli import main
from alliance_game.saves import verify
from alliance_game.tui.lesson.terms import Terms
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.table import library
from tests.tui import tmux
from tests.tui.canaries import CANARY, let_fly, search
from tests.tui.moments import TOGETHER, at, put
from tests.tui.playing import to_the_question
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, frame, staged
from tests.tui.tmux import Window

SIZES = [USUAL, SMALL, WIDE, VAST, (59, 19), (30, 8), (200, 20), (60, 60), (1, 1)]


@pytest.mark.skipif(bool(tmux.MISSING), reason=tmux.MISSING)
def test_a_kill_in_the_middle_of_a_secret_answer_loses_nothing_and_tells_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was saved before Enter; nobody else could open the game meanwhile; it begins closed again."""
    path = put(tmp_path, "commitment", TOGETHER)
    at(tmp_path, "commitment", TOGETHER).close()
    (tmp_path / "settings.yaml").write_text("pace: off\n")
    before = path.read_bytes()
    with Window(tmp_path, "continue", path.stem) as window:
        window.still("Press o to open")
        window.press("o")
        for _ in range(20):
            if "in secret?" in window.screen:
                break
            window.press("enter")
        window.press("v")
        window.press("2")
        monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path))
        assert main(["continue", path.stem, "--plain"]) == 1
        assert "another window or program" in capsys.readouterr().err
        os.kill(int(window.run("display", "-p", "#{pane_pid}")), signal.SIGKILL)
        window.ended()
    assert path.read_bytes() == before
    assert verify(tmp_path, path.stem, library()).sound
    with Window(tmp_path, "continue", path.stem) as window:
        shown = window.still("Press o to open")
        assert "F R A N C E" in shown
        assert "coins" not in shown


async def storm(pilot: object, app: object, lot: Random, check: Callable[[], None]) -> None:
    """Sizes that follow each other faster than anybody can paint."""
    for _ in range(6):
        for _ in range(8):
            pilot.stretch(*lot.choice(SIZES))  # type: ignore[attr-defined]
        await pilot.rest()  # type: ignore[attr-defined]
        check()
    pilot.stretch(*USUAL)  # type: ignore[attr-defined]
    await pilot.rest()  # type: ignore[attr-defined]


async def test_a_storm_of_sizes_shows_nothing_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the closed screen, the public board, in the middle of a secret answer, and with the notes open."""
    let_fly(monkeypatch)
    game = at(tmp_path, "commitment", TOGETHER)
    table, lot = TableScreen(game, Terms(lambda kind: 60)), Random(1)
    table.timer.now = lambda: 0.0
    before = game.path.read_bytes()

    def nothing() -> None:
        assert not CANARY.search(frame(table.app))

    def own() -> None:
        assert search(table.app) <= {"0"}

    async with staged(tmp_path, lambda app: table) as pilot:

        async def shown() -> str:
            """The screen once the clock has been written."""
            table.timer.tick()
            await pilot.rest()
            return frame(table.app)

        await storm(pilot, pilot.app, lot, nothing)
        assert isinstance(pilot.app.screen, HandOverScreen)
        await pilot.press("b")
        await storm(pilot, pilot.app, lot, nothing)
        await pilot.press("b")
        await to_the_question(pilot, table)
        await pilot.press("2")
        masked = await shown()
        await storm(pilot, pilot.app, lot, own)
        assert await shown() == masked
        await pilot.press("escape", "n")
        await storm(pilot, pilot.app, lot, own)
        await pilot.press("escape", "enter")
        assert await shown() == masked
        assert game.path.read_bytes() == before
        await pilot.press("enter")
    assert game.moves[-3].move.startswith("commit 2")
