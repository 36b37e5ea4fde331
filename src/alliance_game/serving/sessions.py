"""A browser at a game: a process that paints for it, as long as both are there."""

import asyncio
import json
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import IntEnum

from aiohttp import WSMsgType
from aiohttp.web import WebSocketResponse
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from ..wording import say

Size = tuple[int, int]
WIDTHS, HEIGHTS = (20, 500), (8, 200)
"""The narrowest and the widest window that is painted, and so for its height."""
_PATIENCE = 4.0
"""Seconds that a process has for leaving before it is ended."""
_WORDS = ("stdin", "resize", "ping", "blur", "focus")


class Why(IntEnum):
    """Why a browser and its game parted, as a closing code that the page turns into a sentence."""

    LEFT = 4000
    ELSEWHERE = 4001
    FULL = 4002
    STRANGER = 4003
    FAILED = 4004
    STOPPED = 4005


class Program(AppService):
    """The game as a process of its own, without a shell and out of the reach of the terminal's Ctrl+C."""

    def __init__(self, line: Sequence[str], environment: dict[str, str], socket: WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._wait_for_end,
            download_manager=DownloadManager(),
        )
        self._line = line
        self._added = environment

    @property
    def painting(self) -> asyncio.Task[None]:
        """Runs as long as the process does."""
        assert self._task is not None
        return self._task

    async def _wait_for_end(self) -> None:
        """That the program says goodbye is not its end yet: a save is free when the process is gone."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width, height) | self._added
        self._process = await asyncio.create_subprocess_exec(
            *self._line, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        self._stdin = self._process.stdin
        return self._process

    async def end(self) -> int:
        """Ask the process to leave, wait until it is gone, and do not wait for ever; gives its exit code."""
        process = self._process
        if process is None:
            return 1
        await self.send_meta({"type": "quit"})
        self.painting.cancel()
        await asyncio.wait({self.painting})
        force: tuple[Callable[[], None] | None, ...] = (None, process.terminate, process.kill)
        for push in force:
            with suppress(ProcessLookupError):
                if push is not None:
                    push()
            with suppress(TimeoutError):
                await asyncio.wait_for(process.communicate(), _PATIENCE)
                break
        return process.returncode or 0


class Session:
    """One browser at one process, from the first frame until one of them leaves or both are parted."""

    def __init__(self, program: Program, socket: WebSocketResponse) -> None:
        self._program = program
        self._socket = socket
        self._parted = asyncio.Event()
        self._why = Why.LEFT
        self.over = asyncio.Event()
        """Set when the process is gone and its save is free."""

    async def part(self, why: Why) -> None:
        """End it, and wait until it is over."""
        if not self._parted.is_set():
            self._why = why
            self._parted.set()
        await self.over.wait()

    async def run(self, size: Size) -> Why:
        """Play until somebody leaves; the process is gone afterwards. Gives why it is over."""
        await self._program.start(*size)
        hearing, parting = asyncio.create_task(self._hear()), asyncio.create_task(self._parted.wait())
        waiting = {self._program.painting, hearing, parting}
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            code = await self._program.end()
            hearing.cancel()
            parting.cancel()
            await asyncio.wait({hearing, parting})
        why = Why.FAILED if code and not self._parted.is_set() else self._why
        await self._socket.close(code=why)
        return why

    async def _hear(self) -> None:
        """Pass on what the browser says, as long as it says what a page of ours would."""
        async for message in self._socket:
            heard = _understood(message.data) if message.type == WSMsgType.TEXT else None
            if heard is not None:
                await self._pass_on(*heard)

    async def _pass_on(self, word: str, told: object) -> None:
        if word == "stdin" and isinstance(told, str):
            await self._program.send_bytes(told.encode("utf-8", "replace"))
        elif word == "resize" and isinstance(told, dict):
            await self._program.set_terminal_size(*size_of(told))
        elif word == "ping" and isinstance(told, str):
            await self._socket.send_json(["pong", told])
        elif word == "blur":
            await self._program.blur()
        elif word == "focus":
            await self._program.focus()


def _understood(text: str) -> tuple[str, object] | None:
    """What a browser says, if it is something that a page of ours says."""
    try:
        heard = json.loads(text)
    except ValueError:
        return None
    if not isinstance(heard, list) or not heard or heard[0] not in _WORDS:
        return None
    return heard[0], heard[1] if len(heard) > 1 else None


def size_of(told: Mapping[str, object]) -> Size:
    """Columns and rows of a window, within what is painted."""
    return _between(told.get("width"), 80, WIDTHS), _between(told.get("height"), 24, HEIGHTS)


def _between(told: object, usual: int, ends: tuple[int, int]) -> int:
    with suppress(ValueError):
        return min(max(int(str(told)[:6]), ends[0]), ends[1])
    return usual


class Places:
    """How many may play at once, and who does. A browser plays in one tab at a time: the newest."""

    def __init__(self, most: int, tell: Callable[[str], None]) -> None:
        self.most = most
        self._tell = tell
        self._sessions: dict[str, Session] = {}

    def is_free_for(self, browser: str) -> bool:
        """Whether a browser finds a place; it always does where it plays already."""
        return browser in self._sessions or len(self._sessions) < self.most

    async def play(self, browser: str, session: Session, size: Size) -> Why:
        """Play until it is over, and say why it is; at once if all places are taken.

        Raises ``OSError`` if the system starts no more processes.
        """
        while (before := self._sessions.get(browser)) is not None:
            await before.part(Why.ELSEWHERE)
        if not self.is_free_for(browser):
            return Why.FULL
        self._sessions[browser] = session
        self._say(say("{browser} plays.", browser=browser))
        try:
            return await session.run(size)
        finally:
            del self._sessions[browser]
            session.over.set()
            self._say(say("{browser} has left.", browser=browser))

    async def close(self) -> None:
        """Everybody leaves; every process is gone afterwards."""
        await asyncio.gather(*(each.part(Why.STOPPED) for each in self._sessions.values()))

    def _say(self, what: str) -> None:
        count = len(self._sessions)
        self._tell(say("{what} {count} of {most} places are taken.", what=what, count=count, most=self.most))


def environment_of(folder: os.PathLike[str], settings: os.PathLike[str]) -> dict[str, str]:
    """What a process has to know of its browser: where its games lie, and its settings."""
    return {"ALLIANCE_GAME_SAVES": os.fspath(folder), "ALLIANCE_GAME_SETTINGS": os.fspath(settings)}
