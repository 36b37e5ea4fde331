"""Whole screens: what one person sees, page after page, is the same whatever the others hide; so is plain play."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from alliance_game.engine import Position, decisions
from alliance_game.engine.view import sealed_phase
from alliance_game.saves import Game, create
from alliance_game.saves.pins import Pins
from alliance_game.saves.timeline import Done
from alliance_game.sitting import Sitting
from alliance_game.tui.reading import advice
from alliance_game.tui.table.screen import TableScreen
from tests.engine.games import Setting, library_of
from tests.plain.script import Keyboard, sit_down
from tests.tui.stage import VAST, WIDE, frame, staged

from .eyes import reasons_of
from .places import places
from .twins import all_others

PAGES = ["a", "l", "r", "g", "w", "n", "c", "f1", "f2"]
TYPED = ["", "status", "agenda", "log", "log all", "why score", "help", "save", "quit"]
READ = 6
"""So many entries of the chronicle are news to everybody."""
MOST_NEWS = 40
TRIES = 50


@dataclass(frozen=True)
class Moment:
    """A position of a game, and what else only some know of it."""

    setting: Setting
    position: Position
    eye: int
    lot: Random

    def game(self, folder: Path) -> Game:
        """A save in which the game stands there: everybody is a person, with notes, and all but one with a PIN."""
        library, seats = library_of(self.setting.scenario), ("you",) * self.setting.states
        game = create(library, seats, folder, "same", seed=self.position.setup.seed, **self.setting.compiled)
        reasons = reasons_of(self.position, self.eye, self.lot)
        game._timeline.position = self.position
        game._timeline._done = [Done(self.position, None, reason) for reason in reasons]
        for seat in range(self.setting.states):
            if seat == self.eye:
                game.note(seat, "Our own note.")
            else:
                game.note(seat, f"Note {self.lot.random()}.")
                Pins(game.path).put(self.position.rules.states[seat].id, str(self.lot.randrange(1000, 9999)))
        return game


def moments(setting: Setting, seed: int, count: int) -> list[tuple[Moment, Moment]]:
    """Positions beside their twins, in which the same person is to answer first."""
    found = []
    for move, position in places(setting, seed, count):
        eye, lot = decisions(position)[0].seat, Random(f"{seed} {move}")
        for _ in range(TRIES):
            twin = all_others(position, eye, lot)
            if decisions(twin)[0].seat == eye:
                found.append((Moment(setting, position, eye, lot), Moment(setting, twin, eye, lot)))
                break
    return found


def read_already(sitting: Sitting) -> None:
    """Everybody has read all but the last entries."""
    for seat in sitting.marks:
        sitting.marks[seat] = max(0, len(sitting.told(seat)) - READ)


async def screens(folder: Path, moment: Moment) -> list[str]:
    """What is on the screen, one page after another, from the closed screen on."""
    table = TableScreen(moment.game(folder))
    read_already(table.sitting)
    found = []
    async with staged(folder, lambda app: table, WIDE) as pilot:
        app = table.app

        def look() -> None:
            found.append("\n".join([type(app.screen).__name__, app.title, app.clipboard, frame(app)]))

        look()
        assert found[0].startswith("HandOverScreen")
        await pilot.press("b")
        look()
        await pilot.press("escape", "o")
        for _ in range(MOST_NEWS):
            look()
            if table.tactics.waits or not isinstance(app.screen, TableScreen):
                break
            await pilot.press("enter")
        for key in PAGES:
            await pilot.press(key)
            look()
            await pilot.press("escape")
        await pilot.resize_terminal(*VAST)
        look()
    return found


def lines(folder: Path, moment: Moment) -> str:
    """What plain play writes for the same person, who types every word that there is."""
    keyboard = Keyboard(TYPED)
    game = moment.game(folder)
    with patch.object(Sitting, "beginning", lambda sitting, seat: max(0, len(sitting.told(seat)) - READ)):
        sit_down(game, keyboard)
    return keyboard.text


def is_sealed(position: Position) -> bool:
    """Whether answers are being given in secret."""
    return sealed_phase(position.rules, position.cells)


async def compare(folder: Path, setting: Setting, seed: int, count: int) -> int:
    """Compare screens and lines, half of them while answers are secret; gives how many of those there were."""
    sealed, found = 0, moments(setting, seed, max(2, count))
    found = sorted(found, key=lambda pair: not is_sealed(pair[0].position))[:count]
    for number, pair in enumerate(found):
        sealed += is_sealed(pair[0].position)
        shown = []
        for name, moment in zip("ab", pair, strict=True):
            place = folder / name / str(number)
            texts = [*await screens(place, moment), lines(place / "plain", moment)]
            shown.append([text.replace(str(place), "") for text in texts])
        for before, after in zip(*shown, strict=True):
            assert before == after, f"{setting}, seed {seed}, number {number}"
        assert shown[0][-1].count("Round ") > 1
    return sealed


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Advice after the least number of futures: time decides nothing."""
    monkeypatch.setattr(advice, "MILLISECONDS", 1)


async def test_a_person_sees_the_same_whatever_others_hide(tmp_path: Path) -> None:
    assert await compare(tmp_path, Setting("concert", 3, options=("fog",)), 5, 1) == 1


NIGHTLY = [Setting("fishery", 3), Setting("five_eyes", 5), Setting("us_japan", 2), Setting("united_nations", 6)]


@pytest.mark.nightly
@pytest.mark.parametrize("setting", NIGHTLY, ids=str)
async def test_a_person_sees_the_same_in_a_whole_night(setting: Setting, tmp_path: Path) -> None:
    assert await compare(tmp_path, setting, 6, 2) >= 1
