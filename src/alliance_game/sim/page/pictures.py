"""Pictures of numbers: bars and lines with their 95 % intervals, drawn without a script.

Along the page everything is placed in percent of its width, so that letters keep their size on a phone; downwards in
pixels. A picture is data: the template writes it.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, log10

from .parts import Bar, Picture, Scale, Shape

ROW, HEAD, FOOT = 35, 6, 26
MOST_BARS = 18
"""More than these do not fit on one sheet of paper."""
CHART, GUTTER, MOST_MARKS = 150, 8.0, 10


def bars(
    title: str, rows: Sequence[Bar], scale: Scale, expected: tuple[float, str] | None = None
) -> tuple[Picture, ...]:
    """A bar for each row, its interval as a line across its end; ``expected`` marks the value to compare with.

    Many rows are spread evenly over several pictures. No rows, no picture.
    """
    sheets = ceil(len(rows) / MOST_BARS)
    size = ceil(len(rows) / sheets) if sheets else 1
    parts = [rows[at : at + size] for at in range(0, len(rows), size)]
    return tuple(
        Picture(
            f"{title}, part {number} of {sheets}" if sheets > 1 else title,
            told(part, expected),
            HEAD + ROW * len(part) + FOOT + (14 if expected else 0),
            tuple(bar_shapes(part, scale, expected)),
        )
        for number, part in enumerate(parts, 1)
    )


def told(rows: Sequence[Bar], expected: tuple[float, str] | None = None) -> str:
    """A picture in words."""
    said = "; ".join(f"{row.label} {row.amount.shown} ({row.amount.between})" for row in rows)
    return f"{said}. The dashed line: {expected[1]}." if expected else f"{said}."


def bar_shapes(rows: Sequence[Bar], scale: Scale, expected: tuple[float, str] | None) -> Iterator[Shape]:
    """The bars with the marks behind them, and what the marks are; no line runs through words."""
    for number, row in enumerate(rows):
        top = HEAD + ROW * number
        for value, _ in scale.marks:
            yield upright("zero" if value == 0 else "grid", along(value, scale), top + 16, top + 32)
        yield from bar(row, scale, top)
        if expected is not None:
            yield upright("halo", along(expected[0], scale), top + 15, top + 33)
            yield upright("expected", along(expected[0], scale), top + 15, top + 33)
        yield from reach(row, scale, top + 24)
    bottom = HEAD + ROW * len(rows)
    for value, label in scale.marks:
        yield words("mark", along(value, scale), bottom + 14, label, edge=4)
    if expected is not None:
        yield words("note", along(expected[0], scale), bottom + 33, expected[1], edge=32)


def bar(row: Bar, scale: Scale, top: int) -> Iterator[Shape]:
    """A name, a number, and a bar from 0 to it."""
    ends = sorted((along(0, scale), along(row.amount.value, scale)))
    place = {"x": percent(ends[0]), "y": str(top + 18), "width": percent(max(ends[1] - ends[0], 0.15)), "height": "12"}
    yield Shape("text", {"class": "label", "x": "0", "y": str(top + 12)}, row.label)
    yield Shape("text", {"class": "value", "x": "100%", "y": str(top + 12), "text-anchor": "end"}, row.amount.shown)
    yield Shape("rect", {"class": "bar", **place})


def reach(row: Bar, scale: Scale, middle: int) -> Iterator[Shape]:
    """The interval: a line with an end on both sides."""
    if row.amount.interval is not None:
        low, high = (along(end, scale) for end in row.amount.interval)
        yield line("reach", low, high, middle, middle)
        yield upright("reach", low, middle - 4, middle + 4)
        yield upright("reach", high, middle - 4, middle + 4)


def course(title: str, points: Sequence[Bar], scale: Scale, below: str) -> Picture:
    """A line from round to round with the interval of each point; ``below`` says what the rounds are."""
    return Picture(title, told(points), HEAD + CHART + FOOT + 14, tuple(course_shapes(points, scale, below)))


def course_shapes(points: Sequence[Bar], scale: Scale, below: str) -> Iterator[Shape]:
    """The marks at the side, the line, the points, the rounds."""
    for value, label in scale.marks:
        height = down(value, scale)
        yield line("grid", 0, 100, height, height)
        yield Shape("text", {"class": "mark", "x": "0", "y": str(height - 3)}, label)
    step = (100 - GUTTER) / max(1, len(points))
    places = [GUTTER + step * (number + 0.5) for number in range(len(points))]
    heights = [down(point.amount.value, scale) for point in points]
    for number in range(1, len(points)):
        yield line("course", places[number - 1], places[number], heights[number - 1], heights[number])
    every = ceil(len(points) / MOST_MARKS) if points else 1
    for number, (point, at, height) in enumerate(zip(points, places, heights, strict=True)):
        yield from dot(point, at, height, scale)
        if number % every == 0:
            yield words("mark", at, HEAD + CHART + 18, point.label)
    yield words("note", 50 + GUTTER / 2, HEAD + CHART + 36, below)


def dot(point: Bar, at: float, height: int, scale: Scale) -> Iterator[Shape]:
    """A point and its interval."""
    if point.amount.interval is not None:
        low, high = (down(end, scale) for end in point.amount.interval)
        yield upright("reach", at, low, high)
    yield Shape("circle", {"class": "dot", "cx": percent(at), "cy": str(height), "r": "3.5"})


# Scales


def share_scale(shares: Iterable[float]) -> Scale:
    """For shares: from 0 to a round percentage above the highest, 100 % at most."""
    return scale_for([0.0, *(100 * share for share in shares)], 100.0, "\u00a0%", 0.01)


def scale_for(values: Iterable[float], most: float | None = None, unit: str = "", each: float = 1.0) -> Scale:
    """Round marks around all values; ``most`` is the end of what is possible."""
    found = list(values) or [0.0]
    low, high = min(found), max(found)
    step = round_step((high - low) / 5 or 0.2)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    if most is not None and last * step > most:
        last = floor(most / step + 1e-9)
    last = max(last, first + 1)
    places = max(0, -floor(log10(step) + 1e-9))
    marks = [number * step for number in range(first, last + 1)]
    ends = (first * step, max(last * step, high))
    return Scale(ends[0] * each, ends[1] * each, tuple((mark * each, f"{minus(mark, places)}{unit}") for mark in marks))


def round_step(width: float) -> float:
    """The next of 1, 2, 5, 10, 20, ... (or their tenths)."""
    power = 10.0 ** floor(log10(width))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= width * (1 - 1e-9))


def minus(value: float, places: int) -> str:
    """A number with a true minus sign, and none before 0."""
    shown = f"{value:.{places}f}"
    return shown.lstrip("-") if not float(shown) else shown.replace("-", "−")


# Places


def along(value: float, scale: Scale) -> float:
    """Where a value lies across the page, in percent."""
    return 100 * (value - scale.low) / (scale.high - scale.low)


def down(value: float, scale: Scale) -> int:
    """Where a value lies from the top, in pixels; there is room for the mark above the highest line."""
    return round(HEAD + CHART - (CHART - 14) * along(value, scale) / 100)


def percent(value: float) -> str:
    """A place across the page."""
    return f"{value:.2f}%"


def line(kind: str, x1: float, x2: float, y1: int, y2: int) -> Shape:
    """A straight line."""
    return Shape("line", {"class": kind, "x1": percent(x1), "x2": percent(x2), "y1": str(y1), "y2": str(y2)})


def upright(kind: str, at: float, top: int, bottom: int) -> Shape:
    """A line straight down."""
    return line(kind, at, at, top, bottom)


def words(kind: str, at: float, top: int, text: str, edge: int = 0) -> Shape:
    """Words under a place; nearer to the side than ``edge`` they turn inwards, so that nothing is cut off."""
    anchor = "start" if at < edge else "end" if at > 100 - edge else "middle"
    return Shape("text", {"class": kind, "x": percent(at), "y": str(top), "text-anchor": anchor}, text)
