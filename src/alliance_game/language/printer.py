"""Understood tree -> Python source over a flat list of ints ``v``.

Comprehensions are unrolled, what is known beforehand is folded. Nothing but our own tree is ever printed.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

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


class Code(NamedTuple):
    """A piece of source; ``value`` if it is known beforehand."""

    text: str
    value: int | None = None


Names = Mapping[str, Code]
"""What each name of the rule is called in the source."""

TRUE, FALSE = Code("True", 1), Code("False", 0)
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class Cells(Protocol):
    """Where things lie in the list."""

    @property
    def players(self) -> int:
        """How many states there are."""

    @property
    def slots(self) -> int:
        """How many crises can be open."""

    def start(self, scope: str, name: str) -> int:
        """The first cell of something."""


def constant(value: int) -> Code:
    """A number known beforehand."""
    return Code(str(value), value)


def total(*parts: Code) -> Code:
    """The sum of some pieces, folded."""
    known = sum(part.value for part in parts if part.value is not None)
    open_parts = [part.text for part in parts if part.value is None]
    if not open_parts:
        return constant(known)
    return Code("+".join([*([str(known)] if known else []), *open_parts]))


def times(part: Code, factor: int) -> Code:
    """A piece times a number."""
    return constant(part.value * factor) if part.value is not None else Code(f"{part.text}*{factor}")


class Printer:
    """Prints expressions for one layout of cells."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.card = cells.start("slot", "card")
        self.target = cells.start("slot", "target")

    def index(self, cell: Cell, names: Names) -> Code:
        """The number of a cell."""
        start, of = constant(self.cells.start(cell.scope, cell.name)), [self.show(part, names) for part in cell.of]
        if len(of) == 2:
            return total(start, times(of[0], self.cells.players), of[1])
        return total(start, *of)

    def show(self, node: Node, names: Names) -> Code:
        """The source of an expression, in brackets wherever that could matter."""
        match node:
            case Number(value=value):
                return Code(str(value) if value >= 0 else f"({value})", value)
            case Local(name=name):
                return names[name]
            case Cell():
                return self.cell(node, names)
            case Tagged(crisis=crisis, tag=tag):
                return Code(f"TAG_{tag}[v[{total(constant(self.card), self.show(crisis, names)).text}]]")
            case Agreed(state=state):
                return Code(f"(v[{self.cells.start('control', 'yes')}] >> {self.show(state, names).text} & 1)")
            case Arithmetic():
                return self.arithmetic(node, names)
            case Compare():
                return self.compare(node, names)
            case Logic():
                return self.logic(node.operator, [self.show(part, names) for part in node.parts])
            case Conditional():
                return self.conditional(node, names)
            case Comprehension():
                return self.comprehension(node, names)
        raise AssertionError(node)

    def cell(self, cell: Cell, names: Names) -> Code:
        if cell.scope == "score":
            return Code(f"scores[{self.show(cell.of[0], names).text}]")
        if cell.scope in ("target", "targeted"):
            place = f"v[{total(constant(self.target), self.show(cell.of[0], names)).text}]"
            return Code(place if cell.scope == "target" else f"({place} >= 0)")
        return Code(f"v[{self.index(cell, names).text}]")

    def arithmetic(self, node: Arithmetic, names: Names) -> Code:
        parts = [self.show(part, names) for part in node.parts]
        texts = [part.text for part in parts]
        if node.operator in ("min", "max", "abs"):
            return Code(f"{node.operator}({', '.join(texts)})")
        if node.operator == "div":
            return Code(f"({texts[0]} // {texts[1]} if {texts[1]} > 0 else 0)")
        if node.operator == "*" and any(part.value == 1 for part in parts):
            return next((part for part in parts if part.value != 1), constant(1))
        return Code(f"({texts[0]} {node.operator} {texts[1]})")

    def compare(self, node: Compare, names: Names) -> Code:
        left, right = self.show(node.left, names), self.show(node.right, names)
        if left.value is not None and right.value is not None:
            return TRUE if _COMPARE[node.operator](left.value, right.value) else FALSE
        return Code(f"({left.text} {node.operator} {right.text})")

    def logic(self, operator: str, parts: list[Code]) -> Code:
        """``and``, ``or`` or ``not`` of some pieces, folded."""
        if operator == "not":
            if parts[0].value is not None:
                return FALSE if parts[0].value else TRUE
            return Code(f"(not {parts[0].text})")
        settles = operator == "or"
        if any(part.value is not None and bool(part.value) == settles for part in parts):
            return TRUE if settles else FALSE
        open_parts = [part.text for part in parts if part.value is None]
        if not open_parts:
            return FALSE if settles else TRUE
        return Code(open_parts[0] if len(open_parts) == 1 else f"({f' {operator} '.join(open_parts)})")

    def conditional(self, node: Conditional, names: Names) -> Code:
        condition = self.show(node.condition, names)
        if condition.value is not None:
            return self.show(node.then if condition.value else node.otherwise, names)
        return Code(
            f"({self.show(node.then, names).text} if {condition.text} else {self.show(node.otherwise, names).text})"
        )

    def members(self, node: Comprehension, names: Names) -> list[tuple[Code, Code]]:
        """Each member of the set that may count: its condition and its value."""
        found = []
        for number in range(self.cells.players if node.source == "states" else self.cells.slots):
            inner = {**names, node.variable: constant(number)}
            there = TRUE if node.source == "states" else Code(f"(v[{self.card + number}] >= 0)")
            where = self.show(node.where, inner) if node.where is not None else TRUE
            condition = self.logic("and", [there, where])
            if condition.value != 0:
                found.append((condition, self.show(node.body, inner) if node.body is not None else constant(1)))
        return found

    def comprehension(self, node: Comprehension, names: Names) -> Code:
        if node.function == "all" and node.where is not None:
            return self.every(node, names)
        members = self.members(node, names)
        conditions = [condition for condition, _ in members]
        match node.function:
            case "any":
                return self.logic("or", conditions) if members else FALSE
            case "count" | "sum":
                parts = [_counted(condition, body) for condition, body in members]
                summed = total(*parts)
                return summed if summed.value is not None or len(parts) == 1 else Code(f"({summed.text})")
        if all(condition.value is not None for condition in conditions):
            bodies = ", ".join(body.text for _, body in members)
            found = f"[{bodies}]" if node.function == "median" or len(members) < 2 else bodies
            default = ", default=0" if not members and node.function != "median" else ""
            return Code(f"{node.function}({found}{default})")
        values = ", ".join(f"{body.text} if {condition.text} else None" for condition, body in members)
        default = "" if node.function == "median" else ", default=0"
        return Code(f"{node.function}([_x for _x in ({values},) if _x is not None]{default})")

    def every(self, node: Comprehension, names: Names) -> Code:
        parts = []
        for number in range(self.cells.players if node.source == "states" else self.cells.slots):
            where = self.show(node.where, {**names, node.variable: constant(number)}) if node.where else TRUE
            gone = FALSE if node.source == "states" else Code(f"(v[{self.card + number}] < 0)")
            parts.append(self.logic("or", [gone, where]))
        return self.logic("and", parts)


def _counted(condition: Code, body: Code) -> Code:
    if condition.value is not None:
        return body
    return Code(f"({body.text} if {condition.text} else 0)")


def median(values: list[int]) -> int:
    """The middle value (the lower of two), 0 of none."""
    return sorted(values)[(len(values) - 1) // 2] if values else 0
