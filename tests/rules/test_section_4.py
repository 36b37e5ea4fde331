"""Section 4 of the rulebook: the situation."""

import pytest

from ..long_table import LongTable as Table


def cards(table: Table) -> list[str]:
    """The cards that came, in order."""
    return [entry.name for entry in table.entries if entry.kind in ("card", "open", "overflow")]


def test_rule_4_1_markers_are_cleared() -> None:
    """4.1 Clear the thaw marker (5.18), all mission markers (5.10) and all "consulted" marks. Readiness (5.14)
    stays.
    """
    table = Table()
    table.deck()
    slot = table.open("pandemic")
    table.put("state", "support", 5)
    table.play("play back_channel", "play humanitarian_mission crisis=pandemic", "play consult_parliament", "pass")
    table.play("play joint_exercise partner=brazil", "accept")
    assert (table.get("world", "thaw"), table.get("crisis", "mission", slot), table.get("state", "consulted", 1)) == (
        1,
        1,
        1,
    )
    table.all_pass()
    table.answer()
    table.answer()
    assert table.get("control", "round") == 2
    assert (table.get("world", "thaw"), table.get("crisis", "mission", slot), table.get("state", "consulted", 1)) == (
        0,
        0,
        0,
    )
    assert [table.get("state", "ready", seat) for seat in range(4)] == [0, 0, 1, 1]


def test_rule_4_1_tactics_can_be_used_again() -> None:
    """4.1, 5.2 A new round begins with no tactic used."""
    table = Table()
    table.deck()
    table.play("play levy")
    assert "play levy" not in table.moves
    table.all_pass()
    table.until(0)
    assert "play levy" in table.moves


@pytest.mark.parametrize(("number", "count"), [(1, 1), (2, 2), (7, 2)])
def test_rule_4_2_draw(number: int, count: int) -> None:
    """4.2 Draw 2 cards, in round 1 only 1."""
    table = Table()
    table.deck("calm", "arms_race", "disinformation", "economic_downturn")
    table.enter("situation", number)
    assert len(cards(table)) == count
    assert table.ask.kind == "act"


def test_rule_4_2_one_card_after_another() -> None:
    """4.2 Carry out each card fully before drawing the next."""
    table = Table()
    table.deck("summit", "calm")
    table.enter("situation", 2)
    assert cards(table) == ["summit"]
    assert table.get("deck", "drawn", 0) == 1
    table.play("choose modest")
    assert cards(table) == ["summit", "calm"]
    assert table.changes("order") == [((), 5, 6)]
    assert table.changes("tension") == [((), 3, 2)]


def test_rule_4_3_incident_happens_at_once() -> None:
    """4.3 An incident happens at once and is discarded."""
    table = Table()
    table.deck("arms_race")
    table.enter("situation", 1)
    assert (table.get("world", "rival"), table.get("world", "tension")) == (4, 4)
    assert table.get("card", "place", table.rules.card_names.index("arms_race")) == 1
    assert table.crises == []


@pytest.mark.parametrize(
    ("card", "coins", "options"),
    [
        ("summit", 0, ["modest"]),
        ("summit", 1, ["modest", "grand"]),
        ("burden_sharing_row", 1, ["argue"]),
        ("burden_sharing_row", 2, ["argue", "pay_up"]),
    ],
)
def test_rule_4_3_options_it_can_pay(card: str, coins: int, options: list[str]) -> None:
    """4.3 That state chooses now among the options it can pay; the option marked (f) is always legal."""
    table = Table()
    table.put("state", "coins", coins)
    table.arrive(card)
    assert table.ask.kind == "choice"
    assert table.moves == [f"choose {option}" for option in options]


def test_rule_4_3_the_fallback_is_always_legal() -> None:
    """4.3 The option marked (f) is the fallback: always legal."""
    table = Table()
    table.put("state", "coins", 0)
    table.put("state", "support", 0)
    table.put("state", "standing", 0)
    table.put("pair", "trust", 0)
    found = 0
    for number, card in enumerate(table.rules.cards):
        if card.choices:
            (fallback,) = (choice for choice in card.choices if choice.fallback)
            table.arrive(table.rules.card_names[number])
            assert f"choose {fallback.id}" in table.moves
            found += 1
    assert found == 11


def test_rule_4_3_the_price_is_paid_once() -> None:
    """4.3 A price in brackets is what the state must have; the "coins -" among the effects is its payment, not a
    second one.
    """
    table = Table()
    table.arrive("burden_sharing_row", 2)
    entries = table.play("choose pay_up")
    assert table.effects(entries)[:2] == [("coins", (2,), -2), ("standing", (2,), 1)]
    assert table.get("state", "coins", 2) == 4 - 2


def test_rule_4_3_first_effects_happen_before_the_choice() -> None:
    """4.3 "First" effects happen before the choice."""
    table = Table()
    table.put("state", "support", 5, 1)
    table.arrive("snap_election")
    assert (table.ask.seat, table.get("state", "support", 1)) == (1, 4)
    table.play("choose vote_now")
    assert table.get("state", "points", 1) == -2, "4 is below 5: the government falls"


def test_rule_4_3_the_choice_is_public() -> None:
    """4.3 The choice is public."""
    table = Table()
    table.arrive("summit")
    (move,) = (entry for entry in table.play("choose modest") if entry.kind == "move")
    assert (move.name, move.seats, move.seen_by) == ("choose modest", (0,), None)


def test_rule_4_4_a_crisis_is_put_on_the_table() -> None:
    """4.4 A crisis is put on the table (section 6)."""
    table = Table()
    table.deck("far_theatre")
    table.enter("situation", 1)
    assert table.crises == ["far_theatre"]
    assert table.get("crisis", "demand", 0) == 27


def test_rule_4_5_at_most_four_crises() -> None:
    """4.5 If a crisis is drawn while 4 are open, discard it: tension +1 and nothing else."""
    table = Table()
    for card in ("far_theatre", "piracy", "insurgent_haven"):
        table.open(card)
    table.deck("resource_scramble")
    table.enter("situation", 1)
    assert len(table.crises) == 4
    assert table.get("world", "tension") == 3, "the fourth finds a place"
    before = table.cells[:]
    table.arrive("pandemic")
    assert table.crises == ["far_theatre", "piracy", "insurgent_haven", "resource_scramble"]
    assert table.get("world", "tension") == 4
    assert table.under("4.5")[0].name == "tension"
    tension, pandemic = table.index("world", "tension"), table.rules.card_names.index("pandemic")
    changed = {cell for cell, value in enumerate(table.cells) if value != before[cell]}
    changed -= {table.index("control", "kind"), table.index("control", "seat")}
    assert changed <= {tension, table.index("card", "place", pandemic)}, (
        "no coins are lost to a pandemic that is not there"
    )


def test_rule_4_5_the_card_is_gone() -> None:
    """4.5 Discard it: it does not come back when there is room."""
    table = Table()
    for card in ("far_theatre", "piracy", "insurgent_haven", "trafficking_network"):
        table.open(card)
    table.deck("pandemic")
    table.enter("situation", 1)
    assert "pandemic" not in table.crises
    assert table.get("card", "place", table.rules.card_names.index("pandemic")) == 1
    assert table.rules.machine.drawing.take(table.cells, 0) == -1
