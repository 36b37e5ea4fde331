"""The debrief of a finished game: a key at its end, and one in the list of saves."""

import shutil
from pathlib import Path

import pytest

from alliance_game.saves import open_save
from alliance_game.tui.games.saves import SavesScreen
from alliance_game.tui.parts.page import Page, Reading
from alliance_game.tui.reading.debrief import DebriefScreen
from alliance_game.tui.table.outcome import OutcomeScreen
from tests.classroom.games import SAVES
from tests.tui.around import played
from tests.tui.stage import SMALL, USUAL, WIDE, staged


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example game, and one that is not over."""
    shutil.copytree(SAVES, tmp_path / "saves")
    return tmp_path / "saves"


def text_of(screen: DebriefScreen) -> list[str]:
    lines = screen.query_one("#told", Reading).sheet.lines
    return ["".join(piece.text for piece in each) for each in lines]


def shown(screen: OutcomeScreen) -> str:
    """The name of the page that is on top."""
    page = screen.app.screen
    assert isinstance(page, Page)
    return str(page.NAME)


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_everything_is_told_in_the_width_that_there_is(folder: Path, size: tuple[int, int]) -> None:
    screen = DebriefScreen(folder, "example")
    async with staged(folder, lambda _: screen, size) as pilot:
        await screen.workers.wait_for_complete()
        await pilot.rest()
        lines = text_of(screen)
        assert max(map(len, lines)) <= size[0] - 4
        assert {"How it ended", "Who promised, and who delivered", "To talk about"} <= set(lines)
        assert "For the teacher" not in lines


async def test_the_end_of_a_game_leads_to_it_and_back(folder: Path) -> None:
    with open_save(folder, "example") as game:
        screen = OutcomeScreen(game)
        async with staged(folder, lambda _: screen, USUAL) as pilot:
            await pilot.press("d")
            await pilot.rest()
            assert shown(screen) == "Debrief"
            await pilot.press("escape")
            await pilot.rest()
            assert shown(screen) == "The end"


async def test_a_game_that_goes_on_has_none(folder: Path) -> None:
    played(folder, "you", "planner", "planner", length="lesson", seed=1, moves=3)
    screen = SavesScreen()
    async with staged(folder, lambda _: screen, USUAL) as pilot:
        await screen.workers.wait_for_complete()
        await pilot.rest()
        await pilot.press("d")
        await pilot.rest()
        assert screen.app.screen is screen
        assert "This game is not over" in screen.said[0]
