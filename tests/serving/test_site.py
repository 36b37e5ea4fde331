"""The site without a browser: what it answers, what it refuses, and what becomes of its processes."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

pytest.importorskip("textual_serve", reason="needs pip install 'alliance-game[web]'")

from aiohttp import ClientResponse, ClientWebSocketResponse, CookieJar, WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer

from alliance_game.cli import main
from alliance_game.content import catalogue_of
from alliance_game.serving.site import Service, Site
from alliance_game.wording import speaking

from .served import Served

PAINTER = (
    "import os, sys; out = sys.stdout.buffer; "
    "out.write(b'__GANGLION__\\n'); word = os.environ['ALLIANCE_GAME_SAVES'].encode(); "
    "out.write(b'D' + len(word).to_bytes(4, 'big') + word); out.flush(); "
)
WAITS, DEAF = PAINTER + "sys.stdin.buffer.read(5)", PAINTER + "import time; time.sleep(600)"
FAILS = PAINTER + "sys.exit(1)"
Visitor = TestClient[web.Request, web.Application]


class Room:
    """A site in this process, and the browsers that visit it."""

    def __init__(self, folder: Path, program: str = WAITS, code: str = "walrus", most: int = 10) -> None:
        self.told: list[str] = []
        service = Service((sys.executable, "-c", program), folder, code, most, 8000, self.told.append)
        self.server = TestServer(Site(service).app())
        self.visitors: list[Visitor] = []

    async def visitor(self) -> Visitor:
        """A browser with its own cookies."""
        if not self.visitors:
            await self.server.start_server()
        client: Visitor = TestClient(self.server, cookie_jar=CookieJar(unsafe=True))
        self.visitors.append(client)
        return client

    async def close(self) -> None:
        """Everybody leaves and the site ends."""
        for each in self.visitors:
            await each.session.close()
        await self.server.close()


@pytest.fixture
async def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Room]]:
    """Sites that are closed in the end."""
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(tmp_path / "settings.yaml"))
    made: list[Room] = []

    def room(**told: object) -> Room:
        made.append(Room(tmp_path / "browsers", **told))  # type: ignore[arg-type]
        return made[-1]

    yield room
    for each in made:
        await each.close()


async def joined(visitor: Visitor, code: str = "walrus", **more: str) -> ClientResponse:
    """Send a join code."""
    return await visitor.post("/", data={"code": code, **more})


async def playing(visitor: Visitor) -> ClientWebSocketResponse:
    """A wire on which the first piece has been painted."""
    wire = await visitor.ws_connect("/ws?width=80&height=24")
    assert await wire.receive_bytes(timeout=20)
    return wire


async def parted(wire: ClientWebSocketResponse) -> int | None:
    """Wait until the wire is closed, and give its code."""
    while not wire.closed:
        await wire.receive(timeout=20)
    return wire.close_code


async def test_the_page_to_join_by_is_plain_html(rooms: Callable[..., Room]) -> None:
    """A label, a field, a button and no script; nothing of the game, and nothing asked from elsewhere."""
    visitor = await rooms().visitor()
    answer = await visitor.get("/?fontsize=24")
    text = await answer.text()
    assert answer.status == 200
    assert "<script" not in text
    assert '<label for="code">Join code</label>' in text
    assert 'value="24"' in text
    assert "http" not in text
    assert not answer.cookies
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_the_right_code_gives_a_cookie_that_no_script_reads(rooms: Callable[..., Room]) -> None:
    visitor = await rooms().visitor()
    answer = await visitor.post("/", data={"code": "Walrus", "fontsize": "30"}, allow_redirects=False)
    cookie = answer.cookies["alliance-game-8000"]
    assert (answer.status, answer.headers["Location"]) == (303, "/?fontsize=30")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert re.fullmatch("[0-9a-f]{32}", cookie.value)
    page = await (await visitor.get("/?fontsize=30")).text()
    assert 'data-font-size="30"' in page


@pytest.mark.parametrize(("asked", "size"), [("24", 24), ("1", 8), ("9999999999", 72), ("big", 16), ('"><b>', 16)])
async def test_the_size_of_the_type_is_a_number_within_bounds(
    rooms: Callable[..., Room], asked: str, size: int
) -> None:
    visitor = await rooms(code="").visitor()
    assert f'data-font-size="{size}"' in await (await visitor.get("/", params={"fontsize": asked})).text()


async def test_wrong_codes_are_refused_told_and_slowed(rooms: Callable[..., Room]) -> None:
    room = rooms()
    visitor = await room.visitor()
    answers = [await joined(visitor, "<b>herring</b>") for _ in range(3)]
    assert [answer.status for answer in answers] == [403] * 3
    texts = [await answer.text() for answer in answers]
    assert "Try again." in texts[0]
    assert "Wait 2 seconds" in texts[2]
    assert "herring" not in "".join(texts)
    assert (await joined(visitor)).status == 403
    assert room.told == ["A wrong join code from 127.0.0.1."] * 4


async def test_pages_of_other_sites_neither_join_nor_play(rooms: Callable[..., Room]) -> None:
    visitor = await rooms().visitor()
    elsewhere = {"Origin": "http://elsewhere.example"}
    assert (await visitor.post("/", data={"code": "walrus"}, headers=elsewhere)).status == 403
    await joined(visitor)
    with pytest.raises(WSServerHandshakeError):
        await visitor.ws_connect("/ws", headers=elsewhere)


async def test_a_stranger_gets_no_process(rooms: Callable[..., Room], tmp_path: Path) -> None:
    """Neither without a cookie nor with one that was made up."""
    room = rooms()
    visitor = await room.visitor()
    assert await parted(await visitor.ws_connect("/ws")) == 4003
    made_up = {"Cookie": f"alliance-game-8000={'0' * 32}"}
    assert await parted(await visitor.ws_connect("/ws", headers=made_up)) == 4003
    assert room.told == []
    assert not (tmp_path / "browsers").exists()


async def test_a_cookie_of_an_earlier_lesson_needs_the_code_and_keeps_its_games(
    rooms: Callable[..., Room], tmp_path: Path
) -> None:
    visitor = await rooms().visitor()
    await joined(visitor)
    await (await playing(visitor)).close()
    (folder,) = (tmp_path / "browsers").iterdir()
    token = next(iter(visitor.session.cookie_jar)).value
    assert token not in str(folder)
    again = await rooms(code="heron").visitor()
    cookie = {"Cookie": f"alliance-game-8000={token}"}
    assert "Join code" in await (await again.get("/", headers=cookie)).text()
    answer = await again.post("/", data={"code": "heron"}, headers=cookie, allow_redirects=False)
    assert (answer.status, list(answer.cookies)) == (303, [])
    assert list((tmp_path / "browsers").iterdir()) == [folder]


async def test_each_browser_has_a_folder_and_the_newest_tab_plays(rooms: Callable[..., Room], tmp_path: Path) -> None:
    room = rooms(code="")
    one, other = [await room.visitor() for _ in range(2)]
    for each in (one, other):
        await each.get("/")
    first = await one.ws_connect("/ws")
    second = await other.ws_connect("/ws")
    folders = {await each.receive_bytes(timeout=20) for each in (first, second)}
    assert folders == {str(path).encode() for path in (tmp_path / "browsers").iterdir()}
    why, newer = await asyncio.gather(parted(first), playing(one))
    assert why == 4001
    assert not newer.closed
    assert not second.closed
    await newer.send_json(["stdin", "xxxxx"])
    assert await parted(newer) == 4000
    await second.close()


async def test_only_so_many_play_at_once(rooms: Callable[..., Room]) -> None:
    room = rooms(code="", most=1)
    one, other = [await room.visitor() for _ in range(2)]
    for each in (one, other):
        await each.get("/")
    wire = await playing(one)
    answer = await other.get("/")
    assert (answer.status, "All places are taken" in await answer.text()) == (503, True)
    assert await parted(await other.ws_connect("/ws")) == 4002
    assert (await one.get("/")).status == 200
    await wire.close()
    for _ in range(200):
        if (answer := await other.get("/")).status == 200:
            break
        await asyncio.sleep(0.05)
    await (await playing(other)).close()


@pytest.mark.parametrize(
    "heard", ["", "[]", "{}", "[7]", '["stdin"]', '["stdin", 7]', '["resize", "x"]', '["quit", 1]', "[["]
)
async def test_nonsense_on_the_wire_is_passed_over(rooms: Callable[..., Room], heard: str) -> None:
    visitor = await rooms(code="").visitor()
    await visitor.get("/")
    wire = await playing(visitor)
    await wire.send_str(heard)
    await wire.send_json(["ping", "7"])
    assert await wire.receive_json(timeout=20) == ["pong", "7"]
    await wire.close()


async def test_a_program_that_fails_is_said_to_have_failed(rooms: Callable[..., Room]) -> None:
    visitor = await rooms(code="", program=FAILS).visitor()
    await visitor.get("/")
    assert await parted(await playing(visitor)) == 4004


async def test_a_program_that_will_not_leave_is_ended(
    rooms: Callable[..., Room], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance_game.serving.sessions._PATIENCE", 0.3)
    room = rooms(code="", program=DEAF)
    visitor = await room.visitor()
    await visitor.get("/")
    wire = await playing(visitor)
    _, why = await asyncio.gather(room.server.close(), parted(wire))
    assert why == 4005


async def test_a_disk_that_refuses_is_told_where_it_can_be_mended(rooms: Callable[..., Room], tmp_path: Path) -> None:
    (tmp_path / "browsers").write_text("", encoding="utf-8")
    room = rooms()
    visitor = await room.visitor()
    await joined(visitor)
    assert await parted(await visitor.ws_connect("/ws")) == 4004
    assert str(tmp_path) in room.told[0]


async def test_a_browser_that_keeps_no_cookies_leaves_nothing_behind(
    rooms: Callable[..., Room], tmp_path: Path
) -> None:
    visitor = await rooms(code="").visitor()
    for _ in range(3):
        assert (await visitor.get("/", allow_redirects=False)).status == 200
        visitor.session.cookie_jar.clear()
    assert await parted(await visitor.ws_connect("/ws")) == 4003
    assert not (tmp_path / "browsers").exists()


async def test_pages_speak_the_language_of_the_server(rooms: Callable[..., Room]) -> None:
    visitor = await rooms().visitor()
    with speaking(catalogue_of("es")):
        text = await (await visitor.get("/")).text()
    assert '<html lang="es">' in text
    assert "Código de entrada" in text


def test_a_port_that_is_taken_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert f"--port {port + 1}" in said.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(["--host", "192.0.2.7"], "0.0.0.0"), (["--code", "abc"], "4 to 40"), (["--clients", "0"], "clients")],
)
def test_what_cannot_be_served_is_said_in_one_line(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *arguments]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert word in said.err


def test_without_the_package_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance_game.cli.serving.find_spec", lambda name: None)
    assert main(["serve"]) == 2
    assert "pip install 'alliance-game[web]'" in capsys.readouterr().err


def test_in_the_network_it_shows_an_address_and_warns(tmp_path: Path) -> None:
    with Served(tmp_path, "--host", "0.0.0.0") as served:
        assert "0.0.0.0" not in served.url
        assert re.fullmatch(r"Join code: \d{3} \d{3}\n", served.said[1])
        served.stop()
        assert any("Nothing is encrypted" in line for line in served.talk)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_at_once_and_says_so(tmp_path: Path, by: signal.Signals) -> None:
    with Served(tmp_path) as served:
        with urlopen(served.url, timeout=20) as page:
            assert b"Join code" in page.read()
        assert served.stop(by) == 0
        assert served.talk[-1] == "Stopped. Every game is saved.\n"


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_whoever_knows_the_address_can_stop_it(tmp_path: Path, by: signal.Signals) -> None:
    """Even where a script has begun it aside, and Ctrl+C is ignored until the program asks for it."""
    heeded = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        served = Served(tmp_path)
    finally:
        signal.signal(signal.SIGINT, heeded)
    with served:
        assert served.stop(by) == 0
        assert served.talk[-1] == "Stopped. Every game is saved.\n"


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs a system where a wire can be seen to break")
def test_a_program_whose_server_was_killed_leaves_by_itself(tmp_path: Path) -> None:
    """Nobody is there to tell it, and its save must not stay locked."""
    places = {"ALLIANCE_GAME_SAVES": str(tmp_path), "ALLIANCE_GAME_SETTINGS": str(tmp_path / "settings.yaml")}
    driver = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    line = [sys.executable, "-m", "alliance_game", "in-browser"]
    with subprocess.Popen(
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | places | driver
    ) as game:
        assert game.stdout is not None
        assert game.stdin is not None
        assert game.stdout.readline() == b"__GANGLION__\n"
        game.stdin.close()
        assert game.stdout.read()
        assert game.wait(20) == 0


async def test_a_fault_of_the_site_is_reported_in_a_line_and_the_others_play_on(
    rooms: Callable[..., Room], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        secret = "KANARI"
        raise RuntimeError(secret)

    room = rooms(code="")
    visitor, other = await room.visitor(), await room.visitor()
    for each in (visitor, other):
        await each.get("/")
    wire = await playing(other)
    with monkeypatch.context() as broken:
        broken.setattr("alliance_game.serving.html.game_page", fails)
        answer = await visitor.get("/")
        assert (answer.status, await answer.text()) == (500, "The program has failed.")
    with monkeypatch.context() as broken:
        broken.setattr("alliance_game.serving.sessions.Session.run", fails)
        assert await parted(await visitor.ws_connect("/ws")) == 4004
    asyncio.get_running_loop().call_soon(fails)
    await asyncio.sleep(0.01)
    reports = sorted((tmp_path / "browsers").glob("crash-*.txt"))
    told = [line for line in room.told if line.startswith("The program has failed.")]
    assert sorted(told) == sorted(f"The program has failed. Report: {report}" for report in reports)
    assert len(reports) == 3
    assert not any("KANARI" in report.read_text() for report in reports)
    assert not wire.closed
    assert (await visitor.get("/")).status == 200
    await wire.close()
