"""What became of numbers that a game keeps to its end: of the world, and of each state."""

from collections.abc import Iterator
from typing import NamedTuple

from ..definitions.tracks import Track
from ..engine import markers as mark
from ..engine.rules import Rules
from .table import Played


class Trace(NamedTuple):
    """A track whose course says something: shown as a number, neither dealt out nor put back every round."""

    scope: str
    name: str
    cells: range


def traces_of(rules: Rules) -> Iterator[Trace]:
    """Every such track of the world and of states; a state's has one cell for each seat."""
    for scope, width in (("world", 1), ("state", rules.players)):
        for name, track in rules.program.symbols.tracks[scope].items():
            if lasting(track):
                start = rules.layout.start(scope, name)
                yield Trace(scope, name, range(start, start + width))


def lasting(track: Track) -> bool:
    """Whether a track goes up and down from round to round, for people to see."""
    return track.show == "number" and track.reset is None and track.deal is None


def cells_after(rules: Rules, played: Played, number: int) -> list[int]:
    """The cells of lasting tracks at the end of a round; those of the end, if the game did not get so far.

    Cells that belong to crises or are put back every round are not kept up to date.
    """
    if number >= rules.machine.rounds:
        return played.cells
    cells = played.opening[:]
    for item in played.log:
        kind = item[0]
        if kind >= 0:
            cells[item[1]] = item[3]
        elif kind == mark.ROUND and item[1] > number:
            break
    return cells
