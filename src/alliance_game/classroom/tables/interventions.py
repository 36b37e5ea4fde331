"""What a facilitator did, and what was written down during the game."""

from collections.abc import Iterator

from ...saves.records import FACILITATOR
from .record import Record
from .table import Cell, Table, number, text

Row = tuple[Cell, ...]


def interventions(record: Record) -> Table:
    """A row for each thing that a facilitator did, what was taken back later too."""
    about = "What a facilitator did, in order, what was taken back later too; cards chosen for later from the end on."
    return Table("interventions", about, _DONE, tuple(_done(record)))


def _done(record: Record) -> Iterator[Row]:
    for each in record.interventions:
        if record.over or not _to_come(record, each.text):
            yield each.number, each.round, each.text.split()[0], each.text, each.reason or None


def _to_come(record: Record, text: str) -> bool:
    """Whether it is a card that was chosen for a round that has not begun."""
    rounds = [word[6:] for word in text.split() if word.startswith("round=")]
    return text.startswith("inject ") and any(int(each) > record.seen.round for each in rounds)


def notes(record: Record) -> Table:
    """A row for each note of a team and each moment that was marked; only once the game is over."""
    about = "Notes of teams and moments marked for the debrief, in order; empty until the game is over."
    found = record.notes if record.over else ()
    rows = tuple(
        (each.number, each.round, None if each.seat == FACILITATOR else record.state(each.seat), each.text)
        for each in found
    )
    return Table("notes", about, _NOTES, rows)


_DONE = (
    number("move", "How many moves stood when it was done."),
    number("round", "The round, from 1; of a rewind, the round that was gone back to."),
    text(
        "kind",
        "correct, inject, skip (one row for each answer), freeze, thaw, rule (an argument), end, rewind, seat (who"
        " decides for a state), pause or time (more for a question).",
    ),
    text("text", "What was done as the program writes it."),
    text("reason", "Why, in the facilitator's words."),
)
_NOTES = (
    number("move", "How many moves stood when it was written."),
    number("round", "The round, from 1."),
    text("state", "Id of the state whose team wrote it; empty for a moment marked by the facilitator."),
    text("text", "What was written."),
)
