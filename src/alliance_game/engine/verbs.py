"""The verbs: what a person, a bot or a study does with a position."""

from ..errors import IllegalMove
from ..wording import say
from . import markers as mark
from .chronicle import Entries
from .decision import Decision, asked, first_decision, open_decisions
from .layout import KIND, OVER, SEAT
from .markers import RawEntry
from .moves import Move, move_text, parse_move
from .position import Position
from .reasons import why_not_number


def decisions(position: Position) -> tuple[Decision, ...]:
    """One open question for each seat that owes an answer; several in sealed phases, none when the game is over."""
    return open_decisions(position.rules, position.cells)


def decision(position: Position) -> Decision | None:
    """The first open question, or ``None`` when the game is over."""
    if position.cells[OVER]:
        return None
    return first_decision(position.rules, position.cells, position.legal)


def apply(position: Position, move: Move | str, seat: int | None = None) -> tuple[Position, Entries]:
    """The position after a move, and what happened; the old position is untouched.

    ``seat`` is needed only in sealed phases, when several seats are asked at once; without it the first one answers.
    Raises ``UnknownMove`` (a word that does not exist) or ``IllegalMove`` (not now, with the reason).
    """
    rules, cells = position.rules, position.cells
    if cells[OVER]:
        raise IllegalMove(say("The game is over."))
    first = cells[SEAT]
    if seat is None:
        seat = first
    legal = position.legal if seat == first else asked_out_of_turn(position, seat).moves.numbers
    if isinstance(move, str):
        move = parse_move(rules, cells, move, seat)
    if move.kind != mark.KIND_NAMES[cells[KIND]]:
        raise IllegalMove(say("'{move}' answers another question than the one that is asked now.", move=move))
    number = move.number
    if number not in legal:
        why = why_not_number(rules, cells, seat, number)
        raise IllegalMove(say("'{move}' is not possible now: {why}.", move=move, why=why))
    if move_text(rules, cells, cells[KIND], number, seat) != move.text:
        raise IllegalMove(say("'{move}' was made for another position: crises have moved since.", move=move))
    after = cells[:]
    log: list[RawEntry] = []
    rules.machine.play(after, number, log, seat)
    return position.followed(after, log), Entries(rules, cells, log)


def asked_out_of_turn(position: Position, seat: int) -> Decision:
    """The question of a seat that is asked at the same time as the first. Raises ``IllegalMove`` if it is not."""
    cells, rules = position.cells, position.rules
    if cells[KIND] == mark.ASK and seat in rules.machine.asking.seats(cells):
        return asked(rules, cells, seat)
    raise IllegalMove(say("Seat {seat} is not asked now; seat {other} is.", seat=seat, other=cells[SEAT]))
