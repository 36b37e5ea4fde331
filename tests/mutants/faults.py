"""Small faults that can be put into a module: one operator, number, argument, answer or line at a time.

None is made in docstrings, types, sentences for people and asserts: nobody could tell.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}
FOR_PEOPLE = frozenset(("say", "marked", "isinstance", "issubclass", "cast", "TypeVar", "NamedTuple"))
"""Calls whose arguments are sentences or types."""


@dataclass(frozen=True)
class Fault:
    """One fault: where it stands, what stood there and what stands there now."""

    module: str
    function: str
    kind: str
    line: int
    begin: int
    """The first byte that is replaced."""
    end: int
    before: str
    after: str
    lines: tuple[int, int]
    """The first and the last line of the statement, or of its head: tests that run one of them can notice."""
    runs: bool
    """Whether it is in a function; otherwise it is read once, when the module is loaded."""
    nth: int = 0
    """Which one of several that read alike in the same function."""

    @property
    def key(self) -> str:
        """The same for the same fault, wherever its function stands in the file."""
        parts = (self.module, self.function, self.kind, self.before, self.after, str(self.nth))
        return sha256("\0".join(parts).encode()).hexdigest()[:16]

    def put_into(self, source: str) -> str:
        """The module with the fault."""
        raw = source.encode()
        return (raw[: self.begin] + self.after.encode() + raw[self.end :]).decode()


def faults(module: str, source: str) -> list[Fault]:
    """Every fault that can be put into a module, in the order of its lines."""
    found: list[Fault] = []
    seen: dict[str, int] = {}
    for fault in _Finder(module, source).found():
        first = seen.setdefault(fault.key, 0)
        seen[fault.key] += 1
        found.append(Fault(**{**vars(fault), "nth": first}))
    return sorted(found, key=lambda fault: (fault.begin, fault.end, fault.kind, fault.after))


class _Where(NamedTuple):
    """How far one has come inside a module."""

    name: str
    function: ast.FunctionDef | None
    lines: tuple[int, int]

    def at(self, node: ast.AST) -> "_Where":
        name, function, lines = self
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            name = f"{name}.{node.name}" if name else node.name
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            lines = node.lineno, max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno
        if isinstance(node, ast.FunctionDef):
            function = node
        elif isinstance(node, ast.ClassDef | ast.arguments):
            function = None
        return _Where(name, function, lines)


class _Finder:
    def __init__(self, module: str, source: str) -> None:
        self._module = module
        self._source = source
        self._raw = source.encode()
        self._starts = [0]
        for line in self._raw.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def found(self) -> Iterator[Fault]:
        yield from self._inside(ast.parse(self._source), _Where("", None, (1, 1)))

    def _inside(self, node: ast.AST, where: "_Where") -> Iterator[Fault]:
        where = where.at(node)
        for kind, place, after in changes(node, where.function):
            begin, end = self._span(place)
            before = self._raw[begin:end].decode()
            if after != before and ast.dump(place) != _dumped(after):
                span, runs = where.lines, where.function is not None
                yield Fault(self._module, where.name, kind, place.lineno, begin, end, before, after, span, runs)
        for child in children(node):
            yield from self._inside(child, where)

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        begin = self._starts[node.lineno - 1] + node.col_offset
        return begin, self._starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)


def _dumped(text: str) -> str:
    parsed = ast.parse(text).body[0] if text not in ("continue", "break") else None
    return ast.dump(parsed.value) if isinstance(parsed, ast.Expr) else ""


def children(node: ast.AST) -> Iterator[ast.AST]:
    """What is inside something, but for types, docstrings, asserts, sentences and decorators."""
    hidden: list[ast.AST | None] = []
    if isinstance(node, ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return
    if isinstance(node, ast.FunctionDef):
        hidden += [node.returns, *node.decorator_list]
    elif isinstance(node, ast.ClassDef):
        hidden += [*node.decorator_list, *node.bases, *node.keywords]
    elif isinstance(node, ast.arg | ast.AnnAssign):
        hidden += [node.annotation]
    elif _says_nothing(node):
        return
    yield from (child for child in ast.iter_child_nodes(node) if child not in hidden)


def _says_nothing(node: ast.AST) -> bool:
    """Whether it is a sentence, or names a type: ``Log = list[int] | None``."""
    if isinstance(node, ast.Call):
        return called(node) in FOR_PEOPLE
    if not isinstance(node, ast.Assign):
        return False
    target = node.targets[0]
    return (
        node.col_offset == 0
        and isinstance(target, ast.Name)
        and target.id[:1].isupper()
        and not target.id.isupper()
        and isinstance(node.value, ast.BinOp | ast.Subscript)
    )


def called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


Change = tuple[str, ast.expr | ast.stmt, str]


def changes(node: ast.AST, function: ast.FunctionDef | None) -> Iterator[Change]:
    """The faults at one place: their kind, what is replaced, and by which text."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BinOp() if type(node.op) in OPERATORS and not _textual(node):
            yield "operator", node, _text(node, op=OPERATORS[type(node.op)]())
        case ast.AugAssign() if type(node.op) in OPERATORS:
            yield "operator", node, _text(node, op=OPERATORS[type(node.op)]())
            yield "line removed", node, "pass"
        case ast.BoolOp():
            yield "and, or", node, _text(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()) if not isinstance(node.operand, ast.Constant):
            yield "sign removed", node, f"({ast.unparse(node.operand)})"
        case ast.Constant(value=bool()):
            yield "constant", node, str(not node.value)
        case ast.Constant(value=int() as number):
            yield "constant", node, str(number + 1)
            yield "constant", node, f"({number - 1})"
        case ast.Call():
            yield from _arguments(node)
        case ast.Subscript(slice=ast.Slice() as part):
            yield from _sliced(node, part)
        case ast.If() | ast.IfExp() | ast.While():
            yield "condition", node.test, f"(not ({ast.unparse(node.test)}))"
        case ast.Return() | ast.Expr() | ast.Raise() | ast.Continue() | ast.Break() | ast.Assign():
            yield from _lines(node, function)


def _lines(node: ast.stmt, function: ast.FunctionDef | None) -> Iterator[Change]:
    match node:
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            returns = ast.unparse(function.returns) if function is not None and function.returns else ""
            if returns == "bool":
                if not isinstance(value, ast.Constant):
                    yield "answer", node, "return False"
                    yield "answer", node, "return True"
            else:
                yield "answer", node, "return None"
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Continue():
            yield "line removed", node, "pass"
        case ast.Break():
            yield "line removed", node, "continue"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]) if function is not None:
            yield "line removed", node, "pass"


def _compared(node: ast.Compare) -> Iterator[Change]:
    for at, operator in enumerate(node.ops):
        ops = [*node.ops]
        ops[at] = COMPARISONS[type(operator)]()
        yield "comparison", node, _text(node, ops=ops)
        if isinstance(operator, ast.Lt | ast.Gt | ast.LtE | ast.GtE):
            ops[at] = {ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt}[type(operator)]()
            yield "comparison", node, _text(node, ops=ops)


def _arguments(node: ast.Call) -> Iterator[Change]:
    name = called(node)
    if isinstance(node.func, ast.Name) and name in TWINS:
        yield "other function", node, _text(node, func=ast.Name(TWINS[name], ast.Load()))
    if name in FOR_PEOPLE or any(isinstance(each, ast.Starred) for each in node.args):
        return
    if len(node.args) > 1 and ast.dump(node.args[-2]) != ast.dump(node.args[-1]):
        yield "arguments swapped", node, _text(node, args=[*node.args[:-2], node.args[-1], node.args[-2]])


def _sliced(node: ast.Subscript, part: ast.Slice) -> Iterator[Change]:
    for side in ("lower", "upper"):
        if getattr(part, side) is not None:
            rest = copy.copy(part)
            setattr(rest, side, None)
            yield "slice", node, _text(node, slice=rest)


def _textual(node: ast.BinOp) -> bool:
    """Whether texts are put together, or types."""
    sides = (node.left, node.right)
    return any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and not isinstance(side.value, int))
        for side in sides
    )


def _text(node: ast.expr | ast.stmt, **changed: object) -> str:
    """Something as it is written with parts of it changed; an expression in brackets, to stand anywhere."""
    new = copy.copy(node)
    for name, value in changed.items():
        setattr(new, name, value)
    text = ast.unparse(new)
    brackets = isinstance(node, ast.Compare | ast.BinOp | ast.BoolOp | ast.UnaryOp)
    return f"({text})" if brackets else text
