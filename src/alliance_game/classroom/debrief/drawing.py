"""Pictures of a game: lines from round to round, told apart by dashes and marks, and bars with a mark beside them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...describe import naming
from ...sim.page.parts import Picture, Scale, Shape
from ...sim.page.pictures import HEAD, ROW, along, line, scale_for, upright
from ...sim.page.pictures import words as written
from ...wording import say

HIGH, BELOW, LEFT, RIGHT = 190, 42, 6.0, 24.0
MARKS = "●■▲◆○□△◇"
"""What stands at the points of each line, so that nobody needs colours."""
APART = 15
"""Names at the ends of lines are so many pixels apart at least."""
TOGETHER = 6
"""More lines than these in one picture nobody can follow."""


class Line(NamedTuple):
    """A number from round to round: what it is called, and its values."""

    label: str
    values: tuple[int, ...]


class Measured(NamedTuple):
    """A bar, and a mark that it is compared with; ``shown`` says both."""

    label: str
    value: int
    mark: int | None
    shown: str


def courses(title: str, every: Sequence[Line], rounds: Sequence[str], ends: tuple[int, int]) -> tuple[Picture, ...]:
    """Lines in as many pictures as are needed, all on the same scale."""
    count = -(-len(every) // TOGETHER)
    size = -(-len(every) // count) if count else 1
    scale = scale_for(ends)
    groups = [every[at : at + size] for at in range(0, len(every), size)]
    return tuple(
        Picture(named(title, at, len(groups)), told(group), HEAD + HIGH + BELOW, tuple(shapes(group, rounds, scale)))
        for at, group in enumerate(groups, 1)
    )


def named(title: str, part: int, parts: int) -> str:
    """The title of one of several pictures."""
    return title if parts == 1 else say("{title}, part {part} of {parts}", title=title, part=part, parts=parts)


def told(every: Sequence[Line]) -> str:
    """Lines in words."""
    return "; ".join(f"{each.label}: {', '.join(map(naming.number, each.values))}" for each in every) + "."


def shapes(every: Sequence[Line], rounds: Sequence[str], scale: Scale) -> Iterator[Shape]:
    """The marks at the side, the lines with their points, and the rounds below."""
    for value, label in scale.marks:
        height = down(value, scale)
        yield line("grid", LEFT - 2, 100 - RIGHT, height, height)
        yield Shape("text", {"class": "mark", "x": "0", "y": str(height + 4)}, label)
    step = (100 - LEFT - RIGHT) / max(1, len(rounds) - 1)
    places = [LEFT + step * number for number in range(len(rounds))]
    for number, each in enumerate(every):
        yield from drawn(number, each, places, scale)
    ends = spread([down(each.values[-1], scale) for each in every])
    for number, (each, height) in enumerate(zip(every, ends, strict=True)):
        text = f"{MARKS[number]} {each.label} {naming.number(each.values[-1])}"
        yield Shape("text", {"class": "label", "x": f"{101.5 - RIGHT:.2f}%", "y": str(height + 5)}, text)
    for place, label in zip(places, rounds, strict=True):
        yield written("mark", place, HEAD + HIGH + 18, label)
    yield written("note", (100 + LEFT - RIGHT) / 2, HEAD + HIGH + 36, say("at the end of round"))


def drawn(number: int, each: Line, places: Sequence[float], scale: Scale) -> Iterator[Shape]:
    """A line, and a mark at each of its points."""
    heights = [down(value, scale) for value in each.values]
    for at in range(1, len(heights)):
        yield line(f"course way-{number + 1}", places[at - 1], places[at], heights[at - 1], heights[at])
    for place, height in zip(places, heights, strict=False):
        yield written(f"point way-{number + 1}", place, height + 5, MARKS[number])


def down(value: float, scale: Scale) -> int:
    """Where a value lies from the top, in pixels."""
    return round(HEAD + HIGH - (HIGH - 10) * along(value, scale) / 100)


def spread(heights: Sequence[int]) -> list[int]:
    """The same heights, moved apart as far as names need room, the whole of them kept within the picture."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    found, last = list(heights), -APART
    for at in order:
        found[at] = last = max(heights[at], last + APART)
    over = max(0, last - HEAD - HIGH)
    return [height - over for height in found]


def measured(title: str, rows: Sequence[Measured]) -> Picture:
    """Bars from 0, each with an upright mark at what it is compared with."""
    ends = [0, *(each.value for each in rows), *(each.mark for each in rows if each.mark is not None)]
    # A mark at the very edge would be cut on paper.
    scale = scale_for([*ends, max(ends) + 1])
    said = "; ".join(f"{each.label}: {each.shown}" for each in rows)
    return Picture(title, f"{said}.", HEAD + ROW * len(rows) + 6, tuple(measures(rows, scale)))


def measures(rows: Sequence[Measured], scale: Scale) -> Iterator[Shape]:
    """The bars."""
    for number, row in enumerate(rows):
        top = HEAD + ROW * number
        ends = sorted((along(0, scale), along(row.value, scale)))
        width = f"{max(ends[1] - ends[0], 0.3):.2f}%"
        yield Shape("text", {"class": "label", "x": "0", "y": str(top + 12)}, row.label)
        yield Shape("text", {"class": "value", "x": "100%", "y": str(top + 12), "text-anchor": "end"}, row.shown)
        yield Shape(
            "rect", {"class": "bar", "x": f"{ends[0]:.2f}%", "y": str(top + 18), "width": width, "height": "12"}
        )
        if row.mark is not None:
            yield upright("halo", along(row.mark, scale), top + 15, top + 33)
            yield upright("expected", along(row.mark, scale), top + 15, top + 33)
