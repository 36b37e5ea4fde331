"""Reasons: what a move needs, and how things stand."""

import pytest

from alliance_game.describe import cards
from alliance_game.language.words import counted
from tests.table import Table


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.mark.parametrize(
    ("move", "reason"),
    [
        ("play bilateral_pact partner=japan", "needs trust with Japan 4 or more (is 3)"),
        (
            "play multilateral_treaty form=found",
            "needs 2 other states whose trust with France is 4 or more (there are 0)",
        ),
        ("play multilateral_treaty form=join", "needs a state in the treaty"),
        ("play withdrawal form=pact partner=japan", "needs a pact with Japan"),
        ("play withdrawal form=treaty", "needs membership of the treaty"),
        ("play public_apology", "France has not lost face"),
    ],
)
def test_what_is_missing(table: Table, move: str, reason: str) -> None:
    assert table.why_not(move) == reason


def test_too_much_of_something_is_said_as_well(table: Table) -> None:
    table.put("state", "support", 10, 0)
    assert table.why_not("play strategic_communication") == "needs support below 10 (is 10)"


def test_one_state_is_counted_as_one(table: Table) -> None:
    table.put("pair", "trust", 4, 0, 1)
    assert (
        table.why_not("play multilateral_treaty form=found")
        == "needs 2 other states whose trust with France is 4 or more (there is 1)"
    )


def test_what_stands_in_the_way(table: Table) -> None:
    table.put("pair", "trust", 5)
    table.put("two", "pact", 1, 0, 2)
    table.put("many", "treaty", 1, 0)
    table.put("state", "ready", 1)
    assert table.why_not("play bilateral_pact partner=japan") == "there is already a pact with Japan"
    assert table.why_not("play multilateral_treaty form=found") == "there is a state in the treaty"
    assert table.why_not("play multilateral_treaty form=join") == "already in the treaty"
    assert table.why_not("play joint_exercise partner=japan") == "France is ready and Japan is ready"


def test_a_crisis_that_does_not_fit(table: Table) -> None:
    table.open("piracy")
    assert table.why_not("play humanitarian_mission crisis=piracy") == "needs a relief crisis"
    table.open("natural_disaster")
    assert table.why_not("play peace_operation crisis=natural_disaster") == "needs a conflict or terror crisis"
    table.put("crisis", "mission", 1, 0)
    assert table.why_not("play peace_operation crisis=piracy") == "Piracy has had a mission this round"


def test_a_price(table: Table) -> None:
    table.put("state", "coins", 0, 0)
    assert table.why_not("play strategic_communication") == "costs 1 coin, France has 0"


def test_an_alarmed_partner_keeps_the_pact(table: Table) -> None:
    table.put("two", "pact", 1, 0, 2)
    table.open("piracy", target=2)
    assert table.why_not("play withdrawal form=pact partner=japan") == "there is an open crisis that targets Japan"


@pytest.mark.parametrize(("number", "text"), [(0, "0 coins"), (1, "1 coin"), (2, "2 coins"), (-1, "−1 coin")])
def test_counting(number: int, text: str) -> None:
    assert counted(number, "coins") == text


def test_a_mark_of_the_world_belongs_to_nobody(table: Table) -> None:
    table.put("world", "thaw", 1)
    assert table.why_not("play back_channel") == "tension has been talked down this round"
    form = next(form for form in table.rules.program.forms if form.tactic == "back_channel")
    text = " ".join(cards.tactic_lines(table.rules, form))
    assert "Possible if tension has not been talked down this round; tension is above 0." in text
    assert "marked" not in text


def test_a_crisis_card_says_what_it_starts_with(table: Table) -> None:
    card = next(card for card in table.rules.program.cards if card.id == "cyber_attack")
    assert "It starts with: severity 3." in cards.card_lines(table.rules, card)
