"""The table: a game from its first question to its end, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus, Resize
from textual.signal import Signal
from textual.widget import Widget

from ...describe import events, status
from ...describe.events import PUBLIC, Told
from ...describe.trail import Asked
from ...errors import AllianceError, SaveError
from ...saves import Game
from ...saves.pins import Pins
from ...settings import PACES
from ...sitting import Sitting
from ...wording import marked, say, translated
from ..facilitator.patience import Patience
from ..lesson.terms import Terms, unhurried
from ..lesson.timer import EVERY as TICK
from ..lesson.timer import Timer
from ..parts.sheet import Line, Sheet, line, wrapped
from ..parts.thinking import Mind
from .asking import Answers, Asking
from .board import board_lines, changed, headline, numbers, thinking_line
from .greeting import greeting_lines, note_lines
from .handover import HandOverScreen
from .newspane import NewsPane, Preface, prose_in
from .pointing import BoardSheet
from .sidebar import Sidebar
from .tactics import Tactics

if TYPE_CHECKING:
    # Pages are imported by what opens them: the table is on the screen sooner.
    from .outcome import Again

HAPPENED, SINCE = marked("What happened"), marked("Since your last turn")
SAID = 2
"""Lines of what one's own last move did."""
LOWER = 6
"""Rows that the menus and news below the board should have."""
SLOW = 0.5
"""Seconds after which it is said that a bot is thinking."""
ROOMY = 34
"""Rows from which each state's part in the crises is shown."""


def shown_by_question(told: Told) -> bool:
    """Whether the question itself shows what happened: a proposal, or a card that asks."""
    return events.is_act(told.entry) or told.entry.kind == "card"


class Left(Exception):
    """The people left while the screen was handed over."""


class TableScreen(Asking):
    """Plays a saved game. The flow asks one question after another; each answer is saved before it is shown."""

    NAME = marked("The table")
    HELP = marked("""
    The upper half shows how things stand: the world, the states and what they are to each other, the open crises.
    The lower half asks what you want to do, and says beside it what the entry under the cursor would do.
    {why} lets you point at any number and ask why it is what it is.
    """)
    DEFAULT_CSS = """
    TableScreen #felt { height: 1fr; }
    TableScreen #middle { width: 1fr; }
    TableScreen #said { height: auto; padding: 0 1; }
    TableScreen.-short #said { display: none; }
    TableScreen.-narrow #tactics-left { max-width: 27; }
    TableScreen.-normal #tactics-left { max-width: 38; }
    TableScreen.-wide Sidebar { display: block; }
    TableScreen.-vast Sidebar { display: block; width: 70; }
    """
    BINDINGS = [
        Binding("u", "undo", marked("undo"), id="undo"),
        Binding("a", "advise", marked("advise"), id="advise"),
        Binding("w", "why", marked("why"), id="why"),
        Binding("l", "chronicle", marked("log"), id="chronicle"),
        Binding("c", "codex", marked("codex"), id="codex"),
        Binding("g", "agenda", marked("agenda"), id="agenda"),
        Binding("r", "relations", marked("relations"), id="relations"),
        Binding("n", "notes", marked("notes"), id="notes"),
        Binding("q", "leave", marked("leave"), id="leave"),
    ]

    def __init__(self, game: Game, terms: Terms | None = None) -> None:
        super().__init__(Sitting(game))
        terms = terms or Terms()
        self.timer = Timer(self, terms)
        self.begins_with_recap = terms.recap and not self.sitting.over
        self.late: Callable[[], None] | None = None
        """What plays the answer that was not given in time."""
        self.said = ""
        """What the closed screen says besides the name."""
        self.rules = self.sitting.rules
        self.seen = None
        self.before: dict[int, Mapping[Asked, int]] = {}
        """Each seat's numbers when it last decided something."""
        self.greeted: set[int] = set()
        self.mind = Mind()
        self.patience = Patience()
        self.thinker: int | None = None
        """Whose bot has been thinking for longer than a moment."""

    def compose(self) -> ComposeResult:
        """For this size from the beginning, so that nothing has to be laid out anew."""
        self.add_class(*self.app.size_classes(), update=False)
        yield from super().compose()

    def body(self) -> Iterable[Widget]:
        """Board, menus or news, and the side."""
        yield Horizontal(
            Vertical(BoardSheet(id="board"), Tactics(), NewsPane(), Sheet(id="said"), id="middle"), Sidebar(), id="felt"
        )

    @property
    def pace(self) -> int:
        """Tenths of a second between two lines of news."""
        return PACES[self.app.settings.pace]

    @property
    def prose(self) -> int:
        """Columns for sentences."""
        return prose_in(self.size.width)

    def bar(self) -> Line:
        """Round, phase, whose turn; who is thinking, if it takes long."""
        if self.thinker is not None:
            return thinking_line(self.rules, self.seen, self.thinker)
        if self.seen is None:
            return line((self.app.TITLE or "", "strong"))
        return headline(self.seen, self.bar_width)

    def on_mount(self) -> None:
        """Begin, or go on."""
        self.lower("")
        for moment in self.breaks:
            moment.subscribe(self, lambda app: self.shut())
        self.set_interval(TICK, self.timer.tick)
        self.flow()

    def on_screen_resume(self) -> None:
        """Nothing lies over the table any more."""
        super().on_screen_resume()
        self.on_top.set()
        # The window may have another size by now.
        self.call_after_refresh(self.resized)

    def on_screen_suspend(self) -> None:
        """Another page is open."""
        self.on_top.clear()

    def on_unmount(self) -> None:
        """Let others open the save. Whoever waits to be told of a break would stay for ever, and its game with it."""
        for moment in self.breaks:
            moment.unsubscribe(self)
        self.sitting.game.close()

    @property
    def breaks(self) -> tuple[Signal[App[object]], ...]:
        """The moments at which the program is put aside, or taken up again."""
        return self.app.app_suspend_signal, self.app.app_resume_signal

    # The flow of the game

    @work(exclusive=True, group="flow")
    async def flow(self) -> None:
        """One question after another, to the end."""
        try:
            if self.begins_with_recap:
                self.begins_with_recap = False
                await self.app.push_screen_wait(self.recap())
            if self.sitting.viewer in self.sitting.people:
                await self.welcome(self.sitting.viewer)
            while not self.sitting.over:
                await self.step()
            await self.finish()
        except Left:
            self.leave()

    async def step(self) -> None:
        """One answer to one question; if it cannot be saved, the same question comes again."""
        seat = self.sitting.asked.seat
        late, self.late = self.late, None
        try:
            if late is not None:
                late()
                return
            await (self.bot(seat) if seat in self.sitting.bots else self.person(seat))
        except SaveError as error:
            await self.stop(str(error))

    async def welcome(self, seat: int) -> None:
        """Before anything happens: who you are, and what you want."""
        if seat not in self.greeted and not self.sitting.over:
            self.greeted.add(seat)
            await self.lesson(seat, "start")
            self.news.begin(partial(greeting_lines, self.sitting, seat))
            await self.read(seat, marked("You"))

    async def bot(self, seat: int) -> None:
        """A bot thinks, moves, and is heard."""
        soon = self.set_timer(SLOW, partial(self.wait_for, seat))
        try:
            choice = await self.mind.think(partial(self.sitting.think, seat))
        finally:
            soon.stop()
            self.thinker = None
        self.write_bar()
        self.sitting.play(choice.move, seat, choice.reason)
        if self.sitting.viewer is not None and not self.sitting.shared:
            await self.hear(self.sitting.viewer)

    def wait_for(self, seat: int) -> None:
        """A bot takes its time: say so, and show what one's own last move has done in the place of its menu."""
        self.thinker, viewer = seat, self.sitting.viewer
        if self.tactics.display and viewer is not None:
            self.paint(viewer)
            self.lower("")
        self.write_bar()

    async def hear(self, seat: int) -> None:
        """Show a seat what has happened, at its pace."""
        pane, found = self.news, self.sitting.news(seat)
        if seat == PUBLIC and any(each.entry.kind == "round" for each in found.told):
            # Nobody presses Enter where only bots play: each round begins on an empty page.
            pane.forget()
        pane.take(found)
        if pane.empty or (self.sitting.asked_seat == seat and pane.only_of(self.rules, seat)):
            return
        self.open_news(seat, HAPPENED)
        await pane.turn_pages(self.rules, self.pace, partial(self.paint, seat))

    async def person(self, seat: int) -> None:
        """A person reads the news and answers its question."""
        if self.sitting.viewer != seat:
            await self.hand_over(seat)
        await self.welcome(seat)
        pane = self.news
        pane.take(self.sitting.news(seat))
        pane.leave_out(shown_by_question)
        if not pane.empty and not pane.only_of(self.rules, seat):
            pane.begin(*pane.preface, *self.taught(seat, "news"))
            await self.read(seat, SINCE if self.sitting.shared else HAPPENED)
        said = pane.in_short(self.rules, max(30, self.size.width - 3), SAID)
        self.query_one("#said", Sheet).show(said)
        await self.lesson(seat)
        await self.answer(seat)

    async def lesson(self, seat: int, moment: str = "") -> None:
        """In a first game: what matters now for the first time."""
        taught = self.taught(seat, moment)
        if taught:
            self.news.begin(*taught)
            await self.read(seat, marked("Before you go on"))

    def taught(self, seat: int, moment: str) -> list[Preface]:
        """The guide's words for a moment; none in most games."""
        return [partial(note_lines, note) for note in self.sitting.notes(seat, moment)]

    async def read(self, seat: int, title: str) -> None:
        """Everything that a seat has not read, until the person goes on."""
        self.open_news(seat, title)
        await self.news.reading(self.rules, self.pace, partial(self.paint, seat))

    def open_news(self, seat: int, title: str) -> None:
        """The news below the board, which stays as it was until they are told."""
        if self.seen is None:
            self.paint(seat)
        self.lower("news")
        self.news.open(translated(title))

    async def answer(self, seat: int) -> None:
        """Put the question until it is answered, and play the answer."""
        seen = self.sitting.seen(seat)
        asked = seen.decisions[0]
        self.paint(seat)
        moves: Answers | None = None
        draft: dict[str, int] = {}
        self.timer.start(seen, asked, draft)
        while moves is None:
            moves = await self.put(seen, asked, draft)
            if moves is None:
                await self.look_around()
        self.timer.answered()
        self.before[seat] = numbers(seen)
        self.query_one("#said", Sheet).show([])
        moves(seat)

    async def hand_over(self, seat: int) -> None:
        """Nothing but the next name, until somebody opens the screen. Whatever else was open is closed."""
        self.put_away()
        state = self.rules.states[seat]
        pins, said, self.said = Pins(self.sitting.game.path), self.said, ""
        closed = HandOverScreen(state.title, pins, state.id, self.public_board, said)
        if not await self.app.push_screen_wait(closed):
            raise Left
        self.sitting.viewer = seat

    def put_away(self) -> None:
        """Nobody may look any more."""
        self.timer.stop()
        self.sitting.viewer = None
        self.uncover()
        self.clear_away()

    def time_is_over(self, play: Callable[[], None]) -> None:
        """A team has let its time run out: what was stated is played, and the screen is closed, whoever is next."""
        self.late, self.said = play, say("Time is up: what was announced is done.")
        self.put_away()
        self.flow()

    def uncover(self) -> None:
        """Close whatever lies over the table before anything else can happen: it may be what one person was reading."""
        while self in self.app.screen_stack and self.app.screen is not self:
            self.app.pop_screen()

    async def finish(self) -> None:
        """The last news, and the end."""
        from .outcome import OutcomeScreen

        viewer = self.sitting.viewer
        if viewer is not None:
            self.news.take(self.sitting.news(viewer))
            if not self.news.empty:
                await self.read(viewer, HAPPENED)
            await self.lesson(viewer, "end")
        await self.front()
        self.leave(await self.app.push_screen_wait(OutcomeScreen(self.sitting.game)))

    async def stop(self, reason: str) -> None:
        """A move could not be saved: say so; the person can try again, or leave."""
        self.news.forget()
        now = say("What was saved before stands. Enter tries again, q leaves.")
        self.news.begin(lambda width: wrapped(f"{reason} {now}", width, "bad"))
        self.lower("news")
        self.news.open(say("The game cannot be saved"))
        self.news.draw(self.rules, 0)
        await self.news.going_on()
        self.news.forget()

    @work(exclusive=True, group="flow")
    async def facilitate(self) -> None:
        """The game stands still, and its facilitator has the keyboard; then it goes on, handed over first if shared."""
        from ..facilitator.desk import DeskScreen
        from ..facilitator.gate import GateScreen

        if self.sitting.shared:
            self.put_away()
        else:
            self.timer.stop()
            self.uncover()
            self.lower("")
        pins = Pins(self.sitting.game.path)
        if self.sitting.shared and not await self.app.push_screen_wait(GateScreen(pins, self.patience)):
            self.flow()
            return
        await self.app.push_screen_wait(DeskScreen(self))
        self.before.clear()
        self.seen = None
        self.flow()

    def give_time(self, seconds: int) -> bool:
        """More time for the question that is put when the game goes on; whether it has a clock."""
        if self.timer.terms.seconds is unhurried:
            return False
        self.sitting.game.more_time(seconds)
        self.timer.more += seconds
        return True

    def shut(self) -> None:
        """With several people: whatever happened, the screen is closed first. The question is put again."""
        if self.sitting.shared and not self.sitting.over:
            self.put_away()
            self.flow()

    def leave(self, again: Again | None = None) -> None:
        """Out of the game: to the menu, or, if there is none, out of the program; perhaps into another game."""
        self.sitting.game.close()
        if self.sitting.shared:
            self.app.clear_traces()
        if again is not None:
            self.begin(again)
        elif self.is_active:
            self.app.leave_game()

    def begin(self, again: Again) -> None:
        """Another game on this table; if it cannot be saved, the menu says what the matter is."""
        try:
            game = again()
        except AllianceError as error:
            self.leave()
            self.app.notify(str(error), title=say("No new game"), severity="error", timeout=15, markup=False)
        else:
            self.app.sit_down(game, instead=True)

    # What is on the screen

    def paint(self, seat: int) -> None:
        """The board as a seat sees it."""
        self.seen = self.sitting.seen(seat) if seat != PUBLIC else status.everybodys(self.sitting.game.position)
        self.redraw()
        self.query_one(Sidebar).write(self.seen, self.sitting.told(seat))

    def redraw(self) -> None:
        """The board in the width that it has."""
        sheet = self.query_one(BoardSheet)
        if self.seen is None:
            return
        width = self.query_one("#middle").size.width or self.size.width
        marked = changed(self.before.get(self.seen.seat, {}), self.seen)
        roomy, most = self.size.height >= ROOMY, self.size.height - LOWER - 2
        sheet.show(board_lines(self.seen, width, marked, roomy=roomy, most=most), pointed=sheet.pointed)
        self.write_bar()

    def clear_away(self) -> None:
        """Nothing of any seat stays on this page."""
        self.seen = None
        self.query_one(BoardSheet).show([])
        self.news.forget()
        self.query_one("#said", Sheet).show([])
        self.query_one(Sidebar).write(None, ())
        self.lower("")
        self.write_bar()

    def on_resize(self, event: Resize) -> None:
        """Everything in its new width."""
        self.call_after_refresh(self.resized)

    def resized(self) -> None:
        """See ``on_resize``."""
        self.redraw()
        if self.news.display:
            self.news.draw(self.rules, self.news.shown)
        if self.seen is not None:
            self.query_one(Sidebar).write(self.seen, self.sitting.told(self.seen.seat))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The keys are those of what is in focus."""
        self.write_keys()

    # Messages and keys

    def on_board_sheet_released(self, event: BoardSheet.Released) -> None:
        """The keys go back to where they were."""
        self.focus_lower()

    def focus_lower(self) -> None:
        """The keys go to the menu, or to the news."""
        (self.tactics.menu if self.tactics.display else self.news.lines).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something now."""
        if action == "advise":
            return self.question is not None
        if action in ("why", "chronicle", "relations", "codex", "agenda", "notes"):
            return self.seen is not None and (action not in ("agenda", "notes") or self.seen.seat >= 0)
        if action == "undo":
            viewer = self.sitting.viewer
            return self.tactics.waits and viewer is not None and self.sitting.game.can_undo(viewer)
        return action != "back"

    def action_undo(self) -> None:
        """Take the last move back."""
        viewer = self.sitting.viewer
        if viewer is None:
            return
        try:
            self.sitting.game.undo(viewer)
        except SaveError as error:
            self.query_one("#said", Sheet).show(wrapped(say("Not taken back: {error}", error=error), self.prose, "bad"))
            return
        self.sitting.forget()
        self.news.forget()
        self.before.pop(viewer, None)
        if self.sitting.shared:
            self.shut()
        else:
            self.flow()

    def action_leave(self) -> None:
        """Leave the game; it is saved. What a bot is still thinking about is not played any more."""
        self.workers.cancel_group(self, "flow")
        self.leave()
