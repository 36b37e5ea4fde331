"""A game that is saved with every move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from .. import __version__, disk
from ..definitions import Library
from ..engine import (
    Entries,
    Intervention,
    Move,
    Position,
    decisions,
    default_move,
    fingerprint,
    intervene,
    intervention,
    new_game,
    position_hash,
)
from ..engine.fingerprint import hash_of
from ..engine.layout import KIND, PHASE, ROUND
from ..engine.markers import ASK
from ..engine.outcome import outcome
from ..errors import AllianceError, IllegalMove, SaveError
from ..letters import visible_lines
from ..wording import say
from . import stored_rules
from .chain import Contents
from .journal import Journal
from .listing import listing
from .names import checked_name, existing, new_name, path_of, shown
from .records import (
    FACILITATOR,
    LONGEST_PAUSE,
    NOTE_LIMIT,
    REASON_LIMIT,
    By,
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
from .remarks import Intervened, Note, interventions_of, notes_of
from .replaying import restored
from .timeline import Played, Timeline

_LONGEST_SEAT = 48


class Game:
    """A game and its journal. Every move is on the disk before anybody sees its effect.

    Used as a context manager, it is closed at the end.
    """

    def __init__(self, journal: Journal, header: Header, timeline: Timeline, recovered: str = "") -> None:
        self.name = journal.path.stem
        self.path = journal.path
        self.seats = header.seats
        """``you`` or a bot's name for each state, in seat order, as it is now."""
        self.recovered = recovered
        """What was saved from a damaged file, in a sentence; empty if it was sound."""
        self._journal = journal
        self._timeline = timeline
        self._interventions: list[Intervened] = []
        self._notes: list[Note] = []

    @property
    def position(self) -> Position:
        """The game at this moment."""
        return self._timeline.position

    @property
    def moves(self) -> tuple[Played, ...]:
        """All moves that stand, secret answers too: for programs, not for eyes."""
        return tuple(self._timeline.moves)

    @property
    def told(self) -> tuple[Played, ...]:
        """The moves that everybody may know, with bots' reasons; a secret answer is among them once it was shown."""
        return self._timeline.told

    @property
    def reasons(self) -> list[str]:
        """Why everything that stands was done, in order: for ``describe.events.told``."""
        return self._timeline.reasons

    @property
    def interventions(self) -> tuple[Intervened, ...]:
        """Everything that a facilitator did, in order, what was taken back later too."""
        return tuple(self._interventions)

    def notes(self, seat: int) -> tuple[Note, ...]:
        """A team's private notes, or (``FACILITATOR``) the moments marked for the debrief."""
        return tuple(note for note in self._notes if note.seat == seat)

    def play(self, move: Move | str, seat: int | None = None, reason: str = "", by: By = "") -> Entries:
        """Make a move: it is checked, saved, and only then made. Gives what happened.

        ``seat`` is needed only where several are asked at once; ``by`` says who moved for a seat that gave no answer:
        ``clock`` or ``facilitator``. Raises ``UnknownMove`` or ``IllegalMove``, and ``SaveError`` if it could not be
        saved; the position is then unchanged.
        """
        turn = self._timeline.work_out(move, seat, storable(reason, REASON_LIMIT), by)
        played, after = turn.played, turn.position
        ended, parts = outcome(after), fingerprint(after)
        record = MoveRecord(
            number=played.number,
            seat=played.seat,
            round=after.cells[ROUND],
            hash=hash_of(parts),
            parts=parts,
            move=played.move,
            reason=played.reason,
            over=ended.reason if ended is not None else "",
            by=by,
        )
        self._journal.append(record, say("Move {number}", number=played.number))
        self._timeline.take(turn)
        self._remember(record)
        return turn.entries

    def can_undo(self, seat: int) -> bool:
        """Whether a seat can take its last decision back."""
        return self._timeline.why_not_back(seat) is None

    def why_not_undo(self, seat: int) -> str | None:
        """Why not, in a few words; ``None`` if it can."""
        return self._timeline.why_not_back(seat)

    def undo(self, seat: int) -> None:
        """Take a seat's last decision back.

        That ends where chance has decided something, another seat has answered, secret answers were asked for or
        shown, or something hidden came to light. Raises ``IllegalMove`` with the reason, and ``SaveError``.
        """
        before = self._timeline.before_last(seat)
        number = len(self._timeline.moves) - 1
        record = UndoRecord(
            number=number,
            seat=seat,
            round=before.cells[ROUND],
            hash=position_hash(before),
            parts=fingerprint(before),
        )
        self._journal.append(record, say("Going back to move {number}", number=number))
        self._timeline.back()

    def intervene(self, text: str, reason: str = "") -> Entries:
        """Do something to the game as its facilitator: it is checked, saved, and only then done. Gives what happened.

        ``text`` is as for ``engine.intervene``; ``skip`` answers all questions of this phase that the seat owes.
        Raises ``UnknownMove`` or ``IllegalMove``, and ``SaveError``; the position is then unchanged.
        """
        position = self.position
        wanted = intervention(position, text)
        why = storable(reason, REASON_LIMIT)
        if wanted.kind == "skip":
            return self._skip(wanted, why)
        after, entries = intervene(position, wanted)
        ended = outcome(after)
        over = ended.reason if ended is not None else ""
        record = InterventionRecord(**self._standing(after), text=wanted.text, reason=why, over=over)
        self._journal.append(record, say("What the facilitator did"))
        self._timeline.intervene(after, why)
        self._remember(record)
        return entries

    def _skip(self, wanted: Intervention, reason: str) -> Entries:
        """The defaults of a seat are moves like any others, marked as the facilitator's."""
        (seat,) = wanted.numbers
        first = self.position.cells
        moment, kind = (first[ROUND], first[PHASE]), first[KIND]
        entries = self.play(default_move(self.position, seat), seat, reason, "facilitator")
        while kind == ASK and self._owes(seat, moment):
            entries = self.play(default_move(self.position, seat), seat, reason, "facilitator")
        return entries

    def _owes(self, seat: int, moment: tuple[int, int]) -> bool:
        cells = self.position.cells
        asked = [each.seat for each in decisions(self.position)]
        return (cells[ROUND], cells[PHASE]) == moment and cells[KIND] == ASK and seat in asked

    def rewind(self, number: int, reason: str = "") -> None:
        """Go back to the beginning of round ``number``. What was done since stays in the journal, taken back.

        Raises ``IllegalMove`` for a round that has not begun or after the end, and ``SaveError``.
        """
        (before, moves), why = self._timeline.beginning_of(number), storable(reason, REASON_LIMIT)
        record = RewindRecord(**self._standing(before, moves), to=number, reason=why)
        self._journal.append(record, say("Going back to round {round}", round=number))
        self._timeline.rewind(number, why)
        self._remember(record)

    def sit(self, seat: int, who: str, reason: str = "") -> None:
        """Somebody else decides for a state from now on: ``you`` or a bot's name.

        Raises ``AllianceError`` for a seat that does not exist or a name that is none, ``IllegalMove`` after the end,
        and ``SaveError``.
        """
        if self.position.over:
            raise IllegalMove(say("The game is over."))
        if not 0 <= seat < len(self.seats):
            raise AllianceError(say("There is no seat {seat}.", seat=seat))
        checked_leader(who)
        why = storable(reason, REASON_LIMIT)
        record = SeatRecord(**self._standing(self.position), seat=seat, who=who, reason=why)
        self._journal.append(record, say("The change of seats"))
        self._timeline.seat(seat, who, why)
        self.seats = tuple(who if each == seat else name for each, name in enumerate(self.seats))
        self._remember(record)

    def pause(self, seconds: int) -> None:
        """Keep that the game stood still for its facilitator; what has been done can still be taken back.

        Raises ``IllegalMove`` after the end, and ``SaveError``.
        """
        self._clock("pause", seconds)

    def more_time(self, seconds: int) -> None:
        """Keep that a question got more time. Raises ``IllegalMove`` after the end, and ``SaveError``."""
        self._clock("time", seconds)

    def _clock(self, kind: Literal["pause", "time"], seconds: int) -> None:
        if self.position.over:
            raise IllegalMove(say("The game is over."))
        whole = min(max(1, seconds), LONGEST_PAUSE)
        record = ClockRecord(**self._standing(self.position), kind=kind, seconds=whole)
        self._journal.append(record, say("What the facilitator did"))
        self._timeline.clock(kind, whole)
        self._remember(record)

    def note(self, seat: int, text: str) -> None:
        """Keep a private note of a team, or (``FACILITATOR``) mark this moment for the debrief.

        Raises ``AllianceError`` for a note without words or a seat that does not exist, and ``SaveError``.
        """
        if not FACILITATOR <= seat < len(self.seats):
            raise AllianceError(say("There is no seat {seat}.", seat=seat))
        kept = storable(text, NOTE_LIMIT).strip()
        if not kept:
            raise AllianceError(say("The note is empty."))
        record = NoteRecord(**self._standing(self.position), seat=seat, text=kept)
        self._journal.append(record, say("The note"))
        self._remember(record)

    def _standing(self, position: Position, moves: int | None = None) -> dict[str, Any]:
        """What every line says: how many moves stand, the round, and the hashes of the position."""
        parts = fingerprint(position)
        number = len(self._timeline.moves) if moves is None else moves
        return {"number": number, "round": position.cells[ROUND], "hash": hash_of(parts), "parts": parts}

    def recall(self, contents: Contents) -> None:
        """Who sits where by now, and what was noted and done besides moves, from the lines of a journal."""
        self.seats = contents.seats
        self._remember(*contents.records)

    def _remember(self, *records: Record) -> None:
        """What the lines say besides moves."""
        self._interventions += interventions_of(records, self.position.rules)
        self._notes += notes_of(records)

    def close(self) -> None:
        """Let others open the save. Everything is on the disk already."""
        self._journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create(
    library: Library,
    seats: Sequence[str],
    folder: Path,
    name: str | None = None,
    *,
    scenario: str = "concert",
    states: int | None = None,
    length: str | None = None,
    difficulty: str | None = None,
    options: Iterable[str] = (),
    seed: int = 0,
) -> Game:
    """Begin a game that is saved in a folder, under a new name such as ``concert-0007`` if none is given.

    ``seats`` says ``you`` or a bot's name for each state; the rest is as for ``new_game``. Nothing is ever
    overwritten. Raises what ``new_game`` raises, ``AllianceError`` for a wrong number of seats, and ``SaveError``.
    """
    first = new_game(library, scenario, states, length, difficulty, options, seed)
    header = _header(first, tuple(seats), checked_name(name) if name is not None else "")
    disk.make_folder(folder)
    stored_rules.keep(folder, library)
    journal = Journal.create(path_of(folder, name), header) if name is not None else _under_new_name(folder, header)
    return Game(journal, header, Timeline(first))


def open_save(folder: Path, name: str | None = None, library: Library | None = None) -> Game:
    """Go on with a saved game, under the rules it was started with; without a name, with the one played last.

    A damaged save is mended up to its last sound move, and ``Game.recovered`` says so. ``library`` saves time if it
    happens to be those rules. Raises ``UnknownName``, and ``SaveError`` for a save that cannot be used.
    """
    path = existing(folder, name if name is not None else _played_last(folder))
    with ExitStack() as unless_done:
        journal, contents = Journal.open(path)
        unless_done.callback(journal.close)
        rules = stored_rules.library_of(folder, contents.header.rules, library)
        stored_rules.keep(folder, rules)
        timeline = restored(contents, rules, path.stem)
        recovered = _mended(journal, contents) if contents.damage else ""
        unless_done.pop_all()
    game = Game(journal, contents.header, timeline, recovered)
    game.recall(contents)
    return game


def checked_leader(who: str) -> None:
    """Raise ``AllianceError`` for what can be nobody's name at a table."""
    if not (0 < len(who) <= _LONGEST_SEAT and who.isprintable()):
        raise AllianceError(say("{name} cannot sit at a table: write 'you' or the name of a bot.", name=shown(who)))


def storable(text: str, most: int) -> str:
    """A text as a file can hold it: half a character becomes a question mark, what steers terminals is spelt out, and
    it is not too long then.
    """
    return visible_lines(text.encode(errors="replace").decode())[:most]


def _mended(journal: Journal, contents: Contents) -> str:
    copy = journal.mend()
    return say(
        "{damage} Recovered to {move}; the damaged file is kept as {copy}.",
        damage=contents.damage,
        move=contents.recovery,
        copy=copy.name,
    )


def _played_last(folder: Path) -> str:
    found = next((row.name for row in listing(folder) if row.can_continue), None)
    if found is None:
        raise SaveError(
            say("There is no unfinished game in {folder}: begin one with 'alliance-game play'.", folder=folder)
        )
    return found


def _under_new_name(folder: Path, header: Header) -> Journal:
    while True:
        with disk.explained(say("The folder {folder} cannot be read", folder=folder)):
            name = new_name(folder, header.scenario)
        # Another program may take the same name at the same moment; one of the two gets the next.
        with suppress(disk.NameTaken):
            return Journal.create(path_of(folder, name), header.model_copy(update={"name": name}))


def _header(first: Position, seats: tuple[str, ...], name: str) -> Header:
    setup = first.setup
    if len(seats) != setup.states:
        raise AllianceError(
            say("{states} states need {states} seats, not {seats}.", states=setup.states, seats=len(seats))
        )
    for seat in seats:
        checked_leader(seat)
    return Header(
        engine=__version__,
        created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        name=name,
        seats=seats,
        rules=first.rules.library.digest,
        hash=position_hash(first),
        parts=fingerprint(first),
        **setup._asdict(),
    )
