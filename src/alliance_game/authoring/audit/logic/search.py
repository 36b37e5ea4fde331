"""Search: whether some position makes certain conditions hold and others fail."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from ....language.tree import Arithmetic, Compare, Conditional, Local, Logic, Node, Number, Type
from .ranges import NO, YES, Ranges, Span, number

MOST_ATOMS, MOST_POINTS = 4, 50_000
"""Up to so many cells and combinations of their values everything is tried out."""
MOST_BRANCHES = 60
"""So many ways through ``or`` are tried for one question."""
ROUNDS = 6
ORDINARY = 60
"""So many values are worked out for any condition."""
PURSE = 40_000
"""So many more are worked out for all conditions together."""
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


class Fact(NamedTuple):
    """A condition, and whether it holds; if it is not ``sure``, it was so a while ago and mostly still is.

    ``touches`` is what others may read too: cells and names.
    """

    node: Node
    holds: bool = True
    sure: bool = True
    touches: frozenset[object] = frozenset()


class _Nothing(Exception):
    """No position is left."""


class _Tired(Exception):
    """So much was looked at that the question is left open."""


class Effort:
    """How much one audit looks at in all, told in values worked out: what would take longer is left open.

    Every condition has an ordinary allowance, which those that people write seldom use up; what a condition needs
    beyond it comes from one purse, so that a pack full of long expressions is looked at in no more than a second.
    """

    def __init__(self, ordinary: int = ORDINARY, purse: int = PURSE) -> None:
        self._ordinary = self._allowance = ordinary
        self._purse = purse
        self.spent = 0

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is looked at before the next condition comes."""
        return self._allowance <= 0 and self._purse <= 0

    def begin(self) -> None:
        """Another condition comes, with an allowance of its own."""
        self._allowance = self._ordinary

    def afford(self, number: int) -> bool:
        """Spend so much on what comes next, if it is there."""
        return number <= self._allowance + self._purse and self.spend(number)

    def spend(self, number: int) -> bool:
        """Spend so much on what was worked out; whether there was enough."""
        self.spent += number
        self._allowance -= number
        if self._allowance < 0:
            self._purse += self._allowance
            self._allowance = 0
            if self._purse < 0:
                self._purse = 0
                return False
        return True


class Patience:
    """How much work may still be spent beyond what every question takes: what takes longer is left open."""

    def __init__(self, branches: int = 2000, points: int = 60_000, effort: Effort | None = None) -> None:
        self._branches = branches
        self._points = points
        self.effort = effort or Effort()

    def branch(self) -> bool:
        """Whether one more way may be tried."""
        self._branches -= 1
        return self._branches >= 0

    def points(self, number: int) -> bool:
        """Whether so many combinations may be tried out."""
        if number > min(self._points, MOST_POINTS):
            return False
        self._points -= number
        return True


class Search:
    """One question to one game. Cells, loop variables and whatever else it cannot look into may be anything."""

    def __init__(self, ranges: Ranges, patience: Patience | None = None) -> None:
        self._ranges = ranges
        self._patience = patience or Patience()
        self._left = MOST_BRANCHES

    def possible(self, facts: Sequence[Fact]) -> bool | None:
        """Whether all facts can be so at once; ``None`` if that cannot be told.

        Both answers are of a position in which every cell may have any value between its borders: yes means that
        nothing in the facts forbids it, no is certain.
        """
        try:
            return self._possible(list(facts), [], {}, [])
        except _Tired:
            return None

    def _look(self) -> None:
        """Count what was looked at, and stop if it is too much."""
        looked, self._ranges.looked = self._ranges.looked, 0
        if not self._patience.effort.spend(looked):
            raise _Tired

    def _possible(
        self, facts: list[Fact], literals: list[Compare], box: dict[Node, Span], splits: list[list[list[Fact]]]
    ) -> bool | None:
        self._look()
        try:
            self._sort(facts, literals, box, splits)
            self._narrow(literals, box)
        except _Nothing:
            return False
        if not splits:
            return self._witnessed(literals, box)
        unknown = False
        for branch in splits[0]:
            self._left -= 1
            if self._left < 0 or not self._patience.branch():
                return None
            found = self._possible(branch, list(literals), dict(box), splits[1:])
            if found:
                return True
            unknown |= found is None
        return None if unknown else False

    def _sort(
        self, facts: list[Fact], literals: list[Compare], box: dict[Node, Span], splits: list[list[list[Fact]]]
    ) -> None:
        """Facts become comparisons, atoms that hold or fail, and choices between lists of facts."""
        while facts:
            node, holds, *_ = facts.pop()
            match node:
                case Logic(operator="not", parts=(part,)):
                    facts.append(Fact(part, not holds))
                case Logic(operator=operator, parts=parts):
                    if (operator == "and") is holds:
                        facts += [Fact(part, holds) for part in parts]
                    else:
                        splits.append([[Fact(part, holds)] for part in parts])
                case Conditional(condition=condition, then=then, otherwise=otherwise):
                    sides = ((True, then), (False, otherwise))
                    splits.append([[Fact(condition, truth), Fact(part, holds)] for truth, part in sides])
                case Compare(operator=operator, left=left, right=right) if left.type is Type.INT:
                    literals.append(node if holds else Compare(Type.BOOL, _OPPOSITE[operator], left, right))
                case _:
                    self._keep(node, YES if holds else NO, box)

    def _narrow(self, literals: list[Compare], box: dict[Node, Span]) -> None:
        """What the comparisons leave of each cell."""
        for _ in range(ROUNDS):
            before = dict(box)
            for literal in literals:
                self._look()
                self._compare(literal, box)
            if box == before:
                return

    def _compare(self, literal: Compare, box: dict[Node, Span]) -> None:
        if not self._ranges.of(literal, box).high:
            raise _Nothing
        for left, right, operator in (
            (literal.left, literal.right, literal.operator),
            (literal.right, literal.left, _MIRRORED[literal.operator]),
        ):
            if not isinstance(left, Number):
                own, other = self._ranges.of(left, box), self._ranges.of(right, box)
                self._keep(left, _allowed(operator, own, other), box)

    def _keep(self, node: Node, span: Span, box: dict[Node, Span]) -> None:
        """Hold an expression within a range, as far as that says something about its atoms."""
        ranges = self._ranges
        match node:
            case Number():
                if not span.low <= number(node, ranges.game) <= span.high:
                    raise _Nothing
            case Arithmetic(operator=operator, parts=parts):
                self._keep_parts(operator, parts, span, box)
            case Local(name=name) if isinstance(value := ranges.names.get(name), Node):
                self._keep(value, span, box)
            case Logic() | Conditional() | Compare() if not (
                isinstance(node, Compare) and node.left.type is not Type.INT
            ):
                if not _common(ranges.of(node, box), span).size > 0:
                    raise _Nothing
            case _:
                atom, turned = ranges.atom(node)
                kept = _common(ranges.of(atom, box), Span(1 - span.high, 1 - span.low) if turned else span)
                if kept.size <= 0:
                    raise _Nothing
                box[atom] = kept

    def _keep_parts(self, operator: str, parts: tuple[Node, ...], span: Span, box: dict[Node, Span]) -> None:
        spans = [self._ranges.of(part, box) for part in parts]
        match operator:
            case "+":
                self._keep(parts[0], Span(span.low - spans[1].high, span.high - spans[1].low), box)
                self._keep(parts[1], Span(span.low - spans[0].high, span.high - spans[0].low), box)
            case "-":
                self._keep(parts[0], Span(span.low + spans[1].low, span.high + spans[1].high), box)
                self._keep(parts[1], Span(spans[0].low - span.high, spans[0].high - span.low), box)
            case "*" if spans[1].size == 1 and spans[1].low > 0:
                self._keep(parts[0], Span(-(-span.low // spans[1].low), span.high // spans[1].low), box)
            case "*" if spans[0].size == 1 and spans[0].low > 0:
                self._keep(parts[1], Span(-(-span.low // spans[0].low), span.high // spans[0].low), box)
            case "//" if spans[1].size == 1 and spans[1].low > 0:
                by = spans[1].low
                self._keep(parts[0], Span(span.low * by, span.high * by + by - 1), box)
            case "min":
                for part, own in zip(parts, spans, strict=True):
                    self._keep(part, Span(span.low, own.high), box)
            case "max":
                for part, own in zip(parts, spans, strict=True):
                    self._keep(part, Span(own.low, span.high), box)

    def _witnessed(self, literals: list[Compare], box: Mapping[Node, Span]) -> bool | None:
        """Look for values that make all comparisons hold."""
        atoms = list(dict.fromkeys(atom for literal in literals for atom in self._ranges.atoms(literal)))
        domains = [self._ranges.of(atom, box) for atom in atoms]
        for values in _samples(domains):
            if self._all_hold(literals, dict(zip(atoms, values, strict=True))):
                return True
        if len(atoms) > MOST_ATOMS or not self._patience.points(prod(domain.size for domain in domains)):
            return None
        everything = product(*(range(domain.low, domain.high + 1) for domain in domains))
        return any(self._all_hold(literals, dict(zip(atoms, values, strict=True))) for values in everything)

    def _all_hold(self, literals: list[Compare], point: Mapping[Node, int]) -> bool:
        self._look()
        return all(self._ranges.worth(literal, point) for literal in literals)


def _allowed(operator: str, own: Span, other: Span) -> Span:
    """What a comparison leaves of its left side."""
    match operator:
        case "<":
            return Span(own.low, min(own.high, other.high - 1))
        case "<=":
            return Span(own.low, min(own.high, other.high))
        case ">":
            return Span(max(own.low, other.low + 1), own.high)
        case ">=":
            return Span(max(own.low, other.low), own.high)
        case "==":
            return _common(own, other)
    if other.size != 1:
        return own
    return Span(own.low + (own.low == other.low), own.high - (own.high == other.low))


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.low, other.low), min(one.high, other.high))


def _samples(domains: Sequence[Span]) -> Iterator[tuple[int, ...]]:
    """A few points that often fit: all low, all high, all in the middle, by turns."""
    yield tuple(domain.low for domain in domains)
    yield tuple(domain.high for domain in domains)
    yield tuple((domain.low + domain.high) // 2 for domain in domains)
    yield tuple(domain.low if index % 2 else domain.high for index, domain in enumerate(domains))
    yield tuple(domain.high if index % 2 else domain.low for index, domain in enumerate(domains))
