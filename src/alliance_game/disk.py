"""Files on the disk: opened without waiting for anybody, read to a limit, written whole or not at all."""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from .errors import SaveError
from .wording import say

MAX_BYTES = 20_000_000
"""No save and no stored rules are larger."""
# Not every system has every number.
_FULL = frozenset(getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EFBIG"))
_NOT_SUPPORTED = frozenset(getattr(errno, name, None) for name in ("EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"))
# Without these a pipe would wait for somebody at its other end, and Windows would rewrite line ends.
_CAREFUL = sum(getattr(os, flag, 0) for flag in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_REPLACE_TRIES = 10
OWN, ANYBODYS = 0o600, 0o666
"""Files that only their owner may read, and files for others, as far as the system lets new files be read."""


class NameTaken(SaveError):
    """There is a file of this name already, and it stays as it is."""


@contextmanager
def explained(what: str) -> Iterator[None]:
    """Turn what the system refuses into a ``SaveError`` that begins with ``what`` and goes on with what to do."""
    try:
        yield
    except OSError as error:
        said = say(
            "{what}: the disk is full or a limit is reached ({told}). Free some space, 10 MB is plenty, then try again."
            if error.errno in _FULL
            else "{what}: the disk refused ({told}). Look after the disk and the folder's permissions, then try again.",
            what=what,
            told=error.strerror or str(error),
        )
        raise SaveError(said) from error


def is_there(path: Path) -> bool:
    """Whether there is anything of this name. Raises ``SaveError`` where the disk does not say."""
    with explained(say("{path} cannot be opened", path=path)):
        try:
            os.lstat(path)
        except FileNotFoundError:
            return False
    return True


def opened(path: Path, flags: int = os.O_RDONLY) -> int:
    """A descriptor of an ordinary file of anybody's. Raises ``OSError``, also for pipes, devices and folders."""
    with ExitStack() as unless_done:
        descriptor = os.open(path, flags | _CAREFUL, OWN)
        unless_done.callback(close, descriptor)
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(kind):
            raise OSError(0, say("it is not an ordinary file"))
        unless_done.pop_all()
    return descriptor


def bytes_in(path: Path, most: int) -> bytes:
    """What is in an ordinary file of anybody's, and no more than so many bytes. Raises ``OSError``."""
    with os.fdopen(opened(path), "rb") as stream:
        return stream.read(most)


def rewrite(path: Path, data: bytes, flags: int = 0) -> None:
    """Put these bytes into a file, new or not, that may as well be half written. Raises ``OSError``."""
    with os.fdopen(opened(path, os.O_WRONLY | os.O_CREAT | flags), "wb") as stream:
        # Only now, when it is known to be a file.
        stream.truncate(0)
        stream.write(data)


def opened_own(path: Path, *, to_append: bool = False) -> int:
    """A descriptor of a file that only we write, for reading or also for adding to its end.

    Raises ``SaveError`` for links, folders, pipes, and files that are too big or cannot be opened.
    """
    with explained(say("{path} cannot be opened", path=path)), ExitStack() as unless_done:
        _refuse_odd(path, os.lstat(path))
        flags = os.O_RDWR | os.O_APPEND if to_append else os.O_RDONLY
        descriptor = os.open(path, flags | _NO_LINK | _CAREFUL)
        unless_done.callback(close, descriptor)
        # Once more: another file may have taken the name in between.
        _refuse_odd(path, os.fstat(descriptor))
        unless_done.pop_all()
    return descriptor


def created(path: Path, mode: int = OWN) -> int:
    """A descriptor of a new empty file; who may read it says its ``mode``. Raises ``NameTaken``."""
    try:
        return os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | _NO_LINK | _CAREFUL, mode)
    except FileExistsError:
        raise NameTaken(say("There is already a file {path}: choose another name.", path=path)) from None


def close(descriptor: int) -> None:
    """Close a file. What was written was waited for, so that a disk which complains now has nothing left to lose."""
    with suppress(OSError):
        os.close(descriptor)


def read_whole(path: Path) -> bytes:
    """All bytes of a file that only we write. Raises ``SaveError``."""
    descriptor = opened_own(path)
    try:
        with explained(say("{path} cannot be read", path=path)):
            return read_from(descriptor)
    finally:
        close(descriptor)


def read_from(descriptor: int) -> bytes:
    """All bytes of an open file, up to the largest size that any of ours has."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    pieces: list[bytes] = []
    left = MAX_BYTES
    while left > 0 and (piece := os.read(descriptor, min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte and wait until the disk has them."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
    sync(descriptor)


def write_new(path: Path, data: bytes, mode: int = OWN) -> None:
    """A new file with these bytes; none at all if that fails. Raises ``NameTaken``."""
    descriptor = created(path, mode)
    try:
        write_all(descriptor, data)
    except OSError:
        path.unlink()
        raise
    finally:
        close(descriptor)


@contextmanager
def beside(path: Path, data: bytes, mode: int = OWN) -> Iterator[Path]:
    """A temporary file in the same folder that holds the bytes, ready to take its place; in the end it is gone."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    write_new(new, data, mode)
    try:
        yield new
    finally:
        new.unlink(missing_ok=True)


def put(path: Path, data: bytes, mode: int = OWN) -> None:
    """Write a whole file, in one step as far as anybody can see, and wait until the disk has it."""
    with beside(path, data, mode) as new:
        replace(new, path)


def replace(new: Path, old: Path) -> None:
    """Put a file in the place of another in one step. On Windows a virus scanner may hold the old one for a moment."""
    tries = _REPLACE_TRIES if sys.platform == "win32" else 1
    for left in reversed(range(tries)):
        try:
            new.replace(old)
            break
        except PermissionError:
            if not left:
                raise
            time.sleep(0.1)
    sync_folder(old.parent)


def make_folder(folder: Path) -> None:
    """The folder, made with those above it if need be. Raises ``SaveError``."""
    with explained(say("The folder {folder} cannot be made", folder=folder)):
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whoever made the folder may have been killed before its name was safe.
        for each in missing or [each for each in (folder,) if os.access(each.parent, os.R_OK)]:
            sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder. Windows keeps them by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    finally:
        close(descriptor)


def sync(descriptor: int) -> None:
    """Wait until the disk has the bytes of a file, or the names of a folder."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        # A file system that knows no fsync has nothing to promise; every other failure counts.
        if error.errno not in _NOT_SUPPORTED:
            raise


def _refuse_odd(path: Path, info: os.stat_result) -> None:
    if stat.S_ISLNK(info.st_mode):
        raise SaveError(say("{path} is a link: put the file itself into the folder.", path=path))
    if stat.S_ISDIR(info.st_mode):
        raise SaveError(say("{path} is a folder, not a save.", path=path))
    if not stat.S_ISREG(info.st_mode):
        raise SaveError(say("{path} is not an ordinary file.", path=path))
    if info.st_size > MAX_BYTES:
        raise SaveError(
            say(
                "{path} has {size} bytes; a save has {most} at most.",
                path=path,
                size=f"{info.st_size:,}",
                most=f"{MAX_BYTES:,}",
            )
        )
