"""Lines in, lines out. Nothing here knows the game."""

from collections.abc import Callable, Iterable
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from ..letters import CLEAR_SCREEN

NARROWEST, WIDEST, USUAL = 40, 100, 80
LONGEST = 200
"""Letters of an answer that are read."""


class Closed(Exception):
    """There is no more input: the end of it, or Ctrl+C."""


class Console:
    """Where a game is read and written.

    ``read`` works like ``input``; ``is_terminal`` tells whether the screen can be cleared: only then is a control
    sequence ever written.
    """

    def __init__(self, read: Callable[[str], str], output: TextIO, *, is_terminal: bool) -> None:
        self._read = read
        self._output = output
        self.is_terminal = is_terminal
        columns = get_terminal_size((USUAL, 24)).columns if is_terminal else USUAL
        self.width = max(NARROWEST, min(WIDEST, columns)) - 1

    def say(self, *lines: str) -> None:
        """Write lines, long ones wrapped under their own beginning."""
        for line in lines:
            for part in self._wrapped(line):
                self._output.write(f"{part}\n")
        self._output.flush()

    def show(self, lines: Iterable[str]) -> None:
        """Write lines that have their width already."""
        for line in lines:
            self._output.write(f"{line}\n")
        self._output.flush()

    def ask(self, prompt: str = "> ") -> str:
        """What somebody types, what cannot be printed left out. Raises ``Closed``."""
        try:
            return "".join(letter for letter in self._read(prompt)[:LONGEST] if letter.isprintable()).strip()
        except (EOFError, KeyboardInterrupt):
            self._output.write("\n")
            raise Closed from None

    def clear(self) -> None:
        """Take everything off the screen and out of its memory; where that cannot be, leave a gap."""
        self._output.write(CLEAR_SCREEN if self.is_terminal else "\n\n")
        self._output.flush()

    def _wrapped(self, line: str) -> list[str]:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        return wrap(
            line, self.width, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False
        ) or [""]
