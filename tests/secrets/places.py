"""Positions worth looking at: from random games of every scenario, with a facilitator who has plans."""

from collections.abc import Iterator
from random import Random

from alliance_game.engine import Position, apply, injectable, intervene
from alliance_game.engine.layout import ROUND
from alliance_game.engine.view import sealed_phase
from alliance_game.errors import IllegalMove
from tests.engine.games import Setting, fishery, sensible

PLANNED = 0.04
"""How often the facilitator plans something before a move."""
MOST = 2_000


def settings(scenario: str) -> list[Setting]:
    """A scenario with every number of states that it can have; half of them with all its options but practice."""
    seats, ruleset = fishery().scenario(scenario).seats, fishery().rules_of(scenario).ruleset
    options = tuple(option for option in ruleset.options if option != ruleset.practice)
    return [
        Setting(scenario, states, options=options if states % 2 else ()) for states in range(seats.min, seats.max + 1)
    ]


def places(setting: Setting, seed: int, count: int) -> Iterator[tuple[int, Position]]:
    """So many positions of one random game with how many moves it had then: half of them while answers are secret."""
    every = list(enumerate(game(setting, seed)))
    lot = Random(seed)
    secret = [each for each in every if sealed_phase(each[1].rules, each[1].cells)]
    chosen = lot.sample(secret, min(count // 2, len(secret)))
    rest = [each for each in every if each not in chosen]
    yield from sorted([*chosen, *lot.sample(rest, min(count - len(chosen), len(rest)))], key=lambda each: each[0])


def game(setting: Setting, seed: int) -> Iterator[Position]:
    """A random game in which cards are planned for later rounds; the end is left out."""
    lot = Random(seed)
    position = setting.game(seed)
    for _ in range(MOST):
        if position.over:
            return
        yield position
        if lot.random() < PLANNED:
            position = planned(position, lot)
        seat, move = sensible(lot, position)
        position, _ = apply(position, move, seat)
    raise AssertionError(f"{setting} seed {seed} does not end within {MOST} moves")


def planned(position: Position, lot: Random) -> Position:
    """With a card that is to come in a later round, if one can."""
    later = range(position.cells[ROUND] + 1, position.rules.machine.rounds + 1)
    cards = injectable(position)
    if not later or not cards:
        return position
    try:
        return intervene(position, f"inject card={lot.choice(cards)} round={lot.choice(later)}")[0]
    except IllegalMove:
        return position
