"""Going from number to number on the board with the arrow keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.binding import Binding
from textual.message import Message

from ...describe.trail import Asked
from ...wording import marked
from ..parts.sheet import Line, Sheet

Spot = tuple[int, int, Asked]
"""Row, column, number."""


def spots(lines: Sequence[Line]) -> Iterator[Spot]:
    """Where the numbers stand."""
    for row, each in enumerate(lines):
        column = 0
        for piece in each:
            if isinstance(piece.about, Asked):
                yield row, column + piece.width - 1, piece.about
            column += piece.width


def beyond(places: Sequence[Spot], here: Spot, down: int, across: int) -> Spot:
    """The nearest number in a direction; the same one if there is none."""
    if across:
        row = sorted(place for place in places if place[0] == here[0])
        index = row.index(here) + across
        return row[index] if 0 <= index < len(row) else here
    rows = sorted({place[0] for place in places})
    index = rows.index(here[0]) + down
    if not 0 <= index < len(rows):
        return here
    return min((place for place in places if place[0] == rows[index]), key=lambda place: abs(place[1] - here[1]))


class BoardSheet(Sheet, can_focus=True):
    """The board; while it has the keys, one of its numbers is pointed at."""

    BINDINGS = [
        Binding("enter", "ask", marked("why this number"), id="why-this"),
        Binding("up", "point(-1, 0)", marked("up"), show=False, id="point-up"),
        Binding("down", "point(1, 0)", marked("down"), show=False, id="point-down"),
        Binding("left", "point(0, -1)", marked("left"), show=False, id="point-left"),
        Binding("right", "point(0, 1)", marked("right"), show=False, id="point-right"),
        Binding("w", "pick", marked("all numbers"), id="point-pick"),
        Binding("escape", "release", marked("back"), id="point-back"),
    ]
    HELP = marked("Arrow keys go from number to number; Enter shows why the number is what it is.")

    class Searched(Message):
        """A number is wanted from the list of all."""

    class Released(Message):
        """Nobody points at a number any more."""

    def place(self) -> Spot | None:
        """Where the pointed number stands."""
        return next((spot for spot in spots(self.lines) if spot[2] == self.pointed), None)

    def on_focus(self) -> None:
        """Begin with the first number."""
        if self.place() is None:
            first = next(spots(self.lines), None)
            self.show(self.lines, pointed=first[2] if first is not None else None)

    def on_blur(self) -> None:
        """The cursor is where the keys go."""
        self.show(self.lines)

    def action_point(self, down: int, across: int) -> None:
        """To another number."""
        places = list(spots(self.lines))
        here = self.place()
        if places:
            there = beyond(places, here, down, across) if here is not None else places[0]
            self.show(self.lines, pointed=there[2])

    def action_ask(self) -> None:
        """Why is it what it is?"""
        if self.pointed is not None:
            self.post_message(self.Pointed(self, self.pointed))

    def action_pick(self) -> None:
        """From the list of all numbers."""
        self.post_message(self.Searched())

    def action_release(self) -> None:
        """Give the keys back."""
        self.post_message(self.Released())
