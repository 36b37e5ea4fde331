"""A team's private notes: what it wrote down, for itself alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from textual.binding import Binding
from textual.widget import Widget

from ...describe import naming
from ...engine.view import View
from ...errors import SaveError
from ...wording import marked, say
from ..parts.field import Field
from ..parts.page import Heading, Reading
from ..parts.seen import SeenPage
from ..parts.sheet import PROSE, Line, line, wrapped

LONGEST = 400
"""Letters of one note."""


class Note(Protocol):
    """Something that a team wrote down in a round."""

    @property
    def round(self) -> int:
        """When."""

    @property
    def text(self) -> str:
        """What."""


class NoteField(Field):
    """The line for a new note."""

    BINDINGS = [
        Binding("enter", "done", marked("keep"), id="note-keep"),
        Binding("escape", "leave", marked("back"), id="note-leave"),
        Binding("pageup", "screen.further(-1)", marked("earlier"), id="note-earlier"),
        Binding("pagedown", "screen.further(1)", marked("later"), show=False, id="note-later"),
    ]
    MOST = LONGEST

    def draw(self) -> None:
        """The end of what is typed, where it is longer than the line."""
        room = max(20, self.app.size.width - len(LEAD) - 6)
        typed, mark = (self.typed[-room:], "strong"), ("▏", "accent")
        self.show([line((LEAD, "accent"), *((typed, mark) if self.typed else (mark, (self.prompt, "dim"))))])


LEAD = "▸ "


class NotesScreen(SeenPage):
    """A team's notes. Each is saved with the game, told to nobody, and stays when the team has left the screen.

    ``notes`` reads them, ``keep`` saves one more; ``drafts`` holds what was typed and not kept yet, by seat.
    """

    NAME = marked("Notes")
    HELP = marked("""
    What your team wants to remember, for nobody else: who promised what, whom you trust, what you are after. Type, and
    {note-keep} keeps a line with the game; {note-leave} goes back. No other team sees it, nor does the public board.
    When the game is over, your teacher may use it for the discussion.
    """)
    AUTO_FOCUS = "NoteField"
    DEFAULT_CSS = "NotesScreen #notes { padding: 0 2; }"

    def __init__(
        self, seen: View, notes: Callable[[], Sequence[Note]], keep: Callable[[str], None], drafts: dict[int, str]
    ) -> None:
        super().__init__(seen)
        self.notes = notes
        self.keep = keep
        self.drafts = drafts
        self.problem = ""

    def body(self) -> Iterable[Widget]:
        """What is written, and a line to write."""
        state = naming.state(self.seen.rules, self.seen.seat)
        yield Heading(say("Notes of {state}, for your team alone", state=state))
        yield Reading(id="notes")
        yield Heading(say("A new note"))
        yield NoteField(say("type here, then Enter"))

    def on_mount(self) -> None:
        """What was typed and not kept yet is still there."""
        self.query_one(NoteField).say(self.drafts.get(self.seen.seat, ""))
        self.call_after_refresh(self.write)

    def on_resize(self) -> None:
        """Everything in its new width."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """The notes, the last one in sight."""
        pane = self.query_one("#notes", Reading)
        pane.show(self.lines(max(30, min(PROSE, self.app.size.width - 6))), top=False)
        pane.scroll_end(animate=False)
        self.query_one(NoteField).draw()

    def lines(self, width: int) -> Iterable[Line]:
        """Each note under its round."""
        found = list(self.noted(width)) or [line((say("Nothing is written yet."), "dim"))]
        return [*found, *([(), *wrapped(self.problem, width, "bad")] if self.problem else [])]

    def noted(self, width: int) -> Iterator[Line]:
        """See ``lines``."""
        last = 0
        for note in self.notes():
            if note.round != last:
                last = note.round
                yield line((say("Round {round}", round=note.round), "head"))
            yield from wrapped(note.text, width - 2, "", "    ", "  ")

    def on_field_typed(self, event: Field.Typed) -> None:
        """Keep in mind what is typed."""
        self.drafts[self.seen.seat] = event.field.typed

    def on_field_done(self, event: Field.Done) -> None:
        """Save the note; if the disk refuses, it stays in the line."""
        text = event.field.typed.strip()
        if not text:
            return
        try:
            self.keep(text)
        except SaveError as error:
            self.problem = str(error)
        else:
            self.problem = ""
            event.field.say("")
        self.write()

    def on_field_left(self, event: Field.Left) -> None:
        """Back to the table."""
        self.dismiss(None)

    def action_further(self, step: int) -> None:
        """Scroll what is written."""
        pane = self.query_one("#notes", Reading)
        (pane.scroll_page_down if step > 0 else pane.scroll_page_up)(animate=False)
