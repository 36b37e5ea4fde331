"""What a person reads first: its own state and aims, the longer story behind a key that is shown."""

from pathlib import Path

from alliance_game.tui.table.screen import TableScreen
from tests.tui.around import shown
from tests.tui.playing import settled
from tests.tui.stage import new_game, staged


async def test_ones_own_state_and_aims_come_first_and_enter_reads_on(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path, "planner", "you", "planner", "planner", scenario="delian_league", seed=5))
    async with staged(tmp_path, lambda app: table) as pilot:
        await settled(pilot)
        first = shown(pilot)
        assert first.index("You lead Samos.") < first.index("Secret agenda of Samos")
        assert "Enter read on" in first.splitlines()[-1]
        await pilot.press("enter")
        await settled(pilot)
        second = shown(pilot)
        assert "You lead Samos." not in second
        await pilot.press("pageup")
        await settled(pilot)
        assert shown(pilot) == first
        while "read on" in shown(pilot).splitlines()[-1]:
            await pilot.press("enter")
            await settled(pilot)
        assert "Enter go on" in shown(pilot).splitlines()[-1]


async def test_paragraphs_of_a_briefing_stay_apart(tmp_path: Path) -> None:
    table = TableScreen(new_game(tmp_path, scenario="warsaw_pact"))
    async with staged(tmp_path, lambda app: table, size=(120, 60)) as pilot:
        await settled(pilot)
        lines = [line.strip(" ▏") for line in shown(pilot).splitlines()]
        begin = next(at for at, line in enumerate(lines) if line.startswith("You have two instruments."))
        assert lines[begin - 1] == ""
