"""Round after round in one program: nothing is left behind, and nothing gets slower."""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time

import pytest

from alliance_game.bots import bot
from alliance_game.engine import apply, decisions, new_game, view
from alliance_game.engine.layout import ROUND
from alliance_game.saves import replay
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.reading import advice
from tests.table import library
from tests.tui.beginner import MILLISECONDS, Beginner, compared
from tests.tui.soaking import Soak, megabytes, seldom_collected, yardstick
from tests.tui.stage import new_game as saved_game
from tests.tui.stage import staged

MOST_MEGABYTES, MOST_SLOWER, MOST_THREADS = 10.0, 1.2, 4 + (os.cpu_count() or 1) + 2
SEEDS = (1, 2)
ALONE, SECOND, BOTH = ("you", "random"), ("random", "you"), ("you", "you")
GAMES_COMPARED = 3
"""So many of each seed, with a program that has just begun."""
LASTING = ("widgets", "timers", "tasks", "files")
"""What there is as much of after many games as after the first."""


@pytest.fixture(autouse=True)
def _in_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Advisers that think for a moment only."""
    monkeypatch.setattr(advice, "MILLISECONDS", MILLISECONDS)
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(tmp_path / "settings.yaml"))


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    """What earlier tests left in this process does not count."""
    with seldom_collected():
        yield


def same(soak: Soak) -> None:
    """Nothing that lasts has become more since the games of every seed were played twice."""
    *first, last = soak.counts
    more = {each: last[each] - min(things[each] for things in first) for each in LASTING}
    assert not any(more[each] > 0 for each in LASTING), more
    # Python keeps some threads for whatever is thought aside, and makes them as they are needed.
    assert last["threads"] <= MOST_THREADS


@pytest.mark.parametrize("seats", [ALONE, BOTH])
async def test_after_many_rounds_nothing_is_left_behind(seats: tuple[str, ...], tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        soak = Soak(pilot, tmp_path, SEEDS, seats, "practice")
        await soak.go(7)
    assert soak.rounds >= 7
    same(soak)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("seats", "seeds", "count"), [(ALONE, (1, 2), 700), (SECOND, (1, 2), 700), (ALONE, (3, 4), 600)]
)
async def test_two_thousand_rounds_take_no_more_room_and_no_more_time(
    seats: tuple[str, ...],
    seeds: tuple[int, ...],
    count: int,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        soak = Soak(pilot, tmp_path, seeds, seats, "concert")
        await soak.go(count // 5)
        early = megabytes()
        await soak.go(count - soak.rounds)
        more, rounds = megabytes() - early, soak.rounds
        with Beginner(tmp_path / "beginner", seats) as other:
            slower = await compared(soak, other, GAMES_COMPARED)
    same(soak)
    told = f"{rounds} rounds, {soak.pressed} keys, {', '.join(f'{each:.2f}' for each in slower)}, {more:.1f} MB"
    record_property("soak", told)
    assert more < MOST_MEGABYTES, told
    assert median(slower) <= MOST_SLOWER, told


def rounds(seed: int) -> Iterator[float]:
    """Games without end, of bots that play by lot; gives the processor's seconds of each round."""
    while True:
        position = new_game(library(), "concert", 3, "lesson", seed=seed)
        mind, begun = bot("random", seed), process_time()
        while asked := decisions(position):
            before = position.cells[ROUND]
            seen = view(position, asked[0].seat)
            position, _ = apply(position, mind.choose(seen, seen.decisions[0]).move, asked[0].seat)
            if position.cells[ROUND] != before or not decisions(position):
                yield process_time() - begun
                begun = process_time()


def engine_soak(count: int) -> tuple[float, float]:
    """Megabytes and slowdown over so many rounds of play: the last tenth against the second."""
    took: list[float] = []
    memory: list[float] = []
    tenth = max(1, count // 10)
    playing = rounds(7)
    for _ in range(10):
        stick = yardstick()
        took.append(2 * median(islice(playing, tenth)) / (stick + yardstick()))
        memory.append(megabytes())
    return memory[-1] - memory[1], took[-1] / took[1]


@pytest.mark.nightly
def test_ten_thousand_rounds_of_the_engine_take_no_more_room_and_no_more_time(
    record_property: Callable[[str, object], None],
) -> None:
    more, slower = engine_soak(10_000)
    record_property("soak", f"{more:.1f} MB, {slower:.2f}")
    assert more < MOST_MEGABYTES
    assert slower <= MOST_SLOWER


def seconds(work: Callable[[], object]) -> float:
    """The processor's seconds of some work, at its best of three."""
    found = []
    for _ in range(3):
        begun = process_time()
        work()
        found.append(process_time() - begun)
    return min(found)


def test_a_replay_takes_as_long_as_the_game_was(tmp_path: Path) -> None:
    """Twice as many moves take about twice as long, not four times."""
    with saved_game(tmp_path, "random", "random", seed=3) as game:
        mind = bot("random", 3)
        while asked := decisions(game.position):
            seen = view(game.position, asked[0].seat)
            game.play(mind.choose(seen, seen.decisions[0]).move, asked[0].seat)
        name, moves = game.name, len(game.moves)
    half, whole = (seconds(lambda to=to: list(replay(tmp_path, name, to))) for to in (moves // 2, moves))  # type: ignore[misc]
    assert moves > 60
    assert whole <= 3 * half, (half, whole)
