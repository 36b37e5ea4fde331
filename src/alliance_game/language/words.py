"""Conditions in words: what a move needs, and how things stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from .evaluator import World, evaluate
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
    Type,
    conjuncts,
)

_COMPARED = {"==": "exactly", "!=": "other than", "<": "below", "<=": "at most", ">": "more than", ">=": "at least"}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True, slots=True)
class Speech:
    """How the names of a game are said."""

    tracks: Mapping[tuple[str, str], str]
    agreements: Mapping[str, str]
    tags: Mapping[str, str]
    states: tuple[str, ...]
    crises: tuple[str, ...]


Bound = Mapping[str, int]


def needs(condition: Node, names: Bound, world: World, speech: Speech) -> str:
    """What a condition that does not hold asks for, and how things stand: "needs trust with Japan at least 4 (is 3)"."""
    failing = next((part for part in conjuncts(condition) if not evaluate(part, names, world)), condition)
    said = f"needs {phrase(failing, names, speech)}"
    if isinstance(failing, Compare) and failing.left.type is Type.INT:
        said += f" (is {evaluate(failing.left, names, world)})"
    return said


def phrase(node: Node, names: Bound, speech: Speech) -> str:
    """A condition or an amount in words."""
    match node:
        case Number(value=value, name=name):
            return str(value) if name is None or value else "0"
        case Local():
            return _local(node, names, speech)
        case Cell():
            return _cell(node, names, speech)
        case Tagged(crisis=crisis, tag=tag):
            return f"{phrase(crisis, names, speech)} being {speech.tags.get(tag, tag)}"
        case Agreed(state=state):
            return f"the yes of {phrase(state, names, speech)}"
        case Compare():
            return _compare(node, names, speech)
        case Logic(operator="not", parts=(inner,)):
            return _negated(inner, names, speech)
        case Logic(operator=operator, parts=parts):
            return f" {operator} ".join(phrase(part, names, speech) for part in parts)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            parts = (phrase(part, names, speech) for part in (then, condition, otherwise))
            return "{} if {}, else {}".format(*parts)
        case Comprehension():
            return _comprehension(node, names, speech)
        case Arithmetic():
            return _arithmetic(node, names, speech)
    raise AssertionError(node)


def _local(node: Local, names: Bound, speech: Speech) -> str:
    if node.name in names:
        value = names[node.name]
        if node.type is Type.STATE and 0 <= value < len(speech.states):
            return speech.states[value]
        if node.type is Type.CRISIS and 0 <= value < len(speech.crises):
            return speech.crises[value]
        if node.type is Type.INT:
            return str(value)
    return "that state" if node.type is Type.STATE else "that crisis" if node.type is Type.CRISIS else node.name


def _cell(node: Cell, names: Bound, speech: Speech) -> str:
    of = [phrase(part, names, speech) for part in node.of]
    title = speech.tracks.get((node.scope, node.name), node.name.replace("_", " "))
    match node.scope:
        case "state" | "crisis":
            return f"{of[0]}'s {title}"
        case "pair":
            return f"{title} between {of[0]} and {of[1]}"
        case "crisis_state":
            return f"{of[1]}'s {title} in {of[0]}"
        case "two":
            return f"{_article(speech.agreements.get(node.name, node.name))} between {of[0]} and {of[1]}"
        case "many":
            return f"{of[0]} in the {speech.agreements.get(node.name, node.name)}"
        case "target" | "targeted":
            return f"the target of {of[0]}"
        case "control":
            return "the first seat" if node.name == "first" else f"the {node.name}"
    return title


def _article(noun: str) -> str:
    return noun if noun.endswith(("sharing", "management")) else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _compare(node: Compare, names: Bound, speech: Speech) -> str:
    left, right = phrase(node.left, names, speech), phrase(node.right, names, speech)
    if node.left.type is not Type.INT:
        return f"{left} {'to be' if node.operator == '==' else 'not to be'} {right}"
    if isinstance(node.right, Number) and (node.operator, node.right.value) == ("==", 0):
        return f"no {left}"
    return f"{left} {_COMPARED[node.operator]} {right}"


def _negated(inner: Node, names: Bound, speech: Speech) -> str:
    if isinstance(inner, Compare):
        turned = Compare(inner.type, _OPPOSITE[inner.operator], inner.left, inner.right)
        return _compare(turned, names, speech)
    if isinstance(inner, Comprehension) and inner.function == "any":
        return f"no {_members(inner, names, speech)}"
    if isinstance(inner, Cell) and inner.scope == "two":
        return f"no {phrase(inner, names, speech).removeprefix('a ').removeprefix('an ')}"
    return f"not {phrase(inner, names, speech)}"


def _members(node: Comprehension, names: Bound, speech: Speech) -> str:
    noun = "state" if node.source == "states" else "open crisis"
    hidden = {name: value for name, value in names.items() if name != node.variable}
    return noun if node.where is None else f"{noun} with {phrase(node.where, hidden, speech)}"


def _comprehension(node: Comprehension, names: Bound, speech: Speech) -> str:
    members = _members(node, names, speech)
    match node.function:
        case "any":
            return f"a {members}"
        case "all":
            return f"every {members}"
        case "count":
            return f"the number of {members.replace('state', 'states', 1).replace('crisis', 'crises', 1)}"
    assert node.body is not None
    return f"the {node.function} of {phrase(node.body, names, speech)} over every {members}"


def _arithmetic(node: Arithmetic, names: Bound, speech: Speech) -> str:
    parts = [phrase(part, names, speech) for part in node.parts]
    match node.operator:
        case "min" | "max":
            return f"the {'lower' if node.operator == 'min' else 'higher'} of {' and '.join(parts)}"
        case "abs":
            return f"the size of {parts[0]}"
        case "//" | "div":
            return f"{parts[0]} divided by {parts[1]}"
        case "*":
            return f"{parts[0]} times {parts[1]}"
        case "-" if isinstance(node.parts[0], Number) and node.parts[0].value == 0:
            return f"minus {parts[1]}"
    return f"{parts[0]} {'plus' if node.operator == '+' else 'minus'} {parts[1]}"
