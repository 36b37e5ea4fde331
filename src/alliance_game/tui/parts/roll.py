"""A long text: only the lines on the screen are drawn, so a thousand of them open as fast as ten."""

from collections.abc import Hashable, Iterable
from typing import Literal

from textual.binding import Binding
from textual.events import Click
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from ...wording import marked
from .sheet import Line, Piece, content, cut, width_of

SIGN = "▸"
Start = Literal["top", "end", "stay"]
"""Where another text is shown first: from its beginning, at its end, or where the last one was."""


class Roll(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines to scroll through with the arrow keys, Page Up and Down, Home and End."""

    BINDINGS = [
        Binding("up,k", "scroll_up", marked("up"), show=False, id="roll-up"),
        Binding("down,j", "scroll_down", marked("down"), show=False, id="roll-down"),
        Binding("pageup", "page_up", marked("page up"), show=False, id="roll-page-up"),
        Binding("pagedown,space", "page_down", marked("page down"), show=False, id="roll-page-down"),
        Binding("home", "scroll_home", marked("beginning"), show=False, id="roll-first"),
        Binding("end", "scroll_end", marked("end"), show=False, id="roll-last"),
    ]

    DEFAULT_CSS = """
    Roll {
        height: 1fr; padding: 0 1; scrollbar-size: 0 1; scrollbar-gutter: stable; overflow-x: hidden;
        text-wrap: nowrap; text-overflow: clip;
    }
    """

    def __init__(self, lines: Iterable[Line] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines: tuple[Line, ...] = tuple(lines)

    @property
    def room(self) -> int:
        """Columns for a line."""
        return max(1, self.scrollable_content_region.width)

    def show(self, lines: Iterable[Line], start: Start = "top") -> None:
        """Other lines."""
        self.lines = tuple(lines)
        self.virtual_size = Size(self.room, len(self.lines))
        if start == "top":
            self.scroll_home(animate=False, force=True, immediate=True)
        elif start == "end":
            self.go_to(len(self.lines))
        self.refresh()

    def on_resize(self) -> None:
        """Lines are as wide as the screen."""
        self.virtual_size = Size(self.room, len(self.lines))

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self.refresh()

    def drawn(self, index: int) -> Line:
        """A line as it is shown now."""
        return self.lines[index]

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        index = y + self.scroll_offset.y
        text = content([self.drawn(index)]) if index < len(self.lines) else content([()])
        selected = self.text_selection.get_span(index) if self.text_selection is not None else None
        if selected is not None:
            begin, end = selected
            text = text.stylize("$cursor-ink on $cursor-ground", begin, len(text) if end == -1 else end)
        strips = Visual.to_strips(self, text, self.size.width, 1, self.visual_style, apply_selection=False, pad=True)
        return strips[0].apply_offsets(0, index)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """What was marked with the mouse, to be copied."""
        return selection.extract("\n".join("".join(piece.text for piece in each) for each in self.lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is marked."""
        self.refresh()

    def go_to(self, row: int) -> None:
        """Show a line at the top, or the last page."""
        place = max(0, min(row, len(self.lines) - self.size.height))
        self.scroll_to(y=place, animate=False, force=True, immediate=True)

    def show_row(self, row: int, below: int = 1) -> None:
        """Scroll no more than is needed to see a line, and ``below`` lines around it."""
        self.scroll_to_region(Region(0, max(0, row - below), 1, 1 + 2 * below), animate=False, force=True)

    def at(self, where: Offset) -> Hashable:
        """What the piece at a place of the screen stands for; ``None`` if it stands for nothing."""
        row, place = where.y + self.scroll_offset.y, 0
        for piece in self.lines[row] if 0 <= row < len(self.lines) else ():
            place += piece.width
            if where.x < place:
                return piece.about
        return None


class Pick(Roll, inherit_bindings=False):
    """A text with places that stand for something; arrow keys go from place to place, Enter or a click takes one."""

    # Enter first, as it stands in the line of keys.
    BINDINGS = [
        Binding("enter", "take", marked("open"), id="pick-take"),
        Binding("up", "step(-1)", marked("up"), show=False, id="pick-up"),
        Binding("down", "step(1)", marked("down"), show=False, id="pick-down"),
        Binding("left", "aside(-1)", marked("left"), show=False, id="pick-left"),
        Binding("right", "aside(1)", marked("right"), show=False, id="pick-right"),
        Binding("pageup", "leap(-1)", marked("page up"), show=False, id="pick-page-up"),
        Binding("pagedown", "leap(1)", marked("page down"), show=False, id="pick-page-down"),
        Binding("home", "edge(0)", marked("first"), show=False, id="pick-first"),
        Binding("end", "edge(-1)", marked("last"), show=False, id="pick-last"),
    ]

    AT_ONCE = True
    """Whether a click takes what it hits; otherwise only what is under the cursor already."""

    class Highlighted(Message):
        """Another place is under the cursor."""

        def __init__(self, pick: "Pick", about: Hashable) -> None:
            super().__init__()
            self.pick = pick
            self.about = about

        @property
        def control(self) -> "Pick":
            """The text, so that handlers can choose by its id."""
            return self.pick

    class Taken(Highlighted):
        """A place is chosen."""

    def __init__(self, lines: Iterable[Line] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(lines, id=id)
        self.places: tuple[tuple[int, int, Hashable], ...] = ()
        self.cursor = 0
        self.note_places()

    @property
    def about(self) -> Hashable:
        """What is under the cursor; ``None`` if there is nothing to point at."""
        return self.places[self.cursor][2] if self.places else None

    def show(self, lines: Iterable[Line], start: Start = "top", about: Hashable = None) -> None:
        """Other lines, the cursor on ``about``, or where it was, or on the first place."""
        wanted = self.about if about is None else about
        super().show(lines, start)
        self.note_places()
        self.cursor = next((index for index, each in enumerate(self.places) if each[2] == wanted), 0)
        if self.places and self.cursor:
            self.call_after_refresh(self.show_row, self.places[self.cursor][0], max(1, self.size.height // 3))

    def note_places(self) -> None:
        """Where there is something to point at: row, column, and what."""
        found: list[tuple[int, int, Hashable]] = []
        for row, each in enumerate(self.lines):
            column, last = 0, None
            for piece in each:
                if piece.about is not None and piece.about != last:
                    found.append((row, column, piece.about))
                last = piece.about
                column += piece.width
        self.places = tuple(found)

    def drawn(self, index: int) -> Line:
        """The line, with a sign in front and the colours of the cursor where it is."""
        found = self.lines[index]
        if not self.places or self.places[self.cursor][0] != index:
            return found
        if self.has_focus:
            found = tuple(piece._replace(tone="cursor") if piece.about == self.about else piece for piece in found)
        if found and found[0].text.startswith(" "):
            first = found[0]._replace(text=found[0].text[1:])
            found = (Piece(SIGN, "cursor" if first.tone == "cursor" else "accent"), first, *found[1:])
        return found

    def move(self, index: int) -> None:
        """The cursor to a place."""
        self.cursor = max(0, min(index, len(self.places) - 1))
        if self.places:
            self.show_row(self.places[self.cursor][0])
            self.refresh()
            self.post_message(self.Highlighted(self, self.about))

    def action_step(self, step: int) -> None:
        """To the nearest place in the next row that has one; without any, the text is scrolled."""
        if not self.places:
            self.scroll_relative(y=step, animate=False)
            return
        row, column, _ = self.places[self.cursor]
        rows = sorted({each[0] for each in self.places if (each[0] - row) * step > 0}, reverse=step < 0)
        if rows:
            own = [index for index, each in enumerate(self.places) if each[0] == rows[0]]
            self.move(min(own, key=lambda index: abs(self.places[index][1] - column)))
        else:
            self.scroll_relative(y=step * 3, animate=False)

    def action_aside(self, step: int) -> None:
        """To the next place in the same row."""
        after = self.cursor + step
        if 0 <= after < len(self.places) and self.places[after][0] == self.places[self.cursor][0]:
            self.move(after)

    def action_leap(self, step: int) -> None:
        """A page further."""
        if not self.places:
            self.scroll_relative(y=step * self.size.height, animate=False)
            return
        wanted = self.places[self.cursor][0] + step * max(1, self.size.height - 2)
        self.move(min(range(len(self.places)), key=lambda index: abs(self.places[index][0] - wanted)))

    def action_edge(self, index: int) -> None:
        """To the first or the last place."""
        self.move(index % len(self.places) if self.places else 0)

    def action_take(self) -> None:
        """Choose what is under the cursor."""
        if self.places:
            self.post_message(self.Taken(self, self.about))

    def on_focus(self) -> None:
        """The cursor has its colours only where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """See ``on_focus``."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """A click goes to what it hits, and may take it."""
        where = event.get_content_offset(self)
        about = self.at(where) if where is not None else None
        if about is None:
            return
        event.stop()
        again = self.has_focus and about == self.about
        self.focus()
        self.move(next(index for index, each in enumerate(self.places) if each[2] == about))
        if again or self.AT_ONCE:
            self.action_take()


class Rows(Pick):
    """A list whose entries the page shows in full elsewhere: a first click goes to one, a second takes it."""

    AT_ONCE = False
    BINDINGS = [
        Binding("k", "step(-1)", marked("up"), show=False, id="row-up"),
        Binding("j", "step(1)", marked("down"), show=False, id="row-down"),
        Binding("space", "leap(1)", marked("page down"), show=False, id="rows-down"),
    ]
    DEFAULT_CSS = "Rows { padding: 0; }"


def listed(pieces: Iterable[Piece], about: Hashable, width: int) -> Line:
    """An entry of a list: a column for the cursor, then words that all stand for the same, cut where they end."""
    found = [Piece(" ", "", about)]
    for piece in pieces:
        if text := cut(piece.text, width - width_of(found)):
            found.append(Piece(text, piece.tone, about))
    return filled(tuple(found), width)


def filled(pieces: Line, width: int) -> Line:
    """A line as wide as its room, so that the cursor's colours reach the end."""
    rest = width - width_of(pieces)
    if rest <= 0 or not pieces:
        return pieces
    return (*pieces, Piece(" " * rest, pieces[-1].tone, pieces[-1].about))
