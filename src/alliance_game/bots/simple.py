"""The simplest bot."""

from ..engine import Decision, View
from ..wording import say
from .base import Choice, dice


class RandomBot:
    """Takes any legal move by lot."""

    name = "random"

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def choose(self, view: View, decision: Decision) -> Choice:
        """Any legal move."""
        return Choice(decision.moves[dice(self.seed, view).below(len(decision.moves))], say("By lot."))
