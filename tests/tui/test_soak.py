"""Round after round in one program: nothing is left behind, and nothing gets slower."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from tests.tui.player import SEEDS, Player
from tests.tui.soaking import Soak, megabytes, yardstick
from tests.tui.stage import new_game as saved_game
from tests.tui.stage import staged

MOST_MEGABYTES, MOST_SLOWER, MOST_THREADS = 10.0, 1.2, 4 + (os.cpu_count() or 1) + 2
ALONE, SECOND, BOTH = ("you", "random"), ("random", "you"), ("you", "you")
GAMES_COMPARED = 5
"""So many of each seed, with a program that has just begun."""
LASTING = ("widgets", "timers", "tasks", "files")
"""What there is as much of after many games as after the first."""


@pytest.fixture(autouse=True)
def _in_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Advisers that think for a moment only."""
    monkeypatch.setattr(advice, "MILLISECONDS", 20)
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(tmp_path / "settings.yaml"))


def same(counts: Sequence[Mapping[str, int]]) -> None:
    """Nothing that lasts has become more since the games of every seed were played twice."""
    *first, last = counts
    more = {each: last[each] - min(things[each] for things in first) for each in LASTING}
    assert not any(more[each] > 0 for each in LASTING), more
    # Python keeps some threads for whatever is thought aside, and makes them as they are needed.
    assert last["threads"] <= MOST_THREADS


@pytest.mark.parametrize("seats", [ALONE, BOTH])
async def test_after_many_rounds_nothing_is_left_behind(seats: tuple[str, ...], tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        soak = Soak(pilot, tmp_path, SEEDS, seats, "practice")
        await soak.go(8)
    assert soak.rounds >= 8
    same(soak.counts)


@pytest.mark.nightly
@pytest.mark.first
@pytest.mark.parametrize("seats", [ALONE, SECOND])
def test_two_thousand_rounds_take_no_more_room_and_no_more_time(
    seats: tuple[str, ...], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """A thousand for each seat; at the end the same games, turn by turn, in a program that has just begun.

    So whatever else the machine does slows down the one as much as the other.
    """
    with Player(tmp_path / "long", seats) as long, Player(tmp_path / "new", seats) as new:
        early = long.rounds(200)
        late = long.rounds(1000 - early.rounds)
        # Whoever begins has to read and remember much.
        new.rounds(10)
        slower = [long.game(seed) / new.game(seed) for seed in SEEDS * GAMES_COMPARED]
    same(late.counts)
    more = late.megabytes - early.megabytes
    told = f"{late.rounds} rounds, {late.pressed} keys, {median(slower):.2f} times as long, {more:.1f} MB more"
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
