"""What is played many times, who plays it, and how somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import AllianceError, UnknownName
from ..sim.engines import Engine, Here, Processes
from ..streams import bare

ENGINES = ("local", "dask")


@dataclass(frozen=True, slots=True)
class Table:
    """What is played."""

    scenario: str
    states: int | None
    length: str | None
    difficulty: str | None
    options: list[str] = field(default_factory=list)
    packs: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Workers:
    """Who plays: so many processes here, or a cluster."""

    engine: str
    jobs: int | None
    scheduler: str | None

    @contextmanager
    def at_work(self, games: int) -> Iterator[Engine]:
        """The engine while it is needed. Raises ``AllianceError`` for what does not go together."""
        if self.engine not in ENGINES:
            raise UnknownName("engine", self.engine, ENGINES)
        if self.scheduler is not None and self.engine != "dask":
            raise AllianceError("--scheduler is the address of a Dask cluster: add --engine dask.")
        if self.scheduler is not None and self.jobs is not None:
            raise AllianceError("--jobs is for this machine; a cluster of its own decides how many play at once.")
        jobs = min(self.jobs or 1, games)
        if self.engine == "dask":
            from ..sim.cluster import cluster

            with cluster(self.scheduler, jobs) as found:
                yield found
        else:
            yield Processes(jobs) if jobs > 1 else Here()


@contextmanager
def watched(games: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on the terminal, for a person who watches: games done, how fast, how long still."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counts = [BarColumn(), MofNCompleteColumn(), TextColumn("games {task.fields[speed]}")]
    columns = [*counts, TimeRemainingColumn(), TextColumn("left")]
    with Progress(*columns, console=Console(file=bare(sys.stderr)), transient=True) as bar:
        task = bar.add_task("", total=games, speed="")

        def progress(done: int) -> None:
            bar.update(task, completed=done, speed=speed(bar.tasks[0].finished_speed or bar.tasks[0].speed))

        yield progress


def speed(games: float | None) -> str:
    """Games in a time."""
    if not games:
        return ""
    return f"{games:.0f} a second" if games >= 2 else f"{60 * games:.0f} a minute"
