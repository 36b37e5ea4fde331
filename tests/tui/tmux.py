"""A real terminal: the program in a window of tmux, its screen read back as text."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
MISSING = "" if shutil.which("tmux") else "tmux is not installed: apt-get install tmux"
LONGEST, GLANCE, STILL = 30.0, 0.02, 3
"""Seconds to wait for something; seconds between two looks; how many looks a screen has to stay the same."""
NAMES = {"enter": "Enter", "escape": "Escape", "up": "Up", "down": "Down", "left": "Left", "right": "Right"}
NAMES |= {"home": "Home", "end": "End", "space": "Space", "tab": "Tab", "f9": "F9"}


class Window:
    """A server of its own with one window, 80 x 24, in which the game runs."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.socket = str(folder / "tmux")
        self.environment = self.places(folder)
        command = [sys.executable, "-m", "alliance_game", *arguments]
        self.run("new-session", "-d", "-x", "80", "-y", "24", *command, ";", "set", "-g", "status", "off")

    @staticmethod
    def places(folder: Path) -> dict[str, str]:
        """The environment of a program that keeps everything in one folder."""
        places = {
            "ALLIANCE_GAME_SAVES": str(folder),
            "ALLIANCE_GAME_SETTINGS": str(folder / "settings.yaml"),
            "ALLIANCE_GAME_PACE": str(folder / "pace.txt"),
            "PYTHONPATH": str(ROOT / "src"),
            "COLORTERM": "truecolor",
        }
        # The window says itself how large it is.
        outer = {name: value for name, value in os.environ.items() if name not in ("TMUX", "COLUMNS", "LINES")}
        return {**outer, **places}

    def run(self, *words: str) -> str:
        """A command of tmux."""
        done = subprocess.run(
            ["tmux", "-u", "-S", self.socket, "-f", os.devnull, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    @property
    def screen(self) -> str:
        """What is on the screen; empty when the program has ended."""
        return self.run("capture-pane", "-p")

    def still(self, text: str = "", unlike: str = "") -> str:
        """Wait until the screen stays as it is, has a text, and is not what it was before; gives it."""
        end, before, looks = time.monotonic() + LONGEST, "", 0
        while time.monotonic() < end:
            now = self.screen
            looks = looks + 1 if now == before else 0
            before = now
            if looks >= STILL and text in now and now != unlike:
                return now
            time.sleep(GLANCE)
        raise AssertionError(f"waiting for {text or 'another screen'!r} in:\n{before}")

    def ended(self) -> None:
        """Wait until the program has ended, and the window with it."""
        end = time.monotonic() + LONGEST
        while self.run("list-panes"):
            assert time.monotonic() < end, f"it does not end:\n{self.screen}"
            time.sleep(GLANCE)

    def press(self, key: str, *, always: bool = False) -> str:
        """Press a key, and wait until the screen stands still; gives it. Unless ``always``, it must have changed."""
        before = self.screen
        self.strike(key)
        return self.still(unlike="" if always else before)

    def strike(self, key: str) -> None:
        """Press a key."""
        self.run("send-keys", *([NAMES[key]] if key in NAMES else ["-l", key]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.run("kill-server")
