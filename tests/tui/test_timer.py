"""A team's time: it runs only while its question is open, and ends with what was announced, at most once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from alliance_game.describe.events import PUBLIC
from alliance_game.engine import position_hash
from alliance_game.saves import verify
from alliance_game.saves.public_clock import PublicClock
from alliance_game.sitting import CLOCK
from alliance_game.tui.lesson.clock import LEAP, Clock
from alliance_game.tui.lesson.terms import Terms
from alliance_game.tui.lesson.timer import EVERY
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.moments import ALONE, TOGETHER, at
from tests.tui.playing import to_the_question
from tests.tui.stage import SMALL, USUAL, frame, staged
from tests.tui.swift import Swift

SECONDS = 45


class Hands:
    """A clock that somebody moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Lesson:
    """A game at a moment, with a time for every question."""

    def __init__(self, folder: Path, moment: str, seats: tuple[str, ...] = TOGETHER, seconds: int = SECONDS) -> None:
        self.hands = Hands()
        self.game = at(folder, moment, seats)
        self.table = TableScreen(self.game, Terms(lambda kind: seconds))
        self.table.timer.now = self.hands
        self.pilot: Swift

    @asynccontextmanager
    async def asked(self, folder: Path, size: tuple[int, int] = USUAL) -> AsyncIterator["Lesson"]:
        """The program with the first question open."""
        async with staged(folder, lambda app: self.table, size) as self.pilot:
            await to_the_question(self.pilot, self.table)
            yield self

    async def passes(self, seconds: float, step: float = EVERY) -> None:
        """Time passes, and the program looks at its clock."""
        for _ in range(round(seconds / step)):
            self.hands.now += step
            self.table.timer.tick()
        await self.pilot.pause()

    @property
    def top(self) -> str:
        """The top line."""
        return frame(self.table.app).split("\n", maxsplit=1)[0]

    @property
    def closed(self) -> bool:
        """Whether the screen is closed."""
        return isinstance(self.table.app.screen, HandOverScreen)


def test_a_clock_counts_what_passes_while_it_goes() -> None:
    hands = Hands()
    clock = Clock(65, hands)
    assert str(clock) == "1:05"
    for _ in range(8):
        hands.now += 0.5
        clock.tick(goes=True)
    assert str(clock) == "1:01"
    hands.now += 2
    clock.tick(goes=False)
    assert str(clock) == "1:01"


@pytest.mark.parametrize("leap", [LEAP + 1, 3600.0, -3600.0])
def test_a_leap_of_the_clock_counts_for_nothing(leap: float) -> None:
    """The laptop was shut, or somebody set the clock."""
    hands = Hands()
    clock = Clock(30, hands)
    hands.now += leap
    clock.tick(goes=True)
    assert (clock.whole, clock.over) == (30, False)
    hands.now += 1
    clock.tick(goes=True)
    assert clock.whole == 29


MOMENTS = [("turn", "the turn ends"), ("pledge", "as it stands"), ("commitment", "as it stands")]


@pytest.mark.parametrize(("moment", "default"), MOMENTS)
@pytest.mark.parametrize("size", [SMALL, USUAL])
async def test_the_time_and_what_comes_then_stand_on_the_top_line(
    tmp_path: Path, moment: str, default: str, size: tuple[int, int]
) -> None:
    async with Lesson(tmp_path, moment).asked(tmp_path, size) as lesson:
        await lesson.passes(5)
        assert lesson.top.endswith(f" 0:40, then: {default}")
        await lesson.passes(31)
        assert lesson.top.endswith(f" 0:09, then: {default}")
        assert ("only 0:09" in lesson.top) == (size == USUAL)


@pytest.mark.parametrize(("moment", "default"), MOMENTS)
async def test_when_it_is_over_what_was_announced_is_done_once_and_the_screen_is_closed(
    tmp_path: Path, moment: str, default: str
) -> None:
    """However long nobody comes: the next question waits behind the closed screen."""
    async with Lesson(tmp_path, moment).asked(tmp_path) as lesson:
        before, seat = len(lesson.game.moves), lesson.table.sitting.viewer
        await lesson.passes(SECONDS + 1)
        assert lesson.closed
        assert "Time is up" in frame(lesson.table.app)
        made = lesson.game.moves[before:]
        assert {move.seat for move in made} == {seat}
        asked = {(move.round, move.phase) for move in made}
        assert len(asked) == 1
        await lesson.passes(10 * SECONDS)
        assert lesson.closed
        assert lesson.game.moves[before:] == made
    assert verify(tmp_path, lesson.game.name).sound


async def test_the_chronicle_says_that_the_time_ran_out(tmp_path: Path) -> None:
    async with Lesson(tmp_path, "turn").asked(tmp_path) as lesson:
        await lesson.passes(SECONDS + 1)
        assert lesson.game.moves[-1].by == CLOCK
        told = lesson.table.sitting.told(PUBLIC)
        assert any("time ran out" in each.reason for each in told)


async def test_the_numbers_that_a_team_has_set_are_what_counts(tmp_path: Path) -> None:
    async with Lesson(tmp_path, "commitment").asked(tmp_path) as lesson:
        before = len(lesson.game.moves)
        await lesson.pilot.press("home", "down", "2", "down", "home")
        await lesson.passes(SECONDS + 1)
        assert [move.move.split()[1] for move in lesson.game.moves[before:]][:2] == ["0", "2"]


@pytest.mark.parametrize("keys", ["f1", "f2"])
async def test_it_stands_still_over_help_and_the_list_of_actions(tmp_path: Path, keys: str) -> None:
    async with Lesson(tmp_path, "turn").asked(tmp_path) as lesson:
        before = len(lesson.game.moves)
        await lesson.passes(5)
        await lesson.pilot.press(keys)
        await lesson.passes(3 * SECONDS)
        assert len(lesson.game.moves) == before
        await lesson.pilot.press("escape")
        await lesson.passes(1)
        assert "0:39" in lesson.top


@pytest.mark.parametrize("key", ["l", "r", "g", "c"])
async def test_it_runs_on_while_a_team_reads_and_closes_what_it_reads(tmp_path: Path, key: str) -> None:
    async with Lesson(tmp_path, "turn").asked(tmp_path) as lesson:
        await lesson.pilot.press(key)
        await lesson.passes(5)
        assert "0:40" in lesson.top
        await lesson.passes(SECONDS)
        assert lesson.closed
        assert lesson.table.seen is None


async def test_an_answer_in_time_ends_it_and_the_next_question_has_its_own(tmp_path: Path) -> None:
    async with Lesson(tmp_path, "turn").asked(tmp_path) as lesson:
        await lesson.passes(30)
        await lesson.pilot.press("0")
        assert lesson.closed
        assert lesson.table.timer.clock is None
        await to_the_question(lesson.pilot, lesson.table)
        await lesson.passes(5)
        assert "0:40" in lesson.top


async def test_more_time_can_be_given(tmp_path: Path) -> None:
    async with Lesson(tmp_path, "turn").asked(tmp_path) as lesson:
        await lesson.passes(40)
        lesson.table.app.table = lesson.table
        await lesson.pilot.press("f9", *"1234", "enter", *"1234", "enter", "t", "g")
        assert lesson.closed
        await lesson.pilot.press("o")
        await to_the_question(lesson.pilot, lesson.table)
        await lesson.passes(5)
        assert "1:40" in lesson.top
        assert [each.text for each in lesson.game.interventions] == ["time seconds=60", "pause seconds=1"]
        lesson.table.timer.terms = Terms()
        assert not lesson.table.give_time(60)
        assert len(lesson.game.interventions) == 2


async def test_a_long_time_is_announced_a_minute_before_its_end(tmp_path: Path) -> None:
    """In words, on whatever page."""
    async with Lesson(tmp_path, "turn", seconds=120).asked(tmp_path) as lesson:
        await lesson.passes(58)
        assert not lesson.table.app._notifications
        await lesson.passes(4)
        assert [each.message for each in lesson.table.app._notifications] == ["One minute left, then: the turn ends."]


async def test_a_single_team_among_bots_is_sent_away_too(tmp_path: Path) -> None:
    """Otherwise its next questions would all be answered while nobody is there."""
    async with Lesson(tmp_path, "turn", ALONE).asked(tmp_path) as lesson:
        await lesson.passes(SECONDS + 1)
        assert lesson.closed
        moves = [move for move in lesson.game.moves if move.seat == 0]
        await lesson.passes(10 * SECONDS)
        assert [move for move in lesson.game.moves if move.seat == 0] == moves
        await lesson.pilot.press("o")
        await to_the_question(lesson.pilot, lesson.table)


async def test_without_a_timer_nobody_is_hurried(tmp_path: Path) -> None:
    async with Lesson(tmp_path, "turn", seconds=0).asked(tmp_path) as lesson:
        before = position_hash(lesson.game.position)
        await lesson.passes(900)
        assert position_hash(lesson.game.position) == before
        assert "then" not in lesson.top


async def test_the_projector_is_told_when_it_goes_and_when_it_stands(tmp_path: Path) -> None:
    """Nothing is left beside the save when no clock goes; where the disk refuses, the game goes on."""
    async with Lesson(tmp_path, "turn").asked(tmp_path) as lesson:
        clock = PublicClock(lesson.game.path)
        await lesson.passes(5)
        assert (found := clock.read()) is not None
        assert found.goes
        await lesson.pilot.press("f1")
        await lesson.passes(1)
        assert (found := clock.read()) is not None
        assert (found.left, found.goes) == (40, False)
        await lesson.pilot.press("escape")
        await lesson.passes(1)
        assert (found := clock.read()) is not None
        assert (found.left, found.goes) == (40, True)
        await lesson.pilot.press("0")
        assert clock.read() is None
        assert not clock.path.exists()
        clock.path.mkdir()
        await to_the_question(lesson.pilot, lesson.table)
        await lesson.passes(SECONDS + 1)
        assert lesson.closed
