"""The data dictionary: what every table and every column means."""

from collections.abc import Iterable, Iterator

from .table import Cell, Table, text

NAME = "dictionary"


def dictionary(tables: Iterable[Table]) -> Table:
    """A row for each table and for each of its columns; itself too."""
    empty = Table(NAME, "What every table and every column means.", _COLUMNS, ())
    rows = tuple(row for table in (*tables, empty) for row in _rows(table))
    return Table(NAME, empty.about, _COLUMNS, rows)


def _rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    yield table.name, None, None, table.about
    for column in table.columns:
        yield table.name, column.name, column.kind, column.about


_COLUMNS = (
    text("table", "The table, which is the file's name without its ending."),
    text("column", "The column; empty in the row that is about the table itself."),
    text("kind", "text, number (a whole number), or yes or no (1 or 0)."),
    text("meaning", "What stands there; of a table, what one row is."),
)
