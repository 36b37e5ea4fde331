"""The facilitator's console: the game stands still, and whatever is done is a line in its journal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from time import monotonic
from typing import NamedTuple, Protocol

from textual import getters, work
from textual.widget import Widget

from ...definitions.scenario import YOU
from ...describe.trail import Asked
from ...engine.layout import ROUND, SEAT
from ...engine.view import sealed_phase
from ...errors import AllianceError, SaveError
from ...saves import FACILITATOR, Game
from ...sitting import Sitting
from ...wording import marked, say
from ..app import AllianceApp
from ..parts.menu import Item, Menu
from ..parts.page import Heading, Page
from ..parts.sheet import PROSE, Line, Sheet, line, wrapped
from . import deeds
from .choosing import Choice, ChoosePage, WritePage

MORE = 60
"""Seconds that a question gets at once."""
SHOWN = 4
"""The last interventions that the console shows."""
SUBSTITUTE = "planner"
"""The bot that decides for a team that is not there."""


class Table(Protocol):
    """The table that the console belongs to."""

    @property
    def sitting(self) -> Sitting:
        """Who sits there."""

    def give_time(self, seconds: int) -> bool:
        """More time for the question that is open, kept in the journal; whether it has any."""


class Deed(NamedTuple):
    """Something that can be done."""

    key: str
    text: str
    about: str
    do: Callable[[], Awaitable[None]]


class DeskScreen(Page[None]):
    """Offers everything that a facilitator can do, one thing after another, until the game goes on."""

    TIMELESS = True
    NAME = marked("The facilitator's console")
    HELP = marked("""
    The game is paused: nothing happens and no time passes until you go on. A letter or Enter chooses; then comes what
    is needed, and last a reason, which may stay empty. Everything that you do to the game is kept in it with its
    reason, is told to all in the chronicle, and cannot be taken back by a team; a pause and more time are kept
    too. Nothing secret is on these pages, so they may be on the projector; the one thing that is secret is asked about
    twice. A card that you choose for a later round is told to nobody before it comes, but whoever looks at the screen
    now can read it. {back} goes on with the game; where several people share the screen, it is closed first.
    """)
    DEFAULT_CSS = """
    DeskScreen #asked { height: auto; padding: 0 1; }
    DeskScreen #done { height: auto; padding: 0 1; }
    """
    app = getters.app(AllianceApp)

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self.told = ""
        self.since = monotonic()

    @property
    def game(self) -> Game:
        """The game."""
        return self.table.sitting.game

    def bar(self) -> Line:
        """It stands still."""
        rules, cells = self.game.position.rules, self.game.position.cells
        where = say("Round {round} of {last}", round=cells[ROUND], last=rules.machine.rounds)
        return line((say("The game is paused"), "strong"), (f"  {where}", "dim"))

    def body(self) -> Iterable[Widget]:
        """Who is asked, what can be done, and what was done."""
        yield Sheet(id="asked")
        yield Menu(take=self.chosen)
        yield Heading(say("What you did"))
        yield Sheet(id="done")

    def on_mount(self) -> None:
        """As it is now."""
        self.write()
        self.query_one(Menu).focus()

    def write(self) -> None:
        """Everything as it is now."""
        over = self.game.position.over
        self.query_one("#asked", Sheet).show([] if over else wrapped(deeds.asked(self.game.position), PROSE))
        menu = self.query_one(Menu)
        menu.fill([Item(each.text, each.about, value=each, digit=each.key) for each in self.deeds()], menu.cursor)
        last = list(self.game.interventions)[-SHOWN:]
        lines = [text for each in last for text in wrapped(self.remembered(each.text, each.reason), PROSE, "dim")]
        lines += wrapped(self.told, PROSE, "watch") if self.told else []
        self.query_one("#done", Sheet).show(lines or wrapped(say("Nothing yet."), PROSE, "dim"))
        self.write_bar()

    def remembered(self, text: str, reason: str) -> str:
        """What was done, as it is typed; a card that is to come stays unsaid here."""
        shown = say("a card for later") if text.startswith("inject") and "round=" in text else text
        return f"{shown} “{reason}”" if reason else shown

    def deeds(self) -> Iterator[Deed]:
        """What can be done now."""
        yield Deed("g", say("Go on with the game"), "", self.go_on)
        if not self.game.position.over:
            yield Deed("s", say("Skip the question"), say("its default counts"), self.skip)
            yield Deed("t", say("More time"), say("{seconds} s for the question", seconds=MORE), self.more_time)
            yield Deed("i", say("Bring in a card"), say("now or in a later round"), self.inject)
            yield Deed("c", say("Correct a number"), say("with a reason"), self.correct)
            yield Deed("f", say("Freeze or thaw"), say("what the rules do by themselves"), self.freeze)
            yield Deed("r", say("Rule on an argument"), say("costs the team an action"), self.rule)
            yield Deed("b", say("Bot for a team"), say("or the team back"), self.seat)
            yield Deed("z", say("Go back to a round"), say("what followed stands no more"), self.rewind)
            yield Deed("e", say("End the game now"), say("it is scored as it stands"), self.end)
        yield Deed("m", say("Mark this moment"), say("for the debrief"), self.mark)
        yield Deed("x", say("Show everything"), say("agendas too: not on a projector"), self.everything)

    def chosen(self, item: Item) -> None:
        """Do it."""
        if isinstance(item.value, Deed):
            self.carry_out(item.value)

    @work(exclusive=True)
    async def carry_out(self, deed: Deed) -> None:
        """Ask for what is needed, and do it; what is not possible is said."""
        self.told = ""
        try:
            await deed.do()
        except AllianceError as error:
            self.told = str(error)
        if self.is_attached:
            self.write()

    async def go_on(self) -> None:
        """Back to the game."""
        self.action_back()

    def action_back(self) -> None:
        """Back to the game, which keeps how long it stood still; where it cannot, that is said, and it goes on."""
        try:
            if not self.game.position.over:
                self.game.pause(int(monotonic() - self.since))
        except SaveError as error:
            self.app.notify(str(error), severity="warning", markup=False)
        self.dismiss(None)

    # What is needed

    async def pick(self, title: str, choices: list[Choice]) -> object:
        """One of some things; ``None`` for none."""
        return await self.app.push_screen_wait(ChoosePage(title, choices))

    async def reason(self, title: str) -> str | None:
        """Why; ``None`` if it is not to be done after all."""
        about = say("Why? Everybody reads it in the chronicle. Enter alone gives no reason.")
        return await self.app.push_screen_wait(WritePage(title, about, say("a few words, or nothing")))

    async def do(self, text: str, title: str) -> None:
        """Ask for the reason, then do it."""
        why = await self.reason(title)
        if why is not None:
            self.game.intervene(text, why)
            self.done()

    def done(self) -> None:
        """The table has changed."""
        self.table.sitting.forget()
        self.told = say("Done, and kept in the journal.")

    # What can be done

    async def skip(self) -> None:
        """Go on without an answer."""
        title, position = say("Skip the question"), self.game.position
        seat: object = position.cells[SEAT]
        if sealed_phase(position.rules, position.cells):
            seat = await self.pick(title, deeds.teams(self.game))
        if isinstance(seat, int):
            await self.do(f"skip state={position.rules.states[seat].id}", title)

    async def more_time(self) -> None:
        """More time for the question."""
        given = self.table.give_time(MORE)
        self.told = say("The question gets {seconds} s more.", seconds=MORE) if given else say("There is no clock.")

    async def inject(self) -> None:
        """A card, now or later."""
        title, position = say("Bring in a card"), self.game.position
        card = await self.pick(title, deeds.cards(position))
        if card is None:
            return
        due = await self.pick(title, deeds.rounds_to_come(position))
        if isinstance(due, int):
            await self.do(f"inject card={card}" + (f" round={due}" if due else ""), title)

    async def correct(self) -> None:
        """A number."""
        title, position = say("Correct a number"), self.game.position
        about = await self.pick(title, deeds.numbers(position))
        if isinstance(about, Asked):
            by = await self.pick(title, deeds.amounts(position, about))
            if isinstance(by, int):
                await self.do(deeds.correction(position.rules, about, by), title)

    async def freeze(self) -> None:
        """What the rules do by themselves."""
        found = deeds.frozen(self.game.position)
        if not found:
            self.told = say("In this game nothing can be frozen.")
            return
        text = await self.pick(say("Freeze or thaw"), found)
        if isinstance(text, str):
            await self.do(text, say("Freeze or thaw"))

    async def rule(self) -> None:
        """An argument of the team that acts: granted as one step of one number, or not."""
        title, position = say("Rule on an argument"), self.game.position
        seat = position.cells[SEAT]
        verdict = [Choice(say("Nothing is granted"), "", "no"), Choice(say("One number moves by one"), "", "yes")]
        found = await self.pick(title, verdict)
        if found == "no":
            await self.do(deeds.ruling(position.rules, seat, None, 0), title)
        elif found == "yes":
            about = await self.pick(title, deeds.numbers(position))
            if isinstance(about, Asked):
                by = await self.pick(title, deeds.amounts(position, about, 1))
                if isinstance(by, int):
                    await self.do(deeds.ruling(position.rules, seat, about, by), title)

    async def seat(self) -> None:
        """A bot for a team that is not there, or the team again."""
        title = say("Bot for a team")
        seat = await self.pick(title, deeds.teams(self.game))
        if isinstance(seat, int):
            why = await self.reason(title)
            if why is not None:
                self.table.sitting.seat(seat, SUBSTITUTE if self.game.seats[seat] == YOU else YOU, why)
                self.done()

    async def rewind(self) -> None:
        """Back to the beginning of a round."""
        title = say("Go back to a round")
        number = await self.pick(title, deeds.rounds_gone(self.game.position))
        if isinstance(number, int):
            why = await self.reason(title)
            if why is not None:
                self.game.rewind(number, why)
                self.done()

    async def end(self) -> None:
        """The end, now."""
        await self.do("end", say("End the game now"))

    async def mark(self) -> None:
        """A moment for the debrief."""
        title, about = say("Mark this moment"), say("What is to be talked about later? Nobody reads it before the end.")
        text = await self.app.push_screen_wait(WritePage(title, about, say("a few words")))
        if text:
            self.game.note(FACILITATOR, text)
            self.told = say("Kept for the debrief.")

    async def everything(self) -> None:
        """What is secret, if it is really meant."""
        title = say("Show everything")
        sure = [Choice(say("No, go back"), "", ""), Choice(say("Yes: nobody else sees this screen"), "", "yes")]
        if await self.pick(title, sure) == "yes":
            rows = [Choice(text, "", text) for text in deeds.secrets(self.game)]
            await self.pick(title, rows or [Choice(say("Nothing is secret in this game."), "", "")])
