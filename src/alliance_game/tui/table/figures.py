"""How numbers are drawn: their colour, their bar, the sign of a change, and the columns that they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...definitions.tracks import Track
from ...describe import naming, questions
from ...describe.trail import Asked, value_shown
from ...engine.view import View
from ...wording import marked
from ..parts.sheet import Line, Piece, line

KEPT = marked("kept")
"""The head of the column that says how often each kept its word."""
LOW, HIGH = 2, 8
"""Tenths of a track's range below or above which a number is worth a colour."""

Marked = Mapping[Asked, int]
"""Numbers that have changed, and by how much."""


class Column(NamedTuple):
    """A column of the table of states: its heads from long to short, and a piece for each seat."""

    heads: tuple[str, ...]
    cells: Sequence[Piece]

    def width(self, short: bool = False) -> int:
        """As wide as its head or its widest number."""
        return max(len(self.heads[-1 if short else 0]), *(cell.width for cell in self.cells))


def drawn(value: int, most: int, width: int, level: str) -> Line:
    """A bar."""
    filled = min(width, max(0, value) * width // max(1, most)) if value < most else width
    filled = max(filled, int(value > 0))
    return line(("━" * filled, level), ("━" * (width - filled), "line"))


def mark(asked: Asked, marked: Marked, size: bool = True) -> Line:
    """``▲1`` behind a number that has changed."""
    change = marked.get(asked, 0)
    if not change:
        return ()
    sign = "▲" if change > 0 else "▼"
    return line((f" {sign}{abs(change)}" if size else sign, "accent"))


def tone(track: Track, value: int) -> str:
    """A colour for a number near the bad end of its range; empty for one that is not."""
    tenths = (value - track.min) * 10 // max(1, track.max - track.min)
    if track.better == "lower":
        return "bad" if tenths >= HIGH else "watch" if tenths >= HIGH - 2 else ""
    return "watch" if track.better == "higher" and tenths <= LOW else ""


def number(seen: View, asked: Asked, track: Track | None) -> Piece:
    """One number; the viewer's own in bold."""
    value = value_shown(seen, asked)
    if value is None:
        return Piece("?", "dim")
    level = tone(track, value) if track is not None else ""
    own = seen.seat in asked.seats and len(asked.seats) == 1
    return Piece(naming.number(value), level or ("strong" if own else ""), asked)


def record_piece(seen: View, seat: int, form: str) -> Piece | None:
    """How often a state kept its word, of how often; stands for the times it did not, if there are any."""
    record, word = seen.rules.program.symbols.folder.ruleset.record, questions.kept_word(seen, seat)
    if record is None or word is None:
        return None
    kept, given = word
    level = "dim" if not given else "good" if kept == given else "bad" if given - kept > kept else "watch"
    about = Asked("state", record.broken if kept < given else record.kept, (seat,))
    return Piece(form.format(kept, given), level, about)
