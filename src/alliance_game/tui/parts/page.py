"""What every screen has: a line on top, a body, a line of keys, help, a way back."""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding, Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus, Event, Hide, Mount, Resize, ScreenResume
from textual.screen import Screen
from textual.widget import Widget

from ...wording import marked, say, translated
from .sheet import Line, Piece, Sheet, content, cut, line, shortened, width_of, wrapped

T = TypeVar("T")
NARROWEST, LOWEST = 60, 20


class Heading(Sheet):
    """A thin line with a title in it."""

    DEFAULT_CSS = "Heading { height: 1; }"

    def __init__(self, title: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.title = title

    def say(self, title: str) -> None:
        """Another title."""
        if title != self.title:
            self.title = title
            self.refresh()

    def render(self) -> Content:
        """The line, as long as there is room."""
        width = self.size.width
        title = cut(self.title, max(0, width - 2))
        rest = "─" * max(0, width - 1 - cell_len(title))
        return content([line(("─", "line"), (title, "head"), (rest, "line"))])

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """One row."""
        return 1


class Bar(Sheet):
    """The top line."""

    DEFAULT_CSS = "Bar { height: 1; padding: 0 1; background: $bar; }"


GAP = 2


class KeyLine(Sheet):
    """One line of keys, the most important first. Where there is no room for all, those of every page stay."""

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; padding: 0 1; background: $bar; }"

    def on_mount(self) -> None:
        """Other keys when something else is in focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self.write())

    def write(self) -> None:
        """Read the keys of the screen again."""
        every = list(shown(self.screen.active_bindings.values()))
        lasting = [self.words(each) for each in every if each.binding.action in LAST]
        room = max(0, self.size.width + GAP) - sum(width_of(words) for words in lasting)
        kept: list[Line] = []
        for words in (self.words(each) for each in every if each.binding.action not in LAST):
            room -= width_of(words)
            if room < 0:
                break
            kept.append(words)
        self.show([tuple(piece for words in (*kept, *lasting) for piece in words)])

    def words(self, active: ActiveBinding) -> Line:
        """A key and what it does, each a door to doing it."""
        door = (active.binding.action, active.node)
        key = self.app.get_key_display(active.binding)
        what = translated(active.binding.description)
        return (Piece(key, "strong", door), Piece(f" {what}{' ' * GAP}", "dim", door))

    def on_resize(self, event: Resize) -> None:
        """More or fewer keys fit."""
        self.write()

    async def on_sheet_pointed(self, event: Sheet.Pointed) -> None:
        """A click on a key does what the key does."""
        event.stop()
        assert isinstance(event.about, tuple)
        action, node = event.about
        await self.app.run_action(action, node)


def shown(bindings: Iterable[ActiveBinding]) -> Iterator[ActiveBinding]:
    """The bindings for the line of keys: each action once, those of the page before those of every page."""
    found: dict[str, ActiveBinding] = {}
    for active in bindings:
        if active.binding.show and active.enabled and not active.binding.system:
            found.setdefault(active.binding.action, active)
    yield from sorted(found.values(), key=lambda active: LAST.get(active.binding.action, 0))


LAST = {"further(1)": 1, "back": 1, "open_help": 2, "leave": 3, "command_palette": 4}
"""What every page has comes after what only this one has."""


class Page(Screen[T]):
    """A screen of the game.

    Subclasses give ``body()`` and ``bar()``; ``HELP`` is what help says first, ``NAME`` the name in help and palette.
    """

    NAME: ClassVar[str] = ""
    HELP: ClassVar[str] = ""
    TIMELESS: ClassVar[bool] = False
    """Whether a team's time stands still while the page is open."""
    aside: Line = ()
    """What stands at the right end of the top line."""
    had_keys: Widget | None = None
    """Where the keys went last."""
    wary = asked_again = False
    """Whether a first Enter only makes sure that it was meant, and whether it has done so."""
    deaf_until = deafness = 0.0
    """The moment (of ``time.monotonic``) from which the page hears Enter, and how long it did not."""
    BINDINGS = [Binding("escape", "back", marked("back"), id="back")]
    DEFAULT_CSS = """
    Page { background: $background; color: $foreground; layout: vertical; }
    Page.-cramped > *, Page.-flat > * { display: none; }
    Page.-cramped > TooSmall, Page.-flat > TooSmall { display: block; }
    """

    @property
    def term(self) -> str:
        """What is under the cursor, as one looks it up in the codex; empty if it is nothing of the kind."""
        return ""

    def compose(self) -> ComposeResult:
        """Top line, body, keys, and the sentence for windows that are too small."""
        yield Bar([self.bar()])
        yield from self.body()
        yield KeyLine()
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """What stands between the top line and the keys."""
        return ()

    def bar(self) -> Line:
        """The top line."""
        return line((translated(self.NAME), "strong"))

    def write_bar(self) -> None:
        """Show the top line anew."""
        bar = self.query_one(Bar)
        again = Piece(f"   {say('Enter again to choose')}", "accent")
        end = (*((again,) if self.asked_again else ()), *self.aside)
        if not end:
            bar.show([self.bar()])
            return
        # It may not be laid out yet.
        room = max(0, (bar.size.width or self.app.size.width - 2) - width_of(end))
        begin = shortened(self.bar(), room)
        gap = (Piece(" " * (room - width_of(begin))),) if self.aside else ()
        bar.show([(*begin, *gap, *end)])

    @property
    def counts_time(self) -> bool:
        """Whether a team's time passes while the page is open."""
        return not self.TIMELESS

    @property
    def bar_width(self) -> int:
        """Columns for the top line."""
        return self.app.size.width - 2 - width_of(self.aside)

    def put_aside(self, words: Line) -> None:
        """Other words at the right end of the top line; a page that is not set up yet, or closed again, has none."""
        if words != self.aside and self.query(Bar):
            self.aside = words
            self.write_bar()

    def write_keys(self) -> None:
        """Show the line of keys anew."""
        self.refresh_bindings()
        self.query_one(KeyLine).write()

    async def on_event(self, event: Event) -> None:
        """A page that was closed before it stood is not set up any more: its parts are gone."""
        if self in self.app.screen_stack or not isinstance(event, (Mount, ScreenResume, Resize)):
            await super().on_event(event)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember where the keys go."""
        self.had_keys = event.widget

    def take_up(self) -> None:
        """There is room again: the keys go where they went."""
        if self.focused is None and self.had_keys is not None and self.had_keys.is_attached:
            self.had_keys.focus()

    def on_screen_resume(self) -> None:
        """Whatever happened on other screens, the keys are those of this one."""
        self.query_one(KeyLine).write()

    def help_lines(self) -> list[str]:
        """What F1 says about this page, or about what is in focus; the keys are listed below it."""
        return [" ".join(translated(self.HELP).split())]

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave this page; a second key that was already on its way leaves no other."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def be_deaf(self, seconds: float) -> None:
        """Hear no Enter for a moment: somebody may still be turning the page before. Each one heard begins it anew."""
        self.deafness = seconds
        self.deaf_until = monotonic() + seconds

    def be_wary(self, seconds: float) -> None:
        """This page puts a question: no Enter for a moment, and then one Enter that only shows that it was meant."""
        self.be_deaf(seconds)
        self.wary, self.asked_again = seconds > 0, False

    def hears(self, key: str) -> bool:
        """Whether a key can be meant for what is on the page now; not before there is anything on it."""
        if not self.is_mounted:
            return False
        if key != "enter":
            self.wary = False
        elif monotonic() < self.deaf_until:
            self.be_deaf(self.deafness)
            return False
        elif self.wary:
            self.wary, self.asked_again = False, True
            self.write_bar()
            return False
        return True

    def action_back(self) -> None:
        """One step back."""
        self.dismiss(None)


class TooSmall(Sheet):
    """The only thing shown in a window under 60 x 20; the page comes back when there is room."""

    DEFAULT_CSS = "TooSmall { display: none; height: 1fr; padding: 1 2; }"

    def on_hide(self, event: Hide) -> None:
        """The page is back."""
        page = self.screen
        if isinstance(page, Page):
            page.call_after_refresh(page.take_up)

    def on_resize(self, event: Resize) -> None:
        """Say how large the window is."""
        size = self.app.size
        said = say(
            "This window is too small: the game needs {columns} columns and {rows} rows. It has {width} and {height}"
            " now.",
            columns=NARROWEST,
            rows=LOWEST,
            width=size.width,
            height=size.height,
        )
        self.show(wrapped(said, size.width - 4))


class Reading(VerticalScroll):
    """A longer text to scroll through, with the arrow keys when it is in focus."""

    DEFAULT_CSS = "Reading { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }"
    BINDINGS = [
        Binding("j", "scroll_down", marked("down"), show=False),
        Binding("k", "scroll_up", marked("up"), show=False),
        Binding("space", "page_down", marked("further"), show=False),
    ]

    def __init__(self, lines: Iterable[Line] = (), *, id: str | None = None) -> None:  # noqa: A002
        self.sheet = Sheet(lines)
        super().__init__(self.sheet, id=id)

    def goes_on(self, step: tuple[object, ...]) -> bool:
        """Whether there is more to see in a direction, 1 for below and -1 for above."""
        return self.scroll_y < self.max_scroll_y if step == (1,) else self.scroll_y > 0

    def show(self, lines: Iterable[Line], *, top: bool = True) -> None:
        """Another text, from its beginning."""
        self.sheet.show(lines)
        if top:
            self.scroll_home(animate=False)
