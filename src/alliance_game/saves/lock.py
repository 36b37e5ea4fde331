"""One writer for each save. The system frees a lock when its program ends, however it ends."""

import errno
import os
import sys
from pathlib import Path

from ..errors import SaveError
from ..wording import say

_HELD = frozenset((errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK))


class SaveInUse(SaveError):
    """Another program has the save open, and may soon be done with it."""


if sys.platform == "win32":
    import msvcrt

    def hold(descriptor: int, path: Path) -> int:
        """Lock a save through a file beside it, because Windows would keep readers out of a locked one.

        Gives the descriptor to close in the end. Raises ``SaveError`` if another program has the save open.
        """
        beside = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_BINARY, 0o600)
        try:
            msvcrt.locking(beside, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            os.close(beside)
            raise _explained(error, path) from error
        return beside

else:
    import fcntl

    def hold(descriptor: int, path: Path) -> int:
        """Lock an open save. Gives the descriptor that keeps the lock: its own.

        Raises ``SaveError`` if another program has the save open.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise _explained(error, path) from error
        return descriptor


def _explained(error: OSError, path: Path) -> SaveError:
    if error.errno in _HELD:
        who = holder(path)
        return SaveInUse(
            say(
                "'{name}' is being played in another window or program (process {process}): go on there, or close it "
                "first."
                if who
                else "'{name}' is being played in another window or program: go on there, or close it first.",
                name=path.stem,
                process=who,
            )
        )
    return SaveError(
        say(
            "{path} cannot be locked ({error}): keep saves on a disk of this computer.", path=path, error=error.strerror
        )
    )


def holder(path: Path) -> str:
    """The number of the process that has a save open; empty where the system does not tell, as only Linux does."""
    try:
        file = path.stat().st_ino
        held = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return ""
    rows = [row.split() for row in held]
    return next((row[4] for row in rows if row[1:2] == ["FLOCK"] and row[5].endswith(f":{file}")), "")
