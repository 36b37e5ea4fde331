"""Tables as files in a folder: all of them, or none."""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from ... import disk
from ...errors import AllianceError
from ...wording import say
from .table import Table


def checked_folder(folder: Path) -> Path:
    """Where the folder really lies, if tables can be put there: it is new, or empty.

    Raises ``AllianceError``.
    """
    found = Path(os.path.realpath(folder))
    if found.exists() and not found.is_dir():
        raise AllianceError(say("'{folder}' is a file: name a folder for the tables.", folder=folder))
    if not found.exists() and not found.parent.is_dir():
        raise AllianceError(say("'{folder}' cannot be made: there is no folder above it.", folder=folder))
    if not os.access(found if found.exists() else found.parent, os.R_OK | os.W_OK | os.X_OK):
        raise AllianceError(say("'{folder}' cannot be written: it is protected.", folder=folder))
    if found.exists() and any(found.iterdir()):
        raise AllianceError(
            say("'{folder}' has files in it already: name a new folder, or one that is empty.", folder=folder)
        )
    return found


def write(folder: Path, ending: str, tables: Iterable[Table], text: Callable[[Table], str]) -> list[Path]:
    """Write each table into a file of the folder, where nothing is to be seen before all are whole; gives the files.

    Raises ``AllianceError`` for a folder that tables cannot be put into, and ``OSError`` if the disk refuses; a new
    folder is not there then, and one that was there is as empty as it was.
    """
    found = checked_folder(folder)
    is_new = not found.exists()
    beside = (found.parent if is_new else found) / f".{found.name}.{os.getpid()}.new"
    with ExitStack() as in_the_end, ExitStack() as unless_done:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        in_the_end.callback(shutil.rmtree, beside, ignore_errors=True)
        files = [_written(beside / f"{table.name}.{ending}", text(table)) for table in tables]
        if is_new:
            beside.rename(found)
        else:
            # The folder itself stays: it may be a stick, or shared with others.
            for file in files:
                unless_done.callback((found / file.name).unlink, missing_ok=True)
                file.rename(found / file.name)
        unless_done.pop_all()
    return [folder / file.name for file in files]


def _written(file: Path, text: str) -> Path:
    disk.write_new(file, text.encode(), disk.ANYBODYS)
    return file
