"""Many games, each with a seed of its own."""

import time
from collections.abc import Callable, Iterable

from ..definitions import Library
from ..engine.setup import checked_seed
from ..errors import AllianceError
from .engines import Engine, Here, WorkersLost
from .report import Report, report_of
from .run import Run
from .series import Playable, series_of

PATIENCE = 3
"""So often in a row workers may be lost without a game being finished."""


class GamesLost(AllianceError):
    """Some games could not be played; ``report`` is of those before the first that is missing."""

    def __init__(self, sentence: str, report: Report) -> None:
        self.report = report
        super().__init__(sentence)


def simulate(
    library: Library,
    games: int,
    seats: tuple[str, ...],
    scenario: str = "concert",
    length: str | None = None,
    difficulty: str | None = None,
    options: Iterable[str] = (),
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
    engine: Engine | None = None,
) -> Report:
    """Play many games between bots; game number i has the seed ``seed + i``, so the same call gives the same numbers.

    ``seats`` names a bot for each state; ``progress`` hears now and then how many games are done; ``engine`` plays
    them, this process if none is given: the numbers are the same for all. Ctrl+C ends the run; its report is that of
    a run of the first games, as many as were finished without a gap. Raises ``UnknownName`` for a bot, scenario,
    length, difficulty or option, and ``GamesLost`` if workers end again and again before they finish a game.
    """
    checked_seed(seed + checked_games(games))
    series = series_of(library, (seats,), scenario, length, difficulty, options, seed)
    engine = engine or Here()
    run = Run(games, engine.workers)
    begun = time.perf_counter()

    def report() -> Report:
        return report_of(series.rules, seats, seed, run.reached.tally, time.perf_counter() - begun)

    try:
        play(run, series, engine, progress or (lambda done: None))
    except KeyboardInterrupt:
        pass
    except WorkersLost as lost:
        raise GamesLost(f"{lost}: {games - run.finished} of {games} games are missing.", report()) from lost
    return report()


def play(run: Run, series: Playable, engine: Engine, progress: Callable[[int], None]) -> None:
    """Play until nothing is missing. Chunks that were lost with their workers are played again."""
    losses = 0
    while not run.complete:
        before = run.finished
        try:
            for part in engine.parts(series, run.chunks()):
                run.take(part)
                progress(run.finished)
        except (WorkersLost, KeyboardInterrupt) as stopped:
            if isinstance(stopped, KeyboardInterrupt) and not engine.trouble:
                raise
            losses = losses + 1 if run.finished == before else 1
            if losses == PATIENCE:
                raise WorkersLost(engine.trouble or str(stopped)) from stopped


def checked_games(games: int) -> int:
    """How many games. Raises ``AllianceError`` for none."""
    if games < 1:
        raise AllianceError(f"{games} games cannot be played: at least one.")
    return games
