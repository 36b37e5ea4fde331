"""Decisions that fork a game: what was done and what could have been, each played on by bots in the same worlds.

A world is the position as it was, with what chance has not decided yet drawn anew. All ways of one decision are
played on in the same worlds, so what differs between them is their doing as far as it can be.
"""

import pickle
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import NamedTuple

from ..bots import Bot
from ..bots.planner import Planner, Thought
from ..bots.rollout import Rollout
from ..engine import Setup, View, compile_rules
from ..engine import markers as mark
from ..engine.chance import STREAMS, Dice
from ..engine.decision import asked, open_decisions
from ..engine.layout import KIND, OVER, PHASE, ROUND
from ..engine.machine import Machine
from ..engine.markers import Log
from ..engine.outcome import Outcome, outcome_of
from ..engine.position import Position
from ..engine.rules import Rules
from .series import Chunk, Part, library_there, played_with
from .tally import Fact, Tally

COLLAPSE = "collapse"
FAR = 99
"""More rounds than any game has."""


class Fork(NamedTuple):
    """A decision in a game: where it stood, who decided, and the moves to compare, the one that was made first."""

    cells: tuple[int, ...]
    seat: int
    options: tuple[int, ...]
    given: tuple[tuple[int, int], ...] = ()
    """In a sealed phase, what was answered after it, by seat and move: whoever answers in secret cannot react."""


class Quiet(Planner):
    """A planner that gives no reasons, since nobody reads them."""

    def say(self, thought: Thought, index: int) -> str:
        """Nothing."""
        return ""


@dataclass(frozen=True)
class Forks:
    """Forks that are played on: number i is world ``i // len(forks)`` of fork ``i % len(forks)``.

    ``rough`` games are played by lot and rules of thumb, some forty times as fast as planners play.
    """

    rules: Rules
    forks: tuple[Fork, ...]
    seed: int
    rough: bool = False

    def play(self, chunk: Chunk) -> Part:
        """Play these worlds here."""
        begun, tally = time.perf_counter(), Tally()
        for number in range(chunk.first, chunk.first + chunk.games):
            world, at = divmod(number, len(self.forks))
            tally.facts.update(facts_of_fork(at, [set(happened(self.rules, end)) for end in self.ends(at, world)]))
        return Part(chunk, tally, time.perf_counter() - begun)

    def ends(self, at: int, world: int) -> list[Outcome]:
        """How each way of a fork ended in one world."""
        fork = self.forks[at]
        return [self.end(fork, number, Dice("fork", self.seed, world)) for number in fork.options]

    def end(self, fork: Fork, number: int, dice: Dice) -> Outcome:
        """How one way ended."""
        cells = reseeded(self.rules, fork.cells, dice)
        play_on = roughly if self.rough else by_planners
        play_on(self.rules, fork, cells, number, dice.below(1 << 62))
        return outcome_of(self.rules, cells)

    @property
    def there(self) -> Callable[["ForkOrder", Chunk], Part]:
        """What plays a chunk of it in another process."""
        return play_forks

    @cached_property
    def order(self) -> "ForkOrder":
        """What another process needs to play parts of it."""
        rules = self.rules
        library = zlib.compress(pickle.dumps(played_with(rules)), level=1)
        played = (rules.scenario, rules.players, rules.length, rules.difficulty, rules.options)
        return ForkOrder(library, *played, self.forks, self.seed, self.rough)


@dataclass(frozen=True, slots=True)
class ForkOrder:
    """Forks as they are sent to another process: compiled rules cannot travel, definitions can."""

    library: bytes
    scenario: str
    states: int
    length: str
    difficulty: str
    options: tuple[str, ...]
    forks: tuple[Fork, ...]
    seed: int
    rough: bool


def reseeded(rules: Rules, cells: tuple[int, ...], dice: Dice) -> list[int]:
    """A position with all chance to come drawn anew; a card that somebody has looked at stays what it is."""
    found = list(cells)
    for name in STREAMS:
        found[rules.layout.start("stream", name)] = dice.below(1 << 62)
    return found


@lru_cache(maxsize=2)
def rollout_of(rules: Rules) -> Rollout:
    """Rough games under some rules."""
    return Rollout(rules)


def by_planners(rules: Rules, fork: Fork, cells: list[int], number: int, seed: int) -> None:
    """Make a move and play on with planners, in place, to the end."""
    machine, opening = rules.machine, cells[:]
    log: list[mark.RawEntry] = []
    decide(machine, fork, cells, number, log)
    setup = Setup(rules.scenario, rules.players, rules.length, rules.difficulty, rules.options, seed)
    bots: list[Bot] = [Quiet(seed) for _ in range(rules.players)]
    while not cells[OVER]:
        seat = machine.seat(cells)
        position = Position(rules, setup, cells, opening, (None, log))
        decision = asked(rules, cells, seat) if cells[KIND] == mark.ASK else open_decisions(rules, cells)[0]
        machine.play(cells, bots[seat].choose(View(position, seat), decision).move.number, log, seat)


def roughly(rules: Rules, fork: Fork, cells: list[int], number: int, seed: int) -> None:
    """Make a move and play on by lot and rules of thumb, in place, to the end."""
    rollout, lots = rollout_of(rules), [seed]
    machine = rollout.machine
    machine.last = FAR
    decide(machine, fork, cells, number, None)
    while cells[KIND]:
        machine.play(cells, rollout.move(cells, lots), None)


def decide(machine: Machine, fork: Fork, cells: list[int], number: int, log: Log) -> None:
    """The decision, and what was answered in the same sealed phase, as far as it is still possible."""
    moment = cells[ROUND], cells[PHASE]
    machine.play(cells, number, log, fork.seat)
    for seat, given in fork.given:
        if (cells[ROUND], cells[PHASE]) == moment and may(machine, cells, seat, given):
            machine.play(cells, given, log, seat)


def may(machine: Machine, cells: list[int], seat: int, number: int) -> bool:
    """Whether a seat is asked, and may answer so."""
    asking = machine.asking
    return cells[KIND] == mark.ASK and seat in asking.seats(cells) and number in asking.answers(cells, seat)


def facts_of_fork(at: int, came: list[set[str | int]]) -> Iterator[Fact]:
    """What came of each way, and where it differs from the first.

    ``("had", fork, way, what)`` counts games in which something came to pass: a collapse, or a seat that won.
    ``("more", ...)`` and ``("fewer", ...)`` count those in which it did and the first way's did not, or the reverse.
    """
    yield ("worlds", at)
    for way, found in enumerate(came):
        yield from (("had", at, way, what) for what in found)
        yield from (("more", at, way, what) for what in found - came[0])
        yield from (("fewer", at, way, what) for what in came[0] - found)


def happened(rules: Rules, end: Outcome) -> Iterator[str | int]:
    """A collapse, or who won."""
    if rules.program.symbols.folder.ruleset.endings[end.reason].everyone == "loses":
        yield COLLAPSE
    yield from end.winners


_playing = Lock()


def play_forks(order: ForkOrder, chunk: Chunk) -> Part:
    """Play these worlds in a process that may never have heard of the forks."""
    with _playing:
        return forks_there(order).play(chunk)


@lru_cache(maxsize=4)
def forks_there(order: ForkOrder) -> Forks:
    """Rules are compiled once in each process."""
    played = (order.scenario, order.states, order.length, order.difficulty, order.options)
    return Forks(rules_there(order.library, *played), order.forks, order.seed, order.rough)


@lru_cache(maxsize=2)
def rules_there(
    packed: bytes, scenario: str, states: int, length: str, difficulty: str, options: tuple[str, ...]
) -> Rules:
    """The rules, compiled."""
    return compile_rules(library_there(packed), scenario, states, length, difficulty, options)
