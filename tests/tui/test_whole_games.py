"""Whole games played through the screens end where the same moves lead without any screen."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from alliance_game.engine import position_hash
from alliance_game.tui.newspane import NewsPane
from alliance_game.tui.table import TableScreen
from alliance_game.tui.tactics import Tactics
from tests.tui.fingers import Person, played_out
from tests.tui.stage import new_game, staged

MOST_PRESSES = 4000


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nobody has anything to do but a person."""
    for _ in range(400):
        await pilot.pause()
        screen = pilot.app.screen
        if not isinstance(screen, TableScreen) or waits(screen):
            return
    raise AssertionError("nothing is asked")


def waits(table: TableScreen) -> bool:
    """Whether the table waits for a key."""
    news = table.query_one(NewsPane)
    asking = table.query_one(Tactics).display and table.settled is not None and not table.settled.done()
    return asking or (news.display and news.complete) or table.sitting.over


async def play(pilot: Pilot[int], table: TableScreen, person: Person) -> None:
    """Press the keys of a person until the game is over."""
    for _ in range(MOST_PRESSES):
        await settled(pilot)
        if table.sitting.over:
            return
        screen = pilot.app.screen
        if isinstance(screen, TableScreen) and screen.query_one(NewsPane).display:
            await pilot.press("enter")
        elif type(screen).__name__ == "HandOverScreen":
            await pilot.press("o")
        else:
            seat = table.sitting.viewer
            assert seat is not None
            _, keys = person.answer(table.sitting.game.position, seat)
            await pilot.press(*keys)
    raise AssertionError("the game does not end")


@pytest.mark.parametrize(
    ("seats", "person", "seed"),
    [
        (("you", "planner", "planner", "planner"), "planner", 11),
        (("planner", "you", "greedy"), "random", 12),
        (("you", "random"), "greedy", 13),
    ],
)
async def test_a_game_by_keys_ends_where_its_moves_lead(
    tmp_path: Path, seats: tuple[str, ...], person: str, seed: int
) -> None:
    game = new_game(tmp_path, *seats, seed=seed, length="lesson")
    expected, texts = played_out(game.position, seats, person)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await play(pilot, table, Person(person, seed))
        assert [move.move for move in game.moves] == texts
        assert position_hash(game.position) == position_hash(expected)
