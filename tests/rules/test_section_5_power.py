"""Section 5.7 of the rulebook, crisis, power, home: what each tactic needs (both edges), costs, does in order, and
says.
"""

import pytest

from ..long_table import LongTable as Table
from .tactics import effects, rules, with_card


@pytest.mark.parametrize(
    ("card", "tactics"),
    [
        ("pandemic", {"humanitarian_mission"}),
        ("far_theatre", {"mediation", "peace_operation"}),
        ("regional_conflict", {"mediation", "peace_operation"}),
        ("resource_scramble", {"mediation", "peace_operation"}),
        ("piracy", {"peace_operation"}),
        ("terror_attack", {"peace_operation"}),
        ("orbit_crisis", {"cyber_defence"}),
        ("cyber_attack", {"cyber_defence"}),
    ],
)
def test_rule_5_7_10_and_5_7_11_and_5_7_12_and_5_7_13_the_mission_fits(card: str, tactics: set[str]) -> None:
    """5.7.10-13 Relief: humanitarian mission; conflict: mediation; conflict or terror: peace operation; cyber:
    defence.
    """
    table = with_card(card)
    found = {move.split()[1] for move in table.moves if f"crisis={card}" in move}
    assert found == tactics


@pytest.mark.parametrize(
    ("tactic", "card"),
    [
        ("humanitarian_mission", "pandemic"),
        ("mediation", "far_theatre"),
        ("peace_operation", "far_theatre"),
        ("peace_operation", "piracy"),
        ("cyber_defence", "orbit_crisis"),
    ],
)
def test_rule_5_7_10_and_5_7_11_and_5_7_12_and_5_7_13_no_second_mission(tactic: str, card: str) -> None:
    """5.7.10-13 Needs: a crisis without a mission."""
    table = with_card(card)
    assert table.offered(f"play {tactic}")
    table.put("crisis", "mission", 1, 0)
    assert not table.offered(f"play {tactic}")


def test_rule_5_7_10_humanitarian_mission() -> None:
    """5.7.10 Humanitarian mission: 1 coin; mission of 3; standing +1."""
    table = with_card("pandemic")
    entries = table.play("play humanitarian_mission crisis=pandemic")
    assert effects(entries) == [
        ("coins", (0,), -1), ("progress", (), 3), ("share", (0,), 3), ("mission", (), 1), ("standing", (0,), 1)
    ]  # fmt: skip
    assert rules(entries) == {"5.7.10"}
    assert table.text(entries) == ["France sends relief to Pandemic."]


@pytest.mark.parametrize(("standing", "possible"), [(2, False), (3, True)])
def test_rule_5_7_11_mediation_needs_standing(standing: int, possible: bool) -> None:
    """5.7.11 Mediation needs standing >= 3."""
    table = with_card("far_theatre")
    table.put("state", "standing", standing, 0)
    assert bool(table.offered("play mediation")) is possible


def test_rule_5_7_11_mediation() -> None:
    """5.7.11 Mediation: 1 coin; mission of 2; standing +1."""
    table = with_card("far_theatre")
    entries = table.play("play mediation crisis=far_theatre")
    assert effects(entries) == [
        ("coins", (0,), -1), ("progress", (), 2), ("share", (0,), 2), ("mission", (), 1), ("standing", (0,), 1)
    ]  # fmt: skip
    assert rules(entries) == {"5.7.11"}
    assert table.text(entries) == ["France mediates in Far theatre."]


@pytest.mark.parametrize(("might", "possible"), [(2, False), (3, True)])
def test_rule_5_7_12_peace_operation_needs_might(might: int, possible: bool) -> None:
    """5.7.12 Peace operation needs might >= 3."""
    table = with_card("far_theatre")
    table.put("state", "might", might, 0)
    assert bool(table.offered("play peace_operation")) is possible


def test_rule_5_7_12_peace_operation() -> None:
    """5.7.12 Peace operation: 2 coins; mission of 3; standing +1."""
    table = with_card("piracy")
    entries = table.play("play peace_operation crisis=piracy")
    assert effects(entries) == [
        ("coins", (0,), -2), ("progress", (), 3), ("share", (0,), 3), ("mission", (), 1), ("standing", (0,), 1)
    ]  # fmt: skip
    assert rules(entries) == {"5.7.12"}
    assert table.text(entries) == ["France sends peacekeepers to Piracy."]


def test_rule_5_7_13_cyber_defence() -> None:
    """5.7.13 Cyber defence: 1 coin; shield; with a crisis: mission of 3."""
    table = with_card("orbit_crisis")
    entries = table.play("play cyber_defence form=crisis crisis=orbit_crisis")
    assert effects(entries) == [
        ("coins", (0,), -1), ("shield", (0,), 1), ("progress", (), 3), ("share", (0,), 3), ("mission", (), 1)
    ]  # fmt: skip
    assert rules(entries) == {"5.7.13"}
    assert table.text(entries) == ["France hardens its networks against Trouble in orbit."]
    assert table.get("state", "standing", 0) == 3


def test_rule_5_7_13_without_a_crisis() -> None:
    """5.7.13 Cyber defence, no cyber crisis open: a shield for 1 coin."""
    table = with_card("far_theatre")
    assert table.offered("play cyber_defence") == ["play cyber_defence form=shield"]
    entries = table.play("play cyber_defence form=shield")
    assert effects(entries) == [("coins", (0,), -1), ("shield", (0,), 1)]
    assert table.text(entries) == ["France hardens its networks."]


@pytest.mark.parametrize(
    ("crisis", "mission", "shield", "possible"),
    [
        (True, 0, 0, True),
        (True, 0, 1, True),
        (True, 1, 0, False),
        (True, 1, 1, False),
        (False, 0, 0, True),
        (False, 0, 1, False),
    ],
)
def test_rule_5_7_13_cyber_defence_needs(crisis: bool, mission: int, shield: int, possible: bool) -> None:
    """5.7.13 Cyber defence needs a cyber crisis without a mission; or no cyber crisis open and no shield."""
    table = with_card("orbit_crisis") if crisis else Table()
    table.put("crisis", "mission", mission, 0)
    table.put("state", "shield", shield, 0)
    assert bool(table.offered("play cyber_defence")) is possible


@pytest.mark.parametrize(("own", "other", "possible"), [(0, 0, True), (1, 0, True), (0, 1, True), (1, 1, False)])
def test_rule_5_7_14_joint_exercise_needs(own: int, other: int, possible: bool) -> None:
    """5.7.14 Joint exercise needs: not both ready."""
    table = Table()
    table.put("state", "ready", own, 0)
    table.put("state", "ready", other, 2)
    assert ("play joint_exercise partner=japan" in table.moves) is possible


def test_rule_5_7_14_joint_exercise() -> None:
    """5.7.14 Joint exercise: 1 coin, consent; trust +1; both are ready."""
    table = Table()
    entries = table.play("play joint_exercise partner=japan", "accept")
    assert effects(entries) == [("coins", (0,), -1), ("trust", (0, 2), 1), ("ready", (0,), 1), ("ready", (2,), 1)]
    assert rules(entries) == {"5.7.14"}
    assert table.text(entries) == ["France and Japan hold an exercise."]


@pytest.mark.parametrize(("might", "possible"), [(9, True), (10, False)])
def test_rule_5_7_15_defence_investment_needs(might: int, possible: bool) -> None:
    """5.7.15 Defence investment needs might < 10."""
    table = Table()
    table.put("state", "might", might, 0)
    assert bool(table.offered("play defence_investment")) is possible


@pytest.mark.parametrize(("might", "nervous"), [(3, False), (4, True), (5, True)])
def test_rule_5_7_15_defence_investment(might: int, nervous: bool) -> None:
    """5.7.15 Defence investment: 2 coins; might +1; then trust -1 with each state whose might is now at least 2
    lower.
    """
    table = Table()
    table.put("state", "might", might, 0)
    entries = table.play("play defence_investment")
    expected: list[tuple[str, tuple[int, ...], int]] = [("coins", (0,), -2), ("might", (0,), 1)]
    expected += [("trust", (0, other), -1) for other in (1, 2, 3)] if nervous else []
    assert effects(entries) == expected
    assert rules(entries) == ({"5.7.15", "5.13"} if nervous else {"5.7.15"})
    assert table.text(entries) == ["France arms."]


def test_rule_5_7_15_pact_or_treaty_calms() -> None:
    """5.7.15 ... and which shares neither pact nor treaty with A."""
    table = Table()
    table.put("state", "might", 6, 0)
    table.put("two", "pact", 1, 0, 1)
    table.put("two", "pact", 1, 2, 3)
    table.put("many", "treaty", 1, 0)
    table.put("many", "treaty", 1, 2)
    table.play("play defence_investment")
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [3, 3, 2]


def test_rule_5_7_15_a_treaty_without_both_does_not_calm() -> None:
    """5.7.15 Sharing the treaty means that both are signatories."""
    table = Table()
    table.put("state", "might", 6, 0)
    table.put("many", "treaty", 1, 1)
    table.put("many", "treaty", 1, 2)
    table.play("play defence_investment")
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [2, 2, 2]


@pytest.mark.parametrize(("rival", "possible"), [(0, False), (1, True)])
def test_rule_5_7_16_sanctions_need_a_rival(rival: int, possible: bool) -> None:
    """5.7.16 Sanctions need rival > 0."""
    table = Table()
    table.put("world", "rival", rival)
    assert bool(table.offered("play sanctions")) is possible


def test_rule_5_7_16_sanctions() -> None:
    """5.7.16 Sanctions: no coin; rival -1; standing +1; support +1; tension +1."""
    table = Table()
    entries = table.play("play sanctions")
    assert effects(entries) == [
        ("rival", (), -1),
        ("standing", (0,), 1),
        ("support", (0,), 1),
        ("tension", (), 1),
    ]
    assert rules(entries) == {"5.7.16"}
    assert table.text(entries) == ["France imposes sanctions on the rival."]


@pytest.mark.parametrize(("thaw", "tension", "possible"), [(0, 1, True), (0, 0, False), (1, 5, False)])
def test_rule_5_7_17_back_channel_needs(thaw: int, tension: int, possible: bool) -> None:
    """5.7.17 Back-channel needs no thaw yet this round; tension > 0."""
    table = Table()
    table.put("world", "thaw", thaw)
    table.put("world", "tension", tension)
    assert bool(table.offered("play back_channel")) is possible


def test_rule_5_7_17_back_channel() -> None:
    """5.7.17 Back-channel: tension -2; set the thaw marker; 1 in 3: support -1. "(It leaks.)" """
    found = set()
    for seed in range(20):
        table = Table(seed=seed)
        entries = table.play("play back_channel")
        leaks = effects(entries)[2:]
        assert effects(entries)[:2] == [("tension", (), -2), ("thaw", (), 1)]
        assert leaks in ([], [("support", (0,), -1)])
        assert table.text(entries) == ["France talks to the rival in secret."] + (["It leaks."] if leaks else [])
        assert "5.7.17" in rules(entries)
        found.add(bool(leaks))
    assert found == {True, False}


@pytest.mark.parametrize(("support", "possible"), [(9, True), (10, False)])
def test_rule_5_7_18_strategic_communication_needs(support: int, possible: bool) -> None:
    """5.7.18 Strategic communication needs support < 10."""
    table = Table()
    table.put("state", "support", support, 0)
    assert bool(table.offered("play strategic_communication")) is possible


def test_rule_5_7_18_strategic_communication() -> None:
    """5.7.18 Strategic communication: 1 coin; support +2."""
    table = Table()
    entries = table.play("play strategic_communication")
    assert effects(entries) == [("coins", (0,), -1), ("support", (0,), 2)]
    assert rules(entries) == {"5.7.18"}
    assert table.text(entries) == ["France explains itself to its voters."]


@pytest.mark.parametrize("support", [0, 10])
def test_rule_5_7_19_consult_parliament_needs_nothing(support: int) -> None:
    """5.7.19 Consult parliament needs nothing: it is worth asking for the mark alone (8.6)."""
    table = Table()
    table.put("state", "support", support, 0)
    assert table.offered("play consult_parliament")


def test_rule_5_7_19_consult_parliament() -> None:
    """5.7.19 Consult parliament: support +1; A is "consulted" this round (8.6)."""
    table = Table()
    table.put("state", "support", 5, 0)
    entries = table.play("play consult_parliament")
    assert effects(entries) == [("support", (0,), 1), ("consulted", (0,), 1)]
    assert rules(entries) == {"5.7.19"}
    assert table.text(entries) == ["France asks its parliament first."]


@pytest.mark.parametrize(("support", "possible"), [(1, False), (2, True)])
def test_rule_5_7_20_levy_needs(support: int, possible: bool) -> None:
    """5.7.20 Levy needs support >= 2."""
    table = Table()
    table.put("state", "support", support, 0)
    assert bool(table.offered("play levy")) is possible


def test_rule_5_7_20_levy() -> None:
    """5.7.20 Levy: coins +3; support -2."""
    table = Table()
    entries = table.play("play levy")
    assert effects(entries) == [("coins", (0,), 3), ("support", (0,), -2)]
    assert rules(entries) == {"5.7.20"}
    assert table.text(entries) == ["France raises a levy."]


def test_rule_5_7_20_a_full_treasury() -> None:
    """5.7.20, 1.2 With 9 coins a levy brings 1; the voters mind all the same."""
    table = Table()
    table.put("state", "coins", 9, 0)
    table.play("play levy")
    assert (table.get("state", "coins", 0), table.get("state", "support", 0)) == (10, 4)


def test_rule_5_7_21_domestic_programme() -> None:
    """5.7.21 Domestic programme: 2 coins; points +2. It needs nothing else."""
    table = Table()
    entries = table.play("play domestic_programme")
    assert effects(entries) == [("coins", (0,), -2), ("points", (0,), 2)]
    assert rules(entries) == {"5.7.21"}
    assert table.text(entries) == ["France builds at home."]


def test_rule_5_7_21_always_2() -> None:
    """5.7.21, 15 The domestic programme costs 2 coins however often it was used before."""
    table = Table()
    table.deck()
    table.put("state", "points", 40, 0)
    for _ in range(3):
        table.until(0)
        coins, points = table.get("state", "coins", 0), table.get("state", "points", 0)
        table.play("play domestic_programme")
        assert (table.get("state", "coins", 0) - coins, table.get("state", "points", 0) - points) == (-2, 2)
        table.all_pass()
