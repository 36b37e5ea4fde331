"""Roll-outs: a game played on by a rough policy, to see where a move may lead.

Everybody at the table of a roll-out decides fast and roughly: tactics and choices by lot, yes to what does no harm,
numbers as the ruleset's ``bots: expect`` says and now and then one less. Choosing the better of several tactics was
tried: it costs more time than it wins games (docs/bots.md).
"""

from ..engine import markers as mark
from ..engine.chance import draw
from ..engine.layout import FIRST, KIND, PENDING, ROUND, SEAT, TURN, YES
from ..engine.lookahead import Lookahead
from ..engine.machine import GameEnds
from ..engine.rules import Rules
from .appraisal import appraisal_of

MEANNESS = 8
"""One answer in so many is one less than expected."""


class Rollout:
    """Plays positions on under one set of rules."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.appraisal = appraisal_of(rules)
        self.machine = Lookahead(rules)
        self.expected = self.appraisal.rehearsal.expected_answer

    def play(self, cells: list[int], seat: int, number: int, rounds: int, lots: list[int]) -> None:
        """Carry out a seat's move and play on, in place, to the end of the round ``rounds - 1`` rounds from now.

        ``lots`` is one cell of chance for the rough decisions; the game's own chance is in the position.
        """
        machine = self.machine
        machine.last = cells[ROUND] + rounds - 1
        machine.play(cells, number, None, seat)
        while cells[KIND]:
            machine.play(cells, self.move(cells, lots), None)

    def move(self, cells: list[int], lots: list[int]) -> int:
        """What the seat asked first does, roughly."""
        kind = cells[KIND]
        if kind == mark.ASK:
            return self.answer(cells, lots)
        if kind == mark.CONSENT:
            return self.consent(cells)
        legal = self.machine.legal(cells)
        return legal[draw(lots, 0, len(legal))]

    def answer(self, cells: list[int], lots: list[int]) -> int:
        """The expected number, or now and then one less."""
        expected = self.expected(cells, cells[SEAT])
        return expected - 1 if expected and not draw(lots, 0, MEANNESS) else expected

    def consent(self, cells: list[int]) -> int:
        """Yes to what does no harm."""
        machine, seat = self.machine, cells[SEAT]
        after = cells[:]
        after[YES] |= 1 << seat
        try:
            machine.carry_out(after, None, machine.order[cells[FIRST]][cells[TURN]], cells[PENDING])
        except GameEnds:
            machine.quiet(after)
        return int(self.appraisal.value(after, seat) >= self.appraisal.value(cells, seat))
