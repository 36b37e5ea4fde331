"""The door of the console: the facilitator's PIN, set when it is opened for the first time."""

from __future__ import annotations

from ...saves.pins import LONGEST, SHORTEST, Pins
from ...wording import marked, say, translated
from ..parts.sheet import Line, Sheet, line, wrapped
from ..table.handover import HONEST, WIDTH, HandOverScreen
from .patience import Patience

ID = "facilitator"
"""Whose PIN it is, beside those of the states."""


class GateScreen(HandOverScreen):
    """Asks for the facilitator's PIN, or for a new one: gives ``True`` when it was right, ``False`` for going back."""

    NAME = marked("Facilitator")
    HELP = marked("""
    Whoever leads the class has a PIN of 4 to 8 digits. It is set when the console is opened for the first time in a
    game; somebody who guesses waits longer after each wrong one, half a minute at most. Meanwhile the game stands
    still. If the PIN is forgotten, delete the file that is named here. {back} goes back to the game.
    """)

    def __init__(self, pins: Pins, patience: Patience) -> None:
        super().__init__(translated(self.NAME), pins, ID)
        self.patience = patience

    def on_mount(self) -> None:
        """The PIN that there is, or a new one."""
        super().on_mount()
        self.asking(lambda: self.go("pin" if self.has_pin else "new"))
        self.set_interval(0.5, self.write)

    def write(self) -> None:
        """What is asked, and how long a wrong PIN costs."""
        sheet = self.query_one("#plate", Sheet)
        width = max(20, (sheet.size.width or WIDTH) - 2)
        lines: list[Line] = [line((translated(self.NAME), "strong")), ()]
        if self.step in self.TYPING:
            lines += self.question(width)
        if self.step == "new":
            lines += [(), *wrapped(say("Choose the PIN of whoever leads the class."), width)]
        if self.patience.left:
            wait = say("{seconds} s until the next try.", seconds=self.patience.left)
            lines += [(), *wrapped(wait, width, "watch")]
        elif self.said:
            lines += [(), *wrapped(self.said, width, "watch")]
        sheet.show(lines)
        self.write_keys()

    def advice(self) -> str:
        """What a facilitator should know."""
        assert self.pins is not None
        if self.step == "pin":
            return super().advice()
        found = say("{shortest} to {longest} digits, then Enter; Esc to go back.", shortest=SHORTEST, longest=LONGEST)
        return f"{found} {translated(HONEST)}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open but by the PIN."""
        return action not in ("open", "set_pin", "board")

    def action_back(self) -> None:
        """Back to the game."""
        self.dismiss(False)

    def entered(self) -> None:
        """A PIN is complete; a wrong one costs time, and nothing is tried before it is over."""
        assert self.pins is not None
        if self.step != "pin":
            super().entered()
        elif self.patience.left:
            self.go("pin")
        elif self.pins.fits(self.state, self.typed):
            self.patience.accept()
            self.open()
        else:
            self.patience.refuse()
            self.go("pin", say("That is not the PIN. Try again."))

    def new_pin(self, typed: str) -> None:
        """A facilitator has a PIN where several people share the screen."""
        if typed:
            super().new_pin(typed)
        else:
            self.go("new", say("Choose four digits at least: the console is for one person alone."))
