"""Wrong PINs cost time: one second, then two, then four, up to half a minute, and never more."""

from collections.abc import Callable
from math import ceil
from time import monotonic

LONGEST = 30


class Patience:
    """How long nobody can try another PIN."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self.now = now
        self.wrong = 0
        """Wrong PINs since the last right one."""
        self._until = now()

    @property
    def left(self) -> int:
        """Whole seconds until the next try; 0 if it can be made now."""
        return max(0, ceil(self._until - self.now()))

    def refuse(self) -> int:
        """A PIN was wrong; gives the seconds to wait."""
        wait = min(LONGEST, 1 << min(self.wrong, LONGEST))
        self.wrong += 1
        self._until = self.now() + wait
        return wait

    def accept(self) -> None:
        """A PIN was right: all is forgotten."""
        self.wrong, self._until = 0, self.now()
