"""A cat on the keyboard: random keys and window sizes, the same for the same seed."""

from random import Random

from textual.screen import Screen

from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games.start import MenuScreen
from tests.tui.swift import Swift

LETTERS = [*"abcdefghijklmnopqrstuvwxyz", "N", "U", "A", "Z"]
DIGITS = [*"0123456789"]
MOVING = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab"]
DOING = ["enter", "escape", "space", "backspace", "delete", "f1", "f2", "slash", "question_mark", "comma", "full_stop"]
OTHER = ["left_square_bracket", "right_square_bracket", "plus", "minus", "ctrl+p", "f5", "insert"]
KEYS = [*LETTERS, *DIGITS, *DIGITS, *MOVING, *DOING, *DOING, *OTHER]
SIZES = [(80, 24), (80, 24), (120, 40), (60, 20), (100, 30), (59, 19), (30, 8), (200, 60)]
MOST_AT_ONCE = 4
USED = 0.5
"""How often a key is pressed that means something on the page."""
RESIZED = 0.03
BACK_TO_THE_GAME = 0.6


class Cat:
    """Presses keys, several at once, and stretches the window; ``pressed`` is what it did so far."""

    def __init__(self, seed: int) -> None:
        self.lot = Random(seed)
        self.pressed: list[str] = []

    def step(self, pilot: Swift) -> None:
        """A few keys without a pause between them, as a paw does, or another size."""
        if self.lot.random() < RESIZED:
            width, height = self.lot.choice(SIZES)
            pilot.stretch(width, height)
            self.pressed.append(f"{width}x{height}")
            return
        for _ in range(self.lot.randint(1, MOST_AT_ONCE)):
            key = self.key(pilot.app.screen)
            pilot.strike(key)
            self.pressed.append(key)

    def key(self, screen: Screen[object]) -> str:
        """The next key; from the menu the way leads mostly back to the game."""
        if isinstance(screen, MenuScreen) and self.lot.random() < BACK_TO_THE_GAME:
            return "1"
        if self.lot.random() < USED and isinstance(screen.app, AllianceApp):
            return self.lot.choice(sorted(screen.active_bindings))
        return self.lot.choice(KEYS)

    @property
    def last(self) -> str:
        """The last things that it did, for a report."""
        return " ".join(self.pressed[-60:])
