"""What the clock at the table shows, kept beside the save for the projector; it is no part of the game."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..disk import bytes_in, rewrite
from .canonical import BadText, canonical, parsed

ENDING = ".clock"
_MOST = 100_000
_MAX_BYTES = 1_000
# What lies there as a link may lead to any file of the person who plays.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Shown(NamedTuple):
    """A clock that was started, or stands still."""

    left: int
    """Seconds that were left when it was written."""
    goes: bool
    written: int = 0
    """When it was written, as the disk has it: another number is another moment."""


class PublicClock:
    """The clock of a saved game.

    Nothing depends on it: where the disk refuses, the projector shows no clock, and the game goes on.
    """

    def __init__(self, save: Path) -> None:
        self.path = save.with_suffix(ENDING)

    def show(self, shown: Shown) -> None:
        """Write down what the clock shows now."""
        with suppress(OSError):
            rewrite(self.path, canonical({"goes": shown.goes, "left": shown.left}), _NO_LINK)

    def clear(self) -> None:
        """No clock goes."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def read(self) -> Shown | None:
        """What was written down last; ``None`` if no clock goes, or somebody is just writing."""
        try:
            written = self.path.stat().st_mtime_ns
            found = parsed(bytes_in(self.path, _MAX_BYTES))
        except (OSError, BadText):
            return None
        match found:
            case {"left": int(left), "goes": bool(goes)} if 0 <= left < _MOST:
                return Shown(left, goes, written)
        return None
