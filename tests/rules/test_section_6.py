"""Section 6 of the rulebook: crises."""

import pytest

from alliance_game.content import load_sources
from alliance_game.engine import new_game

from ..long_table import LongTable as Table
from ..table import library

NO_TARGET = -1


def card(table: Table, name: str) -> int:
    return table.rules.card_names.index(name)


@pytest.mark.parametrize(
    ("crisis", "might", "standing", "effort"),
    [
        ("far_theatre", 6, 2, 1 + 3),
        ("pandemic", 6, 2, 1 + 1),
        ("piracy", 6, 2, 1 + 3),
        ("piracy", 2, 6, 1 + 3),
        ("far_theatre", 2, 6, 1 + 1),
        ("pandemic", 2, 6, 1 + 3),
    ],
)
def test_rule_6_1_kinds(crisis: str, might: int, standing: int, effort: int) -> None:
    """6.1 A crisis is hard (strength = might), soft (strength = standing) or mixed (strength = the higher of the
    two).
    """
    table = Table()
    table.put("state", "might", might, 0)
    table.put("state", "standing", standing, 0)
    table.open(crisis)
    entries = table.resolve({0: {crisis: 1}})
    assert [entry.wanted for entry in entries if entry.name == "share"] == [effort]


def test_rule_6_1_every_crisis_has_one_kind() -> None:
    """6.1 A crisis is hard, soft or mixed."""
    crises = [each for each in Table().rules.cards if each.crisis]
    assert len(crises) == 21
    assert all(len(each.tags & {"hard", "soft", "mixed"}) == 1 for each in crises)


def test_rule_6_2_tags() -> None:
    """6.2 Tags: cyber, conflict, terror, relief. One each."""
    crises = [each for each in Table().rules.cards if each.crisis]
    assert all(len(each.tags & {"cyber", "conflict", "terror", "relief"}) == 1 for each in crises)
    incidents = [each for each in Table().rules.cards if not each.crisis]
    assert not any(each.tags & {"cyber", "conflict", "terror", "relief", "hard", "soft", "mixed"} for each in incidents)


def test_rule_6_3_no_target() -> None:
    """6.3 Target. The card says: none; ..."""
    table = Table()
    assert table.get("slot", "target", table.open("piracy")) == NO_TARGET


def test_rule_6_3_a_state_at_random() -> None:
    """6.3 ... a state at random; ..."""
    found = set()
    for seed in range(40):
        table = Table(seed=seed)
        found.add(table.get("slot", "target", table.open("terror_attack")))
    assert found == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("crisis", "track"),
    [
        ("cyber_attack", "might"),
        ("border_clash", "might"),
        ("hybrid_campaign", "support"),
        ("displacement", "standing"),
    ],
)
def test_rule_6_3_the_weakest_in_a_track(crisis: str, track: str) -> None:
    """6.3 ... or the weakest in a track (2.6)."""
    for weakest in range(4):
        table = Table(seed=weakest)
        table.put("state", track, 2, weakest)
        assert table.get("slot", "target", table.open(crisis)) == weakest


@pytest.mark.parametrize(
    ("states", "difficulty", "crisis", "demand"),
    [
        (4, "standard", "piracy", 5 * 4 + 3 + 2),
        (3, "standard", "piracy", 5 * 3 + 3 + 1),
        (5, "standard", "piracy", 5 * 5 + 3 + 2 + 2),
        (6, "standard", "far_theatre", 5 * 6 + 5 + 3 + 2),
        (4, "gentle", "piracy", 5 * 4 + 3),
        (4, "hard", "piracy", 5 * 4 + 3 + 4),
        (2, "gentle", "piracy", 5 * 2 + 3 - 2),
        (2, "standard", "piracy", 5 * 2 + 3 + 1 - 2),
        (2, "hard", "piracy", 5 * 2 + 3 + 2 - 2),
    ],
)
def test_rule_6_4_demand(states: int, difficulty: str, crisis: str, demand: int) -> None:
    """6.4 Demand when drawn = 5 x states + severity + half of pressure x states - preparation."""
    table = Table(states, difficulty=difficulty)
    slot = table.open(crisis)
    assert table.get("crisis", "demand", slot) == demand
    assert "demand" in {entry.name for entry in table.under("6.4")}


def test_rule_6_4_never_below_2() -> None:
    """6.4 Never below 2: a scenario of its own with nothing for each state, to reach the border."""
    scenario = library().sources["rules/scenarios/concert.yaml"]
    files = dict(library().sources) | {"rules/scenarios/easy.yaml": scenario + "constants: {demand_per_state: 0}\n"}
    easy = load_sources(files)
    for shields, demand in ((0, 4), (1, 3), (2, 2)):
        table = Table()
        table.position = new_game(easy, scenario="easy", states=4, difficulty="gentle")
        table.rules = table.position.rules
        table.clean()
        for seat in range(shields):
            table.put("state", "shield", 1, seat)
        assert table.get("crisis", "demand", table.open("orbit_crisis")) == demand
    table.clean()
    for seat in range(2):
        table.put("state", "shield", 1, seat)
        table.put("two", "intelligence", 1, seat, 2)
    assert table.get("crisis", "demand", table.open("orbit_crisis")) == 2, "4 - 2 - 2 would be 0"


@pytest.mark.parametrize(
    ("crisis", "severity"), [("piracy", 3), ("insurgent_haven", 4), ("far_theatre", 5), ("climate_emergency", 5)]
)
def test_rule_6_4_1_severity(crisis: str, severity: int) -> None:
    """6.4.1 Severity: 3, 4 or 5, on the card."""
    table = Table()
    slot = table.open(crisis)
    assert table.get("crisis", "severity", slot) == severity
    assert table.get("crisis", "demand", slot) == 20 + severity + 2


def test_rule_6_4_1_every_card_has_3_to_5() -> None:
    """6.4.1 Severity: 3, 4 or 5."""
    table = Table()
    for number, each in enumerate(table.rules.cards):
        if each.crisis:
            table.clean()
            assert table.get("crisis", "severity", table.open(table.rules.card_names[number], 0)) in (3, 4, 5)


@pytest.mark.parametrize(("difficulty", "pressure"), [("gentle", 0), ("standard", 1), ("hard", 2)])
def test_rule_6_4_2_pressure(difficulty: str, pressure: int) -> None:
    """6.4.2 Pressure: 0, 1 or 2, from the difficulty (13). Half of pressure x states, rounded down, is added. In a
    2-state game the demand is 2 lower, with 5 or 6 states it is 2 higher.
    """
    for states, more in ((2, -2), (3, 0), (4, 0), (5, 2), (6, 2)):
        table = Table(states, difficulty=difficulty)
        slot = table.open("far_theatre")
        assert table.get("crisis", "demand", slot) == 5 * states + 5 + pressure * states // 2 + more


def test_rule_6_4_2_pressure_at_standard() -> None:
    """6.4.2 At standard 1, 1, 2, 2, 3 for 2 to 6 states; in a 2-state game 2 lower, with 5 or 6 states 2 higher."""
    added = []
    for states in range(2, 7):
        table = Table(states)
        added.append(table.get("crisis", "demand", table.open("far_theatre")) - 5 * states - 5)
    assert added == [1 - 2, 1, 2, 2 + 2, 3 + 2]


@pytest.mark.parametrize(("agreements", "preparation"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_rule_6_4_3_preparation_by_intelligence(agreements: int, preparation: int) -> None:
    """6.4.3 Preparation: cyber and terror crises: number of intelligence agreements in force, at most 2."""
    for crisis, full in (("orbit_crisis", 26), ("piracy", 25), ("far_theatre", 27), ("pandemic", 26)):
        table = Table()
        for pair in ((0, 1), (2, 3), (0, 2))[:agreements]:
            table.put("two", "intelligence", 1, *pair)
        slot = table.open(crisis)
        prepared = preparation if crisis in ("orbit_crisis", "piracy") else 0
        assert table.get("crisis", "demand", slot) == full - prepared


@pytest.mark.parametrize(("shields", "preparation"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2)])
def test_rule_6_4_3_preparation_by_shields(shields: int, preparation: int) -> None:
    """6.4.3 Cyber crises also: number of shielded states, at most 2; both count."""
    for crisis, full, prepared in (("orbit_crisis", 26, preparation), ("piracy", 25, 0)):
        table = Table()
        table.put("two", "intelligence", 1, 0, 1)
        for seat in range(shields):
            table.put("state", "shield", 1, seat)
        assert table.get("crisis", "demand", table.open(crisis)) == full - 1 - prepared


def test_rule_6_4_3_other_agreements_do_not_prepare() -> None:
    """6.4.3 Only intelligence agreements in force count."""
    table = Table()
    table.put("two", "pact", 1)
    table.put("two", "conflict_management", 1)
    table.put("many", "treaty", 1)
    assert table.get("crisis", "demand", table.open("piracy")) == 25


def test_rule_6_4_4_example() -> None:
    """6.4.4 Four states, standard, terror attack (3), three intelligence agreements: 20 + 3 + 2 - 2 = 23."""
    table = Table()
    for pair in ((0, 1), (1, 2), (2, 3)):
        table.put("two", "intelligence", 1, *pair)
    assert table.get("crisis", "demand", table.open("terror_attack")) == 23


@pytest.mark.parametrize(
    ("states", "demand", "fair"), [(4, 23, 6), (4, 21, 6), (4, 20, 5), (4, 24, 6), (3, 22, 8), (2, 9, 5)]
)
def test_rule_6_5_fair_share(states: int, demand: int, fair: int) -> None:
    """6.5 Fair share = demand divided by the number of states, rounded up. 23 with 4 states: 6."""
    for share, points in ((fair, 3), (fair - 1, 0)):
        table = Table(states)
        slot = table.open("far_theatre", demand=demand, progress=demand)
        table.put("crisis_state", "share", share, slot, 0)
        for other in range(1, states):
            table.put("crisis_state", "share", 1, slot, other)
        table.resolve()
        assert table.get("state", "points", 0) == points


def test_rule_6_5_with_the_demand_of_the_moment() -> None:
    """6.5 With the demand of the moment it is used: 20 grows to 21, and 5 is a fair share no more."""
    table = Table()
    table.deck()
    slot = table.open("far_theatre", demand=20)
    for seat, share in enumerate((5, 1, 1, 1)):
        table.put("crisis_state", "share", share, slot, seat)
    table.all_pass()
    table.answer()
    table.answer()
    table.put("crisis", "progress", 21, 0)
    table.resolve()
    assert table.crises == []
    assert table.get("state", "points", 0) == 0


@pytest.mark.parametrize(
    ("crisis", "deadline"), [("far_theatre", 2), ("piracy", 2), ("pandemic", 3), ("climate_emergency", 3)]
)
def test_rule_6_6_deadline(crisis: str, deadline: int) -> None:
    """6.6 Deadline 2 (a few cards: 3): how many resolutions are left to it. At deadline 1 it is met or it fails."""
    table = Table()
    table.deck()
    table.put("world", "tension", 0)
    slot = table.open(crisis)
    assert table.get("crisis", "deadline", slot) == deadline
    for left in range(deadline, 0, -1):
        assert table.crises == [crisis]
        assert table.get("crisis", "deadline", 0) == left
        table.all_pass()
        table.answer()
        table.answer()
    assert table.crises == []
    assert f"{table.rules.card_titles[card(table, crisis)]} fails." in table.text()


def test_rule_6_6_at_the_last_it_can_be_met() -> None:
    """6.6 At a resolution with deadline 1 it is met or it fails."""
    table = Table()
    table.open("far_theatre", demand=2, deadline=1)
    table.resolve({0: {"far_theatre": 1}})
    assert table.crises == []
    assert table.get("tally", "crises_met") == 1


def test_rule_6_7_progress_and_shares() -> None:
    """6.7 Progress and every state's share start at 0. A crisis remembers both until it leaves the table."""
    table = Table()
    table.deck()
    slot = table.open("far_theatre")
    assert table.get("crisis", "progress", slot) == 0
    assert [table.get("crisis_state", "share", slot, seat) for seat in range(4)] == [0, 0, 0, 0]
    table.all_pass()
    table.answer()
    table.answer({1: {"far_theatre": 2}})
    assert table.get("control", "round") == 2
    assert table.get("crisis", "progress", slot) == 3
    assert [table.get("crisis_state", "share", slot, seat) for seat in range(4)] == [0, 3, 0, 0]


def test_rule_6_7_a_new_crisis_in_its_place_starts_at_0() -> None:
    """6.7 Both until it leaves the table: the next crisis in its place starts afresh."""
    table = Table()
    table.deck()
    table.open("far_theatre", demand=3)
    table.open("piracy")
    table.all_pass()
    table.answer()
    table.answer({0: {"far_theatre": 3}, 1: {"piracy": 1}})
    assert table.crises == ["piracy"]
    assert table.get("crisis", "progress", 0) == 2, "its progress moved up with it"
    assert table.get("crisis_state", "share", 0, 1) == 2
    slot = table.open("insurgent_haven")
    assert (slot, table.get("crisis", "progress", slot)) == (1, 0)
    assert [table.get("crisis_state", "share", slot, seat) for seat in range(4)] == [0, 0, 0, 0]


def test_rule_6_8_copies() -> None:
    """6.8 Copies of one card are separate crises; two may be open together. The later one is written with its
    number.
    """
    table = Table()
    table.open("regional_conflict", target=1)
    table.deck("regional_conflict.2")
    table.enter("situation", 1)
    assert table.crises == ["regional_conflict", "regional_conflict.2"]
    titles = [table.rules.card_titles[card(table, name)] for name in table.crises]
    assert titles == ["Regional conflict", "Regional conflict 2"]
    table.play("play mediation crisis=regional_conflict.2", "play peace_operation crisis=regional_conflict")
    assert [table.get("crisis", "progress", slot) for slot in range(2)] == [3, 2]


def test_rule_6_8_the_first_drawn_has_no_number() -> None:
    """6.8 The later one is written with its number, whichever copy chance took."""
    for seed in range(10):
        table = Table(seed=seed)
        table.deck("natural_disaster", "natural_disaster.2")
        table.put("deck", "next", -1, 0)
        table.enter("situation", 2)
        assert table.crises == ["natural_disaster", "natural_disaster.2"]
