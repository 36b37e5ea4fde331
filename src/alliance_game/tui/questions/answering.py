"""What the pages have in common that put a question to a person."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import getters
from textual.binding import Binding
from textual.events import Resize

from ...describe.sides import Part
from ...engine.decision import Decision
from ...engine.view import View
from ...wording import marked, say
from ..app import AllianceApp
from ..parts.page import Page, Reading
from ..parts.sheet import PROSE, Line, Piece, cut, line, wrapped
from ..table.board import headline
from ..table.foresight import sign, welcome

T = TypeVar("T")


class Answering(Page[T]):
    """A question that has to be answered. Esc shows the board and answers nothing."""

    app = getters.app(AllianceApp)

    BINDINGS = [
        Binding("escape", "back", marked("board"), id="back"),
        Binding("pagedown", "further(1)", marked("more"), id="further"),
        Binding("pageup", "further(-1)", marked("back up"), show=False, id="further-up"),
    ]
    ADVISE = Binding("a", "advise", marked("advise"), id="advise")
    """For those built on this one, behind the keys that answer the question."""
    LONG: ClassVar[str] = ""
    """The id of the text that may be longer than its room."""

    def __init__(self, seen: View, asked: Decision) -> None:
        super().__init__()
        self.seen = seen
        self.asked = asked
        self.rules = seen.rules

    def bar(self) -> Line:
        """Round, phase, whose turn."""
        return headline(self.seen, self.bar_width)

    def on_screen_resume(self) -> None:
        """An Enter that was meant for the page before does not answer this one."""
        super().on_screen_resume()
        self.be_wary(self.app.deafness)

    def on_mount(self) -> None:
        """See when the long text grows out of its room; hear no Enter that was meant for the page before."""
        self.be_wary(self.app.deafness)
        for changes in ("show_vertical_scrollbar", "scroll_y"):
            self.watch(self.query_one(f"#{self.LONG}"), changes, self.write_keys, init=False)

    def on_resize(self, event: Resize) -> None:
        """Everything in its new width."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """Fill the page."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Scrolling is a key only where there is more to see."""
        return action != "further" or self.query_one(f"#{self.LONG}", Reading).goes_on(parameters)

    def action_further(self, step: int) -> None:
        """Scroll the long text."""
        pane = self.query_one(f"#{self.LONG}", Reading)
        (pane.scroll_page_down if step > 0 else pane.scroll_page_up)(animate=False)

    def action_advise(self) -> None:
        """What a bot that looks ahead would answer."""
        from ..reading.advice import AdviceScreen

        self.app.push_screen(AdviceScreen(self.seen, self.asked))

    @property
    def width(self) -> int:
        """Columns for lines of text inside the page."""
        return max(30, self.app.size.width - 2)

    @property
    def prose(self) -> int:
        """Columns for sentences."""
        return min(PROSE, self.width)

    @property
    def tight(self) -> bool:
        """Whether rows are dear."""
        return self.app.size.height < 24


def part_line(seen: View, part: Part, words: str, width: int) -> Line:
    """``coins 4 → 3`` with a sign whose colour says whether that is welcome; ``may`` in front of what only may be."""
    change = part.change
    said = words if part.certain else say("may: {change}", change=words)
    return line((f"{sign(change)} ", welcome(seen, change)), (cut(said, width - 2), "" if part.certain else "dim"))


def quoted(reason: str, width: int) -> list[Line]:
    """A reason in quotes, and nothing where none is given."""
    return wrapped(f"“{reason}”", width, "calm") if reason else []


def pad(lines: list[Line]) -> list[Line]:
    """Lines a column away from the edge."""
    return [(Piece(" "), *each) for each in lines]
