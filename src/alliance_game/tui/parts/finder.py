"""A list that gets shorter while one types."""

from collections.abc import Callable, Hashable, Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key

from .field import Field
from .roll import Pick, filled
from .sheet import Line, Piece, cut

Listing = Callable[[str, int], Iterable[Line]]
"""The lines for what was typed, in a room of so many columns."""


class Finder(Vertical):
    """What was typed, and below it what fits. Letters and digits are typed; the arrows go through the list."""

    DEFAULT_CSS = "Finder { height: 1fr; }"

    def __init__(self, listing: Listing, prompt: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.listing = listing
        self.field = Field(prompt)
        self.field.can_focus = False
        self.pick = Pick()

    def compose(self) -> ComposeResult:
        """The line above the list."""
        yield self.field
        yield self.pick

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.draw(self.pick.about)

    def draw(self, about: Hashable = None) -> None:
        """The list, the cursor on one of its entries."""
        self.pick.show(self.listing(self.field.typed, self.pick.room), "stay", about=about)

    def on_field_typed(self, event: Field.Typed) -> None:
        """The first that fits is under the cursor."""
        event.stop()
        self.draw()
        self.pick.scroll_home(animate=False)
        # By the list itself: what is sent in the name of a parent goes no further than to that parent.
        self.pick.call_next(self.pick.move, 0)

    def on_key(self, event: Key) -> None:
        """A key that the list has no use for is typed; the question mark stays the key for help."""
        if event.character != "?":
            self.field.take(event)


def entry(text: str, behind: str, about: Hashable, width: int) -> Line:
    """An entry of a list: a column for the cursor, its words, what is said of it in dim letters at the right."""
    text = cut(text, width - len(behind) - 3)
    said = f"{behind.rjust(width - len(text) - 2)} " if behind else ""
    return filled((Piece(f" {text}", "", about), Piece(said, "dim", about)), width)
