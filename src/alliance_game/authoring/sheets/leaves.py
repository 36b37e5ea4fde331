"""A leaf of running text: headings, paragraphs, lists and small tables, in letters with which it fits one page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .document import MARGIN
from .fitting import Block, height_of
from .paper import Paper

SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""Letters in points, the largest first; smaller ones nobody reads to the end of a page."""
LOOSE = 1.08
"""Lines stand further apart than on a card, but most letters are narrower than they are taken to be."""
COLUMNS = (0.28, 0.22, 0.5)
"""About how wide the columns of a table become."""


class Point(NamedTuple):
    """An entry of a list; its name, if it has one, is in bold."""

    name: str
    text: str


class Row(NamedTuple):
    """A line of a table of numbers."""

    title: str
    number: str
    about: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some text below a heading: paragraphs, a list, a table, and a last word."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one reader is given: ``kind`` says who, ``over`` is the small line above the title."""

    kind: str
    over: str
    title: str
    lead: str
    parts: tuple[Part, ...]


def size_of(leaf: Leaf, paper: Paper) -> float:
    """The largest letters with which a leaf fits one page; the smallest, on several pages, if none are small enough."""
    high, wide = paper.height - 2 * MARGIN, paper.width - 2 * MARGIN
    return next((size for size in SIZES if height(leaf, size, wide) <= high), SIZES[-1])


def height(leaf: Leaf, size: float, wide: float) -> float:
    """How high a leaf is, in millimetres: most are a little less high in a browser."""
    plain = height_of(list(blocks(leaf)), size, wide) * LOOSE
    return plain + sum(rows_height(part, size, wide) for part in leaf.parts)


def blocks(leaf: Leaf) -> Iterator[Block]:
    """All that is not in a table."""
    yield Block("over", leaf.over, scale=0.9, above=0.5)
    yield Block("title", "", leaf.title, scale=1.9, above=0.5)
    yield Block("lead", leaf.lead, scale=1.1, above=0.4)
    for part in leaf.parts:
        if part.title:
            yield Block("heading", "", part.title, scale=1.15, above=1.0)
        yield from (Block("said", said, above=0.5) for said in part.paragraphs)
        yield from (Block("point", point.text, point.name, above=0.3, inset=1.2) for point in part.points)
        if part.after:
            yield Block("said", part.after, above=0.5)


def rows_height(part: Part, size: float, wide: float) -> float:
    """How high a table is: each line as high as its highest cell."""
    lines = [tuple(part.head), *part.rows] if part.rows else []
    return sum(
        max(
            height_of([Block("cell", text, above=0.5)], size, wide * share * 0.94) * LOOSE
            for text, share in zip(line, COLUMNS, strict=True)
        )
        for line in lines
    )
