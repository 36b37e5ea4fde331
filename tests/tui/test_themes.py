"""The colours: every one can be read, and none of them says anything alone."""

import itertools
import re
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from textual.theme import Theme

from alliance_game.settings import THEME_NAMES, Settings
from alliance_game.tui.parts.menu import Item, Menu
from alliance_game.tui.parts.page import Page
from alliance_game.tui.parts.sheet import TONES, Piece, Sheet
from alliance_game.tui.themes import ABOUT, THEMES

from .stage import frame, staged

SPOKEN = ("quiet", "heading", "accent", "good", "watch", "bad", "calm")
# What is left of red, green and blue light for eyes that lack one kind of cone (Machado and others, 2009).
EYES = {
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Light = tuple[float, float, float]


def light(colour: str) -> Light:
    """The light of a colour such as ``#ff8800``: red, green, blue from 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """From 1 for equal colours to 21 for black on white, as the Web Content Accessibility Guidelines measure it."""
    low, high = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def place(rgb: Light) -> Light:
    """A light in a space where distance is how different it looks (CIELAB)."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    whites = (0.9505, 1.0, 1.089)
    parts = [sum(map(lambda a, b: a * b, row, rgb)) / white for row, white in zip(rows, whites, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen_by(colour: str, eyes: str) -> Light:
    """What of a colour reaches such eyes."""
    red, green, blue = (min(1.0, max(0.0, sum(map(lambda a, b: a * b, row, light(colour))))) for row in EYES[eyes])
    return red, green, blue


def colour(theme: Theme, tone: str) -> str:
    """The colour of a tone."""
    return theme.foreground or "" if tone == "text" else theme.variables[tone]


def test_the_settings_know_the_themes() -> None:
    """Names in settings, colours and the words about them are the same."""
    assert set(THEME_NAMES) == set(THEMES) == set(ABOUT)


@pytest.mark.parametrize("tone", ["text", *SPOKEN])
@pytest.mark.parametrize("name", THEMES)
def test_every_tone_can_be_read(name: str, tone: str) -> None:
    """At least 7 to 1 on the ground and on the bars, which is what small print needs."""
    theme = THEMES[name]
    for ground in (theme.background, theme.panel):
        assert contrast(colour(theme, tone), ground or "") >= 7, ground


@pytest.mark.parametrize("name", THEMES)
def test_the_cursor_can_be_read(name: str) -> None:
    """The ink of the cursor on its ground; and the cursor stands out from the ground of the screen."""
    variables = THEMES[name].variables
    assert contrast(variables["cursor-ink"], variables["cursor-ground"]) >= 7
    assert contrast(variables["cursor-ground"], THEMES[name].background or "") >= 7


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_has_every_colour_that_texts_ask_for(name: str) -> None:
    """No tone names a colour that a theme has not."""
    asked = {found for style in TONES.values() for found in re.findall(r"\$([a-z-]+)", style)}
    assert asked <= {*THEMES[name].variables, "accent"}


@pytest.mark.parametrize("system", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT])
@pytest.mark.parametrize("name", THEMES)
def test_on_16_and_256_colours_no_text_sinks_into_its_ground(name: str, system: ColorSystem) -> None:
    """The nearest colour of a poor terminal is never that of the ground."""
    theme = THEMES[name]
    for tone in ("text", *SPOKEN):
        for ground in (theme.background, theme.panel):
            near = [Color.parse(each or "").downgrade(system).number for each in (colour(theme, tone), ground)]
            assert near[0] != near[1], tone
    ink, under = (Color.parse(theme.variables[f"cursor-{part}"]).downgrade(system) for part in ("ink", "ground"))
    assert ink.number != under.number


@pytest.mark.parametrize("eyes", EYES)
def test_clear_is_clear_to_every_eye(eyes: str) -> None:
    """Good, watch, bad and calm look different to people who lack one kind of cone; 10 is told apart at a glance."""
    tones = [THEMES["clear"].variables[tone] for tone in ("good", "watch", "bad", "calm")]
    for one, other in itertools.combinations(tones, 2):
        parts = zip(place(seen_by(one, eyes)), place(seen_by(other, eyes)), strict=True)
        assert sum((a - b) ** 2 for a, b in parts) ** 0.5 >= 18, (one, other)


class Sample(Page[None]):
    """A page with a menu on it and a sheet in which something is pointed at."""

    NAME = "Sample"

    def body(self) -> tuple[Sheet, Menu]:
        """Both."""
        sheet = Sheet([(Piece("order 7 "), Piece("▲1", "good")), (Piece("tension 6 "), Piece("▼2", "bad"))])
        return sheet, Menu([Item("Levy", "support −1"), Item("Summit", "coins −2", possible=False)])


@pytest.mark.parametrize("system", ["", "standard", "none"])
async def test_without_colours_the_screen_says_the_same(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With NO_COLOR or 16 colours the text is the same to the letter, and the cursor has its sign."""
    if system == "none":
        monkeypatch.setenv("NO_COLOR", "1")
    elif system:
        monkeypatch.setattr("textual.constants.COLOR_SYSTEM", system)
    async with staged(tmp_path, lambda app: Sample()) as pilot:
        await pilot.press("down")
        rows = frame(pilot.app).splitlines()  # type: ignore[arg-type]
    assert [row for row in rows if "▸" in row] == [" ▸2 Summit  coins −2"[1:]]
    assert "order 7 ▲1" in rows
    assert "tension 6 ▼2" in rows


@pytest.mark.parametrize("name", THEMES)
async def test_a_theme_changes_colours_and_not_a_letter(name: str, tmp_path: Path) -> None:
    """The same frame in every theme; unknown themes are the usual one."""
    frames = []
    for theme in ("chancery", name, "no such theme"):
        async with staged(tmp_path, lambda app: Sample(), settings=Settings(theme=theme)) as pilot:
            frames.append(frame(pilot.app))  # type: ignore[arg-type]
            assert pilot.app.theme == (theme if theme in THEMES else "chancery")
    assert len(set(frames)) == 1
