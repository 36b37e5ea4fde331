"""The board: what is on it is true, fits, and can be asked about."""

from functools import cache
from itertools import product
from pathlib import Path

import pytest

from alliance_game import Position, apply, decisions, load, new_game, view
from alliance_game.bots import bot
from alliance_game.describe import status
from alliance_game.describe.trail import Asked, traced, value_shown
from alliance_game.tui.parts.sheet import Line, width_of
from alliance_game.tui.table.board import board_lines, changed, headline, numbers
from alliance_game.tui.table.pointing import beyond, spots
from tests.table import library

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"
WIDTHS = (60, 80, 100, 120, 200)


@cache
def played(states: int, moves: int, seed: int = 3) -> Position:
    """A game of Concert that planners have played for a while."""
    return gone_on(new_game(library(), states=states, seed=seed), moves, "planner")


def gone_on(position: Position, moves: int, name: str) -> Position:
    """A game after some more moves of bots."""
    player = bot(name, position.setup.seed)
    for _ in range(moves):
        if position.over:
            break
        seat = decisions(position)[0].seat
        seen = view(position, seat)
        position, _ = apply(position, player.choose(seen, seen.decisions[0]).move, seat)
    return position


def text(lines: list[Line]) -> str:
    return "\n".join("".join(piece.text for piece in each).rstrip() for each in lines)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("states", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("moves", [0, 25, 60, 110])
def test_no_line_is_wider_than_the_board(states: int, moves: int, width: int) -> None:
    seen = view(played(states, moves), 0)
    before = numbers(view(played(states, max(0, moves - 25)), 0))
    for roomy in (False, True):
        lines = board_lines(seen, width, changed(before, seen), roomy=roomy)
        assert [text([each]) for each in lines if width_of(each) > width] == []
    assert width_of(headline(seen, width - 2)) <= width - 2


@pytest.mark.parametrize("width", WIDTHS)
def test_every_number_on_the_board_is_the_one_it_stands_for(width: int) -> None:
    seen = view(played(4, 110), 1)
    found = 0
    for each in board_lines(seen, width):
        for piece in each:
            if isinstance(piece.about, Asked) and piece.text.strip("= ").lstrip("−").isdigit():
                assert int(piece.text.strip("= ").replace("−", "-")) == value_shown(seen, piece.about)
                found += 1
    assert found > 25


def test_a_change_is_marked_with_its_size_or_direction() -> None:
    earlier, now = view(played(4, 40), 0), view(played(4, 60), 0)
    marks = changed(numbers(earlier), now)
    assert marks
    shown = text(board_lines(now, 80, marks))
    assert shown.count("▲") + shown.count("▼") >= len([mark for mark in marks if mark.scope in ("world", "state")]) // 2
    assert "▲" not in text(board_lines(now, 80, {}))


def test_each_marked_change_has_a_cause_in_the_chronicle() -> None:
    earlier, now = view(played(4, 40), 0), view(played(4, 60), 0)
    for asked, size in changed(numbers(earlier), now).items():
        assert size != 0
        assert traced(now, asked).steps, asked


def test_another_ruleset_has_a_board_too() -> None:
    every = load([FISHERY])
    scenarios = [name for name, each in every.scenarios.items() if each.ruleset != "concert"]
    assert len(scenarios) > 10
    tables = [(name, most) for name in scenarios for most in (False, True)]
    for (scenario, most), moves in product(tables, (0, 40)):
        seats = every.scenario(scenario).seats
        game = new_game(every, scenario, seats.max if most else seats.min, seed=5)
        seen = view(gone_on(game, moves, "greedy"), 0)
        for width in WIDTHS:
            lines = board_lines(seen, width)
            assert all(width_of(each) <= width for each in lines)
        assert all(state.title in text(lines) for state in seen.rules.states)


@pytest.mark.parametrize("seat", range(4))
def test_the_public_board_hides_what_is_sealed(seat: int) -> None:
    """Two games that differ only in what a seat answers in secret, and in what it is after, look the same."""
    little, much = answered(sealed(), seat, 0), answered(sealed(), seat, -1)
    start = much.rules.secret_starts[0]
    much.cells[start + seat] = (much.cells[start + seat] + 1) % 4
    own, others = (text(board_lines(view(each, seat), 120, roomy=True)) for each in (little, much))
    assert own != others
    everybodys = [text(board_lines(status.everybodys(each), 120, roomy=True)) for each in (little, much)]
    assert everybodys[0] == everybodys[1]


def sealed() -> Position:
    """A game in which everybody is asked in secret and nobody has answered."""
    return next(position for moves in range(200) if len(decisions(position := played(4, moves))) == 4)


def answered(position: Position, seat: int, answer: int) -> Position:
    """The game after a seat has answered what it is asked in secret, always with the least or the most."""
    while asked := [each for each in decisions(position) if each.seat == seat]:
        position, _ = apply(position, asked[0].moves[answer], seat)
    return position


def test_arrow_keys_reach_every_number() -> None:
    lines = board_lines(view(played(4, 60), 0), 80)
    places = list(spots(lines))
    reached, todo = {places[0]}, [places[0]]
    while todo:
        here = todo.pop()
        for down, across in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            there = beyond(places, here, down, across)
            if there not in reached:
                reached.add(there)
                todo.append(there)
    assert reached == set(places)
