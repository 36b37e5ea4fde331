"""Effects whose names are known: what the engine compiles and what sentences are made from."""

from dataclasses import dataclass
from typing import NamedTuple

from ..definitions.library import Path
from .templates import Template
from .tree import Cell, Node


class Site(NamedTuple):
    """A place in a definition that does something: the cause that the chronicle names."""

    kind: tuple[str, ...]
    path: Path
    rule: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One effect; ``site`` is its number in the program's list of sites."""

    site: int


Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChangeStep(Step):
    """Add to a track, or (``sets``) give it a value."""

    place: Cell
    amount: Node
    sets: bool


@dataclass(frozen=True, slots=True)
class TransferStep(Step):
    """Move an amount from one track to another."""

    source: Cell
    target: Cell
    amount: Node


@dataclass(frozen=True, slots=True)
class PartyStep(Step):
    """Sign or end an agreement: two states of an agreement of two, or one of an agreement of many."""

    agreement: str
    signs: bool
    states: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class IfStep(Step):
    """Choose by a condition."""

    condition: Node
    then: Steps
    otherwise: Steps


@dataclass(frozen=True, slots=True)
class ChanceStep(Step):
    """``then`` with a chance of ``hits`` in ``of``."""

    hits: int
    of: int
    then: Steps
    otherwise: Steps


@dataclass(frozen=True, slots=True)
class OneOfStep(Step):
    """One of several lists, equally likely."""

    lists: tuple[Steps, ...]


@dataclass(frozen=True, slots=True)
class ForEachStep(Step):
    """Repeat for each state from the first seat on, or each open crisis in drawing order."""

    variable: str
    source: str
    where: Node | None
    do: Steps


@dataclass(frozen=True, slots=True)
class PickStep(Step):
    """Choose one state or crisis: highest ``key`` (or lowest), ties by lot."""

    variable: str
    source: str
    where: Node | None
    key: Node | None
    most: bool
    do: Steps
    otherwise: Steps


@dataclass(frozen=True, slots=True)
class LetStep(Step):
    """Remember a number."""

    variable: str
    value: Node


@dataclass(frozen=True, slots=True)
class RunStep(Step):
    """A block of the ruleset, its effects in place."""

    block: str
    do: Steps


@dataclass(frozen=True, slots=True)
class OutcomeStep(Step):
    """Run the crisis card's own list."""

    outcome: str
    crisis: Node


@dataclass(frozen=True, slots=True)
class CloseStep(Step):
    """A crisis leaves the table."""

    crisis: Node


@dataclass(frozen=True, slots=True)
class ScheduleStep(Step):
    """A card comes by itself in some rounds."""

    card: str
    rounds: int
    state: Node | None


@dataclass(frozen=True, slots=True)
class PeekStep(Step):
    """A state looks at the next card of a deck."""

    deck: str
    state: Node


@dataclass(frozen=True, slots=True)
class TallyStep(Step):
    """Count something for statistics."""

    tally: str
    amount: Node


@dataclass(frozen=True, slots=True)
class TellStep(Step):
    """A line in the chronicle."""

    text: Template


@dataclass(frozen=True, slots=True)
class EndStep(Step):
    """The game ends."""

    ending: str


def inner(step: Step) -> tuple[Steps, ...]:
    """The lists inside a step."""
    match step:
        case IfStep(then=then, otherwise=otherwise) | ChanceStep(then=then, otherwise=otherwise):
            return then, otherwise
        case OneOfStep(lists=lists):
            return lists
        case PickStep(do=do, otherwise=otherwise):
            return do, otherwise
        case ForEachStep(do=do) | RunStep(do=do):
            return (do,)
    return ()


def walk(steps: Steps) -> tuple[Step, ...]:
    """All steps, those inside others too."""
    return tuple(found for step in steps for found in (step, *(each for part in inner(step) for each in walk(part))))
