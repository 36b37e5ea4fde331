"""The first page: go on, begin, learn, read, leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget

from ... import __version__
from ...definitions import Library
from ...errors import AllianceError
from ...saves import Row, listing
from ...sitting import seated
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..parts.menu import Item, Menu
from ..parts.page import Heading, Page
from ..parts.sheet import Line, Sheet, line, wrapped
from . import saved
from .plan import Plan

MOTTO = marked("Lead a state. Keep the alliance. Mind your own interests.")
WIDTH = 68


class MenuScreen(Page[None]):
    """The menu of the program. It stays below everything else, and keeps the choices of the last new game."""

    NAME = "Alliance Game"
    HELP = marked("""
    A digit or Enter opens an entry, the arrows move between them. Continue takes up the unfinished game that was played
    last; Quick game begins at once with you and three bots; New game lets you choose everything. Learn is a short first
    game that explains itself. Every game is saved with every move: you can leave at any time.
    """)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "settings", marked("settings"), id="settings"),
        Binding("q", "leave", marked("quit"), id="leave"),
    ]
    DEFAULT_CSS = """
    MenuScreen #middle { height: 1fr; align: center middle; }
    MenuScreen #plate { width: 68; max-width: 100%; height: auto; }
    MenuScreen #menu { margin: 1 0 0 0; }
    MenuScreen #said { height: 6; padding: 1 1 0 3; }
    """
    app = getters.app(AllianceApp)

    class Looked(Message):
        """The saves have been read, and the library."""

        def __init__(self, rows: list[Row], problem: str) -> None:
            super().__init__()
            self.rows = rows
            self.problem = problem

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.last: Row | None = None
        self.looked = False
        self.titles: Library | None = None
        self.words = ""
        """A sentence that has to be read, instead of what the entry is."""

    def body(self) -> Iterable[Widget]:
        """The motto, the entries, and what the one under the cursor is."""
        yield Container(
            Container(
                Heading(translated(MOTTO)),
                Menu(self.items(), id="menu"),
                Sheet(id="said"),
                id="plate",
            ),
            id="middle",
        )

    def bar(self) -> Line:
        """The name and the version."""
        return line((self.NAME, "strong"), (f"  {__version__}", "dim"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is behind the menu: Esc does not leave the program."""
        return action != "back"

    def on_mount(self) -> None:
        """The keys go to the entries at once; the saves are read when the page is shown."""
        self.query_one("#menu").focus()

    def on_screen_resume(self) -> None:
        """Read the saves, at first and whenever a game may have been played in between."""
        super().on_screen_resume()
        self.query_one(Heading).say(translated(MOTTO))
        self.look()

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write)

    @work(thread=True, exclusive=True)
    def look(self) -> None:
        """Read the saves, and then what can be played, while the menu is on the screen already."""
        rows, problem = listing(self.app.folder), ""
        self.post_message(self.Looked(rows, ""))
        try:
            self.titles = self.app.library
        except AllianceError as error:
            problem = str(error)
        self.post_message(self.Looked(rows, problem))

    def on_menu_screen_looked(self, event: Looked) -> None:
        """Say what there is to continue; if there is nothing, the cursor goes where a game begins."""
        first, self.looked = not self.looked, True
        self.last = next((row for row in event.rows if row.can_continue), None)
        menu = self.query_one(Menu)
        menu.fill(self.items(), 1 if first and self.last is None and not menu.cursor else menu.cursor)
        if event.problem:
            self.say(event.problem)
        self.write()

    # What is shown

    def items(self) -> list[Item]:
        """The entries."""
        return [
            Item(say("Continue"), self.continuing(), self.last is not None or not self.looked, "continue"),
            Item(say("Quick game"), say("you and three bots, about 30 minutes"), value="quick"),
            Item(say("New game"), say("scenario, seats, bots, length"), value="new"),
            Item(say("Learn"), say("a first game that explains itself"), value="learn"),
            Item(say("Cards"), say("read what can happen"), value="cards"),
            Item(say("Saves"), say("go on, look back, verify"), value="saves"),
            Item(say("Quit"), "", value="quit"),
        ]

    def continuing(self) -> str:
        """The game that was played last."""
        if self.last is not None:
            return saved.about(self.last, self.titles)
        return say("no unfinished game yet" if self.looked else "looking at the saves")

    def write(self) -> None:
        """What the entry under the cursor is, or a sentence that has to be read."""
        sheet = self.query_one("#said", Sheet)
        width = max(20, (sheet.size.width or WIDTH) - 1)
        item = self.query_one(Menu).item
        about = self.about(str(item.value)) if item is not None else ""
        sheet.show(wrapped(self.words, width, "watch") if self.words else wrapped(about, width, "dim"))

    def about(self, entry: str) -> str:
        """A few words more on an entry."""
        if entry == "continue" and self.last is not None:
            return self.last.problem or f"{self.last.name}: {seated(self.last)}."
        return translated(ABOUT[entry])

    def say(self, words: str) -> None:
        """A sentence on the screen, until the cursor moves."""
        self.words = words
        self.write()

    def on_menu_highlighted(self, event: Menu.Highlighted) -> None:
        """What is under the cursor now."""
        self.say("")

    # What is done

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Open an entry."""
        self.words = ""
        match event.item.value:
            case "continue":
                self.go_on()
            case "quick":
                self.attempt(self.quick)
            case "new":
                self.attempt(self.new_game)
            case "learn":
                self.attempt(self.app.learn)
            case "cards":
                self.cards()
            case "saves":
                self.saves()
            case _:
                self.action_leave()

    def go_on(self) -> None:
        """The unfinished game played last; or why not."""
        if self.looked and self.last is None:
            none = say(
                "There is no unfinished game in {folder}. Begin one with Quick game or New game.",
                folder=self.app.folder,
            )
            self.say(none)
            return
        name = self.last.name if self.last is not None else None
        game = saved.opened(self.app.folder, name, self.titles)
        if isinstance(game, str):
            self.say(game)
        else:
            self.app.sit_down(game)

    def attempt(self, action: Callable[[], None]) -> None:
        """Do something; if it cannot be done, say why."""
        try:
            action()
        except AllianceError as error:
            self.say(str(error))

    def quick(self) -> None:
        """A game at once."""
        library = self.app.library
        self.app.sit_down(Plan.usual(library).begin(library, self.app.folder))

    def new_game(self) -> None:
        """The form, as it was left the last time."""
        from .new_game import NewGameScreen

        self.plan = self.plan or Plan.usual(self.app.library)
        self.app.push_screen(NewGameScreen(self.plan))

    def cards(self) -> None:
        """Every card."""
        from ..reading.cards import CardsScreen

        self.app.push_screen(CardsScreen())

    def saves(self) -> None:
        """Every save."""
        from .saves import SavesScreen

        self.app.push_screen(SavesScreen())

    def action_settings(self) -> None:
        """Colours, pace, keys."""
        self.app.action_open_settings()

    def action_leave(self) -> None:
        """Out of the program; every game is saved."""
        self.app.exit(0)


ABOUT = {
    "continue": marked("Here stands the last unfinished game, once there is one."),
    "quick": marked(
        "You lead the first of four states; three bots of different character lead the others. It begins at once."
    ),
    "new": marked(
        "Two to six states, each led by a person at this keyboard or by a bot, with all that can be changed."
    ),
    "learn": marked("About ten minutes and three rounds. Each thing is explained when it first matters."),
    "cards": marked("Crises and incidents as they come to the table, and what each of them does."),
    "saves": marked("All games, finished or not. Finished ones can be stepped through move by move."),
    "quit": marked("Nothing is lost: every move has been saved when it was made."),
}
"""A few words more on each entry."""
