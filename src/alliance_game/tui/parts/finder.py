"""A list that gets shorter while one types."""

from collections.abc import Callable, Hashable, Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Key

from ...wording import marked
from .field import Field
from .roll import Pick, listed
from .sheet import Line, Piece, cut

Listing = Callable[[str, int], Iterable[Line]]
"""The lines for what was typed, in a room of so many columns."""


class Finder(Vertical):
    """What was typed, and below it what fits. Letters and digits are typed; the arrows go through the list.

    With ``open=False`` letters stay the keys of the page: there is a line to type in only after ``seek``. Enter goes
    from it into the list, Esc shows all again.
    """

    DEFAULT_CSS = """
    Finder { height: 1fr; }
    Finder > Field { display: none; }
    Finder.-open > Field { display: block; }
    """
    BINDINGS = [Binding("escape", "show_all", marked("show all"), id="show-all")]

    def __init__(
        self,
        listing: Listing,
        prompt: str,
        pick: Pick | None = None,
        *,
        open: bool = True,  # noqa: A002
    ) -> None:
        super().__init__(classes="-open" if open else "")
        self.listing = listing
        self.field = Field(prompt)
        self.field.can_focus = not open
        self.pick = pick or Pick()

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
        """The first that fits is under the cursor; once everything fits again, what was under it before."""
        self.draw()
        if self.field.typed:
            self.pick.scroll_home(animate=False)
        # By the list itself: what is sent in the name of a parent goes no further than to that parent.
        self.pick.call_next(self.pick.move, 0 if self.field.typed else self.pick.cursor)

    def on_key(self, event: Key) -> None:
        """A key that the list has no use for is typed; the question mark stays the key for help."""
        if self.field.has_focus:
            if event.key == "down":
                event.stop()
                self.pick.focus()
        elif not self.field.can_focus and event.character != "?":
            self.field.take(event)

    def seek(self) -> None:
        """Type what to look for, in a finder that was not open."""
        self.add_class("-open")
        self.field.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc shows all only where less is shown."""
        return action != "show_all" or (self.field.can_focus and self.has_class("-open"))

    def action_show_all(self) -> None:
        """Close the line; the cursor stays where it is."""
        self.remove_class("-open")
        self.pick.focus()
        self.field.call_next(self.field.say, "")

    def on_field_done(self, event: Field.Done) -> None:
        """Into the list."""
        self.pick.focus()

    def on_field_left(self, event: Field.Left) -> None:
        """All again."""
        self.action_show_all()


def entry(text: str, behind: str, about: Hashable, width: int) -> Line:
    """An entry of a list: its words, what is said of it in dim letters at the right."""
    text = cut(text, width - len(behind) - 3)
    said = f"{behind.rjust(width - len(text) - 2)} " if behind else ""
    return listed((Piece(text), Piece(said, "dim")), about, width)


def fits(typed: str, *texts: str) -> bool:
    """Whether some texts contain every word that was typed; small and capital letters are the same."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in typed.casefold().split())
