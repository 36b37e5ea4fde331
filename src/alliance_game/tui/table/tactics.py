"""What a state can do in its turn: menus at the left, what the entry under the cursor would do at the right."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Resize

from ...describe import naming
from ...describe.offers import MORE, Offer, contents, offers, pages
from ...engine import Decision, Move, View
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..parts.menu import Item, Menu
from ..parts.page import Heading, KeyLine, Page
from ..parts.sheet import Line, line, wrapped
from ..parts.still import Still
from .foresight import move_lines, offer_lines

BACK = "back"
NOT_NOW = marked("not now")


class Tactics(Horizontal):
    """Asks a person what to do in its turn."""

    DEFAULT_CSS = """
    Tactics { height: 1fr; }
    Tactics #tactics-left { width: 1fr; max-width: 52; }
    Tactics #tactics-right { width: 1fr; }
    Tactics VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """
    app = getters.app(AllianceApp)
    BINDINGS = [
        Binding("escape,backspace", "up", marked("back"), id="menu-back"),
        Binding("pagedown", "scroll(1)", marked("more"), id="menu-more"),
        Binding("pageup", "scroll(-1)", marked("back up"), show=False, id="menu-back-up"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.seen: View | None = None
        self.asked: Decision | None = None
        self.path: list[tuple[Sequence[Offer], int, int]] = []
        """The menus on the way to the open one, each with its page and with where the cursor stood."""
        self.entries: Sequence[Offer] = ()
        self.page = 0
        self.title = ""
        self.settled: asyncio.Future[Move | None] | None = None
        self.crumbs: list[str] = []
        """The menus on the way to the open one."""
        self.just_back = False
        """Whether the last thing done was to go back: one 0 too many shall not end a turn."""

    def compose(self) -> ComposeResult:
        """Menu and foresight."""
        with Vertical(id="tactics-left"):
            yield Heading(id="question")
            with VerticalScroll(can_focus=False):
                yield Menu(take=self.take, id="tactics-menu")
        with Vertical(id="tactics-right"):
            yield Heading(say("If you do this"))
            yield Still(id="foreseen")

    @property
    def menu(self) -> Menu:
        """Where the cursor is."""
        return self.query_one(Menu)

    async def ask(self, seen: View, asked: Decision) -> Move:
        """Put the question of a turn, and wait for the answer."""
        self.seen, self.asked, self.path, self.crumbs = seen, asked, [], []
        self.entries, self.page, self.just_back = offers(seen, asked), 0, False
        self.title = say("What will {state} do?", state=naming.called(seen.rules, seen.seat))
        self.fill(first_possible(self.entries))
        move = await self.answer()
        assert move is not None
        return move

    async def look_around(self) -> None:
        """Nothing to do here but to go back to a question on another page."""
        self.seen, self.asked, self.path, self.crumbs, self.entries = None, None, [], [], ()
        self.query_one("#question", Heading).say(say("A question waits"))
        self.menu.fill([Item(say("Back to the question"), value=BACK)])
        self.query_one(Still).show([line((say("Look around: every key below works."), "dim"))])
        await self.answer()

    async def answer(self) -> Move | None:
        """Wait for the menu; ``None`` for the way back to a question."""
        self.settled = asyncio.get_running_loop().create_future()
        if isinstance(self.screen, Page):
            self.screen.be_deaf(self.app.deafness)
        self.menu.focus()
        self.screen.query_one(KeyLine).write()
        return await self.settled

    @property
    def tactic(self) -> str:
        """The tactic under the cursor, by its id; empty if it is none, or a menu of several."""
        offer = offer_of(self.menu.item)
        if self.seen is None or offer is None:
            return ""
        found = {self.seen.rules.moves[move.number].form for move in moves_of(offer)}
        names = {self.seen.rules.program.forms[form].tactic for form in found if form >= 0}
        return names.pop() if len(names) == 1 else ""

    @property
    def waits(self) -> bool:
        """Whether an answer is awaited."""
        return self.settled is not None and not self.settled.done()

    def settle(self, move: Move | None) -> None:
        """The answer is given."""
        if self.settled is not None and not self.settled.done():
            self.settled.set_result(move)

    def fill(self, cursor: int = 0) -> None:
        """The entries of the menu that is open."""
        shown = pages(self.entries)[self.page]
        items = [item(offer) for offer in shown]
        self.query_one("#question", Heading).say(" · ".join(self.crumbs) or self.title)
        last = Item(say("Back" if self.path else "End the turn"), value=BACK, digit="0")
        self.menu.fill([*items, last], cursor)
        self.foresee(self.menu.item)
        self.screen.query_one(KeyLine).write()

    def foresee(self, chosen: Item | None) -> None:
        """Say what the entry under the cursor is and would do."""
        beside = self.query_one(Still)
        width = max(20, beside.size.width - 3)
        offer = offer_of(chosen)
        if self.seen is None or self.asked is None:
            return
        if offer is MORE:
            beside.show([line((say("Further entries."), "dim"))])
        elif offer is not None:
            beside.show(offer_lines(self.seen, offer, self.crumbs[1:], width))
        else:
            beside.show(self.zero_lines(width))

    def zero_lines(self, width: int) -> list[Line]:
        """What 0 does."""
        assert self.seen is not None
        assert self.asked is not None
        if self.path:
            return wrapped(say("Back to the menu before."), width, "dim")
        return move_lines(self.seen, self.ending(), width)

    def ending(self) -> Move:
        """The move that ends the turn."""
        assert self.asked is not None
        return self.asked.moves[self.asked.moves.numbers.index(0)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a way back only from inside a menu, and more to see only where the text is longer than its room."""
        if action == "scroll":
            return self.query_one("#foreseen", Still).max_scroll_y > 0
        return action != "up" or bool(self.path) or self.asked is None

    def on_resize(self, event: Resize) -> None:
        """The foresight is wrapped anew."""
        if self.entries:
            self.foresee(self.menu.item)

    def on_menu_highlighted(self, event: Menu.Highlighted) -> None:
        """The cursor has moved."""
        event.stop()
        if event.item in self.menu.items:
            self.just_back = False
            self.foresee(event.item)

    def take(self, chosen: Item) -> None:
        """Into a menu, out of it, or a move."""
        offer = offer_of(chosen)
        if offer is MORE:
            self.page = (self.page + 1) % len(pages(self.entries))
            self.fill(first_possible(pages(self.entries)[self.page]))
        elif offer is not None and offer.inner:
            self.path.append((self.entries, self.page, self.menu.cursor))
            self.crumbs.append(offer.text)
            self.entries, self.page = offer.inner, 0
            self.fill(first_possible(self.entries))
        elif offer is not None and offer.move is not None:
            self.settle(offer.move)
        elif offer is None:
            self.back()

    def back(self) -> None:
        """0: out of a menu; at the top the turn ends, at once unless that 0 was only one more of them."""
        if self.path:
            self.action_up()
            self.just_back = True
        elif self.just_back:
            self.just_back = False
        else:
            self.settle(self.ending() if self.asked is not None else None)

    def action_scroll(self, step: int) -> None:
        """Further down or up in what the entry would do."""
        pane = self.query_one("#foreseen", Still)
        (pane.scroll_page_down if step > 0 else pane.scroll_page_up)(animate=False)

    def action_up(self) -> None:
        """One menu back; never out of the turn."""
        if self.path:
            self.entries, self.page, cursor = self.path.pop()
            self.crumbs.pop()
            self.fill(cursor)
        elif self.asked is None:
            self.settle(None)


def item(offer: Offer) -> Item:
    """An offer as an entry of a menu; what is impossible says so in a word even where its reason finds no room."""
    reasons = {inner.reason for inner in offer.inner} or {offer.reason}
    not_now = translated(NOT_NOW)
    about = contents(offer) if offer.possible else not_now if len(reasons) > 1 else offer.reason
    return Item(offer.text, about, offer.possible, offer, brief="" if offer.possible else not_now)


def moves_of(offer: Offer) -> Iterator[Move]:
    """Every move of an entry and of the menus behind it."""
    if offer.move is not None:
        yield offer.move
    for inner in offer.inner:
        yield from moves_of(inner)


def first_possible(entries: Sequence[Offer]) -> int:
    """Where the cursor of a menu begins: at what can be done, on its first page; at the top if nothing can."""
    shown = pages(entries)[0]
    return next((index for index, offer in enumerate(shown) if offer.possible), 0)


def offer_of(chosen: Item | None) -> Offer | None:
    """The offer that an entry stands for; ``None`` for the way back."""
    return chosen.value if chosen is not None and isinstance(chosen.value, Offer) else None
