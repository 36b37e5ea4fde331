"""Names of saves, and the files that they stand for."""

import os
import re
from pathlib import Path

from ..disk import explained
from ..errors import SaveError, UnknownName
from ..letters import visible
from ..wording import say

ENDING = ".journal"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,47}")
_DIGITS = 4
# Windows opens a device for these, whatever the ending of the file.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)


def checked_name(name: str) -> str:
    """The name, if a save can be called so on every system. Raises ``SaveError`` with the reason."""
    if name in _DEVICES:
        raise SaveError(
            say("'{name}' is the name of a device on Windows: choose another name for the save.", name=name)
        )
    if not _NAME.fullmatch(name):
        raise SaveError(
            say(
                "{name} cannot be the name of a save: use a to z, 0 to 9, - and _, 48 at most, no sign first.",
                name=shown(name),
            )
        )
    return name


def path_of(folder: Path, name: str) -> Path:
    """Where a save of this name lies, never outside the folder. Raises ``SaveError`` for a name that cannot be."""
    # os.path asks without raising, whatever the folder is.
    root = Path(os.path.realpath(folder))
    path = root / f"{checked_name(name)}{ENDING}"
    if os.path.islink(path) or not Path(os.path.realpath(path)).is_relative_to(root):  # noqa: PTH114
        raise SaveError(say("{path} is a link: put the file itself into the folder.", path=path))
    return path


def existing(folder: Path, name: str) -> Path:
    """Where the save of this name lies. Raises ``UnknownName`` with a suggestion, or ``SaveError``."""
    path = path_of(folder, name)
    with explained(say("{path} cannot be opened", path=path)):
        try:
            os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            raise UnknownName("save", name, [each.stem for each in folder.glob(f"*{ENDING}")]) from None
    return path


def new_name(folder: Path, scenario: str) -> str:
    """``concert-0007`` after ``concert-0006``: a name for a new game, above the highest that was given."""
    stem = re.sub(r"[^a-z0-9_-]", "-", scenario.lower())[: 47 - _DIGITS].lstrip("_-") or "game"
    pattern = re.compile(rf"{re.escape(stem)}-([0-9]{{{_DIGITS},9}})\..+")
    taken = [int(found[1]) for each in folder.iterdir() if (found := pattern.fullmatch(each.name))]
    return f"{stem}-{max(taken, default=0) + 1:0{_DIGITS}d}"


def shown(name: str) -> str:
    """Any text as a name in quotes, fit for a terminal: control characters and the like are written out."""
    return f"'{visible(name if len(name) <= 60 else name[:59] + '…')}'"
