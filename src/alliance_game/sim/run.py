"""A run of many games: which are given out, which have come back, and what is known so far."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from .series import Chunk, Part
from .tally import Tally

SECONDS, LEAST = 0.5, 0.05
"""So long a chunk shall take, and so long at least towards the end: handing it over takes much less."""


class Reached(NamedTuple):
    """The first games of a run, all of them played, and what was counted in them."""

    games: int
    tally: Tally


class Run:
    """Games 0 to ``games`` - 1. Parts come back in any order; what is reported is always an unbroken beginning.

    So a run that was stopped gives the numbers of a shorter run, and not of those games that happened to be quick.
    """

    def __init__(self, games: int, workers: int = 1) -> None:
        self.games = games
        self.workers = workers
        self.given: dict[int, Chunk] = {}
        self.next = 0
        self.waiting: dict[int, Part] = {}
        self.reached = Reached(0, Tally())
        self.finished = 0
        self.size = 1
        self.seconds = 0.0

    @property
    def complete(self) -> bool:
        """Whether every game was played."""
        return self.finished == self.games

    def chunks(self) -> Iterator[Chunk]:
        """What is still to be played: first what was given out and never came back, then the next games."""
        yield from [*self.given.values()]
        while self.next < self.games:
            yield self.give()

    def give(self) -> Chunk:
        """The next few games. Chunks grow until they take long enough, and shrink at the end so that nobody waits."""
        rest, speed = self.games - self.next, self.finished / self.seconds if self.seconds else 0.0
        fair = max(ceil(rest / (2 * self.workers)), int(LEAST * speed))
        self.size = min(rest, max(1, min(2 * self.size, int(SECONDS * speed), fair)))
        chunk = self.given[self.next] = Chunk(self.next, self.size)
        self.next += self.size
        return chunk

    def take(self, part: Part) -> None:
        """A chunk was played. An interruption at any moment leaves either the old beginning or the new one."""
        if self.given.pop(part.chunk.first, None) is None:
            return
        self.finished += part.chunk.games
        self.seconds += part.seconds
        self.waiting[part.chunk.first] = part
        while (follows := self.waiting.get(self.reached.games)) is not None:
            tally = Tally()
            tally.merge(self.reached.tally)
            tally.merge(follows.tally)
            self.waiting.pop(self.reached.games)
            self.reached = Reached(self.reached.games + follows.chunk.games, tally)
