"""Several processes: the same numbers, whatever happens to them."""

import os
import pickle
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_game.content import load
from alliance_game.sim import simulate
from alliance_game.sim.engines import Processes, deaf
from alliance_game.sim.series import Chunk, play_there, series_of
from tests.sim.reports import same
from tests.table import library

BOTS = ("planner", "greedy", "random")
QUICK = ("random", "greedy", "random")
FISHERY = Path(__file__).parents[2] / "examples" / "fishery"


def test_the_report_is_the_same_for_any_number_of_processes() -> None:
    one = simulate(library(), 10, BOTS, seed=7, difficulty="gentle", options=("fog",))
    told: list[int] = []
    for jobs in (2, 3):
        many = simulate(
            library(),
            10,
            BOTS,
            seed=7,
            difficulty="gentle",
            options=("fog",),
            engine=Processes(jobs),
            progress=told.append,
        )
        assert same(one, many)
    assert told.count(10) == 2


def test_packs_travel_with_the_order() -> None:
    """Rules that only this process has read."""
    fishery = load([FISHERY])
    name = next(name for name in fishery.scenarios if name not in library().scenarios)
    seats = ("random",) * fishery.scenario(name).seats.min
    assert same(simulate(fishery, 6, seats, name), simulate(fishery, 6, seats, name, engine=Processes(2)))


def test_an_order_is_carried_out_elsewhere_as_here() -> None:
    series = series_of(library(), (BOTS,), length="lesson", seed=40)
    order = pickle.loads(pickle.dumps(series.order))
    here, there = series.play(Chunk(2, 3)), play_there(order, Chunk(2, 3))
    assert here.tally.facts == there.tally.facts
    assert len(order.library) < 200_000


def test_a_process_that_is_killed_loses_no_game() -> None:
    """It takes the other processes with it; whatever they had is played again."""
    from joblib.externals.loky import reusable_executor

    killed: list[int] = []

    def kill(done: int) -> None:
        if done >= 6 and not killed:
            killed.append(next(iter(reusable_executor._executor._processes)))
            os.kill(killed[0], signal.SIGKILL)

    report = simulate(library(), 60, QUICK, engine=Processes(2), progress=kill)
    assert killed
    assert same(report, simulate(library(), 60, QUICK))


@pytest.fixture
def _listening() -> Iterator[None]:
    """Whoever runs the tests in the background may have switched Ctrl+C off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_listening")
def test_ctrl_c_while_processes_are_started_is_heard_afterwards() -> None:
    heard = []
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - where it comes is what is tested
        with deaf():
            # To this thread: other tests may have left threads that are not deaf.
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)
            heard.append("not yet")
        heard.append("too late")
    assert heard == ["not yet"]
