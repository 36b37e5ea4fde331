"""Simulation: many games in numbers that add up."""

from alliance_game.bots import bot
from alliance_game.engine import compile_rules
from alliance_game.sim import Tally, play_game, simulate
from tests.table import library


def test_numbers_add_up() -> None:
    """Drawn, met and failed; wins and survivors; agendas dealt."""
    report = simulate(library(), 40, ("random", "random", "random", "random"), seed=100, difficulty="gentle")
    assert report["games"] == 40
    tallies, cards = report["tallies"], report["cards"].values()
    assert sum(card["met"] for card in cards) == tallies["crises_met"]
    assert sum(card["failed"] for card in cards) == tallies["crises_failed"]
    assert tallies["crises_met"] + tallies["crises_failed"] <= tallies["crises_drawn"]
    assert tallies["pledges_broken"] <= tallies["pledges_made"]
    assert tallies["pacts_honoured"] <= tallies["pacts_called"]
    assert tallies["refusals"] <= tallies["proposals"]
    survived = report["games"] - report["collapsed"]
    wins = sum(seat["wins"] for seat in report["seats"])
    assert wins == sum(report["turn_order_wins"])
    assert survived <= wins <= survived + 3 * report["ties"]
    assert sum(agenda["dealt"] for agenda in report["agendas"].values()) == 160


def test_the_same_whatever_was_played_before() -> None:
    """Game i has the seed SEED + i: a run of ten is two runs of five."""
    seats = ("random", "greedy")
    rules = compile_rules(library(), "concert", 2)
    whole, halves = Tally(rules, seats), Tally(rules, seats)
    for seed in range(10):
        whole.add(play_game(rules, seed, [bot(name, seed) for name in seats]))
    for begin in (0, 5):
        part = Tally(rules, seats)
        for seed in range(begin, begin + 5):
            part.add(play_game(rules, seed, [bot(name, seed) for name in seats]))
        halves.merge(part)
    assert whole.report(0) == halves.report(0)


def test_an_interrupted_run_reports_what_was_finished() -> None:
    """Ctrl+C after three games."""

    def stop(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    report = simulate(library(), 50, ("random", "random"), progress=stop)
    assert report["games"] == 3
