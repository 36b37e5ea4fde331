"""The manual of a ruleset, made from the definitions that the engine compiles."""

from .book import Chapter, Entry, Manual, Part
from .contents import manual_of
from .text import as_text

__all__ = ["Chapter", "Entry", "Manual", "Part", "as_text", "manual_of"]
