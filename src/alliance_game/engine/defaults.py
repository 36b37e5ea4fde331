"""What counts as a seat's answer when it gives none: time has run out, or a facilitator goes on without it."""

from ..errors import IllegalMove
from ..wording import say
from . import markers as mark
from .layout import CARD, KIND, OVER, SEAT
from .moves import Move, named
from .position import Position
from .rules import Rules


def default_move(position: Position, seat: int | None = None) -> Move:
    """The answer that counts for a seat that gives none: the end of its turn, no, the fallback, or a number.

    The number is what the ruleset says, as far as it can be given, else 0. ``seat`` is needed only where several are
    asked at once. Raises ``IllegalMove`` if the seat is not asked.
    """
    rules, cells = position.rules, position.cells
    if cells[OVER]:
        raise IllegalMove(say("The game is over."))
    seat = cells[SEAT] if seat is None else seat
    checked_seat(rules, cells, seat)
    return named(rules, cells, default_number(rules, cells, seat), seat)


def default_number(rules: Rules, cells: list[int], seat: int) -> int:
    """The number of the move."""
    kind = cells[KIND]
    if kind == mark.ASK:
        return rules.machine.asking.default(cells, seat)
    if kind == mark.CHOICE:
        possible, choices = rules.machine.drawing.possible(cells), rules.cards[cells[CARD]].choices
        return next((number for number in possible if choices[number].fallback), possible[0])
    return 0


def checked_seat(rules: Rules, cells: list[int], seat: int) -> None:
    """Raise ``IllegalMove`` unless the seat is asked now."""
    if not 0 <= seat < rules.players:
        raise IllegalMove(say("There is no seat {seat}.", seat=seat))
    if seat != cells[SEAT] and not (cells[KIND] == mark.ASK and seat in rules.machine.asking.seats(cells)):
        raise IllegalMove(say("{state} is not asked now.", state=rules.states[seat].title))
