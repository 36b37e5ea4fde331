"""What happened so far: only what everybody may know, true, and before anything else in a further lesson."""

from pathlib import Path

import pytest

from alliance_game.describe import naming, recap, status
from alliance_game.sitting import Sitting
from alliance_game.tui.lesson.recap import RecapScreen, recap_lines
from alliance_game.tui.lesson.terms import Terms
from alliance_game.tui.parts.sheet import width_of
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.canaries import CANARY, let_fly, secrets
from tests.tui.moments import ALONE, TOGETHER, at
from tests.tui.played import five_rounds, played_fishery, three_rounds
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, frame, staged


@pytest.mark.parametrize("game", [three_rounds, five_rounds, played_fishery])
def test_each_round_says_what_was_opened_met_failed_and_signed(game: object) -> None:
    sitting: Sitting = game()  # type: ignore[operator]
    seen = status.everybodys(sitting.game.position)
    found = recap.recap(seen)
    assert [each.round for each in found] == list(range(1, seen.round + 1))
    for each in found:
        own = [entry for entry in seen.chronicle if entry.round == each.round]
        text = " ".join(each.sentences)
        for entry in own:
            if entry.kind == "open":
                assert naming.card(seen.rules, entry.crisis) in text
            if entry.kind == "outcome" and entry.name in ("met", "failed"):
                (said,) = [words for words in each.sentences if words.startswith(entry.name.capitalize())]
                assert naming.card(seen.rules, entry.crisis) in said
        signed = [e for e in own if e.kind == "change" and e.scope == "two" and e.new]
        assert bool(signed) <= ("Signed: " in text)
        assert all("-".join(naming.state(seen.rules, seat) for seat in sorted(e.seats)) in text for e in signed)


@pytest.mark.parametrize("width", [56, 76, 110])
def test_it_fits(width: int) -> None:
    for sitting in (three_rounds(), five_rounds(), played_fishery()):
        lines = recap_lines(status.everybodys(sitting.game.position), width)
        assert all(width_of(line) <= width for line in lines)


async def test_it_comes_first_and_then_the_closed_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every size; with nothing on it that is one team's."""
    let_fly(monkeypatch)
    table = TableScreen(at(tmp_path, "commitment", TOGETHER), Terms(recap=True))
    titles = secrets(table.sitting)
    async with staged(tmp_path, lambda app: table) as pilot:
        assert isinstance(pilot.app.screen, RecapScreen)
        for size in (SMALL, VAST, WIDE, USUAL):
            await pilot.resize_terminal(*size)
            shown = frame(table.app)
            assert not CANARY.search(shown)
            assert not any(title in shown for title in titles)
            assert "What happened so far" in shown
        for _ in range(20):
            if not isinstance(pilot.app.screen, RecapScreen):
                break
            assert table.sitting.viewer is None
            await pilot.press("enter")
        assert isinstance(pilot.app.screen, HandOverScreen)


async def test_without_a_lesson_or_after_the_end_there_is_none(tmp_path: Path) -> None:
    for folder, table in (
        ("a", TableScreen(at(tmp_path / "a", "turn", TOGETHER))),
        ("b", TableScreen(at(tmp_path / "b", "end", ALONE), Terms(recap=True))),
    ):
        async with staged(tmp_path / folder, lambda app, table=table: table) as pilot:  # type: ignore[misc]
            await pilot.pause()
            assert not isinstance(pilot.app.screen, RecapScreen)
