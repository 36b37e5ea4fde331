"""The end of a game: the game by rounds in one line each, and in charts of several where there is room."""

from itertools import count
from pathlib import Path

import pytest

from alliance_game.describe import history, status
from alliance_game.engine import outcome as ending
from alliance_game.saves import Game
from alliance_game.tui.parts.page import Reading
from alliance_game.tui.table.outcome import OutcomeScreen
from tests.tui.around import played
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, frame, staged


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Game:
    """A short game that is over, and that did not end in a collapse."""
    folder = tmp_path_factory.mktemp("finished")
    games = (played(folder, "greedy", "hawk", "broker", length="lesson", seed=seed) for seed in count(5))
    return next(game for game in games if (end := ending(game.position)) and end.reason == "finished")


def text_of(screen: OutcomeScreen, pane: str) -> list[str]:
    """The lines of a pane."""
    lines = screen.query_one(pane, Reading).sheet.lines
    return ["".join(piece.text for piece in each) for each in lines]


@pytest.mark.parametrize(("size", "pane"), [(SMALL, "#result"), (USUAL, "#result"), ((120, 30), "#rounds")])
async def test_each_number_has_a_line_where_rows_are_dear(
    finished: Game, tmp_path: Path, size: tuple[int, int], pane: str
) -> None:
    screen = OutcomeScreen(finished)
    async with staged(tmp_path, lambda _: screen, size):
        lines = text_of(screen, pane)
        begin = next(at for at, text in enumerate(lines) if text.startswith("Round by round"))
        assert lines[begin].endswith("; (lowest to highest)")
        every = history.series(status.everybodys(finished.position))
        assert [text.split("  ")[0].lower() for text in lines[begin + 1 :]] == [each.title.lower() for each in every]


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE, VAST])
async def test_what_became_of_the_agendas_is_not_cut(finished: Game, tmp_path: Path, size: tuple[int, int]) -> None:
    screen = OutcomeScreen(finished)
    async with staged(tmp_path, lambda _: screen, size) as pilot:
        await pilot.rest()
        pane = screen.query_one("#result", Reading)
        lines = text_of(screen, "#result")
        assert ("PgDn more below" in frame(screen.app)) is (len(lines) > pane.size.height)
        assert max(map(len, lines)) <= pane.size.width
        begin = next(at for at, text in enumerate(lines) if text.endswith("   agenda")) + 1
        ends = ("reached in full", "reached in part", "missed")
        assert [text for text in lines[begin : begin + 3] if not text.endswith(ends)] == []


async def test_at_the_end_of_the_text_no_more_is_promised(finished: Game, tmp_path: Path) -> None:
    screen = OutcomeScreen(finished)
    async with staged(tmp_path, lambda _: screen, USUAL) as pilot:
        await pilot.rest()
        pane = screen.query_one("#result", Reading)
        for _ in range(20):
            await pilot.press("pagedown")
        assert pane.scroll_y == pane.max_scroll_y > 0
        assert "more below" not in frame(screen.app)
        await pilot.press("pageup")
        assert pane.scroll_y < pane.max_scroll_y
        assert "PgDn more below" in frame(screen.app)


async def test_the_world_has_taller_charts_where_there_is_room(finished: Game, tmp_path: Path) -> None:
    screen = OutcomeScreen(finished)
    async with staged(tmp_path, lambda _: screen, WIDE):
        lines = text_of(screen, "#rounds")
        assert len(lines) <= screen.query_one("#rounds", Reading).size.height
        every = history.series(status.everybodys(finished.position))
        world = [each for each in every if each.seat is None]
        for each in world:
            at = next(at for at, text in enumerate(lines) if text.lower().startswith(f"{each.title.lower()} "))
            assert f"lowest {min(each.values)}, highest {max(each.values)}" in lines[at].replace("−", "-")
            scale = [lines[at + 1].split()[0], lines[at + 4].split()[0]]
            assert [int(end.replace("−", "-")) for end in scale] == [each.high, each.low]
        scores = lines[lines.index("Scores  (lowest to highest)") + 1 :]
        assert [text.split("  ")[0] for text in scores] == [each.title for each in every if each.seat is not None]
