"""The table: pointing, going back, news at their pace, a disk that refuses, leaving."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from alliance_game.describe.trail import Asked
from alliance_game.errors import SaveError
from alliance_game.saves import Game, open_save
from alliance_game.settings import Settings
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.parts.menu import Menu
from alliance_game.tui.parts.page import Page
from alliance_game.tui.questions.bids import BidsScreen
from alliance_game.tui.reading.agenda import AgendaScreen
from alliance_game.tui.reading.why import WhyPicker, WhyScreen
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.pointing import BoardSheet, spots
from alliance_game.tui.table.screen import TableScreen
from tests.tui.playing import settled
from tests.tui.stage import WIDE, frame, new_game, staged


async def to_the_turn(pilot: Pilot[int], table: TableScreen) -> None:
    """Read the news until the menu asks."""
    for _ in range(30):
        await settled(pilot)
        if table.tactics.waits:
            return
        await pilot.press("enter")
    raise AssertionError("no turn comes")


async def until_page(pilot: Pilot[int], kind: type) -> None:
    """End turns and read news until a page of a kind is open."""
    for _ in range(60):
        await settled(pilot)
        screen = pilot.app.screen
        if isinstance(screen, kind):
            return
        await pilot.press("0" if isinstance(screen, TableScreen) and screen.tactics.waits else "enter")
    raise AssertionError("the page never comes")


async def test_a_click_on_a_number_says_why(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        row, column, asked = next(spots(table.query_one(BoardSheet).lines))
        await pilot.click(BoardSheet, offset=(column, row))
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, WhyScreen)
        assert screen.asked == asked == Asked("world", "tension")
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is table


async def test_the_arrow_keys_point_and_enter_says_why(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        await pilot.press("w", "right", "down")
        sheet = table.query_one(BoardSheet)
        pointed = sheet.pointed
        assert isinstance(pointed, Asked)
        assert pointed.scope == "state"
        assert frame(table.app).count("▸") >= 2
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WhyScreen)
        await pilot.press("escape")
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WhyPicker)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert table.tactics.menu.has_focus


async def test_digits_open_menus_and_escape_goes_back_but_never_out(tmp_path: Path) -> None:
    game = new_game(tmp_path)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        moves = len(game.moves)
        top = [item.text for item in table.tactics.menu.items]
        assert len(top) <= 8
        await pilot.press("2")
        assert [item.text for item in table.tactics.menu.items] != top
        await pilot.press("escape", "escape", "escape")
        assert [item.text for item in table.tactics.menu.items] == top
        assert pilot.app.screen is table
        assert len(game.moves) == moves


async def test_one_0_too_many_does_not_end_the_turn(tmp_path: Path) -> None:
    """Back out of a menu, and 0 again: the cursor stands on the end of the turn, and one more 0 means it."""
    game = new_game(tmp_path)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        moves = len(game.moves)
        await pilot.press("2", "2", "0", "0", "0")
        await pilot.pause()
        assert len(game.moves) == moves
        assert "▸0 End the turn" in frame(table.app)
        assert "What is left of your turn is lost." in frame(table.app)
        await pilot.press("0")
        await settled(pilot)
        assert game.moves[moves].move == "pass"


@pytest.mark.parametrize("keys", [("0",), ("2", "escape", "0"), ("2", "0", "down", "0"), ("2", "0", "up", "enter")])
async def test_whoever_means_it_ends_the_turn_at_once(tmp_path: Path, keys: tuple[str, ...]) -> None:
    game = new_game(tmp_path)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        moves = len(game.moves)
        steps = ("home",) if "up" in keys else ()
        for key in (*keys[:2], *steps, *keys[2:]):
            await pilot.press(key)
            await pilot.pause()
        await settled(pilot)
        assert game.moves[moves].move == "pass"


async def test_the_cursor_begins_on_what_can_be_done(tmp_path: Path) -> None:
    """In each menu on the way; where nothing can be done it begins at the top."""
    table = TableScreen(new_game(tmp_path))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        menu = table.tactics.menu
        begun = []
        for digit in range(1, len(menu.items)):
            await pilot.press("escape", str(digit))
            await pilot.pause()
            possible = [at for at, item in enumerate(menu.items[:-1]) if item.possible]
            assert menu.cursor == (possible[0] if possible else 0)
            begun.append(menu.cursor)
        assert any(begun), "everywhere the first entry was possible"


async def test_what_is_highlighted_is_foreseen_before_it_is_done(tmp_path: Path) -> None:
    """A talk of scholars raises trust by two; the board shows so afterwards, with a mark."""
    game = new_game(tmp_path)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        await pilot.press("2", "2")
        trust = game.position.cells[game.position.rules.layout.start("pair", "trust") + 1]
        assert f"trust France-Germany {trust} → {trust + 2}" in frame(table.app)
        moves = len(game.moves)
        await pilot.press("1")
        await settled(pilot)
        assert game.moves[moves].move == "play track_two partner=germany"
        assert "Scholars from France and Germany meet." in frame(table.app)


async def test_a_move_can_be_taken_back_as_long_as_nobody_has_answered(tmp_path: Path) -> None:
    game = new_game(tmp_path)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        moves, before = len(game.moves), frame(table.app)
        assert "u undo" not in before
        await pilot.press("2", "2", "1")
        await settled(pilot)
        assert len(game.moves) == moves + 1
        assert "u undo" in frame(table.app) or table.check_action("undo", ())
        await pilot.press("u")
        await to_the_turn(pilot, table)
        assert len(game.moves) == moves
        assert board(frame(table.app)) == board(before)


def board(text: str) -> list[str]:
    """The upper part of the screen without the marks of what has just changed: what is taken back changed nothing."""
    return text.replace("▲", " ").replace("▼", " ").splitlines()[:12]


async def test_the_board_can_be_looked_at_before_a_number_is_said(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path, seed=11))
    async with staged(tmp_path, lambda app: table) as pilot:
        await until_page(pilot, BidsScreen)
        await pilot.press("right", "escape")
        await settled(pilot)
        assert pilot.app.screen is table
        assert "Back to the question" in frame(table.app)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AgendaScreen)
        await pilot.press("escape", "enter")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, BidsScreen)
        assert max(screen.table.numbers.values()) == 1


async def test_news_come_line_by_line_and_space_shows_all(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path, "planner", "you", "planner", seed=9))
    slow = Settings(pace="slow")
    async with staged(tmp_path, lambda app: table, settings=slow) as pilot:
        for _ in range(100):
            await pilot.pause(0.05)
            if table.news.shown and not table.news.waits:
                break
            if table.news.waits:
                await pilot.press("enter")
        assert table.news.shown > 0
        assert not table.news.waits
        await pilot.press("space")
        await settled(pilot)
        assert table.news.waits
        assert table.news.shown >= len(table.news.events(table.rules)), "a proposal to oneself has a page of its own"


async def test_a_disk_that_refuses_stops_the_game_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = new_game(tmp_path)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        moves = len(game.moves)

        def refuse(*_: object, **__: object) -> None:
            raise SaveError("Move 5 could not be saved: no space left on device.")

        monkeypatch.setattr(Game, "play", refuse)
        await pilot.press("2", "2", "1")
        await asyncio.sleep(0.1)
        await pilot.pause()
        shown = " ".join(frame(table.app).split())
        assert "Move 5 could not be saved: no space left on device." in shown
        assert "q leaves" in shown or "q leave" in shown
        assert len(game.moves) == moves


async def test_leaving_leads_to_the_menu_and_lets_others_open_the_save(tmp_path: Path) -> None:
    game = new_game(tmp_path)
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        table = TableScreen(game)
        pilot.app.push_screen(table)
        await pilot.pause()
        await to_the_turn(pilot, table)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, MenuScreen)
        with open_save(tmp_path, game.name) as again:
            assert len(again.moves) == len(game.moves)


async def test_a_program_that_began_with_a_game_comes_to_the_menu(tmp_path: Path) -> None:
    """The menu is made when it is needed: nothing lies under the game until then, and from there all is as ever."""
    async with staged(tmp_path, lambda app: MenuScreen(), game=new_game(tmp_path)) as pilot:
        assert not any(isinstance(each, MenuScreen) for each in pilot.app.screen_stack)
        table = pilot.app.screen
        assert isinstance(table, TableScreen)
        await to_the_turn(pilot, table)
        await pilot.press("q")
        await settled(pilot)
        menu = pilot.app.screen
        assert isinstance(menu, MenuScreen)
        assert pilot.app.return_code is None
        await pilot.press("1")
        await settled(pilot)
        again = pilot.app.screen
        assert isinstance(again, TableScreen)
        assert again.sitting.game.name == table.sitting.game.name
        await to_the_turn(pilot, again)
        await pilot.press("q")
        await settled(pilot)
        assert pilot.app.screen is menu
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.return_code == 0


async def test_who_comes_back_to_a_shared_screen_finds_it_closed(tmp_path: Path) -> None:
    """After the program was put aside, and after a move is taken back."""
    table = TableScreen(new_game(tmp_path, "you", "you"))
    async with staged(tmp_path, lambda app: table) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, HandOverScreen)
        await pilot.press("o")
        await to_the_turn(pilot, table)
        await pilot.press("l")
        await pilot.pause()
        pilot.app.app_resume_signal.publish(pilot.app)
        await settled(pilot)
        assert isinstance(pilot.app.screen, HandOverScreen)
        assert len(pilot.app.screen_stack) == 3
        await pilot.press("o")
        await to_the_turn(pilot, table)
        await pilot.press("2", "2", "1")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(pilot.app.screen, HandOverScreen)


async def test_a_wide_screen_shows_aim_score_and_chronicle(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path))
    async with staged(tmp_path, lambda app: table, size=WIDE) as pilot:
        await to_the_turn(pilot, table)
        shown = frame(table.app)
        for words in ("Your agenda", "Secret agenda of", "Score as it stands", "Chronicle"):
            assert words in shown
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.3)
        assert "Your agenda" not in frame(table.app)


async def test_a_small_window_asks_for_room_and_comes_back(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        before = frame(table.app)
        await pilot.resize_terminal(59, 24)
        await pilot.pause(0.3)
        assert "too small" in frame(table.app)
        assert "France" not in frame(table.app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.3)
        assert frame(table.app) == before


async def test_a_click_chooses_in_the_menu(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_turn(pilot, table)
        await pilot.press("home")
        await pilot.click(Menu, offset=(5, 1))
        await pilot.pause()
        assert table.tactics.menu.cursor == 1
        await pilot.click(Menu, offset=(5, 1))
        await pilot.pause()
        assert table.tactics.crumbs == ["Trust"]


async def test_an_enter_that_was_meant_for_the_news_answers_no_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No Enter for a moment, each one heard beginning it anew; then one that only shows that it was meant."""
    now = 100.0
    monkeypatch.setattr("alliance_game.tui.parts.page.monotonic", lambda: now)
    async with staged(tmp_path, lambda app: Page()) as pilot:
        page = pilot.app.screen
        assert isinstance(page, Page)
        assert page.hears("enter")
        page.be_wary(0.4)
        for moment in (100.1, 100.4, 100.7):
            now = moment
            assert not page.hears("enter")
        now = 101.2
        assert not page.hears("enter")
        assert "Enter again" in frame(pilot.app)  # type: ignore[arg-type]
        assert page.hears("enter")
        page.be_wary(0.4)
        now = 102.0
        assert page.hears("down")
        assert page.hears("enter")
        page.be_wary(0)
        assert page.hears("enter")
