"""Paper and what is cut out of it. Everything is in millimetres."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...errors import UnknownName

CARD = (63.5, 88.9)
"""A poker card."""
COLUMNS, ROWS = 3, 3
GAP, MARK = 1.0, 4.0
"""A cut mark begins so far from the cards, and is so long."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper."""

    name: str
    width: float
    height: float

    @property
    def left(self) -> float:
        """Where the first card begins."""
        return (self.width - COLUMNS * CARD[0]) / 2

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return (self.height - ROWS * CARD[1]) / 2

    def place(self, number: int) -> tuple[float, float]:
        """Left and top of a card on its sheet, row by row."""
        return self.left + number % COLUMNS * CARD[0], self.top + number // COLUMNS * CARD[1]

    def marks(self) -> Iterator[tuple[float, float, float, float]]:
        """Lines around the cards, from where to where, along which to cut; none runs through a card."""
        for column in range(COLUMNS + 1):
            x = self.left + column * CARD[0]
            yield x, self.top - GAP - MARK, x, self.top - GAP
            yield x, self.height - self.top + GAP, x, self.height - self.top + GAP + MARK
        for row in range(ROWS + 1):
            y = self.top + row * CARD[1]
            yield self.left - GAP - MARK, y, self.left - GAP, y
            yield self.width - self.left + GAP, y, self.width - self.left + GAP + MARK, y


PAPERS = {"a4": Paper("A4", 210.0, 297.0), "letter": Paper("Letter", 215.9, 279.4)}
"""Paper by name."""


def paper_named(name: str) -> Paper:
    """The paper of this name, in any letters. Raises ``UnknownName``."""
    if name.lower() not in PAPERS:
        raise UnknownName("paper", name, PAPERS)
    return PAPERS[name.lower()]
