"""Simulation: many games in numbers that add up."""

from alliance_game.bots import bot
from alliance_game.engine import Rules, compile_rules, markers
from alliance_game.engine.layout import ROUND
from alliance_game.sim import Tally, play_game, simulate
from alliance_game.sim.table import leader
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
