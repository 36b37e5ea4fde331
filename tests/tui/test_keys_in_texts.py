"""Texts that name keys follow the settings."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from textual.dom import DOMNode

from alliance_game.settings import Settings
from alliance_game.tui import actions
from alliance_game.tui.games.saves import SavesScreen
from alliance_game.tui.reading.keys import key_of, worded
from alliance_game.tui.table.handover import HandOverScreen

from .stage import frame, staged


def helped() -> list[type[Any]]:
    """Every page and part of a page that has a help text."""
    found = [each for module in actions._modules() for each in vars(module).values() if inspect.isclass(each)]
    return sorted(
        {each for each in found if issubclass(each, DOMNode) and vars(each).get("HELP")}, key=lambda each: each.__name__
    )


def test_every_key_that_a_help_text_names_is_the_key_of_something() -> None:
    known = {action.id for action in actions.catalogue()}
    named = {name for each in helped() for name in re.findall(r"\{([^}]*)\}", each.HELP)}
    assert named, "no help text names a key"
    assert named <= known


@pytest.mark.parametrize(
    ("keys", "said"), [({}, "which r does with any game"), ({"replay": "f7"}, "which F7 does with any game")]
)
async def test_help_names_the_key_that_somebody_has_chosen(tmp_path: Path, keys: dict[str, str], said: str) -> None:
    settings = Settings(pace="off", keys=keys)
    async with staged(tmp_path, lambda app: SavesScreen(), settings=settings) as pilot:
        await pilot.press("f1")
        assert said in " ".join(frame(pilot.app).split())  # type: ignore[arg-type]


async def test_a_page_that_asks_for_a_key_asks_for_the_one_that_is_heard(tmp_path: Path) -> None:
    settings = Settings(pace="off", keys={"hand-open": "x"})
    async with staged(tmp_path, lambda app: HandOverScreen("Kos"), settings=settings) as pilot:
        assert "Press x to open." in frame(pilot.app)  # type: ignore[arg-type]
        assert worded(pilot.app.screen, "no key") == "no key"
        with pytest.raises(KeyError):
            key_of(pilot.app.screen, "nothing-does-this")
        await pilot.press("o")
        assert isinstance(pilot.app.screen, HandOverScreen)
        await pilot.press("x")
        assert not isinstance(pilot.app.screen, HandOverScreen)
