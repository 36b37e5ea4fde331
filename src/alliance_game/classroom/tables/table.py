"""A table: what it is, its columns, its rows."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Cell = str | int | None
"""A text, a whole number, or nothing where there is nothing to say."""
Kind = Literal["text", "number", "yes or no"]
"""What stands in a column; yes is 1, no is 0."""


class Column(NamedTuple):
    """A column: its name, what stands in it, and what that means."""

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """One file. Every row has a cell for each column."""

    name: str
    """The file's name without its ending."""
    about: str
    """What one row is."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of '{self.name}' has not {len(self.columns)} cells")


def text(name: str, about: str) -> Column:
    """A column of words."""
    return Column(name, "text", about)


def number(name: str, about: str) -> Column:
    """A column of whole numbers."""
    return Column(name, "number", about)


def yes_or_no(name: str, about: str) -> Column:
    """A column of 1 and 0."""
    return Column(name, "yes or no", about)
