"""Keys that come faster than pages: what random keys have found, each by its name."""

from pathlib import Path

import pytest
from textual.events import Key

from alliance_game.settings import Settings
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.reading.chronicle import ChronicleScreen
from alliance_game.tui.reading.codex import CodexScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.moments import at
from tests.tui.stage import frame, staged
from tests.tui.swift import Swift
from tests.tui.test_secrets import app_of, read_on


def at_once(pilot: Swift, *keys: str) -> None:
    """Press keys without a pause between them."""
    for key in keys:
        pilot.strike(key)


async def to_the_turn(pilot: Swift, folder: Path) -> TableScreen:
    """A game above the menu, at a person's turn."""
    app_of(pilot).sit_down(at(folder, "turn"))
    await pilot.rest()
    table = pilot.app.screen
    assert isinstance(table, TableScreen)
    await read_on(pilot, table)
    return table


@pytest.mark.parametrize(
    "keys",
    [
        ("f2", "w", "enter", "enter"),
        ("f2", "w", "escape", "escape"),
        ("c", "escape", "escape"),
        ("l", "escape", "escape", "escape"),
        ("f1", "f1", "escape"),
        ("g", "escape", "r", "escape"),
    ],
    ids=" ".join,
)
async def test_a_second_key_closes_nothing_else(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        table = await to_the_turn(pilot, tmp_path)
        at_once(pilot, *keys)
        await pilot.rest()
        assert table in pilot.app.screen_stack
        assert table.tactics.waits


async def test_an_action_of_the_list_is_done_once(tmp_path: Path) -> None:
    """Whatever lies below the page that was left is not left with it."""
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await to_the_turn(pilot, tmp_path)
        await pilot.press("f2", *"leave")
        at_once(pilot, "enter", "enter", "enter")
        await pilot.rest()
        assert isinstance(pilot.app.screen, MenuScreen)
        assert pilot.app.return_code is None


@pytest.mark.parametrize("key", ["c", "f2", "r", "0", "f1"])
async def test_who_quits_has_quit(tmp_path: Path, key: str) -> None:
    """No page opens while the program is being left."""
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await to_the_turn(pilot, tmp_path)
        at_once(pilot, "ctrl+q", key)
        await pilot.rest()
        assert pilot.app.return_code == 0


async def test_a_list_that_has_no_room_comes_back(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await to_the_turn(pilot, tmp_path)
        await pilot.press("c", *"pledge")
        before = frame(app_of(pilot))
        for width, height in ((30, 8), (1, 1), (59, 40), (80, 24)):
            await pilot.resize_terminal(width, height)
        assert isinstance(pilot.app.screen, CodexScreen)
        assert frame(app_of(pilot)) == before


async def test_a_round_can_be_asked_for_before_the_chronicle_stands(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await to_the_turn(pilot, tmp_path)
        at_once(pilot, "l", "[", "]", "[")
        await pilot.rest()
        page = pilot.app.screen
        assert isinstance(page, ChronicleScreen)
        page.rows.clear()
        page.action_round(-1)
        page.action_round(1)


async def test_what_was_typed_before_the_first_page_opens_none(tmp_path: Path) -> None:
    """Keys may have been waiting in the terminal since before the program began."""

    class Hasty(AllianceApp):
        def on_mount(self) -> None:
            for key in ("f2", "f1", "q"):
                self.post_message(Key(key, None))

    app = Hasty(tmp_path, lambda _: MenuScreen(), Settings())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert [type(page) for page in app.screen_stack[1:]] == [MenuScreen]
        assert app.return_code is None
