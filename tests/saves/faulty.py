"""A disk that refuses the k-th request of a program, for every k."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

from alliance_game.errors import AllianceError

CALLS = (
    *("open", "close", "write", "read", "fsync", "ftruncate", "lseek"),
    *("fstat", "lstat", "stat", "rename", "replace", "unlink", "mkdir", "rmdir", "scandir"),
)
STAT = os.fstat
"""What kind of file is closed: folders always can be."""
FAULTS = ("ENOSPC", "EIO", "EACCES", "EINTR", "torn")
"""What the system answers; ``torn`` is a write of which half arrives before the disk is full."""
EVERY = tuple(pytest.param(each, marks=() if each in ("torn", "EIO") else pytest.mark.nightly) for each in FAULTS)
"""The same for a test's parameters: two of them at every change, all at night."""
_MOST = 250


class Shim:
    """Counts what is asked of the system, and refuses the k-th request, or all from the k-th on."""

    def __init__(self, refused: int, fault: str, *, lasting: bool = False) -> None:
        self.refused = refused
        self.torn = fault == "torn"
        self.number: int = getattr(errno, "ENOSPC" if self.torn else fault)
        self.lasting = lasting
        self.asked = 0

    def wrap(self, call: str) -> Callable[..., object]:
        real: Callable[..., object] = getattr(os, call)

        def wrapped(*given: Any, **named: Any) -> object:
            if call == "close" and stat.S_ISDIR(STAT(given[0]).st_mode):
                return real(*given)
            self.asked += 1
            if self.asked == self.refused or (self.lasting and self.asked > self.refused):
                self._before(call, real, given)
                raise OSError(self.number, os.strerror(self.number))
            return real(*given, **named)

        return wrapped

    def _before(self, call: str, real: Callable[..., object], given: tuple[Any, ...]) -> None:
        """What happens all the same: a file whose closing fails is closed, and half of a torn write arrives."""
        if call == "close":
            real(*given)
        if call == "write" and self.torn:
            real(given[0], bytes(given[1][: len(given[1]) // 2]))

    @property
    def met(self) -> bool:
        """Whether anything was refused."""
        return self.asked >= self.refused

    @property
    def told(self) -> str:
        """The system's own words."""
        return os.strerror(self.number)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for call in CALLS:
                patch.setattr(os, call, self.wrap(call))
            yield


def each(fault: str, *, lasting: bool = False) -> Iterator[Shim]:
    """Refuse the first request of what is tried, then the second, until it is done before anything is refused."""
    for refused in count(1):
        shim = Shim(refused, fault, lasting=lasting)
        yield shim
        assert refused < _MOST, "it asks for more and more"
        if not shim.met:
            return


def fault_of(attempt: Callable[[], object]) -> str:
    """The sentence of our own error that an attempt ends in; nothing if it succeeds."""
    try:
        attempt()
    except AllianceError as error:
        return str(error)
    return ""
