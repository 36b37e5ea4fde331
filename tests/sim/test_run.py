"""A run: what is given out, what comes back, and what is known of it at any moment."""

from collections.abc import Iterable, Iterator

import pytest

from alliance_game.sim import Tally, simulate
from alliance_game.sim.batch import GamesLost
from alliance_game.sim.engines import WorkersLost
from alliance_game.sim.run import LEAST, SECONDS, Run
from alliance_game.sim.series import Chunk, Part, Playable
from tests.sim.reports import same
from tests.table import library

BOTS = ("random", "random", "greedy")


def part(chunk: Chunk, each: float = 0.0) -> Part:
    """A chunk, as if played: each game is counted under its number."""
    tally = Tally()
    tally.facts.update(("game", number) for number in range(chunk.first, chunk.first + chunk.games))
    return Part(chunk, tally, each * chunk.games)


def numbers(run: Run) -> list[int]:
    """The games that are reported."""
    return sorted(int(number) for _, number in run.reached.tally.facts)


def test_every_game_is_given_out_once_whatever_it_takes() -> None:
    for games, workers, each in ((1, 1, 1.0), (7, 4, 0.001), (1000, 2, 0.001), (40, 3, 20.0)):
        run = Run(games, workers)
        for chunk in run.chunks():
            run.take(part(chunk, each))
        assert run.complete
        assert run.reached.games == games
        assert numbers(run) == list(range(games))


def test_chunks_of_quick_games_grow_and_shrink_towards_the_end() -> None:
    """A thousand games a second: 1, 2, 4 ... up to half a second, and less when there is little left."""
    run, sizes = Run(5000, 2), []
    for chunk in run.chunks():
        sizes.append(chunk.games)
        run.take(part(chunk, 0.001))
    top = sizes.index(max(sizes))
    assert sizes[:5] == [1, 2, 4, 8, 16]
    assert 400 <= sizes[top] <= SECONDS * 1000
    assert sorted(sizes[top:], reverse=True) == sizes[top:]
    assert min(sizes[top:-1]) >= LEAST * 1000 - 1  # seconds are not exact


def test_slow_games_are_given_out_one_by_one() -> None:
    run = Run(30, 2)
    for chunk in run.chunks():
        assert chunk.games == 1
        run.take(part(chunk, 20.0))


def test_what_is_reported_has_no_gap() -> None:
    """Chunks 0, 2 and 3 are back: only chunk 0 counts until chunk 1 is there."""
    run = Run(100)
    chunks = [run.give() for _ in range(4)]
    for at in (0, 3, 2):
        run.take(part(chunks[at]))
    assert run.finished == 3
    assert numbers(run) == [0]
    run.take(part(chunks[1]))
    assert numbers(run) == [0, 1, 2, 3]
    assert run.waiting == {}


def test_what_was_lost_is_given_out_again_and_counts_once() -> None:
    run = Run(6)
    first, lost = run.give(), run.give()
    run.take(part(first))
    again = next(run.chunks())
    assert again == lost
    run.take(part(again))
    run.take(part(again))
    assert run.finished == 2
    assert run.reached.tally.facts.total() == 2


class Clumsy:
    """An engine that loses every third chunk with the worker that had it, and all that comes after."""

    workers = 2
    trouble = ""

    def __init__(self, good: int) -> None:
        self.good = good

    def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
        for number, chunk in enumerate(chunks):
            if number == self.good:
                raise WorkersLost("A worker went home")
            yield series.play(chunk)


def test_no_game_is_lost_with_a_worker() -> None:
    assert same(simulate(library(), 30, BOTS, engine=Clumsy(2)), simulate(library(), 30, BOTS))


def test_when_nothing_comes_back_any_more_the_run_says_what_is_missing() -> None:
    with pytest.raises(GamesLost, match=r"^A worker went home: 30 of 30 games are missing\.$") as lost:
        simulate(library(), 30, BOTS, engine=Clumsy(0))
    assert lost.value.report["games"] == 0


class Interrupted(Clumsy):
    """An engine whose workers are gone, so that somebody had to interrupt whoever waited."""

    def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
        yield from [] if self.trouble else [series.play(next(iter(chunks)))]
        self.trouble = "Nobody is left"
        raise KeyboardInterrupt


def test_an_interruption_by_an_engine_in_trouble_is_not_ctrl_c() -> None:
    with pytest.raises(GamesLost, match=r"^Nobody is left: 4 of 5 games are missing\.$") as lost:
        simulate(library(), 5, BOTS, engine=Interrupted(1))
    assert same(lost.value.report, simulate(library(), 1, BOTS))
