"""A thousand random games, and ten thousand with ``-m nightly``: every scenario, every number of states.

At night also every length and difficulty with every choice of options. After each move the position must be sound
and the chronicle must explain it; what is not possible must be refused in a sentence and change nothing.
"""

from collections.abc import Iterator

import pytest

from .games import Setting, every_setting, stops_early, tables
from .unruly import Unruly


def some_settings(scenario: str, states: int) -> Iterator[tuple[Setting, int]]:
    """Two settings of whole games and one of a short one, others for each table; and how many games of each."""
    for short, settings, games in ((False, 2, 8), (True, 1, 3)):
        ways = [setting for setting in every_setting(scenario, states) if stops_early(setting) is short]
        first = tables().index((scenario, states)) * 6
        for step in range(settings if ways else 0):
            yield ways[(first + step * 23) % len(ways)], games


def whole_games(scenario: str, states: int) -> Iterator[tuple[Setting, int]]:
    """Every setting; and how many games of it, one where it is short."""
    ways = every_setting(scenario, states)
    for setting in ways:
        yield setting, 1 if stops_early(setting) else 170 // sum(not stops_early(way) for way in ways)


def played(setting: Setting, games: int, first: int) -> tuple[int, int]:
    """Play so many games; how many attempts were refused, and how often a facilitator meddled."""
    refused = meddled = 0
    for seed in range(first, first + games):
        game = Unruly(setting, seed)
        game.play()
        refused, meddled = refused + game.refused, meddled + game.meddled
    return refused, meddled


@pytest.mark.parametrize(("scenario", "states"), tables())
def test_games_among_unruly_players_are_sound_explained_and_end(scenario: str, states: int) -> None:
    counts = [played(setting, games, 1) for setting, games in some_settings(scenario, states)]
    refused, _ = (sum(count) for count in zip(*counts, strict=True))
    assert refused > 50


@pytest.mark.nightly
@pytest.mark.parametrize(("scenario", "states"), tables())
def test_ten_thousand_games_of_every_setting(scenario: str, states: int) -> None:
    for setting, games in whole_games(scenario, states):
        played(setting, games, 1_000)


def test_there_are_as_many_games_as_we_say() -> None:
    """And among the thousand every scenario, number of states, length, difficulty and option."""
    few = [each for table in tables() for each in some_settings(*table)]
    many = [each for table in tables() for each in whole_games(*table)]
    assert sum(games for _, games in few) >= 1_000
    assert sum(games for _, games in many) >= 10_000

    def things(chosen: list[tuple[Setting, int]]) -> set[tuple[object, object]]:
        of = [(way.scenario, way.states, way.length, way.difficulty, *way.options) for way, _ in chosen]
        return {(way[0], thing) for way in of for thing in way}

    assert things(few) == things(many)
