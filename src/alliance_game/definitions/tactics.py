"""Tactics: what a state can do with an action."""

from typing import Literal

from pydantic import Field, model_validator

from .base import Citation, Definition, Expression, Frozen, Id, Label, Name, Price, Prose, RuleNumber, Text, Title
from .dates import Date
from .effects import Effects


class NumberParam(Definition):
    """A number that the player chooses, from 0 up."""

    number: int = Field(ge=1, le=100)
    """The highest number."""


Param = Literal["other", "crisis"] | NumberParam
LimitWord = Literal["round", "game", "self", "crisis", "direction", "pair"]


class CouncilConsent(Definition):
    """A vote: all states asked answer, and it passes if the condition on `yes` holds."""

    ask: Literal["others"] = "others"
    """Who is asked: the other states, in seat order after the acting one."""
    where: Expression | None = None
    """Only those for which this holds; the candidate is `it`."""
    passes: Expression = "yes >= 1"
    """What is needed; `yes` is the number of those who agreed, `asked` of those who were asked."""


Consent = tuple[Name, ...] | CouncilConsent


class Form(Definition):
    """One way to use a tactic: its parameters, condition, price and effects."""

    title: Title | None = None
    """The words in the menu, if the tactic has several forms."""
    called: Label | None = None
    """The words in a sentence, if the title does not do: `the siege of {partner}`; parameters are filled in."""
    params: Frozen[Name, Param] = Field(default_factory=dict)
    """What the player chooses: `partner: other` (a state), `crisis: crisis`, or `coins: {number: 5}`."""
    when: Expression | None = None
    """What must hold; `self` acts. Split at `and`: each part is a reason why it is not possible."""
    cost: Frozen[Id, Price] = Field(default_factory=dict)
    """What the acting state pays, by track: `{coins: 1}`."""
    consent: Consent = ()
    """Who must agree: names of parameters, or a vote."""
    once_per: tuple[LimitWord, ...] = ()
    """A limit: `round` or `game`, then `self`, `crisis`, `direction`, `pair`, or nothing (the whole table)."""
    effects: Effects = ()
    """What happens, in the order written."""
    text: Text | None = None
    """The line in the chronicle when it is done."""
    rule: RuleNumber | None = None
    """The rule of the rulebook that it carries out."""
    warning: Text | None = None
    """What it closes for good, or costs later: told before it is done."""


class Tactic(Form):
    """What a state can do with an action."""

    title: Title
    """The name on the screen."""
    group: Id | None = None
    """The menu it belongs to, one of the ruleset's groups."""
    about: Text | None = None
    """What it is for, in a sentence."""
    forms: Frozen[Id, Form] = Field(default_factory=dict)
    """Several ways to use it, instead of `params`, `when`, `effects` …"""

    @model_validator(mode="after")
    def _either(self) -> "Tactic":
        if self.forms and (self.params or self.effects or self.when or self.consent or self.cost):
            raise ValueError("a tactic with `forms` has its params, when, cost, consent and effects in the forms")
        if not self.forms and not self.effects:
            raise ValueError("a tactic needs `effects` or `forms`")
        return self

    def all_forms(self) -> tuple[tuple[str | None, Form], ...]:
        """Its forms with their ids; a tactic with a single one has it under ``None``."""
        return tuple(self.forms.items()) or ((None, self),)


class HistoryNote(Definition):
    """What once happened, and where one can look it up."""

    date: Date
    """When."""
    text: Text
    """What, in a sentence or two."""
    source: Citation
    """Where one can look that up."""
    verified: bool
    """Whether somebody has looked it up."""


class CodexEntry(Definition):
    """An idea explained: what it is, in the game, in history."""

    title: Title
    """The headword."""
    text: Prose
    """Three to six sentences."""
    of: Id | None = None
    """The tactic, agreement, agenda or card that it explains; otherwise the entry's own id."""
    history: tuple[HistoryNote, ...] = Field((), max_length=6)
    """Examples, the earliest first."""
    mistake: Text | None = None
    """What is often said of it and is not so."""
    see: tuple[Id, ...] = ()
    """Other entries worth reading."""
