"""A whole lesson of 45 minutes with four teams, in a real terminal: planned, begun, led, left, resumed, told over."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game import decisions
from alliance_game.saves import open_save, verify
from alliance_game.saves.following import Following
from tests.table import library
from tests.tui.fingers import Person
from tests.tui.test_three_ways import ARROWS, unread
from tests.tui.tmux import MISSING, Window

PIN = "271828"
TOLD = "The minister has walked out."


def command(folder: Path, *arguments: str) -> str:
    """What a command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "alliance_game", *arguments],
        cwd=folder,
        env=Window.places(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Class:
    """Four teams at one keyboard, each of which plays as a planner would."""

    def __init__(self, folder: Path, name: str) -> None:
        self.game = Following(folder, name, library())
        self.teams = [Person("planner", seat) for seat in range(4)]

    def play(self, window: Window, until: int) -> str:
        """Play until a round begins, or to the end; gives the screen."""
        while True:
            screen = window.still()
            if "Play again" in screen:
                return screen
            if "Pass the keyboard to" in screen:
                if self.round >= until:
                    return screen
                window.press("o")
            elif unread(screen):
                window.press("enter")
            elif "advise" in screen.splitlines()[-1]:
                self.answer(window)

    @property
    def round(self) -> int:
        """The round that is played, as the save has it."""
        self.game.look()
        assert self.game.position is not None
        return self.game.position.cells[0]

    def answer(self, window: Window) -> None:
        """Answer the question on the screen."""
        self.game.look()
        position = self.game.position
        assert position is not None
        seat = decisions(position)[0].seat
        for key in self.teams[seat].answer(position, seat)[1]:
            window.press(key, always=key in ARROWS)


def lead(window: Window, *, first: bool) -> None:
    """The facilitator: a card now, a moment marked, the game paused and gone on with."""
    window.press("f9")
    for _ in range(1 + first):
        for digit in PIN:
            window.press(digit)
        window.press("enter")
    window.still("The game is paused")
    window.press("m")
    for letter in TOLD:
        window.strike(letter)
    window.press("enter")
    window.still("The game is paused")
    window.press("g")


@pytest.mark.nightly
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_a_lesson_is_planned_led_left_resumed_and_told_over(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("pace: off\n", encoding="utf-8")
    plan = ("--scenario", "concert", "--pupils", "20", "--minutes", "45", "-o", "9b.yaml")
    said = command(tmp_path, "class", "new", *plan)
    assert "4 states, 5 rounds" in said
    file = tmp_path / "9b.yaml"
    text = re.sub(r"(?m)^timers: .*$", "timers: {}", file.read_text(encoding="utf-8"))
    planned = "injects: [{round: 2, card: terror_attack}, {round: 4, card: cyber_attack}]"
    text = text.replace("injects: []", planned)
    file.write_text(text.replace("practice: true", "practice: false"), encoding="utf-8")
    with Window(tmp_path, "class", "run", str(file)) as window:
        pupils = Class(tmp_path, "9b")
        window.still("Pass the keyboard to")
        pupils.play(window, until=2)
        lead(window, first=True)
        assert "Pass the keyboard to" in pupils.play(window, until=3)
        window.press("escape")
        window.strike("y")
        window.still()
        window.strike("q")
        window.ended()
    with Window(tmp_path, "class", "resume", str(file)) as window:
        recap = window.still("What happened so far")
        assert TOLD not in recap
        assert "The end" in pupils.play(window, until=99)
        window.press("0")
        window.strike("q")
        window.ended()
    assert verify(tmp_path, "9b").sound
    with open_save(tmp_path, "9b") as game:
        kinds = {each.text.split()[0] for each in game.interventions}
    assert "pause" in kinds
    command(tmp_path, "debrief", "9b", "-o", "debrief.html", "--games", "8")
    page = (tmp_path / "debrief.html").read_text(encoding="utf-8")
    assert TOLD in page
