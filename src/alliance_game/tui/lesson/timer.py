"""The time that a team has for its answer, seen on every page, and what is done when it has run out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import NamedTuple, Protocol

from textual.screen import Screen

from ...describe import questions
from ...describe.bids import Bids
from ...engine import Decision, View, default_move
from ...saves.public_clock import PublicClock, Shown
from ...sitting import CLOCK, Sitting
from ...wording import say
from ..app import AllianceApp
from ..parts.page import Page
from ..parts.sheet import Line, Piece, cut
from .clock import Clock
from .terms import Kind, Terms, kind_of

EVERY = 0.25
"""Seconds between two ticks."""
HURRY, MINUTE = 10, 60
"""Seconds before the end at which it is said in other words, and in a message."""
LONG = 90
"""Seconds from which the message is worth it."""
ROOMY = 80
"""Columns from which there is room for other words."""
WORDS = 26
"""Columns for what is done when the time is over."""


class Default(NamedTuple):
    """What is answered if nobody answers: in words, and what plays it."""

    words: str
    play: Callable[[], None]


class Timed(Protocol):
    """A table whose questions have their time."""

    @property
    def app(self) -> AllianceApp:
        """Where its pages are."""

    @property
    def sitting(self) -> Sitting:
        """Who sits at it."""

    def time_is_over(self, play: Callable[[], None]) -> None:
        """Close the screen, then play."""


class Timer:
    """Counts down while a team's question is open, shows what is left, and ends it with the stated default.

    The clock stands still while the screen changes hands, and while help, settings, or the list of actions is open.
    """

    def __init__(self, table: Timed, terms: Terms, now: Callable[[], float] = monotonic) -> None:
        self.table = table
        self.terms = terms
        self.now = now
        self.clock: Clock | None = None
        self.default: Default | None = None
        self.shown: Page[object] | None = None
        self.waiting: tuple[Kind, float] | None = None
        """The kind of the question that is open, and since when it has been."""
        self.more = 0
        """Seconds that the next question gets besides its own."""
        self.public = PublicClock(table.sitting.game.path)
        self.told: Shown | None = None
        """What the projector was told last; it counts by itself."""

    def start(self, seen: View, asked: Decision, draft: dict[str, int]) -> None:
        """A question is put; ``draft`` holds the numbers that the team has set so far."""
        kind = kind_of(seen, asked)
        seconds = self.terms.seconds(kind)
        self.stop()
        self.waiting = kind, self.now()
        if seconds:
            self.clock = Clock(seconds + self.more, self.now)
            self.more = 0
            self.default = default_of(self.table.sitting, seen, asked, draft)

    def stop(self) -> None:
        """The question is answered, or put aside."""
        self.clock = self.default = self.waiting = None
        self.show(())
        if self.told is not None:
            self.told = None
            self.public.clear()

    def answered(self) -> None:
        """The question is answered by the team itself."""
        if self.waiting is not None:
            kind, since = self.waiting
            self.terms.answered(kind, round(self.now() - since))
        self.stop()

    def tick(self) -> None:
        """A quarter of a second later."""
        if self.clock is None or self.default is None:
            return
        before, goes = self.clock.whole, self.goes(self.table.app.screen)
        self.clock.tick(goes=goes)
        if self.clock.over:
            play = self.default.play
            self.stop()
            self.table.time_is_over(play)
            return
        self.show(self.line() if goes else ())
        if self.told is None or self.told.goes is not goes:
            self.tell(goes=goes)
        if before > MINUTE >= self.clock.whole and self.clock.seconds >= LONG:
            self.table.app.notify(say("One minute left, then: {default}.", default=self.default.words), markup=False)

    def tell(self, *, goes: bool) -> None:
        """Let the projector know that the clock goes from here, or stands."""
        assert self.clock is not None
        self.told = Shown(self.clock.whole, goes)
        self.public.show(self.told)

    def goes(self, page: Screen[object]) -> bool:
        """Whether time passes while a page is open."""
        return isinstance(page, Page) and page.counts_time

    def line(self) -> Line:
        """``0:42, then: end of turn``."""
        assert self.clock is not None
        assert self.default is not None
        hurry = self.clock.whole <= HURRY
        words = cut(self.default.words, WORDS)
        roomy = hurry and self.table.app.size.width >= ROOMY
        said = say(
            "only {time}, then: {default}" if roomy else "{time}, then: {default}", time=self.clock, default=words
        )
        return (Piece(f"  {said}", "bad" if hurry else "strong"),)

    def show(self, words: Line) -> None:
        """At the end of the top line of the page that is open, and of no other."""
        page = self.table.app.screen if words else None
        if self.shown is not None and self.shown is not page:
            self.shown.put_aside(())
        self.shown = page if isinstance(page, Page) else None
        if self.shown is not None:
            self.shown.put_aside(words)


def default_of(sitting: Sitting, seen: View, asked: Decision, draft: dict[str, int]) -> Default:
    """What a question is answered with when the time has run out."""
    seat = asked.seat
    if asked.kind == "ask":
        opening = Bids(seen, asked).opening
        return Default(say("as it stands"), lambda: sitting.play_numbers({**opening, **draft}, seat, CLOCK))
    move = default_move(sitting.game.position, seat)
    if asked.kind == "choice":
        offers = questions.choices(seen, asked)
        words = next(each.text for each in offers if each.move is not None and each.move.number == move.number)
    else:
        words = say("the turn ends" if asked.kind == "act" else "it is declined")
    return Default(words, partial(sitting.play, move, seat, by=CLOCK))
