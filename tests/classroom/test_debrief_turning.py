"""Turning points: the same worlds for every way, sealed answers kept, numbers that are counted right."""

import json
import re
from functools import cache

import pytest

from alliance_game.classroom.debrief.account import Account, account_of
from alliance_game.classroom.debrief.parts import Chapter
from alliance_game.classroom.debrief.turning import Crossroads, Stages, Turn, Turning, crossroads, turning
from alliance_game.classroom.debrief.turning.trials import Other, turn_of
from alliance_game.classroom.debrief.turns import compared, points, turns
from alliance_game.engine import decisions
from alliance_game.engine import markers as mark
from alliance_game.engine.chance import STREAMS, Dice
from alliance_game.engine.layout import PHASE, ROUND
from alliance_game.sim.engines import Processes
from alliance_game.sim.forks import COLLAPSE, Fork, Forks, by_planners, decide, reseeded
from alliance_game.sim.intervals import paired_shares
from alliance_game.sim.series import Chunk
from alliance_game.sim.tally import Tally

from .games import SAVES

FEW = Stages(rough=2, promising=4, near=1, final=2)
"""Enough to see that everything fits together."""
SHORT = 44
"""In this move of the example Japan commits 1 where exactly that much is needed: the crisis is met with 20 of 20."""


@cache
def example() -> Account:
    return account_of(SAVES, "example")


@cache
def roads() -> tuple[Crossroads, ...]:
    return tuple(crossroads(example().steps))


@cache
def found() -> Turning:
    return turning(example().rules, example().steps, 3, stages=FEW)


def road(number: int) -> Crossroads:
    return next(each for each in roads() if each.number == number)


def test_every_decision_is_there_with_what_was_done_and_something_else() -> None:
    """Each move of the example is one, because it never left a seat without a choice."""
    assert [each.number for each in roads()] == [step.number for step in example().steps[1:]]
    for each in roads():
        before = example().steps[each.number - 1].position
        legal = next(ask for ask in decisions(before) if ask.seat == each.played.seat).moves
        assert each.moves[0] == each.played.move
        assert set(each.moves) <= {move.text for move in legal}
        assert len(set(each.moves)) == len(each.moves) > 1
        assert list(each.fork.cells) == before.cells


def test_a_proposal_has_two_answers_and_a_tactic_others_in_another_form() -> None:
    kinds = {each.kind: each for each in roads()}
    assert set(kinds) == {"act", "consent", "ask", "choice"}
    assert {each.moves for each in roads() if each.kind == "consent"} <= {("accept", "decline"), ("decline", "accept")}
    for each in roads():
        if each.kind == "act":
            forms = [re.sub(r"(partner|crisis|state)=\w+", "", move) for move in each.moves]
            assert len(set(forms)) == len(forms)


def test_worlds_differ_in_chance_alone() -> None:
    rules, cells = example().rules, road(SHORT).fork.cells
    streams = {rules.layout.start("stream", name) for name in STREAMS}
    one, other = (reseeded(rules, cells, Dice("world", number)) for number in (1, 2))
    assert {at for at, value in enumerate(cells) if one[at] != value} == streams
    assert one != other


def test_all_ways_are_played_in_the_same_worlds() -> None:
    """So two ways that are one and the same end alike in every world, and nothing is counted between them."""
    fork = road(SHORT).fork
    same = Fork(fork.cells, fork.seat, (fork.options[0],) * 2, fork.given)
    tally = Forks(example().rules, (same,), seed=5).play(Chunk(0, 3)).tally
    assert tally["worlds", 0] == 3
    assert not [fact for fact in tally.facts if fact[0] in ("more", "fewer")]


def test_what_others_gave_in_secret_stays() -> None:
    """Nobody can answer a sealed number with another one: of the way not taken only the own number is new."""
    each = road(SHORT)
    rules, fork = example().rules, each.fork
    assert each.played.sealed
    assert [seat for seat, _ in fork.given][:1]
    for number in fork.options:
        cells, log = reseeded(rules, fork.cells, Dice("any")), []  # type: ignore[var-annotated]
        decide(rules.machine, fork, cells, number, log)
        assert (cells[ROUND], cells[PHASE]) != (fork.cells[ROUND], fork.cells[PHASE])
        answered = [(item[1], item[3]) for item in log if item[0] == mark.MOVE and item[1] != fork.seat]
        assert answered == [pair for pair in fork.given if pair[0] != fork.seat]


def test_a_way_is_played_to_the_end() -> None:
    each = road(SHORT)
    cells = reseeded(example().rules, each.fork.cells, Dice("end"))
    by_planners(example().rules, each.fork, cells, each.fork.options[0], 3)
    assert not example().rules.machine.legal(cells)


def test_the_decision_that_met_a_crisis_by_one_is_a_turning_point() -> None:
    """Checked by hand too: without Japan's coin the crisis of round 3 fails, and the alliance mostly with it."""
    each = road(SHORT)
    way = each.moves.index("commit 0 on=regional_conflict")
    forks = Forks(example().rules, (each.way(way),), seed=1)
    tally = forks.play(Chunk(0, 24)).tally
    turn = turn_of(example().rules, tally, 0, Other(each, way), looks=4)
    collapse = turn.shifts[0]
    assert collapse.what == COLLAPSE
    assert collapse.clear
    assert collapse.would - collapse.was > 0.4
    said = next(compared(example(), turn))
    assert said.startswith("The alliance collapses: ")
    assert collapse.difference.interval is not None
    assert f"difference {points(collapse.difference.interval.low)} to" in said


def test_the_same_numbers_for_any_number_of_processes() -> None:
    again = turning(example().rules, example().steps, 3, engine=Processes(2), stages=FEW)
    assert again == found()
    assert [turn.worlds for turn in again.tried] == [3] * len(again.tried)


def test_every_state_and_both_kinds_of_decision_are_looked_at() -> None:
    seats = {turn.other.seat for turn in found().tried}
    assert seats == set(example().seats)
    assert {turn.other.crossroads.kind == "ask" for turn in found().tried} == {True, False}
    assert found().decisions == len(roads())


def counted(more: int, fewer: int, worlds: int) -> Turn:
    """A turn in which the other way collapsed so much more and less often."""
    tally = Tally()
    tally.facts.update({("worlds", 0): worlds, ("more", 0, 1, COLLAPSE): more, ("fewer", 0, 1, COLLAPSE): fewer})
    tally.facts.update({("had", 0, 0, COLLAPSE): fewer, ("had", 0, 1, COLLAPSE): more})
    return turn_of(example().rules, tally, 0, Other(road(SHORT), 1), looks=24)


@pytest.mark.parametrize(("more", "fewer", "clear"), [(0, 0, False), (12, 8, False), (20, 0, True), (0, 20, True)])
def test_only_what_chance_does_not_explain_is_called_a_turning_point(more: int, fewer: int, clear: bool) -> None:
    turn = counted(more, fewer, 60)
    assert [shift.what for shift in turn.clear] == ([COLLAPSE] if clear else [])
    assert (turn.size > 0) is clear
    shown = Turning(1, 1, 60, 0, (turn,))
    assert (shown.points != ()) is clear
    assert ("No single decision" in text_of(turns(example(), shown))) is not clear


def text_of(chapter: Chapter) -> str:
    return json.dumps([part.paragraphs for part in chapter.parts], ensure_ascii=False)


def test_more_looks_make_wider_intervals() -> None:
    """One of twenty is wrong by chance: the more are looked at, the surer each has to be."""
    one, many = (paired_shares(10, 1, 60, looks).interval for looks in (1, 30))
    assert one is not None
    assert many is not None
    assert many.low < one.low < one.high < many.high
    assert one.low > 0 > many.low - 0.05
