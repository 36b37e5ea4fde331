"""What tests of the screens around a game share: who was sat down, a page that has come to rest, played games."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from alliance_game.bots import bot
from alliance_game.saves import Game
from alliance_game.sitting import Sitting
from alliance_game.tui.app import AllianceApp
from tests.tui.stage import frame, new_game


def recorded(monkeypatch: pytest.MonkeyPatch) -> list[Game]:
    """The games that people were sat down at, instead of a table. Each is closed, so that others can open it."""
    found: list[Game] = []

    def sit_down(app: AllianceApp, game: Game) -> None:
        game.close()
        found.append(game)

    monkeypatch.setattr(AllianceApp, "sit_down", sit_down)
    return found


async def rested(pilot: Pilot[int]) -> str:
    """What is on the screen once its threads are done and every message has been handled."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return shown(pilot)


async def pressed(pilot: Pilot[int], *keys: str) -> str:
    """What is on the screen after some keys."""
    await pilot.press(*keys)
    return await rested(pilot)


def shown(pilot: Pilot[int]) -> str:
    """What is on the screen."""
    assert isinstance(pilot.app, AllianceApp)
    return frame(pilot.app)


def played(folder: Path, *seats: str, moves: int = 10_000, seed: int = 5, **setup: object) -> Game:
    """A saved game that bots have played for some moves, in the seats of people too. Closed."""
    with new_game(folder, *seats, seed=seed, **setup) as game:
        sitting = Sitting(game)
        bots = dict.fromkeys(range(len(game.seats)), bot("greedy", seed)) | dict(sitting.bots)
        sitting.bots = bots
        while not sitting.over and len(game.moves) < moves:
            seat = sitting.asked.seat
            choice = sitting.think(seat)
            sitting.play(choice.move, seat, choice.reason)
    return game
