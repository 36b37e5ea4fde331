"""Numbers given in secret at a shared screen: nothing on the page gives them away, and they count all the same."""

from pathlib import Path

import pytest

from alliance_game.tui.questions.bids import BidsScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.moments import ALONE, TOGETHER, at
from tests.tui.playing import to_the_question
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, frame, staged
from tests.tui.swift import Swift


async def asked(pilot: Swift, table: TableScreen) -> BidsScreen:
    """The page of numbers."""
    await to_the_question(pilot, table)
    assert isinstance(pilot.app.screen, BidsScreen)
    return pilot.app.screen


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE, VAST])
async def test_whatever_is_set_the_page_looks_the_same(tmp_path: Path, size: tuple[int, int]) -> None:
    """Until it is shown, and again after it is hidden."""
    table = TableScreen(at(tmp_path, "commitment", TOGETHER))
    async with staged(tmp_path, lambda app: table, size) as pilot:
        page = await asked(pilot, table)
        before = frame(table.app)
        seen = []
        for keys in ("1", "2", "home", "end", "right", "left left"):
            await pilot.press(*keys.split())
            seen.append(dict(page.table.numbers))
            assert frame(table.app) == before, keys
        assert len({tuple(numbers.items()) for numbers in seen}) > 2
        await pilot.press("home")
        await pilot.press("v")
        none = frame(table.app)
        assert none != before
        await pilot.press("2")
        assert frame(table.app) != none
        assert "reaches" in none or size == SMALL
        await pilot.press("v")
        assert frame(table.app) == before


async def test_what_was_set_is_what_counts(tmp_path: Path) -> None:
    game = at(tmp_path, "commitment", TOGETHER)
    table, before = TableScreen(game), len(game.moves)
    async with staged(tmp_path, lambda app: table) as pilot:
        await asked(pilot, table)
        await pilot.press("1", "down", "2", "down", "0", "enter")
    assert [move.move.split()[1] for move in game.moves[before : before + 3]] == ["1", "2", "0"]


async def test_the_next_look_is_masked_again(tmp_path: Path) -> None:
    """Also after a look at the board."""
    table = TableScreen(at(tmp_path, "commitment", TOGETHER))
    async with staged(tmp_path, lambda app: table) as pilot:
        await asked(pilot, table)
        await pilot.press("2", "v")
        assert "•" not in frame(table.app)
        await pilot.press("escape", "enter")
        assert "•" in frame(table.app)


@pytest.mark.parametrize(("moment", "seats"), [("pledge", TOGETHER), ("commitment", ALONE)])
async def test_what_all_hear_and_who_is_alone_is_not_masked(
    tmp_path: Path, moment: str, seats: tuple[str, ...]
) -> None:
    table = TableScreen(at(tmp_path, moment, seats))
    async with staged(tmp_path, lambda app: table) as pilot:
        await asked(pilot, table)
        await pilot.press("v")
        assert "•" not in frame(table.app)
        assert "show or hide" not in frame(table.app)
