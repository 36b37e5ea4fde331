"""Playing a journal again: step by step to look at, or to compare every hash."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..definitions import Library
from ..engine import Entry, Position, chronicle, fingerprint, intervene, new_game, position_hash
from ..errors import AllianceError, MoveError, SaveError
from ..wording import say
from .chain import Contents
from .mirrors import contents_of
from .names import existing
from .records import (
    ClockRecord,
    Header,
    InterventionRecord,
    MoveRecord,
    NoteRecord,
    Record,
    RewindRecord,
    SeatRecord,
    UndoRecord,
)
from .stored_rules import library_of
from .timeline import Played, Timeline


class Differs(SaveError):
    """A sound save does not lead where it led when it was played."""


class Step(NamedTuple):
    """One step of a replay: the move, the position afterwards, and what happened.

    ``played`` is ``None`` for the set-up, and for what a facilitator did; ``reason`` is why it was done, and ``number``
    is how many moves then stand.
    """

    played: Played | None
    position: Position
    entries: Sequence[Entry]
    number: int = 0
    reason: str = ""


class Verification(NamedTuple):
    """The result of playing a journal again and comparing every hash."""

    name: str
    moves: int
    """How many moves and moves taken back came out the same."""
    problem: str = ""
    """The first difference or damage, in a sentence; empty if there is none."""

    @property
    def sound(self) -> bool:
        """Whether everything came out the same."""
        return not self.problem


def replay(folder: Path, name: str, to: int | None = None, library: Library | None = None) -> Iterator[Step]:
    """The set-up and then everything that stands, up to move ``to``; nothing is changed, a damaged file neither.

    Raises ``UnknownName``, ``SaveError`` for a save that cannot be used or has fewer moves, and ``Differs`` at the
    first move that leads elsewhere than when it was played.
    """
    contents = contents_of(existing(folder, name))
    if to is not None and not 0 <= to <= contents.standing:
        raise SaveError(
            say("'{name}' has {moves} moves: choose a number from 0 to {moves}.", name=name, moves=contents.standing)
        )
    first = opening(contents.header, library_of(folder, contents.header.rules, library), name)
    return _steps(Timeline(first), standing(contents.records, to), name, contents.header)


def verify(folder: Path, name: str, library: Library | None = None) -> Verification:
    """Play a journal again, what was taken back too, and compare every hash.

    Raises ``UnknownName``, and ``SaveError`` for a save of which not even the set-up can be used.
    """
    contents = contents_of(existing(folder, name))
    rules = library_of(folder, contents.header.rules, library)
    done = 0
    try:
        timeline = Timeline(opening(contents.header, rules, name))
        for _ in _compared(timeline, contents, name):
            done += 1
    except Differs as error:
        return Verification(name, done, str(error))
    return Verification(name, done, contents.damage)


def opening(header: Header, library: Library, name: str) -> Position:
    """The first position of a save. Raises ``Differs`` if it is not the one that was played from."""
    try:
        first = new_game(
            library, header.scenario, header.states, header.length, header.difficulty, header.options, header.seed
        )
    except AllianceError as error:
        raise Differs(say("'{name}' cannot be set up again: {error}", name=name, error=error)) from error
    _compare(first, header, say("The set-up of '{name}'", name=name), header)
    return first


def restored(contents: Contents, library: Library, name: str) -> Timeline:
    """The game that a journal holds. Raises ``Differs`` if it does not lead where it led when it was played.

    Hashes take most of the time, so only the last is compared; when it is wrong, all are, to name the first move.
    """
    timeline = Timeline(opening(contents.header, library, name))
    for record in contents.records:
        remake(timeline, record, name, contents.header)
    if contents.records and position_hash(timeline.position) != contents.records[-1].hash:
        again = Timeline(opening(contents.header, library, name))
        for _ in _compared(again, contents, name):
            pass
    return timeline


def standing(records: Sequence[Record], to: int | None = None) -> list[Record]:
    """What was not taken back, up to move ``to``; what a facilitator did after that move and before the next is in it.

    The first record of a round that was gone back to is the going back itself.
    """
    found: list[Record] = []
    for record in records:
        match record:
            case UndoRecord() if (last := last_move(found)) is not None:
                found = found[:last]
            case RewindRecord():
                found = [*before_round(found, record.to), record]
            case NoteRecord():
                continue
            case _:
                found.append(record)
    return [record for record in found if to is None or record.number <= to]


def last_move(records: Sequence[Record]) -> int | None:
    """Where the last move stands, if nothing but pauses followed it; otherwise ``None``."""
    done = [at for at, record in enumerate(records) if not isinstance(record, ClockRecord)]
    return done[-1] if done and isinstance(records[done[-1]], MoveRecord) else None


def before_round(records: Sequence[Record], round_: int) -> Sequence[Record]:
    """The records up to the one after which a round began; those of the first round begin with the set-up."""
    if round_ <= 1:
        return ()
    return records[: next((at for at, record in enumerate(records) if record.round >= round_), len(records)) + 1]


def _compared(timeline: Timeline, contents: Contents, name: str) -> Iterator[Record]:
    """Make all records again. Raises ``Differs`` at the first difference."""
    for record in contents.records:
        remake(timeline, record, name, contents.header)
        _compare(timeline.position, record, _title(record, name), contents.header)
        yield record


def _steps(timeline: Timeline, records: Sequence[Record], name: str, header: Header) -> Iterator[Step]:
    yield Step(None, timeline.position, chronicle(timeline.position))
    for record in records:
        entries = _remade(timeline, record, name, header)
        _compare(timeline.position, record, _title(record, name), header)
        played = timeline.moves[-1] if isinstance(record, MoveRecord) else None
        yield Step(played, timeline.position, entries, record.number, timeline.reasons[-1])


def _remade(timeline: Timeline, record: Record, name: str, header: Header) -> Sequence[Entry]:
    """One of the records that stand: what a going back took away is not among them."""
    if isinstance(record, RewindRecord):
        timeline.gone_back(record.to, record.reason)
        return chronicle(timeline.position)[-1:]
    return remake(timeline, record, name, header)


def remake(timeline: Timeline, record: Record, name: str, header: Header) -> Sequence[Entry]:
    """Make a record again; what happened. Raises ``Differs`` if that is not possible any more."""
    try:
        entries = _made(timeline, record)
    except MoveError as error:
        said = say(
            "{what} is not possible any more: {reason}.", what=_title(record, name), reason=str(error).rstrip(".")
        )
        raise Differs(f"{said} {_blame(header)}") from error
    if record.number != len(timeline.moves):
        said = say(
            "{what}: the file says that {number} moves stand then, and it is {moves}.",
            what=_title(record, name),
            number=record.number,
            moves=len(timeline.moves),
        )
        raise Differs(f"{said} {_blame(header)}")
    return entries


def _made(timeline: Timeline, record: Record) -> Sequence[Entry]:
    """Make one record again, and give what happened."""
    match record:
        case MoveRecord():
            turn = timeline.work_out(record.move, record.seat, record.reason, record.by)
            timeline.take(turn)
            return turn.entries
        case InterventionRecord():
            after, entries = intervene(timeline.position, record.text)
            timeline.intervene(after, record.reason)
            return entries
        case UndoRecord():
            timeline.back()
        case SeatRecord():
            timeline.seat(record.seat, record.who, record.reason)
            return chronicle(timeline.position)[-1:]
        case ClockRecord():
            timeline.clock(record.kind, record.seconds)
            return chronicle(timeline.position)[-1:]
        case RewindRecord():
            timeline.rewind(record.to, record.reason)
    return ()


def _title(record: Record, name: str) -> str:
    if isinstance(record, MoveRecord):
        return say("Move {number} of '{name}' ({move})", number=record.number, name=name, move=record.move)
    if isinstance(record, InterventionRecord):
        return say("What the facilitator of '{name}' did ({text})", name=name, text=record.text)
    if isinstance(record, RewindRecord):
        return say("Going back to round {round} of '{name}'", round=record.to, name=name)
    if isinstance(record, SeatRecord | ClockRecord | NoteRecord):
        return say("What stands in '{name}' after move {number}", number=record.number, name=name)
    return say("Going back to move {number} of '{name}'", number=record.number, name=name)


def _compare(position: Position, line: Header | Record, what: str, header: Header) -> None:
    if position_hash(position) == line.hash:
        return
    found = fingerprint(position)
    parts = ", ".join(part for part in found if line.parts.get(part) != found[part])
    if isinstance(line, Header):
        said = say("{what} leads to another position than when it was played, in: {parts}.", what=what, parts=parts)
    else:
        said = say(
            "{what} leads to another position than when it was played, in round {round}, in: {parts}.",
            what=what,
            round=line.round,
            parts=parts,
        )
    raise Differs(f"{said} {_blame(header)}")


def _blame(header: Header) -> str:
    """The lines are sound and the rules are the same, so it is the program or a forged file."""
    if header.engine == __version__:
        return say(
            "The file's check sums are right, so it was made by something else than alliance-game {version}.",
            version=__version__,
        )
    return say(
        "It was begun with alliance-game {begun}, and this is {version}: play it with that version.",
        begun=header.engine,
        version=__version__,
    )
