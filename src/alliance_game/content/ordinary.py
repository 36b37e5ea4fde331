"""Ordinary files: whatever lies where one is expected, to open it never waits, to read it never fills the memory."""

import os
import stat
from contextlib import ExitStack
from pathlib import Path

# Without these a pipe would wait for somebody at its other end, and Windows would rewrite line ends.
_CAREFUL = sum(getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))


def opened(path: Path, flags: int = os.O_RDONLY) -> int:
    """A descriptor of a file. Raises ``OSError``, also for pipes, devices and folders."""
    with ExitStack() as unless_done:
        descriptor = os.open(path, flags | _CAREFUL, 0o600)
        unless_done.callback(os.close, descriptor)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is not an ordinary file")
        unless_done.pop_all()
    return descriptor


def bytes_in(path: Path, most: int) -> bytes:
    """What is in a file, and no more than so many bytes. Raises ``OSError``."""
    with os.fdopen(opened(path), "rb") as stream:
        return stream.read(most)


def rewrite(path: Path, data: bytes, flags: int = 0) -> None:
    """Put these bytes into a file, new or not. Raises ``OSError``."""
    with os.fdopen(opened(path, os.O_WRONLY | os.O_CREAT | flags), "wb") as stream:
        # Only now, when it is known to be a file.
        stream.truncate(0)
        stream.write(data)
