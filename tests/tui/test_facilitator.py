"""The facilitator's console: behind a PIN, paused, and whatever is done is told to all."""

from pathlib import Path

import pytest

from alliance_game.saves import FACILITATOR, Game
from alliance_game.saves.pins import Pins
from alliance_game.tui.facilitator.desk import DeskScreen
from alliance_game.tui.facilitator.gate import GateScreen
from alliance_game.tui.facilitator.patience import Patience
from alliance_game.tui.table.handover import HandOverScreen
from tests.tui.stage import SMALL, USUAL, frame, new_game, staged
from tests.tui.swift import Swift

PIN = ("4", "7", "1", "1", "enter")


def shown(pilot: Swift) -> str:
    return frame(pilot.app)  # type: ignore[arg-type]


async def opened(pilot: Swift) -> None:
    """Into the console of a shared game, by a PIN that is set on the way."""
    await pilot.press("f9")
    assert isinstance(pilot.app.screen, GateScreen)
    await pilot.press(*PIN, *PIN)
    assert isinstance(pilot.app.screen, DeskScreen)


def shared(folder: Path) -> Game:
    return new_game(folder, "you", "you", "planner", length="lesson")


async def test_the_console_asks_for_a_pin_of_its_own_where_people_share_the_screen(tmp_path: Path) -> None:
    game = shared(tmp_path)
    async with staged(tmp_path, lambda app: pytest.fail("no menu"), game=game) as pilot:
        assert isinstance(pilot.app.screen, HandOverScreen)
        await opened(pilot)
        assert Pins(game.path).has("facilitator")
        assert "The game is paused" in shown(pilot)
        await pilot.press("g")
        assert type(pilot.app.screen) is HandOverScreen
        await pilot.press("f9", "1", "2", "3", "4", "enter")
        assert isinstance(pilot.app.screen, GateScreen)
        assert "until the next try" in shown(pilot)
        await pilot.press("escape")
        assert type(pilot.app.screen) is HandOverScreen


def test_wrong_pins_cost_more_and_more_time_but_never_all_of_it() -> None:
    now = [0.0]
    patience = Patience(lambda: now[0])
    waits = []
    for _ in range(8):
        assert patience.left == 0
        waits.append(patience.refuse())
        assert patience.left == waits[-1]
        now[0] += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    patience.accept()
    assert patience.refuse() == 1


async def test_alone_there_is_no_pin_and_a_correction_is_told(tmp_path: Path) -> None:
    game = new_game(tmp_path)
    async with staged(tmp_path, lambda app: pytest.fail("no menu"), game=game) as pilot:
        await pilot.press("enter")
        await pilot.press("f9")
        assert isinstance(pilot.app.screen, DeskScreen)
        await pilot.press("c", *"tension", "enter", "enter", *"why", "enter")
        assert isinstance(pilot.app.screen, DeskScreen)
        assert game.interventions[-1][2:] == ("correct tension +1", "why")
        assert "correct tension +1" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert game.interventions[-1].text.startswith("pause seconds=")
        await pilot.press("l", "home")
        assert "The facilitator makes a correction." in shown(pilot)
        assert "The facilitator pauses the game for" in shown(pilot)


@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_the_console_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    game = shared(tmp_path)
    async with staged(tmp_path, lambda app: pytest.fail("no menu"), size, game=game) as pilot:
        await opened(pilot)
        text = shown(pilot)
        assert "Go on with the game" in text
        assert "Show everything" in text
        assert all(len(row) <= size[0] for row in text.splitlines())


async def test_a_card_is_searched_and_brought_in(tmp_path: Path) -> None:
    game = shared(tmp_path)
    async with staged(tmp_path, lambda app: pytest.fail("no menu"), game=game) as pilot:
        await opened(pilot)
        await pilot.press("i", *"pirac", "enter", "enter", "enter")
        assert game.interventions[-1].text == "inject card=piracy"
        await pilot.press("i", *"pandem", "enter", "down", "enter", "enter")
        assert game.interventions[-1].text == "inject card=pandemic round=2"
        assert "pandemic" not in shown(pilot).lower()


async def test_a_bot_sits_in_for_a_team_and_the_team_comes_back(tmp_path: Path) -> None:
    game = shared(tmp_path)
    async with staged(tmp_path, lambda app: pytest.fail("no menu"), game=game) as pilot:
        await opened(pilot)
        await pilot.press("b", "enter", "enter")
        assert game.seats == ("planner", "you", "planner")
        await pilot.press("g")
        await pilot.pause(0.5)
        # The other team is left alone, and its papers are still its own.
        assert type(pilot.app.screen) is HandOverScreen
        assert "G E R M A N Y" in shown(pilot)
        await pilot.press("f9", *PIN, "b", "enter", "enter")
        assert game.seats == ("you", "you", "planner")


async def test_skip_mark_freeze_rewind_and_end(tmp_path: Path) -> None:
    game = shared(tmp_path)
    async with staged(tmp_path, lambda app: pytest.fail("no menu"), game=game) as pilot:
        await opened(pilot)
        await pilot.press("s", *"fire drill", "enter")
        assert (game.moves[-1].by, game.moves[-1].reason) == ("facilitator", "fire drill")
        await pilot.press("m", *"look here", "enter", "f", "enter", "enter")
        assert [note.text for note in game.notes(FACILITATOR)] == ["look here"]
        assert game.interventions[-1].text == "freeze drift"
        await pilot.press("z", "enter", "enter")
        assert game.moves == ()
        await pilot.press("e", "enter")
        assert game.position.over
        assert "Skip the question" not in shown(pilot)


async def test_nothing_secret_stands_on_the_console_unless_it_is_meant(tmp_path: Path) -> None:
    game = shared(tmp_path)
    rules = game.position.rules
    agendas = [rules.program.symbols.folder.agendas[each.id].title for each in rules.program.agendas]
    async with staged(tmp_path, lambda app: pytest.fail("no menu"), game=game) as pilot:
        await opened(pilot)
        for keys in (("c",), ("escape", "i"), ("escape", "b"), ("escape", "x"), ("enter",)):
            await pilot.press(*keys)
            assert not any(title in shown(pilot) for title in agendas)
        await pilot.press("x", "down", "enter")
        assert any(title in shown(pilot) for title in agendas)
