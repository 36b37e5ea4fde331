"""A game that another program plays, read from its save as it grows: nothing is locked, and nothing changed."""

from __future__ import annotations

from pathlib import Path

from .. import disk
from ..definitions import Library
from ..engine import Position
from ..errors import SaveError, did_you_mean
from ..wording import say
from . import chain
from .canonical import BadText
from .names import ENDING, path_of
from .records import Header, record_of
from .replaying import opening, remake
from .stored_rules import library_of
from .timeline import Played, Timeline

Look = tuple[int, int, int]
"""By what a file is known to be as it was: which file it is, how long, and when it was written last."""


class Following:
    """Follows a save by its name. Raises ``SaveError`` for a name that no save can have.

    ``look`` reads what has been added since; a line that is only half written is left for the next time. What is taken
    back there is taken back here; a file that was mended or put in the place of another is read from its beginning.
    """

    def __init__(self, folder: Path, name: str, library: Library | None = None) -> None:
        self.folder = folder
        self.name = name
        self.path = path_of(folder, name)
        self.problem = ""
        """Why the game is not shown, or not as far as it goes, in a sentence; empty while all is well."""
        self._library = library
        self._seen: Look | None = None
        self._forget()

    @property
    def position(self) -> Position | None:
        """The game as far as it could be read; ``None`` before there is one."""
        return self._timeline.position if self._timeline is not None else None

    @property
    def moves(self) -> tuple[Played, ...]:
        """All moves that stand, secret answers too: for programs, not for eyes."""
        return tuple(self._timeline.moves) if self._timeline is not None else ()

    @property
    def reasons(self) -> list[str]:
        """Why everything that stands was done, in order: for ``describe.events.told``."""
        return self._timeline.reasons if self._timeline is not None else []

    def look(self) -> bool:
        """Read what is new; whether anything has changed since the last look, were it only the problem."""
        before, problem = self._seen, ""
        try:
            found = self.path.stat()
            self._seen = (found.st_ino, found.st_size, found.st_mtime_ns)
            if self._seen == before:
                return False
            self._take(disk.read_whole(self.path))
        except FileNotFoundError:
            self._seen = None
            problem = say("There is no save '{name}' yet. It is shown as soon as the game begins.", name=self.name)
            problem += did_you_mean(self.name, [each.stem for each in self.folder.glob(f"*{ENDING}")])
        except (SaveError, OSError) as error:
            problem = str(error)
        changed = self._seen != before or problem != self.problem
        self.problem = problem
        return changed

    def _forget(self) -> None:
        """From the beginning."""
        self._kept = b""
        self._chain = chain.START
        self._standing = 0
        self._header: Header | None = None
        self._timeline: Timeline | None = None

    def _take(self, data: bytes) -> None:
        """The whole lines of a file that were not there before."""
        whole = data[: data.rfind(b"\n") + 1]
        if not whole:
            return
        if not whole.startswith(self._kept):
            self._forget()
        for line in whole[len(self._kept) :].split(b"\n")[:-1]:
            self._line(line)
            self._kept += line + b"\n"

    def _line(self, line: bytes) -> None:
        """One line more. Raises ``SaveError`` if it cannot be used; everything before it stands."""
        if self._header is None or self._timeline is None:
            self._header, self._chain = chain.first_line(line, self.path.name)
            self._library = library_of(self.folder, self._header.rules, self._library)
            self._timeline = Timeline(opening(self._header, self._library, self.name))
            return
        try:
            data, link = chain.unlinked(line, self._chain)
            record = record_of(data, self._header, self._standing)
        except BadText as error:
            raise SaveError(
                say(
                    "Line {line} of {file} is damaged: {error}.",
                    line=self._kept.count(b"\n") + 1,
                    file=self.path.name,
                    error=error,
                )
            ) from None
        remake(self._timeline, record, self.name, self._header)
        self._standing, self._chain = record.number, link
