"""Bots: what things are worth to them, and what sets the characters apart."""

from typing import Annotated

from pydantic import Field

from .base import Definition, Expression, Frozen, Id, Label

CHARACTERS = ("hawk", "broker", "freerider", "loyalist", "titfortat")
"""The characters that there are."""
Percent = Annotated[int, Field(ge=0, le=500)]
Hundredths = Annotated[int, Field(ge=-10_000, le=10_000)]


class Worth(Definition):
    """What something is worth to a bot."""

    of: Expression
    """The number; `self` is the bot's state."""
    each: int = Field(ge=-10_000, le=10_000)
    """Hundredths of a point for each unit."""
    say: Label
    """How a bot calls it in a reason: "my voters"."""


class Credit(Definition):
    """Something that makes a state's word good or bad in the eyes of others."""

    of: Expression
    """How much, as everybody can see it: above 0 good, below 0 bad. `partner` is the state, `self` the bot's own."""
    say: Label
    """How a bot puts it, after the state's name: "has broken its word"."""


class Liking(Definition):
    """How gladly a character uses a tactic."""

    each: Hundredths
    """Hundredths of a point for each use, besides what it brings; below 0 it is used unwillingly."""
    say: Label | None = None
    """Why, as the beginning of a reason: "Strength first"."""


class Levers(Definition):
    """How a character deals with others; what is left out stays as the character's own nature has it."""

    give: Percent | None = None
    """Percent of the expected answer that it promises in a crisis."""
    ally: Percent | None = None
    """The same for a crisis that hits a state to which an agreement gives it a duty."""
    firm: Hundredths | None = None
    """What each unit away from what it means to give costs it, in hundredths of a point."""
    word: Hundredths | None = None
    """What each unit that it falls short of its promise costs it."""
    open: Hundredths | None = None
    """What it adds to every proposal of others; below 0 it is wary."""
    loyal: Hundredths | None = None
    """What it adds to a proposal of a state with which it has an agreement."""
    bonds: Hundredths | None = None
    """What each agreement is worth to it, besides `worth`."""
    credit: Hundredths | None = None
    """How much a partner's `credit` weighs, for each point of it from -3 to 3."""
    doubt: Annotated[int, Field(ge=0, le=9)] | None = None
    """How much credit a state must have before it counts as good."""
    mirror: Percent | None = None
    """How much of its giving follows the others' credit: 0 none of it, 100 all."""
    grudge: Hundredths | None = None
    """What a proposal loses if its proposer refused this state last time."""


class Character(Definition):
    """One character in this game."""

    worth: Frozen[Label, Percent] = Field(default_factory=dict)
    """What it values otherwise than `bots: worth`: the words of a `say`, and percent of its `each`."""
    also: tuple[Worth, ...] = ()
    """What it values besides."""
    likes: Frozen[Id, Liking] = Field(default_factory=dict)
    """Tactics and groups of tactics that it uses more or less gladly; a tactic's own entry wins over its group's."""
    give: Frozen[Id, Percent] = Field(default_factory=dict)
    """Percent of the expected answer in crises with a tag; the first tag here that a crisis has counts."""
    levers: Levers = Field(default_factory=Levers)
    """How it deals with others."""


class BotHints(Definition):
    """All that bots know of a game besides its moves, score and agendas."""

    worth: tuple[Worth, ...] = ()
    """What things are worth."""
    expect: Frozen[Id, Expression] = Field(default_factory=dict)
    """For an asking phase: the answer that a bot expects of a state (`self`)."""
    credit: tuple[Credit, ...] = ()
    """What makes the word of a state good or bad; the sum counts. Without it `record` does: kept less twice broken."""
    characters: Frozen[Id, Character] = Field(default_factory=dict)
    """What sets the characters apart in this game; one that is missing has its nature and this game's `worth`."""
