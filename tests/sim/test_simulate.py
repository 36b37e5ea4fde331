"""Simulation: many games in numbers that add up."""

import pytest

from alliance_game.bots import bot
from alliance_game.engine import Rules, compile_rules, markers
from alliance_game.engine.layout import ROUND
from alliance_game.errors import AllianceError
from alliance_game.sim import Tally, play_game, simulate
from alliance_game.sim.report import report_of
from alliance_game.sim.series import Chunk, series_of
from alliance_game.sim.table import leader
from tests.sim.reports import same
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
    series = series_of(library(), (("random", "greedy"),), seed=3)
    whole, halves = series.play(Chunk(0, 10)).tally, Tally()
    for first in (5, 0):
        halves.merge(series.play(Chunk(first, 5)).tally)
    assert report_of(series.rules, series.tables[0], 3, whole, 0) == report_of(
        series.rules, series.tables[0], 3, halves, 0
    )


def test_an_interrupted_run_reports_what_was_finished() -> None:
    """Ctrl+C after three games: the numbers are those of a run of three."""

    def stop(done: int) -> None:
        if done >= 3:
            raise KeyboardInterrupt

    report = simulate(library(), 50, ("random", "random"), progress=stop)
    assert report["games"] == 3
    assert same(report, simulate(library(), 3, ("random", "random")))


@pytest.mark.parametrize("games", [0, -4])
def test_no_games_are_refused(games: int) -> None:
    with pytest.raises(AllianceError, match=f"{games} games cannot be played: at least one"):
        simulate(library(), games, ("random", "random"))


def test_seeds_of_all_games_must_exist() -> None:
    with pytest.raises(AllianceError, match="A seed is a whole number"):
        simulate(library(), 2, ("random", "random"), seed=2**63 - 2)


def test_the_leader_of_a_round_is_read_before_the_next_round_deals_anything() -> None:
    """After upkeep, agendas left out; the same as following the chronicle up to each new round."""
    rules = compile_rules(library(), "concert", 3)
    for seed in range(12):
        played = play_game(rules, seed, [bot("random", seed)] * 3)
        assert len(played.leaders) == played.cells[ROUND]
        cells, leaders = played.opening[:], []
        for item in played.log:
            if item[0] == markers.ROUND and item[1] > 1:
                leaders.append(leader(rules, cells))
            elif item[0] >= 0:
                cells[item[1]] = item[3]
                mirror(rules, cells, item[1])
        assert list(played.leaders[:-1]) == leaders


def mirror(rules: Rules, cells: list[int], cell: int) -> None:
    """What two states share is the same from both sides."""
    block = rules.layout.blocks_by_cell[cell]
    if block.scope in ("pair", "two"):
        a, b = divmod(cell - block.start, rules.players)
        cells[block.start + b * rules.players + a] = cells[cell]
