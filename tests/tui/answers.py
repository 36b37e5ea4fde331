"""What the tests of questions share: a question on the screen, and what was answered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from alliance_game.engine import Decision, view
from alliance_game.engine.view import View
from alliance_game.tui.parts.page import Page
from tests.table import Table
from tests.tui.stage import USUAL, frame, staged

OPEN = "not answered"


class Asked:
    """A question on the screen."""

    def __init__(self, pilot: Pilot[int], page: Page[Any]) -> None:
        self.pilot = pilot
        self.page = page
        self.answer: object = OPEN

    @property
    def text(self) -> str:
        """What is on the screen."""
        return frame(self.pilot.app)  # type: ignore[arg-type]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all is drawn."""
        await self.pilot.press(*keys)
        await self.pilot.pause()


@asynccontextmanager
async def asking(folder: Path, page: Page[Any], size: tuple[int, int] = USUAL) -> AsyncIterator[Asked]:
    """Push a page and keep what it is dismissed with."""
    async with staged(folder, lambda app: Page(), size) as pilot:
        found = Asked(pilot, page)

        def keep(answer: object) -> None:
            found.answer = answer

        pilot.app.push_screen(page, keep)
        await pilot.pause()
        await pilot.pause()
        yield found


def seated(table: Table, seat: int | None = None) -> tuple[View, Decision]:
    """What a seat sees, and what it is asked; by default the one asked first."""
    seen = view(table.position, table.ask.seat if seat is None else seat)
    return seen, seen.decisions[0]
