"""Bots: they play whole games, see only their view, and give reasons that give nothing away."""

from dataclasses import replace
from random import Random

import pytest

from alliance_game.bots import BOTS, Bot, bot
from alliance_game.bots.search import Search
from alliance_game.bots.strength import LEVELS
from alliance_game.engine import apply, decision, new_game, outcome, view
from alliance_game.errors import UnknownName
from alliance_game.sim import simulate
from tests.secrets.twins import all_others
from tests.table import library

KINDS = sorted(BOTS.keys() - (LEVELS.keys() - {"normal"}))
"""Every bot; of the levels one, since they differ in numbers alone."""


def quick(name: str, seed: int) -> Bot:
    """A bot; if it searches, with few roll-outs, since these tests are not about how well it plays."""
    found = bot(name, seed)
    if isinstance(found, Search):
        found.strength = replace(found.strength, rollouts=6)
    return found


def played(names: tuple[str, ...], seed: int, **setup: object) -> list[tuple[int, str, str]]:
    """Seat, move and reason of every decision of a game."""
    position = new_game(library(), states=len(names), seed=seed, **setup)  # type: ignore[arg-type]
    bots: list[Bot] = [quick(name, seed) for name in names]
    found = []
    while (ask := decision(position)) is not None:
        choice = bots[ask.seat].choose(view(position, ask.seat), ask)
        assert choice.move in ask.moves
        found.append((ask.seat, str(choice.move), choice.reason))
        position, _ = apply(position, choice.move, ask.seat)
    assert outcome(position) is not None
    return found


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("states", [2, 3, 4, 5, 6])
def test_every_bot_plays_any_number_of_states_to_the_end(name: str, states: int) -> None:
    """Legal moves only, and a reason for each."""
    moves = played((name,) * states, seed=states)
    assert all(reason.endswith(".") and reason[0].isupper() for _, _, reason in moves)


@pytest.mark.parametrize("name", KINDS)
def test_same_seed_same_game(name: str) -> None:
    """A bot keeps nothing between decisions, and its chance comes from the seed."""
    assert played((name,) * 3, seed=9, length="lesson") == played((name,) * 3, seed=9, length="lesson")


def test_an_unknown_bot_gets_a_suggestion() -> None:
    """By name, with the nearest one."""
    with pytest.raises(UnknownName, match="Did you mean 'planner'"):
        bot("planer", 1)


@pytest.mark.parametrize("name", sorted({*KINDS} - {"random"}))
def test_changing_what_a_seat_cannot_see_changes_nothing_that_its_bot_does(name: str) -> None:
    """Streams, others' agendas, others' sealed answers, what is planned: move and reason stay the same."""
    position = new_game(library(), seed=21)
    chooser = quick(name, 21)
    compared = 0
    while compared < 120:
        if (ask := decision(position)) is None:
            position = new_game(library(), seed=21 + compared)
            continue
        choice = chooser.choose(view(position, ask.seat), ask)
        seen = view(all_others(position, ask.seat, Random(compared)), ask.seat)
        same = chooser.choose(seen, seen.decisions[0])
        assert (str(same.move), same.reason) == (str(choice.move), choice.reason)
        position, _ = apply(position, choice.move, ask.seat)
        compared += 1


@pytest.mark.parametrize("name", sorted({*KINDS} - {"random"}))
def test_a_reason_does_not_give_the_own_agenda_away(name: str) -> None:
    """With another agenda a bot may move otherwise; where it does not, it says the same."""
    position = new_game(library(), seed=22, length="lesson")
    chooser = quick(name, 22)
    same = compared = 0
    while (ask := decision(position)) is not None:
        choice = chooser.choose(view(position, ask.seat), ask)
        other = position.copy()
        at = position.rules.layout.start("agenda", "agenda") + ask.seat
        other.cells[at] = (other.cells[at] + 3) % len(position.rules.program.agendas)
        again = chooser.choose(view(other, ask.seat), ask)
        compared += 1
        if str(again.move) == str(choice.move):
            same += 1
            assert again.reason == choice.reason
        position, _ = apply(position, choice.move, ask.seat)
    assert same > compared // 2


def test_a_random_bot_among_planners_wins_less_than_its_share() -> None:
    """Weighing what a move leads to beats moving by lot."""
    report = simulate(library(), 24, ("random", "planner", "planner", "planner"), seed=40, difficulty="gentle")
    lot, *planners = (seat["wins"] for seat in report["seats"])
    assert sum(planners) >= 6
    assert lot * 4 < sum(planners)


def test_four_planners_hold_more_alliances_than_four_random_bots() -> None:
    """They look one step ahead, and it shows."""
    planners = simulate(library(), 12, ("planner",) * 4, seed=7)
    lots = simulate(library(), 12, ("random",) * 4, seed=7)
    assert planners["collapsed"] <= 6
    assert lots["collapsed"] >= 9
