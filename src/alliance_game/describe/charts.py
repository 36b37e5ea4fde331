"""Numbers by rounds as small charts of block characters; whatever is drawn stands there in digits too."""

from collections.abc import Sequence

from ..wording import say
from . import naming
from .history import Series

BLOCKS = "▁▂▃▄▅▆▇█"
WIDEST = 4
"""The most columns that one round gets."""


def chart(series: Series, width: int, height: int = 1) -> list[str]:
    """One number by rounds in exactly ``height`` lines, none longer than ``width``.

    In one line: ``Tension  3 ▃▃▄▅▆█ 10  (3 to 10)``, first and last value around the bars, lowest and highest behind.
    In more: a line of words, and bars below with the ends of their scale in front. Raises ``ValueError`` for less
    than one line or column.
    """
    if width < 1 or height < 1:
        raise ValueError("a chart needs at least one line and one column")
    if height == 1:
        return rows([series], width)
    return [heading(series, width), *drawing(series, width, height - 1)]


def rows(every: Sequence[Series], width: int) -> list[str]:
    """Several numbers by rounds, a line each, their columns in line."""
    titles = [naming.sentence(each.title) for each in every]
    firsts = [naming.number(each.values[0]) for each in every]
    lasts = [naming.number(each.values[-1]) for each in every]
    ranges = [f"({span(min(each.values), max(each.values))})" for each in every]
    wide = [max((len(word) for word in words), default=0) for words in (titles, firsts, lasts, ranges)]
    room = width - sum(wide) - len("      ")
    found = []
    for each, *words in zip(every, titles, firsts, lasts, ranges, strict=True):
        title, first, last, ends = words
        bars = blocks(each, room, 1)[0] if room > 1 else "→"
        line = f"{title:<{wide[0]}}  {first:>{wide[1]}} {bars} {last:>{wide[2]}}  {ends}"
        found.append(cut(line, width))
    return found


def span(low: int, high: int) -> str:
    """``3 to 10``."""
    return say("{low} to {high}", low=naming.number(low), high=naming.number(high))


def heading(series: Series, width: int) -> str:
    """``Tension 3 → 10, lowest 2, highest 10``, or shorter where that does not fit."""
    first, last, low, high = (
        naming.number(value) for value in (series.values[0], series.values[-1], min(series.values), max(series.values))
    )
    title = naming.sentence(series.title)
    path = f"{title} {first} → {last}"
    full = say("{path}, lowest {low}, highest {high}", path=path, low=low, high=high)
    return full if len(full) <= width else cut(f"{path} ({span(min(series.values), max(series.values))})", width)


def drawing(series: Series, width: int, height: int) -> list[str]:
    """Bars; in several lines with the ends of their scale in front, the highest in the first line."""
    if height == 1:
        return blocks(series, width, 1)
    ends = [naming.number(series.high), *[""] * (height - 2), naming.number(series.low)]
    wide = max(len(end) for end in ends)
    bars = blocks(series, width - wide - 1, height)
    return [cut(f"{end:>{wide}} {line}".rstrip(), width) for end, line in zip(ends, bars, strict=True)]


def blocks(series: Series, columns: int, height: int) -> list[str]:
    """Bars alone, ``height`` lines from the top: a bar for each value, or for a part of them if they do not fit."""
    values = thinned(series.values, columns)
    each = min(WIDEST, columns // len(values)) if values else 0
    eighths = [level(series, value, height) for value in values]
    return ["".join(block(full - 8 * row) * each for full in eighths) for row in range(height - 1, -1, -1)]


def thinned(values: Sequence[int], most: int) -> list[int]:
    """So many of some values as fit, the first and the last always among them, evenly spread."""
    if len(values) <= most:
        return list(values)
    if most < 2:
        return list(values[-1:]) if most == 1 else []
    return [values[index * (len(values) - 1) // (most - 1)] for index in range(most)]


def level(series: Series, value: int, height: int) -> int:
    """How high a bar is, in eighths of a line: at least one, and all of them only at the top of the scale."""
    span = max(1, series.high - series.low)
    return 1 + (value - series.low) * (8 * height - 1) // span


def block(eighths: int) -> str:
    """One character of a bar."""
    return " " if eighths <= 0 else BLOCKS[min(eighths, 8) - 1]


def cut(text: str, width: int) -> str:
    """A text that fits."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
