"""Whole games played through the screens end where the same moves lead without any screen."""

from pathlib import Path

import pytest

from alliance_game.engine import position_hash
from alliance_game.saves import open_save, verify
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.fingers import Person, played_out
from tests.tui.playing import play
from tests.tui.stage import frame, new_game, staged


@pytest.mark.parametrize(
    ("seats", "person", "seed"),
    [
        (("planner", "you", "greedy"), "random", 12),
        (("you", "random"), "greedy", 13),
        (("you", "you", "planner"), "planner", 14),
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
    assert verify(tmp_path, game.name).sound


async def test_several_people_see_only_what_is_theirs(tmp_path: Path) -> None:
    """Agendas are dealt face down: their titles and texts are on no screen but their owner's."""
    seats = ("you", "you", "planner", "you")
    game = new_game(tmp_path, *seats, seed=21, length="lesson")
    table = TableScreen(game)
    seen_by: dict[int | None, list[str]] = {}

    def look(table: TableScreen) -> None:
        if not table.sitting.over:
            seen_by.setdefault(viewer(table), []).append(frame(table.app))

    async with staged(tmp_path, lambda app: table, size=(120, 40)) as pilot:
        await play(pilot, table, Person("planner", 21), look)
    with open_save(tmp_path, game.name) as saved:
        outcome = saved.position
    agendas = agenda_titles(outcome)
    assert set(seen_by) == {None, 0, 1, 3}
    for seat, frames in seen_by.items():
        for other, title in enumerate(agendas):
            shown = [text for text in frames if title in text]
            assert bool(shown) is (seat == other), (seat, other, title)
    names = {state.title for state in outcome.rules.states}
    for text in seen_by[None]:
        assert sum(name in text for name in names) == 1, text
        assert "round" not in text.lower()
        assert "Concert" not in text


def viewer(table: TableScreen) -> int | None:
    """Whose screen it is; nobody's while it changes hands."""
    return None if isinstance(table.app.screen, HandOverScreen) else table.sitting.viewer


def agenda_titles(position: object) -> list[str]:
    """The title of each seat's agenda."""
    from alliance_game.engine import outcome
    from alliance_game.engine.position import Position

    assert isinstance(position, Position)
    found = outcome(position)
    assert found is not None
    return [position.rules.program.symbols.folder.agendas[each.id].title for each in found.agendas]
