"""A ruleset: tracks, phases, scoring and endings of one game."""

from typing import Literal

from pydantic import Field, model_validator

from .agreements import Agenda, Agreement
from .base import Definition, Expression, Frozen, Id, Label, RuleNumber, Text, Title
from .characters import BotHints
from .effects import Effects
from .phases import Block, Hook, Phase
from .tactics import Tactic
from .timing import Dated, Stop
from .tracks import Tracks, Values

Constant = int | tuple[int, ...]
Constants = Frozen[Id, Constant]


class Group(Definition):
    """A menu of tactics."""

    title: Title
    """The words on the screen."""
    about: Label | None = None
    """What is in it, in a few words."""


class Deck(Definition):
    """A deck of cards; a scenario says which folders fill it."""

    late: Id | None = None
    """Cards with this tag stay below …"""
    after: Expression = "0"
    """… until so many cards were drawn by draw phases."""
    dated: Literal["count", "apart"] = "apart"
    """Whether a dated card, which comes in the place of a drawn one, counts as one of them."""


class CrisisRules(Definition):
    """How crises behave."""

    slots: int = Field(4, ge=1, le=8)
    """How many can be open."""
    overflow: Effects = ()
    """What happens instead when one more is drawn."""
    opens: Effects = ()
    """What happens when one is put on the table, before the card's own `opens`."""
    rule: RuleNumber | None = None
    """The rule of the rulebook."""


class AgendaWorth(Definition):
    """What agendas are worth."""

    full: Expression
    """Points for the full mark."""
    part: Expression
    """Points for the part mark."""


class AgendaRules(Definition):
    """How agendas are dealt and paid."""

    deal: Literal[0, 1] = 1
    """How many each state gets."""
    worth: AgendaWorth
    """Points."""


class Score(Definition):
    """How states are ranked at the end."""

    of: Expression
    """The points of `self`, agenda left out."""
    ties: tuple[Expression, ...] = ()
    """What decides between equals, in this order."""
    rule: RuleNumber | None = None
    """The rule of the rulebook."""


class Ending(Definition):
    """A way to end."""

    title: Title
    """The headline."""
    text: Text | None = None
    """What it means."""
    everyone: Literal["scored", "loses", "unscored"]
    """`scored`: ranked by points; `loses`: all lose; `unscored`: nobody is ranked."""
    grade: Id | str | None = None
    """The grade that everybody gets, if all lose."""


class Grade(Definition):
    """Marks for a number."""

    title: Title
    """What is graded."""
    of: Expression
    """The number; in a personal grade `self.score` is the final score."""
    marks: Frozen[Id, Frozen[str, int]] = Field(min_length=1)
    """For each length, or under `any`: the letter and the number it needs, best first."""
    below: str
    """The letter for everything lower."""
    one_lower: Expression | None = None
    """If this holds the grade is one lower."""


class Grades(Definition):
    """The grades given at the end."""

    alliance: Grade | None = None
    """Shared by all."""
    personal: Grade | None = None
    """One for each state."""


class Record(Definition):
    """Whether states keep their word: two public tracks of a state, for the screen, for partners and for bots."""

    kept: Id
    """Rounds in which it kept its word."""
    broken: Id
    """Rounds in which it broke its word."""
    word: Label = "its word"
    """What it keeps or breaks, as it is called: `its pledges`."""

    @model_validator(mode="after")
    def _differ(self) -> "Record":
        if self.kept == self.broken:
            raise ValueError(f"`broken` is the same track as `kept`: '{self.kept}'")
        return self


class CrisisBar(Definition):
    """Tracks of a crisis that the screen draws: a bar, "3 of 23", "2 rounds"."""

    progress: Id
    """How far it is."""
    demand: Id
    """How far it must come."""
    deadline: Id | None = None
    """Rounds left, this one among them."""


class Beside(Definition):
    """A public number beside the tracks of the world."""

    title: Title
    """Its name."""
    of: Expression
    """The number: of what all may know, and of no state in particular."""
    about: Label | None = None
    """What it means, in a few words."""


class Board(Definition):
    """What the screen shows of a game besides its tracks."""

    crisis: CrisisBar | None = None
    """How an open crisis is drawn."""
    beside: tuple[Beside, ...] = Field((), max_length=4)
    """Numbers beside the tracks of the world."""


class Instead(Definition):
    """What an option puts in the place of what the scenario says."""

    dated: tuple[Dated, ...] = ()
    """The cards that come at a certain time, in place of the scenario's."""
    constants: Constants = Field(default_factory=dict)
    """Constants that differ; these win over all others."""
    stop: Stop | None = None
    """An early end."""


class Freezable(Definition):
    """Something that the rules do by themselves and a facilitator can stop for a while."""

    title: Title
    """Its name."""
    about: Text | None = None
    """What stops."""
    track: Id
    """The track of the world that is 1 while it is stopped; the rules look at it."""


class Facilitator(Definition):
    """What somebody who leads a class or a meeting can do in a game, besides what is possible in every game."""

    freeze: Frozen[Id, Freezable] = Field(default_factory=dict)
    """What can be stopped for a while."""


class Option(Definition):
    """A rule that is off unless chosen; its id is a constant, 1 when chosen."""

    title: Title
    """Its name."""
    about: Text
    """What it does."""
    instead: Instead | None = None
    """What is played in place of what the scenario says."""

    def puts(self, dated: Dated) -> bool:
        """Whether this very dated card is one that comes with the option."""
        return self.instead is not None and any(each is dated for each in self.instead.dated)


class Ruleset(Definition):
    """The rules of one game."""

    format: Literal[1] = 1
    """The version of this file format."""
    title: Title
    """The name of the game."""
    about: Text | None = None
    """What it is, in a sentence or two."""
    extends: Id | None = None
    """Another ruleset that this one changes: what is written here is added or replaces."""
    without: tuple[Id, ...] = ()
    """With `extends`: tactics, agreements and agendas left out."""
    lengths: Frozen[Id, Constants] = Field(min_length=1)
    """The lengths of a game, the first by default; each sets constants, `rounds` among them."""
    difficulties: Frozen[Id, Constants] = Field(default_factory=dict)
    """The difficulties, `standard` by default (else the first); each sets constants."""
    options: Frozen[Id, Option] = Field(default_factory=dict)
    """Rules that are off unless chosen."""
    practice: Id | None = None
    """The option with which a practice round is played."""
    constants: Constants = Field(default_factory=dict)
    """Named numbers, and lists of numbers."""
    tags: Frozen[Id, Title] = Field(default_factory=dict)
    """The tags that cards can have, and their words on the screen."""
    tracks: Tracks = Field(default_factory=Tracks)
    """What is counted."""
    values: Values = Field(default_factory=Values)
    """Short names for expressions."""
    first_seat: Literal["lot", "first"] = "first"
    """Who begins in round 1: by lot, or the first seat."""
    decks: Frozen[Id, Deck] = Field(default_factory=dict)
    """The decks."""
    groups: Frozen[Id, Group] = Field(default_factory=dict, max_length=7)
    """The menus of tactics."""
    crises: CrisisRules | None = None
    """How crises behave; without it there are none."""
    agendas: AgendaRules | None = None
    """How agendas are dealt and paid; without it there are none."""
    blocks: Frozen[Id, Block] = Field(default_factory=dict)
    """Effects with a name, for `run`."""
    hooks: tuple[Hook, ...] = ()
    """Effects at certain moments."""
    phases: tuple[Phase, ...] = Field(min_length=1)
    """What a round consists of, in order."""
    tallies: Frozen[Id, Label] = Field(default_factory=dict)
    """What is counted for statistics."""
    score: Score
    """How states are ranked."""
    endings: Frozen[Id, Ending] = Field(min_length=1)
    """The ways to end."""
    grades: Grades = Field(default_factory=Grades)
    """The grades."""
    bots: BotHints = Field(default_factory=BotHints)
    """What bots need to know."""
    record: Record | None = None
    """Where it stands whether a state keeps its word; without it no such thing is counted."""
    board: Board = Field(default_factory=Board)
    """What the screen shows besides the tracks."""
    facilitator: Facilitator = Field(default_factory=Facilitator)
    """What a facilitator can do."""

    @model_validator(mode="after")
    def _fits(self) -> "Ruleset":
        for length, constants in self.lengths.items():
            if not isinstance(constants.get("rounds"), int):
                raise ValueError(f"length '{length}' must set `rounds`")
        if len({phase.id for phase in self.phases}) != len(self.phases):
            raise ValueError("two phases have the same id")
        return self


class RulesFolder(Definition):
    """A ruleset with the tactics, agreements and agendas of its folder."""

    ruleset: Ruleset
    tactics: Frozen[Id, Tactic] = Field(default_factory=dict)
    agreements: Frozen[Id, Agreement] = Field(default_factory=dict)
    agendas: Frozen[Id, Agenda] = Field(default_factory=dict)
