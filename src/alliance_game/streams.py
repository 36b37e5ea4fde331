"""What is read and written: a stream for each purpose, signs that the terminal at its other end has, and words only."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from .letters import CLEAR_LINE, CLEAR_SCREEN, visible_lines

_OWN = (CLEAR_SCREEN, CLEAR_LINE)

PLAINER = {
    "→": "->",
    "←": "<-",
    "↑": "^",
    "↓": "v",
    "−": "-",
    "–": "-",
    "—": "-",
    "±": "+-",
    "×": "x",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "·": ".",
    "•": "*",
    "¿": "?",
    "¡": "!",
    "ø": "o",
    "Ø": "O",
    "ß": "ss",
    "▸": ">",
    "◂": "<",
    "▲": "^",
    "▼": "v",
    "█": "#",
    "▁": "_",
    "▔": "-",
}
"""What a line of text has for a sign that a terminal does not know."""
DRAWN = {"→": ">", "←": "<", "±": "~", "≤": "<", "≥": ">", "≠": "#", "…": ".", "ß": "s"}
"""What a picture has for those that are one column wide and would become two or three."""
_BARS, _THICK_BARS, _LEVELS, _LEFTS = "─╌┄┈", "━═╍┅┉", "▂▃▄▅▆▇", "▏▎▍▌▋▊▉▐│┃║╎╏"
_BOXES = range(0x2500, 0x25A0)


def usable_streams() -> None:
    """A closed stream becomes an empty one, no character is too much for a terminal, and none steers it."""
    codecs.register_error("plainer", plainer)
    codecs.register_error("drawn", drawn)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="plainer")
    sys.stdout, sys.stderr = worded(sys.stdout), worded(sys.stderr)


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


def plainer(error: UnicodeError) -> tuple[str, int]:
    """What a line of text has instead of the signs that its terminal does not know."""
    if isinstance(error, UnicodeEncodeError):
        return "".join(in_a_line(sign) for sign in error.object[error.start : error.end]), error.end
    if isinstance(error, UnicodeDecodeError):
        return "?", error.end
    raise error


def drawn(error: UnicodeError) -> tuple[str, int]:
    """The same in a picture, in which everything keeps its column."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(in_a_picture(sign) for sign in error.object[error.start : error.end]), error.end


def in_a_line(sign: str) -> str:
    """What is written instead of a sign."""
    return PLAINER.get(sign) or "".join(without_marks(sign)) or box(sign) or "?"


def in_a_picture(sign: str) -> str:
    """What is drawn instead of a sign: as wide as it is."""
    import unicodedata

    if unicodedata.combining(sign):
        return ""
    if unicodedata.east_asian_width(sign) in "WF":
        return "??"
    return DRAWN.get(sign) or in_a_line(sign)[:1]


def without_marks(sign: str) -> Iterator[str]:
    """A letter without its accents; nothing if it is more than a letter with accents."""
    import unicodedata

    return (part for part in unicodedata.normalize("NFKD", sign) if part.isascii())


def box(sign: str) -> str:
    """What lines and blocks are drawn with instead."""
    if sign in _BARS or sign in _THICK_BARS:
        return "-" if sign in _BARS else "="
    if sign in _LEVELS:
        return "_" if sign < "▄" else "#"
    if sign in _LEFTS:
        return "|"
    return "+" if ord(sign) in _BOXES else ""
