"""News, line by line: what others did, at a pace that can be read, until the person goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widget import Widget

from ...describe.events import Event, Told
from ...describe.unasked import Heading as Key
from ...engine.chronicle import Entry
from ...engine.rules import Rules
from ...sitting import News
from ...wording import marked, say
from ..parts.page import Heading, KeyLine, Page, Reading
from ..parts.sheet import Line
from . import news

WIDEST = 100
Preface = Callable[[int], list[Line]]
"""What comes before the news, in a width."""


def prose_in(width: int) -> int:
    """Columns for sentences in a window of a width."""
    return max(30, min(76, width - 4))


class NewsPane(Vertical):
    """Gathers what somebody has not read yet."""

    DEFAULT_CSS = "NewsPane { height: 1fr; }"
    BINDINGS = [
        Binding("enter", "read_on", marked("read on"), id="read-on"),
        Binding("enter", "go_on", marked("go on"), id="go-on"),
        Binding("space", "skip", marked("all at once"), id="skip"),
    ]
    HELP = marked("What happened since you last moved. Space shows all of it at once, Enter reads on, then goes on.")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.told: list[Told] = []
        self.notes: dict[Key, str] = {}
        self.preface: tuple[Preface, ...] = ()
        self.shown = 0
        """Events already on the screen."""
        self.hurry = asyncio.Event()
        self.read: asyncio.Future[None] | None = None
        """Done when the person goes on; ``None`` while lines still come."""

    def compose(self) -> ComposeResult:
        """A title and the lines."""
        yield Heading(say("What happens"), id="news-title")
        yield Reading(id="news-lines")

    def on_mount(self) -> None:
        """See when the lines grow out of their room."""
        for changes in ("show_vertical_scrollbar", "scroll_y"):
            self.watch(self.lines, changes, self.write_keys, init=False)

    def write_keys(self) -> None:
        """Other keys where there is more to read."""
        self.refresh_bindings()
        if isinstance(self.screen, Page):
            self.screen.query_one(KeyLine).write()

    @property
    def lines(self) -> Reading:
        """The lines."""
        return self.query_one(Reading)

    def forget(self) -> None:
        """All is read."""
        self.told, self.notes, self.preface, self.shown = [], {}, (), 0
        self.read = None
        self.hurry.clear()
        self.lines.show([])

    def begin(self, *preface: Preface) -> None:
        """What comes before the news, in whatever width the window has or will have."""
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

    def open(self, title: str) -> None:
        """Say what these news are, and take the keys."""
        self.query_one("#news-title", Heading).say(title)
        self.lines.focus()

    def only_of(self, rules: Rules, seat: int) -> bool:
        """Whether nothing happened but what a seat did itself."""
        return not self.preface and all(news.is_own(event, seat) for event in self.events(rules))

    def in_short(self, rules: Rules, width: int, most: int) -> list[Line]:
        """The first lines of the last event; the news are forgotten with that."""
        blocks = news.all_lines(rules, self.events(rules), width)
        self.forget()
        return blocks[-1][1][:most] if blocks else []

    @property
    def width(self) -> int:
        """Columns for a line of news; before the pane is laid out, what its place will have."""
        place = self.parent
        room = self.size.width or (place.size.width if isinstance(place, Widget) else 0) or self.app.size.width
        return max(30, min(WIDEST, room) - 3)

    def draw(self, rules: Rules, upto: int) -> int:
        """The preface and so many events; gives the number of lines before the last of them."""
        blocks = news.all_lines(rules, self.events(rules)[:upto], self.width, self.notes)
        first = [each for part in self.preface for each in part(prose_in(self.screen.size.width))]
        self.lines.show([*first, *(each for _, own in blocks for each in own)], top=False)
        return len(first) + sum(len(own) for _, own in blocks[:-1])

    async def tell(self, rules: Rules, pace: int) -> None:
        """Show what has come, one event after another; ``pace`` is in tenths of a second, 0 at once."""
        await self.show_upto(rules, len(self.events(rules)), pace)

    async def show_upto(self, rules: Rules, count: int, pace: int) -> None:
        """Show so many events: one after another, or, if there is no pace or somebody is in a hurry, at once."""
        while self.shown < count and pace and not self.hurry.is_set():
            self.shown += 1
            self.draw(rules, self.shown)
            self.lines.scroll_end(animate=False)
            await self.pause(pace)
        if self.shown < count:
            begin = self.draw(rules, self.shown + 1) if self.shown else 0
            self.shown = count
            self.draw(rules, count)
            self.call_after_refresh(self.lines.scroll_to, y=begin, animate=False)

    async def turn_pages(self, rules: Rules, pace: int, turned: Callable[[], None]) -> None:
        """Tell page by page: a new round begins on a new page, once the person has gone on; ``turned`` is called then.

        ``turned`` is called at the end too: before that the board is still as it was before all this happened.
        """
        while (end := self.page_end(rules)) < len(self.events(rules)):
            await self.show_upto(rules, end, pace)
            await self.going_on()
            self.drop(self.events(rules)[end].entry)
            turned()
        await self.tell(rules, pace)
        turned()

    def page_end(self, rules: Rules) -> int:
        """How many events stand before the next round begins."""
        found = self.events(rules)
        rounds = [index for index, event in enumerate(found) if event.kind == "round" and index]
        return rounds[0] if rounds else len(found)

    def drop(self, upto: Entry) -> None:
        """Forget what comes before an entry."""
        place = next(index for index, told in enumerate(self.told) if told.entry is upto)
        del self.told[:place]
        self.shown = 0
        self.hurry.clear()

    @property
    def waits(self) -> bool:
        """Whether everything is shown, and the person has not gone on yet."""
        return self.read is not None and not self.read.done()

    async def reading(self, rules: Rules, pace: int, turned: Callable[[], None]) -> None:
        """Show all of it, what comes first by itself; wait until the person goes on, and forget it."""
        if self.preface and self.told:
            self.draw(rules, 0)
            self.lines.scroll_home(animate=False)
            await self.going_on()
            self.preface = ()
        await self.turn_pages(rules, pace, turned)
        self.draw(rules, self.shown)
        await self.going_on()
        self.forget()

    async def going_on(self) -> None:
        """Wait until the person goes on."""
        self.hurry.clear()
        self.read = asyncio.get_running_loop().create_future()
        self.screen.query_one(KeyLine).write()
        await self.read
        self.read = None

    async def pause(self, tenths: int) -> None:
        """Wait, unless somebody is in a hurry."""
        try:
            await asyncio.wait_for(self.hurry.wait(), tenths / 10)
        except TimeoutError:
            return

    def action_skip(self) -> None:
        """All at once, until the next question."""
        self.hurry.set()

    @property
    def more(self) -> bool:
        """Whether there are lines below those that can be seen."""
        return bool(self.lines.size.height) and self.lines.scroll_offset.y < self.lines.max_scroll_y

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter reads on as long as there is more, and then goes on."""
        if not self.is_mounted:
            return True
        return self.more if action == "read_on" else not self.more if action == "go_on" else True

    def action_read_on(self) -> None:
        """A page further."""
        self.lines.scroll_page_down(animate=False)
        self.hurry.set()

    def action_go_on(self) -> None:
        """The news are read. While lines still come, the first press shows them all."""
        if self.read is not None and not self.read.done():
            self.read.set_result(None)
        self.hurry.set()
