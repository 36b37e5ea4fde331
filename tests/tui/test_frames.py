"""Every page as text, in the usual window and in a wide one, compared with what it was.

After a change that is meant: ``pytest tests/tui/test_frames.py --snapshot-update``, and read the difference.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.screen import Screen

from alliance_game import __version__
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.crash import CrashScreen
from alliance_game.tui.games.replay import ReplayScreen
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.table.outcome import OutcomeScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.moments import ALONE, DAY, NOON, TOGETHER, at, put
from tests.tui.stage import USUAL, WIDE, frame, staged
from tests.tui.swift import Swift

FOLDER = Path("saves")
"""Beside the test, so that no page shows a path of this machine."""
SIZES = (USUAL, WIDE)
MOST_NEWS = 40


class Frame(SingleFileSnapshotExtension):
    """A picture as a file of text."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@dataclass(frozen=True)
class Page:
    """What is on the screen at first, and the keys from there to the page: ``read`` goes through the news."""

    first: Callable[[], Screen[Any]]
    keys: str = ""
    sizes: tuple[tuple[int, int], ...] = SIZES


def menu() -> Screen[Any]:
    """The menu, with a finished game, one that can be continued, and a damaged one."""
    put(FOLDER, "turn")
    put(FOLDER, "end", name="concert-0003", days=40)
    torn = put(FOLDER, "pledge", TOGETHER, name="concert-0005")
    torn.write_bytes(torn.read_bytes()[:-30])
    os.utime(torn, (NOON - DAY,) * 2)
    return MenuScreen()


def table(moment: str, seats: tuple[str, ...] = ALONE) -> Callable[[], Screen[Any]]:
    """A game that is continued at a moment."""
    return lambda: TableScreen(at(FOLDER, moment, seats))


def replay() -> Screen[Any]:
    """A finished game, to step through."""
    return ReplayScreen(put(FOLDER, "end").stem)


def crash() -> Screen[Any]:
    """The program has failed."""
    return CrashScreen("concert-0007", FOLDER / "crash-20261122-050709.txt")


PAGES: dict[str, Page] = {
    "menu": Page(menu),
    "new_game": Page(menu, "3"),
    "cards": Page(menu, "5 down down"),
    "saves": Page(menu, "6"),
    "settings": Page(menu, "s down"),
    "keys": Page(menu, "s 4"),
    "news": Page(table("turn"), "enter"),
    "board": Page(table("turn"), "read"),
    "submenu": Page(table("turn"), "read 1"),
    "tactic": Page(table("turn"), "read 1 1"),
    "pointing": Page(table("turn"), "read w down down right"),
    "why": Page(table("turn"), "read w enter"),
    "why_picker": Page(table("turn"), "read w w t r u s t"),
    "chronicle": Page(table("turn"), "read l"),
    "chronicle_filtered": Page(table("turn"), "read l s f"),
    "chronicle_searched": Page(table("turn"), "read l slash t r u s t enter"),
    "relations": Page(table("turn"), "read r"),
    "codex": Page(table("turn"), "read c p l e d g e"),
    "agenda": Page(table("turn"), "read g"),
    "help": Page(table("turn"), "read f1"),
    "palette": Page(table("turn"), "read f2"),
    "proposal": Page(table("proposal"), "read"),
    "card": Page(table("card"), "read"),
    "pledge": Page(table("pledge"), "read right right"),
    "commitment": Page(table("commitment"), "read right"),
    "hand_over": Page(table("turn", TOGETHER)),
    "leaving": Page(table("turn", TOGETHER), "escape"),
    "pin": Page(table("turn", TOGETHER), "p 4 7"),
    "since_your_last_turn": Page(table("commitment", TOGETHER), "o enter"),
    "replay": Page(replay, "pagedown right right"),
    "outcome": Page(lambda: OutcomeScreen(at(FOLDER, "end"))),
    "crash": Page(crash),
    "too_small": Page(table("turn"), "", ((59, 19),)),
}
CASES = [
    pytest.param(page, size, id=f"{name}-{size[0]}x{size[1]}") for name, page in PAGES.items() for size in page.sizes
]


@pytest.mark.parametrize(("page", "size"), CASES)
async def test_page(
    page: Page, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("alliance_game.tui.crash.HELD", 0.001)
    async with staged(FOLDER, lambda app: page.first(), size) as pilot:
        for key in page.keys.split():
            await (read(pilot) if key == "read" else pilot.press(key))
        await pilot.pause(0.01 if page.first is crash else None)
        text = masked(pilot.app)
    assert str(tmp_path) not in text
    assert max(len(line) for line in text.splitlines()) <= size[0]
    assert text == snapshot(extension_class=Frame)


async def read(pilot: Swift) -> None:
    """Go through the news to the question."""
    for _ in range(MOST_NEWS):
        screen = pilot.app.screen
        if not isinstance(screen, TableScreen) or screen.tactics.waits:
            return
        await pilot.press("enter")
    raise AssertionError("nothing is asked")


def masked(app: Any) -> str:
    """What is on the screen, without what differs from day to day and from release to release."""
    assert isinstance(app, AllianceApp)
    text = frame(app).replace(f"  {__version__}", "  0.0.0")
    return re.sub(r"begun \d{4}-\d\d-\d\d", "begun 2020-01-01", text) + "\n"
