"""Preview: what a move would do, as far as the seat can know.

The move's effects are run on a few positions that the view could be of: what changes in all of them *will* happen,
what changes in some *may*.
"""

from typing import NamedTuple

from . import markers as mark
from .chance import Dice
from .layout import ABOUT, CARD, GAPS, KIND, WHO, Block
from .machine import GameEnds
from .rules import Rules
from .view import View, determinised

GUESSES = 8


class Effect(NamedTuple):
    """A change that a move would make; ``certain`` if it happens whatever is hidden."""

    scope: str
    name: str
    seats: tuple[int, ...]
    crisis: str
    old: int
    new: int
    certain: bool


class Preview(NamedTuple):
    """What a move would do: changes, and whose consent it needs first."""

    effects: tuple[Effect, ...]
    consent: tuple[int, ...]
    ends: bool


def preview(seen: View, number: int, guesses: int = GUESSES) -> Preview:
    """What a move of the seat's own open act or choice would do, by number."""
    outcomes = []
    consent: tuple[int, ...] = ()
    for guess in range(guesses):
        cells = determinised(seen, Dice("preview", seen.seat, number, guess))
        before = cells[:]
        ends = not carried_out(seen.rules, cells, number)
        outcomes.append((changes(seen.rules, before, cells), ends))
    if seen.cells[KIND] == mark.ACT and number:
        consent = asked_of(seen.rules, seen.cells, seen.seat, number)
    every = list(dict.fromkeys(change for found, _ in outcomes for change in found))
    effects = tuple(
        Effect(*named(seen.rules, seen.cells, cell), old, new, all((cell, old, new) in found for found, _ in outcomes))
        for cell, old, new in every
    )
    return Preview(effects, consent, any(ends for _, ends in outcomes))


def carried_out(rules: Rules, cells: list[int], number: int) -> bool:
    """Run the effects of a move alone, consent given; false if they end the game."""
    machine = rules.machine
    try:
        if cells[KIND] == mark.ACT and number:
            machine.try_out(cells, machine.seat(cells), number)
        elif cells[KIND] == mark.CHOICE:
            machine.drawing.performs[cells[CARD]][number](cells, None, cells[WHO], cells[ABOUT])
            if cells[GAPS]:
                machine.tidy(cells, None)
    except GameEnds:
        return False
    return True


def asked_of(rules: Rules, cells: list[int], seat: int, number: int) -> tuple[int, ...]:
    """Whose consent a move needs, in the order in which they are asked."""
    machine = rules.machine
    if not machine.forms[rules.moves[number].form].asks:
        return ()
    bits = machine.electorate(cells, seat, number)
    return tuple(other for other in machine.order[seat] if bits >> other & 1)


_TOLD = frozenset(("world", "state", "pair", "crisis", "crisis_state", "two", "many"))


def changes(rules: Rules, before: list[int], after: list[int]) -> list[tuple[int, int, int]]:
    """Cells of tracks and agreements that differ, each shared number once."""
    found = []
    n = rules.players
    for cell, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            block = rules.layout.blocks_by_cell[cell]
            at = cell - block.start
            second = block.scope in ("pair", "two") and at // n > at % n and not (block.track and block.track.directed)
            if block.scope in _TOLD and not second:
                found.append((cell, old, new))
    return found


def named(rules: Rules, cells: list[int], cell: int) -> tuple[str, str, tuple[int, ...], str]:
    """Scope, name, seats and crisis of a cell."""
    block: Block = rules.layout.blocks_by_cell[cell]
    at, n = cell - block.start, rules.players
    card = rules.machine.slot_cards
    match block.scope:
        case "state" | "many":
            return block.scope, block.name, (at,), ""
        case "pair" | "two":
            return block.scope, block.name, (at // n, at % n), ""
        case "crisis":
            return block.scope, block.name, (), rules.card_names[cells[card + at]]
        case "crisis_state":
            return block.scope, block.name, (at % n,), rules.card_names[cells[card + at // n]]
    return block.scope, block.name, (), ""
