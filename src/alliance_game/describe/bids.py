"""The numbers that a seat is asked for in one phase, all at once: how much where, and what each would count for."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..engine.decision import Decision
from ..engine.layout import PHASE
from ..engine.moves import Move
from ..engine.view import View
from ..language.program import AskRule
from ..language.tree import Arithmetic, Cell, Comprehension, Local, Node, nodes_in
from ..wording import say
from . import naming, questions

Numbers = Mapping[str, int]
"""A number for each question, by what the question is about: the card's name; empty where it is about no crisis."""


class Stake(NamedTuple):
    """One of the questions: what it is about, and how much may be said."""

    about: str
    slot: int
    title: str
    most: int
    """The highest answer as long as nothing is said on the other open questions."""
    said: int | None = None
    """What the seat has answered here in this phase already; it cannot be changed."""
    word: int | None = None
    """What the seat said aloud about it earlier in the round; ``None`` where nobody was asked."""

    @property
    def open(self) -> bool:
        """Whether a number above 0 is possible here."""
        return self.said is None and self.most > 0


class Budget(NamedTuple):
    """The track from which all the numbers of a phase are taken."""

    title: str
    held: int


class Bids:
    """All the questions of an asking phase that a seat still has before it."""

    def __init__(self, view: View, decision: Decision) -> None:
        self.view = view
        self.decision = decision
        self.ask: AskRule = questions.ask_rule(view, decision)
        self.asking = view.rules.machine.asking
        self.phase = view.cells[PHASE]
        slots = self.asking.questions(view.cells, self.ask.per_crisis)
        self.stakes = tuple(self.stake(slot) for slot in slots)
        self.budget = budget(view, self.ask)
        self.counted = questions.counting(view, decision)

    def stake(self, slot: int) -> Stake:
        """The question about the crisis in a slot; slot 0 where it is about none."""
        view, phase = self.view, self.phase
        if not self.ask.per_crisis:
            return Stake("", slot, naming.phase(view.rules, self.decision.phase), self.highest(view.cells, slot))
        card = view.cells[view.rules.machine.slot_cards + slot]
        answered = slot < view.cells[self.asking.pointers + view.seat]
        said = view.cells[self.asking.cell(phase, view.seat, slot)] if answered else None
        most = 0 if answered else self.highest(view.cells, slot)
        return Stake(view.rules.card_names[card], slot, view.rules.card_titles[card], most, said, self.word(slot))

    def word(self, slot: int) -> int | None:
        """What the seat promised for a crisis, where the phase asks again in secret."""
        earlier = list(questions.words_before(self.view, self.decision.phase)) if self.ask.sealed else []
        return self.view.value(earlier[-1].scope, earlier[-1].track, slot, self.view.seat) if earlier else None

    def highest(self, cells: list[int], slot: int) -> int:
        """The highest answer that the rules and the room on the track allow, as the engine has it."""
        found: int = self.asking.highests[self.phase](cells, self.view.seat, slot)
        return max(0, min(found, self.asking.room[self.phase]))

    @property
    def opening(self) -> dict[str, int]:
        """The numbers to begin with: what was promised, as far as it is possible; otherwise nothing."""
        return self.fitted({stake.about: stake.word or 0 for stake in self.stakes})

    def fitted(self, numbers: Numbers) -> dict[str, int]:
        """The numbers as the rules allow them when they are said in this order, each at most its highest."""
        return dict(self.walked(numbers))

    def walked(self, numbers: Numbers) -> Iterator[tuple[str, int]]:
        """One question after another, as the engine puts them: what it is about, and the number said."""
        cells = self.view.cells[:]
        for stake in self.stakes:
            if stake.said is not None:
                yield stake.about, stake.said
                continue
            number = min(self.highest(cells, stake.slot), max(0, numbers.get(stake.about, 0)))
            cells[self.asking.cell(self.phase, self.view.seat, stake.slot)] = number
            yield stake.about, number

    def room(self, numbers: Numbers, about: str) -> int:
        """The most that can be said on one question without taking anything from the others."""
        wanted = self.fitted(numbers)
        stake = self.at(about)
        for number in range(stake.most, 0, -1):
            trial = {**wanted, about: number}
            if self.fitted(trial) == trial:
                return number
        return 0

    def at(self, about: str) -> Stake:
        """The question about something."""
        return next(stake for stake in self.stakes if stake.about == about)

    def left_over(self, numbers: Numbers) -> int:
        """How much of the budget is spoken for by nothing; 0 without a budget."""
        return self.budget.held - sum(self.fitted(numbers).values()) if self.budget is not None else 0

    def worth(self, stake: Stake, number: int) -> dict[str, int]:
        """What a number would count for: ``effort`` 4; nothing where nothing is said."""
        if not number or not self.ask.per_crisis:
            return {}
        return questions.worths(self.view, self.counted, stake.slot, number)

    def why_nothing(self, stake: Stake) -> str:
        """Why no number above 0 can be said; empty if one can."""
        if stake.open:
            return ""
        return say("already said" if stake.said is not None else "nothing is possible here")


def answer(numbers: Numbers, decision: Decision) -> Move:
    """The move that says what was chosen for a question: the number for it, or the nearest that is possible."""
    wanted = numbers.get(decision.about, 0)
    nearest = min(decision.moves.numbers, key=lambda number: (abs(number - wanted), number))
    return decision.moves[decision.moves.numbers.index(nearest)]


def budget(view: View, ask: AskRule) -> Budget | None:
    """The track of the seat from which all answers of a phase are taken, if the highest answer says so."""
    for node in nodes_in(ask.highest.node):
        match node:
            case Arithmetic(operator="-", parts=(Cell(scope="state", name=name, of=(Local(name="self"),)), spent)):
                if sums(spent, ask):
                    return Budget(naming.track(view.rules, "state", name), view.value("state", name, view.seat) or 0)
    return None


def sums(node: Node, ask: AskRule) -> bool:
    """Whether something is the sum of a seat's answers over all crises."""
    match node:
        case Comprehension(function="sum", source="crises", where=None, body=Cell(scope=scope, name=name)):
            return (scope, name) == (ask.scope, ask.track)
    return False
