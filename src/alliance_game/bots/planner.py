"""Bots that look one step ahead: what does each move lead to, and what is that worth to me?

A tactic, an answer or a choice is judged by what it changes at once; a number that is asked for, by where the round
would end with it. ``greedy`` counts its own points alone. ``planner`` counts all that the ruleset calls worth
something, its agenda, and what a partner would say to a proposal.
"""

from ..engine import Decision, View
from ..engine import markers as mark
from ..engine.chance import GAMMA
from ..engine.layout import FIRST, GAPS, KIND, PENDING, TURN, YES
from ..engine.machine import GameEnds
from ..engine.view import determinised
from .appraisal import POINT, Appraisal, appraisal_of
from .base import Choice, dice
from .reasons import reason

CHANCES = 3
"""How often a tactic with a chance in it is tried."""


class Planner:
    """Weighs every move by what it leads to."""

    name = "planner"

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def choose(self, view: View, decision: Decision) -> Choice:
        """The move of the highest value; between equals, by lot."""
        thought = self.think(view, decision)
        values = thought.values()
        best = max(values)
        among = [index for index, value in enumerate(values) if value == best]
        index = among[dice(self.seed, view).below(len(among))] if len(among) > 1 else among[0]
        return Choice(decision.moves[index], self.say(thought, index))

    def think(self, view: View, decision: Decision) -> "Thought":
        """One decision thought through."""
        return Thought(self, view, decision)

    def say(self, thought: "Thought", index: int) -> str:
        """Why the bot takes the move at this place of the decision."""
        return reason(thought, index)

    def worth(self, appraisal: Appraisal, cells: list[int], seat: int) -> int:
        """What a position is worth to the bot."""
        return appraisal.value(cells, seat)

    def agrees(self, appraisal: Appraisal, before: list[int], after: list[int], other: int) -> bool:
        """Whether another state would say yes, as far as can be seen."""
        return appraisal.open_value(after, other) >= appraisal.open_value(before, other)


class Greedy(Planner):
    """Counts its own points, and nothing else."""

    name = "greedy"

    def worth(self, appraisal: Appraisal, cells: list[int], seat: int) -> int:
        """Points as they stand."""
        score = appraisal.rules.machine.functions[appraisal.rules.program.score.name]
        return POINT * int(score(cells, seat))

    def agrees(self, appraisal: Appraisal, before: list[int], after: list[int], other: int) -> bool:
        """Others are expected to count their points too."""
        return self.worth(appraisal, after, other) >= self.worth(appraisal, before, other)


class Thought:
    """One decision thought through: for each move, the position that it leads to."""

    def __init__(self, bot: Planner, view: View, decision: Decision) -> None:
        self.bot = bot
        self.view = view
        self.decision = decision
        self.appraisal = appraisal_of(view.rules)
        self.seat = view.seat
        self.kind = view.cells[KIND]
        self.base = determinised(view, dice(bot.seed, view))
        self.machine = self.appraisal.rehearsal
        self.ends: dict[int, list[int]] = {}
        self.idle = self.base

    def led_to(self, cells: list[int]) -> list[int]:
        """Where these cells lead: numbers that are asked for show their effect only at the end of the round."""
        if self.kind == mark.ASK:
            self.machine.to_round_end(cells)
        return cells

    def values(self) -> list[int]:
        """What each move is worth."""
        return [self.value(number) for number in self.decision.moves.numbers]

    def value(self, number: int) -> int:
        if self.kind == mark.ACT and number and self.appraisal.risky[self.view.rules.moves[number].form]:
            return sum(self.once(number, chance) for chance in range(CHANCES)) // CHANCES
        return self.once(number, 0)

    def once(self, number: int, chance: int) -> int:
        """What a move is worth, chances falling in one way."""
        cells = self.base[:]
        if chance:
            stream = self.view.rules.layout.start("stream", "effects")
            cells[stream] ^= chance * GAMMA
        self.carry_out(cells, number)
        end = self.ends[number] = self.led_to(cells)
        if self.kind == mark.ACT and number and not self.consented(number, end):
            return self.bot.worth(self.appraisal, self.idle, self.seat) - 1
        return self.bot.worth(self.appraisal, end, self.seat)

    def carry_out(self, cells: list[int], number: int) -> None:
        """The move's own effects."""
        machine, kind = self.machine, self.kind
        try:
            if kind == mark.ACT and number:
                machine.try_out(cells, self.seat, number)
            elif kind == mark.CONSENT and number:
                actor = machine.order[cells[FIRST]][cells[TURN]]
                cells[YES] |= 1 << self.seat
                machine.carry_out(cells, None, actor, cells[PENDING])
            elif kind == mark.CHOICE:
                machine.drawing.choose(cells, number, None)
            elif kind == mark.ASK:
                machine.play(cells, number, None, self.seat)
        except GameEnds:
            machine.quiet(cells)
        if cells[GAPS]:
            machine.tidy(cells, None)

    @property
    def proposer(self) -> int:
        """Whose proposal is being answered."""
        return self.machine.order[self.base[FIRST]][self.base[TURN]]

    def gain(self, number: int, seat: int) -> int:
        """What a move brings a state, as everybody can see it."""
        plain = appraisal_of(self.view.rules)
        return plain.open_value(self.ends[number], seat) - plain.open_value(self.idle, seat)

    def consented(self, number: int, end: list[int]) -> bool:
        """Whether those who are asked would agree."""
        form = self.machine.forms[self.view.rules.moves[number].form]
        if not form.asks:
            return True
        asked = self.machine.electorate(self.base, self.seat, number)
        others = [other for other in range(self.view.rules.players) if asked >> other & 1]
        yes = [other for other in others if self.bot.agrees(self.appraisal, self.idle, end, other)]
        if form.council is None:
            return len(yes) == len(others)
        passes = self.machine.functions[form.council.passes.name]
        arguments = self.view.rules.moves[number].arguments
        counted = self.base[:]
        counted[YES] = sum(1 << other for other in yes)
        return bool(passes(counted, self.seat, *arguments, len(yes), len(others)))
