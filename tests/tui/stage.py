"""What tests of the screens share: an app with one screen, fingers that lose no time, and the screen as text."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from alliance_game.saves import Game, create
from alliance_game.settings import Settings
from alliance_game.tui.app import AllianceApp
from tests.table import library

SMALL, USUAL, WIDE, VAST = (60, 20), (80, 24), (120, 40), (200, 60)
PATIENCE = 60
"""Seconds after which a program that never comes to rest is given up."""


class Swift(Pilot[int]):
    """A pilot that waits no longer than it has to: until nothing is left to be done, instead of for a quiet moment.

    Textual's own waits until the process has used no time for a fiftieth of a second, several times for each key.
    """

    def __init__(self, app: App[int], threads: set[asyncio.Future[Any]]) -> None:
        super().__init__(app)
        self.threads = threads
        self.unpainted: list[Screen[Any]] = []

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has done all that it does."""
        for key in keys:
            self.strike(key)
            await self.rest()

    def strike(self, key: str) -> None:
        """Press a key, and wait for nothing."""
        name = _character_to_key(key) if len(key) == 1 else key
        character = key if len(key) == 1 else CHARACTERS.get(key)
        event = events.Key(name, character)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def pause(self, delay: float | None = None) -> None:
        """Wait for some seconds, or until there is nothing more to be done."""
        if delay is not None:
            await asyncio.sleep(delay)
        await self.rest()

    async def rest(self) -> None:
        """Wait until every message is handled, every thread has ended, and everything is drawn."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while loop.time() < end:
            await asyncio.sleep(0)
            if loop._ready:  # type: ignore[attr-defined]
                continue
            if self.threads:
                await asyncio.wait(self.threads, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            elif self.app.animator._animations:
                self.app.animator()
            elif not self.drawn() and not self.painted():
                return
        raise AssertionError("the program never comes to rest")

    def drawn(self) -> bool:
        """Draw what has still to be drawn, without waiting for the next picture; whether there was anything."""
        if not self.app._running or not self.app.screen_stack:
            return False
        screen = self.app.screen
        waits = screen._layout_required or screen._scroll_required or screen._repaint_required
        if waits or screen._recompose_required or screen._dirty_widgets or screen._callbacks:
            screen._on_timer_update()
            return True
        return False

    def painted(self) -> bool:
        """Paint what has been drawn; whether there was anything."""
        waiting, self.unpainted = self.unpainted, []
        for screen in waiting:
            if screen.is_current:
                PAINT(screen)
        return bool(waiting)

    def put_off(self, screen: Screen[Any]) -> None:
        """Paint a screen once, when everything has come to rest."""
        if screen is not self.app.screen:
            PAINT(screen)
            return
        screen._dirty_widgets.clear()
        if screen not in self.unpainted:
            self.unpainted.append(screen)


PAINT = Screen._compositor_refresh
CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "question_mark": "?"}
"""What keys with a name write."""


def watched_threads() -> set[asyncio.Future[Any]]:
    """The threads that the loop has begun from now on, and whose end it has not heard of."""
    loop, open_ = asyncio.get_running_loop(), set[asyncio.Future[Any]]()
    begin = type(loop).run_in_executor

    def run_in_executor(*work: Any) -> asyncio.Future[Any]:
        thread = begin(loop, *work)
        open_.add(thread)
        thread.add_done_callback(open_.discard)
        return thread

    loop.run_in_executor = run_in_executor  # type: ignore[method-assign, assignment]
    return open_


@asynccontextmanager
async def staged(
    folder: Path,
    first: Callable[[AllianceApp], Screen[Any]],
    size: tuple[int, int] = USUAL,
    settings: Settings | None = None,
) -> AsyncIterator[Swift]:
    """The app with a screen of one's own on it; news come at once unless the settings say otherwise."""
    app = AllianceApp(folder, first, settings or Settings(pace="off"), library())
    app.settings_path = folder / "settings.yaml"
    app.animation_level = "none"
    pilot = Swift(app, watched_threads())
    with patch.object(Screen, "_compositor_refresh", lambda screen: pilot.put_off(screen)):
      async with app.run_test(size=size):
        await pilot.pause()
        yield pilot


def frame(app: AllianceApp) -> str:
    """What is on the screen, as text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def new_game(folder: Path, *seats: str, seed: int = 7, **setup: Any) -> Game:
    """A saved game of Concert; by default one person and three planners."""
    named = seats or ("you", "planner", "planner", "planner")
    return create(library(), named, folder, states=len(named), seed=seed, **setup)
