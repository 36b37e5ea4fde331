"""Games in pairs: what is counted is what a slow count finds, for any number of processes."""

import signal
import threading
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from alliance_game.bots import bot
from alliance_game.definitions import Library
from alliance_game.engine import compile_rules
from alliance_game.errors import AllianceError, UnknownName
from alliance_game.sim import simulate
from alliance_game.sim.engines import Processes
from alliance_game.sim.pairs import Paired, Pairing, arrival_of, machine_without, play_pairs, untouched
from alliance_game.sim.rounds import rounds_of, world_of
from alliance_game.sim.series import series_of
from alliance_game.sim.table import play_game
from alliance_game.sim.tally import Fact, averaged
from alliance_game.sim.traces import cells_after, traces_of
from tests.table import library

BOTS = ("random", "greedy", "random", "random")
CARD = "snap_election"


def pairs(games: int = 30, card: str = CARD, content: Library | None = None, **more: object) -> Paired:
    return play_pairs(content or library(), card, games, BOTS, **more)  # type: ignore[arg-type]


def test_the_side_with_the_card_is_the_simulation_of_the_same_seeds() -> None:
    found, report = pairs(30, seed=5).tally.histograms(), simulate(library(), 30, BOTS, seed=5)
    assert found["with", "collapse"][1] == report["collapsed"]
    assert averaged(found["with", "rounds"]).mean == pytest.approx(report["rounds_mean"], abs=1e-4)
    assert [found["with", "win", seat][1] for seat in range(4)] == [seat["wins"] for seat in report["seats"]]


def test_differences_are_those_of_both_games() -> None:
    rules = compile_rules(library(), "concert", 4)
    machines = (None, machine_without(rules, CARD))
    counted: Counter[Fact] = Counter()
    for seed in range(30):
        games = [play_game(rules, seed, [bot(name, seed) for name in BOTS], machine) for machine in machines]
        arrival = arrival_of(rules, games[0], CARD)
        lost = [int(not game.outcome.ranking) for game in games]
        coins = [game.cells[rules.layout.start("state", "coins") :][:4] for game in games]
        rounds = [game.cells[0] for game in games]
        changes = [sum(a != b for a, b in pairwise(x for x in game.leaders if x >= 0)) for game in games]
        for name in ("all", "came") if arrival else ("all",):
            counted[name, "collapse", lost[0] - lost[1]] += 1
            counted[name, "rounds", rounds[0] - rounds[1]] += 1
            counted[name, "lead changes", changes[0] - changes[1]] += 1
            counted[name, "end", "state", "coins", sum(coins[0]) - sum(coins[1])] += 1
        if arrival:
            counted["came", "hit", "end", "state", "coins", coins[0][arrival.seat] - coins[1][arrival.seat]] += 1
    facts = pairs(30).tally.facts
    assert {fact: facts[fact] for fact in counted} == dict(counted)
    assert facts["pairs",] == 30
    assert 0 < facts["came",] < 30


def test_choices_are_counted_by_bot() -> None:
    facts = pairs(40).tally.facts
    chosen = {fact[1:]: times for fact, times in facts.items() if fact[0] == "choice"}
    assert {name for name, _ in chosen} == {"random", "greedy"}
    assert {choice for _, choice in chosen} <= {"postpone", "vote_now"}
    assert sum(chosen.values()) >= facts["came",]


def test_any_number_of_processes_counts_the_same() -> None:
    assert pairs(24, engine=Processes(2)).tally.facts == pairs(24).tally.facts


def test_tracks_at_the_end_of_each_round() -> None:
    rules = compile_rules(library(), "concert", 4)
    cells = world_of(rules)
    lasting = [name for name in cells if name not in ("thaw", "last_crisis", "drift_stopped")]
    assert [trace.name for trace in traces_of(rules) if trace.scope == "world"] == lasting
    assert "election" not in {trace.name for trace in traces_of(rules)}
    for seed in range(6):
        game = play_game(rules, seed, [bot("random", seed)] * 4)
        for each in rounds_of(rules, game):
            after = cells_after(rules, game, each.number)
            wanted = dict(zip(cells, each.after, strict=True))
            assert [after[cells[name]] for name in lasting] == [wanted[name] for name in lasting]
        last = (
            cells_after(rules, game, rules.machine.rounds - 1) if game.cells[0] < rules.machine.rounds else game.cells
        )
        for trace in traces_of(rules):
            assert [last[cell] for cell in trace.cells] == [game.cells[cell] for cell in trace.cells]


def test_a_crisis_arrives_where_it_hits() -> None:
    rules = compile_rules(library(), "concert", 4)
    games = [play_game(rules, seed, [bot("random", seed)] * 4) for seed in range(10)]
    found = [arrival_of(rules, game, "cyber_attack") for game in games]
    assert [arrival is None for arrival in found] == [untouched(rules, game, "cyber_attack") for game in games]
    assert {arrival.seat for arrival in found if arrival} <= set(range(4))
    assert all(1 <= arrival.round <= 8 for arrival in found if arrival)


def test_a_card_that_the_scenario_does_not_have() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'snap_election'"):
        pairs(1, "snap_elektion")
    with pytest.raises(AllianceError, match="0 games"):
        pairs(0)


def test_ctrl_c_leaves_an_unbroken_beginning() -> None:
    def stop(done: int) -> None:
        if done >= 5:
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        stopped = pairs(4000, progress=stop)
    finally:
        signal.signal(signal.SIGINT, before)
    done = stopped.tally["pairs",]
    assert 5 <= done < 4000
    assert stopped.tally.facts == pairs(done).tally.facts


def test_a_pairing_travels() -> None:
    """Its series has an order of its own, so that workers tell it from others."""
    series = [
        series_of(library(), (BOTS,), seed=3, facts=Pairing(card, (BOTS,), 3)) for card in ("summit", "snap_election")
    ]
    assert series[0].order != series[1].order
    assert hash(series[0].order) != hash(series[1].order)
    assert replace(series[0], facts=Pairing("snap_election", (BOTS,), 3)).order == series[1].order
