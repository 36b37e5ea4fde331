"""Section 8 of the rulebook: commitments, effort, conduct."""

import pytest

from alliance_game.engine import Entry, view
from alliance_game.errors import IllegalMove

from ..long_table import LongTable as Table


def committing(*crises: str) -> Table:
    """A table at the commitments, with these crises open."""
    table = Table()
    for crisis in crises:
        table.open(crisis)
    table.enter("commitment")
    return table


def efforts(entries: list[Entry]) -> dict[tuple[str, int], int]:
    """What each state's commitment brought to each crisis."""
    return {(entry.crisis, entry.seats[0]): entry.wanted for entry in entries if entry.name == "share"}


def lost_face(table: Table, entries: list[Entry], rule: str) -> list[int]:
    """Who lost face under a rule, in order."""
    return [entry.seats[0] for entry in table.under(rule, entries) if entry.name == "face"]


def test_rule_8_1_together_and_in_secret() -> None:
    """8.1 Together and in secret each state sets coins for every open crisis, in drawing order, whatever it pledged."""
    table = committing("piracy", "far_theatre")
    assert [(each.seat, each.about) for each in table.asks] == [(seat, "piracy") for seat in range(4)]
    table.play("commit 1", seat=2)
    assert next(each.about for each in table.asks if each.seat == 2) == "far_theatre"
    assert view(table.position, 0).value("crisis_state", "committed", 0, 2) is None
    assert view(table.position, 2).value("crisis_state", "committed", 0, 2) == 1


def test_rule_8_1_whatever_it_pledged() -> None:
    """8.1 Whatever it pledged: less, as much, or more."""
    table = Table()
    table.open("piracy")
    table.all_pass()
    table.answer({0: {"piracy": 1}, 1: {"piracy": 1}, 2: {"piracy": 1}})
    assert {len(each.moves) for each in table.asks} == {4}


@pytest.mark.parametrize(("strength", "most"), [(0, 1), (1, 1), (2, 2), (3, 3), (7, 7), (9, 8)])
def test_rule_8_2_limit(strength: int, most: int) -> None:
    """8.2 Limit for one crisis: the strength for it, at least 1. The sum is at most the state's coins (here 8)."""
    for crisis, track, other in (("far_theatre", "might", "standing"), ("resource_scramble", "standing", "might")):
        table = Table()
        table.put("state", "coins", 8)
        table.put("state", track, strength, 0)
        table.put("state", other, 10 if strength < 5 else 0, 0)
        table.open(crisis)
        table.enter("commitment")
        assert len(table.ask.moves) == most + 1
        with pytest.raises(IllegalMove):
            table.play(f"commit {most + 1}")


def test_rule_8_2_limit_of_a_mixed_crisis() -> None:
    """8.2, 6.1 The strength for a mixed crisis is the higher of might and standing."""
    table = Table()
    table.put("state", "standing", 4, 0)
    table.put("state", "might", 4, 1)
    table.open("piracy")
    table.enter("commitment")
    assert [len(each.moves) - 1 for each in table.asks] == [4, 4, 3, 3]


@pytest.mark.parametrize(("support", "most"), [(0, 1), (2, 1), (3, 3)])
def test_rule_8_2_weak_government(support: int, most: int) -> None:
    """8.2 Weak government: with support 2 or less the limit is 1 for every crisis that does not target the state."""
    table = Table()
    table.put("state", "support", support, 0)
    table.put("state", "coins", 8)
    table.open("far_theatre")
    table.open("regional_conflict", target=1)
    table.open("terror_attack", target=0)
    table.enter("commitment")
    found = {}
    for _ in range(3):
        found[table.ask.about] = len(table.ask.moves) - 1
        table.play("commit 0", seat=0)
    assert found == {"far_theatre": most, "regional_conflict": most, "terror_attack": 3}


def test_rule_8_2_the_budget_shrinks_as_you_go() -> None:
    """8.2 The sum is at most the state's coins (with several crises the budget shrinks as you go)."""
    table = committing("piracy", "far_theatre", "resource_scramble")
    budgets = []
    for coins in (2, 1, 1):
        budgets.append(len(table.ask.moves) - 1)
        table.play(f"commit {coins}", seat=0)
    assert budgets == [3, 2, 1]


def test_rule_8_3_reveal_and_pay() -> None:
    """8.3 All commitments are revealed. All coins are paid."""
    table = Table()
    table.open("piracy")
    table.open("far_theatre")
    entries = table.resolve({0: {"piracy": 2, "far_theatre": 1}, 2: {"far_theatre": 3}})
    revealed = [(entry.seats[0], entry.crisis, entry.new) for entry in entries if entry.kind == "reveal"]
    assert revealed == [
        (0, "piracy", 2), (0, "far_theatre", 1), (1, "piracy", 0), (1, "far_theatre", 0),
        (2, "piracy", 0), (2, "far_theatre", 3), (3, "piracy", 0), (3, "far_theatre", 0),
    ]  # fmt: skip
    assert [table.get("state", "coins", seat) for seat in range(4)] == [1, 4, 1, 4]
    assert [table.get("state", "given", seat) for seat in range(4)] == [3, 0, 3, 0]
    assert {entry.name for entry in table.under("8.3", entries)} == {"coins", "given"}
    kinds = [entry.kind for entry in entries]
    assert kinds.index("reveal") < kinds.index("change"), "revealed before anything is paid"


def test_rule_8_3_with_the_tracks_of_this_moment() -> None:
    """8.3 Effort is worked out with the tracks as they are at this moment: what conduct costs comes too late to
    matter.
    """
    table = Table()
    table.put("state", "standing", 4)
    table.open("pandemic")
    entries = table.resolve({0: {"pandemic": 1}}, {0: {"pandemic": 3}})
    assert efforts(entries) == {("pandemic", 0): 1 + 2}
    assert table.get("state", "standing", 0) == 3


@pytest.mark.parametrize(
    ("crisis", "strength", "ready", "coins", "effort"),
    [
        ("far_theatre", 3, 0, 1, 1 + 1),
        ("far_theatre", 4, 0, 1, 1 + 2),
        ("far_theatre", 0, 0, 1, 1),
        ("far_theatre", 5, 1, 4, 4 + 2 + 2),
        ("piracy", 5, 1, 4, 4 + 2 + 2),
        ("resource_scramble", 5, 1, 4, 4 + 2),
        ("resource_scramble", 10, 0, 4, 4 + 5),
    ],
)
def test_rule_8_4_effort(crisis: str, strength: int, ready: int, coins: int, effort: int) -> None:
    """8.4 Effort = coins + half its strength (down) + 2 if ready and the crisis is hard or mixed."""
    table = Table()
    for track in ("might", "standing"):
        table.put("state", track, strength, 1)
    table.put("state", "ready", ready, 1)
    slot = table.open(crisis)
    entries = table.resolve({1: {crisis: coins}})
    assert table.get("crisis", "progress", slot) == effort, "added to progress"
    assert table.get("crisis_state", "share", slot, 1) == effort, "and to the state's share"
    assert {entry.name for entry in table.under("8.4", entries)} >= {"progress", "share"}


def test_rule_8_4_without_coins_nothing() -> None:
    """8.4 Without coins: nothing, however strong and ready."""
    table = Table()
    table.put("state", "might", 10)
    table.put("state", "ready", 1)
    slot = table.open("far_theatre")
    table.resolve()
    assert table.get("crisis", "progress", slot) == 0
    assert [table.get("crisis_state", "share", slot, seat) for seat in range(4)] == [0, 0, 0, 0]


def test_rule_8_4_strength_counts_for_every_crisis() -> None:
    """8.4 Half its strength counts for each crisis that gets at least 1 coin."""
    table = Table()
    table.put("state", "might", 4)
    table.open("far_theatre")
    table.open("insurgent_haven")
    entries = table.resolve({0: {"far_theatre": 1, "insurgent_haven": 2}})
    assert efforts(entries) == {("far_theatre", 0): 3, ("insurgent_haven", 0): 4}


def test_rule_8_4_1_example() -> None:
    """8.4.1 Might 5, standing 2, ready, 3 coins to a mixed crisis: 3 + 2 + 2 = 7."""
    table = Table()
    table.put("state", "might", 5, 0)
    table.put("state", "standing", 2, 0)
    table.put("state", "ready", 1, 0)
    table.open("piracy")
    assert efforts(table.resolve({0: {"piracy": 3}})) == {("piracy", 0): 7}


def together(table: Table, givers: tuple[int, ...]) -> int:
    """What working together brings to a far theatre when these states give."""
    table.open("far_theatre")
    entries = table.resolve({seat: {"far_theatre": 1} for seat in givers})
    found = table.under("8.5", entries)
    assert all(entry.name == "progress" for entry in found), "nobody's share"
    return sum(entry.wanted for entry in found)


@pytest.mark.parametrize("agreement", ["pact", "intelligence"])
@pytest.mark.parametrize(("givers", "bonus"), [((0, 1), 1), ((0, 2), 0), ((0,), 0), ((0, 1, 2, 3), 1)])
def test_rule_8_5_agreements_of_two(agreement: str, givers: tuple[int, ...], bonus: int) -> None:
    """8.5 Progress +1 for every pact and every intelligence agreement, if both parties gave coins to this crisis."""
    table = Table()
    table.put("two", agreement, 1, 0, 1)
    assert together(table, givers) == bonus


@pytest.mark.parametrize("agreement", ["pact", "intelligence"])
@pytest.mark.parametrize(("givers", "bonus"), [((0,), 0), ((1, 2, 3), 0), ((0, 1), 1), ((0, 1, 2), 2)])
def test_rule_8_5_both_parties_of_each_agreement(agreement: str, givers: tuple[int, ...], bonus: int) -> None:
    """8.5 If two of its parties gave: one giver with three partners works with nobody."""
    table = Table()
    for other in (1, 2, 3):
        table.put("two", agreement, 1, 0, other)
    assert together(table, givers) == bonus


@pytest.mark.parametrize(("givers", "bonus"), [((0, 1), 1), ((0, 1, 2), 1), ((0, 3), 0), ((3,), 0)])
def test_rule_8_5_the_treaty(givers: tuple[int, ...], bonus: int) -> None:
    """8.5 ... and the treaty, if at least two of its parties gave coins: 1, however many."""
    table = Table()
    for seat in range(3):
        table.put("many", "treaty", 1, seat)
    assert together(table, givers) == bonus


def test_rule_8_5_conflict_management_does_not_count() -> None:
    """8.5 Only pacts, intelligence agreements and the treaty."""
    table = Table()
    table.put("two", "conflict_management", 1)
    assert together(table, (0, 1, 2, 3)) == 0


@pytest.mark.parametrize(
    ("pacts", "sources", "treaty", "bonus"), [(1, 1, 0, 2), (1, 1, 1, 3), (2, 2, 0, 3), (3, 3, 1, 3)]
)
def test_rule_8_5_at_most_3(pacts: int, sources: int, treaty: int, bonus: int) -> None:
    """8.5 At most 3 in all."""
    table = Table()
    for name, count in (("pact", pacts), ("intelligence", sources)):
        for pair in ((0, 1), (1, 2), (0, 2))[:count]:
            table.put("two", name, 1, *pair)
    for seat in range(2 * treaty):
        table.put("many", "treaty", 1, seat)
    assert together(table, (0, 1, 2)) == bonus


def test_rule_8_5_for_each_crisis() -> None:
    """8.5 For each crisis: both parties gave to this crisis in this resolution; a share from before is not enough."""
    table = Table()
    table.put("two", "pact", 1, 0, 1)
    table.open("piracy")
    slot = table.open("far_theatre")
    table.put("crisis_state", "share", 5, slot, 1)
    entries = table.resolve({0: {"piracy": 1, "far_theatre": 1}, 1: {"piracy": 1}})
    assert [(entry.crisis, entry.wanted) for entry in table.under("8.5", entries)] == [("piracy", 1)]


def test_rule_8_6_conduct_comes_before_judging_and_in_order() -> None:
    """8.6 Checked in this order, before any crisis is judged; each rule for one state after another from the first
    seat.
    """
    table = Table()
    table.put("state", "coins", 9)
    table.put("state", "might", 5)
    table.first(2)
    table.open("far_theatre", demand=8)
    table.open("piracy")
    table.enter("pledge")
    table.answer({1: {"piracy": 1}, 3: {"piracy": 1}})
    entries = table.resolve({0: {"far_theatre": 4}, 2: {"far_theatre": 4}})
    order = [(rule, entry.seats[0]) for entry in entries for rule in entry.cause.rule.split(", ")
             if rule.startswith("8.6.") and entry.name == "support"]  # fmt: skip
    assert order == [("8.6.1", 3), ("8.6.1", 1), ("8.6.2", 3), ("8.6.2", 1), ("8.6.3", 2), ("8.6.3", 0)]
    judged = next(number for number, entry in enumerate(entries) if entry.kind == "close" or "grows" in str(entry.text))
    conduct = [number for number, entry in enumerate(entries) if "8.6." in entry.cause.rule]
    assert max(conduct) < judged


def test_rule_8_6_once_a_round() -> None:
    """8.6 Checked once a round: two crises do not make two losses."""
    table = Table()
    table.open("far_theatre")
    table.open("piracy")
    entries = table.resolve()
    assert lost_face(table, entries, "8.6.2") == [0, 1, 2, 3]


@pytest.mark.parametrize(("pledged", "given", "loses"), [(2, 1, True), (2, 2, False), (2, 3, False), (1, 0, True)])
def test_rule_8_6_1_broken_pledge(pledged: int, given: int, loses: bool) -> None:
    """8.6.1 Whoever gave less than pledged to any crisis loses face."""
    table = Table()
    slot = table.open("far_theatre")
    for seat in range(4):
        table.put("crisis_state", "share", 1, slot, seat)
    entries = table.resolve({0: {"far_theatre": given}}, {0: {"far_theatre": pledged}})
    assert lost_face(table, entries, "8.6.1") == ([0] if loses else [])
    assert (table.get("state", "support", 0), table.get("state", "standing", 0)) == ((5, 2) if loses else (6, 3))


def test_rule_8_6_1_once_however_many() -> None:
    """8.6.1 Once, however many."""
    table = Table()
    for crisis in ("far_theatre", "piracy", "resource_scramble"):
        table.open(crisis)
    promised = {0: {"far_theatre": 1, "piracy": 1, "resource_scramble": 2}}
    entries = table.resolve({0: {"far_theatre": 1}}, promised)
    assert lost_face(table, entries, "8.6.1") == [0]
    assert table.get("state", "broken", 0) == 1


def test_rule_8_6_1_giving_more_elsewhere_does_not_help() -> None:
    """8.6.1 Giving more elsewhere does not help."""
    table = Table()
    table.open("far_theatre")
    table.open("piracy")
    entries = table.resolve({0: {"far_theatre": 1, "piracy": 3}}, {0: {"far_theatre": 2, "piracy": 2}})
    assert lost_face(table, entries, "8.6.1") == [0]
    assert [line for line in table.text(entries) if "promised" in line] == [
        "France gave 1 of 2 promised to Far theatre."
    ]


def test_rule_8_6_1_the_record() -> None:
    """8.6.1 Record: pledged and kept, or pledged and broken; a state that pledged 0 everywhere has no entry."""
    table = Table()
    table.open("far_theatre")
    table.resolve(
        {0: {"far_theatre": 2}, 1: {"far_theatre": 1}, 2: {"far_theatre": 3}},
        {0: {"far_theatre": 2}, 1: {"far_theatre": 2}},
    )
    assert [table.get("state", "kept", seat) for seat in range(4)] == [1, 0, 0, 0]
    assert [table.get("state", "broken", seat) for seat in range(4)] == [0, 1, 0, 0]


def test_rule_8_6_1_pledges_of_earlier_rounds_are_past() -> None:
    """8.6.1 Each round has its own pledges."""
    table = Table()
    table.deck()
    table.open("far_theatre", deadline=3)
    table.all_pass()
    table.answer({0: {"far_theatre": 1}})
    table.answer({0: {"far_theatre": 1}})
    table.resolve()
    assert [table.get("state", "broken", seat) for seat in range(4)] == [0, 0, 0, 0]


def test_rule_8_6_2_shirking() -> None:
    """8.6.2 Whoever has no share in any open crisis (missions and earlier rounds count) loses face."""
    table = Table()
    table.deck()
    slot = table.open("far_theatre", deadline=3)
    table.put("crisis_state", "share", 1, slot, 1)
    table.play("play peace_operation crisis=far_theatre")
    entries = table.resolve({2: {"far_theatre": 1}})
    assert lost_face(table, entries, "8.6.2") == [3]
    assert (table.get("state", "support", 3), table.get("state", "standing", 3)) == (5, 2)


def test_rule_8_6_2_one_crisis_is_enough() -> None:
    """8.6.2 A share in any open crisis is enough."""
    table = Table()
    table.open("far_theatre")
    table.open("piracy")
    entries = table.resolve({0: {"far_theatre": 1}, 1: {"piracy": 1}})
    assert lost_face(table, entries, "8.6.2") == [2, 3]
    assert [line for line in table.text(entries) if "nothing" in line] == [
        "Japan gave nothing.",
        "Brazil gave nothing.",
    ]


def test_rule_8_6_2_for_whatever_reason() -> None:
    """8.6.2 For whatever reason: an empty treasury is no excuse, and a share in a crisis that is gone does not
    count.
    """
    table = Table()
    table.deck()
    table.open("far_theatre", demand=2)
    table.open("piracy", deadline=3)
    table.all_pass()
    table.answer()
    table.answer({0: {"far_theatre": 3}, 1: {"piracy": 1}, 2: {"piracy": 1}, 3: {"piracy": 1}})
    assert table.crises == ["piracy"]
    table.put("state", "coins", 0)
    entries = table.resolve()
    assert lost_face(table, entries, "8.6.2") == [0]


def test_rule_8_6_2_expulsion() -> None:
    """8.6.2 Who is still a signatory then is also expelled from the treaty: trust -1 with each remaining signatory."""
    table = Table()
    for seat in (0, 1, 2):
        table.put("many", "treaty", 1, seat)
    table.open("far_theatre")
    entries = table.resolve({1: {"far_theatre": 1}, 2: {"far_theatre": 1}})
    assert lost_face(table, entries, "8.6.2") == [0, 3]
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [0, 1, 1, 0]
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [2, 2, 3]
    assert table.get("pair", "trust", 1, 2) == 3
    assert table.under("8.6.2", [entry for entry in entries if entry.name == "treaty"])


def test_rule_8_6_2_two_shirkers_among_three() -> None:
    """8.6.2 (5.17) The second shirker is expelled while one remains; then the treaty of one ends."""
    table = Table()
    for seat in (0, 1, 2):
        table.put("many", "treaty", 1, seat)
    table.open("far_theatre")
    table.resolve({2: {"far_theatre": 1}, 3: {"far_theatre": 1}})
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [0, 0, 0, 0]
    assert [table.get("pair", "trust", *pair) for pair in ((0, 1), (0, 2), (1, 2))] == [2, 2, 2]


def test_rule_8_6_2_both_of_two_shirk() -> None:
    """8.6.2 Who is still a signatory then (5.17): with the first expulsion a treaty of two is gone, and nobody is
    left.
    """
    table = Table()
    for seat in (0, 1):
        table.put("many", "treaty", 1, seat)
    table.open("far_theatre")
    entries = table.resolve({2: {"far_theatre": 1}, 3: {"far_theatre": 1}})
    assert lost_face(table, entries, "8.6.2") == [0, 1]
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [0, 0, 0, 0]
    assert table.get("pair", "trust", 0, 1) == 2, "once"
    assert [line for line in table.text(entries) if "expelled" in line] == ["France is expelled from the treaty."]


@pytest.mark.parametrize(("coins", "weary"), [(3, False), (4, True), (5, True)])
def test_rule_8_6_3_weariness(coins: int, weary: bool) -> None:
    """8.6.3 Whoever gave 4 coins or more this round to crises that do not target it: support -1."""
    table = Table()
    table.put("state", "coins", 8)
    table.put("state", "might", 5)
    table.open("far_theatre")
    entries = table.resolve({0: {"far_theatre": coins}})
    assert table.get("state", "support", 0) == (5 if weary else 6)
    assert [entry.seats for entry in table.under("8.6.3", entries)] == ([(0,)] if weary else [])


@pytest.mark.parametrize(("own", "other", "weary"), [(3, 1, False), (3, 3, False), (1, 4, True), (5, 3, False)])
def test_rule_8_6_3_crises_that_target_it_do_not_count(own: int, other: int, weary: bool) -> None:
    """8.6.3 To crises that do not target it."""
    table = Table()
    table.put("state", "coins", 8)
    table.put("state", "might", 5)
    table.open("terror_attack", target=0)
    table.open("far_theatre")
    table.resolve({0: {"terror_attack": own, "far_theatre": other}})
    assert table.get("state", "support", 0) == (5 if weary else 6)


def test_rule_8_6_3_the_sum_over_crises() -> None:
    """8.6.3 Coins to all such crises are added up; the target of another state's crisis is no excuse."""
    table = Table()
    table.put("state", "coins", 8)
    table.open("regional_conflict", target=1)
    table.open("far_theatre")
    table.resolve({0: {"regional_conflict": 2, "far_theatre": 2}, 1: {"regional_conflict": 2, "far_theatre": 3}})
    assert [table.get("state", "support", seat) for seat in range(2)] == [5, 6]


def test_rule_8_6_3_coins_of_missions_do_not_count() -> None:
    """8.6.3 Gave coins to crises: the price of a mission is not given to it."""
    table = Table()
    table.put("state", "coins", 8)
    table.open("far_theatre")
    table.play("play peace_operation crisis=far_theatre")
    table.resolve({0: {"far_theatre": 3}})
    assert table.get("state", "support", 0) == 6


@pytest.mark.parametrize(("consulted", "support"), [(True, 6), (False, 4)])
def test_rule_8_6_3_unless_consulted(consulted: bool, support: int) -> None:
    """8.6.3 Unless consulted."""
    table = Table()
    table.put("state", "support", 5, 0)
    table.put("state", "coins", 8)
    table.put("state", "might", 5)
    table.open("far_theatre")
    if consulted:
        table.play("play consult_parliament")
    table.resolve({0: {"far_theatre": 4}})
    assert table.get("state", "support", 0) == support
