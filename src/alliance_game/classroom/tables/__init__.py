"""A saved game as tables: one file each, with a dictionary that explains every column."""

from collections.abc import Callable

from .agreements import agreements
from .answers import answers, pledges
from .crises import crises
from .dictionary import dictionary
from .files import checked_folder, write
from .formats import FORMATS
from .game import game, states, tracks
from .interventions import interventions, notes
from .moves import moves
from .record import Record, recorded
from .rounds import tracks_by_round
from .scores import scores
from .table import Cell, Column, Kind, Table
from .texts import chronicle

MAKERS: tuple[Callable[[Record], Table], ...] = (
    game,
    states,
    tracks,
    moves,
    tracks_by_round,
    answers,
    pledges,
    agreements,
    crises,
    scores,
    chronicle,
    interventions,
    notes,
)
"""What makes each table, in the order in which the dictionary explains them."""


def tables(record: Record) -> tuple[Table, ...]:
    """Every table of a game, the dictionary last."""
    found = tuple(make(record) for make in MAKERS)
    return (*found, dictionary(found))


__all__ = ["FORMATS", "Cell", "Column", "Kind", "Record", "Table", "checked_folder", "recorded", "tables", "write"]
