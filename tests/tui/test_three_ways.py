"""One seeded game on the screen, as lines of text and in a real terminal: the moves and the end are the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_game.engine import Position, View, position_hash
from alliance_game.saves import Game, open_save, verify
from alliance_game.sitting import Sitting
from alliance_game.tui.table.board import headline
from alliance_game.tui.table.screen import TableScreen
from tests.plain.script import Keyboard, sit_down
from tests.table import library
from tests.tui.fingers import Person, played_out
from tests.tui.playing import play
from tests.tui.stage import new_game, staged
from tests.tui.tmux import MISSING, Window

SEATS = ("broker", "you", "hawk")
SEED = 31
ARROWS = ("home", "down", "right")
"""Keys that may change nothing on the screen."""
Result = tuple[str, list[str]]
"""The hash of the last position, and the texts of all moves."""


def begun(folder: Path, length: str) -> Game:
    """The game: a lesson, or the scenario that is a single round."""
    if length == "practice":
        return new_game(folder, *SEATS, seed=SEED, scenario="practice")
    return new_game(folder, *SEATS, seed=SEED, length=length)


def expected(folder: Path, length: str) -> Result:
    """Where the game leads without any screen."""
    with begun(folder, length) as game:
        position, texts = played_out(game.position, SEATS, "planner")
    return position_hash(position), texts


def result(folder: Path, name: str) -> Result:
    """Where a save has come to."""
    assert verify(folder, name).sound
    with open_save(folder, name, library()) as game:
        assert game.position.over
        return position_hash(game.position), [move.move for move in game.moves]


async def by_screen(folder: Path, length: str) -> Result:
    """Played by keys on the screen."""
    game = begun(folder, length)
    table = TableScreen(game)
    async with staged(folder, lambda app: table) as pilot:
        await play(pilot, table, Person("planner", SEED))
    return result(folder, game.name)


def by_lines(folder: Path, length: str) -> Result:
    """Played by whole moves typed at the prompt of plain play."""
    game = begun(folder, length)
    person, waiting = Person("planner", SEED), list[str]()

    def answer(page: str) -> str:
        if not waiting:
            waiting.extend(person.answer(game.position, SEATS.index("you"))[0])
        return waiting.pop(0)

    sit_down(game, Keyboard([], answer))
    return result(folder, game.name)


def by_terminal(folder: Path, length: str) -> Result:
    """Played by real keys in tmux."""
    with begun(folder, length) as game:
        name = game.name
    (folder / "settings.yaml").write_text("pace: off\n")
    with Window(folder, "continue", name) as window:
        for seen, keys in answers(folder / "beside", length):
            read_on(window, "".join(piece.text for piece in headline(seen, 78)))
            for key in keys:
                window.press(key, always=key in ARROWS)
        read_on(window, "The end")
        assert "Play again" in window.still()
        window.press("0")
        window.still("no unfinished game")
        window.strike("q")
        window.ended()
    return result(folder, name)


def read_on(window: Window, top: str) -> None:
    """Go through the news until the top line is a certain one and nothing is left to be read."""
    while unread(screen := window.still()) or screen.splitlines()[0].strip() != top:
        if unread(screen):
            window.press("enter")
        else:
            window.still(unlike=screen)


def unread(screen: str) -> bool:
    """Whether Enter is for reading now."""
    return any(key in screen.splitlines()[-1] for key in ("go on", "read on"))


def answers(folder: Path, length: str) -> Iterator[tuple[View, list[str]]]:
    """What the person sees at each question, and its keys, from the same game played beside."""
    person = Person("planner", SEED)
    with begun(folder, length) as game:
        sitting = Sitting(game)
        while not sitting.over:
            seat = sitting.asked.seat
            if seat in sitting.bots:
                sitting.play(sitting.think(seat).move, seat)
                continue
            texts, keys = person.answer(game.position, seat)
            yield sitting.seen(seat), keys
            for text in texts:
                sitting.play(text, seat)


async def test_a_lesson_on_the_screen_and_as_lines_ends_alike(tmp_path: Path) -> None:
    wanted = expected(tmp_path / "beside", "lesson")
    assert await by_screen(tmp_path / "screen", "lesson") == wanted
    assert by_lines(tmp_path / "lines", "lesson") == wanted


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
async def test_a_round_in_a_real_terminal_ends_as_on_the_screen_and_as_lines(tmp_path: Path) -> None:
    wanted = expected(tmp_path / "beside", "practice")
    assert by_terminal(tmp_path / "terminal", "practice") == wanted
    assert await by_screen(tmp_path / "screen", "practice") == wanted
    assert by_lines(tmp_path / "lines", "practice") == wanted


@pytest.mark.nightly
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
async def test_a_whole_lesson_in_a_real_terminal_ends_as_on_the_screen_and_as_lines(tmp_path: Path) -> None:
    wanted = expected(tmp_path / "beside", "lesson")
    assert by_terminal(tmp_path / "terminal", "lesson") == wanted
    assert await by_screen(tmp_path / "screen", "lesson") == wanted
    assert by_lines(tmp_path / "lines", "lesson") == wanted


def test_the_moves_lead_to_one_end_only(tmp_path: Path) -> None:
    """Another seed is another game: what is compared above tells games apart."""
    one, other = (new_game(tmp_path, *SEATS, seed=seed, scenario="practice") for seed in (SEED, SEED + 1))
    ends: list[Position] = [played_out(game.position, SEATS, "planner")[0] for game in (one, other)]
    one.close()
    other.close()
    assert position_hash(ends[0]) != position_hash(ends[1])
