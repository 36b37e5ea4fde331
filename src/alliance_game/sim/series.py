"""A series of games between the same bots under the same rules, and parts of it played one after another."""

import pickle
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, NamedTuple, Protocol

from ..bots import bot
from ..definitions import Library
from ..definitions.base import FrozenDict
from ..engine import compile_rules
from ..engine.rules import Rules
from ..engine.setup import checked_seed
from .table import Played, play_game
from .tally import Fact, Tally, facts_of

Seats = tuple[str, ...]
"""A bot for each state, by name."""
Facts = Callable[[Rules, Played, int], Iterable[Fact]]
"""What is counted of a game; the number is that of the game in its series."""


class Chunk(NamedTuple):
    """A few games in a row: the number of the first, counted from 0, and how many."""

    first: int
    games: int


class Part(NamedTuple):
    """A chunk that was played, and the seconds that it took."""

    chunk: Chunk
    tally: Tally
    seconds: float


class Playable(Protocol):
    """Something of which any chunk can be played, here or in another process."""

    def play(self, chunk: Chunk) -> Part:
        """Play this chunk here."""

    @property
    def order(self) -> Any:  # noqa: ANN401 - only its own ``there`` looks into it
        """What another process needs to play parts of it."""

    @property
    def there(self) -> Callable[[Any, Chunk], Part]:
        """The function that plays a chunk of an order in another process, which finds it by its name."""


@dataclass(frozen=True, slots=True)
class Order:
    """A series as it is sent to another process or machine: compiled rules cannot travel, definitions can."""

    library: bytes
    scenario: str
    length: str
    difficulty: str
    options: tuple[str, ...]
    tables: tuple[Seats, ...]
    seed: int
    facts: Facts


@dataclass(frozen=True)
class Series:
    """Games between bots: number i has the seed ``seed + i``, and tables take turns."""

    rules: Rules
    tables: tuple[Seats, ...]
    seed: int = 0
    facts: Facts = facts_of
    """What is counted; a function that another process finds by its name."""

    def play(self, chunk: Chunk) -> Part:
        """Play these games here."""
        begun, tally = time.perf_counter(), Tally()
        for number in range(chunk.first, chunk.first + chunk.games):
            tally.facts.update(self.facts(self.rules, self.game(number), number))
        return Part(chunk, tally, time.perf_counter() - begun)

    def game(self, number: int) -> Played:
        """One of them."""
        seed, names = self.seed + number, self.tables[number % len(self.tables)]
        return play_game(self.rules, seed, [bot(name, seed) for name in names])

    @property
    def there(self) -> Callable[[Order, Chunk], Part]:
        """What plays a chunk of it in another process."""
        return play_there

    @cached_property
    def order(self) -> Order:
        """What another process needs to play parts of it."""
        rules = self.rules
        library = zlib.compress(pickle.dumps(played_with(rules)), level=1)
        played = (rules.scenario, rules.length, rules.difficulty, rules.options)
        return Order(library, *played, self.tables, self.seed, self.facts)


def played_with(rules: Rules) -> Library:
    """The definitions that games of these rules are played with: one scenario, and neither the codex nor any text."""
    library, scenario = rules.library, rules.library.scenario(rules.scenario)
    cards = {card.id: library.cards[card.id] for card in rules.program.cards}
    return replace(
        library,
        rulesets=FrozenDict({scenario.ruleset: library.rulesets[scenario.ruleset]}),
        scenarios=FrozenDict({rules.scenario: scenario}),
        cards=FrozenDict(cards),
        codex=FrozenDict(),
        origins=FrozenDict(),
        sources=FrozenDict(),
    )


def series_of(
    library: Library,
    tables: tuple[Seats, ...],
    scenario: str = "concert",
    length: str | None = None,
    difficulty: str | None = None,
    options: Iterable[str] = (),
    seed: int = 0,
    facts: Facts = facts_of,
) -> Series:
    """A series, checked. Raises ``UnknownName`` for a bot, scenario, length, difficulty or option."""
    for name in dict.fromkeys(name for seats in tables for name in seats):
        bot(name, 0)
    checked_seed(seed)
    rules = compile_rules(library, scenario, len(tables[0]), length, difficulty, options)
    return Series(rules, tables, seed, facts)


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
    library, played = library_there(order.library), (order.scenario, order.length, order.difficulty, order.options)
    return series_of(library, order.tables, *played, order.seed, order.facts)


@lru_cache(maxsize=2)
def library_there(packed: bytes) -> Library:
    """The definitions, unpacked; they come from whoever gave the order and never from a file."""
    library: Library = pickle.loads(zlib.decompress(packed))  # noqa: S301
    return library
