"""Every effect there is: the page for authors of cards, tactics and rules.

An effect is a mapping whose *verb* is one of its keys: ``{change: world.tension, by: 1}``. Every effect may also
carry ``if`` (a condition; otherwise the effect is passed over) and ``rule`` (the number of the rule that it
carries out, which the chronicle cites).
"""

from typing import Annotated, Literal

from pydantic import Field, GetCoreSchemaHandler, StringConstraints, Tag, model_validator
from pydantic_core.core_schema import CoreSchema, tagged_union_schema

from .base import Definition, Expression, Frozen, Id, Name, RuleNumber, Text

Odds = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]? in [1-9][0-9]?$")]
"""A chance such as ``1 in 3``."""

SetName = Literal["states", "crises"]


class EffectBase(Definition):
    """What every effect may carry besides its verb."""

    only_if: Expression | None = Field(None, alias="if")
    """The effect happens only if this holds."""
    rule: RuleNumber | None = None
    """The rule of the rulebook that this carries out."""


class Change(EffectBase):
    """Add to a track (or take away): `{change: self.support, by: -1}`."""

    place: Expression = Field(alias="change")
    """The track to change, such as `world.tension` or `self.trust(partner)`."""
    by: Expression
    """How much; negative takes away. The track stops at its borders."""


class SetTo(EffectBase):
    """Give a track a value: `{set: self.ready, to: 1}`."""

    place: Expression = Field(alias="set")
    """The track to set."""
    to: Expression
    """The new value; the track stops at its borders."""


class Transfer(EffectBase):
    """Move an amount from one track to another: `{transfer: self.coins, to: partner.coins, by: 2}`.

    Moves at most what the one holds above its lower border and what the other has room for.
    """

    place: Expression = Field(alias="transfer")
    """The track that gives."""
    to: Expression
    """The track that takes."""
    by: Expression
    """How much; nothing if not above 0."""


class _AgreementEffect(EffectBase):
    between: tuple[Expression, Expression] | None = None
    """The two states, for an agreement of two."""
    of: Expression | None = None
    """The state that joins or leaves, for an agreement of many."""

    @model_validator(mode="after")
    def _one_of_them(self) -> "_AgreementEffect":
        if (self.between is None) == (self.of is None):
            raise ValueError("say `between: [a, b]` for an agreement of two, or `of: a` for one of many")
        return self


class Sign(_AgreementEffect):
    """Put an agreement in force: `{sign: pact, between: [self, partner]}` or `{sign: treaty, of: self}`."""

    agreement: Id = Field(alias="sign")
    """The agreement."""


class End(_AgreementEffect):
    """End an agreement, or let one state leave it: `{end: pact, between: [self, partner]}`."""

    agreement: Id = Field(alias="end")
    """The agreement."""


class If(EffectBase):
    """Choose by a condition: `{if: world.order >= 6, then: [...], else: [...]}`."""

    then: "Effects"
    """What happens if it holds."""
    otherwise: "Effects" = Field((), alias="else")
    """What happens if it does not."""

    @model_validator(mode="after")
    def _has_condition(self) -> "If":
        if self.only_if is None:
            raise ValueError("`then` needs an `if`")
        return self


class Chance(EffectBase):
    """Leave it to chance: `{chance: 1 in 3, then: [...], else: [...]}`."""

    odds: Odds = Field(alias="chance")
    """How likely `then` is, such as `1 in 3`."""
    then: "Effects"
    """What happens with this chance."""
    otherwise: "Effects" = Field((), alias="else")
    """What happens else."""


class OneOf(EffectBase):
    """One of several lists, all equally likely: `{one_of: [[...], [...], []]}`. A list may be empty."""

    lists: tuple["Effects", ...] = Field(alias="one_of", min_length=2, max_length=12)
    """The lists."""


class ForEach(EffectBase):
    """Repeat for each state or open crisis: `{for_each: {s: states}, do: [...]}`. In seat or drawing order."""

    each: Frozen[Name, SetName] = Field(alias="for_each", min_length=1, max_length=1)
    """The name to use and what it runs over: `{s: states}` or `{c: crises}`."""
    where: Expression | None = None
    """Only those for which this holds, asked when it is their turn."""
    do: "Effects"
    """What happens for each."""


class Pick(EffectBase):
    """Choose one state or crisis: `{pick: {other: states}, least: who.trust(other), do: [...]}`. Ties by lot."""

    one: Frozen[Name, SetName] = Field(alias="pick", min_length=1, max_length=1)
    """The name to use and what it is picked from."""
    where: Expression | None = None
    """Only among those for which this holds."""
    most: Expression | None = None
    """The one with the highest value."""
    least: Expression | None = None
    """The one with the lowest value."""
    do: "Effects"
    """What happens with it."""
    otherwise: "Effects" = Field((), alias="else")
    """What happens if there is none."""


class Let(EffectBase):
    """Remember a number for the rest of this list: `{let: {effort: c.committed(s) + 2}}`."""

    names: Frozen[Name, Expression] = Field(alias="let", min_length=1, max_length=8)
    """Names and their values, worked out now."""


class Run(EffectBase):
    """Carry out a block of the ruleset: `{run: lose_face, with: {s: self}}`."""

    block: Id = Field(alias="run")
    """The block."""
    arguments: Frozen[Name, Expression] = Field(default_factory=dict, alias="with")
    """A value for each name that the block asks for."""


class OutcomeOf(EffectBase):
    """Run the crisis card's own list: `{outcome: failed, of: c}`."""

    outcome: Literal["met", "failed"]
    """Which list."""
    of: Expression
    """The crisis."""


class Close(EffectBase):
    """A crisis leaves the table, after what is due when it leaves: `{close: c}`."""

    crisis: Expression = Field(alias="close")
    """The crisis."""


class Schedule(EffectBase):
    """A card comes by itself later: `{schedule: refugee_wave, in: 1}`.

    Without `in` it comes in the next round. With `in: 0` it comes at once, as soon as this move or card is done.
    """

    card: Id = Field(alias="schedule")
    """The card."""
    rounds: int = Field(1, alias="in", ge=0, le=20)
    """In how many rounds; 1, the next one, if it is left out; 0 is now, as soon as this move or card is done."""
    state: Expression | None = Field(None, alias="for")
    """The state that decides on it, or is its target; otherwise as the card says."""


class Peek(EffectBase):
    """A state looks at the next card, which is then fixed: `{peek: events, by: self}`."""

    deck: Id = Field(alias="peek")
    """The deck."""
    by: Expression
    """The state that looks."""


class Tally(EffectBase):
    """Count something for statistics: `{tally: pledges_broken}`."""

    tally: Id
    """The count."""
    by: Expression = "1"
    """How much to add."""


class Tell(EffectBase):
    """A line in the chronicle: `{tell: "{s} gave nothing."}`."""

    text: Text = Field(alias="tell")
    """The line; values in braces."""


class EndGame(EffectBase):
    """The game ends at once: `{end_game: collapse}`."""

    ending: Id = Field(alias="end_game")
    """The ending, one of the ruleset's."""


VERBS: dict[str, type[EffectBase]] = {
    "change": Change,
    "set": SetTo,
    "transfer": Transfer,
    "sign": Sign,
    "end": End,
    "chance": Chance,
    "one_of": OneOf,
    "for_each": ForEach,
    "pick": Pick,
    "let": Let,
    "run": Run,
    "outcome": OutcomeOf,
    "close": Close,
    "schedule": Schedule,
    "peek": Peek,
    "tally": Tally,
    "tell": Tell,
    "end_game": EndGame,
    "if": If,
}
"""Each verb and its model. `if` comes last: with another verb it is that effect's condition."""

_VERB_OF = {model: verb for verb, model in VERBS.items()}


def verb_of(value: object) -> str | None:
    """The tag of the effect: which verb is among the keys. ``None`` if there is none."""
    if isinstance(value, EffectBase):
        return f"verb {_VERB_OF[type(value)]}"
    if isinstance(value, dict):
        found = [verb for verb in VERBS if verb in value]
        if found:
            return f"verb {found[0]}"
    return None


class _ByVerb:
    """As ``Discriminator(verb_of)``, but made at once of what is known: lists of effects stand in twenty places."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices = {f"verb {verb}": handler.generate_schema(model) for verb, model in VERBS.items()}
        return tagged_union_schema(choices, verb_of)


Effect = Annotated[
    Annotated[Change, Tag("verb change")]
    | Annotated[SetTo, Tag("verb set")]
    | Annotated[Transfer, Tag("verb transfer")]
    | Annotated[Sign, Tag("verb sign")]
    | Annotated[End, Tag("verb end")]
    | Annotated[Chance, Tag("verb chance")]
    | Annotated[OneOf, Tag("verb one_of")]
    | Annotated[ForEach, Tag("verb for_each")]
    | Annotated[Pick, Tag("verb pick")]
    | Annotated[Let, Tag("verb let")]
    | Annotated[Run, Tag("verb run")]
    | Annotated[OutcomeOf, Tag("verb outcome")]
    | Annotated[Close, Tag("verb close")]
    | Annotated[Schedule, Tag("verb schedule")]
    | Annotated[Peek, Tag("verb peek")]
    | Annotated[Tally, Tag("verb tally")]
    | Annotated[Tell, Tag("verb tell")]
    | Annotated[EndGame, Tag("verb end_game")]
    | Annotated[If, Tag("verb if")],
    _ByVerb(),
]
Effects = tuple[Effect, ...]
