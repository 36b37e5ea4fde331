"""A journal: the file of one game. Lines are added to its end, and none is changed."""

import contextlib
import os
from itertools import count
from pathlib import Path
from typing import Self

from .. import disk
from ..errors import SaveError
from ..wording import say
from . import chain, mirrors
from .lock import hold
from .records import Header, Record


class Journal:
    """An open journal, locked against other writers until it is closed."""

    def __init__(self, path: Path, descriptor: int) -> None:
        """Take over a descriptor, and lock it. Raises ``SaveError`` if another program has the save open."""
        self.path = path
        self._descriptor = self._lock = descriptor
        self._link = chain.START
        self._kept = bytearray()
        self._doubtful = False
        # The round that was mirrored last, and whether the game was over then.
        self._mirrored = (0, False)
        try:
            self._lock = hold(descriptor, path)
        except SaveError:
            self.close()
            raise

    @classmethod
    def create(cls, path: Path, header: Header) -> Self:
        """A new journal with its first line, on the disk when this returns.

        Raises ``NameTaken`` if there is a file of that name, ``SaveError`` if it cannot be written.
        """
        with disk.explained(say("{path} cannot be made", path=path)), contextlib.ExitStack() as unless_done:
            descriptor = disk.created(path)
            unless_done.callback(path.unlink)
            journal = cls(path, descriptor)
            unless_done.callback(journal.close)
            mirrors.forget(path)
            journal.append(header, say("The set-up"))
            disk.sync_folder(path.parent)
            unless_done.pop_all()
            return journal

    @classmethod
    def open(cls, path: Path) -> tuple[Self, chain.Contents]:
        """The journal, and what it holds. Nothing is mended yet. Raises ``SaveError``."""
        with contextlib.ExitStack() as unless_done:
            journal = cls(path, disk.opened_own(path, to_append=True))
            unless_done.callback(journal.close)
            contents = journal._contents()
            unless_done.pop_all()
        return journal, contents

    @property
    def closed(self) -> bool:
        """Whether nothing more can be written."""
        return self._descriptor < 0

    def append(self, line: Header | Record, what: str) -> None:
        """Add a line; it is on the disk when this returns. ``what`` it is, such as ``Move 12``, begins the sentence.

        Raises ``SaveError`` if it could not be written; the file is then as before.
        """
        if self.closed:
            raise SaveError(say("'{name}' is closed: open it again to go on.", name=self.path.stem))
        data, link = chain.linked(line.written(), self._link)
        if len(self._kept) + len(data) > disk.MAX_BYTES:
            raise SaveError(
                say(
                    "{what} cannot be saved to {path}: no save has more than {most} bytes.",
                    what=what,
                    path=self.path,
                    most=f"{disk.MAX_BYTES:,}",
                )
            )
        self._write(data, what)
        self._kept += data
        self._link = link
        self._mirror(line)

    def mend(self) -> Path:
        """Keep the damaged file as a copy, and put one with the good lines only in its place. Gives the copy.

        Raises ``SaveError``; the damaged file is then still there.
        """
        with disk.explained(say("{path} is damaged and cannot be mended", path=self.path)):
            copy = self._copy(disk.read_from(self._descriptor))
            self._renew()
        return copy

    def close(self) -> None:
        """Nothing more will be written. Closing twice is no fault."""
        if not self.closed:
            for each in {self._descriptor, self._lock}:
                disk.close(each)
        self._descriptor = self._lock = -1

    def _contents(self) -> chain.Contents:
        with disk.explained(say("{path} cannot be read", path=self.path)):
            # Between opening and locking, another program may have put a mended file in its place.
            if not os.path.samestat(os.fstat(self._descriptor), self.path.stat()):
                raise SaveError(say("{path} was replaced while it was being opened: try again.", path=self.path))
            contents = mirrors.healed(self.path, disk.read_from(self._descriptor))
            # A program that was killed may not have waited for its last line; now that it is shown, it has to stay.
            disk.sync(self._descriptor)
            disk.sync_folder(self.path.parent)
        self._link = contents.chain
        self._kept[:] = contents.good
        return contents

    def _write(self, data: bytes, what: str) -> None:
        with disk.explained(say("{what} could not be saved to {path}", what=what, path=self.path)):
            info = os.fstat(self._descriptor)
            if self._doubtful or info.st_nlink == 0:
                self._renew()
            elif info.st_size != len(self._kept):
                raise SaveError(
                    say("{path} was changed by another program: close the game and open it again.", path=self.path)
                )
            try:
                disk.write_all(self._descriptor, data)
            except OSError:
                self._retreat()
                raise

    def _mirror(self, line: Header | Record) -> None:
        """Keep a copy when another round or the end has come.

        The line itself is saved, so that a disk which refuses the copy stops no game: it is asked again with the next.
        """
        now = (getattr(line, "round", 0), bool(getattr(line, "over", "")))
        if now != self._mirrored:
            with contextlib.suppress(OSError, SaveError):
                mirrors.keep(self.path, now[0], bytes(self._kept))
                self._mirrored = now

    def _retreat(self) -> None:
        """Take half a line back.

        After a failed write the system may believe what is not on the disk, so the next line goes to a new file, and
        it does not matter if taking back fails too.
        """
        self._doubtful = True
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, len(self._kept))

    def _renew(self) -> None:
        """Put a new file with all good lines in the place of this one; at no time is there none."""
        with disk.beside(self.path, bytes(self._kept)) as new:
            if self._lock == self._descriptor:
                self._swap(new)
            else:
                self._swap_closed(new)
        self._doubtful = False

    def _swap(self, new: Path) -> None:
        """The new file is locked before anybody else can see it."""
        with contextlib.ExitStack() as unless_done:
            fresh = disk.opened_own(new, to_append=True)
            unless_done.callback(disk.close, fresh)
            hold(fresh, self.path)
            disk.replace(new, self.path)
            unless_done.pop_all()
        disk.close(self._descriptor)
        self._descriptor = self._lock = fresh

    def _swap_closed(self, new: Path) -> None:
        """For Windows, which replaces no open file; the lock is on another file, and stays."""
        disk.close(self._descriptor)
        try:
            disk.replace(new, self.path)
        finally:
            self._descriptor = disk.opened_own(self.path, to_append=True)

    def _copy(self, data: bytes) -> Path:
        copies = (self.path.with_suffix(f".damaged{f'-{number}' if number > 1 else ''}") for number in count(1))
        copy = next(each for each in copies if not os.path.lexists(each))
        disk.write_new(copy, data)
        return copy
