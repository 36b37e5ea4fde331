"""The program in a real Chromium that has no network: what is painted, what keys do, and whose game it is.

Letters are on a canvas. What they say is read from the wire that paints them, and the save says what was played.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="needs pip install 'alliance-game[web]'")

from alliance_game.saves import create, listing, verify
from alliance_game.tui.table.board import headline
from tests.table import library
from tests.tui.test_three_ways import ARROWS, SEATS, SEED, answers, expected, result, unread

from .chromium import FOUND, Browser, Tab, chromium
from .served import Served

pytestmark = pytest.mark.skipif(not FOUND, reason="needs Chromium (apt-get install chromium)")
SETTINGS, SIZE = "pace: off\n", (1280, 720)


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    """A Chromium."""
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    async with chromium(tmp_path) as found:
        yield found


async def opened(browser: Browser, served: Served, beside: Tab | None = None) -> Tab:
    """A tab in which the game is painted."""
    tab = await browser.tab(beside, SIZE)
    await tab.go(served.url)
    await tab.playing()
    return tab


def outside(browser: Browser, served: Served) -> list[str]:
    """What pages asked for elsewhere."""
    here = served.url, served.url.replace("http:", "ws:"), "data:"
    return [url for url in browser.asked if not url.startswith(here)]


async def test_keys_and_mouse_move_through_the_menu_and_nothing_is_asked_from_elsewhere(
    browser: Browser, tmp_path: Path
) -> None:
    with Served(tmp_path, "--code", "none") as served:
        tab = await opened(browser, served)
        menu = await tab.still("no unfinished game")
        first = await tab.picture()
        await tab.press("f1")
        assert await tab.still("Keys on this page") != menu
        assert await tab.picture() != first
        await tab.press("escape")
        assert await tab.still("no unfinished game") == menu
        row = next(row for row, line in enumerate(menu) if "Saves" in line)
        await tab.click(SIZE[0] // 2, (2 * row + 1) * SIZE[1] // (2 * len(menu)))
        await tab.still(unlike=menu)
        assert outside(browser, served) == []
        assert any(url.endswith("RobotoMono-VariableFont_wght.ttf") for url in browser.asked)


async def test_a_whole_game_by_keys_ends_as_on_every_other_screen(browser: Browser, tmp_path: Path) -> None:
    with Served(tmp_path, "--code", "none") as served:
        tab = await opened(browser, served)
        await tab.still("no unfinished game")
        await tab.close()
        (folder,) = served.browsers.iterdir()
        with create(library(), SEATS, folder, states=len(SEATS), seed=SEED, scenario="practice") as game:
            name = game.name
        tab = await opened(browser, served, beside=tab)
        for seen, keys in answers(tmp_path / "beside", "practice"):
            await read_on(tab, "".join(piece.text for piece in headline(seen, tab.painted.width - 2)))
            for key in keys:
                before = await tab.still()
                await tab.press(key)
                await tab.still(unlike=() if key in ARROWS else before)
        await read_on(tab, "The end")
        assert listing(folder)[0].finished
        assert outside(browser, served) == []
    assert result(folder, name) == expected(tmp_path / "other", "practice")


async def read_on(tab: Tab, top: str) -> None:
    """Go through the news until the top line is a certain one and nothing is left to be read."""
    while unread("\n".join(screen := await tab.still())) or screen[0].strip() != top:
        if unread("\n".join(screen)):
            await tab.press("enter")
        await tab.still(unlike=screen)


async def test_a_reload_continues_the_game_and_a_second_tab_takes_it_over(browser: Browser, tmp_path: Path) -> None:
    with Served(tmp_path, "--code", "none") as served:
        tab = await opened(browser, served)
        await tab.still("Quick game")
        await tab.press("2")
        await tab.still("round 1 of 8")
        (folder,) = served.browsers.iterdir()
        (row,) = listing(folder)
        assert not row.finished
        for _ in range(2):
            (before,) = served.players()
            await tab.tell("Page.reload")
            await asyncio.sleep(0.5)
            await tab.playing()
            await tab.still("round 1 of 8")
            assert [each.name for each in listing(folder)] == [row.name]
            assert before not in served.players()
            assert len(served.players()) == 1
        other = await opened(browser, served, beside=tab)
        await other.still("round 1 of 8")
        assert "goes on in another tab" in await tab.text()
        assert len(served.players()) == 1
        assert [each.name for each in listing(folder)] == [row.name]
    assert verify(folder, row.name).sound


async def test_without_the_code_nobody_sees_a_game(browser: Browser, tmp_path: Path) -> None:
    with Served(tmp_path, "--code", "walrus") as served:
        tab = await browser.tab()
        await tab.go(served.url + "/?fontsize=24")
        await join(tab, "herring")
        assert "That is not the join code" in await tab.until("document.querySelector('[role=alert]')?.innerText")
        await join(tab, " WAL-rus ")
        await tab.playing()
        assert tab.painted.width < 100
        await tab.still("Quick game")
        await tab.press("2")
        await tab.still("round 1 of 8")
        stranger = await browser.tab()
        await stranger.go(served.url)
        await stranger.until("document.forms.length")
        wire = "new WebSocket(location.origin.replace('http', 'ws') + '/ws')"
        assert await stranger.value(f"new Promise(done => {{ {wire}.onclose = event => done(event.code) }})") == 4003
        await join(stranger, "walrus")
        await stranger.playing()
        await stranger.still("no unfinished game")
        assert sorted(len(listing(folder)) for folder in served.browsers.iterdir()) == [0, 1]
        cookies = json.dumps(await stranger.value("document.cookie"))
        assert cookies == '""'


async def join(tab: Tab, code: str) -> None:
    """Type a code and send it."""
    await tab.until("document.forms.length")
    await tab.value(f"document.getElementById('code').value = '{code}'; document.forms[0].submit()")
    await asyncio.sleep(0.3)


async def test_when_all_places_are_taken_it_says_so_until_one_is_free(browser: Browser, tmp_path: Path) -> None:
    with Served(tmp_path, "--code", "none", "--clients", "1") as served:
        tab = await opened(browser, served)
        other = await browser.tab()
        await other.go(served.url)
        await other.until("document.links.length")
        assert "All places are taken" in await other.text()
        await tab.close()
        while served.players():
            await asyncio.sleep(0.1)
        await other.value("document.links[0].click()")
        await asyncio.sleep(0.3)
        await other.playing()


async def test_who_leaves_can_go_on_and_a_stopped_server_says_that_all_is_saved(
    browser: Browser, tmp_path: Path
) -> None:
    with Served(tmp_path, "--code", "none") as served:
        tab = await opened(browser, served)
        await tab.still("Quick game")
        await tab.press("q")
        await tab.until("!document.getElementById('parted').hidden")
        assert "You have left the game" in await tab.text()
        await tab.press("enter")
        await asyncio.sleep(0.3)
        await tab.playing()
        players = served.players()
        assert await asyncio.to_thread(served.stop) == 0
        await tab.until("!document.getElementById('parted').hidden")
        assert "ended at the computer that serves it" in await tab.text()
        assert len(players) == 1
        assert not Path(f"/proc/{players[0]}").exists()
