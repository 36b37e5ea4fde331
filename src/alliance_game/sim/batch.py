"""Many games, each with a seed of its own."""

import time
from collections.abc import Callable, Iterable

from ..bots import bot
from ..definitions import Library
from ..engine import compile_rules
from ..engine.setup import checked_seed
from .report import Report, Tally
from .table import play_game


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
) -> Report:
    """Play many games between bots; game number i has the seed ``seed + i``, so the same call gives the same numbers.

    ``seats`` names a bot for each state; ``progress`` hears after each game how many are done. Ctrl+C ends the run
    after the games that were finished. Raises ``UnknownName`` for a bot, scenario, length, difficulty or option.
    """
    rules = compile_rules(library, scenario, len(seats), length, difficulty, options)
    tally = Tally(rules, seats)
    for name in seats:
        bot(name, 0)
    checked_seed(seed + games)
    begun = time.perf_counter()
    try:
        for number in range(games):
            tally.add(play_game(rules, seed + number, [bot(name, seed + number) for name in seats]))
            if progress is not None:
                progress(number + 1)
    except KeyboardInterrupt:
        pass
    return tally.report(time.perf_counter() - begun)
