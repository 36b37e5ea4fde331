"""Content in which nothing was wrong the last time: its expressions need not be read in every setting again.

That takes four fifths of loading. Whoever plays such content learns of a fault all the same when the rules of that game
are compiled. What is remembered are fingerprints of all content, of each scenario with all that it is made of, and of
the program's own files, for this process and in the user's cache folder. ``check`` asks only about scenarios that have
nothing to do with the packs that it looks at.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from ..disk import bytes_in, rewrite

KEPT = 600
"""So many fingerprints are kept, the latest ones: each scenario has one, and all content together."""
PARTS = ("content", "definitions", "language")
"""The parts of the program that decide what is wrong."""

_KEY = re.compile(r"[0-9a-f]{64}")
# A fingerprint and the end of its line; some lines more, should somebody have looked into the file.
_MAX_BYTES = (KEPT + 100) * 65
_here: set[str] = set()


def have_passed(digests: Iterable[str]) -> set[str]:
    """Those of some digests in whose content nothing was wrong."""
    keys = {digest: _key(digest) for digest in digests}
    kept = _here if _here.issuperset(keys.values()) else _here.union(_kept())
    return {digest for digest, key in keys.items() if key in kept}


def note(*digests: str) -> None:
    """Remember that nothing is wrong in content with these digests."""
    keys = [_key(digest) for digest in digests]
    _here.update(keys)
    kept = _kept()
    if set(keys) <= set(kept):
        return
    file = cache_file()
    every = dict.fromkeys([*(key for key in kept if key not in keys), *keys])
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        rewrite(file, ("\n".join([*every][-KEPT:]) + "\n").encode("ascii"))
    except OSError:
        # A cache that cannot be written costs a second at the next start, and nothing else.
        return


def cache_file() -> Path:
    """Where it is remembered; to delete it does no harm."""
    return user_cache_path("alliance-game", appauthor=False) / "checked.txt"


def _kept() -> list[str]:
    """What the file has; in a damaged one, what still is a fingerprint."""
    try:
        words = bytes_in(cache_file(), _MAX_BYTES).decode("ascii", errors="replace").split()
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
