"""The numbers of a report that are not simple counts."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from alliance_game.bots import bot
from alliance_game.sim import Tally, play_game
from alliance_game.sim.effects import effect
from alliance_game.sim.intervals import mean
from alliance_game.sim.report import Report, along, report_of
from alliance_game.sim.rounds import rounds_of, world_of
from alliance_game.sim.series import Chunk, series_of
from alliance_game.sim.tally import averaged, facts_of
from tests.table import library

SERIES = series_of(library(), (("random", "random", "greedy"),), difficulty="gentle", seed=20)


def test_rounds_end_where_the_next_one_begins_and_the_last_where_the_game_ends() -> None:
    for seed in range(8):
        played = play_game(SERIES.rules, seed, [bot("random", seed)] * 3)
        found = list(rounds_of(SERIES.rules, played))
        assert [each.number for each in found] == list(range(1, played.cells[0] + 1))
        assert found[-1].after == tuple(played.cells[cell] for cell in world_of(SERIES.rules).values())
        names = list(world_of(SERIES.rules))
        kept = [
            at for at, name in enumerate(names) if SERIES.rules.program.symbols.tracks["world"][name].reset != "round"
        ]
        for one, other in pairwise(found):
            assert [one.after[at] for at in kept] == [other.before[at] for at in kept]


def test_cards_are_on_the_table_from_the_round_they_come_to_the_one_they_go() -> None:
    """Against the chronicle's own account of each round."""
    played = play_game(SERIES.rules, 3, [bot("random", 3)] * 3)
    counts = Counter(card for each in rounds_of(SERIES.rules, played) for card in each.cards)
    tally = SERIES.play(Chunk(0, 1)).tally
    assert counts
    tally = Tally()
    tally.facts.update(facts_of(SERIES.rules, played))
    for card, rounds in counts.items():
        assert tally["on the table", card, 1] == rounds
        assert tally["card", card, "drawn"] >= 1


def test_a_report_says_what_was_played_and_what_became_of_it() -> None:
    report = report_of(SERIES.rules, SERIES.tables[0], 20, SERIES.play(Chunk(0, 30)).tally, 1.0)
    games, survived = report["games"], report["survived"]
    assert report["setup"]["seed"] == 20
    assert report["setup"]["states"] == 3
    assert games == 30 == survived + report["collapsed"]
    for counts in (report["endings"].values(), report["grades"].values(), report["ended_in_round"]):
        assert sum(counts) == games
    assert sum(report["lead_changes"]) == games
    assert sum(at * each for at, each in enumerate(report["lead_changes"])) / games == pytest.approx(
        report["lead_changes_mean"], abs=1e-4
    )
    assert len(report["ended_in_round"]) == report["setup"]["rounds"] + 1
    bots = report["bots"]
    assert bots["random"]["seats"] == 2 * games
    assert bots["random"]["survived"] == 2 * survived
    assert sum(each["wins"] for each in bots.values()) == sum(seat["wins"] for seat in report["seats"])
    for name, times in report["tactics"].items():
        assert times == sum(seat["tactics"][name] for seat in report["seats"])
        assert times == sum(each["tactics"][name] for each in bots.values())
        assert report["tactic_averages"][name]["mean"] == pytest.approx(times / games, abs=1e-4)
    for name, times in report["tallies"].items():
        assert report["tally_averages"][name]["mean"] == pytest.approx(times / games, abs=1e-4)
    assert sum(each["survived"] for each in report["agendas"].values()) == 3 * survived


def test_the_world_is_shown_round_by_round_for_the_games_that_were_still_played() -> None:
    report = report_of(SERIES.rules, SERIES.tables[0], 20, SERIES.play(Chunk(0, 30)).tally, 1.0)
    assert set(report["world"]) == set(world_of(SERIES.rules))
    for course in report["world"].values():
        still = [mean["number"] for mean in course]
        assert still[0] == still[1] == 30
        assert still[1:] == [30 - sum(report["ended_in_round"][:at]) for at in range(1, len(still))]


def test_a_histogram_has_the_mean_of_its_values() -> None:
    values = [1, 1, 4, -2]
    assert averaged(Counter(values)) == mean(4, 22, 4)
    assert averaged(Counter(values), 8) == mean(4, 22, 8)
    assert along(Counter({0: 3, 2: 1})) == [3, 0, 1]
    assert along(Counter(), 2) == [0, 0, 0]


def test_the_page_on_simulation_explains_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs" / "simulation.md").read_text(encoding="utf-8")
    table = page.partition("## What `simulate --json` counts")[2].partition("## ")[0]
    named = {key for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)}
    assert named == set(Report.__annotations__)


# What goes together with a card


def test_rounds_with_a_card_are_compared_with_the_same_rounds_of_other_games() -> None:
    """In round 2 everything rises by 10 more than in round 1, card or not; the card adds 3."""
    with_card = {1: Counter({3: 2, 5: 2}), 2: Counter({13: 1, 15: 1})}
    others = {1: Counter({0: 10, 2: 10}), 2: Counter({10: 30, 12: 30})}
    every = {at: with_card[at] + others[at] for at in others}
    found = effect(with_card, every)
    assert found.present.number == 6
    assert found.without == pytest.approx((4 * 1 + 2 * 11) / 6)
    assert found.difference.mean == pytest.approx(3)
    assert found.difference.interval is not None
    assert found.difference.interval.low < 3 < found.difference.interval.high


def test_a_card_that_is_always_there_cannot_be_compared() -> None:
    always = {1: Counter({2: 5})}
    found = effect(always, always)
    assert found.present.number == found.difference.number == 0
    assert found.difference.interval is None
    assert effect({}, always).present.number == 0


def test_a_card_that_was_there_once_has_no_interval() -> None:
    found = effect({1: Counter({4: 1})}, {1: Counter({4: 1, 1: 6})})
    assert found.difference == (3.0, None, 1)
