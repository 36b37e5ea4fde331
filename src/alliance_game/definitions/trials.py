"""Card tests: given such a table, this card comes, this is chosen, and this is what must have happened."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .base import Definition, Expression, Frozen, Id, Label, Text

Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
"""A line of the chronicle or a move, or a part of it."""


class GivenCrisis(Definition):
    """A crisis that is open before the card comes."""

    card: Id
    """The card."""
    target: Id | None = None
    """The state that it hits; otherwise as the card says."""
    tracks: Frozen[Line, int] = Field(default_factory=dict)
    """Its numbers: `demand: 12`, `share.norway: 3`."""


class Given(Definition):
    """The table before the card comes."""

    scenario: Id | None = None
    """The scenario; otherwise one whose decks hold the card."""
    states: int | None = Field(None, ge=1, le=6)
    """How many states play; otherwise 4, or what the scenario allows."""
    length: Id | None = None
    """The length; otherwise the first of the ruleset's."""
    difficulty: Id | None = None
    """The difficulty; otherwise the usual one."""
    options: tuple[Id, ...] = ()
    """Rules that are off unless chosen."""
    seed: int | None = Field(None, ge=0, le=2**63 - 1)
    """The seed of everything that is left to chance; otherwise 0 or, with `about`, the first seed that fits."""
    round: int = Field(1, ge=1, le=40)
    """The card comes at the beginning of this round; before, nobody does anything, and the game cannot end."""
    tracks: Frozen[Line, int] = Field(default_factory=dict)
    """Numbers that differ: `world.tension: 8`, `norway.coins: 0`, `norway.trust.spain: 5`; an agreement is 1 or 0."""
    crises: tuple[GivenCrisis, ...] = Field((), max_length=6)
    """Crises that are open, in the order in which they came."""
    who: Id | None = None
    """The state that decides on the card, whatever its `who` says."""
    about: Id | None = None
    """The second state: a seed is looked for with which the card chooses it."""
    target: Id | None = None
    """The state that the crisis hits, whatever its `target` says."""


class Expected(Definition):
    """What must be so afterwards."""

    tracks: Frozen[Line, int] = Field(default_factory=dict)
    """Numbers as they stand: `world.tension: 8`, `norway.coins: 3`, `piracy.demand: 12`."""
    changes: Frozen[Line, int] = Field(default_factory=dict)
    """Numbers by how much they changed: `norway.coins: -2`."""
    holds: tuple[Expression, ...] = ()
    """Conditions that hold: `world.tension >= 4`, `norway.pact(spain)`."""
    scheduled: Frozen[Id, Annotated[int, Field(ge=0, le=20)]] = Field(default_factory=dict)
    """Cards that come by themselves later, and in how many rounds."""
    opened: tuple[Id, ...] = ()
    """Crises that were put on the table."""
    log: tuple[Line, ...] = ()
    """Sentences that the chronicle tells, or parts of them."""
    not_log: tuple[Line, ...] = ()
    """Words that the chronicle does not tell."""
    who: Id | None = None
    """The state that the card is about."""
    about: Id | None = None
    """The second state that it is about."""
    target: Id | None = None
    """The state that the crisis hits."""


class Later(Definition):
    """How the game goes on, and what must be so then."""

    moves: tuple[Line, ...] = ()
    """Moves in order, `norway: choose pay` or `next round`; all else is answered with as little as possible."""
    rounds: int = Field(0, ge=0, le=12)
    """After the moves, so many more rounds begin in which nobody does anything."""
    expect: Expected = Field(default_factory=Expected)
    """What must be so then; changes and lines are counted from the moves on."""


class CardTest(Definition):
    """One test of one card."""

    card: Id
    """The card that comes."""
    about: Label | None = None
    """Why this is tested, in a few words."""
    given: Given = Field(default_factory=Given)
    """The table before it comes."""
    open: tuple[Id, ...] = ()
    """Choices that can be taken."""
    locked: Frozen[Id, Text] = Field(default_factory=dict)
    """Choices that cannot, with the reason or a part of it."""
    choose: Id | None = None
    """The choice that is taken."""
    crisis: Literal["met", "failed"] | None = None
    """The card's own list that is carried out, after which the crisis leaves the table."""
    expect: Expected = Field(default_factory=Expected)
    """What must be so then, before any card that comes of it."""
    then: Later | None = None
    """How the game goes on."""

    @model_validator(mode="after")
    def _one_way(self) -> "CardTest":
        if self.crisis is not None and (self.choose or self.open or self.locked):
            raise ValueError("`crisis` is for a crisis, `choose`, `open` and `locked` for an incident")
        return self


class CardTests(Definition):
    """A file of card tests."""

    format: Literal[1] = 1
    """The version of this file format."""
    tests: Frozen[Label, CardTest] = Field(min_length=1, max_length=200)
    """The tests by name."""
