"""Fingerprints: one hash for each part of a position, over named values."""

from collections.abc import Mapping
from hashlib import blake2b

from .naming import PARTS, named_values
from .position import Position


def fingerprint(position: Position) -> dict[str, str]:
    """A hash of 16 hexadecimal digits for each part: world, states, pairs, crises, cards, streams, control.

    Tracks count by name; the engine's own cells only where they differ from their initial value, so that cells
    which a later version adds change nothing.
    """
    lines: dict[str, list[str]] = {part: [] for part in PARTS}
    for part, name, value in named_values(position.rules, position.cells):
        lines[part].append(f"{name}={value}")
    return {
        part: blake2b("\n".join(sorted(found)).encode(), digest_size=8).hexdigest() for part, found in lines.items()
    }


def position_hash(position: Position) -> str:
    """One hash of 32 hexadecimal digits for the whole position."""
    return hash_of(fingerprint(position))


def hash_of(parts: Mapping[str, str]) -> str:
    """The same from the hashes of the parts."""
    return blake2b("/".join(parts[part] for part in PARTS).encode(), digest_size=16).hexdigest()
