"""Tracks: the bounded whole numbers that a ruleset keeps."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import ByName, Definition, Expression, Frozen, Id, Label, Title

LIMIT = 1_000_000


class Track(Definition):
    """A bounded whole number of the world, a state, a pair of states, a crisis, or a crisis and a state."""

    title: Annotated[Title | None, ByName()] = None
    """The word on the screen; otherwise its id."""
    short: Title | None = None
    """One short word for the head of a narrow column; otherwise the title."""
    about: Label | None = None
    """What it means, in a few words."""
    min: int = Field(0, ge=-LIMIT, le=LIMIT)
    """The lowest value."""
    max: int = Field(ge=-LIMIT, le=LIMIT)
    """The highest value."""
    start: Expression = "0"
    """The value at the start: a number or a constant of the ruleset."""
    better: Literal["higher", "lower", "neither"] = "higher"
    """Which direction is welcome."""
    reset: Literal["round"] | None = None
    """`round`: back to its start at the beginning of every round."""
    deal: Id | None = None
    """A constant list whose first entries, one a state, are shuffled and dealt out as starts."""
    secret: Literal["owner"] | None = None
    """`owner`: only the state itself sees it."""
    directed: bool = False
    """For pairs: two numbers, one for each direction."""
    show: Literal["number", "mark", "no"] = "number"
    """How people see it: as a number, as a mark (its title, while it is not 0), or not at all."""
    says: Label | None = None
    """For marks: what is said of whoever has it, behind a name: `has a garrison`; of the world a whole clause."""
    denies: Label | None = None
    """For marks: what is said of whoever does not have it: `has no garrison`."""

    @model_validator(mode="after")
    def _borders(self) -> "Track":
        if self.min >= self.max:
            raise ValueError("`max` must be above `min`")
        if (self.says is None) != (self.denies is None):
            raise ValueError("`says` and `denies` go together")
        return self


class Tracks(Definition):
    """All tracks of a ruleset, by what they belong to."""

    world: Frozen[Id, Track] = Field(default_factory=dict)
    """Tracks of the world: read `world.tension`."""
    state: Frozen[Id, Track] = Field(default_factory=dict)
    """Tracks of each state: read `self.support`."""
    pair: Frozen[Id, Track] = Field(default_factory=dict)
    """Tracks of each pair of states: read `self.trust(partner)`."""
    crisis: Frozen[Id, Track] = Field(default_factory=dict)
    """Tracks of each open crisis: read `crisis.demand`."""
    crisis_state: Frozen[Id, Track] = Field(default_factory=dict)
    """Tracks of each open crisis and state: read `crisis.share(self)`."""

    @model_validator(mode="after")
    def _fits(self) -> "Tracks":
        for scope in ("world", "pair", "crisis", "crisis_state"):
            for name, track in getattr(self, scope).items():
                if track.secret or track.deal:
                    raise ValueError(f"`{name}` is not a track of a state: only those are `secret` or dealt")
                if track.directed and scope != "pair":
                    raise ValueError(f"`{name}` is not a track of a pair: only those are `directed`")
        if any(track.directed for track in self.state.values()):
            raise ValueError("a track of a state has no direction")
        return self


class Values(Definition):
    """Named values: short names for expressions, worked out each time they are read."""

    world: Frozen[Id, Expression] = Field(default_factory=dict)
    """Read `world.gap`."""
    state: Frozen[Id, Expression] = Field(default_factory=dict)
    """Read `self.pacts`; inside, the state is `self`."""
    crisis: Frozen[Id, Expression] = Field(default_factory=dict)
    """Read `crisis.fair`; inside, the crisis is `crisis`."""
    crisis_state: Frozen[Id, Expression] = Field(default_factory=dict)
    """Read `crisis.limit(self)`; inside, `crisis` and `self`."""
