"""A sandbox on the screen: one card comes first, and is dealt anew when its files change."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

from ... import tui
from ...authoring.table.preview import question
from ...authoring.table.sandbox import Sandbox
from ...saves import Game, saves_folder
from ...settings import Settings
from ..app import AllianceApp
from ..parts.page import Heading, Page, Reading
from ..parts.sheet import PROSE, Line, line, wrapped
from ..table.screen import TableScreen

LOOK = 1.0
"""Seconds between two looks at the files."""
GONE = "This was a sandbox: nothing of it is kept."


class SandboxTable(TableScreen):
    """The table of a sandbox, which says that it is one."""

    NAME = "The sandbox"
    HELP = """
    A game in which one card comes first, to try it. When a file of its pack changes, the card is checked and dealt
    anew from the start, with the same seed; if something is wrong with the files, that is shown, and the card stays on
    the table as it was. Nothing of this game is kept.
    """
    BINDINGS = [Binding("d", "deal", "deal anew", id="deal-anew")]

    def __init__(self, game: Game, sandbox: Sandbox, *, again: bool = False) -> None:
        super().__init__(game)
        self.sandbox = sandbox
        self.again = again
        """Whether somebody sat here before the card was dealt anew."""

    async def welcome(self, seat: int) -> None:
        """First of all: what this is, and what is otherwise than in a game; no briefing, and no way to the card."""
        if seat in self.greeted:
            return
        self.greeted.add(seat)
        deal = self.sandbox.deal
        greeting = [] if self.again else [f"This is a sandbox for one card: {deal.card.title}.", AGAIN]
        texts = [*greeting, *deal.notes]
        if texts:
            self.news.begin(lambda width: [part for text in texts for part in (*wrapped(text, width, "", " "), ())])
            await self.read(seat, "Sandbox")
        asked = question(deal)
        if asked is not None and asked.seat == seat and not self.sitting.over:
            # The page of the question tells the card.
            self.sitting.news(seat)

    def action_deal(self) -> None:
        """Deal the card anew, whether or not its files have changed."""
        if isinstance(self.app, SandboxApp):
            self.app.deal()

    def give_up(self) -> None:
        """Another table takes the place of this one: nothing is asked here any more."""
        self.workers.cancel_group(self, "flow")
        self.uncover()
        self.sitting.game.close()


AGAIN = "It is dealt anew, with the same seed, whenever a file of its pack changes. Nothing of this game is kept."


class ProblemsScreen(Page[None]):
    """What is wrong with the files."""

    NAME = "Problems"
    HELP = """
    The files have changed, and something in them cannot be used: each line names file, line and column. The card stays
    on the table as it was. Mend the file and save it: the card is then dealt anew by itself.
    """
    AUTO_FOCUS = "Reading"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__()
        self.problems = problems

    def body(self) -> Iterable[Widget]:
        """All problems, one below the other."""
        yield Heading("The files have changed, and cannot be used as they are")
        yield Reading(id="problems")

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """Fill the page."""
        pane = self.query_one("#problems", Reading)
        width = max(30, min(PROSE, pane.size.width - 2))
        lines = [part for each in self.problems for part in (*problem_lines(each, width), ())]
        pane.show([*lines, *wrapped("The card stays on the table as it was.", width, "dim")])


def problem_lines(problem: str, width: int) -> Iterable[Line]:
    """What is wrong, then the line of the file and its caret, which stand one below the other."""
    head, *below = problem.split("\n")
    return [*wrapped(head, width, "bad", "  "), *(line(each) for each in below)]


class SandboxApp(AllianceApp):
    """The program with a sandbox on the screen, and nothing to leave it for."""

    class Dealt(Message):
        """The files were read anew."""

        def __init__(self, problems: tuple[str, ...]) -> None:
            super().__init__()
            self.problems = problems

    def __init__(self, sandbox: Sandbox, settings: Settings) -> None:
        super().__init__(sandbox.folder, tui.menu, settings, sandbox.deal.table.library)
        self.sandbox = sandbox
        self.game = sandbox.game()
        self.reading = False
        """Whether the files are being read."""

    @property
    def deafness(self) -> float:
        """An Enter counts at once: whatever was not meant is gone with one key, and the card dealt anew."""
        return 0.0

    def on_mount(self) -> None:
        """Begin to look at the files."""
        self.set_interval(LOOK, self.look)

    def sit_down(self, game: Game, *, instead: bool = False) -> None:
        """Play a game; ``instead`` of the one on the screen."""
        self.game = game
        (self.switch_screen if instead else self.push_screen)(SandboxTable(game, self.sandbox, again=instead))

    def leave_game(self) -> None:
        """There is no menu behind a sandbox."""
        self.exit(0)

    def look(self) -> None:
        """Have the files changed?"""
        if not self.reading and self.sandbox.changed():
            self.deal()

    def deal(self) -> None:
        """Read the files anew, while the table stays as it is."""
        if not self.reading:
            self.reading = True
            self.read()

    @work(thread=True, group="sandbox")
    def read(self) -> None:
        """Read the files anew."""
        self.post_message(self.Dealt(self.sandbox.again()))

    def on_sandbox_app_dealt(self, event: Dealt) -> None:
        """A new table, or what is wrong with the files."""
        self.reading = False
        if isinstance(self.screen, ProblemsScreen):
            self.pop_screen()
        if event.problems:
            self.push_screen(ProblemsScreen(event.problems))
            return
        for page in [each for each in self.screen_stack if isinstance(each, SandboxTable)]:
            page.give_up()
        self.sit_down(self.sandbox.game(), instead=True)
        self.notify("The card is dealt anew.", markup=False)


def run(sandbox: Sandbox) -> int:
    """Play with one card on the screen. Gives the exit code."""
    from textual import constants

    # Whatever Textual would write to a log could tell one person what another holds.
    vars(constants)["LOG_FILE"] = None
    settings, _ = tui.settings_of_this_person()
    app = SandboxApp(sandbox, settings)
    app.guarded = True
    tui.sit(app)
    if app.game is not None:
        app.game.close()
    if app.fault is not None:
        # The report should not go with the sandbox, of which nothing is kept.
        app.folder, app.game = saves_folder(), None
        return tui.stop(app, app.fault)
    tui.say(GONE)
    return app.return_code or 0
