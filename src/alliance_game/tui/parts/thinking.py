"""Thinking aside: in a thread, so that the keys stay live; it ends soon after nobody waits for it any more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from threading import Event, Lock
from time import sleep
from typing import TypeVar

T = TypeVar("T")
Enough = Callable[[], bool]


class Mind:
    """Thinks about one thing after another."""

    def __init__(self) -> None:
        self.busy = Lock()

    async def think(self, work: Callable[[Enough], T]) -> T:
        """What comes of some work, which asks again and again whether it is enough.

        It is enough as soon as whoever waits for it is cancelled. A thread cannot be ended from outside: the next
        thought waits until it has heard that.
        """
        left = Event()
        try:
            return await asyncio.to_thread(self.alone, partial(work, partial(is_left, left)))
        finally:
            left.set()

    def alone(self, work: Callable[[], T]) -> T:
        """One thought at a time: bots keep their tools."""
        with self.busy:
            return work()


def is_left(left: Event) -> bool:
    """Whether nobody waits any more; whoever asks lets the screen take its turn first."""
    sleep(0)
    return left.is_set()
