"""A race between moves: those that do badly drop out, and the others get their turns.

Source: Karnin, Koren and Somekh, "Almost optimal exploration in multi-armed bandits" (2013): halve the field, double
the turns.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

FEW = 4
"""Roll-outs of each candidate before the field is halved for the first time."""
HUNDRED = 100


class Result(NamedTuple):
    """Where one roll-out led a state: what that is worth to it, and its place; a place of 0 where everybody lost."""

    value: int
    place: int
    lead: int = 0
    """How far the state is ahead of the best other, in hundredths of a point."""
    parts: tuple[int, ...] = ()
    """What of it is worth how much, in the order of the ruleset's list, for whoever wants to know why."""


class Weighed:
    """A move, and what its roll-outs led to."""

    __slots__ = ("held", "leads", "number", "parts", "places", "tried", "value")

    def __init__(self, number: int) -> None:
        self.number = number
        self.parts: list[int] = []
        self.tried = self.held = self.value = self.places = self.leads = 0

    def add(self, result: Result) -> None:
        """One more roll-out."""
        self.tried += 1
        self.value += result.value
        if result.place:
            self.held += 1
            self.places += result.place
            self.leads += result.lead
        if result.parts:
            self.parts = [
                one + more for one, more in zip(self.parts or [0] * len(result.parts), result.parts, strict=True)
            ]

    @property
    def mean(self) -> int:
        """What it is worth, in hundredths of a point."""
        return self.value // max(1, self.tried)

    @property
    def mean_place(self) -> int:
        """The place reached where the alliance held, in hundredths: 100 is first."""
        return HUNDRED * self.places // max(1, self.held)

    @property
    def mean_lead(self) -> int:
        """How far it was ahead of the best other state where the alliance held, in hundredths of a point."""
        return self.leads // max(1, self.held)

    @property
    def ruin(self) -> int:
        """In how many of a hundred roll-outs everybody lost."""
        return HUNDRED * (self.tried - self.held) // max(1, self.tried)


class Race:
    """Moves in the order in which they look promising; ``trial`` tries one of them in a world of a given number."""

    def __init__(self, numbers: Sequence[int], trial: Callable[[int, int], Result]) -> None:
        self.field = [Weighed(number) for number in numbers]
        self.behind: list[Weighed] = []
        self.trial = trial
        self.done = 0

    def run(self, most: int, enough: Callable[[], bool]) -> None:
        """Lap by lap, until so many roll-outs are done or it is enough.

        In each lap every move still in the field is tried in the same new world; a lap that is broken off counts for
        nobody.
        """
        self.drop(max(2, most))
        lap, turns = 0, FEW
        while len(self.field) > 1 and (lap == 0 or self.done + len(self.field) <= most):
            results = list(self.lap(lap, enough))
            if len(results) < len(self.field):
                return
            for each, result in zip(self.field, results, strict=True):
                each.add(result)
            self.done += len(results)
            lap += 1
            if lap == turns:
                self.field.sort(key=lambda each: -each.mean)
                self.drop(max(2, (len(self.field) + 1) // 2))
                turns *= 2

    def lap(self, world: int, enough: Callable[[], bool]) -> Iterator[Result]:
        """Everybody's turn in one world."""
        for each in self.field:
            if enough():
                return
            yield self.trial(each.number, world)

    def drop(self, keep: int) -> None:
        """Those behind so many drop out."""
        self.behind[:0] = self.field[keep:]
        del self.field[keep:]

    def ranked(self) -> list[Weighed]:
        """The best first: those still in the field by how well they did, then those that dropped out last."""
        return [*sorted(self.field, key=lambda each: -each.mean), *self.behind]
