"""Waiting until an author saves a file."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

PAUSE = 1.0
"""Seconds between two looks, without the extra ``[author]``."""

Times = dict[Path, tuple[int, int]]


def changes(folders: Iterable[Path]) -> Iterator[None]:
    """Comes back at once, then each time that a file in the folders was written, added or removed, until Ctrl+C.

    Whatever changes after it came back the first time is noticed, also while nobody waits. With ``watchfiles`` (the
    extra ``[author]``) the system tells of changes; otherwise times of files are compared.
    """
    wanted = [folder for folder in folders if folder.exists()]
    try:
        from watchfiles import watch
    except ImportError:
        yield from polled(wanted)
        return
    begun = False
    for found in watch(*wanted, yield_on_timeout=True, rust_timeout=200):
        if found or not begun:
            begun = True
            yield None


def polled(folders: Iterable[Path], pause: float = PAUSE) -> Iterator[None]:
    """The same by looking at every file once in a ``pause``."""
    wanted = list(folders)
    before = times(wanted)
    yield None
    while True:
        time.sleep(pause)
        now = times(wanted)
        if now != before:
            before = now
            yield None


def times(folders: Iterable[Path]) -> Times:
    """When each file was last written, and its size; hidden folders are left out."""
    found: Times = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if not any(part.startswith(".") for part in path.relative_to(folder).parts):
                note(found, path)
    return found


def note(found: Times, path: Path) -> None:
    """Note one file; a file that vanishes meanwhile is no file."""
    try:
        if path.is_file():
            status = path.stat()
            found[path] = (status.st_mtime_ns, status.st_size)
    except OSError:
        found.pop(path, None)
