"""The list of saves: found, continued, stepped through, verified; a bad file is a row."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alliance_game.engine import outcome
from alliance_game.saves import Game, listing
from alliance_game.tui.games import saved
from alliance_game.tui.games.replay import ReplayScreen
from alliance_game.tui.games.saves import SavesScreen
from tests.table import library
from tests.tui.around import played, pressed, recorded, rested
from tests.tui.stage import SMALL, USUAL, WIDE, new_game, staged


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Game:
    """A short game that is over."""
    folder = tmp_path_factory.mktemp("finished")
    return played(folder, "greedy", "hawk", length="lesson")


@pytest.fixture
def folder(tmp_path: Path, finished: Game) -> Path:
    """A finished game, an unfinished one, and a file that is no save; the last is the newest."""
    shutil.copytree(finished.path.parent, tmp_path, dirs_exist_ok=True)
    played(tmp_path, "you", "you", "broker", moves=20)
    (tmp_path / "notes.journal").write_text("Ask the class about piracy.\n")
    return tmp_path


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_every_save_is_a_row(folder: Path, finished: Game, size: tuple[int, int]) -> None:
    result = outcome(finished.position)
    assert result is not None
    ending = library().rules_of("concert").ruleset.endings[result.reason].title
    async with staged(folder, lambda app: SavesScreen(), size) as pilot:
        text = await rested(pilot)
        rows = [row for row in text.splitlines() if "today" in row]
        assert [row.strip("▸ ").split()[0] for row in rows] == ["notes", "concert-0002", "concert-0001"]
        assert "cannot be opened" in rows[0]
        assert "round" in rows[1]
        assert ending in rows[2]
        assert "not a save of this game" in text
        text = await pressed(pilot, "down")
        assert "Concert for 3: 2 people and 1 bot." in text


async def test_enter_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    async with staged(folder, lambda app: SavesScreen()) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "enter")
        assert "This file cannot be opened." in text
        assert "This file" not in await pressed(pilot, "down")
        await pressed(pilot, "enter")
    assert [(game.name, len(game.moves)) for game in seated] == [("concert-0002", 20)]


async def test_a_damaged_game_says_what_was_recovered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    path = folder / "concert-0002.journal"
    path.write_bytes(path.read_bytes()[:-30])
    async with staged(folder, lambda app: SavesScreen()) as pilot:
        text = await rested(pilot)
        assert "damaged, round" in text
        text = await pressed(pilot, "slash", *"0002", "enter", "enter")
        assert "Recovered to move 19" in " ".join(text.split())
        assert seated == []
        await pressed(pilot, "enter")
    assert [len(game.moves) for game in seated] == [19]


@pytest.mark.parametrize("key", ["enter", "r"])
async def test_a_finished_game_is_stepped_through(folder: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    seated = recorded(monkeypatch)
    async with staged(folder, lambda app: SavesScreen()) as pilot:
        await rested(pilot)
        await pressed(pilot, "end", key)
        assert isinstance(pilot.app.screen, ReplayScreen)
        assert pilot.app.screen.save == "concert-0001"
        await pressed(pilot, "escape")
        assert isinstance(pilot.app.screen, SavesScreen)
    assert seated == []


async def test_r_steps_through_an_unfinished_game_and_not_through_notes(folder: Path) -> None:
    async with staged(folder, lambda app: SavesScreen()) as pilot:
        await rested(pilot)
        assert "This file cannot be opened." in await pressed(pilot, "r")
        await pressed(pilot, "down", "r")
        assert isinstance(pilot.app.screen, ReplayScreen)
        assert pilot.app.screen.save == "concert-0002"


async def test_verify_says_its_result_on_the_page(folder: Path, finished: Game) -> None:
    path = folder / "concert-0002.journal"
    path.write_bytes(path.read_bytes()[:-30])
    async with staged(folder, lambda app: SavesScreen()) as pilot:
        await rested(pilot)
        await pressed(pilot, "slash", *"notes", "enter")
        assert "not a save of this game" in await pressed(pilot, "v")
        await pressed(pilot, "escape", "slash", *"0001", "enter")
        text = " ".join((await pressed(pilot, "v")).split())
        number = len(finished.moves)
        assert f"concert-0001: all {number} moves lead where they led when they were played." in text
        await pressed(pilot, "escape", "slash", *"0002", "enter")
        text = " ".join((await pressed(pilot, "v")).split())
        assert "concert-0002: 19 moves are sound, then: " in text


async def test_typing_filters_the_list(folder: Path) -> None:
    async with staged(folder, lambda app: SavesScreen()) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "slash", *"2 people")
        assert "1 of 3 saves" in text
        assert "▸concert-0002" in text
        assert "notes" not in text
        assert "replay" not in text
        text = await pressed(pilot, *"xq")
        assert "No save contains these letters." in text
        text = await pressed(pilot, "escape")
        assert "3 saves" in text
        assert "notes" in text
        assert isinstance(pilot.app.screen, SavesScreen)
        await pressed(pilot, "escape")
        assert not isinstance(pilot.app.screen, SavesScreen)


async def test_no_search_finds_out_which_bots_still_play(folder: Path) -> None:
    async with staged(folder, lambda app: SavesScreen()) as pilot:
        await rested(pilot)
        assert "0 of 3 saves" in await pressed(pilot, "slash", *"broker")
        assert "1 of 3 saves" in await pressed(pilot, "escape", "slash", *"greedy hawk")


async def test_a_click_shows_a_save_and_a_second_one_takes_it(folder: Path) -> None:
    async with staged(folder, lambda app: SavesScreen()) as pilot:
        await rested(pilot)
        await pilot.click("SavesRows", offset=(3, 2))
        assert "▸concert-0001" in await rested(pilot)
        assert isinstance(pilot.app.screen, SavesScreen)
        await pilot.click("SavesRows", offset=(3, 2))
        await rested(pilot)
        assert isinstance(pilot.app.screen, ReplayScreen)


async def test_hundreds_scroll(tmp_path: Path) -> None:
    with new_game(tmp_path) as game:
        first = game.path
    for number in range(2, 302):
        shutil.copy2(first, tmp_path / f"concert-{number:04}.journal")
    async with staged(tmp_path, lambda app: SavesScreen(), SMALL) as pilot:
        text = await rested(pilot)
        assert "301 saves" in text
        names = sorted(row.name for row in listing(tmp_path))
        text = await pressed(pilot, "end")
        assert f"▸{names[-1]}" in text
        assert f" {names[-2]}" in text
        text = await pressed(pilot, "pageup", "pageup")
        assert f"▸{names[-1]}" not in text
        text = await pressed(pilot, "home")
        assert f"▸{names[0]}" in text


async def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: SavesScreen()) as pilot:
        assert "No saved games yet." in await rested(pilot)
        for key in ("enter", "r", "v", "down", "pagedown", "end"):
            await pressed(pilot, key)
        assert isinstance(pilot.app.screen, SavesScreen)


def test_when_is_said_in_local_time() -> None:
    now = datetime(2026, 11, 22, 15, 0).astimezone()
    for moment, words in (
        (now - timedelta(minutes=40), "today 14:20"),
        (now - timedelta(days=1, minutes=5), "yesterday 14:55"),
        (now - timedelta(days=19), "3 Nov 15:00"),
        (now.replace(year=2025), "22 Nov 2025"),
    ):
        assert saved.when(moment.astimezone(UTC), now) == words
    assert saved.when(None) == ""
