"""When the program itself fails: a quiet screen, and a report that holds nothing of the game.

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
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import FrameType

from platformdirs import user_state_dir
from textual import getters
from textual.containers import Container
from textual.events import Key
from textual.widget import Widget

from .. import __version__
from ..errors import SaveError
from ..saves import disk
from ..wording import marked, say
from .app import AllianceApp
from .parts.page import Page
from .parts.sheet import Line, Sheet, line, wrapped

WIDTH = 74
HELD = 0.6
"""Seconds in which no key leaves: one of them may have been under a finger when it happened."""
_PACKAGE = Path(__file__).parents[1]
_MOST_LINKS, _MOST_FRAMES, _MOST_TRIES = 8, 60, 20
_RULES = "compiled rules"


class CrashScreen(Page[None]):
    """Says that the program failed, that the game is safe, and where the report is. Any key leaves."""

    NAME = marked("Stopped")
    HELP = marked("The program has failed. Any key leaves.")
    DEFAULT_CSS = """
    CrashScreen #middle { height: 1fr; align: center middle; }
    CrashScreen #plate { width: 78; max-width: 100%; height: auto; padding: 0 2; }
    CrashScreen KeyLine { display: none; }
    """
    app = getters.app(AllianceApp)

    def __init__(self, name: str = "", report: Path | None = None) -> None:
        super().__init__()
        self.save = name
        self.report = report
        self.ready = False

    def body(self) -> Iterable[Widget]:
        """A few lines in the middle."""
        yield Container(Sheet(id="plate"), id="middle")

    def bar(self) -> Line:
        """Nothing of the game."""
        return line(("Alliance Game", "strong"))

    def on_mount(self) -> None:
        """Keys that were pressed before this could be read do not count."""
        self.set_timer(HELD, self.make_ready)
        self.write()

    def make_ready(self) -> None:
        """From now on any key leaves."""
        self.ready = True
        self.write()

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """What happened, and what now."""
        sheet = self.query_one("#plate", Sheet)
        width = max(20, min(WIDTH, sheet.size.width - 4 if sheet.size.width else WIDTH))
        leave = line((say("Any key leaves.") if self.ready else "", "strong"))
        sheet.show([*story(self.save, self.report, width), (), leave])

    def on_key(self, event: Key) -> None:
        """Leave, with the exit code of a failure."""
        event.stop()
        event.prevent_default()
        if self.ready:
            self.app.exit(1, return_code=1)


def story(name: str, report: Path | None, width: int) -> list[Line]:
    """What the screen says: that it failed, what is safe, how to go on, and where the report is."""
    lines = [line((say("The program has failed. The fault is its own, not yours."), "strong")), ()]
    if name:
        lines += wrapped(say("The game is saved up to the last confirmed move. Go on with:"), width)
        lines += [(), *wrapped(f"alliance-game continue {name}", width, "accent", indent="  "), ()]
    if report is None:
        lines += wrapped(say("A report could not be written: the disk refused."), width, "dim")
        return lines
    lines += wrapped(say("A report for the people who mend the game is in"), width)
    lines += [(), *wrapped(str(report), width, "accent", indent="  "), ()]
    about = say("It names places in the program and nothing of the game, so it can be passed on.")
    return [*lines, *wrapped(about, width, "dim")]


def one_line(name: str, report: Path | None) -> str:
    """The same in one line, for a screen that cannot be drawn any more."""
    found = [say("The program has failed.")]
    if name:
        found.append(say("The game is saved. Go on with: alliance-game continue {name}.", name=name))
    if report is not None:
        found.append(say("Report: {report}", report=report))
    return " ".join(found)


def report_path(folder: Path, when: datetime) -> Path:
    """Where the report of a moment lies."""
    return folder / f"crash-{when:%Y%m%d-%H%M%S}.txt"


def write_report(error: BaseException, pages: Iterable[str], folder: Path) -> Path | None:
    """Write a report into the folder of saves, or else where the system keeps such things; ``None`` if it cannot be."""
    text = "\n".join([*machine(), f"pages: {', '.join(pages) or 'none'}", "", *faults(error), ""])
    when = datetime.now(UTC)
    for place in (folder, Path(user_state_dir("alliance-game", appauthor=False))):
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
