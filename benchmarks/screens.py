"""How fast the screen is: a real process on a pseudo-terminal, timed from outside."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from alliance_game.content import load
from alliance_game.saves import create

ROWS, COLUMNS = 24, 80
STARTS, PRESSES = 5, 40
DOWN, ENTER = b"\x1b[B", b"\r"
PATIENCE = 30.0


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, arguments: list[str], environment: dict[str, str]) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alliance_game", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, **environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
        )
        os.close(theirs)

    def until(self, wanted: Callable[[bytes], bool]) -> float:
        """Seconds until the output so far is as wanted. Raises ``TimeoutError``."""
        begun, found = time.perf_counter(), b""
        while not wanted(found):
            if not select.select([self.ours], [], [], PATIENCE)[0]:
                raise TimeoutError("the screen shows nothing")
            found += os.read(self.ours, 65536)
        return time.perf_counter() - begun

    def press(self, key: bytes) -> float:
        """Milliseconds from a key to the first byte that is painted because of it."""
        begun = time.perf_counter()
        os.write(self.ours, key)
        self.until(bool)
        taken = time.perf_counter() - begun
        self.quiet()
        return 1000 * taken

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing is painted any more."""
        while select.select([self.ours], [], [], seconds)[0]:
            os.read(self.ours, 65536)

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


@contextmanager
def playing() -> Iterator[Terminal]:
    """A game that one person has just begun."""
    with tempfile.TemporaryDirectory() as folder:
        with create(load(), ("you", "planner", "planner", "planner"), Path(folder), seed=7) as game:
            name = game.name
        places = {"ALLIANCE_GAME_SAVES": folder, "ALLIANCE_GAME_SETTINGS": str(Path(folder) / "settings.yaml")}
        terminal = Terminal(["continue", name], places)
        try:
            yield terminal
        finally:
            terminal.close()


def first_paint() -> float:
    """Seconds from the command to the board, median of some starts."""
    found = []
    for _ in range(STARTS):
        with playing() as terminal:
            terminal.until(lambda seen: b"Tension" in seen)
            found.append(time.perf_counter() - terminal.begun)
    return median(found)


def key_to_repaint() -> float:
    """Milliseconds from the arrow key to the cursor on the next entry of the menu, median of some presses."""
    with playing() as terminal:
        terminal.until(lambda seen: b"Tension" in seen)
        terminal.quiet(1.0)
        for _ in range(12):
            terminal.press(ENTER)
            terminal.quiet(1.0)
        return median(terminal.press(DOWN) for _ in range(PRESSES))
