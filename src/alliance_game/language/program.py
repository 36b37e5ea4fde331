"""All that a ruleset says, understood: the form that the engine compiles, and that the tests interpret.

A *question* is worked out to a number or a yes or no, a *procedure* carries out steps, a *choosing* picks a
state. Each has a name of its own; the engine makes one function of each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Literal, NamedTuple

from ..definitions.characters import Character
from .steps import Site, Steps
from .symbols import Symbols
from .templates import Template
from .tree import Node


class Question(NamedTuple):
    """Something to be worked out; ``parameters`` are the unique names that it reads."""

    name: str
    parameters: tuple[str, ...]
    node: Node


class Procedure(NamedTuple):
    """Something to be carried out."""

    name: str
    parameters: tuple[str, ...]
    steps: Steps


class Choosing(NamedTuple):
    """Which state is meant; ``pair`` names a second one that is chosen with it; ``unlike`` is excluded."""

    name: str
    parameters: tuple[str, ...]
    variable: str
    where: Node | None
    key: Node | None
    most: bool
    chance: int
    pair: str | None
    unlike: str | None


class Limit(NamedTuple):
    """How often: per ``round`` or ``game``, for the ``key`` (table, self, crisis, direction, pair)."""

    period: Literal["round", "game"]
    key: Literal["table", "self", "crisis", "direction", "pair"]


class Parameter(NamedTuple):
    """What the player of a tactic chooses: ``other`` (a state), ``crisis`` or a ``number`` up to ``most``."""

    name: str
    kind: Literal["other", "crisis", "number"]
    most: int = 0


class Council(NamedTuple):
    """A vote among the others: who is asked (``it`` is the candidate), and when it passes (``yes``, ``asked``)."""

    where: Question | None
    passes: Question


@dataclass(frozen=True, slots=True)
class FormRule:
    """One way to use one tactic."""

    index: int
    tactic: str
    form: str | None
    parameters: tuple[Parameter, ...]
    conditions: tuple[Node, ...]
    cost: Mapping[str, int]
    consent: tuple[str, ...]
    council: Council | None
    limits: tuple[Limit, ...]
    perform: Procedure
    text: Template | None
    site: int
    called: Template | None = None

    @property
    def asks(self) -> bool:
        """Whether others must agree."""
        return bool(self.consent) or self.council is not None


@dataclass(frozen=True, slots=True)
class DrawRule:
    """A phase in which cards are drawn."""

    deck: str
    count: Question


class ActRule(NamedTuple):
    """A phase in which states act; ``forms`` are the indexes of the forms they may use."""

    actions: Question
    rotates: bool
    forms: tuple[int, ...]


class LimitReason(NamedTuple):
    """Why an answer cannot be higher, while a condition holds, or always."""

    condition: Node | None
    text: Template | None


class AskRule(NamedTuple):
    """A phase in which states name numbers; ``per_crisis`` asks once for each open crisis.

    ``default`` is the answer of a state that gives none, ``verb`` the word of the move, ``says`` what is said of a
    state that answers.
    """

    scope: Literal["state", "crisis_state"]
    track: str
    per_crisis: bool
    highest: Question
    default: Question
    sealed: bool
    verb: str
    says: str
    prompt: str | None
    because: tuple[LimitReason, ...] = ()


class PhaseRule(NamedTuple):
    """One phase: exactly one of the four is there."""

    id: str
    title: str
    rule: str | None
    condition: Question | None
    draw: DrawRule | None = None
    act: ActRule | None = None
    ask: AskRule | None = None
    do: Procedure | None = None


class ChoiceRule(NamedTuple):
    """One way to answer an incident."""

    id: str
    text: str
    condition: Node | None
    cost: Mapping[str, int]
    possible: Question | None
    perform: Procedure
    fallback: bool


class CardRule(NamedTuple):
    """A card of the game. ``opens``, ``met``, ``failed`` take the crisis; ``effects`` takes ``who`` and ``about``."""

    id: str
    title: str
    crisis: bool
    deck: str | None
    tags: frozenset[str]
    copies: int
    weight: int
    site: int
    text: Template | None
    condition: Question | None
    who: Choosing | None = None
    """Whom it hits (a crisis), or who decides (an incident)."""
    about: Choosing | None = None
    opens: Procedure | None = None
    met: Procedure | None = None
    failed: Procedure | None = None
    effects: Procedure | None = None
    choices: tuple[ChoiceRule, ...] = ()

    def procedures(self) -> Iterator[Procedure]:
        """Everything that the card does."""
        yield from (made for made in (self.opens, self.met, self.failed, self.effects) if made is not None)
        yield from (choice.perform for choice in self.choices)


class DeckRule(NamedTuple):
    """A deck; cards tagged ``late`` come only after ``after`` draws, with dated cards ``counted`` among them or not."""

    id: str
    late: str | None
    after: int
    counted: bool


class DatedRule(NamedTuple):
    """A card that comes in a certain round; ``start`` is carried out after a crisis was opened.

    ``state`` is the seat that it is about, and it comes only if that seat plays; -1: the card chooses.
    """

    round: int
    card: str
    state: int
    start: Procedure | None


class AgendaRule(NamedTuple):
    """A secret aim: its number and marks."""

    id: str
    number: Question
    lower: bool
    full: Question
    part: Question


class GradeRule(NamedTuple):
    """Marks for a number, best first."""

    title: str
    of: Question
    marks: tuple[tuple[str, int], ...]
    below: str
    one_lower: Question | None


class WorthRule(NamedTuple):
    """What something is worth to a bot, in hundredths of a point for each unit."""

    of: Question
    each: int
    say: str


class CreditRule(NamedTuple):
    """Something that makes a state's word good or bad; ``track`` is the track of ``record`` that it reads, or ''."""

    of: Question
    say: str
    track: str


class CharacterRule(NamedTuple):
    """What a character values: percent of each thing in the ruleset's list, and what else."""

    percents: tuple[int, ...]
    also: tuple[WorthRule, ...]
    written: Character


class BesideRule(NamedTuple):
    """A public number beside the tracks of the world."""

    title: str
    about: str
    question: Question


class NoteRule(NamedTuple):
    """A note of a guide; ``words`` are the titles of what it explains."""

    at: str
    round: int
    condition: Question | None
    title: str
    text: Template
    words: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A whole ruleset, understood for one number of states and one set of constants."""

    symbols: Symbols
    sites: list[Site]
    forms: tuple[FormRule, ...]
    phases: tuple[PhaseRule, ...]
    cards: tuple[CardRule, ...]
    decks: tuple[DeckRule, ...]
    dated: tuple[DatedRule, ...]
    agendas: tuple[AgendaRule, ...]
    agenda_worth: tuple[Question, Question] | None
    score: Question
    ties: tuple[Question, ...]
    alliance: GradeRule | None
    personal: GradeRule | None
    opens: Procedure
    overflow: Procedure
    leaves: Procedure
    round_starts: Procedure
    turn_starts: Procedure
    round_ends: Procedure
    ends_early: Procedure
    worth: tuple[WorthRule, ...]
    expect: Mapping[str, Question]
    credit: tuple[CreditRule, ...] = ()
    characters: Mapping[str, CharacterRule] = field(default_factory=dict)
    beside: tuple[BesideRule, ...] = ()
    guide: tuple[NoteRule, ...] = ()
    starts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def units(self) -> tuple[Question | Procedure | Choosing, ...]:
        """Everything that becomes a function, in a fixed order."""
        return tuple(units_in(tuple(getattr(self, each.name) for each in fields(self))))


def units_in(value: object) -> Iterator[Question | Procedure | Choosing]:
    """Everything inside a part of a program that becomes a function."""
    # Programs are large: a stack takes half the time of generators inside each other.
    waiting: list[object] = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (Question, Procedure, Choosing)):
            yield part
        elif isinstance(part, tuple):
            waiting += reversed(part)
        elif isinstance(part, Mapping):
            waiting += reversed([*part.values()])
        elif isinstance(part, (FormRule, DrawRule)):
            waiting += [getattr(part, each.name) for each in reversed(fields(part))]
