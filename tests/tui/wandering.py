"""A cat on the keyboard: random keys and window sizes, the same for the same seed.

More than half of the keys lead on in the game, or it would never come to its later questions.
"""

from random import Random

from textual.screen import Screen

from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.questions.answering import Answering
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.swift import Swift

LETTERS = [*"abcdefghijklmnopqrstuvwxyz", "N", "U", "A", "Z"]
DIGITS = [*"0123456789"]
MOVING = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab"]
DOING = ["enter", "escape", "space", "backspace", "delete", "f1", "f2", "slash", "question_mark", "comma", "full_stop"]
OTHER = ["ctrl+q", "left_square_bracket", "right_square_bracket", "plus", "minus", "ctrl+p", "f5", "insert"]
KEYS = [*LETTERS, *DIGITS, *DIGITS, *MOVING, *DOING, *DOING, *OTHER]
SIZES = [(80, 24), (80, 24), (120, 40), (60, 20), (100, 30), (59, 19), (30, 8), (200, 60)]
MOST_AT_ONCE = 6
QUITS = {"ctrl+q", "ctrl+c"}
USED, RESIZED, MEANT = 0.4, 0.03, 0.55
"""How often a key is pressed that means something on the page, the window stretched, and the game played on."""


class Cat:
    """Presses keys, several at once, and stretches the window.

    ``pressed`` is what it did so far; ``told`` has its steps, and on which page each began.
    """

    def __init__(self, seed: int) -> None:
        self.lot = Random(seed)
        self.pressed: list[str] = []
        self.told: list[str] = []
        self.opens = ["o"]
        """What leads on from the closed screen."""

    def step(self, pilot: Swift) -> None:
        """A few keys without a pause between them, as a paw does, or another size."""
        begun, page = len(self.pressed), type(pilot.app.screen).__name__
        if self.lot.random() < RESIZED:
            width, height = self.lot.choice(SIZES)
            pilot.stretch(width, height)
            self.pressed.append(f"{width}x{height}")
        else:
            for _ in range(self.lot.randint(1, MOST_AT_ONCE)):
                self.pressed.append(self.key(pilot.app.screen))
                pilot.strike(self.pressed[-1])
        self.told.append(f"{page}: {' '.join(self.pressed[begun:])}")

    def key(self, screen: Screen[object]) -> str:
        """The next key."""
        if self.lot.random() < MEANT:
            return self.lot.choice(self.onward(screen))
        if self.lot.random() < USED:
            usual = sorted(set(screen.active_bindings) - QUITS)
            return str(self.lot.choice(usual))
        return str(self.lot.choice(KEYS))

    def onward(self, screen: Screen[object]) -> list[str]:
        """The keys with which a game goes on: to the table, through the news, to an answer."""
        if isinstance(screen, MenuScreen):
            return ["1"]
        if isinstance(screen, HandOverScreen):
            return self.opens
        if isinstance(screen, TableScreen):
            return ["enter"] if screen.news.display else DIGITS[:6]
        return [*DIGITS[1:3], "right", "enter"] if isinstance(screen, Answering) else ["escape"]

    @property
    def last(self) -> str:
        """The last things that it did, for a report."""
        return "\n".join(self.told[-25:])
