"""Fingers that lose no time: keys for a program under test, each as soon as the one before has done all that it does.

Textual's own pilot waits, several times for each key, until the process has used no time for a fiftieth of a second.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

PATIENCE = 60
"""Seconds after which a program that never comes to rest is given up."""
CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "question_mark": "?"}
"""What keys with a name write."""
paint_now = Screen._compositor_refresh


class Swift(Pilot[int]):
    """A pilot that waits until nothing is left to be done, and no longer."""

    def __init__(self, app: App[int]) -> None:
        super().__init__(app)
        self.threads: set[asyncio.Future[Any]] = set()
        self.unpainted: list[Screen[Any]] = []

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before is done with."""
        for key in keys:
            self.strike(key)
            await self.rest()

    def strike(self, key: str) -> None:
        """Press a key, and wait for nothing."""
        name = _character_to_key(key) if len(key) == 1 else key
        event = events.Key(name, key if len(key) == 1 else CHARACTERS.get(key))
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    def stretch(self, width: int, height: int) -> None:
        """Give the window another size, and wait for nothing."""
        size = Size(width, height)
        self.app._driver._size = size  # type: ignore[union-attr]
        self.app.post_message(events.Resize(size, size))

    async def pause(self, delay: float | None = None) -> None:
        """Wait for some seconds, if any, and until there is nothing more to be done."""
        if delay is not None:
            await asyncio.sleep(delay)
        await self.rest()

    async def rest(self) -> None:
        """Wait until every message is handled, every thread has ended, and everything is drawn and painted."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while loop.time() < end:
            await asyncio.sleep(0)
            if loop._ready:  # type: ignore[attr-defined]
                continue
            if self.threads:
                await asyncio.wait(self.threads, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            elif self.app._resize_timer is not None:
                # Otherwise it would wait whether the window is still being pulled.
                self.app._check_resize()
            elif self.app.animator._animations:
                self.app.animator()
            elif not self.draw() and not self.paint():
                return
        raise AssertionError("the program never comes to rest")

    def draw(self) -> bool:
        """Lay out what has to be laid out, without waiting for the next picture; whether there was anything."""
        if not self.app._running or not self.app.screen_stack:
            return False
        screen = self.app.screen
        waits = screen._layout_required or screen._scroll_required or screen._repaint_required
        if not (waits or screen._recompose_required or screen._dirty_widgets or screen._callbacks):
            return False
        screen._on_timer_update()
        return True

    def paint(self) -> bool:
        """Paint what has been put off; whether there was anything."""
        waiting, self.unpainted = self.unpainted, []
        for screen in waiting:
            if screen.is_current:
                paint_now(screen)
        return bool(waiting)

    def put_off(self, screen: Screen[Any]) -> None:
        """Paint a screen once, when everything has come to rest."""
        if screen is not self.app.screen:
            paint_now(screen)
            return
        screen._dirty_widgets.clear()
        if screen not in self.unpainted:
            self.unpainted.append(screen)

    @contextmanager
    def in_charge(self) -> Iterator[None]:
        """While this lasts, the pilot hears of every thread and says when to paint."""
        loop = asyncio.get_running_loop()
        begin = loop.run_in_executor

        def run_in_executor(*work: Any) -> asyncio.Future[Any]:
            thread = begin(*work)
            self.threads.add(thread)
            thread.add_done_callback(self.threads.discard)
            return thread

        # No picture in between is missed: a terminal shows what stands at the end as well.
        with (
            patch.object(loop, "run_in_executor", run_in_executor),
            patch.object(Screen, "_compositor_refresh", lambda screen: self.put_off(screen)),
        ):
            yield
