"""Who may join: a code that is said aloud in the room, and patience with whoever mistypes it."""

import hmac
import secrets
import time
from collections.abc import Callable

from ..errors import AllianceError
from ..wording import say

NO_CODE = "none"
SHORTEST, LONGEST = 4, 40
_DIGITS = 6
_AT_ONCE, _LONGEST_WAIT, _FORGOTTEN = 2, 16.0, 120.0
"""Wrong codes without a wait; the longest wait; after how many seconds without a try all is forgotten."""


def new_code() -> str:
    """Six digits by lot, in two groups as they are said."""
    digits = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    return f"{digits[:3]} {digits[3:]}"


def checked_code(code: str) -> str:
    """A code that somebody has chosen. Raises ``AllianceError`` if it is too short, too long or cannot be typed."""
    if not SHORTEST <= len(typed(code)) <= LONGEST or not code.isprintable():
        raise AllianceError(
            say(
                "A join code has {shortest} to {longest} letters or digits; '--code none' asks for no code.",
                shortest=SHORTEST,
                longest=LONGEST,
            )
        )
    return code


def typed(code: str) -> str:
    """A code without what people type differently: spaces, hyphens, capitals."""
    return "".join(code.split()).replace("-", "").casefold()


class Door:
    """Checks join codes. After some wrong ones an address has to wait before the next, longer and longer."""

    def __init__(self, code: str, now: Callable[[], float] = time.monotonic) -> None:
        self.code = code
        """What has to be typed; empty if everybody may join."""
        self._now = now
        self._wrong: dict[str, tuple[int, float]] = {}
        """For each address how often it was wrong, and from when on it may try again."""

    def wait(self, address: str) -> float:
        """Seconds until an address may try again; 0 if it may now."""
        return max(0.0, self._wrong.get(address, (0, 0.0))[1] - self._now())

    def opens(self, address: str, code: str) -> bool:
        """Whether this is the code. Whoever should still wait is not even listened to."""
        if self.wait(address):
            return False
        if hmac.compare_digest(typed(code).encode(errors="replace"), typed(self.code).encode()):
            self._wrong.pop(address, None)
            return True
        self._remember(address)
        return False

    def _remember(self, address: str) -> None:
        now = self._now()
        self._wrong = {each: kept for each, kept in self._wrong.items() if now < kept[1] + _FORGOTTEN}
        times = self._wrong.get(address, (0, 0.0))[0] + 1
        wait = min(2.0 ** (times - _AT_ONCE), _LONGEST_WAIT) if times > _AT_ONCE else 0.0
        self._wrong[address] = times, now + wait
