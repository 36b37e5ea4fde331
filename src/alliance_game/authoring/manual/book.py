"""What a manual is made of."""

from dataclasses import dataclass
from typing import NamedTuple


class Line(NamedTuple):
    """A line of an outline, so many steps to the right."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines that belong together, under a title if there are several such parts."""

    title: str = ""
    lines: tuple[str, ...] = ()
    code: str = ""
    """Something as it is written in a file, above the lines that say what it means."""
    outline: tuple[Line, ...] = ()
    """Lines that stand under one another, below the others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: what it is called, how it is written in files, and what it does."""

    id: str
    title: str
    code: str = ""
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    """Names and what they are, for a table."""
    see: tuple[tuple[str, str], ...] = ()
    """Other entries worth reading: ids and titles."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Things of one kind."""

    id: str
    title: str
    about: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """A book: everything about one ruleset, or the codex."""

    title: str
    heading: str
    about: str
    made_from: str
    """What it was written from."""
    chapters: tuple[Chapter, ...]


def anchor(*parts: str) -> str:
    """The id of an entry on a page: ``track-state-coins``."""
    return "-".join(part.replace("_", "-") for part in parts if part)


def ended(text: str) -> str:
    """A sentence: a capital letter in front, and a full stop unless it has an end of its own."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"
