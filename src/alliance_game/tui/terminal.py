"""Whether the screen can be used here."""

import select
import sys
from collections.abc import Mapping
from typing import TextIO

from ..wording import say

PLAIN = "--plain"


def why_not(stdin: TextIO, stdout: TextIO, stderr: TextIO) -> str:
    """Why the game cannot be painted, in a sentence that says what to do; empty if it can.

    It is painted on stderr, so that stream has to be a terminal as well as the other two.
    """
    if not stdin.isatty() or not stdout.isatty():
        return say("This is no terminal to paint on. Play with {plain}, which reads and writes lines.", plain=PLAIN)
    if not stderr.isatty():
        return say(
            "The game is painted on stderr, which is redirected here. Leave that out, or play with {plain}.",
            plain=PLAIN,
        )
    return ""


def is_gone() -> bool:
    """Whether the terminal that keys came from has been closed: a program that was not told would read on for ever."""
    return sys.__stdin__ is None or not sys.__stdin__.isatty()


def is_cut_off() -> bool:
    """Whether the server through which a browser is painted has died; on Windows nobody can tell before painting."""
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return sys.__stdin__ is None
    wire = select.poll()
    wire.register(sys.__stdin__.fileno(), select.POLLHUP)
    return bool(wire.poll(0))


def is_dumb(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a terminal can only write line after line. On Windows terminals do not say what they are."""
    kind = environ.get("TERM", "")
    return kind == "dumb" or (not kind and platform != "win32")
