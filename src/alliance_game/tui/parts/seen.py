"""Pages that show what one seat may know."""

from __future__ import annotations

from ...engine.view import View
from ...wording import say, translated
from .page import Page
from .sheet import Line, line


class SeenPage(Page[None]):
    """A page made from one seat's view; nothing else of the game is at hand."""

    def __init__(self, seen: View) -> None:
        super().__init__()
        self.seen = seen

    def bar(self) -> Line:
        """The game, the round, the page."""
        rules = self.seen.rules
        title = rules.library.scenario(self.seen.setup.scenario).title
        where = say("round {round} of {rounds}", round=self.seen.round, rounds=rules.machine.rounds)
        return line((title, "strong"), (f"  {where}  ", "dim"), (translated(self.NAME), "accent"))
