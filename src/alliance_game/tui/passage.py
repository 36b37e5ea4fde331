"""Events set as text: what happened, below it what changed, the rules and the reasons in dim letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..describe.events import Event
from ..describe.lines import Passage, passage
from ..engine.rules import Rules
from .sheet import Line, Piece

INDENT = "   "
WIDEST = 96
"""Longer lines are hard to read, however wide the window."""
Words = tuple[str, str]
"""Some text and its tone."""


def event_lines(rules: Rules, event: Event, width: int, *, own: bool = False) -> list[Line]:
    """An event that is no heading; ``own`` if it is what the reader's state did."""
    return lines(passage(rules, event), width, own=own)


def lines(found: Passage, width: int, *, own: bool = False) -> list[Line]:
    """The parts of an event below each other; what is short stands in one line."""
    width = min(width, WIDEST)
    text = (found.text, "strong" if own else "")
    set_ = [
        each for change in found.changes for each in changed(text if found.text else ("", ""), change, found, width)
    ]
    set_ = set_ or flow([text, (found.rules, "dim")], width)
    for answer, reason in found.answers:
        set_ += flow([(answer, ""), (quoted([reason]), "dim")], width, INDENT, INDENT * 2)
    if found.story:
        set_ += flow([(found.story, "dim")], width, INDENT)
    if found.reasons:
        set_ += flow([(quoted(found.reasons), "dim")], width, INDENT)
    return set_


def changed(text: Words, change: str, found: Passage, width: int) -> list[Line]:
    """A sentence and what it changed: in one line if there is room."""
    behind: list[Words] = [(change, "calm" if found.text else ""), (found.rules, "dim")]
    whole = flow([text, *behind], width)
    if len(whole) == 1 or not found.text:
        return whole
    return flow([text], width) + flow(behind, width, INDENT)


def quoted(reasons: Iterable[str]) -> str:
    """What somebody said, in quotes."""
    return " ".join(f"“{reason}”" for reason in reasons if reason)


def flow(parts: Iterable[Words], width: int, first: str = "", rest: str | None = None) -> list[Line]:
    """Texts of several tones as one paragraph; two blanks part them. A number is not parted from its arrow."""
    after = INDENT if rest is None else rest
    found: list[list[Piece]] = []
    room = 0
    for text, tone in parts:
        for index, word in enumerate(words(text)):
            gap = " " if index else "  "
            if not found or room < len(gap) + len(word):
                indent = after if found else first
                found.append([Piece(indent + word, tone)])
                room = width - len(indent) - len(word)
            else:
                found[-1].append(Piece(gap + word, tone))
                room -= len(gap) + len(word)
    return [joined(each) for each in found]


def words(text: str) -> list[str]:
    """The words of a text; what belongs together is one of them."""
    glued = re.sub(
        r"\(rules? [^)]*\)", lambda found: found[0].replace(" ", "\u00a0"), text.replace(" → ", "\u00a0→\u00a0")
    )
    return [word.replace("\u00a0", " ") for word in glued.split(" ") if word]


def joined(pieces: Iterable[Piece]) -> Line:
    """Neighbours of one tone as one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].tone == piece.tone:
            found[-1] = Piece(found[-1].text + piece.text, piece.tone)
        else:
            found.append(piece)
    return tuple(found)
