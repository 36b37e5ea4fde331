"""The list of saves. A bad file is a row with its problem, never the end of the list."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ..errors import SaveError
from ..wording import say
from .chain import Contents
from .mirrors import contents_of
from .names import ENDING, path_of, shown


class Row(NamedTuple):
    """One save. Nothing in it is a secret of the game.

    Where ``problem`` is a sentence and ``moves`` is 0, the file cannot be used; where both are there, it can be
    continued from the last sound move.
    """

    name: str
    problem: str = ""
    scenario: str = ""
    states: int = 0
    seats: tuple[str, ...] = ()
    round: int = 0
    """The round it stands in, from 1; 0 before the first move."""
    moves: int = 0
    ending: str = ""
    """The id of the ending of a finished game."""
    created: str = ""
    """When it was begun, in UTC, such as ``2026-11-22T02:50:00Z``."""
    played: datetime | None = None
    """When the file was last written, in UTC."""
    usable: bool = False
    """Whether it can be opened, a damaged one up to its last sound move."""

    @property
    def finished(self) -> bool:
        """Whether the game is over."""
        return bool(self.ending)

    @property
    def can_continue(self) -> bool:
        """Whether there is a game to go on with."""
        return self.usable and not self.finished


def listing(folder: Path) -> list[Row]:
    """All saves in a folder, the one played last first. Never raises: what cannot be read is said in its row."""
    try:
        files = [Path(each.path) for each in os.scandir(folder) if each.name.endswith(ENDING) and each.name != ENDING]
    except FileNotFoundError:
        return []
    except OSError as error:
        problem = say("The folder of saves cannot be read: {error}.", error=error.strerror)
        return [Row(shown(str(folder)), problem)]
    return [_row(path) for path in sorted(files, key=lambda path: (-_written(path), path.name))]


def _row(path: Path) -> Row:
    try:
        contents = contents_of(path_of(path.parent, path.stem))
    except SaveError as error:
        name = path.stem if path.stem.isprintable() else shown(path.stem)
        return Row(name, str(error), played=_date(path))
    return _sound(path, contents)


def _sound(path: Path, contents: Contents) -> Row:
    header = contents.header
    damage = ""
    if contents.damage:
        damage = say("{damage} It can be recovered to {move}.", damage=contents.damage, move=contents.recovery)
    return Row(
        name=path.stem,
        problem=damage,
        scenario=header.scenario,
        states=header.states,
        seats=contents.seats,
        round=contents.records[-1].round if contents.records else 0,
        moves=contents.standing,
        ending=contents.over,
        created=header.created,
        played=_date(path),
        usable=True,
    )


def _written(path: Path) -> int:
    """When a file was last written, in nanoseconds; links are not followed. 0 if nobody can tell."""
    try:
        return os.lstat(path).st_mtime_ns
    except OSError:
        return 0


def _date(path: Path) -> datetime | None:
    written = _written(path)
    return datetime.fromtimestamp(written // 10**9, UTC) if written else None
