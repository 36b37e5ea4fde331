"""Section 3 of the rulebook: the six phases of a round."""

from ..long_table import LongTable as Table

PHASES = ["situation", "diplomacy", "pledge", "commitment", "resolution", "upkeep"]


def phases(table: Table, since: int = 0) -> list[str]:
    """The phases that began, in order; the marker of a fallen government is no phase of the rulebook."""
    return [entry.name for entry in table.entries[since:] if entry.kind == "phase" and entry.name != "new_governments"]


def round_with_a_crisis() -> Table:
    """A whole round from the situation on, with one crisis, up to the questions of the next."""
    table = Table()
    table.deck("far_theatre")
    table.entries.clear()
    table.enter("situation", 1)
    table.play("play sanctions", "play levy")
    table.all_pass()
    table.answer({0: {"far_theatre": 1}})
    table.answer({0: {"far_theatre": 1}, 1: {"far_theatre": 1}, 2: {"far_theatre": 1}, 3: {"far_theatre": 1}})
    return table


def test_rule_3_1_situation() -> None:
    """3.1 Situation (4): cards; the first of six phases."""
    table = round_with_a_crisis()
    assert phases(table)[:8] == [*PHASES, "situation", "diplomacy"]
    assert [entry.phase for entry in table.entries if entry.kind == "open"] == ["situation"]


def test_rule_3_2_diplomacy() -> None:
    """3.2 Diplomacy (5): two actions each, in seat order from the first seat."""
    table = Table()
    table.first(2)
    table.enter("diplomacy")
    acting = []
    while table.ask.kind == "act" and table.get("control", "round") == 1:
        acting.append(table.ask.seat)
        table.play(next(move for move in table.moves if move in ("play levy", "play domestic_programme")))
        if len(acting) == 8:
            break
    assert acting == [2, 2, 3, 3, 0, 0, 1, 1]


def test_rule_3_3_pledge() -> None:
    """3.3 Pledge (7): public, if a crisis is open; in seat order from the first seat."""
    table = Table()
    table.open("far_theatre")
    table.first(2)
    table.enter("pledge")
    asked = []
    while table.ask.phase == "pledge":
        assert len(table.asks) == 1, "one after another"
        asked.append(table.ask.seat)
        table.play("pledge 1")
    assert asked == [2, 3, 0, 1]


def test_rule_3_3_and_3_4_and_3_5_only_if_a_crisis_is_open() -> None:
    """3 With no crisis open nobody pledges, gives, shirks or loses face: upkeep follows diplomacy."""
    table = Table()
    table.deck()
    since = len(table.entries)
    table.all_pass()
    assert phases(table, since)[:2] == ["upkeep", "situation"]
    assert [table.get("state", "face", seat) for seat in range(4)] == [0, 0, 0, 0]
    assert [table.get("state", "support", seat) for seat in range(4)] == [6, 6, 6, 6]
    assert [table.get("state", "standing", seat) for seat in range(4)] == [3, 3, 3, 3]


def test_rule_3_4_commitment() -> None:
    """3.4 Commitment (8): secret, together, if a crisis is open."""
    table = Table()
    table.deck()
    table.open("far_theatre")
    table.first(1)
    table.enter("commitment")
    assert sorted(decision.seat for decision in table.asks) == [0, 1, 2, 3], "all are asked at once"
    table.play("commit 1", seat=3)
    assert sorted(decision.seat for decision in table.asks) == [0, 1, 2]


def test_rule_3_4_the_order_of_the_answers_makes_no_difference() -> None:
    """3.4 Together: whoever answers first, the round goes on alike."""
    found = []
    for order in ((0, 1, 2, 3), (3, 1, 0, 2)):
        table = Table()
        table.deck()
        table.open("far_theatre")
        table.enter("commitment")
        for seat in order:
            table.play(f"commit {seat}", seat=seat)
        found.append(table.cells)
    assert found[0] == found[1]


def test_rule_3_5_resolution() -> None:
    """3.5 Resolution (8, 9), if a crisis is open."""
    table = round_with_a_crisis()
    changed = [
        entry
        for entry in table.entries
        if entry.kind == "change" and entry.name in ("progress", "share", "broken", "kept")
    ]
    assert changed
    assert {entry.phase for entry in changed} == {"resolution"}


def test_rule_3_6_upkeep() -> None:
    """3.6 Upkeep (11) is the last phase of a round."""
    table = round_with_a_crisis()
    income = [entry for entry in table.entries if entry.kind == "change" and entry.cause.rule == "11.9"]
    assert [entry.seats for entry in income] == [(0,), (1,), (2,), (3,)]
    assert {(entry.round, entry.phase) for entry in income} == {(1, "upkeep")}
