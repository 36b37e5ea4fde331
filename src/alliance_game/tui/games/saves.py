"""The saves: go on with one, step through it, verify it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual import getters, work
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

from ...definitions import Library
from ...errors import AllianceError
from ...saves import Row, listing, verify
from ...sitting import leaders, proven, seated
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..parts.field import Field
from ..parts.finder import Finder, fits
from ..parts.page import Heading, Page
from ..parts.roll import Rows, listed
from ..parts.sheet import Line, Sheet, left, line, wrapped
from . import saved

WIDTHS = {110: (20, 20, 26, 17), 80: (18, 14, 22, 15), 0: (16, 0, 24, 15)}
"""Columns for name, scenario, how far, and when, from so wide a window on; the name says the scenario too."""
WITH_SEATS = 90
"""From this width on a row says how many sit there."""


class SavesRows(Rows):
    """The list; Enter goes on with a game, or steps through a finished one."""

    BINDINGS = [Binding("enter", "take", marked("go on"), id="go-on")]


class SavesScreen(Page[None]):
    """All games of the folder, the one played last first."""

    NAME = marked("Saves")
    HELP = marked("""
    All saved games, the one played last on top. Enter goes on with a game; a finished one is stepped through instead,
    which {replay} does with any game. {verify} plays every move again and compares each with what was written down. The
    key {filter} opens a line to type in: the list then shows only what contains those letters. A damaged file stands
    here with what is wrong with it; games are files in one folder, and nothing on this page deletes one.
    """)
    BINDINGS = [
        Binding("slash", "seek", marked("filter"), id="filter"),
        Binding("r", "replay", marked("replay"), id="replay"),
        Binding("d", "debrief", marked("debrief"), id="saves-debrief"),
        Binding("v", "verify", marked("verify"), id="verify"),
    ]
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    SavesScreen #about { height: 6; padding: 0 1; }
    SavesScreen.-high #about { height: 9; }
    """
    app = getters.app(AllianceApp)

    class Listing(Message):
        """The saves have been read."""

        def __init__(self, rows: list[Row]) -> None:
            super().__init__()
            self.rows = rows

    class Checked(Message):
        """A save has been played again."""

        def __init__(self, sentence: str, tone: str) -> None:
            super().__init__()
            self.sentence = sentence
            self.tone = tone

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] | None = None
        self.titles: Library | None = None
        self.said: tuple[str, str] = ("", "")
        """The last result, and its tone."""

    def body(self) -> Iterable[Widget]:
        """The list, and what there is to say of the save under the cursor."""
        yield Heading(say("Saves"), id="title")
        yield Finder(self.listing, say("a few letters"), SavesRows(), open=False)
        yield Heading(say("This one"), id="one")
        yield Sheet(id="about")

    def bar(self) -> Line:
        """The folder."""
        return line((translated(self.NAME), "strong"), (f"  {self.app.folder}", "dim"))

    def on_mount(self) -> None:
        """Read the folder while the page is on the screen already."""
        self.look()

    def on_screen_resume(self) -> None:
        """A game may have been played in between."""
        super().on_screen_resume()
        if self.rows is not None:
            self.look()

    @work(thread=True, group="look", exclusive=True)
    def look(self) -> None:
        """Read the folder, and then the titles of what can be played, which takes longer."""
        rows = listing(self.app.folder)
        self.post_message(self.Listing(rows))
        try:
            self.titles = self.app.library
        except AllianceError as error:
            self.post_message(self.Checked(str(error), "bad"))
        self.post_message(self.Listing(rows))

    def on_saves_screen_listing(self, event: Listing) -> None:
        """Show them."""
        self.rows = event.rows
        self.draw()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.draw)

    @property
    def row(self) -> Row | None:
        """The save under the cursor."""
        name = self.query_one(Rows).about
        return next((row for row in self.rows or () if row.name == name), None)

    # What is shown

    def draw(self) -> None:
        """The list, and all about the save under the cursor."""
        self.query_one(Finder).draw()
        self.write()

    def listing(self, typed: str, width: int) -> Iterator[Line]:
        """The list, filtered."""
        rows = self.rows or []
        found = [row for row in rows if fits(typed, *self.columns(row), leaders(row), row.problem)]
        self.query_one("#title", Heading).say(self.how_many(len(found) if typed else None))
        for row in found:
            yield listed(self.row_of(row), row.name, width)

    def how_many(self, found: int | None) -> str:
        """The title: how many saves there are, and how many of them were found if something was looked for."""
        every = len(self.rows or ())
        if not every:
            return say("Saves")
        if found is None:
            return say("1 save" if every == 1 else "{every} saves", every=every)
        return say("{found} of 1 save" if every == 1 else "{found} of {every} saves", found=found, every=every)

    def columns(self, row: Row) -> tuple[str, ...]:
        """Name, scenario, how far, when, who."""
        game = saved.scenario(row, self.titles) if row.usable else ""
        return row.name, game, saved.stands(row, self.titles), saved.when(row.played), seated(row)

    def row_of(self, row: Row) -> Line:
        """One save in columns."""
        name, game, stands, when, who = self.columns(row)
        widths = WIDTHS[next(least for least in WIDTHS if self.size.width >= least)]
        tone = "dim" if row.finished or not row.usable else ""
        shown = ((name, tone or "strong"), (game, tone), (stands, "watch" if row.problem else tone), (when, tone))
        parts = [(f"{left(text, width)} ", own) for (text, own), width in zip(shown, widths, strict=True) if width]
        return line(*parts, (who if self.size.width >= WITH_SEATS else "", "dim"))

    def write(self) -> None:
        """All about the save under the cursor."""
        sheet = self.query_one("#about", Sheet)
        width = min(100, max(20, sheet.size.width - 1))
        row = self.row
        sheet.show(self.about(row, width) if row is not None else wrapped(self.nothing(), width, "dim"))

    def nothing(self) -> str:
        """Why the list is empty."""
        if self.rows is None:
            return say("Reading the folder.")
        if not self.rows:
            return say("No saved games yet. Every game is saved here with its first move.")
        return say("No save contains these letters. Esc shows all.")

    def about(self, row: Row, width: int) -> list[Line]:
        """Who sits where, and the last result, or what is wrong."""
        sentence, tone = self.said if self.said[0] else (row.problem, "watch")
        found = [line((row.name, "strong"), (f"  {self.begun(row)}", "dim"))]
        if row.seats:
            scenario = saved.scenario(row, self.titles)
            who = say("{scenario} for {states}: {leaders}.", scenario=scenario, states=row.states, leaders=leaders(row))
            found += wrapped(who, width)
        return found + (wrapped(sentence, width, tone) if sentence else [])

    def begun(self, row: Row) -> str:
        """``begun 2026-11-22``, in UTC as it is written in the file."""
        return say("begun {day}", day=row.created[:10]) if row.created else ""

    def say(self, sentence: str, tone: str = "watch") -> None:
        """A result, until the cursor moves."""
        self.said = (sentence, tone)
        self.write()

    def on_field_typed(self, event: Field.Typed) -> None:
        """There may be no save left."""
        self.say("")

    def on_pick_highlighted(self, event: Rows.Highlighted) -> None:
        """What is under the cursor now."""
        self.say("")

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, letters are letters."""
        return not (action in ("replay", "debrief", "verify", "seek") and isinstance(self.focused, Field))

    def action_seek(self) -> None:
        """Type what to look for."""
        self.query_one(Finder).seek()

    def on_pick_taken(self, event: Rows.Taken) -> None:
        """Go on; a finished game can only be looked at."""
        row = self.row
        if row is None or not row.usable:
            self.say(say("This file cannot be opened.") if row is not None else "")
        elif row.finished:
            self.action_replay()
        else:
            self.go_on(row)

    def go_on(self, row: Row) -> None:
        """Take a game up; a damaged one is mended first, and says so."""
        game = saved.opened(self.app.folder, row.name, self.titles)
        if isinstance(game, str):
            self.say(game)
            self.look()
        else:
            self.app.sit_down(game)

    def action_replay(self) -> None:
        """Step through the game."""
        from .replay import ReplayScreen

        row = self.row
        if row is None or not row.usable:
            self.say(say("This file cannot be opened.") if row is not None else "")
        else:
            self.app.push_screen(ReplayScreen(row.name))

    def action_debrief(self) -> None:
        """Tell a finished game over."""
        from ..reading.debrief import DebriefScreen

        row = self.row
        if row is None or not row.usable:
            self.say(say("This file cannot be opened.") if row is not None else "")
        elif not row.finished:
            self.say(say("This game is not over: its debrief comes at the end."))
        else:
            self.app.push_screen(DebriefScreen(self.app.folder, row.name))

    def action_verify(self) -> None:
        """Play every move again, in a thread of its own."""
        row = self.row
        if row is not None:
            self.say(say("Playing every move of {name} again.", name=row.name), "dim")
            self.check(row.name)

    @work(thread=True, group="check", exclusive=True)
    def check(self, name: str) -> None:
        """Compare every hash."""
        try:
            found = verify(self.app.folder, name, self.titles)
        except AllianceError as error:
            self.post_message(self.Checked(str(error), "bad"))
            return
        self.post_message(self.Checked(proven(found), "good" if found.sound else "bad"))

    def on_saves_screen_checked(self, event: Checked) -> None:
        """The result, on the page."""
        self.say(event.sentence, event.tone)
