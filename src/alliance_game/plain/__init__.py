"""The game as lines of text: the same view, the same moves, no screen to paint."""

from collections.abc import Callable
from typing import TextIO

from ..saves import Game
from .console import Console
from .session import Session


def play(game: Game, *, input: Callable[[str], str], output: TextIO, is_terminal: bool) -> int:  # noqa: A002
    """Play a saved game to its end, or until somebody leaves. Gives the exit code.

    ``input`` is asked with a prompt, as the built-in one is; ``is_terminal`` tells whether the output can be cleared.
    """
    return Session(game, Console(input, output, is_terminal=is_terminal)).play()


__all__ = ["Console", "Session", "play"]
