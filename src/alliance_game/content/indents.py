"""Indents: which line of a file begins in another column than those that it belongs to, told in plain words."""

import re
from typing import NamedTuple

from ..definitions.library import Place
from .problems import Problem

_LISTED = re.compile(r" *(?:- +)*")


class _Level(NamedTuple):
    """A column in which a line above begins, and the number of that line."""

    indent: int
    line: int


def oddly_indented(place: Place, lines: list[str]) -> Problem | None:
    """What is wrong with the indent of a line, compared with those above it; ``None`` if it fits."""
    line = lines[place.line - 1]
    indent = _indent(line)
    levels = _levels(lines, place.line - 1, fields=not line.lstrip().startswith("- "))
    if not line.strip() or not levels or any(level.indent == indent for level in levels):
        return None
    above = levels[0].line
    message = f"{_spaces(indent)} before this line, {_number(_indent(lines[above - 1]))} before line {above} above it."
    return Problem(Place(place.file, place.line, indent + 1), "bad-yaml", message, _cure(indent, levels))


def _cure(indent: int, levels: list[_Level]) -> str:
    """The indents that would fit, the nearest first."""
    near = sorted({level.indent: level for level in reversed(levels)}.values(), key=lambda at: abs(at.indent - indent))
    said = [f"{_number(level.indent)} like line {level.line}" for level in near[:2]]
    return f"Lines that belong together begin in the same column: give it {', or '.join(said)}."


def _levels(lines: list[str], end: int, *, fields: bool) -> list[_Level]:
    """The columns in which something is still open behind some lines, the innermost first.

    With ``fields``, also those in which the fields of an entry begin, behind its dash.
    """
    found: list[_Level] = []
    for number in range(end, 0, -1):
        line = lines[number - 1]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        for indent in (_inner(line), _indent(line)) if fields else (_indent(line),):
            if not found or indent < found[-1].indent:
                found.append(_Level(indent, number))
        if found[-1].indent == 0:
            break
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _inner(line: str) -> int:
    """Where the fields begin behind dashes."""
    found = _LISTED.match(line)
    return found.end() if found else 0


def _number(count: int) -> str:
    return str(count) if count else "none"


def _spaces(count: int) -> str:
    return f"There {'is' if count == 1 else 'are'} {count or 'no'} space{'' if count == 1 else 's'}"
