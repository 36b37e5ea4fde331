"""Rehearsal: a round played to its end on a copy, as somebody expects it to go.

Cards and turns that are still to come are passed over; numbers are answered as the ruleset's ``bots: expect`` says.
Bots think with it, and so may anybody who wants to know where a round is heading.
"""

from . import markers as mark
from .layout import KIND, OVER, PHASE, SEAT
from .lookahead import Lookahead
from .machine import Functions
from .markers import Log


class Rehearsal(Lookahead):
    """A machine that draws no card, gives nobody a turn, and stops at the end of the round."""

    def bind(self, functions: Functions) -> None:
        """The functions to run."""
        super().bind(functions)
        for index, phase in enumerate(self.phases):
            if phase.draw is not None or phase.act is not None:
                self.steps[index] = skip
        program = self.layout.program
        self.expected = [
            functions[program.expect[phase.id].name] if phase.id in program.expect else None for phase in self.phases
        ]

    def to_round_end(self, v: list[int]) -> None:
        """Answer every number that is asked for as expected, until the round ends; ``over`` tells if the game did."""
        while v[KIND] == mark.ASK and not v[OVER]:
            seat = v[SEAT]
            self.play(v, self.expected_answer(v, seat), None, seat)

    def expected_answer(self, v: list[int], seat: int) -> int:
        """The number that a state is expected to name, within what it may."""
        highest = self.asking.highest(v, seat)
        expected = self.expected[v[PHASE]]
        if expected is None:
            return highest // 2
        ask = self.asking.asks[v[PHASE]]
        own = (seat, v[self.asking.pointers + seat]) if ask is not None and ask.per_crisis else (seat,)
        return min(highest, max(0, int(expected(v, *own))))


def skip(v: list[int], log: Log) -> bool:
    """A phase that is passed over."""
    return False
