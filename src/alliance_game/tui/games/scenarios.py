"""All scenarios: when each is set, who plays and for how long, what is different there, and what it teaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual import getters
from textual.binding import Binding
from textual.containers import Container
from textual.widget import Widget

from ...describe import naming, scenarios
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..parts.finder import Finder, fits
from ..parts.page import Heading, Page, Reading
from ..parts.roll import Pick, Rows, listed
from ..parts.sheet import PROSE, Line, Piece, line, wrapped
from .plan import USUAL
from .plan import listed as every_scenario


class ScenarioRows(Rows):
    """The list; Enter chooses."""

    BINDINGS = [Binding("enter", "take", marked("choose"), id="choose-scenario")]


class ScenariosScreen(Page[str | None]):
    """The list and, beside or below it, the scenario under the cursor. It gives back the id of the one chosen."""

    NAME = marked("Scenarios")
    HELP = marked("""
    Every table that one can sit down at. Up and down go through the list; what is under the cursor is told beside it:
    its years, how many states play and for how long, which rules are its own, and what one can learn from it. Letters
    filter the list. {choose-scenario} takes the scenario for the new game. Concert is the one to begin with: all states
    start alike, and no rule is special.
    """)
    BINDINGS = [
        Binding("tab,shift+tab", "swap", marked("list or text"), id="scenarios-swap"),
    ]
    AUTO_FOCUS = "ScenarioRows"
    DEFAULT_CSS = """
    ScenariosScreen #sides { height: 1fr; layout: horizontal; }
    ScenariosScreen #list { width: 32; height: 100%; }
    ScenariosScreen #page-side { width: 1fr; height: 100%; padding: 0 1; }
    ScenariosScreen.-wide #list { width: 40; }
    ScenariosScreen.-vast #list { width: 46; }
    ScenariosScreen.-narrow #sides { layout: vertical; }
    ScenariosScreen.-narrow #list { width: 100%; height: 8; }
    ScenariosScreen.-narrow #page-side { width: 100%; height: 1fr; padding: 0; }
    """
    app = getters.app(AllianceApp)

    def __init__(self, chosen: str = USUAL) -> None:
        super().__init__()
        self.chosen = chosen
        self.shown = ""

    def body(self) -> Iterable[Widget]:
        """The list and the text."""
        yield Container(
            Container(Finder(self.listing, say("a few letters"), ScenarioRows()), id="list"),
            Container(Heading(id="title"), Reading(id="text"), id="page-side"),
            id="sides",
        )

    def bar(self) -> Line:
        """What this page is."""
        return line((translated(self.NAME), "strong"), (f"  {say('the tables to sit down at')}", "dim"))

    def on_mount(self) -> None:
        """The cursor begins on the scenario of the plan."""
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Show the list."""
        self.query_one(Finder).draw(self.chosen)
        self.write()

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write)

    def listing(self, typed: str, width: int) -> Iterator[Line]:
        """The scenarios that fit."""
        # There may be none left, and then nothing tells the page that the cursor is elsewhere.
        self.call_after_refresh(self.write)
        for name, each in every_scenario(self.app.library):
            if fits(typed, name, each.title, each.era or "", each.about or "", *each.teaches):
                title, years = Piece(f" {each.title}"), Piece(f"  {each.era or ''}", "dim")
                # Half a year says nothing; the page beside the list has all of it.
                whole = each.era and title.width + years.width <= width
                yield listed([title, years] if whole else [title], name, width)

    def write(self) -> None:
        """The scenario under the cursor."""
        name = str(self.query_one(Pick).about or "")
        reading = self.query_one(Reading)
        width = min(PROSE, max(20, reading.size.width - 3))
        titles = self.app.library.scenarios
        self.query_one("#title", Heading).say(titles[name].title if name else "")
        page = (
            self.page(name, width)
            if name
            else wrapped(say("No scenario fits. Backspace rubs out what was typed."), width, "dim")
        )
        reading.show(page, top=name != self.shown)
        self.shown = name

    def page(self, name: str, width: int) -> list[Line]:
        """All about a scenario."""
        library = self.app.library
        scenario = library.scenario(name)
        short = naming.sentence(f"{scenarios.in_short(library, name)}.")
        found = [*wrapped(scenario.about or "", width), line(""), *wrapped(short, width, "dim")]
        for section in scenarios.sections(scenario):
            found += [line(""), line((section.title, "head"))]
            for sentence in section.sentences:
                found += wrapped(sentence, width, "", "  ", "· ")
        for paragraph in (scenario.briefing or "").split("\n"):
            found += [line(""), *wrapped(paragraph, width)] if paragraph.strip() else []
        return found

    def on_pick_highlighted(self, event: Pick.Highlighted) -> None:
        """Another scenario."""
        self.write()

    def on_pick_taken(self, event: Pick.Taken) -> None:
        """This one."""
        self.dismiss(str(event.about))

    def action_swap(self) -> None:
        """From the list to the text and back."""
        reading = self.query_one(Reading)
        (self.query_one(Pick) if reading.has_focus else reading).focus()
