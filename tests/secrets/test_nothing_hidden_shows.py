"""Whatever only others may know, a seat learns nothing of it: in no view, text, hint, move, screen or bot's choice."""

from collections import Counter
from random import Random

import pytest

from alliance_game.describe.events import PUBLIC
from alliance_game.engine import Position, decisions
from tests.engine.games import Setting, fishery

from .eyes import MINDS, Eyes, differing
from .places import game, places, settings
from .twins import Twin, all_others

KINDS = {"chance", "agenda", "track", "peek", "plan", "answer"}
"""Every kind of secret that there is in a position."""


class Comparing:
    """Positions beside their twins; ``changed`` counts what was another there."""

    def __init__(self) -> None:
        self.changed: Counter[str] = Counter()
        self.positions = self.pairs = self.told = self.minds = 0

    def look(self, setting: Setting, seed: int, count: int) -> None:
        """Compare some positions of one game."""
        for move, position in places(setting, seed, count):
            self.positions += 1
            where, lot = f"{setting}, seed {seed}, move {move}", Random(f"{setting} {seed} {move}")
            for eye in range(PUBLIC, setting.states):
                self.facts(position, eye, lot, where)
            self.words(position, lot.randrange(PUBLIC, setting.states), lot, where)
            self.thoughts(position, lot, where)

    def facts(self, position: Position, eye: int, lot: Random, where: str) -> None:
        """What one pair of eyes may know, whatever each of the others hides."""
        before = Eyes(position, eye, self.positions).facts()
        for owner in range(position.rules.players):
            if owner != eye:
                self.pairs += 1
                twin = Twin(position, eye, owner, lot)
                self.changed += twin.changed
                same(before, Eyes(twin.position, eye, self.positions).facts(), f"{where}, eye {eye}, owner {owner}")

    def words(self, position: Position, eye: int, lot: Random, where: str) -> None:
        """All that is told to somebody, while everything is another that they may not see."""
        self.told += 1
        twin = all_others(position, eye, lot)
        before, after = (Eyes(each, eye, self.positions).words(lot) for each in (position, twin))
        same(before, after, f"{where}, eye {eye}")

    def thoughts(self, position: Position, lot: Random, where: str) -> None:
        """What a bot would do in the place of somebody who is asked: one kind of bot after another."""
        eye, name = lot.choice(decisions(position)).seat, MINDS[self.positions % len(MINDS)]
        self.minds += 1
        twin = all_others(position, eye, lot)
        before, after = (Eyes(each, eye, self.positions).thought(name) for each in (position, twin))
        same({name: before}, {name: after}, f"{where}, eye {eye}")


def same(one: dict[str, object], other: dict[str, object], where: str) -> None:
    """Nothing differs."""
    found = list(differing(one, other))
    assert not found, "\n".join([where, *found])


def looked(scenario: str, seeds: range, count: int) -> Comparing:
    """Some positions of a game for every number of states and every seed."""
    found = Comparing()
    for setting in settings(scenario):
        for seed in seeds:
            found.look(setting, seed, count)
    return found


SAMPLE = (
    Setting("fishery", 4),
    Setting("concert", 3, options=("fog", "hegemon")),
    Setting("five_eyes", 5),
    Setting("us_japan", 2),
    Setting("united_nations", 6),
)
"""Both kinds of secrets that rulesets know, agendas of all and of one's own, 2 to 6 states."""
EACH = 8
GAMES, NIGHTLY = range(1, 3), 18
"""The games of a night for each number of states of a scenario, and how many positions of each are looked at."""
SCENARIOS = sorted(fishery().scenarios)


@pytest.mark.parametrize("setting", SAMPLE, ids=str)
def test_a_seat_learns_nothing_of_what_is_hidden(setting: Setting) -> None:
    found = Comparing()
    found.look(setting, 4, EACH)
    assert found.positions == EACH
    assert found.pairs == EACH * setting.states * setting.states
    assert {"chance", "plan", "answer"} <= set(found.changed), found.changed
    assert set(found.changed) <= KINDS


@pytest.mark.nightly
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_seat_learns_nothing_of_what_is_hidden_in_a_whole_night(scenario: str) -> None:
    found = looked(scenario, GAMES, NIGHTLY)
    games = [game(setting, seed) for setting in settings(scenario) for seed in GAMES]
    assert found.positions == sum(min(NIGHTLY, sum(1 for _ in each)) for each in games)
    assert {"chance", "answer"} < set(found.changed) <= KINDS


def test_a_night_looks_at_two_thousand_positions() -> None:
    """All scenarios, with every number of states that they can have; the practice round is shorter than that."""
    assert sum(len(settings(each)) for each in SCENARIOS if each != "practice") * len(GAMES) * NIGHTLY >= 1_900
    assert sum(1 for setting in settings("practice") for seed in GAMES for _ in game(setting, seed)) >= 100
