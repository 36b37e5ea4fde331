"""A scenario: a ruleset with its states, starts, decks and dated cards."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Definition, Expression, Frozen, Id, Name, Prose, Text, Title
from .ruleset import Constants


class StateOf(Definition):
    """A state that a player can lead."""

    id: Name
    """Its id, in moves and files."""
    title: Title
    """Its name on the screen."""
    short: Annotated[str, StringConstraints(min_length=2, max_length=3)] | None = None
    """Two or three letters for narrow tables."""
    start: Frozen[Id, Expression] = Field(default_factory=dict)
    """Starting values that differ from the ruleset's."""
    briefing: Prose | None = None
    """What its player reads first."""


class SeatRange(Definition):
    """How many can play."""

    min: int = Field(2, ge=1, le=6)
    """At least."""
    max: int = Field(6, ge=1, le=6)
    """At most."""


class Dated(Definition):
    """A card that comes in a certain round, instead of the first one drawn then."""

    round: int = Field(ge=1, le=40)
    """When."""
    card: Id
    """The card."""
    start: Frozen[Id, Expression] = Field(default_factory=dict)
    """For a crisis: tracks set after it was opened."""


class Stop(Definition):
    """An early end."""

    after: Id
    """After this phase of the first round."""
    ending: Id
    """With this ending."""


class Scenario(Definition):
    """A table to sit down at."""

    format: Literal[1] = 1
    """The version of this file format."""
    title: Title
    """The name on the screen."""
    about: Text | None = None
    """What it is, in a sentence or two."""
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
