"""The ladder: who sits where, what is counted, and what is compared with what."""

from collections.abc import Iterable, Iterator

import pytest

from alliance_game.bots import bot
from alliance_game.engine import compile_rules
from alliance_game.errors import AllianceError
from alliance_game.sim import play_game
from alliance_game.sim.engines import Here, Processes, WorkersLost
from alliance_game.sim.intervals import odds_ratio
from alliance_game.sim.ladder import Counts, Ladder, LadderReport, steps
from alliance_game.sim.series import Chunk, Part, Playable
from tests.table import library

RULES = compile_rules(library(), "concert", 3, difficulty="gentle")
BOTS = ("random", "greedy")


def climbed(games: int, jobs: int = 1) -> LadderReport:
    """A ladder of two rungs."""
    ladder = Ladder(RULES, BOTS, games, seed=50)
    ladder.climb(Processes(jobs) if jobs > 1 else Here(), lambda done: None)
    return ladder.report(0.0)


def test_one_sits_alone_in_each_seat_in_turn_and_only_it_is_counted() -> None:
    """The same by hand, game by game."""
    report = climbed(7)
    for one, others in (("random", "greedy"), ("greedy", "random"), ("random", "random")):
        survived = wins = 0
        for number in range(7):
            seat, seed = number % 3, 50 + number
            names = [one if each == seat else others for each in range(3)]
            outcome = play_game(RULES, seed, [bot(name, seed) for name in names]).outcome
            survived += bool(outcome.ranking)
            wins += seat in outcome.winners
        counted = Counts(7, survived, wins)._asdict()
        if one == others:
            assert report["alike"][one] == counted
        else:
            (pair,) = [pair for pair in report["pairs"] if (pair["bot"], pair["among"]) == (one, others)]
            assert {name: number for name, number in pair.items() if name in counted} == counted


def test_odds_are_against_one_of_the_others_in_the_same_seats() -> None:
    report = climbed(20)
    for pair in report["pairs"]:
        alike = report["alike"][pair["among"]]
        odds = odds_ratio(pair["wins"], pair["games"], alike["wins"], alike["games"])
        assert (pair["odds"], pair["low"], pair["high"]) == pytest.approx((odds.ratio, *odds.interval), abs=1e-4)
        assert pair["low"] < pair["odds"] < pair["high"]
    assert [(pair["bot"], pair["among"]) for pair in steps(report)] == [("greedy", "random")]


def test_the_ladder_is_the_same_for_any_number_of_processes() -> None:
    told: list[int] = []
    ladder = Ladder(RULES, BOTS, 5, seed=50)
    ladder.climb(Processes(2), told.append)
    assert ladder.report(0.0) == climbed(5)
    assert told == sorted(told)
    assert told[-1] == ladder.whole == 20


@pytest.mark.parametrize("bots", [(), ("random",), ("random", "greedy", "random")])
def test_a_ladder_has_rungs(bots: tuple[str, ...]) -> None:
    with pytest.raises(AllianceError, match="A ladder needs two bots or more, each of them once"):
        Ladder(RULES, bots, 5)


def test_no_games_are_no_ladder() -> None:
    with pytest.raises(AllianceError, match="0 games cannot be played"):
        Ladder(RULES, BOTS, 0)


class Tired:
    """An engine that plays so many chunks and then loses its workers for good."""

    workers = 1
    trouble = ""

    def __init__(self, chunks: int) -> None:
        self.left = chunks

    def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
        for chunk in chunks:
            if not self.left:
                raise WorkersLost("Tired")
            self.left -= 1
            yield series.play(chunk)


def test_what_was_played_is_reported_when_the_rest_cannot_be() -> None:
    """Two tables of their own kind, then one game of the first pair."""
    ladder = Ladder(RULES, BOTS, 2)
    with pytest.raises(WorkersLost, match="Tired"):
        ladder.climb(Tired(5), lambda done: None)
    report = ladder.report(0.0)
    assert [each["games"] for each in report["alike"].values()] == [2, 2]
    assert [(pair["bot"], pair["among"], pair["games"]) for pair in report["pairs"]] == [("greedy", "random", 1)]
