"""Understood tree -> value, by walking: gives reasons for what is not possible, and checks the compiled rules."""

from collections.abc import Mapping
from typing import Protocol

from .printer import median
from .tree import (
    Agreed,
    Arithmetic,
    Cell,
    Compare,
    Comprehension,
    Conditional,
    Local,
    Logic,
    Node,
    Number,
    Tagged,
)


class World(Protocol):
    """What an expression can ask of a position."""

    def read(self, scope: str, name: str, of: tuple[int, ...]) -> int:
        """The value of a cell."""

    def members(self, source: str) -> tuple[int, ...]:
        """The states, or the open crises, as numbers."""

    def tagged(self, crisis: int, tag: str) -> bool:
        """Whether the card of a crisis has a tag."""


def evaluate(node: Node, names: Mapping[str, int], world: World) -> int:
    """The value of an expression; a yes or no is 1 or 0."""
    match node:
        case Number(value=value):
            return value
        case Local(name=name):
            return names[name]
        case Cell(scope=scope, name=name, of=of):
            return world.read(scope, name, tuple(evaluate(part, names, world) for part in of))
        case Tagged(crisis=crisis, tag=tag):
            return int(world.tagged(evaluate(crisis, names, world), tag))
        case Agreed(state=state):
            return world.read("control", "yes", ()) >> evaluate(state, names, world) & 1
        case Arithmetic(operator=operator, parts=parts):
            return _arithmetic(operator, [evaluate(part, names, world) for part in parts])
        case Compare(operator=operator, left=left, right=right):
            return int(compares(operator, evaluate(left, names, world), evaluate(right, names, world)))
        case Logic(operator=operator, parts=parts):
            return _logic(operator, parts, names, world)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return evaluate(then if evaluate(condition, names, world) else otherwise, names, world)
        case Comprehension():
            return _comprehension(node, names, world)
    raise AssertionError(node)


def _arithmetic(operator: str, values: list[int]) -> int:
    match operator:
        case "+":
            return values[0] + values[1]
        case "-":
            return values[0] - values[1]
        case "*":
            return values[0] * values[1]
        case "//":
            return values[0] // values[1]
        case "div":
            return values[0] // values[1] if values[1] > 0 else 0
        case "min":
            return min(values)
        case "max":
            return max(values)
    return abs(values[0])


def compares(operator: str, left: int, right: int) -> bool:
    """Whether a comparison holds."""
    match operator:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
    return left >= right


def _logic(operator: str, parts: tuple[Node, ...], names: Mapping[str, int], world: World) -> int:
    if operator == "not":
        return int(not evaluate(parts[0], names, world))
    held = (evaluate(part, names, world) for part in parts)
    return int(all(held) if operator == "and" else any(held))


def _comprehension(node: Comprehension, names: Mapping[str, int], world: World) -> int:
    bound = [{**names, node.variable: member} for member in world.members(node.source)]
    held = [each for each in bound if node.where is None or evaluate(node.where, each, world)]
    match node.function:
        case "count":
            return len(held)
        case "any":
            return int(bool(held))
        case "all":
            return int(len(held) == len(bound))
    assert node.body is not None
    values = [evaluate(node.body, each, world) for each in held]
    match node.function:
        case "sum":
            return sum(values)
        case "median":
            return median(values)
        case "max":
            return max(values, default=0)
    return min(values, default=0)
