"""Files on the disk: opened with care, written whole or not at all."""

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path

from ..errors import SaveError

MAX_BYTES = 20_000_000
"""No save and no stored rules are larger."""
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_NOT_SUPPORTED = frozenset((errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP))
# Without these flags a link would be followed, a pipe would hang, and Windows would rewrite line ends.
_CAREFUL = sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_REPLACE_TRIES = 10


def opened(path: Path, *, to_append: bool = False) -> int:
    """A descriptor of an ordinary file of bearable size, for reading or also for adding to its end.

    Raises ``SaveError`` for links, folders, pipes, and files that are too big or cannot be opened.
    """
    try:
        _refuse_odd(path, os.lstat(path))
        descriptor = os.open(path, (os.O_RDWR | os.O_APPEND if to_append else os.O_RDONLY) | _CAREFUL)
    except OSError as error:
        raise SaveError(f"{path} cannot be opened: {reason(error)}.") from error
    try:
        # Once more: another file may have taken the name in between.
        _refuse_odd(path, os.fstat(descriptor))
    except SaveError:
        os.close(descriptor)
        raise
    return descriptor


def created(path: Path) -> int:
    """A descriptor of a new empty file that only its owner may read. Raises ``FileExistsError`` if the name is taken."""
    return os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | _CAREFUL, 0o600)


def read_whole(path: Path) -> bytes:
    """All bytes of an ordinary file. Raises ``SaveError``."""
    descriptor = opened(path)
    try:
        return read_from(descriptor)
    except OSError as error:
        raise SaveError(f"{path} cannot be read: {reason(error)}.") from error
    finally:
        os.close(descriptor)


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
    _sync(descriptor)


def write_new(path: Path, data: bytes) -> None:
    """A new file with these bytes; none at all if that fails. Raises ``FileExistsError`` if the name is taken."""
    descriptor = created(path)
    try:
        write_all(descriptor, data)
    except OSError:
        os.unlink(path)
        raise
    finally:
        os.close(descriptor)


def write_beside(path: Path, data: bytes) -> Path:
    """A temporary file in the same folder that holds the bytes, ready to take the place of ``path``."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(beside)
    write_new(beside, data)
    return beside


def replace(new: Path, old: Path) -> None:
    """Put a file in the place of another in one step. On Windows a virus scanner may hold the old one for a moment."""
    for attempt in range(_REPLACE_TRIES):
        try:
            os.replace(new, old)
        except PermissionError:
            if sys.platform != "win32" or attempt == _REPLACE_TRIES - 1:
                os.unlink(new)
                raise
            time.sleep(0.1)
        except OSError:
            os.unlink(new)
            raise
        else:
            break
    sync_folder(old.parent)


def make_folder(folder: Path) -> None:
    """The folder, made with those above it if need be. Raises ``SaveError``."""
    try:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in missing:
            sync_folder(each.parent)
    except OSError as error:
        raise SaveError(f"The folder {folder} cannot be made: {reason(error)}.") from error


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder. Windows keeps them by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def reason(error: OSError) -> str:
    """What the system says, in its own words."""
    return error.strerror or str(error)


def advice(error: OSError) -> str:
    """What happened to a write, and what to do."""
    if error.errno in _FULL:
        return f"the disk is full or a limit is reached ({reason(error)}). Free some space, then try again."
    return f"the disk refused ({reason(error)}). Look after the disk or the folder's permissions, then try again."


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        # A file system that knows no fsync has nothing to promise; every other failure counts.
        if error.errno not in _NOT_SUPPORTED:
            raise


def _refuse_odd(path: Path, info: os.stat_result) -> None:
    if stat.S_ISLNK(info.st_mode):
        raise SaveError(f"{path} is a link: put the file itself into the folder.")
    if stat.S_ISDIR(info.st_mode):
        raise SaveError(f"{path} is a folder, not a save.")
    if not stat.S_ISREG(info.st_mode):
        raise SaveError(f"{path} is not an ordinary file.")
    if info.st_size > MAX_BYTES:
        raise SaveError(f"{path} has {info.st_size:,} bytes; a save has {MAX_BYTES:,} at most.")
