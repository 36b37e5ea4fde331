"""The public board in a second terminal: it follows a game that is played in another, for the projector."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from textual.binding import Binding

from ...describe import events, status
from ...describe.events import PUBLIC
from ...saves import Following
from ...saves.public_clock import PublicClock, Shown
from ...wording import marked, say
from ..parts.sheet import Line, Piece, cut, line
from .board import PublicPage
from .clock import spelt
from .timer import HURRY

EVERY = 1.0
"""Seconds between two looks at the save."""


class ProjectorScreen(PublicPage):
    """Follows a save. It takes no lock, changes nothing, and shows what everybody may know."""

    NAME = marked("The projector")
    HELP = marked("""
    How things stand in a game that is played in another terminal, for all to see. Nothing secret is on this page, and
    nothing can be changed here. It follows by itself, a second behind. Make the letters of the terminal larger until
    the last row can read them: 60 columns and 20 rows are enough. {projector-leave} closes it; the game goes on.
    """)
    BINDINGS = [
        Binding("q", "leave", marked("leave"), id="projector-leave"),
        Binding("escape", "back", marked("back"), show=False, id="back"),
    ]

    def __init__(self, games: Sequence[Following]) -> None:
        super().__init__()
        self.games = games
        self.followed = games[0]
        """The one that is shown: the first that has begun."""
        self.shown: Shown | None = None
        self.since = 0.0
        """What the table's clock showed last, and when that was read."""
        self.now = monotonic

    def on_mount(self) -> None:
        """Look at once, and then every second."""
        self.look()
        self.set_interval(EVERY, self.look)

    def look(self) -> None:
        """What is new, and what the clock shows."""
        self.follow()
        self.put_aside(self.time())

    def time(self) -> Line:
        """``0:42``, counted on from when the table said so; nothing where no clock goes."""
        found = PublicClock(self.followed.path).read()
        if found != self.shown:
            self.shown, self.since = found, self.now()
        if found is None or not found.left:
            return ()
        if not found.goes:
            stands = say("{time}, the clock stands", time=spelt(found.left))
            return (Piece(f"  {stands}", "dim"),)
        left = found.left - int(self.now() - self.since)
        return (Piece(f"  {spelt(left)}", "bad" if left <= HURRY else "strong"),) if left > 0 else ()

    def follow(self) -> None:
        """See ``look``."""
        changed = [each.look() for each in self.games]
        if not any(changed):
            return
        self.followed = next((each for each in self.games if each.position is not None), self.games[0])
        position = self.followed.position
        if position is not None:
            self.seen = status.everybodys(position)
            self.told = events.told(position, PUBLIC, self.followed.reasons)
        else:
            self.seen, self.told = None, ()
        if self.is_current:
            self.write()
            self.write_keys()

    def on_screen_resume(self) -> None:
        """What has happened while another page was open."""
        super().on_screen_resume()
        self.write()

    def waiting(self) -> str:
        """Why there is nothing to show."""
        return self.followed.problem or say("The game '{name}' begins at once.", name=self.followed.name)

    def lines(self, width: int, height: int) -> list[Line]:
        """The board; below it what is wrong with the save, if anything is."""
        problem = self.followed.problem
        if self.seen is None or not problem:
            return super().lines(width, height)
        found = super().lines(width, height - 1)
        gap: list[Line] = [()] * (height - 1 - len(found))
        return [*found, *gap, line(Piece(cut(f" {say('Shown as far as it can be read.')} {problem}", width), "bad"))]

    def action_back(self) -> None:
        """There is nothing to go back to: Esc does not close the projector by mistake."""

    def action_leave(self) -> None:
        """Out of the program; the game in the other terminal is not touched."""
        self.app.exit(0)
