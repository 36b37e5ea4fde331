"""A disk that forgets: what a power cut may leave of a session, write by write.

The session runs on a real folder; everything that changes it is written down. A crash is then any moment of it: what
was synchronised before is there, of everything else any part may be there, in any order, whole or torn.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest


@dataclass
class Change:
    """Something that was asked of the disk: of a file's bytes (``file`` is its number), or of a folder's names."""

    kind: str
    file: int = -1
    at: int = 0
    data: bytes = b""
    path: str = ""
    to: str = ""
    doubtful: bool = False
    """Whether a synchronisation failed since: then no later one brings it back."""

    @property
    def folder(self) -> str:
        """The folder whose names are changed."""
        return str(Path(self.to or self.path).parent)


@dataclass
class Recorder:
    """What a session asks of the disk, in order."""

    root: str
    changes: list[Change] = field(default_factory=list)
    acknowledged: list[tuple[int, bytes]] = field(default_factory=list)
    """After how many changes which bytes of the journal were told to be safe."""
    failing: bool = False
    """Whether synchronising files fails at this moment."""
    _names: dict[str, int] = field(default_factory=dict)
    _files: dict[int, int] = field(default_factory=dict)
    _folders: dict[int, str] = field(default_factory=dict)
    _given: int = 0

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Write down everything from here on."""
        with pytest.MonkeyPatch.context() as patch:
            calls = ("open", "close", "write", "fsync", "ftruncate", "rename", "replace", "unlink", "mkdir")
            for call in calls:
                patch.setattr(os, call, self._wrap(call, getattr(os, call)))
            yield

    def go_on(self, killed: list[Change]) -> None:
        """Another program finds what a killed one had asked for, synchronised or not; it is laid out by the caller.

        It cannot know that a synchronisation failed in the moment before the kill: asked again, the disk is believed.
        """
        self.changes = [replace(change, doubtful=False) for change in killed]
        self._given = 1 + max((change.file for change in killed), default=-1)
        for change in killed:
            if change.kind in ("rename", "unlink"):
                self._names.pop(change.path)
            if change.kind in ("create", "rename"):
                self._names[change.to or change.path] = change.file

    def take_over(self) -> None:
        """What lies there already is safe."""
        for path in sorted(Path(self.root).rglob("*")):
            if path.is_dir():
                self.changes += (Change("mkdir", path=str(path)), Change("names", path=str(path.parent)))
                continue
            self._names[str(path)] = self._given
            self.changes += (
                Change("create", self._given, path=str(path)),
                Change("write", self._given, data=path.read_bytes()),
                Change("sync", self._given),
                Change("names", path=str(path.parent)),
            )
            self._given += 1

    def acknowledge(self, journal: Path) -> None:
        """From now on, nobody may lose what the journal says."""
        self.acknowledged.append((len(self.changes), journal.read_bytes()))

    def _wrap(self, call: str, real: Callable[..., Any]) -> Callable[..., Any]:
        note = getattr(self, f"_{'rename' if call == 'replace' else call}")

        def wrapped(*given: Any, **named: Any) -> Any:
            first = given[0] if isinstance(given[0], int) else os.fspath(given[0])
            if isinstance(first, str) and not first.startswith(self.root):
                return real(*given, **named)
            return note(real, first, given, named)

        return wrapped

    def _open(self, real: Callable[..., Any], path: str, given: tuple[Any, ...], named: dict[str, Any]) -> int:
        is_new = not os.path.lexists(path)
        descriptor: int = real(*given, **named)
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            self._folders[descriptor] = path
            return descriptor
        if is_new:
            self._names[path] = self._given
            self.changes.append(Change("create", self._given, path=path))
            self._given += 1
        self._files[descriptor] = self._names[path]
        return descriptor

    def _close(self, real: Callable[..., Any], descriptor: int, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        self._files.pop(descriptor, None)
        self._folders.pop(descriptor, None)
        real(*given, **named)

    def _write(self, real: Callable[..., Any], descriptor: int, given: tuple[Any, ...], named: dict[str, Any]) -> int:
        if descriptor not in self._files:
            return int(real(*given, **named))
        at = os.fstat(descriptor).st_size
        written = int(real(*given, **named))
        self.changes.append(Change("write", self._files[descriptor], at, bytes(given[1][:written])))
        return written

    def _fsync(self, real: Callable[..., Any], descriptor: int, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        if descriptor in self._folders:
            self.changes.append(Change("names", path=self._folders[descriptor]))
            return
        if descriptor not in self._files:
            real(*given, **named)
            return
        number = self._files[descriptor]
        if self.failing:
            for change in self.changes[self._synchronised(number) :]:
                change.doubtful = change.doubtful or change.file == number
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self.changes.append(Change("sync", number))

    def _synchronised(self, number: int) -> int:
        ends = (at for at, change in enumerate(self.changes) if (change.kind, change.file) == ("sync", number))
        return max(ends, default=0)

    def _ftruncate(self, real: Callable[..., Any], descriptor: int, given: tuple[Any, ...], named: Any) -> None:
        real(*given, **named)
        self.changes.append(Change("cut", self._files[descriptor], int(given[1])))

    def _rename(self, real: Callable[..., Any], path: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        real(*given, **named)
        to = os.fspath(given[1])
        self._names[to] = self._names.pop(path)
        self.changes.append(Change("rename", self._names[to], path=path, to=to))

    def _unlink(self, real: Callable[..., Any], path: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        real(*given, **named)
        self.changes.append(Change("unlink", self._names.pop(path), path=path))

    def _mkdir(self, real: Callable[..., Any], path: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        real(*given, **named)
        self.changes.append(Change("mkdir", path=path))


def image(changes: list[Change], dice: Random | None) -> dict[str, bytes]:
    """The files that a cut after these changes may leave; all of them where there is no lot."""
    known = _known(changes)
    data: dict[int, bytearray] = {}
    names: dict[str, int] = {}
    folders: set[str] = set()
    # How much of what was not waited for arrives differs from one cut to the next.
    luck = dice.choice((0.0, 0.1, 0.5, 0.9, 1.0)) if dice else 1.0
    for at, change in enumerate(changes):
        safe = at in known or dice is None
        if not safe and dice is not None and dice.random() >= luck:
            continue
        match change.kind:
            case "write":
                arrived = change.data
                if not safe and dice is not None and dice.random() < 0.5:
                    arrived = arrived[: dice.randrange(len(arrived) + 1)]
                content = data.setdefault(change.file, bytearray())
                # What lies between is what the disk held there before: nothing.
                content.extend(bytes(max(0, change.at - len(content))))
                content[change.at : change.at + len(arrived)] = arrived
            case "cut":
                del data.setdefault(change.file, bytearray())[change.at :]
            case "mkdir":
                folders.add(change.path)
            case "create":
                names[change.path] = change.file
            case "rename":
                names.pop(change.path, None)
                names[change.to] = change.file
            case "unlink":
                names.pop(change.path, None)
    return {
        path: bytes(data.get(number, b""))
        for path, number in names.items()
        if all(folder in folders for folder in _around(path, changes))
    }


def _around(path: str, changes: list[Change]) -> set[str]:
    """The folders around a file that were made in the session."""
    made = {change.path for change in changes if change.kind == "mkdir"}
    return {folder for folder in made if path.startswith(folder + "/")}


def _known(changes: list[Change]) -> set[int]:
    """Which changes are there whatever happens: those that were waited for."""
    files: dict[int, int] = {}
    folders: dict[str, int] = {}
    for at, change in enumerate(changes):
        if change.kind == "sync":
            files[change.file] = at
        if change.kind == "names":
            folders[change.path] = at
    return {
        at
        for at, change in enumerate(changes)
        if not change.doubtful
        and at < (files.get(change.file, -1) if change.kind in ("write", "cut") else folders.get(change.folder, -1))
    }
