"""Which decisions turned a game: tried out in three stages, each with fewer of them and more games.

First every decision is played on by lot and rules of thumb, then the most promising by planners, and the best of these
again in fresh worlds. Only the last stage counts: whatever looked large by luck alone loses that luck there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ....engine.rules import Rules
from ....errors import AllianceError
from ....saves import Step
from ....sim.batch import play
from ....sim.engines import Engine, Here, WorkersLost
from ....sim.forks import COLLAPSE, Forks
from ....sim.intervals import Average, Interval, paired_shares, proportion
from ....sim.run import Run
from ....sim.tally import Tally
from ....wording import say
from .ways import Crossroads, crossroads

GAMES = 60
"""In so many worlds the last are tried, if nothing else is wanted."""


class Stages(NamedTuple):
    """How much is tried before the last stage."""

    rough: int = 24
    """In so many worlds each other way is tried by lot and rules of thumb."""
    promising: int = 32
    """So many go on to be tried by planners; one of every state's in any case."""
    near: int = 5
    """In so many worlds these are tried."""
    final: int = 6
    """So many go on to the last stage; one of every state's in any case."""


USUAL = Stages()

Progress = Callable[[int, int, int], None]
"""Hears which stage is under way, from 1, how many of its worlds are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Other:
    """A way that a decision could have gone: ``way`` is its place among the moves."""

    crossroads: Crossroads
    way: int

    @property
    def seat(self) -> int:
        """Who decided."""
        return self.crossroads.played.seat

    @property
    def moment(self) -> tuple[int, str, str | int]:
        """What is decided as one: numbers of a round for one crisis, answers to a proposal, else a state's phase."""
        played, about = self.crossroads.played, self.crossroads.about
        if about and self.crossroads.kind in ("ask", "consent"):
            return played.round, "", about
        return played.round, played.phase, played.seat


@dataclass(frozen=True, slots=True)
class Shift:
    """How often something came to pass, as it was decided and the other way, in the same worlds."""

    what: str | int
    """``collapse``, or the seat that won."""
    was: float
    would: float
    difference: Average
    """The second less the first; its interval is wide enough for all that were looked at to hold together."""
    was_between: Interval
    would_between: Interval

    @property
    def clear(self) -> bool:
        """Whether the interval of the difference excludes zero."""
        found = self.difference.interval
        return found is not None and (found.low > 0 or found.high < 0)


@dataclass(frozen=True, slots=True)
class Turn:
    """One decision, and what another would have changed."""

    other: Other
    worlds: int
    shifts: tuple[Shift, ...]

    @property
    def clear(self) -> tuple[Shift, ...]:
        """What differs by more than chance explains."""
        return tuple(shift for shift in self.shifts if shift.clear)

    @property
    def size(self) -> float:
        """How much the largest clear difference is; 0 without one."""
        return max((abs(shift.difference.mean) for shift in self.clear), default=0.0)


@dataclass(frozen=True, slots=True)
class Turning:
    """What was found in a game."""

    decisions: int
    """So many decisions had another way."""
    ways: int
    games: int
    seed: int
    tried: tuple[Turn, ...]
    """All that were looked at last, the largest first."""

    @property
    def points(self) -> tuple[Turn, ...]:
        """Those that changed something by more than chance explains."""
        return tuple(turn for turn in self.tried if turn.clear)


def turning(
    rules: Rules,
    steps: Sequence[Step],
    games: int = GAMES,
    seed: int = 0,
    engine: Engine | None = None,
    progress: Progress = lambda stage, done, of: None,
    stages: Stages = USUAL,
) -> Turning:
    """The turning points of a game; the same for the same game, number of games and seed, on any number of cores.

    Raises ``AllianceError`` if the processes that play are ended from outside again and again.
    """
    every = tuple(crossroads(steps))
    others = [Other(each, way) for each in every for way in range(1, len(each.moves))]
    trial = Trial(rules, engine or Here(), seed, progress)
    promising = chosen(trial.ranked(others, stages.rough, rough=True), stages.promising)
    last = chosen(one_each(trial.ranked(promising, stages.near, rough=False)), stages.final)
    tally = trial.run(last, games, rough=False)
    looks = len(last) * (1 + rules.players)
    turns = [turn_of(rules, tally, at, other, looks) for at, other in enumerate(last)]
    found = sorted(turns, key=lambda turn: (-turn.size, turn.other.crossroads.number))
    return Turning(len(every), len(others), games, seed, tuple(found))


@dataclass
class Trial:
    """Plays the stages, one after another, each in worlds of its own."""

    rules: Rules
    engine: Engine
    seed: int
    progress: Progress
    stage: int = 0

    def ranked(self, others: Sequence[Other], worlds: int, *, rough: bool) -> list[Other]:
        """Those that changed most first, as far as so many worlds tell."""
        tally = self.run(others, worlds, rough=rough)
        weights = [weight(self.rules, tally, at) for at in range(len(others))]
        return [others[at] for at in sorted(range(len(others)), key=lambda at: (-weights[at], at))]

    def run(self, others: Sequence[Other], worlds: int, *, rough: bool) -> Tally:
        """Play each in so many worlds."""
        self.stage += 1
        if not others:
            return Tally()
        forks = Forks(
            self.rules,
            tuple(other.crossroads.way(other.way) for other in others),
            seed=self.seed * APART + self.stage,
            rough=rough,
        )
        games = worlds * len(others)
        run = Run(games, self.engine.workers)
        try:
            play(run, forks, self.engine, lambda done: self.progress(self.stage, done, games))
        except WorkersLost as lost:
            raise AllianceError(
                say(
                    "{trouble}: the turning points could not be worked out. Try again, or with --games 0.", trouble=lost
                )
            ) from lost
        return run.reached.tally


APART = 4
"""Seeds of debriefs lie so far apart that no stage plays in the worlds of another."""


def chosen(ranked: Sequence[Other], most: int) -> list[Other]:
    """The best: half of them numbers that were named, half other decisions, and the best of every seat."""
    numbers = [other for other in ranked if other.crossroads.kind == "ask"]
    deeds = [other for other in ranked if other.crossroads.kind != "ask"]
    first: dict[int, Other] = {}
    for other in ranked:
        first.setdefault(other.seat, other)
    kept = [*first.values(), *numbers[: most // 2], *deeds[: most // 2]]
    return [other for other in ranked if other in kept]


def one_each(others: Sequence[Other]) -> list[Other]:
    """The best one alone of what was decided in one breath, and the best of every seat; ``others`` come best first."""
    moments: dict[tuple[int, str, str | int], Other] = {}
    seats: dict[int, Other] = {}
    for other in others:
        if other.seat not in seats or other.moment not in moments:
            moments.setdefault(other.moment, other)
            seats.setdefault(other.seat, other)
    kept = [*moments.values(), *seats.values()]
    return [other for other in others if other in kept]


def whats(rules: Rules) -> Iterator[str | int]:
    """What is counted: a collapse, if the rules know any, and who wins."""
    if any(ending.everyone == "loses" for ending in rules.program.symbols.folder.ruleset.endings.values()):
        yield COLLAPSE
    yield from range(rules.players)


def weight(rules: Rules, tally: Tally, at: int) -> float:
    """How far the other way leads elsewhere, measured by how much chance alone would do."""
    found = 0.0
    for what in whats(rules):
        more, fewer = tally["more", at, 1, what], tally["fewer", at, 1, what]
        found += (more - fewer) ** 2 / (more + fewer + 1)
    return found


def turn_of(rules: Rules, tally: Tally, at: int, other: Other, looks: int) -> Turn:
    """What was counted of one way, as shares."""
    worlds = tally["worlds", at]
    return Turn(other, worlds, tuple(shift(tally, at, what, worlds, looks) for what in whats(rules)))


def shift(tally: Tally, at: int, what: str | int, worlds: int, looks: int) -> Shift:
    """One of them."""
    was, would = (tally["had", at, way, what] for way in (0, 1))
    difference = paired_shares(tally["more", at, 1, what], tally["fewer", at, 1, what], worlds, looks)
    whole = max(1, worlds)
    return Shift(what, was / whole, would / whole, difference, proportion(was, worlds), proportion(would, worlds))
