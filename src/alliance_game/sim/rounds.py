"""A played game round by round: what the world was like, and which cards were on the table."""

from collections.abc import Iterator
from typing import NamedTuple

from ..engine import markers as mark
from ..engine.rules import Rules
from .table import Played


class Round(NamedTuple):
    """One round: the world tracks (in the order of ``world_of``) before and after it, and the cards (by id)."""

    number: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    cards: frozenset[str]


def world_of(rules: Rules) -> dict[str, int]:
    """The cell of each world track."""
    return {name: rules.layout.start("world", name) for name in rules.program.symbols.tracks["world"]}


def rounds_of(rules: Rules, played: Played) -> Iterator[Round]:
    """The rounds that were begun, in order. A card counts in each round in which it lay on the table or happened."""
    cells = {cell: played.opening[cell] for cell in world_of(rules).values()}
    passing = [cell for cell in cells if cell >= rules.layout.reset_from]
    before, number = tuple(cells.values()), 0
    lying: set[int] = set()
    present: set[int] = set()
    for item in played.log:
        kind = item[0]
        if kind >= 0:
            if item[1] in cells:
                cells[item[1]] = item[3]
        elif kind == mark.ROUND:
            if number:
                yield Round(number, before, tuple(cells.values()), named(rules, present))
            cells.update((cell, rules.layout.initial[cell]) for cell in passing)
            before, number = tuple(cells.values()), item[1]
            present = lying.copy()
        elif kind == mark.OPEN:
            lying.add(item[2])
            present.add(item[2])
        elif kind == mark.CLOSE:
            lying.discard(item[2])
        elif kind in (mark.CARD, mark.OVERFLOW):
            present.add(item[1])
    yield Round(number, before, tuple(cells.values()), named(rules, present))


def named(rules: Rules, cards: set[int]) -> frozenset[str]:
    """Cards by id; copies of a card are the same card."""
    return frozenset(rules.cards[card].id for card in cards)
