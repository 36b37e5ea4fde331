"""What tests of the screens share: an app with one screen, and the screen as text."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.screen import Screen

from alliance_game.saves import Game, create
from alliance_game.settings import Settings
from alliance_game.tui.app import AllianceApp
from tests.table import library
from tests.tui.swift import Swift

SMALL, USUAL, WIDE, VAST = (60, 20), (80, 24), (120, 40), (200, 60)


@asynccontextmanager
async def staged(
    folder: Path,
    first: Callable[[AllianceApp], Screen[Any]],
    size: tuple[int, int] = USUAL,
    settings: Settings | None = None,
    game: Game | None = None,
) -> AsyncIterator[Swift]:
    """The app with a screen of one's own on it, or a game; news come at once unless the settings say otherwise."""
    app = AllianceApp(folder, first, settings or Settings(pace="off"), library())
    app.settings_path = folder / "settings.yaml"
    app.game = game
    app.animation_level = "none"
    pilot = Swift(app)
    with pilot.in_charge():
        async with app.run_test(size=size):
            await pilot.pause()
            yield pilot


def frame(app: AllianceApp) -> str:
    """What is on the screen, as text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def new_game(folder: Path, *seats: str, seed: int = 7, **setup: Any) -> Game:
    """A saved game of Concert; by default one person and three planners."""
    named = seats or ("you", "planner", "planner", "planner")
    return create(library(), named, folder, states=len(named), seed=seed, **setup)
