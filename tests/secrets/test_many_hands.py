"""A keyboard in many hands: random keys, and all that may come between them. Nobody finds what is another's.

Between the keys the window is stretched, the program is put aside, closed and begun anew, or fails; people go back,
their time runs out, the facilitator comes; and whoever looks at a secret also copies it, and is told of it.
"""

from pathlib import Path

import pytest

from alliance_game.saves import open_save
from alliance_game.tui import crash
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.facilitator.desk import DeskScreen
from alliance_game.tui.facilitator.gate import GateScreen
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.table import library
from tests.tui import canaries
from tests.tui.canaries import CANARY, canary
from tests.tui.stage import new_game
from tests.tui.swift import Swift
from tests.tui.test_random_keys import Wandering

KEYS, NIGHTLY = 110, 1_000
OFTEN = 0.25
"""How often something else happens after some keys."""
DEEDS = ["g", "s", "i", "c", "f", "r", "t", "m", "v", "enter", "enter", "down", "1", "escape"]
PIN = [*"4711", "enter"]


class Hands(Wandering):
    """Several people at one keyboard, with notes of their own."""

    def __init__(self, folder: Path, seats: tuple[str, ...], seed: int, seconds: int) -> None:
        self.happened: set[str] = set()
        self.closed_behind: set[str] = set()
        super().__init__(folder, seats, seed, seconds)

    def begin(self, seats: tuple[str, ...], seed: int) -> str:
        """A new game, in which every team has written something down."""
        with new_game(self.folder, *seats, seed=seed, length="lesson") as new:
            for seat, who in enumerate(seats):
                if who == "you":
                    new.note(seat, f"{canary(seat)} is what we want.")
            return new.name

    def look(self, pilot: Swift, app: AllianceApp) -> None:
        """What people find who look; the traces of those who copied are their own."""
        if app._exit:
            return
        self.reached.add(type(app.screen).__name__)
        self.marks |= canaries.search(app, copies=True)

    async def besides(self, pilot: Swift, app: AllianceApp) -> bool:
        """Something that happens to people; whether the program is left by it."""
        lot = self.cat.lot
        if app._exit or lot.random() >= OFTEN:
            return False
        kind = lot.choice(["copies", "put aside", "facilitator", "reopened", "failed", "copies", "put aside"])
        self.happened.add(kind)
        self.cat.told.append(f"{type(app.screen).__name__}: {kind}")
        match kind:
            case "copies":
                self.copy(app)
            case "put aside":
                app.app_suspend_signal.publish(app)
                await pilot.rest()
                self.closed(app, kind)
                app.app_resume_signal.publish(app)
            case "facilitator":
                await self.console(pilot, app)
            case "failed":
                await self.fail(pilot, app)
        await pilot.rest()
        if not app._exit and app.fault is None:
            self.look(pilot, app)
        return kind in ("reopened", "failed")

    def copy(self, app: AllianceApp) -> None:
        """Whoever looks at the screen leaves what they saw wherever a program can keep it."""
        seat = canaries.viewer(app)
        if seat is not None and seat >= 0:
            app.copy_to_clipboard(canary(seat))
            app.notify(canary(seat), timeout=600)
            app.title = app.sub_title = canary(seat)
            app.screen.text_select_all()

    def closed(self, app: AllianceApp, kind: str) -> None:
        """With a table open, the screen is closed now, and nobody's marks are on it."""
        if app.table is not None and app.table in app.screen_stack and not app.table.sitting.over:
            assert canaries.viewer(app) is None, kind
            assert canaries.search(app) == set(), kind
            self.closed_behind.add(kind)

    async def console(self, pilot: Swift, app: AllianceApp) -> None:
        """The facilitator comes, does something, and goes."""
        if not app.leads:
            return
        await pilot.press("f9")
        if not isinstance(app.screen, GateScreen):
            # Over the list of actions the key means nothing.
            return
        self.closed(app, "gate")
        for step in ("new", "again", "pin"):
            if isinstance(app.screen, GateScreen) and app.screen.step == step:
                await pilot.press(*PIN)
        if isinstance(app.screen, DeskScreen):
            self.closed(app, "console")
            for key in self.cat.lot.choices(DEEDS, k=6):
                await pilot.press(key)
                self.look(pilot, app)
        for _ in range(8):
            if isinstance(app.screen, TableScreen) or type(app.screen) is HandOverScreen or app._exit:
                return
            await pilot.press("escape")

    async def fail(self, pilot: Swift, app: AllianceApp) -> None:
        """The program fails with a secret in its hands; the report knows nothing of it."""
        seat = canaries.viewer(app)
        marks = canaries.secrets(app.table.sitting) if app.table is not None else ["KANARI"]

        def fails() -> None:
            held = f"{canary(seat or 0)} {marks}"
            raise KeyError(held)

        app.guarded = True
        app.call_later(fails)
        await pilot.rest()
        assert isinstance(app.fault, KeyError)
        path = crash.write_report(app.fault, app.pages, self.folder)
        assert path is not None
        report = path.read_text()
        for mark in marks:
            assert mark.lower() not in report.lower()
        path.unlink()

    def sweep(self) -> None:
        """Nothing is in any other file, or in the name of one; the saves and their copies are no secret keepers."""
        for path in self.folder.rglob("*"):
            assert not CANARY.search(path.name)
            if path.is_file() and ".journal" not in path.name and path.suffix != ".mirror":
                assert not CANARY.search(path.read_bytes().decode(errors="replace")), path


async def handled(folder: Path, seats: tuple[str, ...], seed: int, keys: int, seconds: int) -> Hands:
    """Random keys of many hands, and what came of it."""
    found = Hands(folder, seats, seed, seconds)
    await found.go(keys)
    found.sweep()
    with open_save(folder, found.unfinished(), library()) as game:
        assert game.notes(0)
    return found


async def test_nobody_finds_what_is_anothers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canaries.let_fly(monkeypatch)
    found = await handled(tmp_path, ("you", "you", "planner"), 1, KEYS, 20)
    assert {"copies", "put aside", "facilitator", "failed"} <= found.happened
    assert {"put aside", "gate", "console"} <= found.closed_behind
    assert {"HandOverScreen", "TableScreen"} <= found.reached


SEEDS = range(2, 6)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", SEEDS)
async def test_nobody_finds_what_is_anothers_in_a_whole_night(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canaries.let_fly(monkeypatch)
    seats = ("you", "you", "you") if seed % 2 else ("you", "freerider", "you", "you")
    found = await handled(tmp_path, seats, seed, NIGHTLY, 20 if seed % 3 else 0)
    assert len(found.cat.pressed) >= NIGHTLY
    assert {"copies", "put aside", "facilitator", "reopened", "failed"} <= found.happened
    assert len(found.marks) > 1
