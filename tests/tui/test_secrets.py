"""At one keyboard nobody sees what is another's: in a whole game, on every page, and whenever the screen is closed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_game.engine import position_hash, view
from alliance_game.saves import verify
from alliance_game.tui import crash
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.reading import advice
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.canaries import canary, let_fly, search, secrets
from tests.tui.fingers import Person, keys_for_act, played_out
from tests.tui.moments import TOGETHER, at
from tests.tui.playing import play, settled
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, frame, new_game, staged
from tests.tui.swift import Swift
from tests.tui.terminals import ROOT, Ended, in_terminal

SEATS = ("you", "you", "planner", "you")
MOST_NEWS = 40


@pytest.fixture(autouse=True)
def _canaries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every secret has its mark."""
    let_fly(monkeypatch)
    monkeypatch.setattr(advice, "MILLISECONDS", 40)


def app_of(pilot: Swift) -> AllianceApp:
    """The program under test."""
    assert isinstance(pilot.app, AllianceApp)
    return pilot.app


async def sat_down(pilot: Swift, table: TableScreen) -> None:
    """Open the closed screen, and read the news to the question."""
    assert isinstance(pilot.app.screen, HandOverScreen)
    await pilot.press("o")
    await read_on(pilot, table)


async def read_on(pilot: Swift, table: TableScreen) -> None:
    """Read the news to the menu of a turn."""
    for _ in range(MOST_NEWS):
        if table.tactics.waits:
            return
        await pilot.press("enter")
    raise AssertionError(f"no turn comes:\n{frame(app_of(pilot))}")


async def test_in_a_whole_game_nobody_sees_what_is_anothers(tmp_path: Path) -> None:
    """Agendas are dealt face down: their titles are on no screen but their owner's."""
    game = new_game(tmp_path, *SEATS, seed=21, scenario="practice")
    expected, texts = played_out(game.position, SEATS, "planner")
    table = TableScreen(game)
    titles = secrets(table.sitting)
    marks: dict[int | None, set[str]] = {}
    shown: dict[int | None, str] = {None: ""}

    def look(table: TableScreen) -> None:
        if not table.sitting.over:
            seat = None if isinstance(table.app.screen, HandOverScreen) else table.sitting.viewer
            marks.setdefault(seat, set()).update(search(table.app))
            shown[seat] = shown.get(seat, "") + frame(table.app)

    async with staged(tmp_path, lambda app: table, WIDE) as pilot:
        await play(pilot, table, Person("planner", 21), look)
    assert [move.move for move in game.moves] == texts
    assert position_hash(game.position) == position_hash(expected)
    assert verify(tmp_path, game.name).sound
    assert marks == {None: set(), 0: {"0"}, 1: {"1"}, 3: {"3"}}
    for seat, text in shown.items():
        assert [title in text for title in titles[:4]] == [seat == other for other in range(4)], seat


PAGES = ["a", "l", "r", "g", "w", "w w", "c", "f1", "f2"]


@pytest.mark.parametrize("size", [USUAL, VAST])
async def test_every_page_shows_what_is_ones_own(tmp_path: Path, size: tuple[int, int]) -> None:
    table = TableScreen(at(tmp_path, "turn", TOGETHER))
    async with staged(tmp_path, lambda app: table, size) as pilot:
        await sat_down(pilot, table)
        for keys in PAGES:
            await pilot.press(*keys.split())
            assert search(app_of(pilot)) <= {"0"}, keys
            await pilot.press("escape")
        await pilot.press("g")
        assert search(app_of(pilot)) == {"0"}


@pytest.mark.parametrize("seats", [("you", "you"), ("you", "planner", "you")])
@pytest.mark.parametrize("keys", PAGES)
async def test_a_page_that_opens_as_the_turn_ends_is_closed_first(
    tmp_path: Path, keys: str, seats: tuple[str, ...]
) -> None:
    """Whatever is pressed while the program changes hands or bots think, it changes hands with nothing open."""
    table = TableScreen(new_game(tmp_path, *seats, seed=7))
    async with staged(tmp_path, lambda app: table) as pilot:
        await sat_down(pilot, table)
        assert table.sitting.viewer == 0
        for key in ("0", *keys.split()):
            pilot.strike(key)
        await settled(pilot)
        assert search(app_of(pilot)) == set()
        # Help and the list of actions are there on the closed screen too, and know only that.
        await pilot.press(*(["escape"] if not isinstance(pilot.app.screen, HandOverScreen) else []))
        assert isinstance(pilot.app.screen, HandOverScreen)
        assert search(app_of(pilot)) == set()
        await pilot.press("o")
        assert pilot.app.screen_stack[-1] is table
        assert search(app_of(pilot)) <= {str(len(seats) - 1)}


async def after_loading(pilot: Swift, table: TableScreen) -> None:
    """Nothing more."""


async def after_going_back(pilot: Swift, table: TableScreen) -> None:
    """A move is made and taken back."""
    await sat_down(pilot, table)
    seen, before = view(table.sitting.game.position, 0), len(table.sitting.game.moves)
    move = next(each for each in seen.decisions[0].moves if str(each) == "play levy")
    await pilot.press(*keys_for_act(seen, seen.decisions[0], move.number))
    assert len(table.sitting.game.moves) == before + 1
    await read_on(pilot, table)
    await pilot.press("u")
    assert len(table.sitting.game.moves) == before


async def after_a_break(pilot: Swift, table: TableScreen) -> None:
    """The program is put aside with Ctrl+Z, a page open, and taken up again."""
    await sat_down(pilot, table)
    await pilot.press("g")
    app_of(pilot).app_suspend_signal.publish(app_of(pilot))
    await pilot.rest()
    assert search(app_of(pilot)) == set()
    app_of(pilot).app_resume_signal.publish(app_of(pilot))


@pytest.mark.parametrize("change", [after_loading, after_going_back, after_a_break])
async def test_whatever_happened_the_screen_is_closed_first(
    tmp_path: Path, change: Callable[[Swift, TableScreen], object]
) -> None:
    """Also in every size, and with help, settings or the list of actions opened over it."""
    table = TableScreen(at(tmp_path, "turn", TOGETHER))
    async with staged(tmp_path, lambda app: table) as pilot:
        found = change(pilot, table)
        await found  # type: ignore[misc]
        await settled(pilot)
        assert isinstance(pilot.app.screen, HandOverScreen)
        assert search(app_of(pilot)) == set()
        for width, height in ((30, 8), SMALL, VAST, USUAL):
            await pilot.resize_terminal(width, height)
            assert isinstance(pilot.app.screen, HandOverScreen)
            assert search(app_of(pilot)) == set()
        for key in ("f1", "f2"):
            await pilot.press(key)
            assert search(app_of(pilot)) == set()
            await pilot.press("escape")
        assert isinstance(pilot.app.screen, HandOverScreen)


async def test_a_report_at_any_moment_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the screen, and whatever the fault is about."""
    table = TableScreen(at(tmp_path, "turn", TOGETHER))
    found: list[str] = []

    def fails(page: TableScreen) -> None:
        assert page.seen is not None
        agenda = page.seen.agenda
        raise KeyError(f"{canary(page.seen.seat)} {agenda} of {page.seen.cells}")

    monkeypatch.setattr(TableScreen, "action_relations", fails)
    async with staged(tmp_path, lambda app: table) as pilot:
        app = app_of(pilot)
        await sat_down(pilot, table)
        try:
            table.action_relations()
        except KeyError as error:
            report = crash.write_report(error, [type(each).__name__ for each in app.screen_stack], tmp_path)
            assert report is not None
            found.append(report.read_text())
    assert "KeyError" in found[0]
    assert "fails" in found[0]
    for secret in secrets(table.sitting):
        assert secret not in found[0], secret
    for name in (*table.rules.program.symbols.folder.agendas, table.sitting.game.name):
        assert name not in found[0].lower()


SCRIPT = """
import sys
from pathlib import Path
from alliance_game import tui
from alliance_game.saves import open_save
from alliance_game.tui.reading.agenda import AgendaScreen

def fails(self):
    raise RuntimeError(str(self.seen.agenda))

AgendaScreen.action_back = fails
sys.exit(tui.run_game(open_save(Path({folder!r}), {name!r})))
"""


def in_a_process(tmp_path: Path, folder: Path, name: str, *steps: tuple[str, str]) -> Ended:
    """The game on a real terminal; it fails when the page of the agenda is left."""
    (tmp_path / "settings.yaml").write_text("pace: off\n")
    script = SCRIPT.format(folder=str(folder), name=name)
    settings = str(tmp_path / "settings.yaml")
    return in_terminal("-c", script, steps=steps, PYTHONPATH=str(ROOT / "src"), ALLIANCE_GAME_SETTINGS=settings)


def test_after_a_fault_the_screen_is_closed_and_clean(tmp_path: Path) -> None:
    """The secret was on the screen when the program failed; afterwards it is nowhere, and the game begins closed."""
    with at(tmp_path / "saves", "turn", TOGETHER) as game:
        table = TableScreen(game)
        own, other, *_ = secrets(table.sitting)
        name = game.name
    steps = (("Press o to open", "o"), ("go on", "g"), ("Score as it stands", "\x1b"), ("Any key leaves.", "x"))
    ended = in_a_process(tmp_path, tmp_path / "saves", name, *steps)
    assert ended.code == 1
    before, failed, after = ended.text.partition("The program has failed.")
    assert own in before
    assert failed
    assert own not in after
    assert other not in ended.text
    (report,) = (tmp_path / "saves").glob("crash-*.txt")
    assert own.lower() not in report.read_text().lower()
    again = in_a_process(tmp_path, tmp_path / "saves", name, ("Press o to open", "\x03"))
    assert again.code == 0
    assert own not in again.text
