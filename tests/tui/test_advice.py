"""Advice on the screen: on every question, stopped by Esc, nobody else's; and bots that think for long."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from alliance_game import engine
from alliance_game.bots import Choice
from alliance_game.bots.counsel import TITLE
from alliance_game.engine import decisions
from alliance_game.saves import open_save
from alliance_game.sitting import Sitting
from alliance_game.tui import crash
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.parts.thinking import Mind
from alliance_game.tui.questions.bids import BidsScreen
from alliance_game.tui.questions.choice import ChoiceScreen
from alliance_game.tui.questions.proposal import ProposalScreen
from alliance_game.tui.reading import advice as advice_page
from alliance_game.tui.reading.advice import AdviceScreen
from alliance_game.tui.reading.chronicle import ChronicleScreen
from alliance_game.tui.table import screen as table_module
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.table import library
from tests.tui.canaries import let_fly, search, secrets
from tests.tui.moments import ALONE, TOGETHER, at
from tests.tui.playing import settled, to_the_question
from tests.tui.stage import SMALL, USUAL, frame, new_game, staged
from tests.tui.terminals import ROOT, in_terminal

SOON, NEVER = 40, 600_000
"""Milliseconds of thinking that are few, and that no test waits for."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Advisers who think for a moment only."""
    monkeypatch.setattr(advice_page, "MILLISECONDS", SOON)


async def until(true: Callable[[], bool]) -> None:
    """Let the program run until something is so."""
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never comes")


MOMENTS: dict[str, type] = {
    "turn": TableScreen,
    "proposal": ProposalScreen,
    "card": ChoiceScreen,
    "pledge": BidsScreen,
    "commitment": BidsScreen,
}


@pytest.mark.parametrize("size", [SMALL, USUAL])
@pytest.mark.parametrize("moment", MOMENTS)
async def test_every_question_can_be_advised_on_and_stays_ones_own(
    tmp_path: Path, moment: str, size: tuple[int, int]
) -> None:
    game = at(tmp_path, moment)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table, size) as pilot:
        await to_the_question(pilot, table)
        question, moves = pilot.app.screen, len(game.moves)
        assert isinstance(question, MOMENTS[moment])
        before = frame(table.app)
        if size == USUAL:
            assert "a advise" in before
        await pilot.press("a")
        page = pilot.app.screen
        assert isinstance(page, AdviceScreen)
        shown = frame(table.app)
        assert TITLE in shown
        assert "▸" in shown
        assert "Thinking" not in shown
        assert max(map(len, shown.splitlines())) <= size[0]
        await pilot.press("escape")
        assert pilot.app.screen is question
        assert frame(table.app) == before
        assert len(game.moves) == moves
        await pilot.press("a", "a")
        assert pilot.app.screen is question


async def test_a_number_half_chosen_is_there_after_the_advice(tmp_path: Path) -> None:
    table = TableScreen(at(tmp_path, "pledge"))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        await pilot.press("right", "a", "escape")
        page = pilot.app.screen
        assert isinstance(page, BidsScreen)
        assert max(page.table.numbers.values()) == 1


async def test_while_one_looks_around_the_question_can_be_advised_on(tmp_path: Path) -> None:
    table = TableScreen(at(tmp_path, "proposal"))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        await pilot.press("escape")
        assert pilot.app.screen is table
        await pilot.press("a")
        assert "Agree" in frame(table.app)
        await pilot.press("escape")
        assert pilot.app.screen is table


async def test_thinking_is_seen_at_once_and_escape_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page stands before a thought is thought, the keys are live, and no thread is left behind."""
    monkeypatch.setattr(advice_page, "MILLISECONDS", NEVER)
    table = TableScreen(at(tmp_path, "turn"))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        pilot.strike("a")
        await until(lambda: isinstance(pilot.app.screen, AdviceScreen) and bool(pilot.threads))
        page = pilot.app.screen
        assert isinstance(page, AdviceScreen)
        assert page.found is None
        pilot.draw()
        assert "Thinking" in frame(table.app)
        assert "Esc stops it" in frame(table.app)
        pilot.strike("f1")
        await until(lambda: pilot.app.screen is not page)
        pilot.strike("escape")
        await until(lambda: pilot.app.screen is page)
        assert pilot.threads
        pilot.strike("escape")
        await pilot.rest()
        assert pilot.app.screen is table
        assert not pilot.threads
        assert page.found is None
        assert table.tactics.waits


async def test_there_is_nothing_to_advise_on_where_nothing_is_asked(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path, "planner", "you", "planner", seed=9))
    async with staged(tmp_path, lambda app: table) as pilot:
        await settled(pilot)
        assert table.news.waits
        assert "a advise" not in frame(table.app)
        await pilot.press("a")
        assert pilot.app.screen is table


# Secrets


@pytest.mark.parametrize("milliseconds", [SOON, NEVER])
async def test_advice_is_gone_before_the_screen_changes_hands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, milliseconds: int
) -> None:
    """Read or still being thought: it is made from what one seat alone may see."""
    let_fly(monkeypatch)
    monkeypatch.setattr(advice_page, "MILLISECONDS", milliseconds)
    table = TableScreen(at(tmp_path, "turn", TOGETHER))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        app = table.app
        pilot.strike("a")
        await until(lambda: isinstance(app.screen, AdviceScreen) and bool(pilot.threads or milliseconds == SOON))
        if milliseconds == SOON:
            await pilot.rest()
            assert search(app) == {"0"}
            assert "advice, not an order" in " ".join(frame(app).split())
        app.app_suspend_signal.publish(app)
        await settled(pilot)
        assert isinstance(app.screen, HandOverScreen)
        assert search(app) == set()
        assert not any(isinstance(each, AdviceScreen) for each in app.screen_stack)
        assert not pilot.threads
        assert "futures" not in frame(app)


async def test_a_fault_while_thinking_is_reported_without_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = TableScreen(at(tmp_path, "turn", TOGETHER))

    def fails(page: AdviceScreen, enough: Callable[[], bool]) -> None:
        raise KeyError(f"{page.seen.agenda} of {page.seen.cells}")

    monkeypatch.setattr(AdviceScreen, "ask", fails)
    async with staged(tmp_path, lambda app: table) as pilot:
        app = table.app
        app.guarded = True
        await to_the_question(pilot, table)
        pilot.strike("a")
        await until(lambda: app.fault is not None)
        assert app.fault is not None
        report = crash.write_report(app.fault, app.pages, tmp_path)
        assert report is not None
        words = report.read_text()
    assert "KeyError" in words
    assert "AdviceScreen" in words
    for secret in (*secrets(table.sitting)[:-1], *table.rules.program.symbols.folder.agendas):
        assert secret.lower() not in words.lower()


# Bots that take their time


class Slow:
    """Bots that think until they are released, or until nobody waits any more."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.released, self.begun, self.stopped = Event(), Event(), Event()
        think = Sitting.think

        def slowly(sitting: Sitting, seat: int, enough: Callable[[], bool]) -> Choice:
            self.begun.set()
            while not self.released.is_set():
                if enough():
                    self.stopped.set()
                    break
                time.sleep(0.001)
            return think(sitting, seat)

        monkeypatch.setattr(Sitting, "think", slowly)
        monkeypatch.setattr(table_module, "SLOW", 0.02)


async def test_who_is_thinking_is_said_and_the_keys_stay_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    game = at(tmp_path, "turn", ALONE)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        slow = Slow(monkeypatch)
        pilot.strike("0")
        await until(slow.begun.is_set)
        await until(lambda: table.thinker is not None)
        pilot.draw()
        asked = game.position.rules.states[table.sitting.asked.seat].title
        shown = frame(table.app)
        assert f"{asked} is thinking" in shown.splitlines()[0]
        assert "What will France do?" not in shown
        moves = len(game.moves)
        pilot.strike("l")
        await until(lambda: isinstance(pilot.app.screen, ChronicleScreen))
        pilot.strike("escape")
        await until(lambda: pilot.app.screen is table)
        assert len(game.moves) == moves
        slow.released.set()
        await settled(pilot)
        assert len(game.moves) > moves
        assert "is thinking" not in frame(table.app)


async def test_who_leaves_a_thinking_bot_leaves_at_once_and_it_plays_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = at(tmp_path, "turn", ALONE)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        pilot.app.push_screen(table)
        await pilot.pause()
        await to_the_question(pilot, table)
        slow = Slow(monkeypatch)
        pilot.strike("0")
        await until(slow.begun.is_set)
        moves = len(game.moves)
        pilot.strike("q")
        await pilot.rest()
        assert isinstance(pilot.app.screen, MenuScreen)
        assert slow.stopped.is_set()
        assert not pilot.threads
        with open_save(tmp_path, game.name) as again:
            assert len(again.moves) == moves


async def test_a_shared_screen_that_is_shut_lets_the_bot_think_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thought before ends, and only the last one is played."""
    first = decisions(engine.new_game(library(), states=3, seed=4))[0].seat
    game = new_game(tmp_path, *("planner" if seat == first else "you" for seat in range(3)), seed=4)
    table = TableScreen(game)
    slow = Slow(monkeypatch)
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        pilot.app.push_screen(table)
        await until(slow.begun.is_set)
        assert not slow.stopped.is_set()
        table.shut()
        await until(slow.stopped.is_set)
        assert not game.moves
        slow.released.set()
        await settled(pilot)
        assert isinstance(pilot.app.screen, HandOverScreen)
        assert game.moves
        assert {move.seat for move in game.moves} == {first}


async def test_one_thought_at_a_time() -> None:
    mind, order = Mind(), []

    def thought(enough: Callable[[], bool], name: str) -> str:
        order.append(f"{name} begins")
        while not enough():
            if name == "second":
                break
        order.append(f"{name} ends")
        return name

    first = asyncio.ensure_future(mind.think(lambda enough: thought(enough, "first")))
    await until(lambda: bool(order))
    second = asyncio.ensure_future(mind.think(lambda enough: thought(enough, "second")))
    await asyncio.sleep(0.02)
    assert order == ["first begins"]
    first.cancel()
    assert await second == "second"
    assert order == ["first begins", "first ends", "second begins", "second ends"]


SCRIPT = """
import sys, time
from pathlib import Path
from alliance_game import tui
from alliance_game.engine import decisions
from alliance_game.saves import open_save
from alliance_game.sitting import Sitting

def think(sitting, seat, enough):
    while not enough():
        time.sleep(0.001)
    raise RuntimeError("nobody waits for this")

Sitting.think = think
sys.exit(tui.run_game(open_save(Path({folder!r}), {name!r})))
"""


def test_the_program_ends_at_once_while_a_bot_thinks(tmp_path: Path) -> None:
    """On a real terminal: the thread does not hold the exit up, and the save is as it was."""
    with new_game(tmp_path / "saves", "planner", "planner", seed=4) as game:
        name = game.name
    (tmp_path / "settings.yaml").write_text("pace: off\n")
    script = SCRIPT.format(folder=str(tmp_path / "saves"), name=name)
    ended = in_terminal(
        "-c",
        script,
        steps=(("is thinking", "\x11"),),
        PYTHONPATH=str(ROOT / "src"),
        ALLIANCE_GAME_SETTINGS=str(tmp_path / "settings.yaml"),
    )
    assert ended.code == 0
    assert "failed" not in ended.text
    with open_save(tmp_path / "saves", name) as again:
        assert not again.moves
