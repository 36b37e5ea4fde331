"""Conditions and amounts in words: what a move asks for, and what a card says it does."""

from collections.abc import Iterable
from functools import reduce

from ..wording import marked, say, single, translated
from .groups import Group, both, either
from .parties import (
    ANOTHER,
    HAS_FIRST_SEAT,
    HAS_NOT_FIRST_SEAT,
    IN,
    IT,
    MARKED,
    NOT_MARKED,
    OUT,
    OWN,
    SAME,
    YOU,
    Forms,
    Party,
    between,
)
from .speech import ACTORS, Bound, Speech
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

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def counted(number: int, title: str) -> str:
    """A number of something: "2 coins", "1 coin"."""
    return f"{number} {single(title) if number in (1, -1) else title}".replace("-", "−")


def phrase(node: Node, names: Bound, speech: Speech) -> str:
    """A number as a noun, a condition as a sentence without its full stop."""
    match node:
        case Number(value=value):
            return str(value).replace("-", "−")
        case Local():
            return _local(node, names, speech)
        case Cell():
            return _cell(node, names, speech)
        case Tagged():
            return party(node.crisis, names, speech).being(tag_of(node, speech), there=True)
        case Agreed(state=state):
            return say("{state} agreed", state=phrase(state, names, speech))
        case Compare():
            return _compare(node, names, speech)
        case Logic(operator="not", parts=(inner,)):
            return _negated(inner, names, speech)
        case Logic(operator=operator, parts=parts):
            return joined(operator, [phrase(part, names, speech) for part in parts])
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            one, if_so, other = (phrase(part, names, speech) for part in (then, condition, otherwise))
            return conditional(one, if_so, other)
        case Comprehension():
            return _comprehension(node, names, speech)
        case Arithmetic():
            return _arithmetic(node, names, speech)
    raise AssertionError(node)


def conditional(one: str, condition: str, other: str) -> str:
    """One amount or another: "2 if order is 3 or less, otherwise 1"."""
    return say("{one} if {condition}, otherwise {other}", one=one, condition=condition, other=other)


def joined(operator: str, parts: Iterable[str]) -> str:
    """Clauses under ``and`` or ``or``."""
    return both(parts) if operator == "and" else either(parts)


# Names and numbers


def _local(node: Local, names: Bound, speech: Speech) -> str:
    if (said := speech.names.get(node.name)) is not None:
        return _pronoun(node) if said == IT else say("you") if said == YOU else said
    if node.name in names:
        value = names[node.name]
        if node.type is Type.STATE and 0 <= value < len(speech.states):
            return speech.states[value]
        if node.type is Type.CRISIS and 0 <= value < len(speech.crises):
            return speech.crises[value]
        if node.type is Type.INT:
            return str(value)
    if node.type is Type.STATE:
        return say("that state")
    return say("that crisis") if node.type is Type.CRISIS else f"“{node.name.replace('_', ' ')}”"


def _pronoun(node: Local) -> str:
    # States and crises differ in gender in other languages: each "it" is looked up by itself.
    return say("{crisis}it", crisis="") if node.type is Type.CRISIS else say("it")


def party(node: Node, names: Bound, speech: Speech) -> Party:
    """A state or a crisis as it comes into a sentence."""
    name = node.name if isinstance(node, Local) else ""
    return Party(OWN if name in speech.own else speech.names.get(name, ""), phrase(node, names, speech))


def pair_of(cell: Cell, names: Bound, speech: Speech) -> str:
    """The two states of a pair: "with Japan"."""
    first, second = (party(each, names, speech) for each in cell.of)
    return between(first, second)


def agreement_named(name: str, speech: Speech) -> str:
    """An agreement's title."""
    return speech.agreements.get(name, name.replace("_", " "))


def an(agreement: str) -> str:
    """An agreement as one of several, for languages that have an article for that."""
    if agreement.endswith(("sharing", "management")):
        return agreement
    return say("an {agreement}" if agreement[0] in "aeiou" else "a {agreement}", agreement=agreement)


def _cell(node: Cell, names: Bound, speech: Speech) -> str:
    title = speech.tracks.get((node.scope, node.name), node.name.replace("_", " "))
    match node.scope:
        case "state" | "crisis":
            return party(node.of[0], names, speech).owning(title)
        case "pair":
            return say("{track} {with_whom}", track=title, with_whom=pair_of(node, names, speech))
        case "crisis_state":
            crisis, state = (party(each, names, speech) for each in node.of)
            return crisis.receiving(state.owning(title))
        case "two":
            agreement = an(agreement_named(node.name, speech))
            return say("{agreement} {with_whom}", agreement=agreement, with_whom=pair_of(node, names, speech))
        case "many":
            return party(node.of[0], names, speech).told(IN, agreement=agreement_named(node.name, speech))
        case "target":
            return party(node.of[0], names, speech).target()
        case "targeted":
            return party(node.of[0], names, speech).has_target()
        case "control":
            return say("the first seat") if node.name == "first" else say("the round")
        case "score":
            return say("score")
    return title


def tag_of(node: Tagged, speech: Speech) -> str:
    """The title of a tag."""
    return speech.tags.get(node.tag, node.tag)


def _arithmetic(node: Arithmetic, names: Bound, speech: Speech) -> str:
    parts = [_part(part, node.operator, names, speech) for part in node.parts]
    one, other = parts[0], parts[-1]
    match node.operator:
        case "min":
            return say("the lower of {values}", values=both(parts))
        case "max":
            return say("the higher of {values}", values=both(parts))
        case "abs":
            return say("the size of {value}", value=one)
        case "//" | "div":
            return say("{one} divided by {other}", one=one, other=other)
        case "*":
            return say("{one} times {other}", one=one, other=other)
        case "+":
            return say("{one} plus {other}", one=one, other=other)
    if _is_zero(node.parts[0]):
        return say("minus {value}", value=other)
    return say("{one} minus {other}", one=one, other=other)


def opposite(node: Node, names: Bound, speech: Speech) -> str | None:
    """What is taken away by a number that is written ``-x``; ``None`` for any other."""
    if isinstance(node, Arithmetic) and node.operator == "-" and _is_zero(node.parts[0]):
        return _part(node.parts[1], "-", names, speech)
    return None


def _is_zero(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0


def _part(node: Node, operator: str, names: Bound, speech: Speech) -> str:
    said = phrase(node, names, speech)
    mixed = isinstance(node, Arithmetic) and node.operator in "+-*//" and not (operator == node.operator == "+")
    return f"({said})" if mixed or isinstance(node, Conditional) else said


# Comparisons

_AMOUNTS = {
    ">=": marked("{number} or more"),
    "<=": marked("{number} or less"),
    ">": marked("above {number}"),
    "<": marked("below {number}"),
    "==": marked("{exactly}"),
    "!=": marked("not {number}"),
}
_AMOUNTS_OF = {
    ">=": marked("at least {value}"),
    "<=": marked("at most {value}"),
    ">": marked("more than {value}"),
    "<": marked("less than {value}"),
    "==": marked("{exactly}"),
    "!=": marked("not {value}"),
}
_ROUND = Cell(Type.INT, "control", "round")


def amount(operator: str, right: Node, names: Bound, speech: Speech) -> str:
    """What a number is compared with: "4 or more", "below 6", "more than Japan's might"."""
    said = say("this round") if right == _ROUND else phrase(right, names, speech)
    forms = _AMOUNTS if isinstance(right, Number) else _AMOUNTS_OF
    return translated(forms[operator], number=said, value=said, exactly=said)


def mark_in(node: Compare, speech: Speech) -> tuple[Cell, bool] | None:
    """The mark that a comparison asks about, and whether it must be there."""
    if not (
        isinstance(node.left, Cell)
        and (node.left.scope, node.left.name) in speech.marks
        and isinstance(node.right, Number)
    ):
        return None
    there = {(">", 0): True, (">=", 1): True, ("!=", 0): True, ("==", 1): True}
    there |= {("==", 0): False, ("<", 1): False, ("<=", 0): False, ("!=", 1): False}
    found = there.get((node.operator, node.right.value))
    return None if found is None else (node.left, found)


def clause(cell: Cell, there: bool, names: Bound, speech: Speech) -> str | None:
    """What the author says of the owner of a mark, if anything: "Poland has a garrison"."""
    found = speech.clauses.get((cell.scope, cell.name))
    if found is None:
        return None
    if not cell.of:
        return found.said(there)
    owner = cell.of[-1]
    whose = party(owner, names, speech)
    unknown = isinstance(owner, Local) and owner.name not in names and owner.name not in speech.names
    if whose.who == OWN and unknown and owner.type is Type.STATE:
        whose = Party("", say("the state"))
    return whose.telling(found.said(there))


def marked_one(cell: Cell, names: Bound, speech: Speech, forms: Forms) -> str:
    """What is said of the owner of a mark."""
    return party(cell.of[-1], names, speech).told(forms, mark=speech.tracks[cell.scope, cell.name])


def _compare(node: Compare, names: Bound, speech: Speech) -> str:
    if (mark := mark_in(node, speech)) is not None:
        return _has_mark(*mark, names, speech)
    if node.left.type is not Type.INT:
        return _same(node, names, speech)
    if isinstance(node.left, Number) and not isinstance(node.right, Number):
        node = Compare(node.type, _MIRRORED[node.operator], node.right, node.left)
    if isinstance(node.left, Comprehension) and node.left.function == "count" and isinstance(node.right, Number):
        return _there_are(node, names, speech)
    if node.left == _ROUND and node.operator == "==":
        return say("it is round {number}", number=phrase(node.right, names, speech))
    left, right = phrase(node.left, names, speech), amount(node.operator, node.right, names, speech)
    return say("{value} is {amount}", value=left, amount=right)


def _has_mark(cell: Cell, there: bool, names: Bound, speech: Speech) -> str:
    if (told := clause(cell, there, names, speech)) is not None:
        return told
    if cell.of:
        return marked_one(cell, names, speech, MARKED if there else NOT_MARKED)
    title = speech.tracks[cell.scope, cell.name]
    return say("“{mark}” is set" if there else "“{mark}” is not set", mark=title)


def _same(node: Compare, names: Bound, speech: Speech) -> str:
    """Whether two names mean the same state; who is the target."""
    left, right, same = node.left, node.right, node.operator == "=="
    if isinstance(right, Cell) and right.scope == "target":
        left, right = right, left
    if isinstance(left, Cell) and left.scope == "target":
        return party(left.of[0], names, speech).targets(party(right, names, speech), there=same)
    one, other = party(left, names, speech), party(right, names, speech)
    if isinstance(right, Cell) and right.name == "first":
        return one.told(HAS_FIRST_SEAT if same else HAS_NOT_FIRST_SEAT)
    if other.who == YOU:
        one, other = other, one
    return one.told(SAME if same else ANOTHER, other=other.name)


def _negated(inner: Node, names: Bound, speech: Speech) -> str:
    match inner:
        case Compare():
            turned = Compare(inner.type, _OPPOSITE[inner.operator], inner.left, inner.right)
            return _compare(turned, names, speech)
        case Comprehension(function="any"):
            return say("there is {no_group}", no_group=group_of(inner, names, speech).said("no"))
        case Cell(scope="two"):
            agreement = agreement_named(inner.name, speech)
            return say("no {agreement} {with_whom}", agreement=agreement, with_whom=pair_of(inner, names, speech))
        case Cell(scope="many"):
            return party(inner.of[0], names, speech).told(OUT, agreement=agreement_named(inner.name, speech))
        case Tagged(crisis=crisis):
            return party(crisis, names, speech).being(tag_of(inner, speech), there=False)
        case Logic(operator="not", parts=(positive,)):
            return phrase(positive, names, speech)
        case Logic(operator=operator, parts=parts):
            return joined("or" if operator == "and" else "and", [_negated(part, names, speech) for part in parts])
    return say("it is not so that {condition}", condition=phrase(inner, names, speech))


def _there_are(node: Compare, names: Bound, speech: Speech) -> str:
    """``count(…) >= 2`` as "there are 2 or more states …"."""
    group, many = so_many(node, names, speech, clause=True)
    if many == "no":
        return say("there is {no_group}", no_group=group)
    return say("there are {group}" if many == "many counted" else "there is {group}", group=group)


def so_many(node: Compare, names: Bound, speech: Speech, clause: bool = False) -> tuple[str, str]:
    """``count(…) >= 2`` as "2 states …", in a ``clause`` as "2 or more states …"; and which of the ``NOUNS`` it is."""
    assert isinstance(node.left, Comprehension)
    assert isinstance(node.right, Number)
    group, number = group_of(node.left, names, speech), node.right.value
    if (node.operator, number) in ((">", 0), (">=", 1), ("!=", 0)):
        return group.said("a"), "a"
    if (node.operator, number) in (("==", 0), ("<", 1), ("<=", 0)):
        return group.said("no"), "no"
    many = "one counted" if number == 1 else "many counted"
    alone = node.operator == ">=" and not clause
    return group.said(many, str(number) if alone else translated(_COUNTS[node.operator], count=number)), many


_COUNTS = {
    ">=": marked("{count} or more"),
    ">": marked("more than {count}"),
    "<=": marked("at most {count}"),
    "<": marked("fewer than {count}"),
    "==": marked("exactly {count}"),
    "!=": marked("not {count}"),
}


# States and crises that fit


def members(source: str, variable: str, where: Node | None, names: Bound, speech: Speech, many: str = "a") -> str:
    """States or crises that fit a condition: "every state whose trust with you is 4 or more".

    ``many`` says how many are meant; it is one of the ``NOUNS`` of groups.
    """
    return _those(source, variable, where, names, speech).said(many)


def group_of(node: Comprehension, names: Bound, speech: Speech) -> Group:
    """The states or crises that a comprehension is about."""
    return _those(node.source, node.variable, node.where, names, speech)


def _those(source: str, variable: str, where: Node | None, names: Bound, speech: Speech) -> Group:
    hidden = {name: value for name, value in names.items() if name != variable}
    inner = speech.naming(variable, IT)
    other, tags, which = False, list[str](), list[str]()
    for part in conjuncts(where) if where is not None else ():
        if _is_other(part, variable):
            other = True
        elif (kind := _kind(part, variable, speech)) is not None:
            tags.append(kind)
        else:
            which.append(_described(part, Local(Type.STATE, variable), hidden, inner))
    kinds = reduce(lambda tag, tags: say("{tag} {tags}", tag=tag, tags=tags), tags) if tags else ""
    return Group(source == "states", other, kinds, both(which) if which else "")


def _is_other(part: Node, variable: str) -> bool:
    """Whether a condition is that a member is another one than the state that everything is about."""
    match part:
        case Compare(operator="!=", left=Local(name=name), right=Local(type=Type.STATE, name=other)):
            return name == variable and other in ACTORS
    return False


def _kind(part: Node, variable: str, speech: Speech) -> str | None:
    """What kind of crisis a condition asks for, if that is all it does."""
    match part:
        case Tagged(crisis=Local(name=name)) if name == variable:
            return tag_of(part, speech)
        case Logic(operator="or", parts=parts) if all(isinstance(each, Tagged) for each in parts):
            return either(tag_of(each, speech) for each in parts if isinstance(each, Tagged))
    return None


def _described(part: Node, it: Local, names: Bound, speech: Speech) -> str:
    """One condition on a member, as words behind the noun."""
    match part:
        case Compare(operator="!=", left=Local(name=it.name), right=other) if other.type is Type.STATE:
            return say("other than {state}", state=phrase(other, names, speech))
        case Compare(operator="==", left=Local(name=it.name), right=Cell(scope="control", name="first")):
            return say("with the first seat")
        case Agreed():
            return say("that agreed")
        case Cell(scope="two" | "many") if it in part.of:
            return _bound(part, True, it, names, speech)
        case Logic(operator="not", parts=(Cell(scope="two" | "many") as cell,)) if it in cell.of:
            return _bound(cell, False, it, names, speech)
        case Compare() if (mark := mark_in(part, speech)) is not None:
            title = speech.tracks[mark[0].scope, mark[0].name]
            if (found := speech.clauses.get((mark[0].scope, mark[0].name))) is not None:
                return say("that {clause}", clause=found.said(mark[1]))
            return say("marked “{sign}”" if mark[1] else "not marked “{sign}”", sign=title)
    return _clause(part, it, names, speech)


def _bound(cell: Cell, signed: bool, it: Local, names: Bound, speech: Speech) -> str:
    """A member of a group that has signed something, or has not."""
    agreement = agreement_named(cell.name, speech)
    if cell.scope == "many":
        return say("in the {treaty}" if signed else "outside the {treaty}", treaty=agreement)
    other = party(cell.of[0] if cell.of[1] == it else cell.of[1], names, speech).together()
    return say(
        "with {agreement} {with_whom}" if signed else "without {agreement} {with_whom}",
        agreement=an(agreement),
        with_whom=other,
    )


def _clause(part: Node, it: Local, names: Bound, speech: Speech) -> str:
    if isinstance(part, Compare) and isinstance(cell := part.left, Cell) and part.left.type is Type.INT:
        title = speech.tracks.get((cell.scope, cell.name), cell.name)
        compared = amount(part.operator, part.right, names, speech)
        if cell.scope == "pair" and it in cell.of:
            other = party(cell.of[0] if cell.of[1] == it else cell.of[1], names, speech).together()
            return say("whose {track} {with_whom} is {amount}", track=title, with_whom=other, amount=compared)
        if cell.scope in ("state", "crisis") and isinstance(owner := cell.of[0], Local) and owner.name == it.name:
            return say("whose {track} is {amount}", track=title, amount=compared)
    if isinstance(part, Compare) and part.operator == "==":
        for target, state in ((part.left, part.right), (part.right, part.left)):
            if isinstance(target, Cell) and target.scope == "target":
                whom = party(state, names, speech)
                return say("that targets you") if whom.who == YOU else say("that targets {state}", state=whom.name)
    return say("where {condition}", condition=phrase(part, names, speech))


_OF = {
    "sum": marked("the total {track} of {group}"),
    "max": marked("the highest {track} of {group}"),
    "min": marked("the lowest {track} of {group}"),
    "median": marked("the median {track} of {group}"),
}
_OVER = {
    "sum": marked("the total of ({amount}) over {group}"),
    "max": marked("the highest of ({amount}) over {group}"),
    "min": marked("the lowest of ({amount}) over {group}"),
    "median": marked("the median of ({amount}) over {group}"),
}


def _comprehension(node: Comprehension, names: Bound, speech: Speech) -> str:
    group = group_of(node, names, speech)
    match node.function:
        case "any":
            return say("there is {group}", group=group.said("a"))
        case "all":
            said = phrase(node.where, names, speech.naming(node.variable, IT)) if node.where is not None else ""
            states = node.source == "states"
            return say(
                "for every state: {condition}" if states else "for every open crisis: {condition}", condition=said
            )
        case "count":
            return say("the number of {group}", group=group.said("many"))
    assert node.body is not None
    every = group.said("all" if node.where is None else "many")
    if isinstance(node.body, Cell) and node.body.scope in ("state", "crisis"):
        title = speech.tracks.get((node.body.scope, node.body.name), node.body.name)
        return translated(_OF[node.function], track=title, group=every)
    inner = {name: value for name, value in names.items() if name != node.variable}
    body = phrase(node.body, inner, speech.naming(node.variable, IT))
    return translated(_OVER[node.function], amount=body, group=every)
