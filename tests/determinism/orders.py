"""Reads the syntax tree of a module for what would let two machines play different games.

Sets are followed by what is written: literals, ``set(...)``, set operations, annotations of variables, arguments,
fields, properties and results. What is only counted, sorted or asked for membership has no order.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

FORBIDDEN_IMPORTS = frozenset(
    (
        *("random", "secrets", "uuid", "time", "datetime", "calendar", "locale", "platform", "os", "pathlib", "io"),
        *("socket", "tempfile", "pickle", "marshal", "shelve", "threading", "multiprocessing", "concurrent", "queue"),
        *("asyncio", "weakref", "gc", "ctypes", "decimal", "fractions", "statistics", "cmath"),
    )
)
FORBIDDEN_CALLS = frozenset(("open", "input", "id", "hash", "globals", "locals", "vars", "dir", "float", "complex"))
WHOLE_MATHS = frozenset(("isqrt", "gcd", "lcm", "comb", "perm", "factorial", "prod"))
UNORDERED = frozenset(("set", "frozenset", "sorted", "len", "any", "all", "sum", "min", "max", "bool", "isinstance"))
"""What a set may be handed to: the result has an order of its own, or none."""
KEYED = frozenset(("sorted", "min", "max"))
"""With a key, equals come in the order in which they were given."""
ORDERED = frozenset(("list", "tuple", "iter", "enumerate", "zip", "map", "filter", "reversed", "str", "repr", "dict"))
METHODS = frozenset(("union", "intersection", "difference", "symmetric_difference", "copy"))
LISTINGS = frozenset(("iterdir", "glob", "rglob", "listdir", "scandir", "walk"))


@dataclass
class Sets:
    """Fields, properties and functions that are sets: by their class, and by their name alone if no other has it."""

    owned: set[tuple[str, str]] = field(default_factory=set)
    """Class in lower case, and field."""
    names: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    """Names of fields and functions that are something else, at least in one place."""

    def learn(self, tree: ast.Module) -> None:
        """Take note of what a module says of its fields and functions."""
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                self.note("", node.name, is_set_type(node.returns))
            elif isinstance(node, ast.ClassDef):
                self.learn_class(node)

    def learn_class(self, of: ast.ClassDef) -> None:
        for node in ast.walk(of):
            if isinstance(node, ast.FunctionDef):
                self.note(of.name, node.name, is_set_type(node.returns))
            elif isinstance(node, ast.AnnAssign):
                target = node.target.attr if isinstance(node.target, ast.Attribute) else name_of(node.target)
                self.note(of.name, target, is_set_type(node.annotation))
            elif isinstance(node, ast.Assign):
                for each in node.targets:
                    if isinstance(each, ast.Attribute) and name_of(each.value) == "self":
                        self.note(of.name, each.attr, is_set_made(node.value))

    def note(self, of: str, name: str, is_set: bool) -> None:
        if is_set and of:
            self.owned.add((of.lower(), name))
        (self.names if is_set else self.others).add(name)

    def has(self, of: str, name: str) -> bool:
        """Whether something's field or method is a set: by the name that it goes by, or by the field's own."""
        return (of.lower().strip("_"), name) in self.owned or name in self.names - self.others


def name_of(node: ast.expr) -> str:
    """A bare name, or nothing."""
    return node.id if isinstance(node, ast.Name) else ""


def is_set_type(node: ast.expr | None) -> bool:
    """Whether an annotation says that something is a set."""
    if isinstance(node, ast.Subscript):
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("set", "frozenset", "Set", "AbstractSet")


def is_set_made(node: ast.expr) -> bool:
    """Whether a set is plainly made here."""
    made = isinstance(node, ast.Call) and name_of(node.func) in ("set", "frozenset")
    return made or isinstance(node, ast.Set | ast.SetComp)


class Reader(ast.NodeVisitor):
    """Finds, in one module, where a set or a folder gives an order to something."""

    def __init__(self, known: Sets) -> None:
        self.known = known
        self.scopes: list[set[str]] = [set()]
        self.classes: list[str] = [""]
        self.found: list[tuple[int, str]] = []
        self.harmless: set[int] = set()

    def is_set(self, node: ast.expr) -> bool:
        match node:
            case ast.Set() | ast.SetComp():
                return True
            case ast.Call(func=ast.Name(id=name)):
                return name in ("set", "frozenset") or self.known.has("", name)
            case ast.Call(func=ast.Attribute(value=of, attr=name)):
                return self.known.has(self.called(of), name) or (name in METHODS and self.is_set(of))
            case ast.BinOp(left=left, op=ast.BitOr() | ast.BitAnd() | ast.Sub() | ast.BitXor(), right=right):
                return any(self.is_set(side) or is_keys(side) for side in (left, right))
            case ast.IfExp(body=body, orelse=other):
                return self.is_set(body) or self.is_set(other)
            case ast.Name(id=name):
                return any(name in scope for scope in self.scopes)
            case ast.Attribute(value=of, attr=name):
                return self.known.has(self.called(of), name)
        return False

    def called(self, node: ast.expr) -> str:
        """What something is called, which is mostly what it is: ``program.symbols`` is a ``Symbols``."""
        name = node.attr if isinstance(node, ast.Attribute) else name_of(node)
        return self.classes[-1] if name == "self" else name

    def note(self, node: ast.expr, said: str) -> None:
        self.found.append((node.lineno, said))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        self.scopes.append({each.arg for each in every if is_set_type(each.annotation)})
        # Assignments first: a loop may stand before the line that makes its set.
        for each in ast.walk(node):
            self.bind(each)
        self.generic_visit(node)
        self.scopes.pop()

    def bind(self, node: ast.AST) -> None:
        """A variable that is made a set."""
        if isinstance(node, ast.AnnAssign) and is_set_type(node.annotation):
            self.scopes[-1].add(name_of(node.target))
        elif isinstance(node, ast.Assign | ast.NamedExpr) and self.is_set(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            self.scopes[-1] |= {name_of(each) for each in targets} - {""}

    def visit_Assign(self, node: ast.Assign) -> None:
        self.bind(node)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.bind(node)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        if self.is_set(node.iter):
            self.note(node.iter, "a loop over a set")
        self.generic_visit(node)

    def comprehension(self, node: ast.ListComp | ast.GeneratorExp | ast.DictComp) -> None:
        if any(self.is_set(each.iter) for each in node.generators) and id(node) not in self.harmless:
            self.note(node, "a comprehension over a set")
        self.generic_visit(node)

    visit_ListComp = visit_GeneratorExp = visit_DictComp = comprehension

    def visit_Starred(self, node: ast.Starred) -> None:
        if self.is_set(node.value) and id(node) not in self.harmless:
            self.note(node, "a set unpacked in a row")
        self.generic_visit(node)

    def visit_Set(self, node: ast.Set) -> None:
        self.harmless |= {id(each) for each in node.elts}
        self.generic_visit(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        if self.is_set(node.value):
            self.note(node, "a set written as text")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        keyed = name in KEYED and any(each.arg == "key" for each in node.keywords)
        if name in UNORDERED and not keyed:
            # Listings lie deeper, as in `sorted(path.name for path in folder.iterdir())`.
            self.harmless |= {id(each) for each in ast.walk(node)} if name != "sum" else {id(a) for a in node.args}
        first = [each.value if isinstance(each, ast.Starred) else each for each in node.args]
        if (name in ORDERED or keyed) and any(self.is_set(each) for each in first):
            self.note(node, f"{name}() of a set")
        if isinstance(node.func, ast.Attribute):
            self.method(node, node.func)
        self.generic_visit(node)

    def method(self, node: ast.Call, func: ast.Attribute) -> None:
        if func.attr == "pop" and not node.args and self.is_set(func.value):
            self.note(node, "pop() of a set")
        elif func.attr in ("join", "fromkeys", "extend") and any(self.is_set(each) for each in node.args):
            self.note(node, f"{func.attr}() of a set")
        elif func.attr in LISTINGS and id(node) not in self.harmless:
            self.note(node, f"{func.attr}() not sorted")


def is_keys(node: ast.expr) -> bool:
    """``something.keys()`` or ``items()``: what is done to them as sets has no order."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("keys", "items")


def orders(tree: ast.Module, known: Sets) -> list[tuple[int, str]]:
    """Where an order comes from a set or from a folder."""
    reader = Reader(known)
    reader.visit(tree)
    return sorted(set(reader.found))


def world(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What a core has no business with: other chance, clocks, files, addresses of objects, threads."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        for name in names:
            if name.split(".")[0] in FORBIDDEN_IMPORTS:
                yield getattr(node, "lineno", 0), f"import {name}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            yield node.lineno, f"{node.func.id}()"


def fractions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Whatever makes a number that is not whole."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex()):
                yield node.lineno, repr(node.value)
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
                yield node.lineno, "/"
            case ast.BinOp(op=ast.Pow(), right=ast.UnaryOp(op=ast.USub())):
                yield node.lineno, "** of a negative number"
            case ast.Attribute(attr="truediv" | "fsum" | "__truediv__" | "fmean"):
                yield node.lineno, node.attr
            case ast.Call(func=ast.Name(id="round")):
                yield node.lineno, "round()"
            case ast.Attribute(value=ast.Name(id="math"), attr=name) if name not in WHOLE_MATHS:
                yield node.lineno, f"math.{name}"
            case ast.ImportFrom(module="math", names=names):
                yield from ((node.lineno, f"math.{each.name}") for each in names if each.name not in WHOLE_MATHS)
