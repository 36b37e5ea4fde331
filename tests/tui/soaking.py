"""Many games in one sitting: played by keys, pages opened and closed, and what is still there after each of them."""

import asyncio
import gc
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import process_time

from textual.timer import Timer
from textual.widget import Widget

from alliance_game.engine.layout import ROUND
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.questions.bids import BidsScreen
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.outcome import OutcomeScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.fingers import Person
from tests.tui.playing import keys, settled
from tests.tui.stage import new_game
from tests.tui.swift import Swift

PAGES = ["a", "l", "l slash t enter escape", "r", "g", "w enter", "w w", "c", "n", "f1", "f2"]
PAGED = 0.15
"""How often a page is opened before a question is answered."""
MOST_PRESSES, COLLECTED = 3000, 4
"""Keys after which a game is given up; games after which rubbish is taken away."""
PATIENCE, PASSING = 20, ("widgets", "timers", "tasks")


def things() -> dict[str, int]:
    """What there is in this process now, rubbish aside."""
    gc.collect()
    open_files = Path("/proc/self/fd")
    every = gc.get_objects()
    return {
        "widgets": sum(isinstance(each, Widget) for each in every),
        "timers": sum(isinstance(each, Timer) for each in every),
        "tasks": len(asyncio.all_tasks()),
        "threads": threading.active_count(),
        "files": sum(1 for _ in open_files.iterdir()) if open_files.is_dir() else 0,
        "objects": len(every),
    }


def megabytes() -> float:
    """Memory that the process holds; nothing where the system does not tell it in this way."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if statm.exists() else 0.0


def yardstick() -> float:
    """What the processor takes now for a piece of work that is always the same: other programs may slow it down."""
    begun = process_time()
    for number in range(60_000):
        str({"number": [number]})
    return process_time() - begun


@dataclass
class Played:
    """One game: which it was, and what it took."""

    seed: int
    rounds: int
    work: float
    """The processor's seconds."""


@dataclass
class Soak:
    """Game after game in one program, each of a few seeds again and again, so that they can be compared."""

    pilot: Swift
    folder: Path
    seeds: tuple[int, ...]
    seats: tuple[str, ...]
    scenario: str
    games: list[Played] = field(default_factory=list)
    counts: list[Mapping[str, int]] = field(default_factory=list)
    """What there was whenever it was counted."""
    pressed: int = 0

    @property
    def setup(self) -> dict[str, str]:
        """What is played: a scenario that is a single round has no lengths."""
        return {"scenario": self.scenario} if self.scenario == "practice" else {"length": "lesson"}

    @property
    def rounds(self) -> int:
        """Rounds so far."""
        return sum(each.rounds for each in self.games)

    async def go(self, rounds: int) -> None:
        """Play at least so many rounds more; counts after each of the first games, and at the end."""
        end = self.rounds + rounds
        while self.rounds < end:
            await self.game(self.seeds[len(self.games) % len(self.seeds)])
            if len(self.games) <= 2 * len(self.seeds):
                await self.count()
        await self.count()

    async def game(self, seed: int) -> None:
        """One game, from the menu and back to it; its save is taken away, so that the folder stays as it is."""
        app, begun = self.pilot.app, process_time()
        assert isinstance(app, AllianceApp)
        assert isinstance(app.screen, MenuScreen), app.screen
        game = new_game(self.folder, *self.seats, seed=seed, name="soak", **self.setup)
        app.sit_down(game)
        await self.pilot.rest()
        assert app.table is not None
        await self.play(app.table, Person("random", seed), Random(seed))
        rounds, path = game.position.cells[ROUND], game.path
        await self.pilot.press("escape")
        assert game.position.over
        for each in [path, *path.parent.glob(f"{path.stem}*")]:
            each.unlink(missing_ok=True)
        work = process_time() - begun
        del game
        app.game = app.table = None
        self.games.append(Played(seed, rounds, work))
        if len(self.games) % COLLECTED == 0:
            gc.collect()

    async def count(self) -> None:
        """Count what there is when what is on its way out has had its time."""
        for _ in range(PATIENCE):
            now = things()
            if not self.counts or all(now[each] <= self.counts[-1][each] for each in PASSING):
                break
            await self.pilot.pause(0.05)
        self.counts.append(now)

    async def play(self, table: TableScreen, person: Person, lot: Random) -> None:
        """To the end, with pages opened and closed on the way."""
        for _ in range(MOST_PRESSES):
            await settled(self.pilot)
            if isinstance(self.pilot.app.screen, OutcomeScreen):
                return
            if lot.random() < PAGED and not isinstance(self.pilot.app.screen, HandOverScreen):
                await self.look_about(lot.choice(PAGES).split())
                continue
            await self.press(*self.answer(table, person))
        raise AssertionError(f"seed {table.sitting.game.position.setup.seed}: the game does not end")

    def answer(self, table: TableScreen, person: Person) -> list[str]:
        """The keys of an answer. Where coins are asked for none are given, or most keys would be arrows."""
        return ["enter"] if isinstance(self.pilot.app.screen, BidsScreen) else keys(self.pilot, table, person)

    async def look_about(self, opened: list[str]) -> None:
        """Press the keys of a page, and come back from wherever they led; not each page opens everywhere."""
        begun = self.pilot.app.screen
        await self.press(opened[0])
        if self.pilot.app.screen is not begun or isinstance(begun, TableScreen):
            await self.press(*opened[1:])
        for _ in range(8):
            if self.pilot.app.screen is begun:
                break
            await self.press("escape")
        assert self.pilot.app.screen is begun, opened
        if isinstance(begun, TableScreen):
            # Whoever asks why points at the board, and stops that with one key more.
            await self.press("escape")

    async def press(self, *given: str) -> None:
        """Press keys, and count them."""
        self.pressed += len(given)
        await self.pilot.press(*given)
