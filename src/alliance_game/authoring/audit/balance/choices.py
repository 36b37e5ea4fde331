"""Choices: one that is never better than another of its card, or the same."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from ....language.program import CardRule, ChoiceRule
from ....language.resolver import STATE
from ....language.steps import ChangeStep, Step
from ....language.tree import Cell, Local, Number
from ..logic.judge import NOTHING_GIVEN, Judge, Verdict
from ..logic.ledger import Claim, Ledger, Spot
from ..logic.spelling import spelled
from .shapes import bare

WHO = Local(STATE, "who")


class Outcome(NamedTuple):
    """What a choice comes to: fixed changes added up, and everything else as it is."""

    sums: Counter[Cell]
    others: Counter[Step]


class Choices:
    """Compares the choices of cards."""

    def __init__(self, judge: Judge, ledger: Ledger) -> None:
        self._judge = judge
        self._ledger = ledger

    def look(self, card: CardRule, choices: Sequence[ChoiceRule]) -> None:
        """Claim which of a card's choices nobody would ever make, and which are there twice."""
        outcomes = {choice.id: _outcome(choice) for choice in choices}
        told = set[str]()
        for first, second in combinations(choices, 2):
            if second.id not in told and _is_same(first, second, outcomes):
                told.add(second.id)
                message = f"`{second.id}` does the same as `{first.id}`."
                self._say(
                    card, second, Claim("duplicate-choice", message, "Remove one, or let it do something else.", False)
                )
        for better, worse in permutations(choices, 2):
            if worse.id not in told and outcomes[better.id].others == outcomes[worse.id].others:
                cells = self._gains(outcomes[better.id].sums, outcomes[worse.id].sums)
                if cells and self._is_open_too(better, worse):
                    told.add(worse.id)
                    self._say(card, worse, _dominated(better.id, worse.id, cells))

    def _say(self, card: CardRule, choice: ChoiceRule, claim: Claim) -> None:
        self._ledger.say(Spot(("card", card.id), ("choices", choice.id), at_key=True), "compared", claim)

    def _is_open_too(self, better: ChoiceRule, worse: ChoiceRule) -> bool:
        """Whether one can be chosen whenever the other can."""
        if any(price > worse.cost.get(track, 0) for track, price in better.cost.items()):
            return False
        if better.condition is None:
            return True
        given = NOTHING_GIVEN.also(worse.condition)
        return self._judge.verdict(better.condition, given) is Verdict.ALWAYS

    def _gains(self, better: Counter[Cell], worse: Counter[Cell]) -> list[Cell]:
        """The tracks in which one is better; none, if it is worse in any, or if that cannot be told."""
        found = []
        for cell in sorted({*better, *worse}, key=spelled):
            more = better[cell] - worse[cell]
            if more:
                way = self._welcome(cell)
                if more * way <= 0:
                    return []
                found.append(cell)
        return found

    def _welcome(self, cell: Cell) -> int:
        """1 if more is welcome to whoever decides, -1 if less is, 0 if that cannot be told."""
        own = cell.scope == "world" or WHO in cell.of[:1] or (cell.scope == "pair" and WHO in cell.of)
        track = self._judge.symbols.tracks[cell.scope][cell.name]
        if not own or (cell.scope == "pair" and track.directed):
            return 0
        return {"higher": 1, "lower": -1, "neither": 0}[track.better]


def _outcome(choice: ChoiceRule) -> Outcome:
    sums: Counter[Cell] = Counter()
    others: Counter[Step] = Counter()
    for step in bare(choice.perform.steps):
        if isinstance(step, ChangeStep) and not step.sets and isinstance(step.amount, Number) and step.amount.fixed:
            sums[step.place] += step.amount.value
        else:
            others[step] += 1
    return Outcome(Counter({cell: total for cell, total in sums.items() if total}), others)


def _is_same(first: ChoiceRule, second: ChoiceRule, outcomes: dict[str, Outcome]) -> bool:
    whole = first.condition == second.condition and dict(first.cost) == dict(second.cost)
    return whole and outcomes[first.id] == outcomes[second.id]


def _dominated(better: str, worse: str, cells: list[Cell]) -> Claim:
    named = " and ".join(f"`{spelled(cell)}`" for cell in cells)
    message = f"`{worse}` is never better than `{better}`, and worse in {named}."
    return Claim("dominated-choice", message, f"Give it something that `{better}` lacks, or make it cheaper.", False)
