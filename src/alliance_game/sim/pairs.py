"""Games in pairs: once with a card, once without it, everything else alike.

A pair in which the card never comes is one game twice, so it is played once. What is counted of the others is how
the game with the card differs from the one without it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..bots import bot
from ..definitions import Library
from ..engine import markers as mark
from ..engine.machine import Machine
from ..engine.rules import Rules
from ..engine.setup import checked_seed
from ..errors import AllianceError, UnknownName
from .batch import checked_games, play
from .engines import Engine, Here, WorkersLost
from .run import Run
from .series import Seats, Series, series_of
from .table import Played, play_game
from .tally import Fact, Tally, facts_of
from .traces import cells_after, traces_of
from .withheld import without

Measure = tuple[str | int, ...]
"""What is compared: ``("collapse",)``, ``("win", 2)``, ``("end", "state", "coins")``."""


class Arrival(NamedTuple):
    """When a card first came, and the seat that it hit or that it was about (-1: none)."""

    round: int
    seat: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """What is counted of a pair of games. It can be sent to another process."""

    card: str
    tables: tuple[Seats, ...]
    seed: int

    def __call__(self, rules: Rules, played: Played, number: int) -> Iterator[Fact]:
        """The facts of the pair whose game with the card was played.

        ``("with", *measure, n)`` and ``("without", *measure, n)`` are two numbers of a pair, ``("all", *measure, d)``
        is their difference; ``("came", *measure, d)`` is the same in a pair in which the card came. Measures that
        begin with ``later`` or ``hit`` are of such pairs only.
        """
        names = self.tables[number % len(self.tables)]
        arrival = arrival_of(rules, played, self.card)
        other = played if untouched(rules, played, self.card) else self.other(rules, number, names)
        yield ("pairs",)
        yield from choices(rules, played, self.card, names)
        yield from compared(measures(rules, played), measures(rules, other), arrival is not None)
        if arrival is not None:
            yield ("came",)
            here, there = (after_arrival(rules, each, arrival) for each in (played, other))
            yield from compared(here, there, came=True)

    def other(self, rules: Rules, number: int, names: Seats) -> Played:
        """The same game without the card."""
        seed = self.seed + number
        return play_game(rules, seed, [bot(name, seed) for name in names], machine_without(rules, self.card))


@lru_cache(maxsize=8)
def machine_without(rules: Rules, card: str) -> Machine:
    """Compiled once in each process."""
    return without(rules, card)


def untouched(rules: Rules, played: Played, card: str) -> bool:
    """Whether a card neither came nor was looked at: then the game without it is this one."""
    numbers = numbers_of(rules, card)
    return not any(
        (item[0] in (mark.CARD, mark.OVERFLOW) and item[1] in numbers)
        or (item[0] in (mark.OPEN, mark.PEEK) and item[2] in numbers)
        for item in played.log
    )


def arrival_of(rules: Rules, played: Played, card: str) -> Arrival | None:
    """The first time that a card came, if it did."""
    numbers, number = numbers_of(rules, card), 0
    for item in played.log:
        kind = item[0]
        if kind == mark.ROUND:
            number = item[1]
        elif kind == mark.CARD and item[1] in numbers:
            return Arrival(number, item[2])
        elif kind == mark.OPEN and item[2] in numbers:
            return Arrival(number, item[3])
        elif kind == mark.OVERFLOW and item[1] in numbers:
            return Arrival(number, -1)
    return None


def numbers_of(rules: Rules, card: str) -> frozenset[int]:
    """The numbers of all copies of a card."""
    return frozenset(number for number, rule in enumerate(rules.cards) if rule.id == card)


def choices(rules: Rules, played: Played, card: str, names: Seats) -> Iterator[Fact]:
    """Which bot chose what on the card."""
    for item in played.log:
        if item[0] == mark.MOVE and item[2] == mark.CHOICE and rules.cards[item[4]].id == card:
            yield ("choice", names[item[1]], rules.cards[item[4]].choices[item[3]].id)


def measures(rules: Rules, played: Played) -> Mapping[Measure, int]:
    """How a game went, in whole numbers; tracks of states are added up."""
    endings = rules.program.symbols.folder.ruleset.endings
    found: dict[Measure, int] = {}
    if any(ending.everyone == "loses" for ending in endings.values()):
        found["collapse",] = int(endings[played.outcome.reason].everyone == "loses")
    for fact in facts_of(rules, played):
        if fact[0] in ("rounds", "lead changes"):
            found[fact[:-1]] = int(fact[-1])
    found |= {("win", seat): int(seat in played.outcome.winners) for seat in range(rules.players)}
    return found | levels("end", rules, played.cells)


def levels(when: str, rules: Rules, cells: list[int]) -> dict[Measure, int]:
    """How high each lasting track stands, those of states added up."""
    return {(when, each.scope, each.name): sum(cells[cell] for cell in each.cells) for each in traces_of(rules)}


def after_arrival(rules: Rules, played: Played, arrival: Arrival) -> dict[Measure, int]:
    """How things stand at the end of the round after the card came, and how the state that it hit fares."""
    later = cells_after(rules, played, arrival.round + 1)
    found = levels("later", rules, later)
    if arrival.seat < 0:
        return found
    found["hit", "win"] = int(arrival.seat in played.outcome.winners)
    for when, cells in (("end", played.cells), ("later", later)):
        for trace in traces_of(rules):
            if trace.scope == "state":
                found["hit", when, trace.scope, trace.name] = cells[trace.cells[arrival.seat]]
    return found


def compared(here: Mapping[Measure, int], there: Mapping[Measure, int], came: bool) -> Iterator[Fact]:
    """Two games, number by number: with the card, and without it."""
    for measure, value in here.items():
        yield ("with", *measure, value)
        yield ("without", *measure, there[measure])
        yield ("all", *measure, value - there[measure])
        if came:
            yield ("came", *measure, value - there[measure])


class Paired(NamedTuple):
    """A run of pairs: what was played, and what was counted of the pairs that were finished."""

    rules: Rules
    card: str
    bots: Seats
    seed: int
    tally: Tally
    seconds: float


class PairsLost(AllianceError):
    """Some pairs could not be played; ``paired`` is what is known of those before the first that is missing."""

    def __init__(self, sentence: str, paired: Paired) -> None:
        self.paired = paired
        super().__init__(sentence)


def play_pairs(
    library: Library,
    card: str,
    games: int,
    seats: Seats,
    scenario: str = "concert",
    length: str | None = None,
    difficulty: str | None = None,
    options: Iterable[str] = (),
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
    engine: Engine | None = None,
) -> Paired:
    """Play many pairs; pair number i has the seed ``seed + i``. Ctrl+C ends the run, as it does in ``simulate``.

    Raises ``UnknownName`` for a card that the scenario does not have, and for a bot, scenario, length, difficulty or
    option; ``PairsLost`` if workers end again and again before they finish a pair.
    """
    checked_seed(seed + checked_games(games))
    series = series_of(library, (seats,), scenario, length, difficulty, options, seed, Pairing(card, (seats,), seed))
    known = {rule.id for rule in series.rules.program.cards}
    if card not in known:
        raise UnknownName("card", card, known)
    return run_pairs(series, card, Run(games, (engine or Here()).workers), engine or Here(), progress)


def run_pairs(
    series: Series, card: str, run: Run, engine: Engine, progress: Callable[[int], None] | None = None
) -> Paired:
    """Play until nothing is missing, or somebody stops it."""
    begun = time.perf_counter()

    def paired() -> Paired:
        seconds = time.perf_counter() - begun
        return Paired(series.rules, card, series.tables[0], series.seed, run.reached.tally, seconds)

    try:
        play(run, series, engine, progress or (lambda done: None))
    except KeyboardInterrupt:
        pass
    except WorkersLost as lost:
        missing = run.games - run.finished
        raise PairsLost(f"{lost}: {missing} of {run.games} pairs are missing.", paired()) from lost
    return paired()
