"""Events set as text: what happened, below it what changed, the rules and the reasons in dim letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...describe.events import Event
from ...describe.lines import Passage, passage
from ...engine.rules import Rules
from .sheet import Line, Piece

INDENT = "   "
WIDEST = 96
"""Longer lines are hard to read, however wide the window."""
GLUE = "\u00a0"
RULES = re.compile(r"\(rules? [^)]*\)")
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
    behind = [(change, "calm" if found.text else ""), (found.rules, "dim")]
    long = sum(len(said) + 2 for said, _ in (text, *behind) if said) - 2 > width
    return flow([text], width) + flow(behind, width, INDENT) if long and found.text else flow([text, *behind], width)


def quoted(reasons: Iterable[str]) -> str:
    """What somebody said, in quotes."""
    return " ".join(f"“{reason}”" for reason in reasons if reason)


def flow(parts: Iterable[Words], width: int, first: str = "", rest: str = INDENT) -> list[Line]:
    """Texts of several tones as one paragraph; two blanks part them. A number is not parted from its arrow."""
    found: list[list[Piece]] = []
    run, tone, room = "", "", 0
    for text, own in parts:
        for index, word in enumerate(glued(text).split(" ") if text else ()):
            gap = " " if index else "  "
            fits = bool(found) and room >= len(gap) + len(word)
            if fits and own == tone:
                run += gap + word
                room -= len(gap) + len(word)
                continue
            if found:
                found[-1].append(Piece(run.replace(GLUE, " "), tone))
            if not fits:
                gap = rest if found else first
                room = width
                found.append([])
            run, tone, room = gap + word, own, room - len(gap) - len(word)
    if found:
        found[-1].append(Piece(run.replace(GLUE, " "), tone))
    return [tuple(each) for each in found]


def glued(text: str) -> str:
    """A text in which blanks that no line may end at are glue: those beside arrows, and between the rules cited."""
    whole = text.replace(" → ", f"{GLUE}→{GLUE}")
    return RULES.sub(lambda found: found[0].replace(" ", GLUE), whole) if "(rule" in whole else whole
