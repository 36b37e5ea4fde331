"""The chronicle as text."""

from collections.abc import Iterator

from ...describe import ending, lines
from ...describe.events import PUBLIC, Event, events, told
from .record import Record
from .table import Cell, Table, number, text

Row = tuple[Cell, ...]


def chronicle(record: Record) -> Table:
    """A row for each event as it is told at the table, and for each line of the end."""
    about = "The chronicle as it is told at the table: one row for each event, in order; at the end what was opened."
    found = [*_events(record), *_end(record)]
    return Table("chronicle", about, _COLUMNS, tuple((at, *row) for at, row in enumerate(found, 1)))


def _events(record: Record) -> Iterator[Row]:
    for event in events(record.rules, told(record.position, PUBLIC, record.reasons)):
        yield _row(record, event)


def _row(record: Record, event: Event) -> Row:
    found = lines.passage(record.rules, event)
    answers = "; ".join(answer for answer, _ in found.answers)
    reasons = [*found.reasons, *(reason for _, reason in found.answers if reason)]
    said = (
        " ".join(part for part in (found.text, answers) if part),
        "; ".join(found.changes),
        found.rules.strip("()"),
        found.story,
        " ".join(reasons),
    )
    return event.entry.round, event.entry.phase, event.kind, *(part or None for part in said)


def _end(record: Record) -> Iterator[Row]:
    """What is said when a game is over, its agendas too."""
    found = record.outcome
    if found is not None:
        for line in ending.ending(record.rules, found, record.seen.cells):
            if line.strip():
                yield record.seen.round, record.seen.phase, "end", line.strip(), None, None, None, None


_COLUMNS = (
    number("event", "Its number, from 1."),
    number("round", "The round; 0 before the first."),
    text("phase", "Id of the phase."),
    text(
        "kind",
        "round and phase (headings), move, done, refused (a proposal), card, open and close (a crisis), outcome (of a"
        " crisis), tell (a rule says something), reveal (sealed answers), peek (at a deck), overflow (no room for a"
        " crisis), scheduled (a card for later), change (numbers that a rule changed), over, or end (what is said after"
        " the game).",
    ),
    text("text", "What happened; empty where a rule changed numbers without a word."),
    text("changes", "The numbers that it changed, as they are told."),
    text("rules", "The rules that did it, if the rules have numbers."),
    text("story", "What stands on the card."),
    text("reasons", "Why, in the words of the bot that moved."),
)
