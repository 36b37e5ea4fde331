"""Written tree -> understood tree: every name gets its meaning, every part its type."""

from collections.abc import Callable, Mapping
from typing import NoReturn

from ..errors import ExpressionError, did_you_mean
from . import misnamed
from .parser import COMPREHENSIONS, parse
from .symbols import Symbols
from .syntax import (
    BinarySyntax,
    CallSyntax,
    ComprehensionSyntax,
    ConditionalSyntax,
    MemberSyntax,
    NameSyntax,
    NumberSyntax,
    Syntax,
    UnarySyntax,
)
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
    depth,
)

INT, BOOL, STATE, CRISIS, TARGET = Type.INT, Type.BOOL, Type.STATE, Type.CRISIS, Type.TARGET
MAX_TERMS = 300
MAX_NESTED = 48
"""Python's own parser gives up at 200 brackets; a part of an expression opens up to three."""
MAX_CHAIN = 12
"""So many named values may stand on one another."""
_SOURCES = {"states": STATE, "crises": CRISIS}
_ARITY = {"min": (2, 8), "max": (2, 8), "abs": (1, 1), "div": (2, 2)}
_FOLD: dict[str, Callable[[int, int], int]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b,
    "div": lambda a, b: a // b if b > 0 else 0,
    "min": min,
    "max": max,
}

Scope = Mapping[str, Node]
"""The names that a rule may use, and what they stand for; ``.vote`` allows ``agreed(x)``, ``.score`` ``x.score``."""


def resolve(text: str, scope: Scope, symbols: Symbols, want: Type | None = None) -> Node:
    """The meaning of an expression within a scope.

    Raises ``ExpressionError`` with the place: ``unknown-name``, ``unknown-track``, ``wrong-kind`` (a pair track of
    one state), ``wrong-type``, ``division`` (not by a number known beforehand, or by 0), ``too-many-terms``, and
    what the parser raises.
    """
    try:
        tree = parse(text)
        node = _Resolver(scope, symbols).node(tree)
        nested = depth(node)
    except ExpressionError as error:
        if error.code not in ("syntax", "unknown-name") or (meant := misnamed.number_meant(text)) is None:
            raise
        message = f"'{text.strip()}' is not how a number is written. Write `{meant}`."
        raise ExpressionError(error.code, message, len(text) - len(text.lstrip())) from None
    except RecursionError:
        raise ExpressionError("too-deep", "with its named values this is nested too deep") from None
    if want is not None and node.type is not want:
        raise ExpressionError("wrong-type", f"this must be {want.value}, and it is {node.type.value}", _start(tree))
    if terms(node) > MAX_TERMS:
        raise ExpressionError("too-many-terms", f"this asks for more than {MAX_TERMS} values at once: make it simpler")
    if nested > MAX_NESTED:
        raise ExpressionError("too-deep", f"with its named values this is nested deeper than {MAX_NESTED}")
    return node


def terms(node: Node) -> int:
    """How many values a part reads at most, with 6 states and 8 crises."""
    match node:
        case Comprehension(body=body, where=where, source=source):
            inner = sum(terms(part) for part in (body, where) if part is not None)
            return (6 if source == "states" else 8) * max(1, inner)
        case Cell(of=parts) | Arithmetic(parts=parts) | Logic(parts=parts):
            return max(1, sum(terms(part) for part in parts))
        case Compare(left=left, right=right):
            return terms(left) + terms(right)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return terms(condition) + terms(then) + terms(otherwise)
    return 1


def _start(tree: Syntax) -> int:
    match tree:
        case BinarySyntax(left=left):
            return _start(left)
        case MemberSyntax(owner=owner):
            return _start(owner)
        case ConditionalSyntax(then=then):
            return _start(then)
    return tree.at


class _Resolver:
    def __init__(self, scope: Scope, symbols: Symbols) -> None:
        self.scope = scope
        self.symbols = symbols
        self.expanding: tuple[str, ...] = ()
        # Every value that was put in place so far: values made of values must not grow without end.
        self.expanded: list[str] = []

    def node(self, tree: Syntax) -> Node:
        match tree:
            case NumberSyntax(value=value):
                return Number(INT, value)
            case NameSyntax():
                return self.name(tree)
            case MemberSyntax():
                return self.member(tree)
            case UnarySyntax():
                return self.unary(tree)
            case BinarySyntax():
                return self.binary(tree)
            case CallSyntax():
                return self.call(tree)
            case ConditionalSyntax():
                return self.conditional(tree)
            case ComprehensionSyntax():
                return self.comprehension(tree)
        raise AssertionError(tree)

    def typed(self, tree: Syntax, want: Type) -> Node:
        node = self.node(tree)
        if node.type is not want:
            hint = ": compare it, such as '> 0'" if (node.type, want) == (INT, BOOL) else ""
            self.fail(tree, "wrong-type", f"this must be {want.value}, and it is {node.type.value}{hint}")
        return node

    def fail(self, tree: Syntax, code: str, message: str, at: int | None = None) -> NoReturn:
        raise ExpressionError(code, message, _start(tree) if at is None else at)

    def name(self, tree: NameSyntax) -> Node:
        name = tree.name
        if name in self.scope:
            return self.scope[name]
        if name in self.symbols.constants:
            self.symbols.asked.add(name)
            return Number(INT, self.symbols.constants[name], name)
        match name:
            case "players":
                self.symbols.asked.add(name)
                return Number(INT, self.symbols.players, name)
            case "round":
                return Cell(INT, "control", name)
            case "first":
                return Cell(STATE, "control", name)
            case "world":
                self.fail(tree, "wrong-type", "say which track of the world, such as world.NAME")
        self.fail(tree, "unknown-name", misnamed.bare(name, self.scope, self.symbols))

    def member(self, tree: MemberSyntax) -> Node:
        if isinstance(tree.owner, NameSyntax) and tree.owner.name == "world" and "world" not in self.scope:
            return self.named(tree, "world", ())
        owner = self.node(tree.owner)
        arguments = tree.arguments
        if owner.type is STATE:
            if arguments is None:
                return self.of_state(tree, owner)
            return self.named(tree, "pair", (owner, *self.states(tree, arguments)))
        if owner.type is CRISIS:
            return self.of_crisis(tree, owner)
        if owner.type is TARGET:
            self.fail(
                tree, "wrong-type", "a crisis may have no target: compare it, or run over states where it is the target"
            )
        self.fail(tree, "wrong-type", f"{owner.type.value} has no '{tree.name}'")

    def states(self, tree: MemberSyntax, arguments: tuple[Syntax, ...]) -> tuple[Node, ...]:
        if len(arguments) != 1:
            self.fail(tree, "syntax", f"'{tree.name}' takes one state in brackets", tree.at)
        return (self.typed(arguments[0], STATE),)

    def of_state(self, tree: MemberSyntax, owner: Node) -> Node:
        if tree.name == "score" and ".score" in self.scope:
            return Cell(INT, "score", "score", (owner,))
        if self.symbols.agreements.get(tree.name) == "many":
            return Cell(BOOL, "many", tree.name, (owner,))
        return self.named(tree, "state", (owner,))

    def of_crisis(self, tree: MemberSyntax, owner: Node) -> Node:
        if tree.name == "tagged":
            return self.tagged(tree, owner)
        if tree.arguments is not None:
            return self.named(tree, "crisis_state", (owner, *self.states(tree, tree.arguments)))
        if tree.name == "target":
            return Cell(TARGET, "target", "target", (owner,))
        if tree.name == "targeted":
            return Cell(BOOL, "targeted", "targeted", (owner,))
        return self.named(tree, "crisis", (owner,))

    def tagged(self, tree: MemberSyntax, owner: Node) -> Node:
        arguments = tree.arguments or ()
        if len(arguments) != 1 or not isinstance(arguments[0], NameSyntax):
            self.fail(tree, "syntax", "write crisis.tagged(TAG)", tree.at)
        tag = arguments[0].name
        if tag not in self.symbols.tags:
            guess = did_you_mean(tag, self.symbols.tags)
            self.fail(tree, "unknown-tag", f"'{tag}' is not a tag.{guess}", arguments[0].at)
        return Tagged(BOOL, owner, tag)

    def named(self, tree: MemberSyntax, scope: str, of: tuple[Node, ...]) -> Node:
        """A track or a named value of the world, a state, a pair, a crisis, a crisis and a state."""
        symbols = self.symbols
        if scope == "world" and tree.arguments is not None:
            self.fail(tree, "wrong-kind", f"'world.{tree.name}' takes nothing in brackets", tree.at)
        if tree.name in symbols.tracks[scope]:
            return Cell(INT, scope, tree.name, of)
        if scope == "pair" and symbols.agreements.get(tree.name) == 2:
            return Cell(BOOL, "two", tree.name, of)
        if tree.name in symbols.values[scope]:
            return self.value(tree, scope, of)
        self.unknown_member(tree, scope)

    def unknown_member(self, tree: MemberSyntax, scope: str) -> NoReturn:
        symbols, name = self.symbols, tree.name
        shapes = {"pair": f"x.{name}(y)", "state": f"x.{name}", "crisis": f"c.{name}", "crisis_state": f"c.{name}(x)"}
        shapes["world"] = f"world.{name}"
        for other, shape in shapes.items():
            if other != scope and (name in symbols.members(other)):
                self.fail(tree, "wrong-kind", f"'{name}' is written {shape}", tree.at)
        if name in symbols.agreements:
            shape = f"x.{name}(y)" if symbols.agreements[name] == 2 else f"x.{name}"
            self.fail(tree, "wrong-kind", f"the agreement '{name}' is written {shape}", tree.at)
        hint = misnamed.member(name, scope, self.scope, symbols)
        self.fail(tree, "unknown-track", f"'{name}' is not a track or value.{hint}", tree.at)

    def value(self, tree: MemberSyntax, scope: str, of: tuple[Node, ...]) -> Node:
        """A named value is the expression behind it, with its own names bound."""
        key = f"{scope}.{tree.name}"
        if len(self.expanding) >= MAX_CHAIN:
            self.fail(tree, "too-deep", f"values stand on values more than {MAX_CHAIN} deep", tree.at)
        if key in self.expanding:
            self.fail(tree, "value-cycle", f"the value '{tree.name}' needs itself", tree.at)
        self.expanded.append(key)
        if len(self.expanded) > MAX_TERMS:
            self.fail(tree, "too-many-terms", f"this needs more than {MAX_TERMS} values: make it simpler", tree.at)
        names = {"world": (), "state": ("self",), "crisis": ("crisis",), "crisis_state": ("crisis", "self")}[scope]
        inner = _Resolver(dict(zip(names, of, strict=True)), self.symbols)
        inner.expanding, inner.expanded = (*self.expanding, key), self.expanded
        try:
            return inner.node(parse(self.symbols.values[scope][tree.name]))
        except ExpressionError as error:
            raise ExpressionError(error.code, f"in the value '{tree.name}': {error.message}", tree.at) from error

    def unary(self, tree: UnarySyntax) -> Node:
        if tree.operator == "not":
            operand = self.typed(tree.operand, BOOL)
            if isinstance(operand, Logic) and operand.operator == "not":
                return operand.parts[0]
            return Logic(BOOL, "not", (operand,))
        operand = self.typed(tree.operand, INT)
        if isinstance(operand, Number) and operand.fixed:
            return Number(INT, -operand.value)
        return self.arithmetic("-", (Number(INT, 0), operand))

    def binary(self, tree: BinarySyntax) -> Node:
        operator = tree.operator
        if operator in ("and", "or"):
            return Logic(BOOL, operator, (self.typed(tree.left, BOOL), self.typed(tree.right, BOOL)))
        if operator in _FOLD:
            right = self.typed(tree.right, INT)
            if operator == "//" and not (isinstance(right, Number) and right.value > 0):
                self.fail(
                    tree.right,
                    "division",
                    "'//' divides by a number above 0 that is known beforehand; otherwise div(a, b)",
                )
            return self.arithmetic(operator, (self.typed(tree.left, INT), right))
        return self.compare(tree)

    def arithmetic(self, operator: str, parts: tuple[Node, ...]) -> Node:
        if all(isinstance(part, Number) for part in parts):
            numbers = [part for part in parts if isinstance(part, Number)]
            folded = abs(numbers[0].value) if operator == "abs" else numbers[0].value
            for part in numbers[1:]:
                folded = _FOLD[operator](folded, part.value)
            made = None if all(part.fixed for part in numbers) else Arithmetic(INT, operator, parts)
            return Number(INT, folded, None, made)
        return Arithmetic(INT, operator, parts)

    def compare(self, tree: BinarySyntax) -> Node:
        left, right = self.node(tree.left), self.node(tree.right)
        same = tree.operator in ("==", "!=")
        kinds = {left.type, right.type}
        fits = kinds == {INT} or (same and kinds in ({STATE}, {CRISIS}, {STATE, TARGET}))
        if not fits:
            what = f"{left.type.value} and {right.type.value} cannot be compared with '{tree.operator}'"
            self.fail(tree, "wrong-type", what)
        if left.type is TARGET:
            left, right = right, left
        return Compare(BOOL, tree.operator, left, right)

    def call(self, tree: CallSyntax) -> Node:
        if tree.name == "agreed" and ".vote" in self.scope:
            if len(tree.arguments) != 1:
                self.fail(tree, "syntax", "write agreed(STATE)")
            return Agreed(BOOL, self.typed(tree.arguments[0], STATE))
        if tree.name in COMPREHENSIONS and tree.name not in _ARITY:
            self.fail(tree, "syntax", f"'{tree.name}' runs over 'states' or 'crises': '{tree.name}(… x in states …)'")
        if tree.name not in _ARITY:
            known = set(_ARITY) | set(COMPREHENSIONS)
            self.fail(tree, "unknown-name", f"there is no function '{tree.name}'.{did_you_mean(tree.name, known)}")
        least, most = _ARITY[tree.name]
        if not least <= len(tree.arguments) <= most:
            self.fail(tree, "syntax", f"'{tree.name}' takes {least if least == most else f'{least} to {most}'} values")
        return self.arithmetic(tree.name, tuple(self.typed(part, INT) for part in tree.arguments))

    def conditional(self, tree: ConditionalSyntax) -> Node:
        condition = self.typed(tree.condition, BOOL)
        then = self.node(tree.then)
        if then.type not in (INT, BOOL):
            self.fail(tree.then, "wrong-type", f"'if … else' chooses between numbers, and this is {then.type.value}")
        return Conditional(then.type, condition, then, self.typed(tree.otherwise, then.type))

    def comprehension(self, tree: ComprehensionSyntax) -> Node:
        if tree.source not in _SOURCES:
            self.fail(
                tree,
                "unknown-name",
                f"'{tree.source}' is no set: 'states' or 'crises'.{did_you_mean(tree.source, _SOURCES)}",
            )
        if tree.variable in self.scope or tree.variable in self.symbols.bare:
            self.fail(tree, "name-taken", f"'{tree.variable}' already means something here: take another name")
        variable = f"{tree.variable}{'' if not self.expanding else '_' + str(len(self.expanding))}"
        while any(isinstance(node, Local) and node.name == variable for node in self.scope.values()):
            variable += "_"
        bound: Node = Local(_SOURCES[tree.source], variable)
        inner = _Resolver({**self.scope, tree.variable: bound}, self.symbols)
        inner.expanding, inner.expanded = self.expanding, self.expanded
        body = inner.typed(tree.body, INT) if tree.body is not None else None
        where = inner.typed(tree.where, BOOL) if tree.where is not None else None
        if tree.function == "all" and where is None:
            self.fail(tree, "syntax", "'all' needs a 'where'")
        kind = BOOL if tree.function in ("any", "all") else INT
        return Comprehension(kind, tree.function, body, variable, tree.source, where)
