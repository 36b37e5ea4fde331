"""Numbers of states that are rounds: once that round is over, what is shown is when the same comes again."""

from collections.abc import Iterator
from functools import lru_cache

from ..engine.layout import ROUND
from ..engine.reasons import Reading
from ..engine.rules import Rules
from ..engine.view import View
from ..language.evaluator import evaluate
from ..language.program import Procedure
from ..language.steps import IfStep, walk
from ..language.tree import Cell, Compare, Local, Node, cells_in, locals_in, nodes_in

MOST = 48
"""Tracks whose conditions are remembered, over all games that were looked at."""


def value(view: View, scope: str, name: str, *of: int) -> int | None:
    """A number as people are shown it: as it stands, or for a round that is over the next one of that kind."""
    found = view.value(scope, name, *of)
    if scope != "state" or found is None or found >= view.round:
        return found
    return next(rounds_ahead(view, name, of[0]), found)


def rounds_ahead(view: View, name: str, seat: int) -> Iterator[int]:
    """The rounds from now on in which the rules do what they do in the round that a state's number names."""
    conditions = conditions_of(view.rules, name)
    cells = view.cells[:] if conditions else []
    for number in range(view.round, view.rules.machine.rounds + 1) if conditions else ():
        cells[ROUND] = number
        world = Reading(view.rules, cells)
        if any(evaluate(node, dict.fromkeys(locals_in(node), seat), world) for node in conditions):
            yield number


@lru_cache(maxsize=MOST)
def conditions_of(rules: Rules, name: str) -> tuple[Node, ...]:
    """What the rules ask to see whether the round of a state has come; empty for numbers that are no rounds."""
    procedures = (unit for unit in rules.program.units if isinstance(unit, Procedure))
    steps = (step for each in procedures for step in walk(each.steps) if isinstance(step, IfStep))
    return tuple(dict.fromkeys(step.condition for step in steps if is_date(step.condition, name)))


def is_date(condition: Node, name: str) -> bool:
    """Whether a condition is that a state's number is the round, maybe with ``or`` and other rounds, and no more."""
    cells = {(cell.scope, cell.name) for cell in cells_in(condition)}
    alone = cells == {("state", name), ("control", "round")} and len(locals_in(condition)) == 1
    return alone and any(compares(node, name) for node in nodes_in(condition))


def compares(node: Node, name: str) -> bool:
    """Whether this is ``state.name == round`` or ``round == state.name``."""
    if not (isinstance(node, Compare) and node.operator == "=="):
        return False
    sides = {(side.scope, side.name) for side in (node.left, node.right) if isinstance(side, Cell) and own(side)}
    return sides == {("state", name), ("control", "round")}


def own(cell: Cell) -> bool:
    """Whether a cell belongs to nobody, or to a state that the rule itself names."""
    return all(isinstance(state, Local) for state in cell.of)
