"""What a bot is: it sees a view and a question, and gives a move and its reason."""

from typing import NamedTuple, Protocol

from ..engine import Decision, Move, View
from ..engine.chance import Dice
from ..engine.layout import CONTROL, HIDDEN


class Choice(NamedTuple):
    """A bot's move, and why, in a sentence that everybody may read (for a sealed answer: with the reveal)."""

    move: Move
    reason: str


class Bot(Protocol):
    """Leads one state. It keeps nothing between decisions: continuing a game equals not stopping."""

    name: str

    def choose(self, view: View, decision: Decision) -> Choice:
        """A legal move of the decision, and a reason."""


def dice(seed: int, view: View) -> Dice:
    """The bot's own generator for one decision: from the game's seed, its seat, and where the game stands."""
    stands = [cell for cell in view.cells[: len(CONTROL)] if cell != HIDDEN]
    pointer = view.cells[view.rules.machine.asking.pointers + view.seat]
    return Dice("bot", seed, view.seat, *stands, pointer)
