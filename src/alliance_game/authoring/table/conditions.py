"""Conditions in words: which parts of one do not hold, and how things stand instead."""

from collections.abc import Mapping

from ...describe import naming
from ...engine import Rules
from ...engine.reasons import Reading, speech
from ...language.evaluator import evaluate
from ...language.tree import Cell, Compare, Node, Number, Type, conjuncts
from ...language.words import phrase

NO_NAMES: Mapping[str, int] = {}


def holds(rules: Rules, cells: list[int], condition: Node, names: Mapping[str, int] = NO_NAMES) -> bool:
    """Whether a condition holds in a position."""
    return bool(evaluate(condition, names, Reading(rules, cells)))


def failing(rules: Rules, cells: list[int], condition: Node, names: Mapping[str, int] = NO_NAMES) -> list[str]:
    """Each part that does not hold, and what it is instead: ``the round is 3 or more (it is 1)``."""
    said, world = speech(rules, cells), Reading(rules, cells)
    parts = [part for part in conjuncts(condition) if not evaluate(part, names, world)]
    return [phrase(part, names, said) + instead(rules, cells, part, names) for part in parts]


def instead(rules: Rules, cells: list[int], part: Node, names: Mapping[str, int]) -> str:
    """What the number is that a part compares with another."""
    if not isinstance(part, Compare) or part.left.type is not Type.INT:
        return ""
    compared = part.right if isinstance(part.left, Number) else part.left
    if isinstance(compared, Cell) and (compared.scope, compared.name) in speech(rules, cells).marks:
        return ""
    return f" (it is {naming.number(evaluate(compared, names, Reading(rules, cells)))})"
