"""The tree of an expression whose names are known: what the printer, the evaluator and the sentences work on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum


class Type(Enum):
    """What a part of an expression is."""

    INT = "a number"
    BOOL = "a yes or no"
    STATE = "a state"
    CRISIS = "a crisis"
    TARGET = "a target"


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression."""

    type: Type


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number known when the rules are compiled; ``name`` if it is a constant of the ruleset.

    ``made`` is what it was worked out from, if constants were in it: with other settings it is another number.
    """

    value: int
    name: str | None = None
    made: "Arithmetic | None" = field(default=None, compare=False, repr=False)

    @property
    def fixed(self) -> bool:
        """Whether it is the same number in every game."""
        return self.name is None and self.made is None


@dataclass(frozen=True, slots=True)
class Local(Node):
    """A name of the rule itself: a parameter, a loop variable, a ``let``."""

    name: str


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """A number that the position holds.

    ``scope`` is world, state, pair, crisis, crisis_state, two (an agreement of two), many (membership),
    control (``round``, ``first``), ``target`` and ``targeted`` of a crisis, or the final ``score`` of a state.
    """

    scope: str
    name: str
    of: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Tagged(Node):
    """Whether the card of a crisis has a tag."""

    crisis: Node
    tag: str


@dataclass(frozen=True, slots=True)
class Agreed(Node):
    """Whether a state said yes in the vote that was just held."""

    state: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """``+ - * //``, ``min``, ``max``, ``abs``, ``div``."""

    operator: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """One comparison."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """``and``, ``or``, ``not``."""

    operator: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """``then if condition else otherwise``."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Comprehension(Node):
    """``function(body for variable in source where …)``; ``source`` is states or crises."""

    function: str
    body: Node | None
    variable: str
    source: str
    where: Node | None


def conjuncts(node: Node) -> tuple[Node, ...]:
    """The parts of a condition that must all hold."""
    if isinstance(node, Logic) and node.operator == "and":
        return tuple(part for each in node.parts for part in conjuncts(each))
    return (node,)


def nodes_in(node: object) -> Iterator[Node]:
    """An expression and all that it is made of, from the outside in."""
    # Read very often: a stack takes half the time of generators inside each other.
    waiting: list[object] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Node):
            yield part
            if not isinstance(part, Number):
                waiting += [getattr(part, name) for name in reversed(type(part).__slots__)]
        elif isinstance(part, tuple):
            waiting += reversed(part)


def cells_in(node: object) -> Iterator[Cell]:
    """Every cell that an expression reads."""
    return (part for part in nodes_in(node) if isinstance(part, Cell))


def depth(node: object) -> int:
    """How deep the parts of an expression are nested."""
    deepest = 0
    waiting: list[tuple[object, int]] = [(node, 1)]
    while waiting:
        part, level = waiting.pop()
        if isinstance(part, Node):
            deepest = max(deepest, level)
            if not isinstance(part, Number):
                waiting += [(getattr(part, name), level + 1) for name in type(part).__slots__]
        elif isinstance(part, tuple):
            waiting += [(each, level) for each in part]
    return deepest


def locals_in(node: Node) -> frozenset[str]:
    """The names of the rule that a part uses (loop variables of its own left out)."""
    match node:
        case Local(name=name):
            return frozenset((name,))
        case Cell(of=parts) | Arithmetic(parts=parts) | Logic(parts=parts):
            return frozenset().union(*(locals_in(part) for part in parts))
        case Tagged(crisis=part) | Agreed(state=part):
            return locals_in(part)
        case Compare(left=left, right=right):
            return locals_in(left) | locals_in(right)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return locals_in(condition) | locals_in(then) | locals_in(otherwise)
        case Comprehension(body=body, where=where, variable=variable):
            inner = frozenset().union(*(locals_in(part) for part in (body, where) if part is not None))
            return inner - {variable}
    return frozenset()
