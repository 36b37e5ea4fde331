"""Whole games played through the screens end where the same moves lead without any screen."""

from pathlib import Path

import pytest

from alliance_game.engine import position_hash
from alliance_game.saves import verify
from alliance_game.tui.table.screen import TableScreen
from tests.tui.fingers import Person, played_out
from tests.tui.playing import play
from tests.tui.stage import new_game, staged


@pytest.mark.parametrize(
    ("seats", "person", "setup"),
    [
        (("greedy", "you"), "random", {"seed": 13, "length": "lesson"}),
        (("you", "hawk", "you", "broker", "freerider", "loyalist"), "random", {"seed": 5, "scenario": "practice"}),
    ],
)
async def test_a_game_by_keys_ends_where_its_moves_lead(
    tmp_path: Path, seats: tuple[str, ...], person: str, setup: dict[str, object]
) -> None:
    game = new_game(tmp_path, *seats, **setup)  # type: ignore[arg-type]
    expected, texts = played_out(game.position, seats, person)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await play(pilot, table, Person(person, game.position.setup.seed))
        assert [move.move for move in game.moves] == texts
        assert position_hash(game.position) == position_hash(expected)
    assert verify(tmp_path, game.name).sound
