"""What a page of numbers is made of: sections, each with a sentence, pictures and tables."""

from dataclasses import dataclass

from ..intervals import Interval


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with its 95 % interval, as it stands in a picture and beside it in a table."""

    value: float
    interval: Interval | None
    shown: str
    """The number in words: ``26.0 %``."""
    between: str
    """Its interval in words: ``18.4–35.4 %``, or a dash."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A named amount in a picture: a bar, or a point of a line."""

    label: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where a picture reaches, and the marks along it."""

    low: float
    high: float
    marks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One element of a drawing: a tag, its attributes, and its text if it is one."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: as wide as the page allows, its height in pixels; title and description say it in words."""

    title: str
    description: str
    height: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; numbers stand to the right."""

    title: str
    number: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a table; the first cell of each row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Pictures, and beside them a table with the same numbers."""

    pictures: tuple[Picture, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: what the numbers show in a sentence, how they are to be read, and the numbers."""

    id: str
    title: str
    sentence: str
    exhibits: tuple[Exhibit, ...] = ()
    notes: tuple[str, ...] = ()
