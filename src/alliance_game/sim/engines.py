"""Where games are played: in this process, or in several processes of this machine."""

import signal
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any, Protocol

from .series import Chunk, Part, Playable


class WorkersLost(Exception):
    """Processes or machines ended before their games did; what they had not handed over can be played again."""


class Engine(Protocol):
    """Plays chunks of a series and hands them back as they are finished, in any order."""

    workers: int
    trouble: str
    """Why it stopped waiting for its workers (``KeyboardInterrupt``), or nothing."""

    def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
        """Each chunk, played. Raises ``WorkersLost``."""


class Here:
    """This process plays."""

    workers = 1
    trouble = ""

    def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
        """One after another."""
        yield from map(series.play, chunks)


class Processes:
    """Several processes of this machine."""

    trouble = ""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
        """As many at once as there are workers. A process that is killed takes the others with it."""
        from joblib import Parallel
        from joblib.externals.loky.process_executor import TerminatedWorkerError

        parallel = Parallel(
            n_jobs=self.workers, backend="loky", batch_size=1, return_as="generator_unordered", initializer=deafen
        )
        try:
            yield from spread(parallel, series, chunks)
        except TerminatedWorkerError as error:
            raise WorkersLost("A process that played games was ended from outside") from error


class Parallel(Protocol):
    """What hands tasks out: joblib's own, however it was made."""

    def __call__(self, tasks: Iterable[Any], /) -> Any:  # noqa: ANN401 - joblib says no more
        """Results as they come."""


def spread(parallel: Parallel, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
    """Chunks through joblib; whatever happens, what is still being played is stopped."""
    from joblib import delayed

    parts = None
    try:
        with deaf():
            parts = parallel(delayed(series.there)(series.order, chunk) for chunk in chunks)
        yield from parts
    finally:
        if parts is not None:
            with warnings.catch_warnings():
                # It warns of chunks that nobody will fetch any more: whoever stopped the run knows.
                warnings.simplefilter("ignore")
                parts.close()


@contextmanager
def deaf() -> Iterator[None]:
    """Processes that are started meanwhile do not hear Ctrl+C, which is meant for us; we hear it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Python's own helper process makes us listen again when it is started: so it is started before.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def deafen() -> None:
    """The same where a process does not inherit what it listens to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
