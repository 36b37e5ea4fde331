"""A team's notes: kept with the game, seen by nobody else, and nothing that was typed is lost."""

from pathlib import Path

import pytest

from alliance_game.errors import SaveError
from alliance_game.saves import open_save, verify
from alliance_game.tui.lesson.notes import NotesScreen
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.table import library
from tests.tui.moments import TOGETHER, at
from tests.tui.playing import to_the_question
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, frame, staged
from tests.tui.swift import Swift

SECRET = "trust nobody from the sea"


async def write(pilot: Swift, text: str) -> None:
    """Type a note and keep it."""
    for letter in text:
        pilot.strike("space" if letter == " " else letter)
    await pilot.press("enter")


async def test_a_team_writes_reads_and_goes_on_another_day(tmp_path: Path) -> None:
    game = at(tmp_path, "turn", TOGETHER)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        await pilot.press("n")
        assert "Notes of France, for your team alone" in frame(table.app)
        assert "Nothing is written yet." in frame(table.app)
        await write(pilot, SECRET)
        await write(pilot, "l q o ? are letters here")
        for size in (SMALL, WIDE, VAST, USUAL):
            await pilot.resize_terminal(*size)
            assert SECRET in frame(table.app)
        await pilot.press("enter", "escape")
        assert pilot.app.screen is table
    assert [note.text for note in game.notes(0)] == [SECRET, "l q o ? are letters here"]
    assert verify(tmp_path, game.name).sound
    with open_save(tmp_path, game.name, library()) as again:
        assert [(note.round, note.text) for note in again.notes(0)] == [
            (note.round, note.text) for note in game.notes(0)
        ]


async def test_no_other_team_and_no_public_page_has_it(tmp_path: Path) -> None:
    """Not on the closed screen, the public board, the log, or another team's notes; nor in title and clipboard."""
    table = TableScreen(at(tmp_path, "turn", TOGETHER))
    async with staged(tmp_path, lambda app: table, VAST) as pilot:
        await to_the_question(pilot, table)
        await pilot.press("n")
        await write(pilot, SECRET)
        await pilot.press("h", "m", "escape", "0")
        assert isinstance(pilot.app.screen, HandOverScreen)
        shown = [frame(table.app)]
        for keys in ("b", "l"):
            await pilot.press(keys)
            shown.append(frame(table.app))
        await pilot.press("escape", "escape")
        await to_the_question(pilot, table)
        assert table.sitting.viewer == 1
        for page in ("n", "l", "r", "g", "w", "a"):
            await pilot.press(page)
            shown.append(frame(table.app))
            await pilot.press("escape")
        assert not any(SECRET in each for each in shown)
        assert all("hm" not in each.split() for each in shown)
        assert (table.app.title, table.app.clipboard) == (table.app.TITLE, "")
        told = str(table.sitting.told(1)) + str(table.sitting.told(-1))
        assert SECRET not in told
    table.sitting.game.close()


async def test_what_is_typed_and_not_kept_is_still_there_next_time(tmp_path: Path) -> None:
    table = TableScreen(at(tmp_path, "turn", TOGETHER))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        await pilot.press("n", "h", "a", "l", "f", "escape", "n")
        assert "▸ half" in frame(table.app)
        assert table.sitting.game.notes(0) == ()


async def test_a_note_that_the_disk_refuses_stays_in_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    game = at(tmp_path, "turn", TOGETHER)
    table = TableScreen(game)

    def refuses(seat: int, text: str) -> None:
        raise SaveError("The disk is full.")

    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        monkeypatch.setattr(game, "note", refuses)
        await pilot.press("n")
        await write(pilot, "important")
        assert "The disk is full." in frame(table.app)
        assert "▸ important" in frame(table.app)
        monkeypatch.undo()
        assert isinstance(pilot.app.screen, NotesScreen)
        pilot.app.screen.keep = lambda text: game.note(0, text)
        await pilot.press("enter")
        assert "The disk is full." not in frame(table.app)
    assert [note.text for note in game.notes(0)] == ["important"]
