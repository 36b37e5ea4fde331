"""Effects whose names are known: what the engine compiles and what sentences are made from."""

from typing import NamedTuple

from ..definitions.library import Path
from .templates import Template
from .tree import Cell, Node


class Site(NamedTuple):
    """A place in a definition that does something: the cause that the chronicle names."""

    kind: tuple[str, ...]
    path: Path
    rule: str | None


class ChangeStep(NamedTuple):
    """Add to a track, or (``sets``) give it a value."""

    site: int
    place: Cell
    amount: Node
    sets: bool


class TransferStep(NamedTuple):
    """Move an amount from one track to another."""

    site: int
    source: Cell
    target: Cell
    amount: Node


class PartyStep(NamedTuple):
    """Sign or end an agreement: two states of an agreement of two, or one of an agreement of many."""

    site: int
    agreement: str
    signs: bool
    states: tuple[Node, ...]


class IfStep(NamedTuple):
    """Choose by a condition."""

    site: int
    condition: Node
    then: "Steps"
    otherwise: "Steps"


class ChanceStep(NamedTuple):
    """``then`` with a chance of ``hits`` in ``of``."""

    site: int
    hits: int
    of: int
    then: "Steps"
    otherwise: "Steps"


class OneOfStep(NamedTuple):
    """One of several lists, equally likely."""

    site: int
    lists: "tuple[Steps, ...]"


class ForEachStep(NamedTuple):
    """Repeat for each state from the first seat on, or each open crisis in drawing order."""

    site: int
    variable: str
    source: str
    where: Node | None
    do: "Steps"


class PickStep(NamedTuple):
    """Choose one state or crisis: highest ``key`` (or lowest), ties by lot."""

    site: int
    variable: str
    source: str
    where: Node | None
    key: Node | None
    most: bool
    do: "Steps"
    otherwise: "Steps"


class LetStep(NamedTuple):
    """Remember a number."""

    site: int
    variable: str
    value: Node


class RunStep(NamedTuple):
    """A block of the ruleset, its effects in place."""

    site: int
    block: str
    do: "Steps"


class OutcomeStep(NamedTuple):
    """Run the crisis card's own list."""

    site: int
    outcome: str
    crisis: Node


class CloseStep(NamedTuple):
    """A crisis leaves the table."""

    site: int
    crisis: Node


class ScheduleStep(NamedTuple):
    """A card comes by itself in some rounds."""

    site: int
    card: str
    rounds: int
    state: Node | None


class PeekStep(NamedTuple):
    """A state looks at the next card of a deck."""

    site: int
    deck: str
    state: Node


class TallyStep(NamedTuple):
    """Count something for statistics."""

    site: int
    tally: str
    amount: Node


class TellStep(NamedTuple):
    """A line in the chronicle."""

    site: int
    text: Template


class EndStep(NamedTuple):
    """The game ends."""

    site: int
    ending: str


Step = (
    ChangeStep
    | TransferStep
    | PartyStep
    | IfStep
    | ChanceStep
    | OneOfStep
    | ForEachStep
    | PickStep
    | LetStep
    | RunStep
    | OutcomeStep
    | CloseStep
    | ScheduleStep
    | PeekStep
    | TallyStep
    | TellStep
    | EndStep
)
"""One effect; ``site`` is its number in the program's list of sites."""
Steps = tuple[Step, ...]


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
