"""Tables as the text of files."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping

from .table import Cell, Table

FORMULA = tuple("=+-@\t\n＝＋－＠")
"""A text that begins so is run as a formula by spreadsheets."""
HARMLESS = "'"
"""Put before such a text, it is shown as it stands."""
# Where commas part decimals, spreadsheets part cells at semicolons, inside our quotes too.
_INNER = re.compile("(?<=[;\t\n])(?=[=+@＝＋－＠-])")


def as_csv(table: Table) -> str:
    """Commas between cells, a line for each row, the names of the columns first; an empty cell is nothing."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([[harmless(cell) for cell in row] for row in table.rows])
    return output.getvalue()


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula, or for two rows; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    # The csv module does not quote a lone carriage return before Python 3.13.
    whole = cell.replace("\r\n", "\n").replace("\r", "\n")
    whole = _INNER.sub(HARMLESS, whole)
    return f"{HARMLESS}{whole}" if whole.startswith(FORMULA) else whole


def as_json(table: Table) -> str:
    """A list of objects, one a line, as the columns name them; an empty cell is ``null``."""
    names = [column.name for column in table.columns]
    rows = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in table.rows)
    lines = ",\n".join(rows)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


FORMATS: Mapping[str, Callable[[Table], str]] = {"csv": as_csv, "json": as_json}
"""Every format by the ending of its files."""
