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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from alliance_game.content import load
from alliance_game.saves import create

ROWS, COLUMNS = 24, 80
SEED = 5
STARTS, WINDOWS, PRESSES = 7, 3, 40
DOWN, ENTER, CURSOR = b"\x1b[B", b"\r", "▸".encode()
PATIENCE = 30.0


@contextmanager
def bytecode() -> Iterator[None]:
    """As it is installed: programs started meanwhile have their bytecode, even if the checkout may not hold any."""
    before = {name: os.environ.pop(name, None) for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        try:
            yield
        finally:
            del os.environ["PYTHONPYCACHEPREFIX"]
            os.environ.update({name: value for name, value in before.items() if value is not None})


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

    def until(self, *wanted: bytes) -> None:
        """Read until the output so far has all that is wanted. Raises ``TimeoutError``."""
        found, end = b"", time.perf_counter() + PATIENCE
        while not all(each in found for each in wanted):
            if not select.select([self.ours], [], [], max(0, end - time.perf_counter()))[0]:
                raise TimeoutError(f"the screen never shows {wanted}")
            found += os.read(self.ours, 65536)

    def press(self, key: bytes, *wanted: bytes) -> float:
        """Milliseconds from a key until what is wanted has been painted because of it."""
        self.quiet()
        begun = time.perf_counter()
        os.write(self.ours, key)
        self.until(*wanted)
        return 1000 * (time.perf_counter() - begun)

    def quiet(self, seconds: float = 0.15) -> bytes:
        """Read until nothing is painted any more; gives what was."""
        found = b""
        while select.select([self.ours], [], [], seconds)[0]:
            found += os.read(self.ours, 65536)
        return found

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


@contextmanager
def playing() -> Iterator[Terminal]:
    """A game whose first question is a person's turn, just begun; news come at once."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "settings.yaml"
        settings.write_text("pace: off\n")
        with create(load(), ("you", "planner", "planner", "planner"), Path(folder), seed=SEED) as game:
            name = game.name
        places = {"ALLIANCE_GAME_SAVES": folder, "ALLIANCE_GAME_SETTINGS": str(settings)}
        terminal = Terminal(["continue", name], places)
        try:
            yield terminal
        finally:
            terminal.close()


def first_paint() -> float:
    """Seconds from the command to the board with its crises and its line of keys."""
    with playing() as terminal:
        terminal.until(b"Tension", b"On the table", b"F1")
        return time.perf_counter() - terminal.begun


def key_to_repaint() -> float:
    """Milliseconds from the arrow key to the cursor on the next entry of the menu, median of some presses."""
    with playing() as terminal:
        terminal.until(b"Tension", b"go on")
        end = time.perf_counter() + PATIENCE
        while b"If you do this" not in terminal.quiet(0.5):
            if time.perf_counter() > end:
                raise TimeoutError("the news have no end")
            os.write(terminal.ours, ENTER)
        return median(terminal.press(DOWN, CURSOR) for _ in range(PRESSES))


def measured() -> dict[str, float]:
    """Medians of some starts and presses, once the program has been started before."""
    with bytecode():
        first_paint()
        return {
            "first_paint_seconds": round(median(first_paint() for _ in range(STARTS)), 3),
            "key_to_repaint_milliseconds": round(median(key_to_repaint() for _ in range(WINDOWS)), 1),
        }
