"""A lesson: a game for a class, who leads what in it, and how the minutes are spent."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .base import Definition, Id, Name, Title
from .scenario import YOU
from .timing import Round

SHORTEST, LONGEST = 5, 900
"""Seconds that a timer can have; 0 is no timer."""
Seconds = Annotated[int, Field(ge=0, le=LONGEST)]
Goal = Annotated[str, StringConstraints(min_length=1, max_length=240)]
Kind = Literal["act", "consent", "choice", "ask", "sealed"]
"""What a team can be asked: an action, a yes or no, what a card asks, a number aloud, a number in secret."""
KINDS: tuple[Kind, ...] = ("act", "consent", "choice", "ask", "sealed")


class Timers(Definition):
    """Seconds for each kind of question; 0 or left out: no timer."""

    act: Seconds = 0
    """For an action."""
    consent: Seconds = 0
    """For a yes or no to a proposal."""
    choice: Seconds = 0
    """For what a card asks."""
    ask: Seconds = 0
    """For a number said aloud."""
    sealed: Seconds = 0
    """For a number given in secret."""

    @model_validator(mode="after")
    def _long_enough(self) -> "Timers":
        for kind in KINDS:
            if 0 < self.of(kind) < SHORTEST:
                raise ValueError(f"`{kind}` must be {SHORTEST} to {LONGEST} seconds, or 0 for no timer")
        return self

    def of(self, kind: Kind) -> int:
        """Seconds for a question of this kind; 0 if nobody is hurried."""
        return int(getattr(self, kind))


class Team(Definition):
    """Who leads a state."""

    state: Name
    """The state."""
    pupils: int = Field(0, ge=0, le=40)
    """How many pupils are in the team."""
    seat: Name = YOU
    """`you` for the team, or the bot that leads the state instead."""


class Inject(Definition):
    """A card that the facilitator puts into the game."""

    round: Round
    """At the beginning of this round."""
    card: Id
    """The card."""


class LessonPlan(Definition):
    """A game for a class, planned beforehand."""

    format: Literal[1] = 1
    """The version of this file format."""
    title: Title
    """What the lesson is called."""
    scenario: Id
    """The scenario that is played."""
    states: int = Field(ge=1, le=6)
    """How many states play."""
    length: Id | None = None
    """The length of the game; otherwise the usual one."""
    difficulty: Id | None = None
    """The difficulty; otherwise the usual one."""
    options: tuple[Id, ...] = Field((), max_length=12)
    """Rules that are off unless chosen."""
    seed: int | None = Field(None, ge=0, le=2**63 - 1)
    """The seed of the game; otherwise by lot when it begins."""
    minutes: int = Field(ge=10, le=600)
    """Minutes of one lesson."""
    sessions: int = Field(1, ge=1, le=6)
    """Lessons that the game is spread over."""
    pupils: int = Field(ge=1, le=120)
    """How many pupils there are."""
    goals: tuple[Goal, ...] = Field((), max_length=12)
    """What is to be learnt."""
    practice: bool = False
    """Whether a practice round comes first."""
    teams: tuple[Team, ...] = Field(min_length=1, max_length=6)
    """Who leads which state."""
    press: int = Field(0, ge=0, le=40)
    """Pupils who are the press."""
    observers: int = Field(0, ge=0, le=40)
    """Pupils who watch and report."""
    timers: Timers = Field(default_factory=Timers)
    """How long a team has for a question."""
    injects: tuple[Inject, ...] = Field((), max_length=40)
    """Cards put in by the facilitator."""
    save: Annotated[str, StringConstraints(min_length=1, max_length=48)]
    """The name of the saved game; everything else of the lesson is named after it."""
