"""The page with the public board: at the table between two turns, or on the projector."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters
from textual.binding import Binding
from textual.events import Resize
from textual.widget import Widget

from ...describe.events import Told
from ...engine.view import View
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..parts.page import Page
from ..parts.sheet import Line, Sheet, line
from .public import heading, message_lines, public_lines


class PublicPage(Page[None]):
    """Shows what everybody may know, and nothing else; ``seen`` and ``told`` are nobody's view and news."""

    app = getters.app(AllianceApp)
    BINDINGS = [
        Binding("r", "relations", marked("relations"), id="public-relations"),
        Binding("l", "chronicle", marked("log"), id="public-chronicle"),
    ]
    DEFAULT_CSS = "PublicPage #public { height: 1fr; padding: 0 1; }"

    def __init__(self, seen: View | None = None, told: tuple[Told, ...] = ()) -> None:
        super().__init__()
        self.seen = seen
        self.told = told

    def body(self) -> Iterable[Widget]:
        """One sheet."""
        yield Sheet(id="public")

    def bar(self) -> Line:
        """The game, the round, the phase."""
        if self.seen is None:
            return line((self.app.TITLE or "", "strong"))
        return heading(self.seen, say("for all to see"), self.bar_width)

    def on_mount(self) -> None:
        """For this size."""
        self.call_after_refresh(self.write)

    def on_resize(self, event: Resize) -> None:
        """Everything in its new width."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """The board in the room that there is."""
        sheet = self.query_one("#public", Sheet)
        # A sheet that is not laid out yet has no size of its own.
        width, height = self.app.size.width - 2, self.app.size.height - 2
        sheet.show(self.lines(width, height))
        self.write_bar()

    def lines(self, width: int, height: int) -> list[Line]:
        """The board, or what there is to say while there is none."""
        if self.seen is None:
            return message_lines(self.waiting(), width)
        return public_lines(self.seen, self.told, width, height)

    def waiting(self) -> str:
        """What is said before there is a game."""
        return translated(self.NAME)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is more to look at only where there is a game."""
        return self.seen is not None or action not in ("relations", "chronicle")

    def action_relations(self) -> None:
        """Who is what to whom."""
        from ..reading.relations import RelationsScreen

        if self.seen is not None:
            self.app.push_screen(RelationsScreen(self.seen))

    def action_chronicle(self) -> None:
        """All that happened."""
        from ..reading.chronicle import ChronicleScreen

        if self.seen is not None:
            self.app.push_screen(ChronicleScreen(self.seen, self.told))


class BoardScreen(PublicPage):
    """The public board while the screen changes hands."""

    NAME = marked("The public board")
    HELP = marked("""
    How things stand, for all to see: the world, the open crises, the states and what they are to each other, and the
    last things that happened. Nothing secret is on this page. {public-close} goes back to the closed screen.
    """)
    BINDINGS = [Binding("b", "back", marked("close"), show=False, id="public-close")]
