"""Roll-outs: a game played on by a rough policy, to see where a move may lead.

Everybody at the table of a roll-out decides fast and roughly: the better of a few tactics drawn by lot, yes to what
does no harm, numbers as the ruleset's ``bots: expect`` says and now and then one less. Nothing is looked up by name.
"""

from ..engine import markers as mark
from ..engine.chance import draw
from ..engine.layout import FIRST, KIND, PENDING, ROUND, SEAT, TURN, YES
from ..engine.lookahead import Lookahead
from ..engine.machine import GameEnds
from ..engine.rules import Rules
from .appraisal import appraisal_of

TRIES = 2
"""How many tactics are drawn, of which the better one is played."""
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
        return self.tactic(cells, legal, lots) if kind == mark.ACT else legal[draw(lots, 0, len(legal))]

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

    def tactic(self, cells: list[int], legal: list[int], lots: list[int]) -> int:
        """The best of a few moves drawn by lot."""
        if len(legal) == 1:
            return legal[0]
        drawn = {legal[draw(lots, 0, len(legal))]: None for _ in range(TRIES)}
        return max(drawn, key=lambda number: self.worth(cells, number)) if len(drawn) > 1 else next(iter(drawn))

    def worth(self, cells: list[int], number: int) -> int:
        """What a tactic leads to at once, as its actor sees it."""
        seat = cells[SEAT]
        if not number:
            return self.appraisal.value(cells, seat)
        after = cells[:]
        try:
            self.machine.try_out(after, seat, number)
        except GameEnds:
            self.machine.quiet(after)
        return self.appraisal.value(after, seat)
