"""Text on the screen: lines of pieces, each with a tone, some of which can be pointed at."""

import re
from collections.abc import Hashable, Iterable, Sequence
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

TONES = {
    "": "",
    "strong": "bold",
    "dim": "$quiet",
    "head": "bold $heading",
    "accent": "bold $accent",
    "good": "$good",
    "watch": "$watch",
    "bad": "bold $bad",
    "calm": "$calm",
    "line": "$line",
    "cursor": "bold $cursor-ink on $cursor-ground",
}
"""What can be said of a text besides its words; a colour never says anything that the words do not."""


PLACE = re.compile(r"\{([a-z_]+)\}")
PROSE = 76
"""Columns that a line of prose may fill, however wide the window."""


class Piece(NamedTuple):
    """Some words in one tone. ``about`` is what they stand for, if they can be pointed at."""

    text: str
    tone: str = ""
    about: Hashable = None

    @property
    def width(self) -> int:
        """Columns on the screen."""
        return cell_len(self.text)


Line = tuple[Piece, ...]


def line(*parts: str | Piece | tuple[str, str]) -> Line:
    """A line from texts, pieces, and texts with their tone."""
    return tuple(
        part if isinstance(part, Piece) else Piece(part) if isinstance(part, str) else Piece(*part) for part in parts
    )


def toned(sentence: str, tone: str, **parts: str | Piece | Line) -> Line:
    """A said sentence in one tone, with pieces of other tones in the places of its ``{names}``, in whatever order."""
    found: list[Piece] = []
    run = ""
    for index, text in enumerate(PLACE.split(sentence)):
        part = parts[text] if index % 2 else text
        if isinstance(part, str):
            run += part
            continue
        found += [*([Piece(run, tone)] if run else []), *((part,) if isinstance(part, Piece) else part)]
        run = ""
    return (*found, Piece(run, tone)) if run else tuple(found)


def left(text: str, width: int) -> str:
    """A text in a column, cut with an ellipsis where it is too long."""
    return text + " " * (width - cell_len(text)) if cell_len(text) <= width else cut(text, width)


def right(text: str, width: int) -> str:
    """A text at the right of its column."""
    return " " * (width - cell_len(text)) + text if cell_len(text) <= width else cut(text, width)


def cut(text: str, width: int) -> str:
    """A text of at most so many columns."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def shortened(pieces: Line, width: int) -> Line:
    """A line of at most so many columns."""
    kept: list[Piece] = []
    for piece in pieces:
        room = width - width_of(kept)
        if piece.width > room:
            return (*kept, piece._replace(text=cut(piece.text, room)))
        kept.append(piece)
    return tuple(kept)


def wrapped(text: str, width: int, tone: str = "", indent: str = "", first: str | None = None) -> list[Line]:
    """A text as lines; those after the first are indented. A number is not parted from its arrow."""
    glued = text.replace(" → ", "\u00a0→\u00a0")
    begin = indent if first is None else first
    found = wrap(glued, max(8, width), initial_indent=begin, subsequent_indent=indent, break_on_hyphens=False)
    return [line((each.replace("\u00a0", " "), tone)) for each in found]


def width_of(pieces: Iterable[Piece]) -> int:
    """Columns of a line."""
    return sum(piece.width for piece in pieces)


def columns(*parts: tuple[Sequence[Line], int]) -> list[Line]:
    """Blocks of lines side by side, each in its width; the last need not be filled."""
    height = max((len(block) for block, _ in parts), default=0)
    found: list[Line] = []
    for row in range(height):
        pieces: list[Piece] = []
        for index, (block, width) in enumerate(parts):
            own = block[row] if row < len(block) else ()
            pieces += own
            if index < len(parts) - 1:
                pieces.append(Piece(" " * max(0, width - width_of(own))))
        found.append(tuple(pieces))
    return found


def content(lines: Iterable[Line]) -> Content:
    """Lines as Textual draws them. No text is ever read as markup; see ``clean`` for control characters."""
    rows = [Content.assemble(*((piece.text, TONES[piece.tone]) for piece in each)) for each in lines]
    return Content("\n").join(rows)


class Sheet(Widget):
    """Shows lines, and tells when a piece with a meaning is clicked. ``pointed`` marks one of them."""

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }"

    class Pointed(Message):
        """A piece that stands for something was clicked."""

        def __init__(self, sheet: "Sheet", about: Hashable) -> None:
            super().__init__()
            self.sheet = sheet
            self.about = about

        @property
        def control(self) -> "Sheet":
            """The sheet, so that handlers can choose by its id."""
            return self.sheet

    def __init__(self, lines: Iterable[Line] = (), **words: str | None) -> None:
        super().__init__(**words)  # type: ignore[arg-type]
        self.lines = tuple(lines)
        self.pointed: Hashable = None

    def show(self, lines: Iterable[Line], *, pointed: Hashable = None) -> None:
        """Show other lines; nothing is drawn anew if they are the same."""
        found = tuple(lines)
        if found == self.lines and pointed == self.pointed:
            return
        resized = len(found) != len(self.lines)
        self.lines, self.pointed = found, pointed
        self.refresh(layout=resized)

    def render(self) -> Content:
        """The lines, the pointed piece as a cursor."""
        if self.pointed is None:
            return content(self.lines)
        return content(self._marked(each) for each in self.lines)

    def _marked(self, pieces: Line) -> Line:
        """The pointed piece in the cursor's colours, and a sign in the space before it."""
        found = list(pieces)
        for index, piece in enumerate(pieces):
            if piece.about is not None and piece.about == self.pointed:
                found[index] = piece._replace(tone="cursor")
                before = pieces[index - 1] if index else piece
                if before.text.endswith(" "):
                    found[index - 1] = before._replace(text=before.text[:-1] + "▸")
        return tuple(found)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A row for each line."""
        return len(self.lines)

    def at(self, column: int, row: int) -> Hashable:
        """What stands at a place; ``None`` if nothing that can be pointed at."""
        place = 0
        for piece in self.lines[row] if 0 <= row < len(self.lines) else ():
            place += piece.width
            if column < place:
                return piece.about
        return None

    def on_click(self, event: Click) -> None:
        """Tell what was clicked."""
        where = event.get_content_offset(self)
        about = self.at(where.x, where.y) if where is not None else None
        if about is not None:
            event.stop()
            self.post_message(self.Pointed(self, about))
