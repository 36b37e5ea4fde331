"""The game in terminals of every kind and size: what is drawn is what was meant, keys alone play it, all is as before.

``pytest -m nightly`` plays a whole game in each; the suite plays its beginning in some.
"""

import asyncio
import codecs
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from alliance_game.saves import open_save, verify
from alliance_game.streams import usable_streams
from alliance_game.tui.table.outcome import OutcomeScreen
from alliance_game.tui.table.screen import TableScreen
from tests.table import library
from tests.tui.fingers import Person
from tests.tui.playing import MOST_PRESSES, keys, settled
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, frame, new_game, staged
from tests.tui.tmux import GLANCE, MISSING, Window

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)
SEATS, SEED = ("broker", "you", "hawk"), 31
BEGINNING = 6
LONGEST = 60
NO_COLOURS = {"COLORTERM": "", "NO_COLOR": "1"}
KINDS: dict[str, dict[str, str]] = {
    "all colours": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256 colours": {"TERM": "xterm-256color", "COLORTERM": ""},
    "16 colours": {"TERM": "xterm", "COLORTERM": ""},
    "linux": {"TERM": "linux", "COLORTERM": ""},
    "screen": {"TERM": "screen-256color", "COLORTERM": ""},
    "tmux": {"TERM": "tmux-256color", "COLORTERM": ""},
    "no colours": {"TERM": "xterm-256color", **NO_COLOURS},
    "C": {"TERM": "xterm-256color", "LC_ALL": "C"},
    "ASCII": {"TERM": "xterm", "COLORTERM": "", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "ASCII on linux": {"TERM": "linux", **NO_COLOURS, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Spanish in ASCII": {"TERM": "xterm", "LC_ALL": "C", "PYTHONUTF8": "0"},
}
AFTERWARDS = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{wrap_flag} #{keypad_flag} #{keypad_cursor_flag}"
"""What tmux knows of how a program has set the terminal."""
AS_BEFORE = "0 1 0 1 0 0"
SCRIPT = 'stty -g > before; "$@"; echo $? > code; stty -g > after; echo "It is over."; exec sleep 100'


@dataclass(frozen=True)
class Press:
    """A picture, and the keys that are pressed when it stands."""

    picture: str
    keys: tuple[str, ...]


@cache
def presses(size: tuple[int, int]) -> tuple[Press, ...]:
    """A whole game, as somebody plays it without a terminal in a window of a size; the last picture is its end."""
    with TemporaryDirectory() as folder:
        return tuple(asyncio.run(played(Path(folder), size)))


async def played(folder: Path, size: tuple[int, int], most: int = MOST_PRESSES) -> list[Press]:
    """The first of them, or all."""
    found: list[Press] = []
    table, person = TableScreen(new_game(folder, *SEATS, seed=SEED, scenario="practice")), Person("planner", SEED)
    async with staged(folder, lambda app: table, size) as pilot:
        for _ in range(MOST_PRESSES):
            await settled(pilot)
            over = isinstance(pilot.app.screen, OutcomeScreen)
            pressed = () if over else tuple(keys(pilot, table, person))
            found.append(Press(frame(table.app), pressed))
            if over or len(found) == most:
                return found
            await pilot.press(*pressed)
    raise AssertionError("the game does not end")


class Terminal(Window):
    """A window of some size, in which the program believes to be in a terminal of some kind."""

    def __init__(self, folder: Path, size: tuple[int, int], kind: dict[str, str], *arguments: str) -> None:
        self.folder = folder
        self.socket = str(folder / "tmux")
        self.environment = {name: value for name, value in self.places(folder).items() if name != "NO_COLOR"}
        given = [f"{name}={value}" for name, value in kind.items()]
        program = [sys.executable, "-m", "alliance_game", *arguments]
        line = ["sh", "-c", SCRIPT, "sh", "env", *given, *program]
        (width, height), folder_ = size, ["-c", str(folder)]
        self.run(
            "new-session", "-d", *folder_, "-x", str(width), "-y", str(height), *line, ";", "set", "-g", "status", "off"
        )

    def stands(self, picture: str) -> None:
        """Wait until a picture is on the screen, sign for sign."""
        end, wanted, now = time.monotonic() + LONGEST, lines(picture), ""
        while time.monotonic() < end:
            now = self.screen
            if lines(now) == wanted:
                return
            time.sleep(GLANCE)
        raise AssertionError(f"waiting for\n{picture}\n\nthere is\n{now}")

    def left(self) -> None:
        """Wait until the program has been left; then the exit code is 0 and the terminal as it was."""
        end = time.monotonic() + LONGEST
        while "It is over." not in self.screen:
            assert time.monotonic() < end, self.screen
            time.sleep(GLANCE)
        assert (self.folder / "code").read_text() == "0\n", self.screen
        assert (self.folder / "after").read_text() == (self.folder / "before").read_text()
        assert self.run("display", "-p", AFTERWARDS).strip() == AS_BEFORE
        assert not list(self.folder.glob("crash-*"))


def lines(picture: str) -> list[str]:
    """The rows of a picture without the blanks at their ends."""
    return [row.rstrip() for row in picture.rstrip().splitlines()]


def as_shown(picture: str, kind: dict[str, str]) -> str:
    """A picture as a terminal of a kind shows it."""
    usable_streams()
    return picture.encode("ascii", "drawn").decode() if kind.get("PYTHONUTF8") == "0" else picture


def begun(folder: Path) -> str:
    """The save of the game that is played, and settings without pauses."""
    (folder / "settings.yaml").write_text("pace: off\n", encoding="utf-8")
    with new_game(folder, *SEATS, seed=SEED, scenario="practice") as game:
        return game.name


def play(folder: Path, kind: str, size: tuple[int, int], most: int) -> None:
    """Play so many pictures of the game in a terminal, each of which has to be as it was meant; then leave."""
    name, game = begun(folder), presses(size)
    with Terminal(folder, size, KINDS[kind], "continue", name) as window:
        for each in game[:most]:
            window.stands(as_shown(each.picture, KINDS[kind]))
            for key in each.keys:
                window.strike(key)
        if most < len(game):
            window.stands(as_shown(game[most].picture, KINDS[kind]))
        window.run("send-keys", "C-q")
        window.left()
    assert verify(folder, name).sound
    with open_save(folder, name, library()) as found:
        assert found.position.over == (most >= len(game))


def test_the_beginning_of_a_game_in_a_terminal_that_knows_only_ascii(tmp_path: Path) -> None:
    play(tmp_path, "ASCII", USUAL, BEGINNING)


async def test_words_follow_the_width_of_the_window(tmp_path: Path) -> None:
    """A game that begins in a window that is too small, or too large, looks as it should when the window is right."""
    first = (await played(tmp_path / "right", USUAL, most=1))[0].picture
    for number, begins in enumerate([(40, 12), VAST]):
        table = TableScreen(new_game(tmp_path / str(number), *SEATS, seed=SEED, scenario="practice"))
        async with staged(tmp_path, lambda app, table=table: table, begins) as pilot:  # type: ignore[misc]
            await settled(pilot)
            await pilot.resize_terminal(*SMALL)
            await pilot.resize_terminal(*USUAL)
            assert lines(frame(table.app)) == lines(first)


@pytest.mark.nightly
@pytest.mark.parametrize("size", [SMALL, WIDE, VAST], ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("kind", ["all colours", "256 colours", "no colours", "ASCII"])
def test_the_beginning_in_every_size(kind: str, size: tuple[int, int], tmp_path: Path) -> None:
    play(tmp_path, kind, size, BEGINNING)


@pytest.mark.nightly
@pytest.mark.parametrize("kind", [each for each in KINDS if each != "Spanish in ASCII"])
def test_a_whole_game(kind: str, tmp_path: Path) -> None:
    play(tmp_path, kind, USUAL, MOST_PRESSES)


@pytest.mark.nightly
def test_another_language_in_ascii_has_no_sign_that_is_unknown(tmp_path: Path) -> None:
    """Letters lose their accents; only sentences that ask have a question mark."""
    name = begun(tmp_path)
    (tmp_path / "settings.yaml").write_text("pace: off\nlanguage: es\n", encoding="utf-8")
    with Terminal(tmp_path, USUAL, KINDS["Spanish in ASCII"], "continue", name) as window:
        shown = window.still("Intro")
        assert shown.isascii()
        assert shown.count("?") <= 2, shown
        window.run("send-keys", "C-q")
        window.left()


@pytest.mark.nightly
def test_a_window_that_is_too_small_says_so_and_the_game_comes_back_with_it(tmp_path: Path) -> None:
    name, game = begun(tmp_path), presses(USUAL)
    with Terminal(tmp_path, (40, 12), KINDS["256 colours"], "continue", name) as window:
        told = " ".join(window.still("This window is too small").split())
        assert "the game needs 60 columns and 20 rows. It has 40 and 12 now." in told
        window.run("resize-window", "-x", "80", "-y", "24")
        window.stands(game[0].picture)
        window.run("send-keys", "C-q")
        window.left()


LINES = [{"TERM": "dumb"}, {"TERM": "dumb", "LC_ALL": "C", "PYTHONUTF8": "0"}, {"TERM": "linux", "NO_COLOR": "1"}]


@pytest.mark.nightly
@pytest.mark.parametrize("kind", LINES, ids=lambda kind: " ".join(kind.values()))
def test_lines_have_no_colour_and_no_unknown_sign_anywhere(kind: dict[str, str], tmp_path: Path) -> None:
    """As lines of text a game needs no terminal at all."""
    name = begun(tmp_path)
    environment = {**Window.places(tmp_path), **kind}
    done = subprocess.run(
        [sys.executable, "-m", "alliance_game", "continue", name, "--plain"],
        input=b"status\nagenda\nlog\nadvise\nquit\n",
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    encoding = "ascii" if "PYTHONUTF8" in kind else "utf-8"
    text = done.stdout.decode(codecs.lookup(encoding).name)
    assert "\x1b" not in text
    assert "The game is saved" in " ".join(text.split())
    assert os.linesep in text
