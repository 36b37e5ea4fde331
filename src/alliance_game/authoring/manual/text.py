"""A manual as text."""

from collections.abc import Iterator
from textwrap import wrap

from .book import Chapter, Entry, Manual, Part

WIDTH = 78


def as_text(manual: Manual) -> str:
    """The whole manual, 78 columns wide."""
    return "\n".join(lines_of(manual)) + "\n"


def lines_of(manual: Manual) -> Iterator[str]:
    yield from (manual.title.upper(), "=" * len(manual.title))
    yield from wrap(manual.about, WIDTH)
    yield from ("", "Contents")
    yield from (f"  {number}. {chapter.title}" for number, chapter in enumerate(manual.chapters, 1))
    for number, chapter in enumerate(manual.chapters, 1):
        yield from chapter_lines(number, chapter)


def chapter_lines(number: int, chapter: Chapter) -> Iterator[str]:
    title = f"{number}. {chapter.title}"
    yield from ("", "", title, "-" * len(title))
    yield from wrap(chapter.about, WIDTH)
    for entry in chapter.entries:
        yield from ("", *entry_lines(entry))


def entry_lines(entry: Entry) -> Iterator[str]:
    """A thing: its title and how it is written, then all that is said of it."""
    yield entry.title + (f"  [{entry.code}]" if entry.code and entry.code != entry.title else "")
    for paragraph in entry.paragraphs:
        yield from indented(paragraph)
    for part in entry.parts:
        yield from part_lines(part)
    width = min(24, max((len(name) for name, _ in entry.rows), default=0))
    for name, said in entry.rows:
        yield from wrap(f"{name:<{width}}  {said}", WIDTH, initial_indent="  ", subsequent_indent=" " * (width + 4))


def part_lines(part: Part) -> Iterator[str]:
    if part.title:
        yield f"  {part.title}"
    if part.code:
        yield f"    {part.code}"
    left = 4 if part.title else 2
    for line in part.lines:
        yield from indented(line, left)
    for step in part.outline:
        yield from indented(step.text, left + 2 * step.depth)


def indented(text: str, by: int = 2) -> list[str]:
    """A paragraph below a title."""
    return wrap(text, WIDTH, initial_indent=" " * by, subsequent_indent=" " * by, break_on_hyphens=False)
