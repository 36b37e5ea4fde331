"""Thousands of random keys: nothing fails, nothing is lost, and nobody sees what is another's.

``pytest -m nightly`` presses twice as many.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from alliance_game.engine import position_hash
from alliance_game.saves import listing, open_save, verify
from alliance_game.sitting import CLOCK
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.lesson.terms import Terms
from alliance_game.tui.table.screen import TableScreen
from tests.table import library
from tests.tui import canaries
from tests.tui.stage import new_game, staged
from tests.tui.swift import Swift
from tests.tui.wandering import Cat

KEYS, AT_ONE_SITTING = 670, 350
"""Keys of one test; keys after which the program is closed at once, and begun anew on the same save."""


class Wandering:
    """Games in one folder, and a cat."""

    def __init__(self, folder: Path, seats: tuple[str, ...], seed: int, seconds: int = 0) -> None:
        self.folder = folder
        self.terms = Terms(lambda kind: seconds, recap=seconds > 0)
        self.time = 0.0
        self.cat = Cat(seed)
        if seconds:
            self.cat.opens = ["o", "o", "b"]
        self.begin(seats, seed)
        self.reached: set[str] = set()
        """The kinds of pages that were seen."""
        self.marks: set[str] = set()
        """The marks of secrets that were seen, by those who may see them."""

    async def go(self, keys: int) -> None:
        """Press so many keys, in as many sittings as it takes."""
        while len(self.cat.pressed) < keys:
            try:
                await self.sitting(min(keys, len(self.cat.pressed) + AT_ONE_SITTING))
            except Exception as error:
                raise AssertionError(f"after {len(self.cat.pressed)} keys:\n{self.cat.last}") from error

    async def sitting(self, until: int) -> None:
        """The program from its start, with the game that was played last, until it is left or was played enough."""
        async with staged(self.folder, lambda app: MenuScreen()) as pilot:
            app = pilot.app
            assert isinstance(app, AllianceApp)
            app.terms = self.terms
            app.sit_down(open_save(self.folder, self.unfinished(), library()))
            await pilot.rest()
            while len(self.cat.pressed) < until and not app._exit:
                self.cat.step(pilot)
                await pilot.rest()
                await self.passes(pilot, app)
                if app._exception is not None:
                    return
                self.look(pilot, app)
                if await self.besides(pilot, app):
                    break
            last, moves = app.game, [move.move for move in app.game.moves] if app.game is not None else []
        assert last is not None
        with open_save(self.folder, last.name, library()) as again:
            assert [move.move for move in again.moves] == moves
            assert position_hash(again.position) == position_hash(last.position)

    async def besides(self, pilot: Swift, app: AllianceApp) -> bool:
        """What else happens now and then, between the keys; whether the program is left by it."""
        return False

    async def passes(self, pilot: Swift, app: AllianceApp) -> None:
        """A second passes at the table, whatever the cat does."""
        self.time += 1
        for table in [each for each in app.screen_stack if isinstance(each, TableScreen)]:
            table.timer.now = lambda: self.time
            table.timer.tick()
        await pilot.rest()

    def unfinished(self) -> str:
        """The game to go on with; a new one when all are over."""
        rows = [row for row in listing(self.folder) if row.can_continue]
        own = [row for row in rows if row.seats.count("you") > 1] or rows
        return own[0].name if own else self.begin(listing(self.folder)[0].seats, len(self.cat.pressed))

    def begin(self, seats: tuple[str, ...], seed: int) -> str:
        """A new game; gives its name."""
        with new_game(self.folder, *seats, seed=seed, length="lesson") as new:
            return new.name

    def look(self, pilot: Swift, app: AllianceApp) -> None:
        """What has to hold whenever the program has come to rest."""
        if app.settings.pace != "off":
            # Nobody has the time to wait for news.
            app.apply_settings(replace(app.settings, pace="off"))
        if app._exit:
            return
        self.reached.add(type(app.screen).__name__)
        self.marks |= canaries.search(app)


async def wander(folder: Path, seats: tuple[str, ...], seed: int, keys: int, seconds: int = 0) -> Wandering:
    """Press keys, and check every save that came of it."""
    found = Wandering(folder, seats, seed, seconds)
    await found.go(keys)
    rows = listing(folder)
    assert rows
    for row in rows:
        assert row.usable, row
        assert not row.problem, row
        assert verify(folder, row.name, library()).sound, row
    assert not list(folder.glob("crash-*"))
    return found


GAMES = [
    pytest.param(("you", "hawk", "freerider"), 1, id="alone"),
    pytest.param(("you", "you", "you"), 2, id="three at one keyboard"),
    pytest.param(("you", "broker", "you", "titfortat"), 3, id="two and two bots"),
]


@pytest.mark.parametrize(("seats", "seed"), GAMES)
async def test_no_key_does_harm(
    seats: tuple[str, ...], seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canaries.let_fly(monkeypatch)
    found = await wander(tmp_path, seats, seed, KEYS)
    assert {"TableScreen", "HelpScreen"} <= found.reached
    assert max(row.moves for row in listing(tmp_path)) >= 10
    if seats.count("you") > 1:
        assert "HandOverScreen" in found.reached
        assert len(found.marks) > 1


async def test_no_key_does_harm_in_a_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a clock that runs out again and again, and the public board to be looked at."""
    canaries.let_fly(monkeypatch)
    found = await wander(tmp_path, ("you", "you", "you"), 5, KEYS, seconds=6)
    assert {"HandOverScreen", "TableScreen", "BoardScreen"} <= found.reached
    game = listing(tmp_path)[0].name
    with open_save(tmp_path, game, library()) as last:
        assert any(move.by == CLOCK for move in last.moves)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [11, 12])
async def test_no_key_does_harm_in_a_whole_night(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canaries.let_fly(monkeypatch)
    seats = ("you", "hawk", "freerider") if seed % 2 else ("you", "you", "you", "broker")
    found = await wander(tmp_path, seats, seed, 2500)
    assert len(found.cat.pressed) >= 2500
    assert {"TableScreen", "HelpScreen"} <= found.reached
