"""Ranges: the lowest and highest value that an expression can have, whatever the position."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ....definitions import Track
from ....language.evaluator import compares
from ....language.symbols import Symbols
from ....language.tree import (
    Arithmetic,
    Cell,
    Compare,
    Comprehension,
    Conditional,
    Local,
    Logic,
    Node,
    Number,
    Type,
    nodes_in,
)
from .settings import Game


class Span(NamedTuple):
    """All whole numbers from the lowest to the highest, both included. A yes or no is 0 to 1."""

    low: int
    high: int

    @property
    def size(self) -> int:
        """How many numbers."""
        return self.high - self.low + 1


ANY = Span(-(10**15), 10**15)
TRUTH = Span(0, 1)
NO, YES = Span(0, 0), Span(1, 1)
Names = Mapping[str, Node | Span]
"""What is known of a rule's own names: how a ``let`` was worked out, or a range."""
Box = Mapping[Node, Span]
"""What is known of single cells and other atoms, by ``Ranges.atom``."""


class Ranges:
    """The ranges of expressions in one game."""

    def __init__(self, symbols: Symbols, game: Game, names: Names) -> None:
        self._tracks = symbols.tracks
        self._slots = symbols.folder.ruleset.crises.slots if symbols.folder.ruleset.crises else 0
        self.game = game
        self.names = names
        self.looked = 1
        """How many values were worked out since somebody asked; to begin with a game is one, too."""

    def of(self, node: Node, box: Box) -> Span:
        """The range of an expression, if its atoms keep within ``box``."""
        self.looked += 1
        match node:
            case Number():
                exact = number(node, self.game)
                return Span(exact, exact)
            case Arithmetic(operator=operator, parts=parts):
                return _arithmetic(operator, [self.of(part, box) for part in parts])
            case Compare() if node.left.type is Type.INT:
                return self._compare(node, box)
            case Logic(operator=operator, parts=parts):
                return _logic(operator, [self.of(part, box) for part in parts])
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                held = self.of(condition, box)
                branches = [self.of(part, box) for part, truth in ((then, 1), (otherwise, 0)) if truth in held]
                return Span(min(span.low for span in branches), max(span.high for span in branches))
            case Local(name=name) if isinstance(value := self.names.get(name), Node):
                return self.of(value, box)
        atom, turned = self.atom(node)
        found = box.get(atom) or self._natural(atom)
        return Span(1 - found.high, 1 - found.low) if turned else found

    def atom(self, node: Node) -> tuple[Node, bool]:
        """The form that stands for all ways to write the same cell; and whether this way says the opposite."""
        match node:
            case Cell(scope="two" | "pair" as scope, name=name, of=(left, right)):
                directed = scope == "pair" and self._tracks["pair"][name].directed
                return (
                    node if directed or _order(left) <= _order(right) else Cell(node.type, scope, name, (right, left))
                ), False
            case Compare(operator="!=", left=left, right=right):
                return self.atom(Compare(node.type, "==", left, right))[0], True
            case Compare(operator="==", left=left, right=right) if _order(left) > _order(right):
                return Compare(node.type, "==", right, left), False
        return node, False

    def atoms(self, node: Node) -> Iterator[Node]:
        """The cells and other parts of an expression that can be anything for themselves."""
        match node:
            case Number():
                return
            case Arithmetic(parts=parts) | Logic(parts=parts):
                for part in parts:
                    yield from self.atoms(part)
            case Compare(left=left, right=right) if left.type is Type.INT:
                yield from self.atoms(left)
                yield from self.atoms(right)
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                for part in (condition, then, otherwise):
                    yield from self.atoms(part)
            case Local(name=name) if isinstance(value := self.names.get(name), Node):
                yield from self.atoms(value)
            case _:
                yield self.atom(node)[0]

    def worth(self, node: Node, point: Mapping[Node, int]) -> int:
        """The value of an expression for certain values of its atoms."""
        self.looked += 1
        match node:
            case Number():
                return number(node, self.game)
            case Arithmetic(operator=operator, parts=parts):
                return _worked_out(operator, [self.worth(part, point) for part in parts])
            case Compare(operator=operator, left=left, right=right) if left.type is Type.INT:
                return int(compares(operator, self.worth(left, point), self.worth(right, point)))
            case Logic(operator="not", parts=(part,)):
                return 1 - self.worth(part, point)
            case Logic(operator=operator, parts=parts):
                held = (self.worth(part, point) for part in parts)
                return int(all(held) if operator == "and" else any(held))
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                return self.worth(then if self.worth(condition, point) else otherwise, point)
            case Local(name=name) if isinstance(value := self.names.get(name), Node):
                return self.worth(value, point)
        atom, turned = self.atom(node)
        return 1 - point[atom] if turned else point[atom]

    def _natural(self, atom: Node) -> Span:
        """What an atom can be if nothing else is known."""
        match atom:
            case Cell(scope="control", name="round"):
                return Span(1, max(1, self.game.get("rounds", 1)))
            case Cell(scope=scope, name=name) if scope in self._tracks:
                return borders(scope, self._tracks[scope][name])
            case Local(name=name) if isinstance(span := self.names.get(name), Span):
                return span
            case Local(type=Type.INT, name="yes" | "asked"):
                return Span(0, max(0, self.game.get("players", 6) - 1))
            case Comprehension():
                return self._comprehension(atom)
            case Compare(left=left, right=right) if left == right:
                return YES
        return TRUTH if atom.type is Type.BOOL else ANY

    def _compare(self, node: Compare, box: Box) -> Span:
        if node.left == node.right:
            return YES if node.operator in ("==", "<=", ">=") else NO
        left, right = self.of(node.left, box), self.of(node.right, box)
        match node.operator:
            case "<":
                return _definite(left.high < right.low, left.low >= right.high)
            case "<=":
                return _definite(left.high <= right.low, left.low > right.high)
            case ">":
                return _definite(left.low > right.high, left.high <= right.low)
            case ">=":
                return _definite(left.low >= right.high, left.high < right.low)
        apart = left.high < right.low or right.high < left.low
        same = left == right and left.size == 1
        return _definite(same, apart) if node.operator == "==" else _definite(apart, same)

    def _comprehension(self, node: Comprehension) -> Span:
        """What counting, adding and looking for can give; members and their values are independent of the rest."""
        held = YES if node.where is None else self.of(node.where, {})
        players = self.game.get("players", 6)
        least, most = (players, players) if node.source == "states" else (0, self._slots)
        count = Span(least if held.low else 0, most if held.high else 0)
        match node.function:
            case "count":
                return count
            case "any":
                return Span(min(1, count.low), min(1, count.high))
            case "all":
                return Span(held.low if most else 1, 0 if least and not held.high else 1)
        body = self.of(node.body, {}) if node.body is not None else ANY
        if node.function == "sum":
            corners = [times * value for times in count for value in body]
            return Span(min(corners), max(corners))
        return body if count.low else Span(min(0, body.low), max(0, body.high))


def borders(scope: str, track: Track) -> Span:
    """Where a track stops; a price can take a state's track down to 0."""
    return Span(min(0, track.min) if scope == "state" else track.min, track.max)


def number(node: Number, game: Game) -> int:
    """The value that a known number has in a game."""
    if node.name is not None:
        return game.get(node.name, node.value)
    if node.made is not None:
        return _worked_out(
            node.made.operator, [number(part, game) for part in node.made.parts if isinstance(part, Number)]
        )
    return node.value


def constants(node: object) -> Iterator[str]:
    """The names of constants, ``players`` and ``rounds`` among them, that the ranges of an expression depend on."""
    for part in nodes_in(node):
        yield from own_constants(part)


def own_constants(node: Node) -> Iterator[str]:
    """The same for one part of an expression alone."""
    match node:
        case Number(name=name, made=made):
            if name is not None:
                yield name
            for part in made.parts if made is not None else ():
                yield from own_constants(part)
        case Cell(scope="control", name="round"):
            yield "rounds"
        case Comprehension(source="states") | Local(name="yes" | "asked"):
            yield "players"


def _order(node: Node) -> tuple[str, str]:
    return type(node).__name__, node.name if isinstance(node, (Local, Cell)) else repr(node)


def _definite(holds: bool, fails: bool) -> Span:
    return YES if holds else NO if fails else TRUTH


def _logic(operator: str, parts: Sequence[Span]) -> Span:
    if operator == "not":
        return Span(1 - parts[0].high, 1 - parts[0].low)
    choose = min if operator == "and" else max
    return Span(choose(part.low for part in parts), choose(part.high for part in parts))


def _arithmetic(operator: str, parts: Sequence[Span]) -> Span:
    match operator:
        case "min" | "max":
            choose = min if operator == "min" else max
            return Span(choose(part.low for part in parts), choose(part.high for part in parts))
        case "abs":
            low, high = parts[0]
            return Span(0 if low <= 0 <= high else min(abs(low), abs(high)), max(abs(low), abs(high)))
        case "//" | "div":
            return _quotient(*parts)
    corners = [_worked_out(operator, [left, right]) for left in parts[0] for right in parts[1]]
    return Span(min(corners), max(corners))


def _quotient(left: Span, right: Span) -> Span:
    """Division by something above 0; by anything else it gives 0."""
    positive = [max(1, right.low), right.high] if right.high > 0 else []
    corners = [value // by for value in left for by in positive] + ([0] if right.low <= 0 else [])
    return Span(min(corners), max(corners))


def _worked_out(operator: str, values: list[int]) -> int:
    match operator:
        case "+":
            return values[0] + values[1]
        case "-":
            return values[0] - values[1]
        case "*":
            return values[0] * values[1]
        case "//" | "div":
            return values[0] // values[1] if values[1] > 0 else 0
        case "min":
            return min(values)
        case "max":
            return max(values)
    return abs(values[0])
