"""What is written to a terminal line by line: words, and of control sequences only the program's own."""

from collections.abc import Iterable
from typing import Any, TextIO, cast

from ..letters import CLEAR_LINE, CLEAR_SCREEN, visible_lines

_OWN = (CLEAR_SCREEN, CLEAR_LINE)


class Worded:
    """A stream of text. Names of files and words of strangers are written to it too: what steers a terminal is spelt
    out, unless it is one of the program's own sequences, written alone.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text; gives its length."""
        self.stream.write(text if text in _OWN else visible_lines(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts one after another."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a stream has
        return getattr(self.stream, name)


def worded(stream: TextIO) -> TextIO:
    """The stream, to which only words are written from now on."""
    return stream if isinstance(stream, Worded) else cast(TextIO, Worded(stream))


def bare(stream: TextIO) -> TextIO:
    """The stream as it is, for bars and the like, which draw themselves and show no words of strangers."""
    return stream.stream if isinstance(stream, Worded) else stream
