"""Section 7 of the rulebook: pledges."""

import pytest

from alliance_game.engine import view
from alliance_game.errors import IllegalMove

from ..long_table import LongTable as Table


def pledging(*crises: str, states: int = 4) -> Table:
    """A table at the first pledge, with these crises open."""
    table = Table(states)
    for crisis in crises:
        table.open(crisis)
    table.enter("pledge")
    return table


def test_rule_7_1_pledge() -> None:
    """7.1 In seat order each state says, for every open crisis in the order in which they were drawn, how many
    coins.
    """
    table = Table()
    for crisis in ("piracy", "far_theatre"):
        table.open(crisis)
    table.first(3)
    table.enter("pledge")
    asked = []
    while table.ask.phase == "pledge":
        asked.append((table.ask.seat, table.ask.about))
        table.play("pledge 1")
    assert asked == [(seat, crisis) for seat in (3, 0, 1, 2) for crisis in ("piracy", "far_theatre")]


def test_rule_7_1_in_drawing_order() -> None:
    """7.1 In the order in which they were drawn, also after an earlier one has left the table."""
    table = Table()
    table.deck()
    table.open("resource_scramble", demand=2)
    table.open("piracy", deadline=3)
    table.open("far_theatre", deadline=3)
    table.all_pass()
    table.answer()
    table.answer({0: {"resource_scramble": 2}})
    table.open("pandemic")
    table.enter("pledge")
    asked = []
    seat = table.ask.seat
    while table.ask.seat == seat:
        asked.append(table.ask.about)
        table.play("pledge 0")
    assert asked == ["piracy", "far_theatre", "pandemic"]


def test_rule_7_1_public() -> None:
    """7.1 Public, binding on the conscience: the next state knows what was said before, and nothing is paid."""
    table = pledging("piracy")
    (entry,) = table.play("pledge 3")
    assert (entry.name, entry.seen_by) == ("pledge 3 on=piracy", None)
    assert view(table.position, 1).value("crisis_state", "pledged", 0, 0) == 3
    assert table.get("state", "coins", 0) == 4


def test_rule_7_1_zero_is_allowed() -> None:
    """7.1 0 is allowed, and so is every number up to the limit."""
    table = pledging("piracy")
    assert table.moves == [f"pledge {coins} on=piracy" for coins in range(4)]
    table.play("pledge 0")
    assert table.ask.seat == 1


def test_rule_7_1_binding_on_the_conscience_only() -> None:
    """7.1 Binding on the conscience: a commitment may differ."""
    table = pledging("piracy")
    table.answer({0: {"piracy": 3}})
    assert [str(move) for move in table.asks[0].moves] == [f"commit {coins} on=piracy" for coins in range(4)]


@pytest.mark.parametrize(
    ("might", "coins", "most"), [(3, 4, 3), (5, 4, 4), (0, 4, 1), (1, 4, 1), (6, 2, 2), (6, 6, 6), (6, 9, 6)]
)
def test_rule_7_2_limit(might: int, coins: int, most: int) -> None:
    """7.2 Each number is at most the state's limit (8.2) for that crisis; the sum is at most its coins."""
    table = Table()
    table.put("state", "might", might, 0)
    table.put("state", "coins", coins, 0)
    table.open("far_theatre")
    table.enter("pledge")
    assert len(table.moves) == most + 1
    with pytest.raises(IllegalMove):
        table.play(f"pledge {most + 1}")
    table.play(f"pledge {most}")


def test_rule_7_2_the_sum() -> None:
    """7.2 The sum is at most its coins. So every pledge can be kept."""
    table = pledging("piracy", "far_theatre", "resource_scramble")
    table.play("pledge 2")
    assert table.moves[-1] == "pledge 2 on=far_theatre", "4 coins, 2 are promised"
    table.play("pledge 1")
    assert table.moves[-1] == "pledge 1 on=resource_scramble"
    table.play("pledge 1")
    assert table.ask.seat == 1


def test_rule_7_2_nothing_left_to_promise() -> None:
    """7.2 A state that has promised all its coins, or has none, promises 0 for the rest."""
    table = Table()
    table.put("state", "might", 4)
    table.put("state", "coins", 0, 1)
    table.open("far_theatre")
    table.open("insurgent_haven")
    table.enter("pledge")
    table.play("pledge 4")
    while table.ask.seat < 2:
        table.play(*table.moves)
    assert [table.get("crisis_state", "pledged", slot, seat) for slot in range(2) for seat in range(2)] == [4, 0, 0, 0]


def test_rule_7_2_every_pledge_can_be_kept() -> None:
    """7.2 So every pledge can be kept: nothing between pledge and commitment lowers a limit."""
    table = Table()
    table.put("state", "support", 2, 1)
    for crisis in ("piracy", "far_theatre", "pandemic"):
        table.open(crisis)
    table.enter("pledge")
    promised: dict[int, dict[str, int]] = {}
    while table.ask.phase == "pledge":
        most = len(table.moves) - 1
        promised.setdefault(table.ask.seat, {})[table.ask.about] = most
        table.play(f"pledge {most}")
    table.resolve(promised)
    assert [table.get("state", "broken", seat) for seat in range(4)] == [0, 0, 0, 0]
    assert [table.get("state", "kept", seat) for seat in range(4)] == [1, 1, 1, 1]
