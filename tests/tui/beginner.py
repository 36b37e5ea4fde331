"""A program that has just begun, in a process of its own: the measure of one that has played for long.

Both play the same games, turn by turn, so that whatever else the machine does slows down the one as much as the other.
``python -m tests.tui.beginner FOLDER SEATS...`` plays a game for each seed on a line and says what it took.
"""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.reading import advice
from tests.tui.soaking import Soak, seldom_collected
from tests.tui.stage import staged

ROOT = Path(__file__).parents[2]
MILLISECONDS = 20
"""Advisers think for a moment only."""


class Beginner:
    """The other program, while it waits for seeds."""

    def __init__(self, folder: Path, seats: tuple[str, ...]) -> None:
        folder.mkdir()
        environment = {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "src")))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tui.beginner", str(folder), *seats],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | environment,
        )

    def play(self, seed: int) -> float:
        """Play a game to its end; gives the processor's seconds."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(seed, file=self.process.stdin, flush=True)
        return float(self.process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate()


async def compared(soak: Soak, other: Beginner, games: int) -> list[float]:
    """How much more a program that has played for long has to do for the games of each seed, each by its least."""
    for seed in soak.seeds * 2:
        # Whoever begins has to read and remember much.
        other.play(seed)
    ours: dict[int, list[float]] = {seed: [] for seed in soak.seeds}
    theirs: dict[int, list[float]] = {seed: [] for seed in soak.seeds}
    for seed in soak.seeds * games:
        await soak.game(seed)
        ours[seed].append(soak.games[-1].work)
        theirs[seed].append(other.play(seed))
    return [min(ours[seed]) / min(theirs[seed]) for seed in soak.seeds]


async def play(folder: Path, seats: tuple[str, ...]) -> None:
    """Games of the seeds that are asked for, until no more are."""
    async with staged(folder, lambda app: MenuScreen()) as pilot:
        soak = Soak(pilot, folder, (), seats, "concert")
        for line in sys.stdin:
            await soak.game(int(line))
            # While it runs, the program takes in what is printed.
            assert sys.__stdout__ is not None
            print(soak.games[-1].work, file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    advice.MILLISECONDS = MILLISECONDS
    os.environ["ALLIANCE_GAME_SETTINGS"] = str(Path(sys.argv[1]) / "settings.yaml")
    with seldom_collected():
        asyncio.run(play(Path(sys.argv[1]), tuple(sys.argv[2:])))
