"""What a journal says besides moves: what the facilitator did, and notes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..engine.rules import Rules
from .records import ClockRecord, InterventionRecord, MoveRecord, NoteRecord, Record, RewindRecord, SeatRecord


class Intervened(NamedTuple):
    """Something that a facilitator did: when so many moves stood, in which round, what, and why."""

    number: int
    round: int
    text: str
    """As it is typed; besides what ``engine.intervene`` does also ``rewind 2``, ``seat state=france planner``,
    ``pause seconds=90`` and ``time seconds=60``."""
    reason: str


class Note(NamedTuple):
    """A note: when so many moves stood, in which round, whose (-1 the facilitator's), and what."""

    number: int
    round: int
    seat: int
    text: str


def interventions_of(records: Iterable[Record], rules: Rules) -> Iterator[Intervened]:
    """Everything that a facilitator did, in order, what was taken back later too."""
    for record in records:
        match record:
            case InterventionRecord():
                yield Intervened(record.number, record.round, record.text, record.reason)
            case RewindRecord():
                yield Intervened(record.number, record.round, f"rewind {record.to}", record.reason)
            case SeatRecord():
                text = f"seat state={rules.states[record.seat].id} {record.who}"
                yield Intervened(record.number, record.round, text, record.reason)
            case ClockRecord():
                yield Intervened(record.number, record.round, f"{record.kind} seconds={record.seconds}", "")
            case MoveRecord(by="facilitator"):
                text = f"skip state={rules.states[record.seat].id}"
                yield Intervened(record.number, record.round, text, record.reason)


def notes_of(records: Iterable[Record]) -> Iterator[Note]:
    """All notes, in order."""
    for record in records:
        if isinstance(record, NoteRecord):
            yield Note(record.number, record.round, record.seat, record.text)
