"""A new game: one form, good as it stands, started with Enter."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters
from textual.binding import Binding
from textual.containers import Container
from textual.events import Key
from textual.timer import Timer
from textual.widget import Widget

from ...definitions import Library
from ...describe import naming, scenarios
from ...errors import AllianceError
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..parts.page import Heading, Page
from ..parts.roll import Rows, listed
from ..parts.sheet import PROSE, Line, Piece, left, line, wrapped
from ..parts.still import Still
from .plan import BY_LOT, Field, Plan, rounds_said

LONGEST_SEED = 19
FAIR = marked("No level sees more than another.")
PAUSE = 0.2
"""Seconds without a key after which the rules of the plan are compiled, to see whether they can be played."""


class Form(Rows):
    """The fields of the plan, one under the cursor."""

    DEFAULT_CSS = "Form { height: auto; max-height: 100%; }"
    BINDINGS = [
        Binding("enter", "screen.start", marked("start the game"), id="start"),
        Binding("left,h", "screen.change(-1)", marked("change"), key_display="←→", id="previous"),
        Binding("right,l,space", "screen.change(1)", marked("change"), show=False, id="next"),
        Binding("backspace,delete", "screen.rub_out", marked("rub out"), show=False, id="rub-out"),
    ]

    def action_take(self) -> None:
        """A second click on a line gives its next answer."""
        self.screen.action_change(1)  # type: ignore[attr-defined]


class NewGameScreen(Page[None]):
    """The form. It changes the plan it is given, so that whoever keeps it has the choices of last time."""

    NAME = marked("New game")
    HELP = marked("""
    Everything that makes a game, on one page. Up and down go from line to line, left and right change the answer, and
    a digit picks one at once; on the last line digits are the seed. {scenarios} lists all scenarios. Enter starts the
    game as it stands, on any line. A state is led by you, by another person at this keyboard, or by a bot. Bots are
    characters, and the seed decides which, or all of one level, from easy to expert; on the line of a state you can
    name any bot there is. Levels differ in what they think of and for how long: none sees more than another, and none
    sees your agenda. The same seed and the same choices give the same cards. Every move is saved.
    """)
    BINDINGS = [Binding("s", "scenarios", marked("all scenarios"), id="scenarios")]
    DEFAULT_CSS = """
    NewGameScreen #sides { height: 1fr; }
    NewGameScreen #form-side { height: auto; max-height: 84%; }
    NewGameScreen #rest { height: 1fr; }
    NewGameScreen.-wide #sides, NewGameScreen.-vast #sides { layout: horizontal; }
    NewGameScreen.-wide #form-side, NewGameScreen.-vast #form-side { width: 68; height: 100%; max-height: 100%; }
    NewGameScreen.-wide Form, NewGameScreen.-vast Form { height: 1fr; max-height: 100%; }
    """
    app = getters.app(AllianceApp)

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__()
        self._plan = plan
        self.problem = ""
        self._waiting: Timer | None = None

    @property
    def library(self) -> Library:
        """What can be played."""
        return self.app.library

    @property
    def plan(self) -> Plan:
        """The choices."""
        if self._plan is None:
            self._plan = Plan.usual(self.library)
        return self._plan

    def body(self) -> Iterable[Widget]:
        """The form, and below or beside it what it means."""
        yield Container(
            Container(Heading(say("The table")), Form(id="form"), id="form-side"),
            Container(Heading(id="title"), Still(id="meaning"), id="rest"),
            id="sides",
        )

    def bar(self) -> Line:
        """What this page is."""
        about = say("good as it stands; change what you like")
        return line((translated(self.NAME), "strong"), (f"  {about}", "dim"))

    def on_mount(self) -> None:
        """The usual choices, or those of last time."""
        self.query_one(Form).focus()
        self.call_after_refresh(self.write)
        self.look_ahead()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.write)

    def on_pick_highlighted(self, event: Rows.Highlighted) -> None:
        """Say what the line under the cursor means."""
        self.write()

    @property
    def field(self) -> Field:
        """The field under the cursor."""
        fields = self.plan.fields(self.library)
        return next((each for each in fields if each.id == self.query_one(Form).about), fields[0])

    # What is shown

    def write(self) -> None:
        """The form, and what follows from it."""
        form, fields = self.query_one(Form), self.plan.fields(self.library)
        label = min(18, max(len(each.label) for each in fields))
        here = self.field.id
        form.show((listed(self.row(each, label, each.id == here), each.id, form.room) for each in fields), "stay")
        reading = self.query_one(Still)
        width = min(PROSE, max(20, reading.size.width - 3))
        problem = [*wrapped(self.problem, width, "bad"), line("")] if self.problem else []
        reading.show([*problem, *self.meaning(width)])
        self.query_one("#title", Heading).say(self.follows())

    def row(self, each: Field, label: int, here: bool) -> Line:
        """One line of the form; arrows stand around the answer that the keys would change."""
        if each.choices:
            text, about = each.chosen.text, each.chosen.about
        else:
            text, about = self.seed_words(here)
        shown = f"← {text} →" if here and each.choices else f"  {text}"
        tone = "" if about == "" or each.value in (BY_LOT, "off", "") else "strong"
        return line((f"{left(each.label, label)} ", "dim"), (left(shown, 18), tone), Piece(f" {about}", "dim"))

    def seed_words(self, here: bool) -> tuple[str, str]:
        """The seed, as far as it is typed."""
        if self.plan.seed:
            return self.plan.seed, say("the same seed, the same cards") if here else ""
        return say("by lot"), say("or type digits, to play the same cards again") if here else ""

    def meaning(self, width: int) -> list[Line]:
        """All about the line under the cursor, and the digits for its answers."""
        each = self.field
        if not each.choices:
            return wrapped(
                say("The seed decides what chance will bring. Digits to type it, Backspace to rub out."), width
            )
        text, about = naming.sentence(each.chosen.text), each.chosen.about
        joined = f"{text}. {about}" if about[:1].isupper() else f"{text}, {about}"
        texts = [joined.rstrip(".") + "."]
        if each.id == "states":
            texts = [say("{count} states at the table; {about}.", count=text, about=about)]
        if each.id == "bots":
            texts = [f"{text}: {about}. {translated(FAIR)}"]
        if each.id == "scenario":
            texts += [naming.sentence(f"{scenarios.in_short(self.library, self.plan.scenario)}.")]
        if each.id == "scenario" and self.roomy:
            texts += scenarios.briefing(self.library.scenario(self.plan.scenario))
        found = [part for text in texts if text.strip() for part in (line(""), *wrapped(text, width))]
        return [*found[1:], *self.digits(each, width)]

    def digits(self, each: Field, width: int) -> list[Line]:
        """``1 you  2 a bot by lot  3 hawk``, as far as there are digits."""
        places = [choice.value if choice.value.isdigit() else str(n) for n, choice in enumerate(each.choices, 1)]
        said = [
            digit if digit == choice.text else f"{digit} {choice.text}".replace(" ", "\u00a0")
            for digit, choice in zip(places, each.choices, strict=True)
            if len(digit) == 1
        ]
        return wrapped("   ".join(said), width, "dim") if len(said) > 1 else []

    @property
    def roomy(self) -> bool:
        """Whether there is room for a long text."""
        return any(self.has_class(name) for name in ("-wide", "-vast", "-high"))

    def follows(self) -> str:
        """How long it will take, or that it cannot be played."""
        if self.problem:
            return say("This cannot be played")
        plan, rounds = self.plan, rounds_said(self.plan.rounds(self.library))
        if not plan.people:
            return say("{rounds}, and only bots: you watch", rounds=rounds)
        return say(
            "{rounds}, about {minutes} minutes for you alone"
            if plan.people == 1
            else "{rounds}, about {minutes} minutes for {people} people",
            rounds=rounds,
            minutes=plan.minutes(self.library),
            people=plan.people,
        )

    def look_ahead(self, after: float | None = PAUSE) -> None:
        """See whether the plan can be played, once the keys rest; ``None`` to look no more."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(after, self.check) if after is not None else None

    def check(self) -> None:
        """Compile the rules, and say what is wrong with them."""
        try:
            self.plan.checked(self.library)
            self.say("")
        except AllianceError as error:
            self.say(str(error))

    def say(self, problem: str) -> None:
        """What stands in the way."""
        self.problem = problem
        self.write()

    # What is done

    def action_change(self, step: int) -> None:
        """The next answer to the line under the cursor, or the one before."""
        each = self.field
        if each.choices:
            index = [choice.value for choice in each.choices].index(each.value)
            self.answer(each, each.choices[(index + step) % len(each.choices)].value)

    def answer(self, each: Field, value: str) -> None:
        """Set a field, and show what follows."""
        self.plan.answer(self.library, each.id, value)
        self.problem = ""
        self.write()
        self.look_ahead()

    def on_key(self, event: Key) -> None:
        """Digits: an answer by its number, or the seed."""
        digit, each = event.character or "", self.field
        if not (digit.isascii() and digit.isdigit()):
            return
        event.stop()
        if not each.choices:
            self.answer(each, (self.plan.seed + digit).lstrip("0")[:LONGEST_SEED] or "0")
        elif (value := self.by_digit(each, digit)) is not None:
            self.answer(each, value)

    def by_digit(self, each: Field, digit: str) -> str | None:
        """The answer that is this number, or has this place."""
        values = [choice.value for choice in each.choices]
        if any(value.isdigit() for value in values):
            return digit if digit in values else None
        return values[int(digit) - 1] if 0 < int(digit) <= len(values) else None

    def action_rub_out(self) -> None:
        """One digit of the seed less."""
        each = self.field
        if not each.choices:
            self.answer(each, self.plan.seed[:-1])

    def action_scenarios(self) -> None:
        """All scenarios, to read about and to choose from."""
        from .scenarios import ScenariosScreen

        self.app.push_screen(ScenariosScreen(self.plan.scenario), self.choose)

    def choose(self, scenario: str | None) -> None:
        """The scenario that was chosen on its own page."""
        if scenario is not None:
            self.plan.answer(self.library, "scenario", scenario)
            self.problem = ""
        self.write()
        self.look_ahead()

    def action_start(self) -> None:
        """Begin, or say what stands in the way."""
        try:
            game = self.plan.begin(self.library, self.app.folder)
        except AllianceError as error:
            self.look_ahead(after=None)
            self.say(str(error))
            return
        app = self.app
        self.dismiss(None)
        app.sit_down(game)
