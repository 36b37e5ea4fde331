"""When the program itself fails while it paints: a quiet screen, and a report of the pages that were open."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import getters
from textual.containers import Container
from textual.events import Key
from textual.widget import Widget

from .. import faults
from ..wording import marked, say
from .app import AllianceApp
from .parts.page import Page
from .parts.sheet import Line, Sheet, line, wrapped

WIDTH = 74
HELD = 0.6
"""Seconds in which no key leaves: one of them may have been under a finger when it happened."""


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


def write_report(error: BaseException, pages: Iterable[str], folder: Path) -> Path | None:
    """Write a report with the kinds of pages that were open; ``None`` if it cannot be written anywhere."""
    return faults.write_report(error, folder, f"pages: {', '.join(pages) or 'none'}")
