"""A real Dask cluster on this machine: the same numbers, whatever happens to its workers."""

import os
import signal
import socket
import time
from collections.abc import Iterator

import pytest

from alliance_game.errors import AllianceError
from alliance_game.sim import cluster as module
from alliance_game.sim import simulate
from alliance_game.sim.batch import GamesLost
from alliance_game.sim.cluster import Cluster, cluster, connected, knock
from tests.sim.reports import same
from tests.table import library

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

BOTS = ("planner", "greedy", "random")
QUICK = ("random", "greedy", "random")


@pytest.fixture(scope="module")
def machines() -> Iterator[Cluster]:
    """A scheduler and two workers, in processes of their own."""
    with cluster(None, 2) as found:
        yield found


@pytest.fixture(scope="module")
def address(machines: Cluster) -> str:
    """Where the scheduler listens."""
    return str(machines.client.scheduler_info()["address"])


def test_the_report_is_that_of_one_process(machines: Cluster) -> None:
    told: list[int] = []
    many = simulate(library(), 10, BOTS, seed=5, engine=machines, progress=told.append)
    assert machines.workers == 2
    assert told[-1] == 10
    assert len(told) > 4
    assert same(many, simulate(library(), 10, BOTS, seed=5))


def test_a_scheduler_is_found_by_its_address(address: str) -> None:
    with cluster(address, 1) as found:
        assert found.workers == 2
        assert simulate(library(), 2, BOTS, engine=found)["games"] == 2


def test_a_worker_that_is_killed_loses_no_game(machines: Cluster) -> None:
    killed: list[int] = []

    def kill(done: int) -> None:
        if done >= 5 and not killed:
            killed.extend(machines.client.run(os.getpid).values())
            os.kill(killed[0], signal.SIGKILL)

    report = simulate(library(), 60, QUICK, engine=machines, progress=kill)
    assert killed
    assert same(report, simulate(library(), 60, QUICK))


def test_a_worker_must_know_the_same_game(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "__version__", "99")
    with (
        pytest.raises(AllianceError, match=r"^The worker tcp://\S+ has alliance_game 0\.\S+, and this is 99\.$"),
        connected(address),
    ):
        pass
    monkeypatch.setattr(module, "OURS", "alliance_of_nobody:__version__")
    with (
        pytest.raises(AllianceError, match=r"^The worker \S+ cannot import alliance_game: No module named"),
        connected(address),
    ):
        pass


def test_a_cluster_whose_last_worker_went_home_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was played before is kept."""
    monkeypatch.setattr(module, "GRACE", 1.0)
    begun = time.monotonic()
    with cluster(None, 1) as found:

        def go(done: int) -> None:
            if done == 3:
                found.client.retire_workers([*found.client.nthreads()], close_workers=True)

        with pytest.raises(
            GamesLost, match=r"^The cluster has no workers left: \d+ of 5000 games are missing\.$"
        ) as lost:
            simulate(library(), 5000, QUICK, engine=found, progress=go)
    assert time.monotonic() - begun < 40
    assert lost.value.report["games"] >= 3
    assert same(lost.value.report, simulate(library(), lost.value.report["games"], QUICK))


# Nobody there


@pytest.mark.parametrize("wrong", ["nonsense", "", "http://127.0.0.1:80", "tcp://127.0.0.1", "tcp://127.0.0.1:99999"])
def test_what_is_no_address_says_how_one_looks(wrong: str) -> None:
    with pytest.raises(AllianceError, match="is no address of a scheduler: write tcp://HOST:PORT"):
        knock(wrong)


def test_a_closed_door_is_named_at_once() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        with pytest.raises(
            AllianceError, match=r"There is no Dask scheduler at 127\.0\.0\.1:\d+: Connection refused\."
        ):
            knock(f"127.0.0.1:{door.getsockname()[1]}")


def test_somebody_who_says_nothing_is_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANSWER", 0.2)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        with pytest.raises(AllianceError, match=r"There is no Dask scheduler at \S+: no answer in 0 seconds"):
            knock(f"tcp://127.0.0.1:{door.getsockname()[1]}")


def test_a_scheduler_without_workers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(module, "ANSWER", 1.0)
    with (
        LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0", silence_logs=50) as empty,
        pytest.raises(
            AllianceError, match=r"The scheduler at tcp://\S+ has no workers: start some with 'dask worker'\."
        ),
        cluster(empty.scheduler_address, 1),
    ):
        pass


def test_without_dask_the_way_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(AllianceError, match=r"pip install 'alliance-game\[cluster\]'"), cluster(None, 1):
        pass
