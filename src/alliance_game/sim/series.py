"""A series of games between the same bots under the same rules, and parts of it played one after another."""

import pickle
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import NamedTuple

from ..bots import bot
from ..definitions import Library
from ..engine import compile_rules
from ..engine.rules import Rules
from ..engine.setup import checked_seed
from .table import play_game
from .tally import Tally


class Chunk(NamedTuple):
    """A few games in a row: the number of the first, counted from 0, and how many."""

    first: int
    games: int


class Part(NamedTuple):
    """A chunk that was played, and the seconds that it took."""

    chunk: Chunk
    tally: Tally
    seconds: float


@dataclass(frozen=True, slots=True)
class Order:
    """A series as it is sent to another process or machine: compiled rules cannot travel, definitions can."""

    library: bytes
    scenario: str
    length: str
    difficulty: str
    options: tuple[str, ...]
    bots: tuple[str, ...]
    seed: int


@dataclass(frozen=True)
class Series:
    """Games between bots, one for each state; game number i has the seed ``seed + i``."""

    rules: Rules
    bots: tuple[str, ...]
    seed: int = 0

    def play(self, chunk: Chunk) -> Part:
        """Play these games here."""
        begun, tally = time.perf_counter(), Tally()
        for seed in range(self.seed + chunk.first, self.seed + chunk.first + chunk.games):
            tally.add(self.rules, play_game(self.rules, seed, [bot(name, seed) for name in self.bots]))
        return Part(chunk, tally, time.perf_counter() - begun)

    @cached_property
    def order(self) -> Order:
        """What another process needs to play parts of it."""
        rules = self.rules
        library = zlib.compress(pickle.dumps(rules.library), level=1)
        return Order(library, rules.scenario, rules.length, rules.difficulty, rules.options, self.bots, self.seed)


def series_of(
    library: Library,
    bots: tuple[str, ...],
    scenario: str = "concert",
    length: str | None = None,
    difficulty: str | None = None,
    options: Iterable[str] = (),
    seed: int = 0,
) -> Series:
    """A series, checked. Raises ``UnknownName`` for a bot, scenario, length, difficulty or option."""
    for name in bots:
        bot(name, 0)
    checked_seed(seed)
    return Series(compile_rules(library, scenario, len(bots), length, difficulty, options), bots, seed)


_playing = Lock()


def play_there(order: Order, chunk: Chunk) -> Part:
    """Play these games in a process that may never have heard of the series.

    A worker of a cluster may have several threads: they share compiled rules and what bots keep with them, so they
    play one after another.
    """
    with _playing:
        return series_there(order).play(chunk)


@lru_cache(maxsize=8)
def series_there(order: Order) -> Series:
    """Rules are compiled once in each process."""
    library = library_there(order.library)
    return series_of(library, order.bots, order.scenario, order.length, order.difficulty, order.options, order.seed)


@lru_cache(maxsize=2)
def library_there(packed: bytes) -> Library:
    """The definitions, unpacked; they come from whoever gave the order and never from a file."""
    library: Library = pickle.loads(zlib.decompress(packed))  # noqa: S301
    return library
