"""A class divided: teams of a size that works, and something to do for everybody else."""

from collections.abc import Iterator
from typing import NamedTuple

from ...definitions.scenario import SeatRange

USUAL_TEAMS, USUAL_SIZE, LEAST, MOST = 4, 5, 3, 6
"""Teams at a table, pupils in a team, and what a team can be at the least and at most."""
PRESS, FEW = 2, 2
"""Pupils who are the press, before others are observers; so many are left over without harm."""


class Crowd(NamedTuple):
    """Who of a class is where."""

    teams: int
    size: int
    """Pupils in each team."""
    press: int
    observers: int

    @property
    def pupils(self) -> int:
        """All of them."""
        return self.teams * self.size + self.press + self.observers


def divided(pupils: int, seats: SeatRange) -> Crowd:
    """How so many pupils play a scenario together: nobody is without a job.

    Three to six are a team, four teams a table where that can be; who is left over is the press or an observer. A
    class too small for the scenario leaves states to bots.
    """
    return min(ways(pupils, seats), key=lambda way: (strain(way), way.size))


def ways(pupils: int, seats: SeatRange) -> Iterator[Crowd]:
    """Every way to divide a class into equal teams."""
    for teams in range(1, min(seats.max, pupils) + 1):
        for size in range(1, min(MOST, pupils // teams) + 1):
            rest = pupils - teams * size
            yield Crowd(teams, size, min(PRESS, rest), max(0, rest - PRESS))


def strain(way: Crowd) -> int:
    """How far a division is from a good one."""
    rest = way.press + way.observers
    small = 3 * max(0, LEAST - way.size) if way.pupils >= 2 * LEAST else 0
    crowded = (1 if rest > FEW else 0) + 3 * max(0, rest - 2 * FEW)
    return 2 * abs(way.teams - USUAL_TEAMS) + abs(way.size - USUAL_SIZE) + small + crowded
