"""A debrief for a terminal: the essential in 80 columns."""

import textwrap
from collections.abc import Iterator

from ...sim.page.parts import Table
from .parts import Chapter, Debrief, Part

WIDTH = 79
"""So wide is a line of a terminal at most."""
BETWEEN = " · "
LONGEST = 14
"""A table of more rows is only for the page."""


def as_text(found: Debrief, *, full: bool = False) -> str:
    """The debrief in lines; without long tables and the teams' own pages, unless all of it is wanted."""
    lines = [found.title, "=" * len(found.title), *(line for note in found.notes for line in wrapped(note))]
    width = max((len(name) for name, _ in found.facts), default=0)
    for name, value in found.facts:
        lines += wrapped(value, f"{name:<{width}}  ", width + 2)
    for chapter in found.chapters:
        if full or chapter.essential:
            lines += chapter_lines(chapter, full=full)
    return "\n".join(lines)


def chapter_lines(chapter: Chapter, *, full: bool) -> Iterator[str]:
    """A chapter."""
    yield from ("", chapter.title, "-" * len(chapter.title))
    for part in chapter.parts:
        if part.title:
            yield from ("", *wrapped(part.title))
        yield from part_lines(part, full=full)


def part_lines(part: Part, *, full: bool, width: int = WIDTH) -> Iterator[str]:
    """What stands below a heading."""
    for paragraph in part.paragraphs:
        yield from wrapped(paragraph, width=width)
    for point in part.points:
        yield from wrapped(" ".join(word for word in point if word), "- ", 2, width)
    for exhibit in part.exhibits:
        if full or len(exhibit.table.rows) <= LONGEST:
            yield from ("", *table_lines(exhibit.table, width, show_caption=exhibit.table.caption != part.title))


def table_lines(table: Table, width: int, *, show_caption: bool) -> Iterator[str]:
    """A table; where it is too wide, its cells one behind the other."""
    if show_caption:
        yield from wrapped(table.caption, width=width)
    heads = [column.title for column in table.columns]
    cells = [heads, *(list(row) for row in table.rows)]
    wide = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    if sum(wide) + 2 * len(wide) > width:
        for row in cells:
            yield from wrapped(BETWEEN.join(cell for cell in row if cell), "- ", 2, width)
        return
    for row in cells:
        placed = [
            f"{cell:>{most}}" if column.number else f"{cell:<{most}}"
            for cell, most, column in zip(row, wide, table.columns, strict=True)
        ]
        yield f"  {'  '.join(placed)}".rstrip()


def wrapped(text: str, first: str = "", indent: int = 0, width: int = WIDTH) -> list[str]:
    """A text in lines."""
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=" " * indent, break_long_words=True, break_on_hyphens=False
    ) or [first.rstrip()]
