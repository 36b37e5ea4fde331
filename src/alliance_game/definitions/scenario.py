"""A scenario: a ruleset with its states, starts, decks and dated cards, and what it tells a newcomer."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Definition, Expression, Frozen, Id, Label, Name, Prose, Shown, Text, Title
from .quiz import Item
from .ruleset import Constants
from .timing import Dated, Stop

Point = Annotated[str, StringConstraints(min_length=1, max_length=240), Shown()]
"""A sentence in a list."""


class StateOf(Definition):
    """A state that a player can lead."""

    id: Name
    """Its id, in moves and files."""
    title: Title
    """Its name on the screen."""
    called: Title | None = None
    """What it is called inside a sentence, if not by its title: "the Netherlands"."""
    short: Annotated[str, StringConstraints(min_length=2, max_length=3)] | None = None
    """Two or three letters for narrow tables."""
    about: Label | None = None
    """What it is like to sit here, in a line."""
    start: Frozen[Id, Expression] = Field(default_factory=dict)
    """Starting values that differ from the ruleset's."""
    agendas: tuple[Id, ...] = Field((), max_length=7)
    """The agendas that it can be dealt, by lot; without them it gets one that no state of the scenario names."""
    bot: Literal["planner", "hawk", "broker", "freerider", "loyalist", "titfortat", "search"] | None = None
    """Who leads it where nobody else does; if nothing is said, a planner or, in the menu, a character by lot."""
    briefing: Prose | None = None
    """What its player reads first."""

    @property
    def in_words(self) -> str:
        """What it is called inside a sentence, with its article if it has one."""
        return self.called or self.title


class SeatRange(Definition):
    """How many can play."""

    min: int = Field(2, ge=1, le=6)
    """At least."""
    max: int = Field(6, ge=1, le=6)
    """At most."""


class Lesson(Definition):
    """Advice to a teacher who has so much time."""

    minutes: int = Field(ge=10, le=600)
    """Minutes, everything included."""
    length: Id | None = None
    """The length of the game that fits in."""
    text: Text
    """What to stress and what to cut."""


YOU = "you"
"""A person, among the seats of a guide."""
MOMENTS = ("start", "news", "turn", "proposal", "card", "end")
"""When a note can come, besides the asking phases."""


class GuideNote(Definition):
    """Something that a newcomer is told once, when it first matters."""

    title: Title
    """What it is about, in a few words."""
    text: Annotated[str, StringConstraints(min_length=1, max_length=320), Shown()]
    """Two to four short sentences; `{world.tension}` is filled in as it is then, `self` is the reader's state."""
    at: Id
    """`start`, `news` (before what happened is told), `turn`, `proposal`, `card`, an asking phase's id, or `end`."""
    round: int = Field(1, ge=1, le=40)
    """Not before this round."""
    only_if: Expression | None = Field(None, alias="if")
    """Only while this holds; it reads what the reader (`self`) may know."""
    about: tuple[Id, ...] = Field((), max_length=4)
    """The tracks and agreements that it explains: it has to call them by their titles."""


class Guide(Definition):
    """A first game that explains itself. The notes come in any game of the scenario, to every person."""

    seed: int = Field(ge=0, le=2**63 - 1)
    """The game's seed."""
    seats: tuple[Id, ...] = Field(min_length=1, max_length=6)
    """Who leads each state: `you` once, and bots."""
    length: Id | None = None
    """The length whose marks count."""
    difficulty: Id | None = None
    """The difficulty."""
    notes: tuple[GuideNote, ...] = Field(max_length=60)
    """What is told, in order; at most two at a time, the others wait for the next such moment."""


class Scenario(Definition):
    """A table to sit down at."""

    format: Literal[1] = 1
    """The version of this file format."""
    title: Title
    """The name on the screen."""
    about: Text | None = None
    """What it is, in a sentence or two."""
    era: Title | None = None
    """The years it is set in: "1949 to 1969"."""
    level: Literal["easy", "medium", "demanding"] | None = None
    """How hard it is to understand, and to hold together."""
    own_rules: tuple[Point, ...] = Field((), max_length=6)
    """What is different here from the ruleset that it builds on, in a sentence each."""
    teaches: tuple[Point, ...] = Field((), max_length=6)
    """What one can learn from it."""
    questions: tuple[Point, ...] = Field((), max_length=12)
    """What to talk about afterwards."""
    quiz: tuple[Item, ...] = Field((), max_length=12)
    """Questions about its ideas, answered before and after a lesson."""
    lessons: tuple[Lesson, ...] = Field((), max_length=4)
    """Advice to teachers."""
    briefing: Prose | None = None
    """What the table reads first."""
    ruleset: Id
    """The rules."""
    seats: SeatRange = Field(default_factory=SeatRange)
    """How many can play."""
    states: tuple[StateOf, ...] = Field(min_length=1, max_length=6)
    """The states, in seat order; a game of n takes the first n."""
    decks: Frozen[Id, tuple[Id, ...]] = Field(default_factory=dict)
    """For each deck of the ruleset: the folders under `cards/` that fill it."""
    constants: Constants = Field(default_factory=dict)
    """Constants of the ruleset that differ here; these win over length and difficulty."""
    dated: tuple[Dated, ...] = ()
    """Cards that come at a certain time."""
    stop: Stop | None = None
    """An early end."""
    guide: Guide | None = None
    """What makes it a first game."""
