"""The game as lines of text: the same view, the same moves, no screen to paint."""

from collections.abc import Callable, Iterable
from typing import TextIO

from ..describe.events import PUBLIC, told
from ..saves import Game, Step
from .console import Console
from .session import Session
from .telling import tell, tell_end


def play(game: Game, *, input: Callable[[str], str], output: TextIO, is_terminal: bool) -> int:  # noqa: A002
    """Play a saved game to its end, or until somebody leaves. Gives the exit code.

    ``input`` is asked with a prompt, as the built-in one is; ``is_terminal`` tells whether the output can be cleared.
    """
    return Session(game, Console(input, output, is_terminal=is_terminal)).play()


def retell(steps: Iterable[Step], output: TextIO) -> int:
    """Tell a saved game from its replay, as far as everybody may know it. Gives the exit code."""
    console = Console(lambda prompt: "", output, is_terminal=False)
    reasons, position = [], None
    for step in steps:
        if position is not None:
            reasons.append(step.reason)
        position = step.position
    if position is not None:
        tell(console, position, PUBLIC, told(position, PUBLIC, reasons))
        tell_end(console, position)
    return 0


__all__ = ["Console", "Session", "play", "retell"]
