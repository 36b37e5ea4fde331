"""A position: the whole game at one moment."""

from __future__ import annotations

from .layout import OVER
from .markers import RawEntry
from .rules import Rules, Setup

History = tuple["History | None", tuple[RawEntry, ...] | list[RawEntry]]
"""The raw chronicle so far: what came before, and what the last move added."""


class Position:
    """The whole game at one moment. Nobody changes it: ``apply`` gives a new one."""

    __slots__ = ("_history", "_legal", "_opening", "cells", "rules", "setup")

    def __init__(self, rules: Rules, setup: Setup, cells: list[int], opening: list[int], history: History) -> None:
        self.rules = rules
        self.setup = setup
        self.cells = cells
        self._opening = opening
        self._history = history
        self._legal: list[int] | None = None

    @property
    def legal(self) -> list[int]:
        """The numbers of the legal moves of the seat asked first, worked out once."""
        if self._legal is None:
            self._legal = self.rules.machine.legal(self.cells)
        return self._legal

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return self.cells[OVER] != 0

    def followed(self, cells: list[int], log: list[RawEntry]) -> Position:
        """The position that a move leads to."""
        return Position(self.rules, self.setup, cells, self._opening, (self._history, log))

    def copy(self) -> Position:
        """The same position with cells of its own."""
        return Position(self.rules, self.setup, self.cells[:], self._opening, self._history)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Position) and self.rules is other.rules and self.cells == other.cells

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("keep a game as its set-up and moves, not as a pickled position")


def raw_chronicle(position: Position) -> list[RawEntry]:
    """Every raw entry from the beginning."""
    pieces = []
    history: History | None = position._history  # noqa: SLF001 - same concern
    while history is not None:
        history, piece = history
        pieces.append(piece)
    return [entry for piece in reversed(pieces) for entry in piece]
