"""How the game ended for each state."""

from ...describe import ending
from ...engine import Outcome
from .record import Record
from .table import Cell, Table, number, text


def scores(record: Record) -> Table:
    """A row for each state of a game that is over, best first."""
    found = record.outcome
    rows = tuple(_rows(record, found)) if found is not None else ()
    about = "How it ended for each state: one row for each, best first; none while the game goes on."
    return Table("scores", about, _COLUMNS, rows)


def _rows(record: Record, found: Outcome) -> list[tuple[Cell, ...]]:
    every = ending.standings(record.rules, found, record.seen.cells)
    return [
        (each.place or None, record.state(each.seat), each.score, *_agenda(record, found, each), each.grade or None)
        for each in every
    ]


def _agenda(record: Record, found: Outcome, each: ending.Standing) -> tuple[Cell, ...]:
    """What the secret aim was, and what came of it."""
    if each.agenda is None:
        return (None,) * 7
    result = found.agendas[each.seat]
    return result.id, each.agenda.title, result.level, result.number, result.full, result.part, each.agenda.points


_COLUMNS = (
    number("place", "The place, from 1; states that are level share it. Empty where nobody is ranked."),
    text("state", "Id of the state."),
    number("score", "Its final score, agenda included; empty where nobody is scored."),
    text("agenda", "Id of its secret agenda; empty in games without."),
    text("agenda_title", "The agenda in words."),
    text("agenda_level", "What it reached: full, part or missed."),
    number("agenda_number", "The number that the agenda counts."),
    number("agenda_full", "The number that it takes for the agenda in full."),
    number("agenda_part", "The number that it takes for a part of it."),
    number("agenda_points", "The points for it, which are in the score; 0 where nobody is scored."),
    text("grade", "Its own grade; empty if the rules give none."),
)
