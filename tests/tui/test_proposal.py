"""A proposal shows both sides and the partner's record, and is answered with yes or no, never by Esc."""

from pathlib import Path

import pytest

from alliance_game.engine import Move
from alliance_game.tui.parts.menu import Menu
from alliance_game.tui.questions.proposal import ProposalScreen
from tests.engine.games import Setting
from tests.table import Table
from tests.tui.answers import OPEN, asking, seated
from tests.tui.stage import SMALL, USUAL, VAST, WIDE


def proposed(move: str = "play joint_exercise partner=japan") -> Table:
    table = Table()
    table.open("piracy", target=0)
    table.put("pair", "trust", 5)
    table.put("state", "kept", 3, 0)
    table.put("state", "broken", 2, 0)
    table.play(move)
    return table


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE, VAST])
async def test_both_sides_reason_and_record_are_there(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asking(tmp_path, ProposalScreen(*seated(proposed()), "This helps our readiness."), size) as asked:
        text = asked.text
        assert "France proposes to Japan" in text
        assert "Joint exercise with Japan." in text
        assert "“This helps our readiness.”" in text
        assert "kept its pledges in 3 of 5" in text
        heads = next(row for row in text.splitlines() if "Japan (you)" in row and "France" in row)
        changes = text.splitlines()[text.splitlines().index(heads) + 1]
        assert changes.index("now “ready”") - 2 == heads.index("Japan (you)")
        assert changes.index("coins 4 → 3") - 2 == heads.index("France")
        assert "trust France-Japan 5 → 6" in text


@pytest.mark.parametrize(("key", "answer"), [("1", "accept"), ("2", "decline"), ("enter", "accept")])
async def test_yes_and_no(tmp_path: Path, key: str, answer: str) -> None:
    table = proposed()
    async with asking(tmp_path, ProposalScreen(*seated(table))) as asked:
        await asked.press(key)
        assert isinstance(asked.answer, Move)
        assert str(asked.answer) == answer
        table.play(asked.answer)
        assert table.ask.kind == "act"


async def test_esc_answers_nothing(tmp_path: Path) -> None:
    async with asking(tmp_path, ProposalScreen(*seated(proposed()))) as asked:
        assert asked.answer == OPEN
        await asked.press("escape")
        assert asked.answer is None


async def test_the_keys_go_to_the_answers(tmp_path: Path) -> None:
    async with asking(tmp_path, ProposalScreen(*seated(proposed()))) as asked:
        assert isinstance(asked.page.focused, Menu)
        await asked.press("down", "enter")
        assert str(asked.answer) == "decline"


async def test_whoever_is_hit_reads_what_the_other_would_owe(tmp_path: Path) -> None:
    table = proposed("play bilateral_pact partner=japan")
    table.open("far_theatre", target=2)
    async with asking(tmp_path, ProposalScreen(*seated(table)), SMALL) as asked:
        assert "You would owe 7 on Piracy, you have 0." in asked.text
        assert "France would owe Japan 7 on Far theatre, and has 0." in asked.text


async def test_a_pact_says_what_would_be_owed(tmp_path: Path) -> None:
    async with asking(tmp_path, ProposalScreen(*seated(proposed("play bilateral_pact partner=japan"))), SMALL) as asked:
        assert "You would owe 7 on Piracy, you have 0." in asked.text
        assert "pact France-Japan signed" in asked.text


async def test_a_vote_says_who_is_asked_and_what_they_said(tmp_path: Path) -> None:
    table = proposed("play multilateral_treaty form=found")
    table.play("accept")
    async with asking(tmp_path, ProposalScreen(*seated(table)), WIDE) as asked:
        text = " ".join(asked.text.split())
        assert "Germany yes, Japan (you) now" in text
        assert "Brazil to answer" in text
        assert "in the treaty" in text
        assert "it may still pass without you" in text


async def test_what_does_not_fit_can_be_scrolled_to(tmp_path: Path) -> None:
    table = Table(6)
    table.put("pair", "trust", 5)
    table.play("play multilateral_treaty form=found")
    async with asking(tmp_path, ProposalScreen(*seated(table), "Together we weigh more. " * 4), SMALL) as asked:
        assert "PgDn more" in asked.text
        assert "Chile in" not in asked.text
        await asked.press("pagedown")
        assert "Chile in" in asked.text


async def test_another_ruleset_is_put_as_well(tmp_path: Path) -> None:
    """The fishery's own proposals: nothing on the page knows Concert."""
    from alliance_game.engine import apply, decisions, view

    position = Setting("fishery", 3).game(4)
    while decisions(position)[0].kind != "consent":
        moves = decisions(position)[0].moves
        asks = [move for move in moves if "accord" in str(move) or "loan" in str(move)]
        position, _ = apply(position, (asks or list(moves))[0])
    seen = view(position, decisions(position)[0].seat)
    async with asking(tmp_path, ProposalScreen(seen, seen.decisions[0])) as asked:
        assert "proposes to" in asked.text
        assert "Record of" not in asked.text
        await asked.press("2")
        assert str(asked.answer) == "decline"
