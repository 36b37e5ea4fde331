"""Event cards: crises, which stay on the table until they leave, and incidents, which happen at once."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from .base import Citation, Definition, Expression, Frozen, Id, Name, Price, RuleNumber, Text, Title
from .dates import Date
from .effects import Effects


class Selector(Definition):
    """Which state is meant; the candidate is `it`, ties are broken by lot."""

    most: Expression | None = None
    """The one with the highest value."""
    least: Expression | None = None
    """The one with the lowest value."""
    where: Expression | None = None
    """Only among those for which this holds."""
    chance: int | None = Field(None, ge=1, le=100)
    """The percentage of cases in which `most` or `least` decides; otherwise any by lot."""
    pair: Name | None = Field(None, alias="with")
    """The name of a second state, chosen together with the first: one lot over all pairs."""

    @model_validator(mode="after")
    def _not_both(self) -> "Selector":
        if self.most is not None and self.least is not None:
            raise ValueError("say `most` or `least`, not both")
        return self


StateChoice = Literal["any"] | Selector


class _Card(Definition):
    title: Title
    """The name on the card."""
    text: Text
    """The story on the card, two sentences at most; what it does is written by the game."""
    tags: tuple[Id, ...] = ()
    """What it is, from the ruleset's list of tags."""
    copies: int = Field(1, ge=1, le=9)
    """How many of it are in the deck."""
    weight: int = Field(1, ge=1, le=20)
    """How likely it is drawn, against others of weight 1."""
    when: Expression | None = None
    """It can be drawn only while this holds."""
    rule: RuleNumber | None = None
    """The rule of the rulebook."""
    date: Date | None = None
    """When it happened, if it did."""
    source: Citation | None = None
    """Where one can look that up."""
    verified: bool | None = None
    """Whether somebody has looked it up."""


class CrisisCard(_Card):
    """A demand on everybody; it stays on the table until it is met or fails."""

    kind: Literal["crisis"]
    """`crisis`."""
    target: StateChoice | None = None
    """Which state it hits: `any` (by lot) or a selector; without it, none."""
    start: Frozen[Id, Expression] = Field(default_factory=dict)
    """Starting values of the ruleset's crisis tracks, such as `{severity: 3}`."""
    opens: Effects = ()
    """What happens when it is put on the table."""
    met: Effects = ()
    """What happens besides the rules when it is met."""
    failed: Effects = ()
    """What happens besides the rules when it fails."""


class Choice(Definition):
    """One way to answer an incident."""

    text: Title
    """The words on the button."""
    when: Expression | None = None
    """What must hold; otherwise it is shown locked, with this as the reason."""
    cost: Frozen[Id, Price] = Field(default_factory=dict)
    """What the deciding state pays, by track."""
    effects: Effects
    """What happens; an empty list must be written as `[]`."""
    warning: Text | None = None
    """What it closes for good, or costs later: told before it is chosen."""
    fallback: bool = False
    """Always possible, and taken when time runs out. Exactly one choice has it."""

    @model_validator(mode="after")
    def _fallback_is_free(self) -> "Choice":
        if self.fallback and (self.when is not None or self.cost):
            raise ValueError("the fallback must always be possible: no `when`, no `cost`")
        return self


class IncidentCard(_Card):
    """Something that happens at once; often one state has to choose."""

    kind: Literal["incident"]
    """`incident`."""
    who: StateChoice | None = None
    """Which state it is about and who decides; in effects it is `who`."""
    about: StateChoice | None = None
    """A second state, settled after `who` and never the same; in effects it is `about`."""
    effects: Effects = ()
    """What happens before any choice."""
    choices: Frozen[Id, Choice] = Field(default_factory=dict, max_length=7)
    """What `who` can choose."""

    @model_validator(mode="after")
    def _fits(self) -> "IncidentCard":
        if self.choices and self.who is None:
            raise ValueError("`choices` need `who` to decide")
        fallbacks = sum(choice.fallback for choice in self.choices.values())
        if self.choices and not fallbacks:
            raise PydanticCustomError("no-fallback", "one of the `choices` must be the `fallback: true`")
        if fallbacks > 1:
            raise ValueError("only one of the `choices` can be the `fallback: true`")
        if self.about is not None and self.who is None:
            raise ValueError("`about` needs `who`")
        if not self.choices and not self.effects:
            raise ValueError("an incident needs `effects` or `choices`")
        return self


def kind_of(value: object) -> str | None:
    """The tag of a card: what its `kind` says."""
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return f"kind {kind}" if kind in ("crisis", "incident") else None


Card = Annotated[
    Annotated[CrisisCard, Tag("kind crisis")] | Annotated[IncidentCard, Tag("kind incident")],
    Discriminator(kind_of),
]
