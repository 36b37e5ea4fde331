"""The ladder: how each bot fares alone among others of each kind, against one of their own kind in the same seat."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise, product
from typing import NamedTuple, TypedDict

from ..engine.rules import Rules
from ..errors import AllianceError
from .batch import checked_games, play
from .company import places
from .engines import Engine
from .intervals import odds_ratio
from .report import rounded
from .run import Run
from .series import Series
from .table import Played
from .tally import Fact


class LoneReport(TypedDict):
    """A bot alone among others: of ``games`` so many were survived, and so many of these won, outright or shared.

    ``odds`` are those of winning a game that was begun, collapsed ones included, against a bot of the others' kind
    in the same seats of the same games; 1 is equal. ``low`` and ``high`` are their 95 % interval.
    """

    bot: str
    among: str
    games: int
    survived: int
    wins: int
    odds: float
    low: float
    high: float


class LadderReport(TypedDict):
    """All pairs, and for each bot a table of its kind (``odds`` 1 by definition, so left out)."""

    games: int
    seconds: float
    scenario: str
    states: int
    length: str
    difficulty: str
    options: list[str]
    seed: int
    bots: list[str]
    alike: dict[str, dict[str, int]]
    pairs: list[LoneReport]


class Counts(NamedTuple):
    """What became of the lone bot."""

    games: int
    survived: int
    wins: int


class Ladder:
    """Every bot among every other, so many games each; game i has the seed ``seed + i`` everywhere.

    The lone bot sits in each seat in turn. What was played so far can be reported at any moment.
    """

    def __init__(self, rules: Rules, bots: tuple[str, ...], games: int, seed: int = 0) -> None:
        if len(bots) < 2 or len(set(bots)) < len(bots):
            raise AllianceError("A ladder needs two bots or more, each of them once.")
        self.rules = rules
        self.bots = bots
        self.games = checked_games(games)
        self.seed = seed
        self.runs: dict[tuple[str, str], Run] = {}

    @property
    def whole(self) -> int:
        """How many games it takes."""
        return self.games * len(self.bots) ** 2

    def pairings(self) -> Iterator[tuple[str, str]]:
        """Who sits among whom: first each among its own kind, which is what the others are compared with."""
        yield from ((name, name) for name in self.bots)
        yield from ((one, others) for others, one in product(self.bots, self.bots) if one != others)

    def climb(self, engine: Engine, progress: Callable[[int], None]) -> None:
        """Play everything. Raises ``WorkersLost``."""
        for turn, (one, others) in enumerate(self.pairings()):
            tables = tuple(places(one, others, self.rules.players))
            series = Series(self.rules, tables, self.seed, facts_of_lone)
            run = self.runs[one, others] = Run(self.games, engine.workers)
            play(run, series, engine, partial(self.told, progress, turn))

    def told(self, progress: Callable[[int], None], turn: int, done: int) -> None:
        """So many games of this pair, and all of those before."""
        progress(self.games * turn + done)

    def counts(self, one: str, others: str) -> Counts:
        """What is known of a pair so far."""
        run = self.runs.get((one, others))
        return Counts(0, 0, 0) if run is None else Counts(*(run.reached.tally["lone", what] for what in Counts._fields))

    def report(self, seconds: float) -> LadderReport:
        """The pairs of which something was played."""
        rules = self.rules
        alike = {name: self.counts(name, name)._asdict() for name in self.bots}
        pairs = (pair for pair in self.pairings() if pair[0] != pair[1])
        return LadderReport(
            games=self.games,
            seconds=round(seconds, 3),
            scenario=rules.scenario,
            states=rules.players,
            length=rules.length,
            difficulty=rules.difficulty,
            options=list(rules.options),
            seed=self.seed,
            bots=list(self.bots),
            alike=alike,
            pairs=[self.lone(*pair) for pair in pairs if self.counts(*pair).games],
        )

    def lone(self, one: str, others: str) -> LoneReport:
        """One among others, against one of them."""
        found, usual = self.counts(one, others), self.counts(others, others)
        odds = odds_ratio(found.wins, found.games, usual.wins, usual.games)
        return LoneReport(
            bot=one,
            among=others,
            games=found.games,
            survived=found.survived,
            wins=found.wins,
            odds=rounded(odds.ratio),
            low=rounded(odds.interval.low),
            high=rounded(odds.interval.high),
        )


def facts_of_lone(rules: Rules, played: Played, number: int) -> Iterator[Fact]:
    """What became of the seat whose turn it was to be alone."""
    yield ("lone", "games")
    if played.outcome.ranking:
        yield ("lone", "survived")
    if number % rules.players in played.outcome.winners:
        yield ("lone", "wins")


def steps(report: LadderReport) -> Iterator[LoneReport]:
    """Each bot among those of the rung below, in the order in which they were named."""
    for below, above in pairwise(report["bots"]):
        yield from (pair for pair in report["pairs"] if (pair["bot"], pair["among"]) == (above, below))
