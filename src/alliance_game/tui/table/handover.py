"""The screen while it changes hands: one name, and nothing else that belongs to the game."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, Literal

from textual import getters
from textual.binding import Binding
from textual.containers import Container
from textual.events import Key
from textual.widget import Widget

from ...errors import SaveError
from ...saves.pins import LONGEST, SHORTEST, Pins, is_pin
from ...wording import marked, say, translated
from ..app import AllianceApp, key_name
from ..parts.page import Page
from ..parts.sheet import Line, Piece, Sheet, line, toned, wrapped
from ..reading.keys import key_of

WIDTH = 60
Step = Literal["closed", "leave", "pin", "old", "new", "again"]
"""What the screen waits for: to be opened, or to be left; the PIN, the PIN before it is changed, the new one, twice."""
HONEST = marked("A PIN keeps honest people honest. It is no protection against somebody who opens the game's files.")
ASKED = {
    "pin": marked("PIN"),
    "old": marked("The PIN so far"),
    "new": marked("New PIN"),
    "again": marked("Once more"),
}
"""What stands in front of the digits."""
DOT = "·"


class HandOverScreen(Page[bool]):
    """Stays closed until the next person opens it: gives ``True`` then, ``False`` when the game is left.

    ``name`` is the state to hand over to; ``pins`` are those of the saved game, if PINs are possible, and ``state``
    is the id that it has in them; ``board`` makes the page that all may see meanwhile, if there is one; ``said`` is
    told below the name. A PIN keeps honest people honest; it is no protection against somebody who opens the files.
    Whatever may hold something of the person before is cleared: notifications, marked text, the clipboard that the
    game filled, the title.
    """

    TIMELESS = True
    NAME = marked("Hand over")
    HELP = marked("""
    The screen is closed so that the next person can sit down unseen. Press {hand-open} to open it; Enter and Space do
    nothing here, since somebody may still be leaning on them. {hand-pin} opens it too and sets a PIN of 4 to 8 digits
    that is asked from then on, or changes it. {hand-board} shows the public board, on which nothing is secret. A PIN
    keeps honest people honest. It is no protection against somebody who opens the game's files. If a PIN is
    forgotten, delete the file that is named when it is asked. {back} goes back to the menu, after asking; the game is
    saved.
    """)
    BINDINGS = [
        Binding("o", "open", marked("open"), id="hand-open"),
        Binding("p", "set_pin", marked("open and set a PIN"), id="hand-pin"),
        Binding("b", "board", marked("board"), id="hand-board"),
        Binding("escape", "back", marked("back"), id="back"),
        Binding("q", "back", marked("to the menu"), show=False, id="hand-leave"),
    ]
    DEFAULT_CSS = """
    HandOverScreen #middle { height: 1fr; align: center middle; }
    HandOverScreen #plate { width: 60; max-width: 100%; height: auto; padding: 0 1; }
    HandOverScreen ToastRack { display: none; }
    """
    app = getters.app(AllianceApp)
    TYPING: ClassVar[tuple[Step, ...]] = ("pin", "old", "new", "again")

    def __init__(
        self,
        name: str,
        pins: Pins | None = None,
        state: str = "",
        board: Callable[[], Page[None]] | None = None,
        said: str = "",
    ) -> None:
        super().__init__()
        self.board = board
        self.person = name
        self.pins = pins
        self.state = state
        self.step: Step = "closed"
        self.typed = ""
        self.first = ""
        self.said = said

    def body(self) -> Iterable[Widget]:
        """A few lines in the middle."""
        yield Container(Sheet(id="plate"), id="middle")

    def bar(self) -> Line:
        """Nothing of the game."""
        return line((translated(self.NAME), "dim"))

    def on_mount(self) -> None:
        """Nothing of the last person stays."""
        self.app.clear_traces()
        self.write()

    def on_screen_resume(self) -> None:
        """Nor after help or the settings."""
        super().on_screen_resume()
        self.app.clear_traces()

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write)

    # What is shown

    def write(self) -> None:
        """The lines of this step, and the keys."""
        sheet = self.query_one("#plate", Sheet)
        width = max(20, (sheet.size.width or WIDTH) - 2)
        name = line(("     " + spaced(self.person, width - 5), "strong"))
        lines = [line((say("Pass the keyboard to"), "dim")), (), name, ()]
        lines += wrapped(say("The screen stays closed until {state} opens it.", state=self.person), width)
        lines += [(), *self.question(width)]
        if self.said:
            lines += [(), *wrapped(self.said, width, "watch")]
        sheet.show(lines)
        self.write_keys()

    def question(self, width: int) -> list[Line]:
        """What the screen waits for."""
        if self.step == "closed":
            return [toned(say("Press {key} to open."), "", key=Piece(key_of(self, "hand-open"), "strong"))]
        if self.step == "leave":
            yes, no = Piece("y", "strong"), Piece(key_name("escape"), "strong")
            return [toned(say("Leave for the menu? {yes} leaves, {no} stays."), "", yes=yes, no=no)]
        asked = translated(ASKED[self.step])
        lines = [line(f"{asked}  ", (DOT * len(self.typed) + "_" * max(0, SHORTEST - len(self.typed)), "strong"))]
        return [*lines, (), *wrapped(self.advice(), width, "dim")]

    def advice(self) -> str:
        """What a person who is asked for a PIN should know."""
        assert self.pins is not None
        if self.step in ("pin", "old"):
            return say(
                "Enter when it is complete, Esc to go back. Forgotten? Delete the file {file}.", file=self.pins.path
            )
        found = [say("{shortest} to {longest} digits, then Enter; Esc to go back.", shortest=SHORTEST, longest=LONGEST)]
        found += [say("Enter alone: no PIN.")] if self.step == "new" else []
        return " ".join([*found, translated(HONEST)])

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The screen can be opened only where it waits for that; without a saved game there are no PINs."""
        if action == "open":
            return self.step == "closed"
        if action == "set_pin":
            return self.step == "closed" and self.pins is not None
        if action == "board":
            return self.step == "closed" and self.board is not None
        return True

    def go(self, step: Step, said: str = "") -> None:
        """To another step, with a sentence."""
        self.step, self.typed, self.said = step, "", said
        self.write()

    def asking(self, then: Callable[[], None]) -> None:
        """Do something with the PINs; if their file cannot be used, the screen stays closed and says why."""
        try:
            then()
        except SaveError as error:
            self.go("closed", str(error))

    def action_open(self) -> None:
        """Open, or ask for the PIN first."""
        self.asking(lambda: self.go("pin") if self.has_pin else self.open())

    def action_set_pin(self) -> None:
        """Ask for a new PIN, after the one there is."""
        self.asking(lambda: self.go("old") if self.has_pin else self.go("new"))

    def action_board(self) -> None:
        """How things stand, for all to see."""
        if self.board is not None:
            self.app.push_screen(self.board())

    def action_back(self) -> None:
        """One step back; from the closed screen to the menu, if that is meant."""
        self.go("leave" if self.step == "closed" else "closed")

    @property
    def has_pin(self) -> bool:
        """Whether the state has a PIN."""
        return self.pins is not None and self.pins.has(self.state)

    def open(self) -> None:
        """The person is there."""
        self.app.clear_notifications()
        self.dismiss(True)

    def on_key(self, event: Key) -> None:
        """Digits of a PIN are never seen and mean nothing else; only ``y`` leaves."""
        if self.step == "leave" and event.character == "y":
            event.stop()
            self.dismiss(False)
        elif self.step in self.TYPING and event.character is not None and event.character in "0123456789":
            event.stop()
            self.typed = (self.typed + event.character)[:LONGEST]
            self.write()
        elif self.step in self.TYPING and event.key in ("backspace", "enter"):
            event.stop()
            if event.key == "enter":
                self.asking(self.entered)
            else:
                self.typed = self.typed[:-1]
                self.write()

    def entered(self) -> None:
        """A PIN is complete."""
        assert self.pins is not None
        typed = self.typed
        if self.step in ("pin", "old"):
            if not self.pins.fits(self.state, typed):
                self.go(self.step, say("That is not the PIN. Try again."))
            elif self.step == "pin":
                self.open()
            else:
                self.go("new")
        elif self.step == "new":
            self.new_pin(typed)
        elif typed != self.first:
            self.first = ""
            self.go("new", say("These two differ. Choose a PIN again."))
        else:
            self.pins.put(self.state, typed)
            self.open()

    def new_pin(self, typed: str) -> None:
        """The first time that a new PIN is typed."""
        assert self.pins is not None
        if not typed:
            if self.has_pin:
                self.pins.remove(self.state)
            self.open()
        elif is_pin(typed):
            self.first = typed
            self.go("again")
        else:
            self.go("new", say("A PIN has {shortest} to {longest} digits.", shortest=SHORTEST, longest=LONGEST))


def spaced(name: str, width: int) -> str:
    """A name in spaced capitals, if there is room."""
    capitals = "   ".join(" ".join(word) for word in name.upper().split())
    return capitals if len(capitals) <= width else name.upper()
