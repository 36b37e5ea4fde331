"""The screen while it changes hands: one name, and nothing of the person before."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from alliance_game.saves.pins import Pins
from alliance_game.tui.parts.page import Page
from alliance_game.tui.parts.sheet import Sheet, line
from alliance_game.tui.table.handover import HandOverScreen

from .stage import SMALL, USUAL, VAST, WIDE, frame, staged

SECRET = "KANARI"


class Table(Page[None]):
    """A page of the person before, full of secrets."""

    NAME = f"Concert {SECRET}"
    HELP = f"The agenda is {SECRET}."

    def body(self) -> tuple[Sheet, Input]:
        """A secret, and a field to mark text in."""
        return Sheet([line(f"agenda {SECRET}")]), Input(SECRET)


class Handed:
    """A table at which the screen is handed over; ``results`` is what came of it."""

    def __init__(self, name: str = "Japan", pins: Pins | None = None) -> None:
        self.results: list[bool | None] = []
        self.screen = HandOverScreen(name, pins, "japan")

    async def begin(self, pilot: Pilot[int]) -> None:
        """Hand over, with all that a person may leave behind."""
        app = pilot.app
        app.copy_to_clipboard(SECRET)
        app.title, app.sub_title = SECRET, SECRET
        app.screen.text_select_all()
        app.notify(SECRET, timeout=600)
        await pilot.pause()
        app.push_screen(self.screen, self.results.append)
        await pilot.pause()


def shown(pilot: Pilot[int]) -> str:
    """The screen as text."""
    return frame(pilot.app)  # type: ignore[arg-type]


@pytest.fixture
def pins(tmp_path: Path) -> Pins:
    """The PINs of a game; nobody has one yet."""
    return Pins(tmp_path / "concert-0001.journal")


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE, VAST])
async def test_it_shows_one_name_and_nothing_of_the_game(tmp_path: Path, size: tuple[int, int]) -> None:
    """Whatever was there before."""
    async with staged(tmp_path, lambda app: Table(), size) as pilot:
        await Handed().begin(pilot)
        rows = [row.strip() for row in shown(pilot).splitlines() if row.strip()]
    assert rows == [
        "Hand over",
        "Pass the keyboard to",
        "J A P A N",
        "The screen stays closed until Japan opens it.",
        "Press o to open.",
        "o open  Esc back  F1 help",
    ]


async def test_nothing_stays_where_it_could_be_found(tmp_path: Path) -> None:
    """Notifications, marked text, the clipboard, the title; on coming back from help too."""
    async with staged(tmp_path, lambda app: Table()) as pilot:
        app = pilot.app
        await Handed().begin(pilot)
        for _ in range(2):
            assert len(app._notifications) == 0
            assert app.clipboard.strip() == ""
            assert not any(screen.selections for screen in app.screen_stack)
            assert (app.title, app.sub_title) == ("Alliance Game", "")
            app.copy_to_clipboard(SECRET)
            app.notify(SECRET, timeout=600)
            await pilot.press("f1")
            assert SECRET not in shown(pilot)
            await pilot.press("escape")
            assert SECRET not in shown(pilot)


async def test_a_message_that_comes_while_it_is_closed_is_not_shown_then_or_later(tmp_path: Path) -> None:
    """A bot may still be moving."""
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed()
        await handed.begin(pilot)
        pilot.app.notify(SECRET, timeout=600)
        await pilot.pause()
        assert SECRET not in shown(pilot)
        await pilot.press("o")
        assert handed.results == [True]
        assert len(pilot.app._notifications) == 0


@pytest.mark.parametrize("key", ["enter", "space", "x", "y", "1", "down", "tab", "p"])
async def test_only_its_key_opens_it(tmp_path: Path, key: str) -> None:
    """Not a key on which somebody still leans; ``p`` does nothing where no PINs can be kept."""
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed()
        await handed.begin(pilot)
        await pilot.press(key)
        assert handed.results == []
        assert "Press o to open." in shown(pilot)
        assert SECRET not in shown(pilot)


async def test_a_click_on_its_key_opens_it_and_one_elsewhere_does_not(tmp_path: Path) -> None:
    """The mouse works too."""
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed()
        await handed.begin(pilot)
        await pilot.click(offset=(40, 10))
        assert handed.results == []
        await pilot.click(offset=(2, 23))
        assert handed.results == [True]


async def test_leaving_asks_first(tmp_path: Path) -> None:
    """And never opens; Esc stays."""
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed()
        await handed.begin(pilot)
        for key in ("escape", "q"):
            await pilot.press(key)
            assert "y leaves" in shown(pilot)
            await pilot.press("o", "enter", "space", "escape")
            assert "Press o to open." in shown(pilot)
        assert handed.results == []
        await pilot.press("escape", "y")
        assert handed.results == [False]


async def test_a_new_size_keeps_it_closed(tmp_path: Path) -> None:
    """Also a size in which nothing can be shown."""
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed("Union of Many Republics")
        await handed.begin(pilot)
        for size in ((40, 10), SMALL, VAST, USUAL):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert SECRET not in shown(pilot)
        assert "U N I O N   O F" in shown(pilot)
        assert handed.results == []


async def test_a_pin_is_set_and_then_asked(tmp_path: Path, pins: Pins) -> None:
    """It is never shown; only it opens the screen."""
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed(pins=pins)
        await handed.begin(pilot)
        await pilot.press("p", *"4711")
        assert "4711" not in shown(pilot)
        assert "····" in shown(pilot)
        assert "honest people honest" in shown(pilot)
        await pilot.press("enter", *"4711", "enter")
        assert handed.results == [True]
        assert pins.fits("japan", "4711")
        again = Handed(pins=pins)
        await again.begin(pilot)
        await pilot.press("o")
        assert again.results == []
        assert "concert-0001.pins" in shown(pilot).replace("\n", "").replace(" ", "")
        await pilot.press(*"4712", "enter")
        assert "That is not the PIN." in shown(pilot)
        assert again.results == []
        await pilot.press(*"47x12", "backspace", "1", "enter")
        assert again.results == [True]


async def test_two_pins_that_differ_and_short_ones_are_refused(tmp_path: Path, pins: Pins) -> None:
    """Until two are equal nothing is written; Esc gives it up."""
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed(pins=pins)
        await handed.begin(pilot)
        await pilot.press("p", *"471", "enter")
        assert "4 to 8 digits" in shown(pilot)
        await pilot.press(*"4711", "enter", *"4712", "enter")
        assert "differ" in shown(pilot)
        await pilot.press(*"4711", "escape")
        assert "Press o to open." in shown(pilot)
        assert handed.results == []
        assert not pins.path.exists()


async def test_a_pin_is_changed_or_removed_only_by_who_knows_it(tmp_path: Path, pins: Pins) -> None:
    """The old one is asked first; Enter alone removes it."""
    pins.put("japan", "4711")
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed(pins=pins)
        await handed.begin(pilot)
        await pilot.press("p", *"0000", "enter")
        assert "That is not the PIN." in shown(pilot)
        assert pins.fits("japan", "4711")
        await pilot.press(*"4711", "enter", "enter")
        assert handed.results == [True]
        assert not pins.has("japan")


async def test_a_damaged_file_of_pins_keeps_it_closed_until_it_is_deleted(tmp_path: Path, pins: Pins) -> None:
    """The sentence names the file."""
    pins.path.write_text("?")
    async with staged(tmp_path, lambda app: Table()) as pilot:
        handed = Handed(pins=pins)
        await handed.begin(pilot)
        await pilot.press("o")
        assert "cannot be read" in " ".join(shown(pilot).split())
        assert handed.results == []
        pins.path.unlink()
        await pilot.press("o")
        assert handed.results == [True]
