"""Every number at the end of every round."""

from collections.abc import Iterator

from ...describe import history, naming
from ...engine.layout import HIDDEN, Block
from .crises import crisis_numbers
from .record import Record
from .table import Cell, Table, number, text

Row = tuple[Cell, ...]


def tracks_by_round(record: Record) -> Table:
    """A row for each round and number."""
    about = "Every number by rounds: one row for each round, owner and track. Secret ones come when the game is over."
    return Table("tracks_by_round", about, _COLUMNS, tuple(_rows(record)))


def _rows(record: Record) -> Iterator[Row]:
    past = history.rounds(record.seen)
    open_crises = crisis_numbers(record)
    for round_, cells in enumerate(past):
        last = round_ == len(past) - 1
        moment = "start" if round_ == 0 else "now" if last and not record.over else "end"
        for block in record.rules.layout.blocks:
            for owners, value in _values(record, block, cells):
                yield round_, moment, *owners, value
        for owners, value in open_crises.get(round_, ()):
            yield round_, moment, *owners, value


def _values(record: Record, block: Block, cells: list[int]) -> Iterator[tuple[Row, int]]:
    """The numbers of one track or agreement, each with its scope, states, card and name."""
    if block.scope not in history.FOLLOWED or not naming.is_shown(record.rules, block.scope, block.name):
        return
    scope = "agreement" if block.scope in ("two", "many") else block.scope
    for at, owners in _owners(record, block):
        value = cells[block.start + at]
        if value != HIDDEN:
            yield (scope, *owners, None, block.name), value


def _owners(record: Record, block: Block) -> Iterator[tuple[int, tuple[str | None, str | None]]]:
    """Every cell of a track that says something of its own, and whose it is."""
    n = record.rules.players
    if block.scope == "world":
        yield 0, (None, None)
    elif block.scope in ("state", "many"):
        yield from ((seat, (record.state(seat), None)) for seat in range(n))
    else:
        directed = block.track is not None and block.track.directed
        for one in range(n):
            for other in range(n) if directed else range(one + 1, n):
                if one != other:
                    yield one * n + other, (record.state(one), record.state(other))


_COLUMNS = (
    number("round", "The round; 0 is the start of the game."),
    text(
        "moment",
        "start (before anything happened), end (when the round ended) or now (where a game that is not over stands).",
    ),
    text("scope", "What the number belongs to, as in the table tracks."),
    text("state", "Id of the state; of a pair the first, and if the number has a direction the one that holds it."),
    text("other", "Id of the other state of a pair, or of an agreement of two; otherwise empty."),
    text("card", "Id of the card, for numbers of an open crisis; otherwise empty."),
    text("track", "Id of the track or agreement, as in the table tracks."),
    number("value", "The number; of a mark 1 if it is there, of an agreement 1 if it is signed."),
)
