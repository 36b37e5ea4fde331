"""A game told over: its lines by round, promises, agreements, agendas, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from textual import work
from textual.binding import Binding
from textual.events import Resize
from textual.message import Message
from textual.widget import Widget

from ...classroom.debrief import Chapter, Debrief, account_of, checked, debrief, part_lines
from ...errors import AllianceError
from ...wording import marked, say
from ..parts.page import Heading, Page, Reading
from ..parts.sheet import Line, line, wrapped

WIDEST = 100
"""Wider tables nobody needs."""


class DebriefScreen(Page[None]):
    """All chapters but the one for teachers, one below the other."""

    NAME = marked("Debrief")
    HELP = marked("""
    What happened, why, and what to talk about. Page keys scroll. Turning points take a minute, and are written with
    pictures on a page of their own: alliance-game debrief, the name of the save, and -o with the name of a file.
    """)
    BINDINGS = [Binding("d", "back", marked("back"), show=False, id="debrief-back")]
    DEFAULT_CSS = "DebriefScreen #told { height: 1fr; }"

    class Told(Message):
        """The save has been read."""

        def __init__(self, found: Debrief | str) -> None:
            super().__init__()
            self.found = found

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__()
        self.folder, self.save = folder, name
        self.found: Debrief | str = say("Reading the save.")

    def body(self) -> Iterable[Widget]:
        """One text."""
        yield Heading(self.save)
        yield Reading(id="told")

    def on_mount(self) -> None:
        """The arrow keys scroll; the save is read meanwhile."""
        self.query_one("#told", Reading).focus()
        self.read()

    @work(thread=True, exclusive=True)
    def read(self) -> None:
        """Play the save again and tell it."""
        try:
            found: Debrief | str = debrief(checked(account_of(self.folder, self.save), so_far=False))
        except AllianceError as error:
            found = str(error)
        self.post_message(self.Told(found))

    def on_debrief_screen_told(self, event: Told) -> None:
        """Show it."""
        self.found = event.found
        self.write()

    def on_resize(self, event: Resize) -> None:
        """In the width that there is."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """Fill the page."""
        width = max(30, min(WIDEST, self.size.width - 4))
        found = self.found
        lines = wrapped(found, width) if isinstance(found, str) else list(told(found, width))
        self.query_one("#told", Reading).show(lines)


def told(found: Debrief, width: int) -> Iterator[Line]:
    """The chapters in lines."""
    for note in found.notes:
        yield from wrapped(note, width, "watch")
    for number, chapter in enumerate(found.chapters):
        if chapter.id != "teacher":
            yield from ((),) if number else ()
            yield from chapter_lines(chapter, width)


def chapter_lines(chapter: Chapter, width: int) -> Iterator[Line]:
    """One chapter."""
    yield line((chapter.title, "head"))
    for part in chapter.parts:
        if part.title:
            yield from ((), line((part.title, "strong")))
        yield from (line(text) if text else () for text in part_lines(part, full=True, width=width))
