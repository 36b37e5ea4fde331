"""Phases: what a round consists of. Four kinds are enough: draw, act, ask, do."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import ID_PATTERN, ByName, Definition, Expression, Frozen, Id, Label, RuleNumber, Text, Title
from .effects import Effects
from .tactics import LimitWord

Moment = Literal["round_starts", "turn_starts", "crisis_leaves", "round_ends", "ends_early"]


def third(verb: str) -> str:
    """``pledges`` for ``pledge``."""
    said = verb.replace("_", " ")
    return f"{said}es" if said.endswith(("s", "sh", "ch", "x", "z")) else f"{said}s"


class Draw(Definition):
    """Cards are drawn and carried out one after another."""

    deck: Id
    """The deck, one of the ruleset's."""
    count: Expression
    """How many."""


class Act(Definition):
    """Each state in turn takes its actions."""

    actions: Expression
    """How many actions `self` has."""
    order: Literal["rotate", "seats"] = "rotate"
    """`rotate`: another state begins each round; `seats`: always the first seat."""
    once_per: tuple[LimitWord, ...] = ()
    """A limit on every tactic, such as `[round, self]`."""
    groups: tuple[Id, ...] = ()
    """Only tactics of these groups; otherwise all."""


class Because(Definition):
    """Why an answer cannot be higher."""

    only_if: Expression | None = Field(None, alias="if")
    """While this holds, about `self` and, if it is asked about one, `crisis`; without it always."""
    text: Label
    """The reason, in a few words; `{self.support}` is filled in."""


class Ask(Definition):
    """Each state names a number, or one for each open crisis when the place names `crisis`."""

    number: Expression
    """The track that takes the answer: `self.quota` or `crisis.pledged(self)`."""
    to: Expression
    """The highest answer; asked only if it is above 0."""
    default: Expression | None = None
    """The answer for a state that gives none in time, as far as it can be given; otherwise 0."""
    because: tuple[Because, ...] = Field((), max_length=6)
    """Why it is not higher: the first whose condition holds is said."""
    sealed: bool = False
    """All answer in secret; the numbers are revealed together."""
    verb: Id | None = None
    """The word of the move, such as `pledge`; otherwise the phase's id."""
    says: Label | None = None
    """What is said of a state that answers, such as `pledges`; otherwise the word of the move with an s."""
    prompt: Label | None = None
    """The question on the screen."""


class Phase(Definition):
    """One part of a round: exactly one of `draw`, `act`, `ask`, `do`."""

    id: Id
    """Its name in moves and rules."""
    title: Annotated[Title | None, ByName()] = None
    """Its name on the screen."""
    only_if: Expression | None = Field(None, alias="if")
    """The phase is skipped unless this holds when it begins."""
    rule: RuleNumber | None = None
    """The rule of the rulebook."""
    draw: Draw | None = None
    """Draw cards."""
    act: Act | None = None
    """Take actions."""
    ask: Ask | None = None
    """Name numbers."""
    do: Effects | None = None
    """Effects."""
    after: Id | None = None
    """Only in a ruleset that extends another: the phase it follows."""

    @model_validator(mode="before")
    @classmethod
    def _says(cls, written: object) -> object:
        """What is said of answers is written out, so that it can be translated as any other text."""
        ask = written.get("ask") if isinstance(written, Mapping) else None
        if not isinstance(written, Mapping) or not isinstance(ask, Mapping) or ask.get("says") is not None:
            return written
        verb = ask.get("verb") or written.get("id")
        if not isinstance(verb, str) or not re.fullmatch(ID_PATTERN, verb):
            return written
        return {**written, "ask": {**ask, "says": third(verb)}}

    @model_validator(mode="after")
    def _exactly_one(self) -> "Phase":
        if sum(part is not None for part in (self.draw, self.act, self.ask, self.do)) != 1:
            raise ValueError("a phase has exactly one of `draw`, `act`, `ask`, `do`")
        return self


class Hook(Definition):
    """Effects at a moment; in `turn_starts` the state is `self`, in `crisis_leaves` the crisis is `crisis`.

    `ends_early` is when a facilitator ends the game; unless the effects end it otherwise, the states are then ranked.
    """

    at: Moment
    """When."""
    only_if: Expression | None = Field(None, alias="if")
    """Only if this holds."""
    do: Effects
    """What happens."""
    rule: RuleNumber | None = None
    """The rule of the rulebook."""


class Block(Definition):
    """Effects with a name, for `run`."""

    title: Annotated[Title | None, ByName()] = None
    """How cards call it; otherwise its id."""
    says: Text | None = None
    """What it does, where the text that the game makes of its effects would be too long to read."""
    parameters: Frozen[Id, Literal["state", "crisis", "number"]] = Field(default_factory=dict, alias="with")
    """The names it asks for, and what each is."""
    do: Effects
    """What happens."""
    rule: RuleNumber | None = None
    """The rule of the rulebook."""
