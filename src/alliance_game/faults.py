"""When the program itself fails: a report that holds nothing of the game, and a line that says where it is.

A report names places in the program and kinds of faults. It never has the text of an error, a value, a seed, or a name
of a card: those could tell one person at the table what another may not know.
"""

from __future__ import annotations

import linecache
import os
import platform
import shutil
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import FrameType

from platformdirs import user_state_dir

from . import __version__, disk
from .errors import SaveError
from .wording import say

_PACKAGE = Path(__file__).parent
_MOST_LINKS, _MOST_FRAMES, _MOST_TRIES = 8, 60, 20
_RULES = "compiled rules"


def one_line(name: str, report: Path | None) -> str:
    """That the program has failed, how to go on with the game ``name`` if one was played, and where the report is."""
    found = [say("The program has failed.")]
    if name:
        found.append(say("The game is saved. Go on with: alliance-game continue {name}.", name=name))
    if report is not None:
        found.append(say("Report: {report}", report=report))
    return " ".join(found)


def report_path(folder: Path, when: datetime) -> Path:
    """Where the report of a moment lies."""
    return folder / f"crash-{when:%Y%m%d-%H%M%S}.txt"


def places(folder: Path) -> tuple[Path, ...]:
    """Where reports are written: in the folder of saves, or else where the system keeps such things."""
    return folder, Path(user_state_dir("alliance-game", appauthor=False))


def reports(folder: Path) -> list[Path]:
    """The reports that there are, the newest first."""
    found = [each for place in places(folder) for each in place.glob("crash-*.txt")]
    return sorted(found, key=lambda each: (each.name, str(each)), reverse=True)


def write_report(error: BaseException, folder: Path, *facts: str) -> Path | None:
    """Write a report, with some facts of one's own; ``None`` if it cannot be written anywhere."""
    text = "\n".join([*machine(), *facts, "", *faults(error), ""])
    when = datetime.now(UTC)
    for place in places(folder):
        try:
            return _written(report_path(place, when), text)
        except (OSError, SaveError):
            # The next place may be better; without any, the screen says that there is no report.
            continue
    return None


def _written(path: Path, text: str) -> Path:
    """A new file; two faults in one second get two."""
    disk.make_folder(path.parent)
    for number in range(1, _MOST_TRIES):
        beside = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            disk.write_new(beside, text.encode())
        except disk.NameTaken:
            continue
        return beside
    raise SaveError(f"There are too many reports of one second in {path.parent}.")


def machine() -> list[str]:
    """Versions and the terminal."""
    size = shutil.get_terminal_size()
    names = [name for name in ("TERM", "COLORTERM", "TERM_PROGRAM") if name in os.environ]
    terminal = [f"{name}={plain(os.environ[name])}" for name in names]
    return [
        f"alliance-game {__version__}",
        f"python {platform.python_version()} on {platform.system()} {platform.machine()}",
        f"textual {version('textual')}, rich {version('rich')}",
        f"terminal: {' '.join([*terminal, f'{size.columns}x{size.lines}'])}",
    ]


def plain(text: str) -> str:
    """A word of the environment, fit for a line."""
    return "".join(sign for sign in text[:40] if sign.isprintable())


def faults(error: BaseException) -> Iterator[str]:
    """The chain of faults, the first cause first: the kind of each, and the places that led to it."""
    for number, each in enumerate(reversed(chain(error))):
        yield f"{'which led to ' if number else ''}{type(each).__module__}.{type(each).__qualname__}"
        for frame, row in list(traceback.walk_tb(each.__traceback__))[-_MOST_FRAMES:]:
            yield from place(frame, row)


def chain(error: BaseException) -> list[BaseException]:
    """A fault and what caused it, and so on."""
    found: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in found and len(found) < _MOST_LINKS:
        found.append(link)
        # A worker that fails hands over its fault in this way.
        inner = getattr(link, "error", None)
        hidden = link.__context__ if not link.__suppress_context__ else None
        link = inner if isinstance(inner, BaseException) else link.__cause__ or hidden
    return found


def place(frame: FrameType, row: int) -> Iterator[str]:
    """Where something was being done. Of the compiled rules not even that: a row of them may belong to one card."""
    file = frame.f_code.co_filename
    if file.startswith("<"):
        yield f"  {_RULES}" if file.startswith("<rules") else "  elsewhere"
        return
    path = Path(file)
    own = path.is_relative_to(_PACKAGE)
    yield f"  {shortened(path)}:{row} {frame.f_code.co_qualname}"
    if own and (source := linecache.getline(file, row).strip()):
        yield f"      {source}"


def shortened(path: Path) -> str:
    """A file without the folders above its package, which may hold somebody's name."""
    for root in (_PACKAGE.parent, *(Path(entry) for entry in sys.path if entry)):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
