"""What a debrief is made of: chapters of text, pictures and tables, for a page and for a terminal alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ...sim.page.parts import Column, Exhibit, Picture, Table


class Point(NamedTuple):
    """An entry of a list; its name, if it has one, is in bold."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    after: str = ""
    """How it is to be read."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the debrief with a title of its own; on paper some begin a new sheet."""

    id: str
    title: str
    parts: tuple[Part, ...]
    over: str = ""
    sheet: bool = False
    essential: bool = True
    """Whether it is told in a terminal even where not everything is."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """All of it."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    """What was played, by name: ``States``, ``France (you), Japan (planner)``."""
    chapters: tuple[Chapter, ...]
    notes: tuple[str, ...] = ()
    """What is not in it, and why."""


def words(title: str) -> Column:
    """The head of a column of words."""
    return Column(title, number=False)


def table(caption: str, columns: Iterable[Column], rows: Iterable[tuple[str, ...]], *pictures: Picture) -> Exhibit:
    """A table, and pictures of it."""
    return Exhibit(tuple(pictures), Table(caption, tuple(columns), tuple(rows)))
