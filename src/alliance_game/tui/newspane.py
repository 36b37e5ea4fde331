"""News, line by line: what others did, at a pace that can be read, until the person goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message

from ..describe.events import Event, Told
from ..engine.rules import Rules
from ..sitting import News
from . import news
from .page import Heading, Reading
from .sheet import Line


class NewsPane(Vertical):
    """Gathers what somebody has not read yet."""

    DEFAULT_CSS = "NewsPane { height: 1fr; }"
    BINDINGS = [
        Binding("enter", "go_on", "go on", id="go-on"),
        Binding("space", "skip", "all at once", id="skip"),
    ]
    HELP = "What happened since you last moved. Space shows all of it at once, Enter goes on."

    class Read(Message):
        """The person has read it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.told: list[Told] = []
        self.notes: dict[int, str] = {}
        self.preface: list[Line] = []
        self.shown = 0
        """Events already on the screen."""
        self.hurry = asyncio.Event()
        self.complete = False
        """Whether nothing more will come before the person goes on."""

    def compose(self) -> ComposeResult:
        """A title and the lines."""
        yield Heading("What happens", id="news-title")
        yield Reading(id="news-lines")

    @property
    def reading(self) -> Reading:
        """The lines."""
        return self.query_one(Reading)

    def forget(self) -> None:
        """All is read."""
        self.told, self.notes, self.preface, self.shown = [], {}, [], 0
        self.complete = False
        self.hurry.clear()
        self.reading.show([])

    def begin(self, preface: list[Line]) -> None:
        """Lines that come before the news."""
        self.preface = preface

    def take(self, found: News) -> None:
        """More news."""
        self.told += found.told
        self.notes |= found.notes

    def leave_out(self, shown: Callable[[Told], bool]) -> None:
        """Forget the last entry if it is shown elsewhere."""
        if self.told and shown(self.told[-1]):
            self.told.pop()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self.preface and not self.told

    def events(self, rules: Rules) -> list[Event]:
        """All that is not read yet."""
        return news.gathered(rules, self.told)

    def title(self, text: str) -> None:
        """What these news are."""
        self.query_one("#news-title", Heading).say(text)

    def draw(self, rules: Rules, upto: int) -> int:
        """The preface and so many events; gives the number of lines before the last of them."""
        width = max(30, min(100, self.size.width) - 3)
        blocks = news.all_lines(rules, self.events(rules)[:upto], width, self.notes)
        self.reading.show([*self.preface, *(each for _, own in blocks for each in own)], top=False)
        return len(self.preface) + sum(len(own) for _, own in blocks[:-1])

    async def tell(self, rules: Rules, pace: int) -> None:
        """Show what has come, one event after another; ``pace`` is in tenths of a second, 0 at once."""
        count = len(self.events(rules))
        while self.shown < count and pace and not self.hurry.is_set():
            self.shown += 1
            self.draw(rules, self.shown)
            self.reading.scroll_end(animate=False)
            await self.pause(pace)
        if self.shown < count:
            begin = self.draw(rules, self.shown + 1) if self.shown else 0
            self.shown = count
            self.draw(rules, count)
            self.call_after_refresh(self.reading.scroll_to, y=begin, animate=False)

    async def pause(self, tenths: int) -> None:
        """Wait, unless somebody is in a hurry."""
        try:
            await asyncio.wait_for(self.hurry.wait(), tenths / 10)
        except TimeoutError:
            return

    def action_skip(self) -> None:
        """All at once, until the next question."""
        self.hurry.set()

    def action_go_on(self) -> None:
        """A page further; at the end, the news are read. While lines still come, the first press shows them all."""
        reading = self.reading
        if reading.scroll_offset.y < reading.max_scroll_y:
            reading.scroll_page_down(animate=False)
        elif self.hurry.is_set() or self.complete:
            self.post_message(self.Read())
        self.hurry.set()
