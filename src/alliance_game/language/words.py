"""Conditions and amounts in words: what a move needs and how things stand, and what a card says it does."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

_ACTORS = frozenset(("self", "who"))
"""Names of the state that everything is about: others are just "other states"."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How the names of a game are said.

    ``marks`` are tracks that people see as a word, not a number; ``names`` says rule names that stand for nothing
    in particular ("the partner"); what belongs to a name in ``own`` needs no owner: "standing", "trust with Japan".
    """

    tracks: Mapping[tuple[str, str], str]
    agreements: Mapping[str, str]
    tags: Mapping[str, str]
    states: tuple[str, ...]
    crises: tuple[str, ...]
    marks: frozenset[tuple[str, str]] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = _ACTORS

    def naming(self, name: str, said: str) -> "Speech":
        """The same with one more rule name."""
        return replace(self, names={**self.names, name: said}, own=self.own - {name})


Bound = Mapping[str, int]


def needs(condition: Node, names: Bound, world: World, speech: Speech) -> str:
    """Why a condition does not hold: "needs trust with Japan 4 or more (is 3)", "already in the treaty"."""
    failing = next((part for part in conjuncts(condition) if not evaluate(part, names, world)), condition)
    parts = failing.parts if isinstance(failing, Logic) and failing.operator == "or" else (failing,)
    facts = [_fact(part, names, speech) for part in parts]
    if all(facts):
        return " and ".join(fact for fact in facts if fact)
    return f"needs {_wanted(failing, names, speech)}{_standing(failing, names, world, speech)}"


def counted(number: int, title: str) -> str:
    """A number of something: "2 coins", "1 coin"."""
    single = title[:-1] if number in (1, -1) and title.endswith("s") and not title.endswith("ss") else title
    return f"{number} {single}".replace("-", "−")


def _standing(failing: Node, names: Bound, world: World, speech: Speech) -> str:
    if not isinstance(failing, Compare) or failing.left.type is not Type.INT or _mark(failing, speech) is not None:
        return ""
    value = evaluate(failing.left, names, world)
    if isinstance(failing.left, Comprehension) and failing.left.function == "count":
        return f" (there {'is' if value == 1 else 'are'} {value})"
    return f" (is {value})"


def _fact(part: Node, names: Bound, speech: Speech) -> str | None:
    """For a condition that asks for the absence of something: the sentence that it is there."""
    if isinstance(part, Compare) and (mark := _mark(part, speech)) is not None:
        cell, wanted = mark
        return None if wanted else f"{_marked(cell, names, speech)} already"
    if not (isinstance(part, Logic) and part.operator == "not"):
        return None
    inner = part.parts[0]
    if isinstance(inner, Cell) and inner.scope == "two":
        return f"there is already {phrase(inner, names, speech)}"
    if isinstance(inner, Cell) and inner.scope == "many":
        return f"already {_inside(inner, names, speech)}"
    if isinstance(inner, Comprehension) and inner.function == "any":
        return f"there is {_members(inner, names, speech)}"
    return None


def phrase(node: Node, names: Bound, speech: Speech) -> str:
    """A number as a noun, a condition as a sentence without its full stop."""
    match node:
        case Number(value=value):
            return str(value).replace("-", "−")
        case Local():
            return _local(node, names, speech)
        case Cell():
            return _cell(node, names, speech)
        case Tagged(crisis=crisis, tag=tag):
            return f"{phrase(crisis, names, speech)} is {speech.tags.get(tag, tag)}"
        case Agreed(state=state):
            return f"{phrase(state, names, speech)} agreed"
        case Compare():
            return _compare(node, names, speech)
        case Logic(operator="not", parts=(inner,)):
            return _negated(inner, names, speech)
        case Logic(operator=operator, parts=parts):
            return f" {operator} ".join(phrase(part, names, speech) for part in parts)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            one, if_so, other = (phrase(part, names, speech) for part in (then, condition, otherwise))
            return f"{one} if {if_so}, otherwise {other}"
        case Comprehension():
            return _comprehension(node, names, speech)
        case Arithmetic():
            return _arithmetic(node, names, speech)
    raise AssertionError(node)


# Names and numbers


def _local(node: Local, names: Bound, speech: Speech) -> str:
    if node.name in speech.names:
        return speech.names[node.name]
    if node.name in names:
        value = names[node.name]
        if node.type is Type.STATE and 0 <= value < len(speech.states):
            return speech.states[value]
        if node.type is Type.CRISIS and 0 <= value < len(speech.crises):
            return speech.crises[value]
        if node.type is Type.INT:
            return str(value)
    return {Type.STATE: "that state", Type.CRISIS: "that crisis"}.get(node.type, f"“{node.name.replace('_', ' ')}”")


def _is_own(node: Node, speech: Speech) -> bool:
    return isinstance(node, Local) and node.name in speech.own


def _of(node: Node, names: Bound, speech: Speech) -> str:
    """An owner in front of what it owns: "France's ", "your ", or nothing for one's own."""
    if _is_own(node, speech):
        return ""
    said = phrase(node, names, speech)
    return {"you": "your ", "it": "its "}.get(said, f"{said}'s ")


def _with(cell: Cell, names: Bound, speech: Speech) -> str:
    """The two states of a pair: "with Japan" for one's own, "between France and Japan"."""
    first, second = cell.of
    if _is_own(first, speech) or _is_own(second, speech):
        return f"with {phrase(second if _is_own(first, speech) else first, names, speech)}"
    return f"between {phrase(first, names, speech)} and {phrase(second, names, speech)}"


def _cell(node: Cell, names: Bound, speech: Speech) -> str:
    title = speech.tracks.get((node.scope, node.name), node.name.replace("_", " "))
    agreement = speech.agreements.get(node.name, node.name.replace("_", " "))
    match node.scope:
        case "state" | "crisis":
            return _of(node.of[0], names, speech) + title
        case "pair":
            return f"{title} {_with(node, names, speech)}"
        case "crisis_state":
            return f"{_of(node.of[1], names, speech)}{title} in {phrase(node.of[0], names, speech)}"
        case "two":
            return f"{_article(agreement)} {_with(node, names, speech)}"
        case "many":
            return f"{_whom(node.of[0], names, speech)} in the {agreement}".strip()
        case "target":
            return f"the target of {phrase(node.of[0], names, speech)}"
        case "targeted":
            return f"{phrase(node.of[0], names, speech)} has a target"
        case "control":
            return "the first seat" if node.name == "first" else f"the {node.name}"
    return title


def _article(noun: str) -> str:
    return noun if noun.endswith(("sharing", "management")) else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _whom(node: Node, names: Bound, speech: Speech) -> str:
    if _is_own(node, speech):
        return ""
    said = phrase(node, names, speech)
    return f"{said} {'are' if said == 'you' else 'is'}"


def _inside(cell: Cell, names: Bound, speech: Speech) -> str:
    return f"{_whom(cell.of[0], names, speech)} in the {speech.agreements.get(cell.name, cell.name)}".strip()


def _arithmetic(node: Arithmetic, names: Bound, speech: Speech) -> str:
    parts = [_part(part, node.operator, names, speech) for part in node.parts]
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


def _part(node: Node, operator: str, names: Bound, speech: Speech) -> str:
    said = phrase(node, names, speech)
    mixed = isinstance(node, Arithmetic) and node.operator in "+-*//" and not (operator == node.operator == "+")
    return f"({said})" if mixed or isinstance(node, Conditional) else said


# Comparisons


def amount(operator: str, right: Node, names: Bound, speech: Speech) -> str:
    """What a number is compared with: "4 or more", "below 6", "more than Japan's might"."""
    said = phrase(right, names, speech)
    if isinstance(right, Number):
        return {">=": f"{said} or more", "<=": f"{said} or less", ">": f"above {said}", "<": f"below {said}"}.get(
            operator, said if operator == "==" else f"not {said}"
        )
    words = {"==": "", "!=": "not ", "<": "less than ", "<=": "at most ", ">": "more than ", ">=": "at least "}
    return words[operator] + ("this round" if said == "the round" else said)


def _mark(node: Compare, speech: Speech) -> tuple[Cell, bool] | None:
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


def _marked(cell: Cell, names: Bound, speech: Speech, word: str = "marked") -> str:
    title = speech.tracks[cell.scope, cell.name]
    if not cell.of:
        return f"“{title}” is {'not set' if word.startswith('not') else 'set'}"
    owner = _whom(cell.of[-1], names, speech) if cell.of else ""
    return f"{owner} {word} “{title}”".strip() if owner else f"{word} “{title}”"


def _compare(node: Compare, names: Bound, speech: Speech) -> str:
    if (mark := _mark(node, speech)) is not None:
        return _marked(mark[0], names, speech, "marked" if mark[1] else "not marked")
    if node.left.type is not Type.INT:
        return _same(node, names, speech)
    if isinstance(node.left, Number) and not isinstance(node.right, Number):
        node = Compare(node.type, _MIRRORED[node.operator], node.right, node.left)
    if isinstance(node.left, Comprehension) and node.left.function == "count" and isinstance(node.right, Number):
        return f"there {_counted(node, names, speech, clause=True)}"
    if node.left == Cell(Type.INT, "control", "round") and node.operator == "==":
        return f"it is round {phrase(node.right, names, speech)}"
    return f"{phrase(node.left, names, speech)} is {amount(node.operator, node.right, names, speech)}"


def _same(node: Compare, names: Bound, speech: Speech) -> str:
    """Whether two names mean the same state; who is the target."""
    left, right = node.left, node.right
    is_not = "" if node.operator == "==" else " not"
    if isinstance(right, Cell) and right.scope == "target":
        left, right = right, left
    if isinstance(left, Cell) and left.scope == "target":
        verb = "targets" if node.operator == "==" else "does not target"
        return f"{phrase(left.of[0], names, speech)} {verb} {phrase(right, names, speech)}"
    if right.type is Type.STATE and isinstance(right, Cell) and right.name == "first":
        return f"{phrase(left, names, speech)} {'has' if not is_not else 'does not have'} the first seat"
    return f"{phrase(left, names, speech)} is{is_not} {phrase(right, names, speech)}"


def _negated(inner: Node, names: Bound, speech: Speech) -> str:
    match inner:
        case Compare():
            turned = Compare(inner.type, _OPPOSITE[inner.operator], inner.left, inner.right)
            return _compare(turned, names, speech)
        case Comprehension(function="any"):
            return f"there is no {_members(inner, names, speech, article='')}"
        case Cell(scope="two"):
            return f"no {phrase(inner, names, speech).removeprefix('a ').removeprefix('an ')}"
        case Cell(scope="many"):
            return _inside(inner, names, speech).replace("in the", "not in the", 1)
        case Tagged(crisis=crisis, tag=tag):
            return f"{phrase(crisis, names, speech)} is not {speech.tags.get(tag, tag)}"
        case Logic(operator="not", parts=(positive,)):
            return phrase(positive, names, speech)
        case Logic(operator=operator, parts=parts):
            joint = " or " if operator == "and" else " and "
            return joint.join(_negated(part, names, speech) for part in parts)
    return f"it is not so that {phrase(inner, names, speech)}"


# What a move asks for, as a noun


def _wanted(node: Node, names: Bound, speech: Speech) -> str:
    match node:
        case Logic(operator="or", parts=parts) if all(isinstance(part, Tagged) for part in parts):
            tags = [speech.tags.get(part.tag, part.tag) for part in parts if isinstance(part, Tagged)]
            return f"{_article(' or '.join(tags))} crisis"
        case Logic(operator="or" | "and" as operator, parts=parts):
            return f" {operator} ".join(_wanted(part, names, speech) for part in parts)
        case Tagged(tag=tag):
            return f"{_article(speech.tags.get(tag, tag))} crisis"
        case Cell(scope="many", of=(state,)) if _is_own(state, speech):
            return f"membership of the {speech.agreements.get(node.name, node.name)}"
        case Comprehension(function="any"):
            return _members(node, names, speech)
        case Compare() if (mark := _mark(node, speech)) is not None:
            return f"{'the' if mark[1] else 'no'} mark “{speech.tracks[mark[0].scope, mark[0].name]}”"
        case Compare(left=Comprehension(function="count"), right=Number()):
            return _counted(node, names, speech).removeprefix("is ").removeprefix("are ")
        case Compare() if node.left.type is Type.INT:
            return f"{phrase(node.left, names, speech)} {amount(node.operator, node.right, names, speech)}"
    return phrase(node, names, speech)


def _counted(node: Compare, names: Bound, speech: Speech, clause: bool = False) -> str:
    """``count(…) >= 2`` as "are 2 states …", in a ``clause`` as "are 2 or more states …"."""
    assert isinstance(node.left, Comprehension)
    assert isinstance(node.right, Number)
    number = node.right.value
    if (node.operator, number) in ((">", 0), (">=", 1), ("!=", 0)):
        return f"is {_members(node.left, names, speech)}"
    if (node.operator, number) in (("==", 0), ("<", 1), ("<=", 0)):
        return f"is no {_members(node.left, names, speech, article='')}"
    some = {
        ">=": f"{number}{' or more' if clause else ''}",
        ">": f"more than {number}",
        "<=": f"at most {number}",
        "<": f"fewer than {number}",
    }
    said = some.get(node.operator, f"exactly {number}" if node.operator == "==" else f"not {number}")
    verb = "is" if number == 1 else "are"
    return f"{verb} {_members(node.left, names, speech, article=said, many=number != 1)}"


# States and crises that fit


def _members(node: Comprehension, names: Bound, speech: Speech, article: str | None = None, many: bool = False) -> str:
    """Those of a comprehension: "a state whose trust with you is 4 or more"."""
    return members(node.source, node.variable, node.where, names, speech, article, many)


def members(
    source: str,
    variable: str,
    where: Node | None,
    names: Bound,
    speech: Speech,
    article: str | None = None,
    many: bool = False,
) -> str:
    """States or crises that fit a condition; ``article`` stands in front ("a" if not given), ``many``: plural."""
    hidden = {name: value for name, value in names.items() if name != variable}
    inner = speech.naming(variable, "it")
    before, after = [], []
    for part in conjuncts(where) if where is not None else ():
        front, back = _described(part, variable, hidden, inner)
        before += [front] if front else []
        after += [back] if back else []
    nouns = ("states", "open crises") if many else ("state", "open crisis")
    noun = nouns[source != "states"]
    if source != "states" and before:
        noun = f"open {' '.join(before)} {'crises' if many else 'crisis'}"
    elif before:
        noun = f"{' '.join(before)} {noun}"
    if article is None:
        article = "another" if noun.startswith("other") else _article(noun).split()[0]
        noun = noun.removeprefix("other ") if article == "another" else noun
    return f"{article} {noun}{' ' if after else ''}{' and '.join(after)}".strip()


def _described(part: Node, variable: str, names: Bound, speech: Speech) -> tuple[str, str]:
    """One condition on a member: words in front of the noun, or behind it."""
    it = Local(Type.STATE, variable)
    match part:
        case Compare(operator="!=", left=Local(name=name), right=other) if (
            name == variable and other.type is Type.STATE
        ):
            acts = isinstance(other, Local) and other.name in _ACTORS
            return ("other", "") if acts else ("", f"other than {phrase(other, names, speech)}")
        case Compare(operator="==", left=Local(name=name), right=Cell(scope="control", name="first")) if (
            name == variable
        ):
            return "", "with the first seat"
        case Logic(operator="not", parts=(Cell(scope="two", name=name, of=of),)) if it in of:
            other = of[0] if of[1] == it else of[1]
            return "", f"without {_article(speech.agreements.get(name, name))} with {phrase(other, names, speech)}"
        case Tagged(crisis=Local(name=name), tag=tag) if name == variable:
            return speech.tags.get(tag, tag), ""
        case Logic(operator="or", parts=parts) if all(isinstance(p, Tagged) for p in parts):
            return " or ".join(speech.tags.get(p.tag, p.tag) for p in parts if isinstance(p, Tagged)), ""
        case Agreed():
            return "", "that agreed"
        case Cell(scope="two", name=name, of=of) if it in of:
            other = of[0] if of[1] == it else of[1]
            return "", f"with {_article(speech.agreements.get(name, name))} with {phrase(other, names, speech)}"
        case Cell(scope="many", name=name, of=of) if it in of:
            return "", f"in the {speech.agreements.get(name, name)}"
        case Logic(operator="not", parts=(Cell(scope="many", name=name, of=of),)) if it in of:
            return "", f"outside the {speech.agreements.get(name, name)}"
        case Compare() if (mark := _mark(part, speech)) is not None:
            return "", f"{'' if mark[1] else 'not '}marked “{speech.tracks[mark[0].scope, mark[0].name]}”"
    return "", _clause(part, it, names, speech)


def _clause(part: Node, it: Local, names: Bound, speech: Speech) -> str:
    if isinstance(part, Compare) and isinstance(cell := part.left, Cell) and part.left.type is Type.INT:
        title = speech.tracks.get((cell.scope, cell.name), cell.name)
        compared = amount(part.operator, part.right, names, speech)
        if cell.scope == "pair" and it in cell.of:
            other = cell.of[0] if cell.of[1] == it else cell.of[1]
            return f"whose {title} with {phrase(other, names, speech)} is {compared}"
        if cell.scope in ("state", "crisis") and isinstance(owner := cell.of[0], Local) and owner.name == it.name:
            return f"whose {title} is {compared}"
    if isinstance(part, Compare) and part.operator == "==":
        for target, state in ((part.left, part.right), (part.right, part.left)):
            if isinstance(target, Cell) and target.scope == "target":
                return f"that targets {phrase(state, names, speech)}"
    return f"where {phrase(part, names, speech)}"


def _comprehension(node: Comprehension, names: Bound, speech: Speech) -> str:
    every = _members(node, names, speech, article="all" if node.where is None else "", many=True)
    match node.function:
        case "any":
            return f"there is {_members(node, names, speech)}"
        case "all":
            noun = "state" if node.source == "states" else "open crisis"
            inner = speech.naming(node.variable, "it")
            said = phrase(node.where, names, inner) if node.where is not None else ""
            return f"for every {noun}: {said}"
        case "count":
            return f"the number of {every.removeprefix('all ')}"
    assert node.body is not None
    word = {"sum": "total", "max": "highest", "min": "lowest"}.get(node.function, node.function)
    inner = speech.naming(node.variable, "it")
    if isinstance(node.body, Cell) and node.body.scope in ("state", "crisis"):
        title = speech.tracks.get((node.body.scope, node.body.name), node.body.name)
        return f"the {word} {title} of {every}"
    body = phrase(node.body, {k: v for k, v in names.items() if k != node.variable}, inner)
    return f"the {word} of ({body}) over {every}"
