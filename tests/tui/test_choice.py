"""A card that asks: story, choices, what they would do, and what is locked."""

from pathlib import Path

import pytest

from alliance_game.engine import Move
from alliance_game.tui.questions.choice import ChoiceScreen
from tests.table import Table
from tests.tui.answers import OPEN, asking, seated
from tests.tui.stage import SMALL, USUAL, WIDE


def drawn(card: str, coins: int = 4) -> Table:
    table = Table()
    table.put("state", "coins", coins)
    table.arrive(card)
    return table


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_story_choices_and_effects(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asking(tmp_path, ChoiceScreen(*seated(drawn("summit"))), size) as asked:
        text = " ".join(asked.text.split())
        assert "It is the turn of France to be host." in text
        assert "What will France choose?" in text
        assert "1 Modest" in text
        assert "2 Grand (1 coin) order +1; standing +1" in text
        assert "order 5 → 6" in text
        assert "coins 4 → 3" not in text
        await asked.press("down")
        assert "coins 4 → 3" in asked.text
        assert asked.answer == OPEN


@pytest.mark.parametrize(("choice", "said"), [("Decline", "No number changes at once."), ("Accept", "coins 4 → 7")])
async def test_what_does_nothing_is_said_once(tmp_path: Path, choice: str, said: str) -> None:
    async with asking(tmp_path, ChoiceScreen(*seated(drawn("contractor_offer")))) as asked:
        await asked.press("home", *["down"] * (choice == "Accept"))
        would = asked.text.partition("What this would do")[2]
        assert said in would
        assert "Nothing." not in would


async def test_a_digit_chooses(tmp_path: Path) -> None:
    table = drawn("summit")
    async with asking(tmp_path, ChoiceScreen(*seated(table))) as asked:
        await asked.press("2")
        assert isinstance(asked.answer, Move)
        table.play(asked.answer)
        assert table.get("world", "order") == 6
        assert table.get("state", "coins", 0) == 3


async def test_what_is_locked_says_why_and_cannot_be_chosen(tmp_path: Path) -> None:
    async with asking(tmp_path, ChoiceScreen(*seated(drawn("summit", coins=0)))) as asked:
        assert "not possible: costs 1 coin, France has 0" in asked.text
        await asked.press("2")
        assert asked.answer == OPEN
        assert "Not possible: costs 1 coin, France has 0." in asked.text
        await asked.press("up", "enter")
        assert str(asked.answer) == "choose modest"


async def test_what_chance_decides_is_set_apart(tmp_path: Path) -> None:
    async with asking(tmp_path, ChoiceScreen(*seated(drawn("ngo_report")))) as asked:
        assert "standing 3 → 2" in asked.text
        assert "Unknown" not in asked.text
        await asked.press("down")
        text = asked.text
        assert text.index("It may also happen:") < text.index("standing 3 → 1")
        assert "Unknown: how chance falls." in text


async def test_esc_answers_nothing(tmp_path: Path) -> None:
    async with asking(tmp_path, ChoiceScreen(*seated(drawn("summit")))) as asked:
        await asked.press("escape")
        assert asked.answer is None
