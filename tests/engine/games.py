"""Games for the tests of the engine: every set-up worth playing, and random play."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.engine import Move, Position, apply, decisions, new_game
from alliance_game.engine.rules import table_of
from tests.content.packed import lake

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"


@cache
def base() -> Library:
    """The base content."""
    return load()


@cache
def fishery() -> Library:
    """The base content and the example pack."""
    return load(packs=[str(FISHERY)])


@cache
def shore() -> Library:
    """The lake that the tests of content break: a game that is simply over after its last round."""
    return lake()


def library_of(scenario: str) -> Library:
    """The library that has a scenario."""
    return {"fishery": fishery, "north_shore": shore}.get(scenario, base)()


@dataclass(frozen=True)
class Setting:
    """How a game is set up."""

    scenario: str
    states: int
    length: str | None = None
    difficulty: str | None = None
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = (self.scenario, str(self.states), self.length, self.difficulty, *self.options)
        return "-".join(part for part in parts if part)

    @property
    def words(self) -> str:
        """The same for a command line."""
        return " ".join([self.scenario, str(self.states), *(self.length or "-", self.difficulty or "-"), self.chosen])

    @property
    def chosen(self) -> str:
        """The options, as a command line names them."""
        return ",".join(self.options) or "-"

    @classmethod
    def of(cls, words: Sequence[str]) -> "Setting":
        """What a command line says."""
        scenario, states, *more = words
        length, difficulty, chosen = (None if word == "-" else word for word in more)
        return cls(scenario, int(states), length, difficulty, tuple(chosen.split(",")) if chosen else ())

    @property
    def compiled(self) -> dict[str, Any]:
        """What ``compile_rules`` and ``new_game`` take."""
        return {
            "scenario": self.scenario,
            "states": self.states,
            "length": self.length,
            "difficulty": self.difficulty,
            "options": self.options,
        }

    def game(self, seed: int) -> Position:
        """A new game."""
        return new_game(library_of(self.scenario), seed=seed, **self.compiled)


SETUPS = (
    Setting("concert", 2),
    Setting("concert", 3, options=("fog",)),
    Setting("concert", 4),
    Setting("concert", 5, difficulty="hard", options=("fog", "hegemon")),
    Setting("concert", 6, difficulty="gentle", options=("hegemon",)),
    Setting("concert", 3, length="lesson"),
    Setting("practice", 4),
    Setting("fishery", 3),
    Setting("fishery", 4, length="short"),
    Setting("fishery", 6, options=("poachers",)),
    Setting("fishery", 2, difficulty="lean"),
)
"""Both rulesets, every number of states, every length, difficulty and option at least once."""


def tables() -> list[tuple[str, int]]:
    """Every scenario with every number of states that it allows."""
    seats = {name: of.scenario(name).seats for of in (fishery(), shore()) for name in of.scenarios}
    return [(name, states) for name, most in seats.items() for states in range(most.min, most.max + 1)]


def every_setting(scenario: str, states: int) -> list[Setting]:
    """Every way to set up a scenario: each length and difficulty with each choice of options."""
    rules = library_of(scenario).rules_of(scenario).ruleset
    chosen = [some for number in range(len(rules.options) + 1) for some in combinations(sorted(rules.options), number)]
    return [Setting(scenario, states, *how) for how in product(rules.lengths, rules.difficulties or [None], chosen)]


def stops_early(setting: Setting) -> bool:
    """Whether the game is over before its last round by its set-up, as a practice round is."""
    return table_of(library_of(setting.scenario), setting.scenario, setting.options).stop is not None


def sensible(lot: Random, position: Position) -> tuple[int, Move]:
    """A random answer of a random seat that owes one; coins are given in small numbers, so that games last."""
    asked = lot.choice(decisions(position))
    moves = asked.moves
    if asked.kind == "ask":
        return asked.seat, moves[lot.randrange(min(4, len(moves)))]
    return asked.seat, moves[lot.randrange(len(moves))]


def random_game(setting: Setting, seed: int, most: int = 2_000) -> Iterator[Position]:
    """The positions of a random game, the first one included."""
    position = setting.game(seed)
    lot = Random(seed)
    yield position
    for _ in range(most):
        if position.over:
            return
        seat, move = sensible(lot, position)
        position, _ = apply(position, move, seat)
        yield position
    assert position.over, f"{setting} seed {seed} does not end within {most} moves"
