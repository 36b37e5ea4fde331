"""Lookahead: a game played on, on a copy, up to the end of a round."""

from .layout import ROUND
from .machine import GameEnds, Machine
from .markers import Log
from .rules import Rules


class Lookahead(Machine):
    """A machine that stops when a round is over: the next one deals cards that nobody can know yet."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules.layout, rules.moves)
        self.last = 0
        """The round after which it stops; a round that is under way is always played to its end."""
        self.stop_after = rules.machine.stop_after
        self.bind(rules.machine.functions)

    def new_round(self, v: list[int], log: Log) -> None:
        """Stop, or play on; the game itself ends here if this was its last round."""
        if v[ROUND] < self.last or v[ROUND] >= self.rounds:
            super().new_round(v, log)
            return
        raise GameEnds
