"""The verbs: what a person, a bot or a study does with a position."""

from ..errors import IllegalMove
from .chronicle import Entries
from .decision import Decision, open_decisions
from .layout import KIND
from .markers import RawEntry
from .moves import Move, parse_move
from .position import Position
from .reasons import why_not_number


def decisions(position: Position) -> tuple[Decision, ...]:
    """One open question for each seat that owes an answer; several in sealed phases, none when the game is over."""
    return open_decisions(position.rules, position.cells)


def decision(position: Position) -> Decision | None:
    """The first open question, or ``None`` when the game is over."""
    found = open_decisions(position.rules, position.cells)
    return found[0] if found else None


def apply(position: Position, move: Move | str, seat: int | None = None) -> tuple[Position, Entries]:
    """The position after a move, and what happened; the old position is untouched.

    ``seat`` is needed only in sealed phases, when several seats are asked at once; without it the first one answers.
    Raises ``UnknownMove`` (a word that does not exist) or ``IllegalMove`` (not now, with the reason).
    """
    rules, cells = position.rules, position.cells
    seat = seat_asked(position, seat)
    if isinstance(move, str):
        move = parse_move(rules, cells, move, seat)
    number = move.number
    if number not in legal_numbers(position, seat):
        raise IllegalMove(f"'{move}' is not possible now: {why_not_number(rules, cells, seat, number)}.")
    after = cells[:]
    log: list[RawEntry] = []
    rules.machine.play(after, number, log, seat)
    made = Position(rules, position.setup, after, position._opening, (position._history, log))  # noqa: SLF001
    return made, Entries(rules, cells, log)


def seat_asked(position: Position, seat: int | None) -> int:
    """The seat that answers. Raises ``IllegalMove`` if it is not asked now."""
    machine, cells = position.rules.machine, position.cells
    first = machine.seat(cells)
    if position.over or first < 0:
        raise IllegalMove("The game is over.")
    if seat is None or seat == first:
        return first
    if cells[KIND] == 3 and seat in machine.asking.seats(cells):
        return seat
    raise IllegalMove(f"Seat {seat} is not asked now; seat {first} is.")


def legal_numbers(position: Position, seat: int) -> list[int]:
    """The numbers of a seat's legal moves."""
    machine, cells = position.rules.machine, position.cells
    if cells[KIND] == 3:
        return list(range(machine.asking.highest(cells, seat) + 1))
    return machine.legal(cells)
