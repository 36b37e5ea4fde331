"""What a person likes: colours, pace, keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PACES = {"slow": 30, "normal": 15, "fast": 5, "off": 0}
"""Tenths of a second between two lines of news."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one person on one machine."""

    theme: str = "chancery"
    pace: str = "normal"
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of what they do, where they differ from the usual ones."""
