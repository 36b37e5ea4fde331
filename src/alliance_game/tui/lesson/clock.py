"""A clock that counts down: the time for one answer."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

LEAP = 3.0
"""Seconds between two ticks from which something stood still: the laptop was shut, the program stopped."""


class Clock:
    """So many seconds, counted tick by tick.

    The time of day plays no part, so that nothing happens when it is set. Where the clock was not looked at for longer
    than ``LEAP``, no time has passed: what sleeps with the laptop does not run out.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = monotonic) -> None:
        self.seconds = float(seconds)
        self.left = float(seconds)
        self._now = now
        self._last = now()

    def tick(self, *, goes: bool) -> None:
        """Count the time since the last tick, if the clock ``goes``."""
        now = self._now()
        passed, self._last = now - self._last, now
        if goes and 0 < passed <= LEAP:
            self.left = max(0.0, self.left - passed)

    @property
    def over(self) -> bool:
        """Whether the time has run out."""
        return self.left <= 0

    @property
    def whole(self) -> int:
        """Seconds that are left, the one that runs included."""
        return -int(-self.left // 1)

    def __str__(self) -> str:
        """``1:05``."""
        return spelt(self.whole)


def spelt(seconds: int) -> str:
    """``1:05``."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}"
