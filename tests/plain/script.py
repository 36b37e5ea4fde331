"""A person at the keyboard, played by a list of lines or by a rule."""

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from alliance_game.plain import play
from alliance_game.saves import Game, create
from tests.table import library

PAGE = "\f"
"""Stands in what was written wherever a person was asked."""


class Keyboard:
    """Answers prompts: first the lines of a script, then what ``rule`` makes of the text since the last prompt."""

    def __init__(self, script: Iterable[str], rule: Callable[[str], str] | None = None) -> None:
        self.script = iter(script)
        self.rule = rule
        self.output = io.StringIO()
        self.pages: list[tuple[str, str]] = []
        self._read = 0

    def read(self, prompt: str) -> str:
        page = self.output.getvalue()[self._read :]
        self._read = len(self.output.getvalue())
        typed = next(self.script, None)
        if typed is None:
            if self.rule is None:
                raise EOFError
            typed = "" if "Press Enter" in prompt else self.rule(page)
        self.pages.append((page, typed))
        return typed

    @property
    def text(self) -> str:
        return self.output.getvalue()


def first_possible(page: str) -> str:
    """The first entry of the menu that can be done and leads on; a number that may be said; else 0."""
    if (limit := re.search(r"You can say 0 to (\d+)", page)) is not None:
        return str(min(1, int(limit[1])))
    entries = [(number, rest) for number, rest in re.findall(r"^  (\d)  (.*)$", page, re.MULTILINE)]
    return next((number for number, rest in entries if "not now" not in rest), "0")


def game_of(folder: Path, seats: str, seed: int = 1, **setup: object) -> Game:
    names = seats.split(",")
    return create(library(), names, folder, states=len(names), seed=seed, **setup)  # type: ignore[arg-type]


def sit_down(game: Game, keyboard: Keyboard, *, is_terminal: bool = False) -> int:
    with game:
        return play(game, input=keyboard.read, output=keyboard.output, is_terminal=is_terminal)
