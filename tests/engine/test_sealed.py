"""Sealed answers: any order, one position."""

from collections.abc import Iterator
from random import Random

import pytest

from alliance_game.engine import Position, apply, decisions, fingerprint
from alliance_game.engine.position import raw_chronicle

from .games import SETUPS, Setting, random_game

SEALED = {"commitment", "nets"}


def openings(setting: Setting, seeds: range) -> Iterator[Position]:
    """Positions at the beginning of sealed phases, with at least two seats asked."""
    for seed in seeds:
        inside = False
        for position in random_game(setting, seed):
            asked = decisions(position)
            sealed = bool(asked) and asked[0].phase in SEALED
            if sealed and not inside and len(asked) > 1:
                yield position
            inside = sealed


def answered(position: Position, plan: dict[int, list[int]], order: list[int]) -> Position:
    """Every seat answers by its plan (a wish for each question, cut to what is possible), seats in this order."""
    phase = decisions(position)[0].phase
    left = {seat: list(wishes) for seat, wishes in plan.items()}
    for seat in order:
        mine = [asked for asked in decisions(position) if asked.seat == seat and asked.phase == phase]
        if mine:
            wish = left[seat].pop(0)
            position, _ = apply(position, mine[0].moves[min(wish, len(mine[0].moves) - 1)], seat)
    return position


@pytest.mark.parametrize("setting", [SETUPS[2], SETUPS[4], SETUPS[7]], ids=str)
def test_the_order_of_sealed_answers_does_not_matter(setting: Setting) -> None:
    compared = 0
    for position in openings(setting, range(1, 9)):
        lot = Random(compared)
        seats = list(range(setting.states))
        plan = {seat: [lot.randrange(5) for _ in range(8)] for seat in seats}
        one = [seat for seat in seats for _ in range(8)]
        expected = answered(position, plan, one)
        assert not decisions(expected) or decisions(expected)[0].phase not in SEALED
        for _ in range(3):
            order = one[:]
            lot.shuffle(order)
            found = answered(position, plan, order)
            assert found.cells == expected.cells
            assert fingerprint(found) == fingerprint(expected)
            assert sorted(raw_chronicle(found)) == sorted(raw_chronicle(expected))
            compared += 1
    assert compared >= 45


def test_everybody_is_asked_at_once_and_the_first_may_answer_last() -> None:
    position = next(openings(SETUPS[4], range(1, 9)))
    seats = [asked.seat for asked in decisions(position)]
    assert len(seats) == len(set(seats)) >= 2
    last = seats[-1]
    after, _ = apply(position, decisions(position)[-1].moves[0], last)
    assert [asked.seat for asked in decisions(after)][: len(seats) - 1] == seats[:-1]


def test_sealed_numbers_are_shown_together_at_the_end() -> None:
    position = next(openings(SETUPS[7], range(1, 9)))
    kinds: list[str] = []
    while decisions(position)[0].phase == "nets":
        assert "reveal" not in kinds
        asked = decisions(position)[0]
        position, entries = apply(position, asked.moves[1], asked.seat)
        kinds = [entry.kind for entry in entries]
    assert kinds.count("reveal") == SETUPS[7].states
