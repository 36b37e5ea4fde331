"""The page of all scenarios: read about them, choose one for the new game."""

from pathlib import Path

import pytest

from alliance_game.tui.games.new_game import NewGameScreen
from alliance_game.tui.games.plan import Plan
from alliance_game.tui.games.scenarios import ScenariosScreen
from tests.table import library
from tests.tui.around import pressed, rested
from tests.tui.stage import SMALL, WIDE, staged


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_scenario_is_chosen_on_its_page(tmp_path: Path, size: tuple[int, int]) -> None:
    plan = Plan.usual(library())
    async with staged(tmp_path, lambda app: NewGameScreen(plan), size=size) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "s")
        assert isinstance(pilot.app.screen, ScenariosScreen)
        assert "2 to 6 states; 8 or 5 rounds" in " ".join(text.split())
        await pressed(pilot, *"practice")
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, NewGameScreen)
        assert plan.scenario == "practice"
        await pressed(pilot, "s")
        await pressed(pilot, "escape")
        assert plan.scenario == "practice"


async def test_letters_that_fit_nothing_say_so(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: ScenariosScreen()) as pilot:
        await rested(pilot)
        assert "No scenario fits." in await pressed(pilot, *"qqq")
        assert "Concert" in await pressed(pilot, *["backspace"] * 3)
