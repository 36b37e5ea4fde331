"""Decisions: the questions that a position puts to seats."""

from collections.abc import Sequence
from typing import NamedTuple, overload

from . import markers as mark
from .layout import CARD, KIND, OVER, PENDING, PHASE, SEAT
from .moves import Move, named, pointer, tactic_text
from .rules import Rules


class Moves(Sequence[Move]):
    """Legal moves; each gets its text when it is looked at."""

    __slots__ = ("_cells", "_rules", "_seat", "numbers")

    def __init__(self, rules: Rules, cells: list[int], numbers: Sequence[int], seat: int) -> None:
        self._rules = rules
        self._cells = cells
        self._seat = seat
        self.numbers = tuple(numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> Move: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Move, ...]: ...
    def __getitem__(self, index: int | slice) -> Move | tuple[Move, ...]:
        if isinstance(index, slice):
            return tuple(named(self._rules, self._cells, number, self._seat) for number in self.numbers[index])
        return named(self._rules, self._cells, self.numbers[index], self._seat)

    def __repr__(self) -> str:
        return f"[{', '.join(str(move) for move in self)}]"


class Decision(NamedTuple):
    """A question to one seat.

    ``kind`` is act, consent, ask or choice; ``about`` is the proposal's text, the crisis asked about, or the card.
    """

    seat: int
    kind: str
    phase: str
    about: str
    moves: Moves


def open_decisions(rules: Rules, cells: list[int]) -> tuple[Decision, ...]:
    """One question for each seat that owes an answer, the first in seat order first."""
    if cells[OVER] or cells[KIND] == mark.NO_QUESTION:
        return ()
    machine = rules.machine
    if cells[KIND] == mark.ASK:
        return tuple(asked(rules, cells, seat) for seat in machine.asking.seats(cells))
    return (first_decision(rules, cells, machine.legal(cells)),)


def first_decision(rules: Rules, cells: list[int], numbers: list[int]) -> Decision:
    """The question of the seat asked first, whose legal moves are known."""
    kind, seat = cells[KIND], cells[SEAT]
    about = ""
    if kind == mark.CONSENT:
        about = tactic_text(rules, cells, cells[PENDING])
    elif kind == mark.CHOICE:
        about = rules.card_names[cells[CARD]]
    elif kind == mark.ASK:
        about = crisis_asked(rules, cells, seat)
    return made(rules, cells, seat, about, numbers)


def crisis_asked(rules: Rules, cells: list[int], seat: int) -> str:
    """The crisis that a seat's question in an asking phase is about; '' if about none."""
    ask = rules.asks[cells[PHASE]]
    if ask is None or not ask.per_crisis:
        return ""
    return rules.card_names[cells[rules.machine.slot_cards + pointer(rules, cells, seat)]]


def asked(rules: Rules, cells: list[int], seat: int) -> Decision:
    """The question of one seat in an asking phase."""
    about = crisis_asked(rules, cells, seat)
    return made(rules, cells, seat, about, rules.machine.asking.answers(cells, seat))


def made(rules: Rules, cells: list[int], seat: int, about: str, numbers: list[int]) -> Decision:
    kind, phase = mark.KIND_NAMES[cells[KIND]], rules.phase_names[cells[PHASE]]
    return Decision(seat, kind, phase, about, Moves(rules, cells, numbers, seat))
