"""The search bot: what it weighs, how it is bounded, and that it looks at its view alone."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest

from alliance_game.bots import BOTS, bot
from alliance_game.bots.advice import advise
from alliance_game.bots.race import Race, Result
from alliance_game.bots.search import Search, never
from alliance_game.bots.strength import LEVELS, Strength
from alliance_game.engine import Decision, Position, View, apply, decision, new_game, view
from alliance_game.engine.chance import Dice
from alliance_game.errors import AllianceError
from tests.secrets.twins import all_others
from tests.table import library


def positions(kind: str, count: int, seed: int = 5) -> list[Position]:
    """The first positions of a game among planners in which a seat with a choice gets a question of this kind."""
    position = new_game(library(), seed=seed)
    found: list[Position] = []
    leader = bot("planner", seed)
    while (ask := decision(position)) is not None and len(found) < count:
        if ask.kind == kind and len(ask.moves) > 1:
            found.append(position)
        position, _ = apply(position, leader.choose(view(position, ask.seat), ask).move, ask.seat)
    assert len(found) == count
    return found


def asked(position: Position) -> tuple[View, Decision]:
    """The first question, and the view of the seat that has to answer it."""
    ask = decision(position)
    assert ask is not None
    return view(position, ask.seat), ask


# The race


def steady(values: dict[int, int]) -> Race:
    """A race in which each move always does as well as it says."""
    return Race(list(values), lambda number, world: Result(values[number] + world % 2, 1))


def test_the_best_move_wins_the_race_and_gets_most_roll_outs() -> None:
    """Half of the field drops out, again and again."""
    race = steady({7: 10, 3: 40, 9: 30, 4: 20, 1: 0})
    race.run(60, never)
    ranked = race.ranked()
    assert [each.number for each in ranked][:2] == [3, 9]
    assert ranked[0].tried == ranked[1].tried > ranked[2].tried >= ranked[3].tried
    assert race.done == sum(each.tried for each in ranked) <= 60


def test_every_move_of_the_field_meets_the_same_worlds() -> None:
    """What differs between two candidates is the move, not their luck."""
    met: dict[int, list[int]] = {1: [], 2: []}

    def trial(number: int, world: int) -> Result:
        met[number].append(world)
        return Result(number, 1)

    Race([1, 2], trial).run(11, never)
    assert met[1] == met[2] == [0, 1, 2, 3, 4]


def test_a_lap_that_is_broken_off_counts_for_nobody() -> None:
    """Otherwise some would have been luckier than others."""
    calls = iter(range(100))
    race = steady({1: 5, 2: 6, 3: 7})
    race.run(90, lambda: next(calls) >= 4)
    assert [each.tried for each in race.ranked()] == [1, 1, 1]


def test_fewer_roll_outs_than_moves_try_the_most_promising() -> None:
    """At least two, so that there is something to compare."""
    race = steady({1: 5, 2: 6, 3: 7, 4: 8})
    race.run(1, never)
    assert [(each.number, each.tried) for each in race.ranked()] == [(2, 1), (1, 1), (3, 0), (4, 0)]


# The bot


@pytest.mark.parametrize("kind", ["act", "consent", "ask", "choice"])
def test_it_weighs_every_kind_of_question(kind: str) -> None:
    """Each candidate has been tried, and says where it led."""
    for position in positions(kind, 3):
        seen, ask = asked(position)
        ((_, race), *_) = Search(1, Strength(60)).ponder(seen, ask, never)
        best = race.ranked()[0]
        assert best.number in ask.moves.numbers
        assert best.tried >= 2
        assert 0 <= best.ruin <= 100
        assert best.held == 0 or 100 <= best.mean_place <= 400


@pytest.mark.parametrize("kind", ["act", "ask"])
def test_hidden_data_changes_nothing_that_it_weighs(kind: str) -> None:
    """Not only the choice: every number of every candidate stays the same."""
    for position in positions(kind, 4):
        seen, ask = asked(position)
        other = view(all_others(position, ask.seat, Random(1)), ask.seat)
        assert weighed(seen, ask) == weighed(other, ask)


def weighed(seen: View, ask: Decision) -> list[tuple[int, ...]]:
    """All that a search found."""
    races = Search(3, Strength(24)).ponder(seen, ask, never)
    return [
        (each.number, each.tried, each.value, each.places, each.held) for _, race in races for each in race.ranked()
    ]


def test_numbers_are_weighed_one_after_another() -> None:
    """In a phase of numbers each crisis gets its own race, after the answers to those before."""
    position = next(each for each in positions("ask", 30) if len(asked(each)[0].crises) > 1)
    seen, ask = asked(position)
    abouts = [about for about, _ in Search(1, Strength(12)).ponder(seen, ask, never)]
    assert abouts[0] == ask.about
    assert len(abouts) == len(set(abouts)) == len(seen.crises)


def test_it_sees_ruin_coming() -> None:
    """On the brink it never chooses what is more dangerous than giving nothing, and gives where that helps."""
    helped = 0
    for position in brinks():
        seen, ask = asked(position)
        ((_, race), *_) = Search(2, Strength(80)).ponder(seen, ask, never)
        ruin = {each.number: each.ruin for each in race.ranked()}
        assert race.ranked()[0].ruin <= ruin[0]
        helped += race.ranked()[0].ruin < ruin[0]
    assert helped


def brinks() -> Iterator[Position]:
    """Commitments in which one crisis that fails is the end."""
    for position in positions("ask", 30):
        ask = decision(position)
        assert ask is not None
        if ask.phase == "commitment" and len(ask.moves) > 2:
            layout = position.rules.layout
            position.cells[layout.start("world", "tension")] = 7
            deadline = layout.start("crisis", "deadline")
            position.cells[deadline : deadline + layout.slots] = [1] * layout.slots
            yield position


# Bounds and handicaps


def test_strengths_that_are_none_are_refused() -> None:
    """Zero roll-outs weigh nothing."""
    for wrong in ({"rollouts": 0}, {"rollouts": -5}, {"rollouts": 5, "rounds": 0}):
        with pytest.raises(AllianceError, match="at least 1"):
            Strength(**wrong)


def test_levels_are_bots_that_get_stronger() -> None:
    """Each thinks at least as long and as far as the one before, and is denied no more."""
    strengths = [level.strength for level in LEVELS.values()]
    for weaker, stronger in pairwise(strengths):
        assert weaker.rollouts < stronger.rollouts
        assert (weaker.rounds, -weaker.overlooks, -weaker.slips) <= (
            stronger.rounds,
            -stronger.overlooks,
            -stronger.slips,
        )
    assert all(bot(name, 1).name == name and BOTS[name][1] == level.about for name, level in LEVELS.items())


def test_a_handicap_leaves_something_to_choose_from() -> None:
    """Whoever overlooks nearly everything still thinks of two things, in their order."""
    thought = Strength(5, overlooks=95).thought_of([8, 6, 4, 2], Dice("test"))
    assert len(thought) == 2
    assert thought == sorted(thought, reverse=True)
    assert Strength(5).thought_of([8, 6, 4, 2], Dice("test")) == [8, 6, 4, 2]


def test_slips_are_as_frequent_as_they_say() -> None:
    """The second best now and then; with a single move there is none to take."""
    dice = Dice("slips")
    taken = [Strength(5, slips=25).pick([1, 2, 3], dice) for _ in range(400)]
    assert 60 <= taken.count(2) <= 140
    assert taken.count(3) == 0
    assert Strength(5, slips=100).pick([1], dice) == 1


# Advice


@pytest.mark.parametrize("kind", ["act", "consent", "ask", "choice"])
def test_advice_names_legal_moves_the_best_first(kind: str) -> None:
    """Three at most, each tried."""
    seen, ask = asked(positions(kind, 1)[0])
    first = advise(seen, ask, 600)[0]
    numbers = [each.number for each in first.suggestions]
    assert 1 <= len(numbers) <= 3
    assert set(numbers) <= set(ask.moves.numbers)
    assert first.rollouts >= sum(each.tried for each in first.suggestions) > 0


def test_advice_that_is_interrupted_at_once_is_silent() -> None:
    """Nothing was tried, so nothing is suggested."""
    seen, ask = asked(positions("act", 1)[0])
    assert [each.suggestions for each in advise(seen, ask, 1000, lambda: True)] == [()]


def test_advice_needs_time() -> None:
    """No time, no advice."""
    seen, ask = asked(positions("act", 1)[0])
    with pytest.raises(AllianceError, match="at least 1 millisecond"):
        advise(seen, ask, 0)
