"""The menu: what there is to continue, a game at once, and sentences instead of crashes."""

import os
from pathlib import Path

import pytest

from alliance_game.bots import BOTS
from alliance_game.definitions.characters import CHARACTERS
from alliance_game.errors import AllianceError
from alliance_game.saves import listing
from alliance_game.settings import Settings
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games import plan
from alliance_game.tui.games.new_game import NewGameScreen
from alliance_game.tui.games.saves import SavesScreen
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.parts.menu import Item, Menu
from alliance_game.tui.parts.page import Page
from alliance_game.tui.reading.cards import CardsScreen
from tests.tui.around import played, pressed, recorded, rested, shown
from tests.tui.stage import SMALL, USUAL, WIDE, new_game, staged

ENTRIES = ("1 Continue", "2 Quick game", "3 New game", "4 Learn", "5 Cards", "6 Saves", "7 Quit")


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_everything_is_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    new_game(tmp_path).close()
    async with staged(tmp_path, lambda app: MenuScreen(), size) as pilot:
        text = await rested(pilot)
    words = " ".join(text.split())
    assert all(entry in text for entry in ENTRIES)
    assert "Lead a state. Keep the alliance. Mind your own interests." in text
    assert "you and three bots, about 30 minutes" in text
    assert "concert-0001: you and 3 bots." in words


async def test_with_nothing_to_continue_the_cursor_is_where_a_game_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated = recorded(monkeypatch)
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        text = await rested(pilot)
        assert "Continue    no unfinished game yet" in text
        assert "▸2 Quick game" in text
        text = await pressed(pilot, "1")
        assert "There is no unfinished game in" in text
        assert "There is no unfinished game" not in await pressed(pilot, "down")
    assert seated == []


async def test_continue_takes_up_the_unfinished_game_that_was_played_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated = recorded(monkeypatch)
    played(tmp_path, moves=60)
    played(tmp_path, moves=5)
    played(tmp_path, "greedy", "greedy", length="lesson")
    for age, name in enumerate(("concert-0003", "concert-0001", "concert-0002")):
        os.utime(tmp_path / f"{name}.journal", ns=(0, (10 - age) * 10**9))
    rows = {row.name: row for row in listing(tmp_path)}
    assert rows["concert-0003"].finished
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        text = await rested(pilot)
        assert f"Concert, round {rows['concert-0001'].round}, 1 Jan 1970" in text
        await pressed(pilot, "enter")
    assert [(game.name, len(game.moves)) for game in seated] == [("concert-0001", 60)]


async def test_a_damaged_save_says_what_was_recovered_before_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated = recorded(monkeypatch)
    path = played(tmp_path, moves=9).path
    path.write_bytes(path.read_bytes()[:-40])
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        assert "damaged" in await rested(pilot)
        text = " ".join((await pressed(pilot, "1")).split())
        assert "Recovered to move 8" in text
        assert "Choose it again to go on." in text
        assert seated == []
        await pressed(pilot, "1")
    assert [len(game.moves) for game in seated] == [8]


async def test_a_save_that_is_open_elsewhere_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    with new_game(tmp_path):
        async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
            await rested(pilot)
            text = await pressed(pilot, "1")
            assert "'concert-0001' is being played in another window" in " ".join(text.split())
            assert isinstance(pilot.app.screen, MenuScreen)
    assert seated == []


async def test_a_quick_game_begins_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await pressed(pilot, "2")
        text = await pressed(pilot, "2")
        assert isinstance(pilot.app.screen, MenuScreen), text
    rows = listing(tmp_path)
    assert [(row.scenario, row.states, row.moves) for row in rows] == [("concert", 4, 0)] * 2
    assert [game.name for game in seated] == ["concert-0001", "concert-0002"]
    for row in rows:
        assert row.seats[0] == "you"
        bots = set(row.seats[1:])
        assert len(bots) == 3
        assert bots <= set(CHARACTERS) <= set(BOTS)


async def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    folder = tmp_path / "saves"
    folder.write_text("a file, not a folder\n")
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await rested(pilot)
        assert isinstance(pilot.app, AllianceApp)
        pilot.app.folder = folder
        text = await pressed(pilot, "2")
        assert "saves" in text.split("7 Quit")[1]
        assert isinstance(pilot.app.screen, MenuScreen)
    assert seated == []


async def test_content_that_cannot_be_loaded_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object) -> None:
        raise AllianceError("rules/concert/ruleset.yaml:3: the rules cannot be read.")

    monkeypatch.setattr(plan, "create", refused)
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await rested(pilot)
        monkeypatch.setattr(plan, "constants_of", refused)
        for key in "23":
            assert "the rules cannot be read" in await pressed(pilot, key)
            assert "the rules cannot be read" not in await pressed(pilot, "down")


@pytest.mark.parametrize(("key", "screen"), [("3", NewGameScreen), ("5", CardsScreen), ("6", SavesScreen)])
async def test_every_page_opens_and_esc_leads_back(tmp_path: Path, key: str, screen: type) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await rested(pilot)
        await pressed(pilot, key)
        assert isinstance(pilot.app.screen, screen)
        await pressed(pilot, "escape")
        assert isinstance(pilot.app.screen, MenuScreen)


async def test_what_was_played_in_between_is_there_to_continue(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        assert "no unfinished game yet" in await rested(pilot)
        await pressed(pilot, "6")
        new_game(tmp_path).close()
        assert "Concert, round 1, today" in await pressed(pilot, "escape")


@pytest.mark.parametrize("key", ["q", "7"])
async def test_leaving_is_not_an_error(tmp_path: Path, key: str) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await rested(pilot)
        await pilot.press("escape")
        assert "Quick game" in shown(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.return_code == 0
        assert pilot.app.return_value == 0


async def test_an_entry_can_be_clicked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await rested(pilot)
        assert await pilot.click("#menu", offset=(5, 1))
        await rested(pilot)
    assert len(seated) == 1


async def test_words_that_fit_are_not_cut_for_what_is_said_of_them(tmp_path: Path) -> None:
    class Bare(Page[None]):
        def body(self) -> tuple[Menu]:
            return (Menu([Item("Apology", "needs a mark that nobody has", brief="not now"), Item("A" * 55, "free")]),)

    async with staged(tmp_path, lambda app: Bare(), SMALL) as pilot:
        text = await rested(pilot)
    assert next(row for row in text.splitlines() if "Apology" in row).split() == ["▸1", "Apology", "not", "now"]
    assert "A" * 55 in text


async def test_packs_that_are_not_used_are_told_at_the_start(tmp_path: Path) -> None:
    """In a line that goes away, as it was written."""
    app = AllianceApp(tmp_path, lambda _: MenuScreen(), Settings())
    app.notice = "Not used: '[winter'. `alliance-game packs list` says why."
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert [each.message for each in app._notifications] == [app.notice]
        assert "[winter" in shown(pilot)
