"""Moments of two seeded games, as saves: a person among bots, and two people at one keyboard.

Each game is played once in a process; a moment is the journal as it stood then.
"""

import os
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from alliance_game.bots import bot
from alliance_game.engine import View
from alliance_game.saves import Game, open_save
from alliance_game.sitting import Sitting
from tests.table import library
from tests.tui.stage import new_game

ALONE, TOGETHER = ("you", "broker", "hawk", "freerider"), ("you", "you", "planner")
SEEDS = {ALONE: 3, TOGETHER: 2}
"""Of games from these seeds on, the first in which everything is asked is kept."""
ASKED = {ALONE: {"turn", "proposal", "card", "pledge", "commitment"}, TOGETHER: {"turn", "pledge", "commitment"}}
NOON, DAY = 1_577_880_000, 86_400
"""The first of January 2020, and a day, in seconds: a date of another year is shown without the time of day."""


@cache
def moments(seats: tuple[str, ...]) -> dict[str, bytes]:
    """The journal when each kind of question was first put to the first seat, and at the end."""
    games = (moments_of(seats, seed) for seed in count(SEEDS[seats]))
    return next(found for found in games if ASKED[seats] <= set(found))


def moments_of(seats: tuple[str, ...], seed: int) -> dict[str, bytes]:
    """The same of one game."""
    with TemporaryDirectory() as folder, new_game(Path(folder), *seats, seed=seed, length="lesson") as game:
        found: dict[str, bytes] = {}
        for moment in played(Sitting(game)):
            found.setdefault(moment, game.path.read_bytes())
        return found | {"end": game.path.read_bytes()}


def played(sitting: Sitting) -> Iterator[str]:
    """Play a game to its end; gives the kind of each question of the first seat before it is answered."""
    seed = sitting.game.position.setup.seed
    minds = [sitting.bots.get(seat) or bot("planner", seed) for seat in range(sitting.rules.players)]
    while not sitting.over:
        seat = sitting.asked.seat
        seen = sitting.seen(seat)
        if seat == 0 and (name := kind(seen)):
            yield name
        choice = minds[seat].choose(seen, seen.decisions[0])
        sitting.play(choice.move, seat, choice.reason)


def kind(seen: View) -> str:
    """``turn``, ``proposal``, ``card``, ``pledge``, ``commitment``; nothing before there is much to see."""
    asked = seen.decisions[0]
    if asked.kind in ("consent", "choice"):
        return {"consent": "proposal", "choice": "card"}[asked.kind]
    return "" if seen.round < 3 or len(seen.crises) < 2 else "turn" if asked.kind == "act" else asked.phase


def put(folder: Path, moment: str, seats: tuple[str, ...] = ALONE, name: str = "concert-0007", days: int = 0) -> Path:
    """Write the save of a moment, last played so many days before a certain day."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.journal"
    path.write_bytes(moments(seats)[moment])
    os.utime(path, (NOON - days * DAY,) * 2)
    return path


def at(folder: Path, moment: str, seats: tuple[str, ...] = ALONE) -> Game:
    """Go on with a game from a moment."""
    return open_save(folder, put(folder, moment, seats).stem, library())
