"""A menu: at most seven entries with digits in front, one of them under the cursor."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.events import Key
from textual.geometry import Region
from textual.message import Message

from ...wording import marked
from .sheet import Line, Piece, Sheet, cut, left

WORTH_IT = 12
"""Columns that the rest of a cut-off text should have to be shown at all."""


class Item(NamedTuple):
    """An entry: its words, what is said of it in dim letters, whether it can be done, and what it stands for."""

    text: str
    about: str = ""
    possible: bool = True
    value: Hashable = None
    digit: str = ""
    """The key that chooses it; empty for its place in the menu, from 1."""
    brief: str = ""
    """What is said of it where ``about`` finds no room; it may never be said by colour alone that it is impossible."""


class Menu(Sheet, can_focus=True):
    """Chosen by arrows and Enter, by a digit, or by a click. Entries that cannot be done may be looked at."""

    DEFAULT_CSS = "Menu { height: auto; }"
    BINDINGS = [
        Binding("up,k", "move(-1)", marked("up"), show=False, id="up"),
        Binding("down,j", "move(1)", marked("down"), show=False, id="down"),
        Binding("home", "go(0)", marked("first"), show=False, id="first"),
        Binding("end", "go(-1)", marked("last"), show=False, id="last"),
        Binding("enter", "choose", marked("do"), id="choose"),
    ]

    class Highlighted(Message):
        """Another entry is under the cursor."""

        def __init__(self, menu: "Menu", item: Item) -> None:
            super().__init__()
            self.menu = menu
            self.item = item

        @property
        def control(self) -> "Menu":
            """The menu, so that handlers can choose by its id."""
            return self.menu

    class Chosen(Highlighted):
        """An entry is chosen, whether or not it can be done."""

    def __init__(
        self,
        items: Sequence[Item] = (),
        *,
        take: Callable[[Item], None] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.take = take
        """What is done at once with a chosen entry, before the next key is heard; otherwise ``Chosen`` is posted."""
        self.taken = False
        """Whether a choice is on its way: a second key does not choose again."""
        self.items: tuple[Item, ...] = ()
        self.cursor = 0
        self.gap = 2
        if items:
            self.fill(items)

    @property
    def item(self) -> Item | None:
        """The entry under the cursor."""
        return self.items[self.cursor] if self.items else None

    def fill(self, items: Sequence[Item], cursor: int = 0) -> None:
        """Other entries."""
        self.items = tuple(items)
        self.cursor = min(cursor, max(0, len(self.items) - 1))
        self.draw()

    def draw(self) -> None:
        """The lines, the one under the cursor marked by a sign and by its colours."""
        self.show(self._row(index, item) for index, item in enumerate(self.items))

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.draw()

    def key_of(self, index: int) -> str:
        """The digit of an entry."""
        return self.items[index].digit or str(index + 1)

    def _row(self, index: int, item: Item) -> Line:
        here = index == self.cursor and self.has_focus
        width = max(20, self.size.width or 40)
        words = max((len(each.text) for each in self.items if each.about), default=0)
        text = left(item.text, min(words, width - 4)) if item.about else item.text
        room = width - 5 - len(text) - self.gap
        about = cut(item.about, room) if len(item.about) <= room or room >= WORTH_IT else item.brief
        if item.brief and len(about) > room:
            text, about = left(item.text, min(len(text), width - 5 - len(item.brief) - self.gap)), item.brief
        tones = ("cursor", "cursor") if here else ("strong" if item.possible else "dim", "dim")
        pieces = (
            Piece("▸" if index == self.cursor else " ", tones[0] if here else "accent", index),
            Piece(f"{self.key_of(index)} ", tones[0] if here else "dim", index),
            Piece(cut(text, width - 3), tones[0], index),
            Piece(" " * self.gap + about if about else "", tones[1], index),
        )
        filled = sum(piece.width for piece in pieces)
        return (*pieces, Piece(" " * max(0, width - filled - 1), tones[0], index))

    def on_focus(self) -> None:
        """The cursor is seen only where the keys go."""
        self.draw()

    def on_blur(self) -> None:
        """See ``on_focus``."""
        self.draw()

    def action_move(self, step: int) -> None:
        """Up and down, round and round."""
        if self.items:
            self.action_go((self.cursor + step) % len(self.items))

    def action_go(self, index: int) -> None:
        """To an entry."""
        if not self.items:
            return
        self.cursor = index % len(self.items)
        self.draw()
        self.scroll_to_cursor()
        self.post_message(self.Highlighted(self, self.items[self.cursor]))

    def scroll_to_cursor(self) -> None:
        """Keep the cursor on the screen where the menu is longer than its room."""
        if isinstance(self.parent, VerticalScroll):
            self.parent.scroll_to_region(Region(0, self.cursor, self.size.width, 1), animate=False)

    def action_choose(self) -> None:
        """Take the entry under the cursor."""
        if self.item is None or self.taken or not self.screen.is_active:
            return
        if self.take is not None:
            self.take(self.item)
            return
        self.taken = True
        self.post_message(self.Chosen(self, self.item))
        self.call_after_refresh(self.hear_again)

    def hear_again(self) -> None:
        """The choice has been dealt with."""
        self.taken = False

    def on_key(self, event: Key) -> None:
        """A digit chooses its entry."""
        keys = [self.key_of(index) for index in range(len(self.items))]
        if event.character is not None and event.character in keys:
            event.stop()
            self.action_go(keys.index(event.character))
            self.action_choose()

    def on_sheet_pointed(self, event: Sheet.Pointed) -> None:
        """A click goes to an entry; a click on the entry under the cursor takes it."""
        event.stop()
        assert isinstance(event.about, int)
        again = event.about == self.cursor and self.has_focus
        self.focus()
        self.action_go(event.about)
        if again:
            self.action_choose()
