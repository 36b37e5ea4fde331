"""The list of all actions: everything that can be done here, and the themes."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from alliance_game.settings import THEME_NAMES, load_settings
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.palette import entries
from alliance_game.tui.settings_screen import KeysScreen, SettingsScreen
from alliance_game.tui.table.handover import HandOverScreen

from .stage import frame, staged


async def opened(pilot: Pilot[int], *letters: str, key: str = "f2") -> str:
    """The list, after some letters, as text."""
    await pilot.press(key, *letters)
    for _ in range(20):
        await pilot.pause(0.05)
        shown = frame(pilot.app)  # type: ignore[arg-type]
        if "Theme" in shown or (letters and letters[0] in shown):
            break
    await pilot.pause(0.2)
    return frame(pilot.app)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["f2", "ctrl+p"])
async def test_it_lists_what_the_page_and_the_program_can_do(tmp_path: Path, key: str) -> None:
    """Each once, with its key; nothing of Textual's own that makes no sense here."""
    async with staged(tmp_path, lambda app: KeysScreen()) as pilot:
        shown = await opened(pilot, key=key)
        for row in ("Usual key               u", "All usual               U", "Back                    Esc"):
            assert row in shown
        assert "Help                    F1" in shown
        assert "Settings                colours" in shown
        for theme in THEME_NAMES:
            assert shown.count(f"Theme: {theme}") == 1
        for word in ("Screenshot", "Maximize", "Keys and", "🔎"):
            assert word not in shown
        await pilot.press(key)
        assert len([each for each in pilot.app.screen_stack if isinstance(each, CommandPalette)]) == 1


async def test_what_is_chosen_is_done_on_the_page_below(tmp_path: Path) -> None:
    """As its key would."""
    async with staged(tmp_path, lambda app: KeysScreen()) as pilot:
        await opened(pilot, *"all us")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeysScreen)
        assert "Every key is as usual." in frame(pilot.app)  # type: ignore[arg-type]


async def test_a_theme_is_taken_at_once_and_kept(tmp_path: Path) -> None:
    """On the screen and in the file."""
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await opened(pilot, *"paper")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.theme == "paper"
    assert load_settings(tmp_path / "settings.yaml")[0].theme == "paper"


async def test_settings_are_in_it_everywhere(tmp_path: Path) -> None:
    """Also where no key opens them."""
    async with staged(tmp_path, lambda app: HandOverScreen("Japan")) as pilot:
        words = [each.text.split("  ")[0] for each in entries(pilot.app.screen)]
        assert words[:1] == ["Open"]
        assert "Settings" in words
        assert len(words) == len(set(words))
        await opened(pilot, *"colours")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SettingsScreen)
