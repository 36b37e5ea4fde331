"""Agreements: what binds states to each other; and agendas: what a state wants in secret."""

from typing import Literal

from pydantic import Field, model_validator

from .base import Definition, Expression, Frozen, Id, RuleNumber, Text, Title
from .effects import Effects


class Obligation(Definition):
    """A duty: `self` owes it, `partner` is owed (in an agreement of many: every other party in turn)."""

    at: Literal["crisis_leaves", "round_ends"] = "crisis_leaves"
    """When it is checked."""
    when: Expression | None = None
    """Only if this holds."""
    owe: Expression
    """How much is owed."""
    paid: Expression
    """How much was given."""
    rule: RuleNumber | None = None
    """The rule of the rulebook that it carries out."""


class Agreement(Definition):
    """What two or more states can sign."""

    title: Title
    """The name on the screen."""
    short: Title | None = None
    """One or two words for the relations matrix."""
    about: Text | None = None
    """What it does, in a sentence."""
    parties: Literal[2, "many"] = 2
    """Two, each pair for itself; or many, one agreement that states join and leave."""
    at_least: int = Field(0, ge=0, le=6)
    """For many: ends by itself when fewer are left."""
    obligation: Obligation | None = None
    """A duty that it carries."""
    kept: Effects = ()
    """What happens when the duty was done."""
    breach: Effects = ()
    """What happens when it was not."""
    rule: RuleNumber | None = None
    """The rule of the rulebook."""

    @model_validator(mode="after")
    def _fits(self) -> "Agreement":
        if self.obligation is None and (self.kept or self.breach):
            raise ValueError("`kept` and `breach` need an `obligation`")
        return self


class Marks(Definition):
    """What a number must reach."""

    full: Expression
    """For full points."""
    part: Expression
    """For part of them."""


class Agenda(Definition):
    """A secret aim of one state, read at the end."""

    title: Title
    """The name on the screen."""
    text: Text
    """What the player reads."""
    number: Expression
    """The number that counts; `self` is its owner."""
    better: Literal["higher", "lower"] = "higher"
    """Whether the number must be at least or at most the mark."""
    marks: Frozen[Id, Marks] = Field(min_length=1)
    """The marks for each length of the game; a length that is missing uses the first."""
    rule: RuleNumber | None = None
    """The rule of the rulebook."""
