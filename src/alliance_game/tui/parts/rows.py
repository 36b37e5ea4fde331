"""A list of any length, one row under the cursor, only what fits on the screen drawn; and pages that filter one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.widgets import Input

from .page import Page, T
from .sheet import Line, Piece, Sheet, cut, width_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list: its words and what it stands for. A heading is never under the cursor."""

    pieces: Line
    value: Hashable = None
    heading: bool = False


class Rows(Sheet, can_focus=True):
    """Moved through by arrows, pages, Home and End; Enter or a second click takes the row under the cursor."""

    DEFAULT_CSS = "Rows { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False, id="row-up"),
        Binding("down,j", "move(1)", "down", show=False, id="row-down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="rows-up"),
        Binding("pagedown,space", "page(1)", "page down", show=False, id="rows-down"),
        Binding("home", "end(0)", "first", show=False, id="row-first"),
        Binding("end", "end(1)", "last", show=False, id="row-last"),
        Binding("enter", "take", "choose", show=False, id="row-take"),
    ]

    class Moved(Message):
        """Another row is under the cursor."""

        def __init__(self, rows: Rows, value: Hashable) -> None:
            super().__init__()
            self.rows = rows
            self.value = value

        @property
        def control(self) -> Rows:
            """The list, so that handlers can choose by its id."""
            return self.rows

    class Taken(Moved):
        """A row is chosen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: tuple[Listed, ...] = ()
        self.cursor = 0
        self.top = 0

    @property
    def value(self) -> Hashable:
        """What the row under the cursor stands for; ``None`` in an empty list."""
        return self.rows[self.cursor].value if self.rows else None

    def fill(self, rows: Iterable[Listed]) -> None:
        """Other rows; the cursor stays on what it was on, if that is still there."""
        before, length = self.value, len(self.rows)
        self.rows = tuple(rows)
        places = (index for index, row in enumerate(self.rows) if row.value == before and not row.heading)
        found = next(places, None)
        self.cursor = found if found is not None else self.nearest(0, 1)
        if len(self.rows) != length:
            self.refresh(layout=True)
        self.draw()
        if self.value != before:
            self.post_message(self.Moved(self, self.value))

    def draw(self) -> None:
        """The rows that fit, the cursor among them and, if it can be, the heading above it."""
        room = max(1, self.size.height)
        first = self.cursor - 1 if self.cursor and self.rows[self.cursor - 1].heading else self.cursor
        self.top = max(min(self.top, first, len(self.rows) - room), self.cursor - room + 1, 0)
        self.show(self.drawn(index) for index in range(self.top, min(len(self.rows), self.top + room)))

    def drawn(self, index: int) -> Line:
        """One row, with the cursor in front and at the end a sign where the list goes on."""
        row, width = self.rows[index], max(20, self.size.width)
        last = self.top + max(1, self.size.height) - 1
        sign = "▲" if index == self.top > 0 else "▼" if index == last < len(self.rows) - 1 else " "
        more = Piece(f"{sign} ", "dim")
        if row.heading:
            return (*row.pieces, Piece(" " * (width - width_of(row.pieces) - 2)), more)
        lit = index == self.cursor and self.has_focus
        tone = "cursor" if lit else ""
        mark = Piece("▸" if index == self.cursor else " ", tone or "accent", index)
        pieces = (mark, *fitting(row.pieces, width - 4, tone, index))
        return (*pieces, Piece(" " * (width - width_of(pieces) - 2), tone, index), more)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line for each row, where the list may be as long as it is."""
        return len(self.rows)

    def on_resize(self) -> None:
        """More or fewer rows fit."""
        self.draw()

    def on_focus(self) -> None:
        """The cursor is seen only where the keys go."""
        self.draw()

    def on_blur(self) -> None:
        """See ``on_focus``."""
        self.draw()

    def nearest(self, index: int, step: int) -> int:
        """The next row from a place on that can be under the cursor, else the one before it."""
        free = [place for place, row in enumerate(self.rows) if not row.heading]
        onward = [place for place in free if (place - index) * step >= 0]
        return min(onward or free, key=lambda place: abs(place - index), default=0)

    def go(self, index: int, step: int = 1) -> None:
        """The cursor to a row, past headings."""
        if self.rows:
            self.cursor = self.nearest(max(0, min(index, len(self.rows) - 1)), step)
            self.draw()
            self.post_message(self.Moved(self, self.value))

    def action_move(self, step: int) -> None:
        """One up or down."""
        self.go(self.cursor + step, step)

    def action_page(self, way: int) -> None:
        """A screenful up or down."""
        self.go(self.cursor + way * max(1, self.size.height - 1), way)

    def action_end(self, last: int) -> None:
        """To the first or the last row."""
        self.go(len(self.rows) - 1 if last else 0, -1 if last else 1)

    def action_take(self) -> None:
        """Choose the row under the cursor."""
        if self.rows and not self.rows[self.cursor].heading:
            self.post_message(self.Taken(self, self.value))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """See ``on_mouse_scroll_down``."""
        event.stop()
        self.action_move(-1)

    def on_sheet_pointed(self, event: Sheet.Pointed) -> None:
        """A click goes to a row; a click on the row under the cursor takes it."""
        event.stop()
        assert isinstance(event.about, int)
        again = event.about == self.cursor and self.has_focus
        self.focus()
        self.go(event.about)
        if again:
            self.action_take()


def fitting(pieces: Sequence[Piece], width: int, tone: str, about: Hashable) -> Line:
    """Pieces cut to a width, all in one tone if there is one."""
    found: list[Piece] = []
    for piece in pieces:
        text = cut(piece.text, width - width_of(found))
        found += [Piece(text, tone or piece.tone, about)] if text else []
    return tuple(found)


class RowsPage(Page[T]):
    """A page around one list. ``/`` opens a line to type in; what is typed is what the rows must contain."""

    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "seek", "filter", id="filter")]
    DEFAULT_CSS = """
    RowsPage #seek { display: none; height: 1; border: none; padding: 0 1; background: $panel; }
    RowsPage.-seeking #seek { display: block; }
    """

    def seek_line(self) -> Input:
        """The line to type in; belongs into ``body``."""
        found = Input(placeholder="type a few letters; Enter to the list, Esc for all", compact=True, id="seek")
        found.cursor_blink = False
        return found

    @property
    def sought(self) -> list[str]:
        """What is typed, word by word, in small letters."""
        return self.query_one("#seek", Input).value.casefold().split()

    def matches(self, *texts: str) -> bool:
        """Whether some texts contain every word that is typed."""
        whole = " ".join(texts).casefold()
        return all(word in whole for word in self.sought)

    def refill(self) -> None:
        """Fill the list anew."""
        raise NotImplementedError

    def action_seek(self) -> None:
        """Type what to look for."""
        self.add_class("-seeking")
        self.query_one("#seek").focus()

    def action_back(self) -> None:
        """Show all again; or one step back."""
        if not self.has_class("-seeking"):
            super().action_back()
            return
        self.remove_class("-seeking")
        self.query_one("#seek", Input).value = ""
        self.query_one(Rows).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list follows every letter."""
        self.refill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Into the list."""
        self.query_one(Rows).focus()

    def on_key(self, event: Key) -> None:
        """From the line into the list."""
        if event.key == "down" and self.query_one("#seek").has_focus:
            event.stop()
            self.query_one(Rows).focus()
