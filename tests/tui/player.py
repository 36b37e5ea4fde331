"""A program in a process of its own that plays games when it is told to, and says what they took.

``python -m tests.tui.player FOLDER SEATS...`` reads lines from its input: ``rounds 140`` plays at least so many rounds,
``game 2`` plays the game of a seed. For each it writes a line of JSON.
"""

import asyncio
import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self
from unittest.mock import patch

from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.reading import advice
from tests.tui.soaking import Soak, megabytes
from tests.tui.stage import staged

ROOT = Path(__file__).parents[2]
SEEDS = (1, 2)
COLLECTED = (20_000, 20, 20)
"""When the collector of rubbish comes by itself: it also comes when memory is looked at, and would take long."""


class Report(NamedTuple):
    """Where a program stands, when it is at its menu again."""

    rounds: int
    pressed: int
    work: float
    """The processor's seconds of the last game."""
    megabytes: float
    counts: list[dict[str, int]]


class Player:
    """The program, while it waits to be told what to play."""

    def __init__(self, folder: Path, seats: tuple[str, ...]) -> None:
        folder.mkdir()
        own = {
            "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "src"))),
            "ALLIANCE_GAME_SETTINGS": str(folder / "settings.yaml"),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tui.player", str(folder), *seats],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | own,
        )

    def rounds(self, count: int) -> Report:
        """Play at least so many rounds."""
        return self._told(f"rounds {count}")

    def game(self, seed: int) -> float:
        """Play one game; gives the processor's seconds."""
        return self._told(f"game {seed}").work

    def _told(self, line: str) -> Report:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(line, file=self.process.stdin, flush=True)
        said = self.process.stdout.readline()
        assert said, "the program has ended: its reason is on the standard error"
        return Report(**json.loads(said))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate()


async def play(folder: Path, seats: tuple[str, ...]) -> None:
    """What is asked for, until nothing more is."""
    async with staged(folder, lambda app: MenuScreen()) as pilot:
        soak = Soak(pilot, folder, SEEDS, seats, "concert")
        for line in sys.stdin:
            what, number = line.split()
            await (soak.go if what == "rounds" else soak.game)(int(number))
            found: dict[str, Any] = Report(
                soak.rounds, soak.pressed, soak.games[-1].work, megabytes(), [dict(each) for each in soak.counts]
            )._asdict()
            # While it runs, the program takes in what is printed.
            assert sys.__stdout__ is not None
            print(json.dumps(found), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    gc.set_threshold(*COLLECTED)
    with patch.object(advice, "MILLISECONDS", 20):
        asyncio.run(play(Path(sys.argv[1]), tuple(sys.argv[2:])))
