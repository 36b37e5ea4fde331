"""Games on a Dask cluster, through joblib: on other machines, or in processes of this one."""

import logging
import pkgutil
import signal
import socket
from _thread import interrupt_main
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.util import find_spec
from threading import Event, Thread, current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .. import __version__
from ..errors import AllianceError
from .engines import WorkersLost, deaf, spread
from .series import Chunk, Part, Playable

if TYPE_CHECKING:
    from distributed import Client

ANSWER, GRACE = 5.0, 20.0
"""Seconds in which a scheduler must answer, and in which workers that ended may be replaced."""
OURS = "alliance_game:__version__"
LOST = "The connection to the scheduler was lost"
NOWHERE = "127.0.0.1:0"
SILENCE = logging.CRITICAL
"""Dask tells of every worker that comes and goes; what matters to a person is said by us."""


@contextmanager
def cluster(scheduler: str | None, workers: int) -> Iterator["Cluster"]:
    """The cluster of a scheduler; without one, a cluster of so many processes of this machine.

    Raises ``AllianceError`` where Dask is not installed, nothing answers, or no worker can play.
    """
    if find_spec("distributed") is None:
        raise AllianceError("Dask is not installed: pip install 'alliance-game[cluster]'.")
    from distributed import LocalCluster

    for handler in logging.getLogger("distributed").handlers:
        handler.setLevel(SILENCE)
    if scheduler is not None:
        with connected(scheduler) as client:
            yield Cluster(client)
        return
    with deaf():
        local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=NOWHERE, silence_logs=SILENCE)
    with local, connected(local.scheduler_address) as client:
        yield Cluster(client)


@contextmanager
def connected(address: str) -> Iterator["Client"]:
    """A client of a scheduler that has workers, all of which can play."""
    from distributed import Client

    knock(address)
    try:
        with deaf():
            client = Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise AllianceError(f"There is no Dask scheduler at {address}: {error}.") from error
    with client:
        ready(client, address)
        yield client


def knock(address: str) -> None:
    """Whether somebody is there who speaks first, as schedulers do. Raises ``AllianceError``."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if parts.scheme not in ("tcp", "tls") or not host or not port:
        raise AllianceError(f"'{address}' is no address of a scheduler: write tcp://HOST:PORT.")
    try:
        with socket.create_connection((host, port), timeout=ANSWER) as line:
            spoke = parts.scheme == "tls" or bool(line.recv(1))
    except TimeoutError:
        raise AllianceError(f"There is no Dask scheduler at {address}: no answer in {ANSWER:.0f} seconds.") from None
    except OSError as error:
        raise AllianceError(f"There is no Dask scheduler at {address}: {error.strerror or error}.") from error
    if not spoke:
        raise AllianceError(f"There is no Dask scheduler at {address}: something else answers there.")


def ready(client: "Client", address: str) -> None:
    """Whether there are workers that can play by the same rules. Raises ``AllianceError``."""
    from distributed import TimeoutError as TooLate

    try:
        client.wait_for_workers(1, timeout=ANSWER)
    except (TimeoutError, TooLate) as error:
        raise AllianceError(f"The scheduler at {address} has no workers: start some with 'dask worker'.") from error
    # A function that every Python has: it says whether ours can be imported, and in which version.
    found = client.run(pkgutil.resolve_name, OURS, on_error="return")
    for worker, version in found.items():
        if isinstance(version, BaseException):
            raise AllianceError(f"The worker {worker} cannot import alliance_game: {version}. Install it there too.")
        if version != __version__:
            raise AllianceError(f"The worker {worker} has alliance_game {version}, and this is {__version__}.")


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, client: "Client") -> None:
        self.client = client
        self.workers = max(1, sum(client.nthreads().values()))
        self.trouble = ""

    def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
        """Two chunks for each worker at once. Dask itself gives the chunks of a worker that ended to another.

        joblib waits forever for chunks that Dask has given up. So somebody watches, and interrupts it.
        """
        from joblib import Parallel, parallel_config

        if not self.alive():
            raise WorkersLost(self.trouble)
        with parallel_config(backend="dask", client=self.client):
            parallel = Parallel(batch_size=1, return_as="generator_unordered")
        try:
            with self.watched():
                yield from spread(parallel, series, chunks)
        except CancelledError as error:
            raise WorkersLost(self.complaint() or "The cluster cancelled games") from error

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Somebody watches the cluster meanwhile; the main thread alone can be interrupted."""
        if current_thread() is not main_thread():
            yield
            return
        before, over = signal.getsignal(signal.SIGINT), Event()

        def interrupted(number: int, frame: FrameType | None) -> None:
            # In the background Ctrl+C is often ignored; trouble is not.
            if self.trouble or before is signal.SIG_DFL:
                raise KeyboardInterrupt
            if callable(before):
                before(number, frame)

        signal.signal(signal.SIGINT, interrupted)
        Thread(target=self.watch, args=(over,), daemon=True).start()
        try:
            yield
        finally:
            over.set()
            signal.signal(signal.SIGINT, before)

    def alive(self) -> bool:
        """Whether there is anybody to send chunks to; workers may be on their way."""
        self.trouble = "" if self.client.status == "running" else LOST
        try:
            if not self.trouble:
                self.client.wait_for_workers(1, timeout=GRACE)
        except (OSError, TimeoutError) as error:
            self.trouble = self.complaint() or f"The cluster does not answer ({error})"
        return not self.trouble

    def watch(self, over: Event) -> None:
        """Interrupt whoever waits for the cluster if it has been in trouble for a while."""
        since = 0.0
        while not over.wait(1.0):
            complaint = self.complaint()
            since = since + 1.0 if complaint else 0.0
            if since >= GRACE or (complaint and self.client.status != "running"):
                self.trouble = complaint
                interrupt_main()
                return

    def complaint(self) -> str:
        """What is wrong, as far as one can see from here; while games are played, somebody must be playing."""
        if self.client.status != "running":
            return LOST
        if not self.client.nthreads():
            return "The cluster has no workers left"
        if not any(self.client.processing().values()):
            return "Workers ended while they played the same games"
        return ""
