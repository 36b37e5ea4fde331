"""A game that is saved with every move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from .. import __version__
from ..definitions import Library
from ..engine import Entries, Move, Position, fingerprint, new_game, position_hash
from ..engine.fingerprint import hash_of
from ..engine.layout import ROUND
from ..engine.outcome import outcome
from ..errors import AllianceError, SaveError
from ..wording import say
from . import disk, stored_rules
from .chain import Contents
from .journal import Journal
from .listing import listing
from .names import checked_name, existing, new_name, path_of, shown
from .records import REASON_LIMIT, Header, MoveRecord, UndoRecord
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
        """``you`` or a bot's name for each state, in seat order."""
        self.recovered = recovered
        """What was saved from a damaged file, in a sentence; empty if it was sound."""
        self._journal = journal
        self._timeline = timeline

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

    def play(self, move: Move | str, seat: int | None = None, reason: str = "") -> Entries:
        """Make a move: it is checked, saved, and only then made. Gives what happened.

        ``seat`` is needed only where several are asked at once. Raises ``UnknownMove`` or ``IllegalMove``, and
        ``SaveError`` if it could not be saved; the position is then unchanged.
        """
        # Half a character, which no file can hold, becomes a question mark.
        told = reason[:REASON_LIMIT].encode(errors="replace").decode()
        turn = self._timeline.work_out(move, seat, told)
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
        )
        self._journal.append(record, say("Move {number}", number=played.number))
        self._timeline.take(turn)
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
    return Game(journal, contents.header, timeline, recovered)


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
        if not (0 < len(seat) <= _LONGEST_SEAT and seat.isprintable()):
            raise AllianceError(
                say("{name} cannot sit at a table: write 'you' or the name of a bot.", name=shown(seat))
            )
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
