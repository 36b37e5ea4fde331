"""What is counted of games, such that parts of a run add up to the whole.

Everything is a fact that was so many times: ``("margin", 3)`` is a game that was won by three points. Facts that are
alike but for their last part, a number, make a histogram; sums, means and spreads follow from it without rounding.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..engine import markers as mark
from ..engine.layout import FIRST, ROUND
from ..engine.rules import Rules
from .intervals import Average, mean
from .rounds import rounds_of, world_of
from .table import Played

Fact = tuple[str | int, ...]
Histogram = Counter[int]
"""How often each number was found."""


class Tally:
    """Facts of games, counted. It can be sent from one process to another."""

    def __init__(self) -> None:
        self.facts: Counter[Fact] = Counter()

    def merge(self, other: "Tally") -> None:
        """Add the games of another part of the run."""
        self.facts.update(other.facts)

    def __getitem__(self, fact: Fact) -> int:
        return self.facts[fact]

    def histograms(self) -> dict[Fact, Histogram]:
        """Each histogram by what its facts have in common."""
        found: dict[Fact, Histogram] = {}
        for fact, times in self.facts.items():
            if isinstance(number := fact[-1], int):
                found.setdefault(fact[:-1], Counter())[number] += times
        return found


def facts_of(rules: Rules, played: Played, _number: int = 0) -> Iterator[Fact]:
    """Everything that is counted of one game."""
    yield ("rounds", played.cells[ROUND])
    yield ("decisions", played.decisions)
    yield ("ending", played.outcome.reason)
    yield ("grade", played.outcome.alliance_grade)
    # A round with a tie has no leader: the lead that passes through it changes hands all the same.
    leaders = [leader for leader in played.leaders if leader >= 0]
    yield ("lead changes", sum(before != after for before, after in pairwise(leaders)))
    for block in rules.layout.blocks:
        if block.scope in ("tally", "count"):
            yield ("tally", block.name, played.cells[block.start])
    yield from facts_of_agendas(played)
    yield from facts_of_moves(rules, played)
    yield from facts_of_rounds(rules, played)
    if played.outcome.ranking:
        yield from facts_of_ranking(rules, played)


def facts_of_agendas(played: Played) -> Iterator[Fact]:
    """Who was dealt what, reached it, and won."""
    outcome = played.outcome
    for seat, agenda in enumerate(outcome.agendas):
        yield ("agenda", agenda.id, "dealt")
        if outcome.ranking:
            yield ("agenda", agenda.id, "survived")
            yield ("agenda", agenda.id, agenda.level)
        if seat in outcome.winners:
            yield ("agenda", agenda.id, "wins")


def facts_of_moves(rules: Rules, played: Played) -> Iterator[Fact]:
    """Tactics that were chosen (refused ones too), by one seat and by all, and what became of cards."""
    forms, moves, cards = rules.program.forms, rules.moves, rules.cards
    chosen: Counter[str] = Counter()
    for item in played.log:
        kind = item[0]
        if kind == mark.MOVE and item[2] == mark.ACT:
            tactic = forms[moves[item[3]].form].tactic if item[3] else "pass"
            chosen[tactic] += 1
            yield ("tactic of", item[1], tactic)
        elif kind in (mark.CARD, mark.OVERFLOW):
            yield ("card", cards[item[1]].id, "drawn")
        elif kind == mark.OPEN:
            yield ("card", cards[item[2]].id, "drawn")
        elif kind == mark.OUTCOME:
            yield ("card", cards[item[2]].id, "met" if item[1] == 0 else "failed")
    yield from (("tactic", tactic, times) for tactic, times in chosen.items())


def facts_of_rounds(rules: Rules, played: Played) -> Iterator[Fact]:
    """The world after each round (and before the first), and how it changed with each card on the table."""
    names = tuple(world_of(rules))
    for number, before, after, cards in rounds_of(rules, played):
        yield from (("on the table", card, 1) for card in cards)
        for name, old, new in zip(names, before, after, strict=True):
            if number == 1:
                yield ("world", name, 0, old)
            yield ("world", name, number, new)
            yield ("change", name, number, new - old)
            for card in cards:
                yield ("change with", card, name, number, new - old)


def facts_of_ranking(rules: Rules, played: Played) -> Iterator[Fact]:
    """Who won by how much, in a game that was survived."""
    outcome = played.outcome
    yield ("winners", len(outcome.winners))
    order = sorted(outcome.scores, reverse=True)
    yield ("margin", order[0] - order[1] if len(order) > 1 else 0)
    start = played.opening[FIRST]
    for seat, score in enumerate(outcome.scores):
        yield ("score", seat, score)
    for seat in outcome.winners:
        yield ("wins", seat)
        yield ("wins by place", (seat - start) % rules.players)
    at = rules.machine.rounds // 2 - 1
    half = played.leaders[at] if 0 <= at < len(played.leaders) else -1
    if half >= 0:
        yield ("half time", int(half in outcome.winners))


def number(histogram: Histogram) -> int:
    """How many were counted."""
    return histogram.total()


def total(histogram: Histogram) -> int:
    """What they add up to."""
    return sum(value * times for value, times in histogram.items())


def averaged(histogram: Histogram, among: int | None = None) -> Average:
    """Their mean, and how sure it is; ``among`` more cases than were counted, the others are 0."""
    squares = sum(value * value * times for value, times in histogram.items())
    return mean(total(histogram), squares, number(histogram) if among is None else among)
