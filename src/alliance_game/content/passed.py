"""Content in which nothing was wrong the last time: its expressions need not be read in every setting again.

That takes four fifths of loading. Whoever plays such content learns of a fault all the same when the rules of that game
are compiled. What is remembered is a fingerprint of the content and of the program's own files, for this process and
in the user's cache folder; ``check`` never asks.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

KEPT = 40
"""So many fingerprints are kept, the latest ones."""
PARTS = ("content", "definitions", "language")
"""The parts of the program that decide what is wrong."""

_KEY = re.compile(r"[0-9a-f]{64}")
_here: set[str] = set()


def has_passed(digest: str) -> bool:
    """Whether nothing was wrong in content with this digest."""
    return _key(digest) in _here or _key(digest) in _kept()


def note(digest: str) -> None:
    """Remember that nothing is wrong in content with this digest."""
    key = _key(digest)
    _here.add(key)
    kept = _kept()
    if key in kept:
        return
    file = cache_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join([*kept, key][-KEPT:]) + "\n", encoding="ascii")
    except OSError:
        # A cache that cannot be written costs a second at the next start, and nothing else.
        return


def cache_file() -> Path:
    """Where it is remembered; to delete it does no harm."""
    return user_cache_path("alliance-game", appauthor=False) / "checked.txt"


def _kept() -> list[str]:
    """What the file has; in a damaged one, what still is a fingerprint."""
    try:
        words = cache_file().read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return []
    return [word for word in words if _KEY.fullmatch(word)][-KEPT:]


def _key(digest: str) -> str:
    return hashlib.sha256(f"{digest} {_program()}".encode()).hexdigest()


@cache
def _program() -> str:
    """A fingerprint of the files of this program that decide what is wrong: names, sizes and times."""
    root = Path(__file__).parent.parent
    files = sorted(file for part in PARTS for file in (root / part).glob("*.py"))
    found = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(found).encode()).hexdigest()
