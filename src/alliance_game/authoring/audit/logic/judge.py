"""The judge: whether a condition can hold and can fail, in all games that a ruleset can be played as."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from ....language.symbols import Symbols
from ....language.tree import Agreed, Cell, Compare, Local, Node, Tagged, Type, nodes_in
from .ranges import ANY, Names, Ranges, Span, constants, own_constants
from .search import Effort, Fact, Patience, Search
from .settings import Game, Settings


class Verdict(Enum):
    """What can be said of a condition."""

    NEVER = "never"
    ALWAYS = "always"
    OPEN = "open"


@dataclass(frozen=True)
class Given:
    """What is known where a condition stands: conditions around it, and its rule's own names."""

    facts: tuple[Fact, ...] = ()
    names: Names = field(default_factory=dict)

    def also(self, node: Node | None, holds: bool = True, *, sure: bool = True) -> "Given":
        """The same where another condition holds, or fails."""
        return self if node is None else self.with_facts([self.fact(node, holds, sure=sure)])

    def fact(self, node: Node, holds: bool = True, *, sure: bool = True) -> Fact:
        """A condition that holds, or fails, among the same names."""
        return Fact(node, holds, sure, touches(node, self.names))

    def with_facts(self, facts: Iterable[Fact]) -> "Given":
        """The same where more is known."""
        return Given((*self.facts, *facts), self.names)

    def alone(self) -> "Given":
        """Only the rule's own names."""
        return replace(self, facts=())

    def certain(self) -> "Given":
        """Only what is known for sure."""
        return replace(self, facts=tuple(fact for fact in self.facts if fact.sure))

    def naming(self, name: str, value: Node | Span) -> "Given":
        """The same with a name of the rule's own."""
        return replace(self, names={**self.names, name: value})

    def without(self, cells: Iterable[tuple[str, str]] | None) -> "Given":
        """What is still known after these cells, or (``None``) any, have changed."""
        if cells is None:
            return Given((), {name: span for name, span in self.names.items() if isinstance(span, Span)})
        changed = set(cells)
        if not changed:
            return self
        facts = tuple(fact for fact in self.facts if fact.touches.isdisjoint(changed))
        names = {
            name: ANY if isinstance(value, Node) and not touches(value, self.names).isdisjoint(changed) else value
            for name, value in self.names.items()
        }
        return Given(facts, names)


NOTHING_GIVEN = Given()


class Judge:
    """Judges the expressions of one ruleset."""

    def __init__(self, symbols: Symbols, settings: Settings, effort: Effort | None = None) -> None:
        self.symbols = symbols
        self.effort = effort or Effort()
        self._settings = settings
        self._known: dict[Node, Verdict] = {}
        self._patience = Patience(effort=self.effort)
        # By the identity of an expression, which is held so that no other can have it.
        self._constants: dict[int, tuple[Node, frozenset[str]]] = {}

    def verdict(self, node: Node, given: Given = NOTHING_GIVEN) -> Verdict:
        """Never or always only if it is certain in every game; and open if what is given is impossible itself."""
        if given.facts or given.names:
            return self._verdict(node, given)
        if node not in self._known:
            self._known[node] = self._verdict(node, given)
        return self._known[node]

    def range(self, node: Node, given: Given = NOTHING_GIVEN) -> Span:
        """The lowest and highest value in any game; anything, if that would take too long."""
        spans = []
        for game in self._games([node], given.names):
            ranges = Ranges(self.symbols, game, given.names)
            spans.append(ranges.of(node, {}))
            if not self.effort.spend(ranges.looked):
                return ANY
        return Span(min(span.low for span in spans), max(span.high for span in spans)) if spans else ANY

    def is_possible(self, given: Given) -> bool:
        """Whether a place can be reached at all, as far as can be told."""
        return not given.facts or self._holds(given.facts, given.names) is not False

    def is_ruled_out(self, fact: Fact, given: Given) -> bool:
        """Whether a condition certainly cannot hold, or fail, where the given is possible."""
        if self.effort.is_spent:
            return False
        return self._holds((*_near(fact.touches, given), fact), given.names) is False

    def _verdict(self, node: Node, given: Given) -> Verdict:
        if self.effort.is_spent:
            return Verdict.OPEN
        near = _near(touches(node, given.names), given) if given.facts else []
        can_hold = self._holds((*near, Fact(node, True)), given.names)
        if can_hold is None:
            return Verdict.OPEN
        can_fail = self._holds((*near, Fact(node, False)), given.names)
        if can_fail is None or can_hold is can_fail or (not can_hold and not self.is_possible(given)):
            return Verdict.OPEN
        return Verdict.ALWAYS if can_hold else Verdict.NEVER

    def _holds(self, facts: Sequence[Fact], names: Names) -> bool | None:
        """Whether the facts are possible in some game."""
        games = self._games([fact.node for fact in facts], names) if self.effort.afford(len(facts)) else ()
        unknown = not games
        for game in games:
            found = Search(Ranges(self.symbols, game, names), self._patience).possible(facts)
            if found:
                return True
            unknown |= found is None
        return None if unknown else False

    def _games(self, nodes: Iterable[Node], names: Names) -> Sequence[Game]:
        wanted = frozenset[str]().union(*(self._constants_of(node, names) for node in nodes))
        return self._settings.games(wanted) if self.effort.afford(self._settings.toil(wanted)) else ()

    def _constants_of(self, node: Node, names: Names) -> frozenset[str]:
        """The constants that an expression asks for, its rule's own names looked up."""
        if names:
            return frozenset(name for part in looked_up(node, names) for name in own_constants(part))
        held = self._constants.get(id(node))
        if held is None:
            held = self._constants[id(node)] = node, frozenset(constants(node))
        return held[1]


def looked_up(node: Node, names: Names) -> Iterator[Node]:
    """An expression and all that it is made of, its rule's own names too."""
    if not names:
        yield from nodes_in(node)
        return
    for part in nodes_in(node):
        yield part
        if isinstance(part, Local) and isinstance(value := names.get(part.name), Node):
            yield from looked_up(value, names)


def _near(what: frozenset[object], given: Given) -> list[Fact]:
    """The facts that have to do with an expression: they touch the same, or what others touch that do."""
    left = list(given.facts)
    touched = set(what)
    near: list[Fact] = []
    while found := [fact for fact in left if not fact.touches.isdisjoint(touched)]:
        near += found
        left = [fact for fact in left if fact.touches.isdisjoint(touched)]
        touched.update(*(fact.touches for fact in found))
    return near


def touches(node: Node, names: Names) -> frozenset[object]:
    """Everything in an expression that others may read too: cells, names, and whether two states are the same."""
    found: set[object] = set()
    for part in looked_up(node, names):
        match part:
            case Cell(scope=scope, name=name):
                found.add((scope, name))
            case Tagged() | Agreed() | Local(type=Type.INT):
                found.add(part)
            case Compare(left=left, right=right) if left.type is not Type.INT:
                found.add(frozenset((left, right)))
    return frozenset(found)
