"""What a new game is going to be: scenario, seats, length, difficulty, options, seed; asked for in fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle, zip_longest
from pathlib import Path

from ...bots import BOTS
from ...bots.strength import LEVELS
from ...definitions import Library, Scenario
from ...definitions.characters import CHARACTERS
from ...definitions.ruleset import Ruleset
from ...definitions.scenario import YOU
from ...engine import Rules, compile_rules
from ...engine.chance import Dice, shuffled
from ...engine.rules import constants_of
from ...engine.setup import checked_seed
from ...saves import Game, create
from ...sitting import called, seed_by_lot
from ...wording import marked, say, translated
from .saved import words

USUAL = "concert"
"""The scenario that is meant where none is named, as in ``new_game``."""
USUAL_STATES = 4
SHORT_NAMES = (marked("lesson"), marked("standard"), marked("gentle"), marked("hard"))
"""What lengths and difficulties are usually called; a ruleset's own stand as they are."""
BY_LOT = "by lot"
"""A seat whose character is drawn from the seed, each once before any comes twice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a field: its words, what is said of it, and what it stands for."""

    value: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form. A field without choices is typed."""

    id: str
    label: str
    choices: tuple[Choice, ...]
    value: str

    @property
    def chosen(self) -> Choice:
        """The answer that stands."""
        return next(each for each in self.choices if each.value == self.value)


@dataclass(slots=True)
class Plan:
    """The choices for a new game."""

    scenario: str
    states: int
    length: str
    difficulty: str
    options: set[str] = field(default_factory=set)
    seats: list[str] = field(default_factory=list)
    """``you``, a bot's name or ``by lot`` for each state; may be longer than there are states."""
    bots: str = BY_LOT
    """What a bot by lot is: one of the characters, or a level, the same for all of them."""
    seed: str = ""
    """Digits, or empty for a seed by lot."""
    leaders: tuple[str | None, ...] = ()
    """The bots that the scenario wants by lot to be, by state."""
    own: Plan | None = None
    """What was chosen before a scenario with a guide, which brings its own choices."""

    @classmethod
    def usual(cls, library: Library) -> Plan:
        """One person among bots drawn by lot, in the usual scenario."""
        scenario = USUAL if USUAL in library.scenarios else next(iter(library.scenarios))
        plan = cls(scenario, 0, "", "")
        plan.suit(library)
        return plan

    def suit(self, library: Library) -> None:
        """Whatever the scenario does not have becomes what is usual there."""
        length, difficulty, *_ = constants_of(library, self.scenario, None, None, ())
        ruleset, seats = self.ruleset(library), library.scenario(self.scenario).seats
        self.length = self.length if self.length in ruleset.lengths else length
        self.difficulty = self.difficulty if self.difficulty in ruleset.difficulties else difficulty
        self.options &= set(ruleset.options)
        self.leaders = tuple(state.bot for state in library.scenario(self.scenario).states)
        self.states = max(seats.min, min(self.states or USUAL_STATES, seats.max))
        if not self.seats:
            self.seats.append(YOU)
        self.seats += [BY_LOT] * (seats.max - len(self.seats))

    def ruleset(self, library: Library) -> Ruleset:
        """The rules of the scenario."""
        return library.rules_of(self.scenario).ruleset

    @property
    def people(self) -> int:
        """How many seats people have."""
        return self.seats[: self.states].count(YOU)

    def rounds(self, library: Library) -> int:
        """How long the game is at most; what a scenario says wins over the length."""
        lengths = self.ruleset(library).lengths[self.length]
        found = library.scenario(self.scenario).constants.get("rounds", lengths["rounds"])
        assert isinstance(found, int)
        return found

    def minutes(self, library: Library) -> int:
        """How long it takes at one keyboard, in steps of five minutes.

        A person needs three minutes and three quarters for a round, thinking and talking included, and people play
        one after the other; bots take no time. So 8 rounds are 30 minutes for one person and 60 for two.
        """
        quarters = self.rounds(library) * self.people * 15
        return max(5, round(quarters / 20) * 5)

    def seated(self, seed: int) -> tuple[str, ...]:
        """Who sits where; seats by lot have their level, the scenario's own bot, or characters drawn from the seed.

        Characters are as different as can be.
        """
        if self.bots == BY_LOT:
            wanted = zip_longest(self.seats, self.leaders[: len(self.seats)])
            seats = [own or seat if seat == BY_LOT else seat for seat, own in wanted][: self.states]
        else:
            seats = self.seats[: self.states]
        names = [name for name in CHARACTERS if name in BOTS]
        dice = Dice("seats", seed)
        order = [names[index] for index in shuffled(dice.cells, 0, list(range(len(names))))]
        taken = [name for name in seats if name in order]
        left = [name for name in order if name not in taken] or order
        drawn = cycle(left if self.bots == BY_LOT else [self.bots])
        return tuple(next(drawn) if seat == BY_LOT else seat for seat in seats)

    def checked(self, library: Library) -> Rules:
        """The compiled rules. Raises ``AllianceError`` if a game like this cannot be played."""
        checked_seed(int(self.seed or 0))
        return compile_rules(library, self.scenario, self.states, self.length, self.difficulty, self.options)

    def begin(self, library: Library, folder: Path) -> Game:
        """The saved game. Raises ``AllianceError``, and ``SaveError`` if it cannot be saved.

        A typed seed counts once: whoever begins another game without a thought gets other cards, save with a guide.
        """
        seed = int(self.seed) if self.seed else seed_by_lot()
        game = create(
            library,
            self.seated(seed),
            folder,
            scenario=self.scenario,
            states=self.states,
            length=self.length,
            difficulty=self.difficulty,
            options=self.options,
            seed=seed,
        )
        if self.own is None:
            self.seed = ""
        return game

    # The form

    def fields(self, library: Library) -> list[Field]:
        """Every line of the form, in order."""
        scenarios = [Choice(name, each.title, each.about or "") for name, each in listed(library)]
        span = library.scenario(self.scenario).seats
        states = [Choice(str(n), str(n), states_range(span.min, span.max)) for n in range(span.min, span.max + 1)]
        return [
            Field("scenario", say("Scenario"), tuple(scenarios), self.scenario),
            Field("states", say("States"), tuple(states), str(self.states)),
            Field("bots", say("Bots"), bot_choices(), self.bots),
            *self.seat_fields(library),
            *self.rule_fields(library),
            Field("seed", say("Seed"), (), self.seed),
        ]

    def seat_fields(self, library: Library) -> Iterator[Field]:
        """A line for each state: a person, or which bot."""
        person = Choice(YOU, say("you" if self.people < 2 else "a person"), say("at this keyboard"))
        bots = [*(name for name in CHARACTERS if name in BOTS), *(name for name in BOTS if name not in CHARACTERS)]
        choices = (
            person,
            Choice(BY_LOT, say("a bot by lot"), say("a character; you will see which"))
            if self.bots == BY_LOT
            else Choice(BY_LOT, say("a bot: {level}", level=called(self.bots)), say("like the others")),
            *(Choice(name, called(name), translated(BOTS[name][1])) for name in bots),
        )
        for seat, state in enumerate(library.scenario(self.scenario).states[: self.states]):
            yield Field(f"seat {seat}", state.title, choices, self.seats[seat])

    def rule_fields(self, library: Library) -> Iterator[Field]:
        """Length, difficulty and options."""
        ruleset, fixed = self.ruleset(library), library.scenario(self.scenario).constants
        lengths = {name: fixed.get("rounds", each["rounds"]) for name, each in ruleset.lengths.items()}
        said = {name: rounds_said(rounds) for name, rounds in lengths.items() if isinstance(rounds, int)}
        yield Field(
            "length", say("Length"), tuple(Choice(n, short_name(n), said[n]) for n in ruleset.lengths), self.length
        )
        if ruleset.difficulties:
            of = say("of {names}", names=", ".join(short_name(name) for name in ruleset.difficulties))
            hard = [Choice(name, short_name(name), of) for name in ruleset.difficulties]
            yield Field("difficulty", say("Difficulty"), tuple(hard), self.difficulty)
        for name, option in ruleset.options.items():
            if name == ruleset.practice:
                continue  # lessons begin with it; by itself it is no game to set up
            both = (Choice("off", say("off"), option.about), Choice("on", say("on"), option.about))
            yield Field(f"option {name}", option.title, both, "on" if name in self.options else "off")

    def answer(self, library: Library, which: str, value: str) -> None:
        """Set a field."""
        kind, _, name = which.partition(" ")
        if kind == "seat":
            self.seats[int(name)] = value
        elif kind == "option":
            (self.options.add if value == "on" else self.options.discard)(name)
        elif kind == "states":
            self.states = int(value)
        elif kind == "scenario":
            self.go_to(library, value)
        else:
            setattr(self, kind, value)
        self.suit(library)

    def go_to(self, library: Library, scenario: str) -> None:
        """Another scenario. One with a guide is set up as the guide wants it; after it the choices are as before."""
        own, guide = self.own or self, library.scenario(scenario).guide
        chosen = (own.states, own.length, own.difficulty, set(own.options), list(own.seats), own.bots, own.seed)
        self.scenario, self.own = scenario, None
        self.states, self.length, self.difficulty, self.options, self.seats, self.bots, self.seed = chosen
        if guide is not None:
            self.own = replace(self)
            self.states, self.length, self.difficulty = len(guide.seats), guide.length or "", guide.difficulty or ""
            self.seats = [name if name == YOU or name in BOTS else BY_LOT for name in guide.seats]
            self.options, self.bots, self.seed = set(), BY_LOT, str(guide.seed)


def listed(library: Library) -> list[tuple[str, Scenario]]:
    """Every scenario by id: the usual one first, then those of no particular time, then the others, by title."""
    every = library.scenarios.items()
    return sorted(every, key=lambda item: (item[0] != USUAL, item[1].era is not None, item[1].title))


def bot_choices() -> tuple[Choice, ...]:
    """Characters, or one of the levels."""
    characters = Choice(BY_LOT, say("characters"), say("each has its own ways"))
    return (characters, *(Choice(name, called(name), translated(level.about)) for name, level in LEVELS.items()))


def states_range(least: int, most: int) -> str:
    """``2 to 6 can play``."""
    return say("{least} to {most} can play" if least < most else "no choice here", least=least, most=most)


def short_name(name: str) -> str:
    """The name of a length or a difficulty."""
    return translated(words(name).lower())


def rounds_said(rounds: int) -> str:
    """``8 rounds``."""
    return say("1 round" if rounds == 1 else "{count} rounds", count=rounds)
