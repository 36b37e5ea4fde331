"""Cards: what is known when one comes, and whether its choices can ever be made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ....definitions.library import Path
from ....language.program import CardRule, ChoiceRule, Choosing, Procedure, Program
from ....language.resolver import BOOL, INT, STATE
from ....language.steps import PeekStep, ScheduleStep, Step, Steps, walk
from ....language.tree import Cell, Compare, Local, Node, Number
from .conditions import Conditions, Meaning
from .judge import NOTHING_GIVEN, Given, Verdict
from .ledger import Claim, Kind, Ledger, Spot
from .walk import Cells, Met, Walk, changed

IT, WHO, ABOUT, TARGET = (Local(STATE, name) for name in ("it", "who", "about", "target"))
_UNREACHABLE = Meaning("choice-unreachable", "nobody can ever choose this")


@dataclass
class Arrivals:
    """Ways for cards to come other than by lot from their deck."""

    scheduled: set[str] = field(default_factory=set)
    """Cards that others let come later, whatever their `when` says then."""
    handed: set[str] = field(default_factory=set)
    """Cards that are scheduled for a certain state, whatever their selector says."""
    dated: set[str] = field(default_factory=set)
    """Cards that a scenario dates."""
    peeked: set[str] = field(default_factory=set)
    """Decks whose next card is fixed by a look at it, maybe some time before it comes."""

    def add(self, program: Program) -> None:
        """What one program has of them."""
        self.dated |= {dated.card for dated in program.dated}
        for step in steps_of(program):
            match step:
                case ScheduleStep(card=card, state=state):
                    self.scheduled.add(card)
                    if state is not None:
                        self.handed.add(card)
                case PeekStep(deck=deck):
                    self.peeked.add(deck)


def steps_of(program: Program) -> Iterator[Step]:
    """Every step of a program."""
    lists = [unit.steps for unit in procedures_of(program)]
    return (step for steps in lists for step in walk(steps))


def procedures_of(program: Program) -> Iterator[Procedure]:
    """Every procedure of a program."""
    yield from (form.perform for form in program.forms)
    yield from (phase.do for phase in program.phases if phase.do is not None)
    yield from (program.opens, program.overflow, program.leaves)
    yield from (program.round_starts, program.turn_starts, program.round_ends, program.ends_early)
    for card in program.cards:
        yield from card.procedures()


class Cards:
    """Walks through cards; ``opening`` are the cells that the rules change when a crisis opens."""

    def __init__(
        self, conditions: Conditions, ledger: Ledger, walk: Walk, arrivals: Arrivals, opening: Cells | None
    ) -> None:
        self._conditions = conditions
        self._ledger = ledger
        self._walk = walk
        self._arrivals = arrivals
        self._opening = opening
        self.locked: set[tuple[str, str]] = set()
        """Cards and those of their choices that nobody can ever choose: there is no more to be said of them."""

    def card(self, rule: CardRule) -> Iterator[Met]:
        """Everything that a card can do."""
        kind = ("card", rule.id)
        given = self._drawn(kind, rule)
        if given is None:
            return
        if rule.crisis:
            yield from self._crisis(kind, rule, given)
        else:
            yield from self._incident(kind, rule, given)

    def _drawn(self, kind: Kind, rule: CardRule) -> Given | None:
        """What is known when the card comes; ``None`` if it never does."""
        if rule.condition is None:
            return NOTHING_GIVEN
        meaning = Meaning(follows="the card never comes by itself")
        verdict = self._conditions.ask(kind, ("when",), rule.condition.node, NOTHING_GIVEN, meaning)
        if rule.id in self._arrivals.scheduled | self._arrivals.dated:
            return NOTHING_GIVEN
        if verdict is Verdict.NEVER:
            return None
        return NOTHING_GIVEN.also(rule.condition.node, sure=rule.deck not in self._arrivals.peeked)

    def _chosen(
        self, kind: Kind, path: Path, choice: Choosing | None, given: Given, name: str, card: str
    ) -> Given | None:
        """What is known of the state that a selector finds; ``None`` if there never is one."""
        if choice is None or choice.where is None:
            return given
        meaning = Meaning(follows="nobody ever fits")
        if choice.unlike is not None:
            given = given.also(Compare(BOOL, "!=", IT, Local(STATE, choice.unlike)))
        if self._conditions.ask(kind, (*path, "where"), choice.where, given, meaning) is Verdict.NEVER:
            return None
        if card in self._arrivals.handed:
            return given
        names = {"it": name} | ({choice.pair: "about"} if choice.pair else {})
        return given.also(renamed(choice.where, names))

    def _crisis(self, kind: Kind, rule: CardRule, given: Given) -> Iterator[Met]:
        opened = self._chosen(kind, ("target",), rule.who, given, "target", rule.id)
        if opened is None:
            return
        start: Steps = rule.effects.steps if rule.effects else ()
        yield from self._walk.steps(start, opened)
        opened = opened.without(changed(start)).without(self._opening)
        yield from self._walk.steps(rule.opens.steps if rule.opens else (), opened)
        for made in (rule.met, rule.failed):
            yield from self._walk.steps(made.steps if made else (), NOTHING_GIVEN)

    def _incident(self, kind: Kind, rule: CardRule, given: Given) -> Iterator[Met]:
        known = self._chosen(kind, ("who",), rule.who, given, "who", rule.id)
        known = known and self._chosen(kind, ("about",), rule.about, known, "about", "")
        if known is None:
            return
        if rule.about is not None or (rule.who is not None and rule.who.pair is not None):
            known = known.also(Compare(BOOL, "!=", WHO, ABOUT))
        steps: Steps = rule.effects.steps if rule.effects else ()
        yield from self._walk.steps(steps, known)
        known = known.without(changed(steps))
        for choice in rule.choices:
            yield from self._choice(kind, choice, known)

    def _choice(self, kind: Kind, choice: ChoiceRule, given: Given) -> Iterator[Met]:
        path: Path = ("choices", choice.id)
        if choice.condition is not None:
            if self._conditions.ask(kind, (*path, "when"), choice.condition, given, _UNREACHABLE) is Verdict.NEVER:
                self.locked.add((kind[-1], choice.id))
                return
            given = given.also(choice.condition)
        if not self._affordable(kind, path, choice.cost, given, "who"):
            self.locked.add((kind[-1], choice.id))
            return
        for track, price in choice.cost.items():
            given = given.also(Compare(BOOL, ">=", Cell(INT, "state", track, (WHO,)), Number(INT, price)))
        yield from self._walk.steps(choice.perform.steps, given)

    def _affordable(self, kind: Kind, path: Path, cost: Mapping[str, int], given: Given, who: str) -> bool:
        """Whether a price can be paid; what cannot goes to the ledger."""
        judge = self._conditions.judge
        for track, price in cost.items():
            cell = Cell(INT, "state", track, (Local(STATE, who),))
            spot = Spot(kind, (*path, "cost", track))
            most = judge.range(cell).high
            claim = None
            if price > most:
                message = f"The price is {price}, but `{track}` is {most} at most."
                claim = Claim("choice-unaffordable", message, f"Ask for {most} or less.")
            elif judge.verdict(Compare(BOOL, ">=", cell, Number(INT, price)), given) is Verdict.NEVER:
                message = f"Whoever may choose this cannot pay {price}: `{track}` is always lower here."
                claim = Claim("choice-unreachable", message, "Lower the price, or change the condition.")
            self._ledger.say(spot, "cost", claim)
            if claim is not None:
                return False
        return True


def renamed(node: Node, names: Mapping[str, str]) -> Node:
    """An expression with other names for the rule's own names."""
    if isinstance(node, Local):
        return Local(node.type, names.get(node.name, node.name))
    if isinstance(node, Number):
        return node
    changes: dict[str, Any] = {}
    for name in node.__dataclass_fields__:
        part = getattr(node, name)
        if isinstance(part, Node):
            changes[name] = renamed(part, names)
        elif isinstance(part, tuple):
            changes[name] = tuple(renamed(each, names) for each in part)
    return replace(node, **changes)
