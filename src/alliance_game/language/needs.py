"""Needs: what a condition that does not hold asks for, and how things stand."""

from ..wording import say
from .evaluator import World, evaluate
from .groups import both, either
from .parties import ALREADY_IN, ALREADY_MARKED, OUT, OWN
from .speech import Bound, Speech
from .tree import Cell, Compare, Comprehension, Logic, Node, Number, Tagged, Type, conjuncts
from .words import (
    agreement_named,
    amount,
    an,
    clause,
    group_of,
    joined,
    mark_in,
    marked_one,
    pair_of,
    party,
    phrase,
    so_many,
    tag_of,
)


def needs(condition: Node, names: Bound, world: World, speech: Speech) -> str:
    """Why a condition does not hold: "needs trust with Japan 4 or more (is 3)", "already in the treaty"."""
    failing = next((part for part in conjuncts(condition) if not evaluate(part, names, world)), condition)
    parts = failing.parts if isinstance(failing, Logic) and failing.operator == "or" else (failing,)
    facts = [_fact(part, names, speech) for part in parts]
    if all(facts):
        return both(fact for fact in facts if fact)
    what = _wanted(failing, names, speech)
    if not isinstance(failing, Compare) or failing.left.type is not Type.INT or mark_in(failing, speech) is not None:
        return say("needs {what}", what=what)
    value = evaluate(failing.left, names, world)
    if isinstance(failing.left, Comprehension) and failing.left.function == "count":
        return say(
            "needs {what} (there is {value})" if value == 1 else "needs {what} (there are {value})",
            what=what,
            value=value,
        )
    return say("needs {what} (is {value})", what=what, value=value)


def _fact(part: Node, names: Bound, speech: Speech) -> str | None:
    """For a condition on something that is there or is not: the sentence that says which, if there is one."""
    if isinstance(part, Compare) and (mark := mark_in(part, speech)) is not None:
        cell, wanted = mark
        if (told := clause(cell, not wanted, names, speech)) is not None:
            return told
        if not cell.of and not wanted:
            return say("“{mark}” is set already", mark=speech.tracks[cell.scope, cell.name])
        return None if wanted else marked_one(cell, names, speech, ALREADY_MARKED)
    if isinstance(part, Cell) and part.scope == "many" and (member := party(part.of[0], names, speech)).who != OWN:
        return member.told(OUT, agreement=agreement_named(part.name, speech))
    if not (isinstance(part, Logic) and part.operator == "not"):
        return None
    inner = part.parts[0]
    if isinstance(inner, Cell) and inner.scope == "two":
        return say("there is already {pact}", pact=_pact(inner, names, speech))
    if isinstance(inner, Cell) and inner.scope == "many":
        return party(inner.of[0], names, speech).told(ALREADY_IN, agreement=agreement_named(inner.name, speech))
    if isinstance(inner, Comprehension) and inner.function == "any":
        return say("there is {group}", group=group_of(inner, names, speech).said("a"))
    return None


def _wanted(node: Node, names: Bound, speech: Speech) -> str:
    match node:
        case Logic(operator="or", parts=parts) if all(isinstance(part, Tagged) for part in parts):
            return _crisis(either(tag_of(part, speech) for part in parts if isinstance(part, Tagged)))
        case Logic(operator="or" | "and" as operator, parts=parts):
            return joined(operator, [_wanted(part, names, speech) for part in parts])
        case Tagged():
            return _crisis(tag_of(node, speech))
        case Cell(scope="many", of=(state,)) if party(state, names, speech).who == OWN:
            return say("membership of the {agreement}", agreement=agreement_named(node.name, speech))
        case Cell(scope="two"):
            return _pact(node, names, speech)
        case Comprehension(function="any"):
            return group_of(node, names, speech).said("a")
        case Compare() if (mark := mark_in(node, speech)) is not None:
            title = speech.tracks[mark[0].scope, mark[0].name]
            if (told := clause(*mark, names, speech)) is not None:
                return say("that {clause}", clause=told)
            return say("the mark “{mark}”" if mark[1] else "no mark “{mark}”", mark=title)
        case Compare(left=Comprehension(function="count"), right=Number()):
            return so_many(node, names, speech)[0]
        case Compare() if node.left.type is Type.INT:
            left, right = phrase(node.left, names, speech), amount(node.operator, node.right, names, speech)
            return say("{value} {amount}", value=left, amount=right)
        case Logic(operator="not", parts=(Cell(scope="two" | "many"),)):
            return phrase(node, names, speech)
    return say("that {clause}", clause=phrase(node, names, speech))


def _crisis(tags: str) -> str:
    return say("an {tags} crisis" if tags[0] in "aeiou" else "a {tags} crisis", tags=tags)


def _pact(cell: Cell, names: Bound, speech: Speech) -> str:
    pact = an(agreement_named(cell.name, speech))
    return say("{pact} {with_whom}", pact=pact, with_whom=pair_of(cell, names, speech))
