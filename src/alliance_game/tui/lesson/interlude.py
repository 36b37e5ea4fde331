"""Between the practice round and the game: nothing is carried over, and the class says when it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.binding import Binding
from textual.widget import Widget

from ...errors import AllianceError
from ...saves import Game
from ...wording import marked, say
from ..parts.page import Page, Reading
from ..parts.sheet import PROSE, Line, line, wrapped


class InterludeScreen(Page[None]):
    """Enter begins the game of the lesson."""

    NAME = marked("Before the game")
    HELP = marked("""
    The practice round is over. Nothing of it counts, and nothing is carried over: the game starts afresh.
    {begin} begins it. Whoever leaves now comes back with the same command.
    """)
    BINDINGS = [
        Binding("enter", "begin", marked("begin"), id="begin"),
        Binding("escape,q", "leave", marked("leave"), id="leave-lesson"),
    ]
    AUTO_FOCUS = "Reading"

    def __init__(self, title: str, begin: Callable[[], Game], sit_down: Callable[[Game], None]) -> None:
        super().__init__()
        self.lesson = title
        self.begin = begin
        self.sit_down = sit_down

    def body(self) -> Iterable[Widget]:
        """One text."""
        yield Reading(id="interlude")

    def on_mount(self) -> None:
        """For this size."""
        self.call_after_refresh(self.write)

    def on_resize(self) -> None:
        """Everything in its new width."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """The text in the width that there is."""
        width = max(30, min(PROSE, self.size.width - 4))
        self.query_one("#interlude", Reading).show(interlude_lines(self.lesson, width))

    def action_begin(self) -> None:
        """The game itself."""
        try:
            game = self.begin()
        except AllianceError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        self.sit_down(game)

    def action_leave(self) -> None:
        """Out: the game is begun another time."""
        self.app.exit(0)


def interlude_lines(title: str, width: int) -> list[Line]:
    """What was, and what comes now."""
    texts = (
        say("Practice is over. Nothing of it counts, and nothing is carried over."),
        say("Ask now what is unclear. Then each team gathers, and the game starts afresh, with cards of its own."),
        say("Enter begins the game."),
    )
    found: list[Line] = [line((f" {title}", "strong")), ()]
    for text in texts:
        found += [*wrapped(text, width, "", " "), ()]
    return found
