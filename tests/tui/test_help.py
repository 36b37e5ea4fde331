"""Help: what a page is for, and every key that works on it."""

from pathlib import Path
from typing import ClassVar

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input

from alliance_game.settings import Settings
from alliance_game.tui.parts.menu import Item, Menu
from alliance_game.tui.parts.page import Page
from alliance_game.tui.parts.roll import Roll
from alliance_game.tui.reading.help import HelpScreen

from .stage import SMALL, USUAL, frame, staged


class Choice(Menu):
    """A menu that says what it is for."""

    HELP = "Choose what to do with [brackets] and $signs."


class Sample(Page[None]):
    """A page with keys of every kind."""

    NAME = "Sample"
    HELP = "This page   is for\n trying."
    BINDINGS: ClassVar = [
        Binding("w", "why", "why is it so", id="sample-why"),
        Binding("x,f5", "hidden", "done without a word", show=False, id="sample-hidden"),
        Binding("z", "impossible", "cannot be done now", id="sample-impossible"),
    ]

    def body(self) -> tuple[Menu, Input]:
        """A menu and a field."""
        return Choice([Item("One"), Item("Two")]), Input()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One of them is impossible."""
        return action != "impossible"

    def action_why(self) -> None:
        """Nothing."""


def text(pilot: Pilot[int]) -> str:
    """Everything that the help says, also what is not on the screen."""
    lines = pilot.app.screen.query_one(Roll).lines
    return "\n".join("".join(piece.text for piece in each).rstrip() for each in lines)


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_it_says_what_the_page_and_the_focused_part_are_for(tmp_path: Path, key: str) -> None:
    """In this order, then the keys, then where there is more; the same key closes it."""
    async with staged(tmp_path, lambda app: Sample()) as pilot:
        pilot.app.screen.query_one(Menu).focus()
        await pilot.press(key)
        said = text(pilot)
        order = [
            "This page is for trying.",
            "with [brackets] and $signs.",
            "Keys on this page",
            "Keys everywhere",
            "More",
        ]
        places = [said.index(each) for each in order]
        assert places == sorted(places)
        await pilot.press(key)
        assert isinstance(pilot.app.screen, Sample)


async def test_it_has_every_key_that_works_also_those_without_a_word_below(tmp_path: Path) -> None:
    """Grouped: those of the page and of what is in focus, those of every page."""
    async with staged(tmp_path, lambda app: Sample()) as pilot:
        pilot.app.screen.query_one(Menu).focus()
        await pilot.press("f1")
        here, _, everywhere = text(pilot).partition("Keys everywhere")
    for row in ("w                 why is it so", "x, F5             done without a word", "Esc               back"):
        assert row in here
    assert "Enter" in here
    assert "F2, Ctrl+P        all actions" in everywhere
    assert "cannot be done now" not in here + everywhere


async def test_it_shows_the_keys_of_the_settings(tmp_path: Path) -> None:
    """Not the usual ones where they were changed."""
    settings = Settings(pace="off", keys={"sample-why": "f7", "help": "f3"})
    async with staged(tmp_path, lambda app: Sample(), settings=settings) as pilot:
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, Sample)
        await pilot.press("f3")
        assert "F7                why is it so" in text(pilot)
        await pilot.press("f3")
        assert isinstance(pilot.app.screen, Sample)


@pytest.mark.parametrize("size", [SMALL, USUAL, (120, 40)])
async def test_it_scrolls_and_nothing_is_cut_off(tmp_path: Path, size: tuple[int, int]) -> None:
    """To its last line; also when the window changes."""
    async with staged(tmp_path, lambda app: Sample(), size) as pilot:
        pilot.app.screen.query_one(Menu).focus()
        await pilot.press("f1", "end")
        await pilot.pause()
        roll = pilot.app.screen.query_one(Roll)
        width = roll.room
        assert all(sum(piece.width for piece in each) <= width for each in roll.lines)
        assert "elsewhere." in frame(pilot.app)  # type: ignore[arg-type]
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert all(sum(piece.width for piece in each) <= roll.room for each in roll.lines)


async def test_help_about_help_is_not_piled_up(tmp_path: Path) -> None:
    """Pressed again and again it opens and closes."""
    async with staged(tmp_path, lambda app: Sample()) as pilot:
        for _ in range(5):
            await pilot.press("f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert len(pilot.app.screen_stack) == 3
