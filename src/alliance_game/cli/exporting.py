"""``export``: a saved game as tables."""

from collections.abc import Sequence
from pathlib import Path

from ..classroom.tables import FORMATS, Table, checked_folder, recorded, tables, write
from ..errors import AllianceError
from ..saves import saves_folder
from ..wording import say
from .app import data, talk


def export_save(save: str, folder: Path, ending: str) -> int:
    """Write the tables of a game, and say how many rows each has."""
    if ending not in FORMATS:
        raise AllianceError(say("Tables cannot be written as '{format}': choose csv or json.", format=ending))
    checked_folder(folder)
    record = recorded(saves_folder(), save)
    if code := put_tables(folder, ending, tables(record)):
        return code
    for note in (record.damage, "" if record.over else unfinished()):
        if note:
            talk(note)
    return 0


def put_tables(folder: Path, ending: str, made: Sequence[Table]) -> int:
    """Write tables into a folder, all or none, and say how many rows each has; the exit code."""
    try:
        files = write(folder, ending, made, FORMATS[ending])
    except OSError as error:
        why = error.strerror or str(error)
        return talk(say("'{folder}' could not be written: {error}. Nothing was kept.", folder=folder, error=why), 1)
    width = max(len(str(file)) for file in files)
    for file, table in zip(files, made, strict=True):
        data(f"{file!s:<{width}}  {several(table)}")
    return 0


def several(table: Table) -> str:
    """``1 row``, ``95 rows``."""
    rows = len(table.rows)
    return say("1 row" if rows == 1 else "{rows} rows", rows=rows)


def unfinished() -> str:
    """What was left out, and why."""
    return say(
        "The game is not over: the tables hold what everybody at the table may know. Agendas, scores and what is still "
        "sealed come when it has ended."
    )
