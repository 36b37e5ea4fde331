"""Advice: what would be done in one's place, thought out while one waits."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from textual import work
from textual.binding import Binding
from textual.events import Resize
from textual.timer import Timer
from textual.widget import Widget

from ...bots.advice import MILLISECONDS, Advice, advise
from ...bots.counsel import TITLE, Said, told
from ...engine import Decision, View
from ...wording import marked, say, translated
from ..parts.page import Heading, Reading
from ..parts.seen import SeenPage
from ..parts.sheet import PROSE, Line, line
from ..parts.thinking import Enough, Mind

TICK = 0.1
"""Seconds between two looks at the clock."""
BAR = 30
TONES = {"move": "strong", "head": "dim", "best": "strong", "verdict": "watch", "why": "calm", "limits": "dim"}


class AdviceScreen(SeenPage):
    """Advice on a seat's open question, made from what the seat sees. It changes nothing."""

    NAME = marked("Advice")
    HELP = marked("""
    What a bot that looks ahead would do in your place. It plays what you can do on into many possible futures, and
    compares where they lead; it knows what you know and no more. The first line is what it would do, with its place in
    the menus; below stand the figures, why, and how far all this can be trusted. Esc goes back to the question, which
    is still yours to answer; while it thinks, Esc stops it.
    """)
    BINDINGS = [Binding("a", "back", marked("back"), show=False, id="advice-back")]

    def __init__(self, seen: View, asked: Decision) -> None:
        super().__init__(seen)
        self.asked = asked
        self.found: tuple[Advice, ...] | None = None
        """What was thought; ``None`` before it is."""
        self.began = monotonic()

    def body(self) -> Iterable[Widget]:
        """One text."""
        yield Heading(translated(TITLE))
        yield Reading([*self.waiting()], id="counsel")

    def on_mount(self) -> None:
        """Think, once the page stands."""
        self.query_one(Reading).focus()
        self.began = monotonic()
        ticking = self.set_interval(TICK, self.write)
        self.call_after_refresh(self.think, ticking)

    @work
    async def think(self, ticking: Timer) -> None:
        """Ask the advisers; leaving the page stops them."""
        self.found = await Mind().think(self.ask)
        ticking.stop()
        self.write()

    def ask(self, enough: Enough) -> tuple[Advice, ...]:
        """The thinking itself."""
        return advise(self.seen, self.asked, MILLISECONDS, enough)

    def on_resize(self, event: Resize) -> None:
        """In the width that there is."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """What was found, or how long it will take."""
        self.query_one(Reading).show([*self.waiting()] if self.found is None else [*self.lines(self.found)], top=False)

    def waiting(self) -> Iterable[Line]:
        """A bar that fills while they think."""
        full = min(BAR, round(BAR * (monotonic() - self.began) * 1000 / MILLISECONDS))
        filled, rest = ("━" * full, "accent"), ("─" * (BAR - full), "line")
        yield line(f"{say('Thinking')}  ", filled, rest, (f"  {say('Esc stops it')}", "dim"))

    def lines(self, found: tuple[Advice, ...]) -> Iterable[Line]:
        """The advice in words."""
        for each in told(self.seen, self.asked, found, min(PROSE, max(30, self.size.width - 5))):
            yield written(each)


def written(said: Said) -> Line:
    """A line of advice in its tone, the best move marked."""
    sign = ("▸ ", "accent") if said.kind == "best" else "  "
    return line(sign, (said.text, TONES.get(said.kind, "")))
