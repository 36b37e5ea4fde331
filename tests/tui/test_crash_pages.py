"""On every page and in every worker a fault ends the program in order, as a person would see it.

The suite tries one page of each sort; ``pytest -m nightly`` tries all, and each also while it opens.
"""

import ast
import gc
import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from textual import work
from textual.app import App
from textual.screen import Screen

from alliance_game import tui
from alliance_game.authoring.table.dealing import Wish
from alliance_game.authoring.table.sandbox import Sandbox
from alliance_game.saves import Following, open_save
from alliance_game.tui import crash
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games import sandbox
from alliance_game.tui.games.replay import ReplayScreen
from alliance_game.tui.games.sandbox import ProblemsScreen
from alliance_game.tui.lesson.interlude import InterludeScreen
from alliance_game.tui.lesson.projector import ProjectorScreen
from alliance_game.tui.lesson.terms import Terms
from alliance_game.tui.reading import advice
from alliance_game.tui.reading.why import ScoreWhyScreen
from alliance_game.tui.table.screen import TableScreen
from tests.authoring.my_pack import laid_out
from tests.table import library
from tests.tui import canaries
from tests.tui.moments import ALONE, TOGETHER, at, put
from tests.tui.stage import frame
from tests.tui.swift import Swift

NAME = "concert-0007"
WORDS = "KANARI: the agenda of Japan"
MOST_NEWS = 40
Begins = Callable[[Path], int]
Opens = Callable[[AllianceApp], Screen[Any]]


class Injected(Exception):
    """A fault of the program."""


def fails(*_: object) -> Any:
    """A fault whose words and values would tell a secret."""
    secret = WORDS
    raise Injected(secret)


@dataclass(frozen=True)
class Way:
    """How a page is reached: from the menu, a game, a lesson or a sandbox, by keys; or opened from within."""

    begin: Begins
    keys: str = ""
    opened: Opens | None = None
    saved: bool = False
    """Whether a game is played that can be gone on with."""


def menu(folder: Path) -> int:
    """The bare program, with a game to continue."""
    put(folder, "turn")
    return tui.run_menu(folder, library())


def at_the_end(folder: Path) -> int:
    """The bare program, with a finished game."""
    put(folder, "end")
    return tui.run_menu(folder, library())


def game(moment: str, seats: tuple[str, ...] = ALONE) -> Begins:
    """A game that is gone on with."""

    def begin(folder: Path) -> int:
        with at(folder, moment, seats) as found:
            return tui.run_game(found, library())

    return begin


def lesson(folder: Path) -> int:
    """A lesson that is gone on with."""
    with at(folder, "turn", TOGETHER) as found:
        return tui.run_lesson(found, Terms(recap=True), library())


def card(folder: Path) -> int:
    """A sandbox for one card."""
    with Sandbox(Wish("radio_silence", state="japan", packs=(laid_out(folder),))) as found:
        return sandbox.run(found)


def why_score(app: AllianceApp) -> Screen[Any]:
    assert app.table is not None
    assert app.table.seen is not None
    return ScoreWhyScreen(app.table.seen)


def projector(app: AllianceApp) -> Screen[Any]:
    return ProjectorScreen([Following(app.folder, NAME, library())])


TURN = game("turn")
PAGES = {
    "AdviceScreen": Way(TURN, "read a", saved=True),
    "AgendaScreen": Way(TURN, "read g", saved=True),
    "BidsScreen": Way(game("pledge"), "read", saved=True),
    "BoardScreen": Way(game("turn", TOGETHER), "b", saved=True),
    "CardsScreen": Way(menu, "5"),
    "ChoiceScreen": Way(game("card"), "read", saved=True),
    "ChoosePage": Way(TURN, "read f9 c", saved=True),
    "ChronicleScreen": Way(TURN, "read l", saved=True),
    "CodexScreen": Way(TURN, "read c", saved=True),
    "DebriefScreen": Way(game("end"), "read d"),
    "DeskScreen": Way(TURN, "read f9", saved=True),
    "GateScreen": Way(game("turn", TOGETHER), "f9", saved=True),
    "HandOverScreen": Way(game("turn", TOGETHER), saved=True),
    "HelpScreen": Way(TURN, "read f1", saved=True),
    "InterludeScreen": Way(menu, opened=lambda app: InterludeScreen("9b", fails, fails)),
    "KeysScreen": Way(menu, "s 4"),
    "MenuScreen": Way(menu),
    "NewGameScreen": Way(menu, "3"),
    "NewKeyScreen": Way(menu, "s 4 enter"),
    "NotesScreen": Way(TURN, "read n", saved=True),
    "OutcomeScreen": Way(game("end"), "read"),
    "Palette": Way(TURN, "read f2", saved=True),
    "ProblemsScreen": Way(menu, opened=lambda app: ProblemsScreen(("wrong",))),
    "ProjectorScreen": Way(menu, opened=projector),
    "ProposalScreen": Way(game("proposal"), "read", saved=True),
    "RecapScreen": Way(lesson, saved=True),
    "RelationsScreen": Way(TURN, "read r", saved=True),
    "ReplayScreen": Way(at_the_end, opened=lambda app: ReplayScreen(NAME)),
    "SandboxTable": Way(card),
    "SavesScreen": Way(menu, "6"),
    "ScenariosScreen": Way(menu, "3 s"),
    "ScoreWhyScreen": Way(TURN, "read", why_score, saved=True),
    "SettingsScreen": Way(menu, "s"),
    "TableScreen": Way(TURN, "read", saved=True),
    "WhyPicker": Way(TURN, "read w w", saved=True),
    "WhyScreen": Way(TURN, "read w enter", saved=True),
    "WritePage": Way(TURN, "read f9 m", saved=True),
}
WORKERS = {
    "AdviceScreen.think": PAGES["AdviceScreen"],
    "CardsScreen.compile": PAGES["CardsScreen"],
    "DebriefScreen.read": PAGES["DebriefScreen"],
    "DeskScreen.carry_out": PAGES["ChoosePage"],
    "MenuScreen.look": PAGES["MenuScreen"],
    "ReplayScreen.read_save": PAGES["ReplayScreen"],
    "SandboxApp.read": Way(card, "d"),
    "SavesScreen.check": Way(menu, "6 v"),
    "SavesScreen.look": PAGES["SavesScreen"],
    "TableScreen.facilitate": PAGES["DeskScreen"],
    "TableScreen.flow": Way(TURN, saved=True),
}
SOON = {
    "BidsScreen",
    "ChronicleScreen",
    "DeskScreen",
    "GateScreen",
    "HandOverScreen",
    "MenuScreen",
    "MenuScreen.look",
    "OutcomeScreen",
    "Palette",
    "ProjectorScreen",
    "RecapScreen",
    "SettingsScreen",
    "TableScreen",
    "TableScreen.facilitate",
    "TableScreen.flow",
}


def sorted_out(names: Iterable[str]) -> list[Any]:
    """Those of the suite, and those of the night."""
    return [pytest.param(name, marks=() if name in SOON else pytest.mark.nightly) for name in names]


def pages() -> dict[str, type[Screen[Any]]]:
    """Every kind of page in the package, those aside of which there are only other kinds."""
    for each in pkgutil.walk_packages(tui.__path__, "alliance_game.tui."):
        importlib.import_module(each.name)
    found: dict[str, type[Screen[Any]]] = {}
    rest: list[type[Screen[Any]]] = [Screen]
    while rest:
        kind = rest.pop()
        rest += kind.__subclasses__()
        if kind.__module__.startswith("alliance_game."):
            found[kind.__name__] = kind
    return found


def workers() -> dict[str, tuple[type[Any], dict[str, Any]]]:
    """Every method that runs as a worker, with the class that it is of and how it is run."""
    return dict(found for kind in {*pages().values(), *apps()} for found in workers_of(kind))


def apps() -> set[type[App[Any]]]:
    """The programs."""
    return {AllianceApp, *AllianceApp.__subclasses__()}


def workers_of(kind: type[Any]) -> Iterator[tuple[str, tuple[type[Any], dict[str, Any]]]]:
    """The same of one class."""
    (tree,) = ast.parse(dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    for method in tree.body:
        if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for mark in method.decorator_list:
            named = mark.func if isinstance(mark, ast.Call) else mark
            if isinstance(named, ast.Name) and named.id == "work":
                given = mark.keywords if isinstance(mark, ast.Call) else []
                how = {str(each.arg): ast.literal_eval(each.value) for each in given}
                yield f"{kind.__name__}.{method.name}", (kind, how)


def test_every_page_and_every_worker_is_tried() -> None:
    """A new one has to be added here; and nothing runs aside in a way that is not looked for."""
    leaves = {name for name, kind in pages().items() if not [each for each in kind.__subclasses__() if own(each)]}
    assert leaves - {"CrashScreen"} <= set(PAGES) <= set(pages())
    assert set(WORKERS) == set(workers())
    source = "\n".join(file.read_text(encoding="utf-8") for file in Path(tui.__path__[0]).rglob("*.py"))
    assert "run_worker(" not in source
    assert "create_task(" not in source
    assert "Thread(" not in source


def own(kind: type[Any]) -> bool:
    """Whether a class is the program's, not a test's."""
    return kind.__module__.startswith("alliance_game.")


class Witness:
    """Somebody at the keyboard, without a terminal: opens the page, has it fail, reads what then stands there."""

    def __init__(self, way: Way, fault: Callable[[AllianceApp], Awaitable[None]]) -> None:
        self.way = way
        self.fault = fault
        self.page = ""
        self.last = ""
        self.moves: list[str] = []

    async def sit(self, app: AllianceApp) -> None:
        """At the program, or at what comes when it has failed."""
        pilot = Swift(app)
        with pilot.in_charge():
            await pilot.rest()
            if isinstance(app.screen, crash.CrashScreen):
                await pilot.pause(0.01)
                self.last = frame(app)
                await pilot.press("x")
                return
            for key in self.way.keys.split():
                if app.fault is None:
                    await (self.read(pilot) if key == "read" else pilot.press(key))
            if self.way.opened is not None and app.fault is None:
                app.push_screen(self.way.opened(app))
                await pilot.rest()
            self.moves = [move.move for move in app.game.moves] if app.game is not None else []
            if app.fault is None:
                self.page = type(app.screen).__name__
                await self.fault(app)
                await pilot.rest()

    async def read(self, pilot: Swift) -> None:
        """Go through the news to the question."""
        for _ in range(MOST_NEWS):
            screen = pilot.app.screen
            if not isinstance(screen, TableScreen) or screen.tactics.waits:
                return
            await pilot.press("enter")


@pytest.fixture(autouse=True)
def _without_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and packs of nobody; every secret has its mark; any key leaves at once."""
    settings = tmp_path / "settings.yaml"
    settings.write_text("pace: off\n")
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(settings))
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))
    monkeypatch.setattr(crash, "HELD", 0.001)
    monkeypatch.setattr(advice, "MILLISECONDS", 40)
    monkeypatch.setattr(tui, "settle", lambda: None)
    canaries.let_fly(monkeypatch)


def failed(folder: Path, witness: Witness, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Run the program until it has failed; what the report says. Everything that holds for every fault is held."""

    def run(app: AllianceApp) -> object:
        return App.run(app, headless=True, size=(80, 24), auto_pilot=lambda pilot: witness.sit(app))

    monkeypatch.setattr(AllianceApp, "run", run)
    assert witness.way.begin(folder) == 1
    told = capsys.readouterr()
    (report,) = folder.glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert f"{__name__}.Injected" in text, text
    assert told.out.startswith("The program has failed.")
    assert told.out.endswith(f"Report: {report}\n")
    assert told.err == ""
    assert "The fault is its own, not yours." in witness.last
    assert report.name in witness.last.replace("\n", "").replace(" ", "")
    for shown in (text, told.out, witness.last):
        assert "KANARI" not in shown
        assert not canaries.CANARY.search(shown)
    named = f"alliance-game continue {NAME}"
    assert (named in told.out, named in witness.last) == (witness.way.saved,) * 2
    if (folder / f"{NAME}.journal").exists() and witness.way.begin is not card:
        with open_save(folder, NAME, library()) as again:
            assert not again.recovered
            assert not witness.moves or [move.move for move in again.moves] == witness.moves
    return text


async def in_a_handler(app: AllianceApp) -> None:
    """The page fails at something that it was told."""
    app.screen.call_next(fails)


@pytest.mark.parametrize("name", sorted_out(PAGES))
def test_a_fault_on_a_page(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    witness = Witness(PAGES[name], in_a_handler)
    text = failed(tmp_path / "saves", witness, monkeypatch, capsys)
    assert witness.page == name
    assert pages_in(text)[-1] == name


def pages_in(text: str) -> list[str]:
    """The pages that a report names, the lowest first."""
    (row,) = [line for line in text.splitlines() if line.startswith("pages: ")]
    return row.removeprefix("pages: ").split(", ")


async def not_at_all(app: AllianceApp) -> None:
    """It fails of itself."""
    raise AssertionError(f"nothing has failed:\n{frame(app)}")


@pytest.mark.parametrize("name", sorted_out(WORKERS))
def test_a_fault_in_a_worker(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, how = workers()[name]
    method = name.partition(".")[2]

    async def fails_aside(*given: object) -> None:
        fails(*given)

    broken = fails if how.get("thread") else fails_aside
    worker: Any = work(**how)
    monkeypatch.setattr(kind, method, worker(broken))
    failed(tmp_path / "saves", Witness(WORKERS[name], not_at_all), monkeypatch, capsys)


# Textual begins to watch what is selected on a page before it is there, and gives that up with it.
@pytest.mark.filterwarnings("ignore:coroutine 'Screen._watch_selections' was never awaited:RuntimeWarning")
@pytest.mark.nightly
@pytest.mark.parametrize("name", PAGES)
def test_a_fault_while_a_page_opens(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before there is anything on it."""
    monkeypatch.setattr(pages()[name], "compose", fails)
    failed(tmp_path / "saves", Witness(PAGES[name], not_at_all), monkeypatch, capsys)
    gc.collect()


def test_a_fault_in_a_browser_is_told_to_whoever_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A browser has no screen left: a line for the server, a report among the games of the browser, exit code 1."""
    witness = Witness(PAGES["TableScreen"], in_a_handler)

    def run(app: AllianceApp) -> object:
        return App.run(app, headless=True, size=(80, 24), auto_pilot=lambda pilot: witness.sit(app))

    monkeypatch.setattr(AllianceApp, "run", run)
    with at(tmp_path, "turn") as found:
        assert tui.run_in_browser(tmp_path, library(), found) == 1
    (report,) = tmp_path.glob("crash-*.txt")
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"The program has failed. Report: {report}\n")
    assert "KANARI" not in report.read_text(encoding="utf-8")
    with open_save(tmp_path, NAME, library()) as again:
        assert [move.move for move in again.moves] == witness.moves
