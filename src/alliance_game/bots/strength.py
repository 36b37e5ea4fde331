"""How well a search bot thinks: what it is given, and what it is denied. None of them sees more than another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..engine.chance import Dice, shuffled
from ..errors import AllianceError
from ..wording import marked


@dataclass(frozen=True, slots=True)
class Strength:
    """A named handicap."""

    rollouts: int
    """Positions played on for each decision, at least 1."""
    rounds: int = 1
    """How far: to the end of this round (1), of the next (2), and so on."""
    overlooks: int = 0
    """How many tactics in a hundred it does not think of."""
    slips: int = 0
    """How often in a hundred it takes its second best move."""

    def __post_init__(self) -> None:
        if self.rollouts < 1 or self.rounds < 1:
            raise AllianceError(
                f"A search bot needs at least 1 roll-out and 1 round, not {self.rollouts} and {self.rounds}."
            )

    def thought_of(self, numbers: Sequence[int], dice: Dice) -> list[int]:
        """The moves that come to mind, in the same order; at least two of them."""
        if not self.overlooks:
            return list(numbers)
        keep = max(2, len(numbers) * (100 - self.overlooks) // 100)
        places = sorted(shuffled(dice.cells, 0, list(range(len(numbers))))[:keep])
        return [numbers[place] for place in places]

    def pick(self, ranked: list[int], dice: Dice) -> int:
        """The best, or by a slip the second best."""
        return ranked[1] if len(ranked) > 1 and dice.below(100) < self.slips else ranked[0]


FULL = Strength(64)
"""What the yardstick of simulations is given: enough to beat planners, little enough to play hundreds of games."""


class Level(NamedTuple):
    """A search bot for people to play against, and its handicap in words."""

    strength: Strength
    about: str
    """A sentence that is translated where it is shown."""


LEVELS: Mapping[str, Level] = {
    "easy": Level(
        Strength(8, overlooks=60, slips=40),
        marked("thinks briefly, overlooks most tactics, and often takes its second choice"),
    ),
    "normal": Level(
        Strength(16, overlooks=30, slips=20),
        marked("thinks briefly, overlooks some tactics, and takes its second choice now and then"),
    ),
    "hard": Level(Strength(48), marked("thinks of everything, not for long")),
    "expert": Level(Strength(256), marked("thinks of everything, and takes its time")),
}
"""The levels, the easiest first. They differ in what they think of and for how long, never in what they may see."""
