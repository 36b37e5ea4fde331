"""A real Chromium without a network, driven by its own protocol; every request that its pages make is written down."""

import asyncio
import base64
import itertools
import json
import re
import shutil
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

from .painted import Painted

FOUND = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), "")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage"),
    *("--disable-quic", "--disable-default-apps", "--mute-audio", "--remote-debugging-port=0"),
    # Names of other machines lead nowhere: a page that needs one would show it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
LONGEST, GLANCE, STILL, UNCHANGED = 30.0, 0.05, 0.4, 0.6
"""Seconds: the longest wait, between two looks, between two pictures, and how long a screen has to stay the same."""
KEYS = {
    "enter": ("Enter", 13, "\r"),
    "escape": ("Escape", 27, ""),
    "right": ("ArrowRight", 39, ""),
    "left": ("ArrowLeft", 37, ""),
    "up": ("ArrowUp", 38, ""),
    "down": ("ArrowDown", 40, ""),
    "home": ("Home", 36, ""),
    "f1": ("F1", 112, ""),
    "space": (" ", 32, " "),
}


class Tab:
    """One tab: what it shows, and what it asks for."""

    def __init__(self, browser: "Browser", session: str, target: str, context: str) -> None:
        self.browser, self.session, self.target, self.context = browser, session, target, context
        self.painted = Painted(0, 0)
        """What the game has painted on this page."""

    def hear(self, method: str, told: Any) -> None:
        """What the page asks for, and what its wire brings."""
        if method == "Network.requestWillBeSent":
            self.browser.asked.append(told["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.browser.asked.append(told["url"])
            if found := re.search(r"width=(\d+)&height=(\d+)", told["url"]):
                self.painted = Painted(int(found[1]), int(found[2]))
        elif method == "Network.webSocketFrameReceived" and told["response"]["opcode"] == 2:
            self.painted.feed(base64.b64decode(told["response"]["payloadData"]))

    async def tell(self, method: str, **told: Any) -> Any:
        """A command of the protocol."""
        return await self.browser.tell(method, self.session, **told)

    async def go(self, url: str) -> None:
        """Open an address."""
        await self.tell("Page.navigate", url=url)

    async def value(self, script: str) -> Any:
        """What a script on the page gives; ``None`` while there is no page."""
        found = await self.tell("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found.get("result", {}).get("value")

    async def until(self, script: str) -> Any:
        """Wait until a script gives something that is true; gives that."""
        end = asyncio.get_running_loop().time() + LONGEST
        while not (found := await self.value(script)):
            assert asyncio.get_running_loop().time() < end, f"waiting for {script}"
            await asyncio.sleep(GLANCE)
        return found

    async def playing(self) -> None:
        """Wait until the game is painted and hears keys."""
        await self.until("document.body.classList.contains('-first-byte')")
        await self.until("document.activeElement.className.includes('xterm-helper-textarea')")

    async def text(self) -> str:
        """What stands on a page of letters."""
        return str(await self.value("document.body.innerText"))

    async def still(self, text: str = "", unlike: Sequence[str] = ()) -> list[str]:
        """Wait until what is painted stays as it is, has a text, and is not what it was before; gives its lines."""
        now = asyncio.get_running_loop().time
        end, since, before = now() + LONGEST, now(), [""]
        while now() < end:
            lines = self.painted.lines
            if lines != before:
                since, before = now(), lines
            elif now() > since + UNCHANGED and lines != unlike and any(text in line for line in lines):
                return lines
            await asyncio.sleep(GLANCE)
        raise AssertionError(f"waiting for {text or 'another screen'!r} in:\n" + "\n".join(before))

    async def picture(self) -> bytes:
        """What is seen, as soon as it stands still."""
        before = b""
        for _ in range(int(LONGEST / STILL)):
            shot = base64.b64decode((await self.tell("Page.captureScreenshot", format="png"))["data"])
            if shot == before:
                return shot
            before = shot
            await asyncio.sleep(STILL)
        raise AssertionError("the screen never stands still")

    async def press(self, key: str) -> None:
        """Press a key."""
        name, code, text = KEYS[key] if key in KEYS else (key, ord(key.upper()), key)
        down = {"key": name, "windowsVirtualKeyCode": code, "text": text} if text else {"key": name}
        await self.tell("Input.dispatchKeyEvent", type="keyDown", **{"windowsVirtualKeyCode": code, **down})
        await self.tell("Input.dispatchKeyEvent", type="keyUp", key=name, windowsVirtualKeyCode=code)

    async def click(self, x: int, y: int) -> None:
        """Click at a place of the page."""
        for kind in ("mousePressed", "mouseReleased"):
            await self.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def close(self) -> None:
        """Close the tab."""
        await self.browser.tell("Target.closeTarget", targetId=self.target)


class Browser:
    """A Chromium with a profile of its own."""

    def __init__(self, wire: ClientWebSocketResponse) -> None:
        self.asked: list[str] = []
        """The address of everything that a page asked for, wires too."""
        self._wire = wire
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._tabs: dict[str, Tab] = {}

    async def listen(self) -> None:
        """Take what Chromium says."""
        async for message in self._wire:
            said = json.loads(message.data)
            if (answered := self._waiting.pop(said.get("id", 0), None)) is not None:
                answered.set_result(said.get("result", {}))
            elif (tab := self._tabs.get(said.get("sessionId", ""))) is not None:
                tab.hear(said["method"], said["params"])

    async def tell(self, method: str, session: str = "", **told: Any) -> Any:
        """A command of the protocol, and its answer."""
        number = next(self._numbers)
        self._waiting[number] = answer = asyncio.get_running_loop().create_future()
        line = {"id": number, "method": method, "params": told} | ({"sessionId": session} if session else {})
        await self._wire.send_json(line)
        return await asyncio.wait_for(answer, LONGEST)

    async def tab(self, beside: Tab | None = None, size: tuple[int, int] = (1280, 720)) -> Tab:
        """A new tab that shares its cookies with another one, or with nobody."""
        context = beside.context if beside else (await self.tell("Target.createBrowserContext"))["browserContextId"]
        target = (await self.tell("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        session = (await self.tell("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        self._tabs[session] = tab = Tab(self, session, target, context)
        await tab.tell("Network.enable")
        await tab.tell("Page.enable")
        width, height = size
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await tab.tell("Emulation.setDeviceMetricsOverride", **screen)
        return tab


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Browser]:
    """A Chromium that runs meanwhile."""
    line = [FOUND, *FLAGS, f"--user-data-dir={folder / 'profile'}"]
    process = await asyncio.create_subprocess_exec(*line, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE)
    try:
        address = await address_of(process)
        async with ClientSession() as client, client.ws_connect(address, max_msg_size=0) as wire:
            browser = Browser(wire)
            listening = asyncio.create_task(browser.listen())
            yield browser
            await browser.tell("Browser.close")
            await listening
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def address_of(process: Process) -> str:
    """Where Chromium listens, which it says on stderr."""
    assert process.stderr is not None
    while line := (await asyncio.wait_for(process.stderr.readline(), LONGEST)).decode():
        if "DevTools listening on " in line:
            return line.rpartition(" ")[2].strip()
    raise AssertionError("Chromium does not start")
