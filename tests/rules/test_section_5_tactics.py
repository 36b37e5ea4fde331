"""Section 5.7 of the rulebook: the 21 tactics. What each needs (both edges), costs, does in order, and says."""

from collections.abc import Iterable

import pytest

from alliance_game.engine import Entry

from ..long_table import LongTable as Table

OTHERS = ("germany", "japan", "brazil")


def effects(entries: Iterable[Entry]) -> list[tuple[str, tuple[int, ...], int]]:
    """What changed, in order; the count of talks (14.4.2) is no effect of section 5."""
    return [effect for effect in Table.effects(entries) if effect[0] != "talks"]


def rules(entries: Iterable[Entry]) -> set[str]:
    """The rules that the changes give as their cause, each chain by its first."""
    return {entry.cause.rule.split(", ")[0] for entry in entries if entry.kind == "change"}


def trusting(trust: int) -> Table:
    """All pairs trust each other so much."""
    table = Table()
    table.put("pair", "trust", trust)
    return table


def with_card(*cards: str) -> Table:
    """These crises are open."""
    table = Table()
    for card in cards:
        table.open(card, target=3 if table.rules.cards[table.rules.card_names.index(card)].who else -1)
    return table


@pytest.mark.parametrize("tactic", ["bilateral_pact", "intelligence_sharing", "conflict_management"])
def test_rule_5_7_1_and_5_7_3_and_5_7_4_trust_of_at_least_4(tactic: str) -> None:
    """5.7.1, 5.7.3, 5.7.4 Needs: trust >= 4 with the partner."""
    table = trusting(3)
    assert not table.offered(f"play {tactic}")
    table.put("pair", "trust", 4, 0, 2)
    assert table.offered(f"play {tactic}") == [f"play {tactic} partner=japan"]


@pytest.mark.parametrize(
    ("tactic", "agreement"),
    [("bilateral_pact", "pact"), ("intelligence_sharing", "intelligence"), ("conflict_management", "conflict_management")],
)
def test_rule_5_7_1_and_5_7_3_and_5_7_4_only_one_of_a_kind(tactic: str, agreement: str) -> None:
    """5.7.1, 5.7.3, 5.7.4 Needs: no such agreement between the two; another kind does not matter."""
    table = trusting(4)
    table.put("two", agreement, 1, 0, 1)
    assert table.offered(f"play {tactic}") == [f"play {tactic} partner=japan", f"play {tactic} partner=brazil"]
    others = {"bilateral_pact", "intelligence_sharing", "conflict_management"} - {tactic}
    assert all(f"play {other} partner=germany" in table.moves for other in others)


@pytest.mark.parametrize(
    ("tactic", "agreement", "rule", "line"),
    [
        ("bilateral_pact", "pact", "5.7.1", "France and Japan sign a pact."),
        ("intelligence_sharing", "intelligence", "5.7.3", "France and Japan share intelligence."),
        ("conflict_management", "conflict_management", "5.7.4", "France and Japan agree how to settle quarrels."),
    ],
)
def test_rule_5_7_1_and_5_7_3_and_5_7_4_agreement_then_trust(tactic: str, agreement: str, rule: str, line: str) -> None:
    """5.7.1, 5.7.3, 5.7.4 Effects in order: agreement; trust +1. Free, with consent."""
    table = trusting(4)
    table.put("state", "coins", 0)
    entries = table.play(f"play {tactic} partner=japan", "accept")
    assert effects(entries) == [(agreement, (0, 2), 1), ("trust", (0, 2), 1)]
    assert table.get("two", agreement, 0, 2) == table.get("two", agreement, 2, 0) == 1
    assert rules(entries) == {rule}
    assert table.text(entries) == [line]


def test_rule_5_7_1_bilateral_pact() -> None:
    """5.7.1 Bilateral pact: trust stops at 10, and there is no limit on the number of pacts."""
    table = trusting(10)
    table.put("two", "pact", 1, 0, 1)
    table.put("two", "pact", 1, 0, 3)
    table.play("play bilateral_pact partner=japan", "accept")
    assert table.get("pair", "trust", 0, 2) == 10
    assert [table.get("two", "pact", 0, other) for other in (1, 2, 3)] == [1, 1, 1]


def test_rule_5_7_1_a_refused_pact() -> None:
    """5.7.1 Bilateral pact: with consent only."""
    table = trusting(4)
    table.play("play bilateral_pact partner=japan", "decline")
    assert table.get("two", "pact", 0, 2) == 0
    assert table.get("pair", "trust", 0, 2) == 4


def test_rule_5_7_2_multilateral_treaty() -> None:
    """5.7.2 Multilateral treaty: 2 to found, 0 to join. "A, B and C sign the treaty." / "A joins the treaty." """
    table = trusting(4)
    table.put("state", "coins", 2, 0)
    table.play("play multilateral_treaty form=found", "accept", "accept")
    entries = table.play("decline")
    assert table.get("state", "coins", 0) == 0
    signed = next(entry for entry in entries if entry.kind == "tell")
    assert signed.text == ("", " sign the treaty.")
    assert signed.values == (("states", 0b0111),)
    table.until(3)
    table.put("state", "coins", 0, 3)
    entries = table.play("play multilateral_treaty form=join")
    assert table.text(entries) == ["Brazil joins the treaty."]
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [1, 1, 1, 1]


def test_rule_5_7_2_founding_needs_its_coins() -> None:
    """5.7.2 Multilateral treaty: 2 coins to found; 1 is too little."""
    table = trusting(4)
    table.put("state", "coins", 1, 0)
    assert not table.offered("play multilateral_treaty")
    table.put("state", "coins", 2, 0)
    assert table.offered("play multilateral_treaty")


def test_rule_5_7_3_intelligence_sharing() -> None:
    """5.7.3 Intelligence sharing: each open cyber or terror crisis: demand -1."""
    table = trusting(4)
    for card in ("orbit_crisis", "piracy", "far_theatre", "pandemic"):
        table.open(card)
    before = [table.get("crisis", "demand", slot) for slot in range(4)]
    entries = table.play("play intelligence_sharing partner=germany", "accept")
    after = [table.get("crisis", "demand", slot) for slot in range(4)]
    assert [new - old for new, old in zip(after, before, strict=True)] == [-1, -1, 0, 0]
    assert effects(entries) == [("intelligence", (0, 1), 1), ("trust", (0, 1), 1), ("demand", (), -1), ("demand", (), -1)]


def test_rule_5_7_3_also_a_cascade_breach() -> None:
    """5.7.3, 12.5.2 It holds for a cascade breach as for any cyber crisis."""
    table = trusting(4)
    slot = table.open("cascade_breach")
    before = table.get("crisis", "demand", slot)
    table.play("play intelligence_sharing partner=germany", "accept")
    assert table.get("crisis", "demand", slot) == before - 1


@pytest.mark.parametrize(("demand", "after"), [(1, 1), (2, 1)])
def test_rule_5_7_3_not_below_1(demand: int, after: int) -> None:
    """5.7.3 Intelligence sharing: demand -1 (not below 1)."""
    table = trusting(4)
    slot = table.open("piracy", demand=demand)
    table.play("play intelligence_sharing partner=germany", "accept")
    assert table.get("crisis", "demand", slot) == after


def test_rule_5_7_4_conflict_management() -> None:
    """5.7.4 Conflict management leaves pacts, points and tension alone."""
    table = trusting(4)
    before = table.cells[:]
    table.play("play conflict_management partner=brazil", "accept")
    blocks = table.rules.layout.blocks_by_cell
    changed = {blocks[cell].name for cell, value in enumerate(table.cells) if value != before[cell]}
    assert changed - {"actions"} == {"conflict_management", "trust", "proposals", "conflict_management round self"}


@pytest.mark.parametrize("agreement", ["pact", "intelligence", "conflict_management"])
def test_rule_5_7_5_withdrawal(agreement: str) -> None:
    """5.7.5 Withdrawal: an agreement of A; that agreement ends; trust -1 with the partner. No consent, free."""
    table = Table()
    table.put("state", "coins", 0, 0)
    assert not table.offered("play withdrawal")
    table.put("two", agreement, 1, 0, 2)
    table.put("two", agreement, 1, 1, 3)
    assert table.offered("play withdrawal") == [f"play withdrawal form={agreement} partner=japan"]
    entries = table.play(f"play withdrawal form={agreement} partner=japan")
    assert effects(entries) == [(agreement, (0, 2), -1), ("trust", (0, 2), -1)]
    assert table.get("two", agreement, 1, 3) == 1
    assert rules(entries) == {"5.7.5"}
    assert table.text(entries)[0].startswith("France withdraws from ")
    assert table.text(entries)[0].endswith(" with Japan.")


def test_rule_5_7_5_what_the_chronicle_says_of_a_pact() -> None:
    """5.7.5 "A withdraws from the pact with B." """
    table = Table()
    table.put("two", "pact", 1, 0, 2)
    assert table.text(table.play("play withdrawal form=pact partner=japan")) == ["France withdraws from the pact with Japan."]


def test_rule_5_7_5_leaving_the_treaty() -> None:
    """5.7.5 Treaty: A leaves; trust -1 with each remaining signatory."""
    table = Table()
    for seat in (0, 1, 3):
        table.put("many", "treaty", 1, seat)
    entries = table.play("play withdrawal form=treaty")
    assert sorted(effects(entries)) == [("treaty", (0,), -1), ("trust", (0, 1), -1), ("trust", (0, 3), -1)]
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [0, 1, 0, 1]


def test_rule_5_7_5_not_while_the_partner_is_the_target() -> None:
    """5.7.5 Not a pact whose partner is the target of an open crisis; other agreements may be left."""
    table = Table()
    for agreement in ("pact", "intelligence", "conflict_management"):
        table.put("two", agreement, 1, 0, 2)
    for seat in range(4):
        table.put("many", "treaty", 1, seat)
    table.open("regional_conflict", target=2)
    assert table.offered("play withdrawal") == [
        "play withdrawal form=intelligence partner=japan",
        "play withdrawal form=conflict_management partner=japan",
        "play withdrawal form=treaty",
    ]
    table.until(2)
    assert "play withdrawal form=pact partner=france" in table.moves, "the target itself may leave"


def test_rule_5_7_5_a_crisis_without_that_target_does_not_matter() -> None:
    """5.7.5 Only an open crisis that targets the partner stands in the way."""
    table = Table()
    table.put("two", "pact", 1, 0, 2)
    table.open("regional_conflict", target=1)
    table.open("far_theatre")
    assert table.offered("play withdrawal") == ["play withdrawal form=pact partner=japan"]


@pytest.mark.parametrize(("trust", "thaw", "possible"), [(9, 0, True), (9, 1, True), (10, 0, True), (10, 1, False)])
def test_rule_5_7_6_confidence_building_needs(trust: int, thaw: int, possible: bool) -> None:
    """5.7.6 Confidence building needs trust < 10 or no thaw yet."""
    table = trusting(trust)
    table.put("world", "thaw", thaw)
    assert bool(table.offered("play confidence_building")) is possible


def test_rule_5_7_6_confidence_building() -> None:
    """5.7.6 Confidence building: trust +1; if there was no thaw this round: tension -1 and set the thaw marker."""
    table = Table()
    entries = table.play("play confidence_building partner=brazil", "accept")
    assert effects(entries) == [("trust", (0, 3), 1), ("tension", (), -1), ("thaw", (), 1)]
    assert rules(entries) == {"5.7.6"}
    assert table.text(entries) == ["France and Brazil open their manoeuvres to observers."]
    table.play("pass")
    entries = table.play("play confidence_building partner=brazil", "accept")
    assert effects(entries) == [("trust", (1, 3), 1)]


def test_rule_5_7_6_thaw_at_trust_10() -> None:
    """5.7.6 With trust 10 the visit still thaws; the trust stops at 10."""
    table = trusting(10)
    entries = table.play("play confidence_building partner=brazil", "accept")
    assert (table.get("pair", "trust", 0, 3), table.get("world", "tension")) == (10, 2)
    assert next(entry for entry in entries if entry.name == "trust").stopped


@pytest.mark.parametrize(("trust", "possible"), [(9, True), (10, False)])
def test_rule_5_7_7_track_two_needs(trust: int, possible: bool) -> None:
    """5.7.7 Track II dialogue needs trust < 10."""
    assert bool(trusting(trust).offered("play track_two")) is possible


def test_rule_5_7_7_track_two() -> None:
    """5.7.7 Track II dialogue: trust +1 with one state; no consent."""
    table = Table()
    assert table.offered("play track_two") == [f"play track_two partner={other}" for other in OTHERS]
    entries = table.play("play track_two partner=germany")
    assert effects(entries) == [("trust", (0, 1), 1)]
    assert rules(entries) == {"5.7.7"}
    assert table.text(entries) == ["Scholars from France and Germany meet."]


@pytest.mark.parametrize(("trust", "standing", "possible"), [(9, 10, True), (10, 9, True), (9, 9, True), (10, 10, False)])
def test_rule_5_7_8_cultural_diplomacy_needs(trust: int, standing: int, possible: bool) -> None:
    """5.7.8 Cultural diplomacy needs trust < 10 or own standing < 10."""
    table = trusting(trust)
    table.put("state", "standing", standing, 0)
    assert bool(table.offered("play cultural_diplomacy")) is possible


def test_rule_5_7_8_cultural_diplomacy() -> None:
    """5.7.8 Cultural diplomacy: 1 coin; trust +1 with one state; own standing +1."""
    table = Table()
    entries = table.play("play cultural_diplomacy partner=japan")
    assert effects(entries) == [("coins", (0,), -1), ("trust", (0, 2), 1), ("standing", (0,), 1)]
    assert rules(entries) == {"5.7.8"}
    assert table.text(entries) == ["France sends an orchestra to Japan."]


def test_rule_5_7_9_public_apology() -> None:
    """5.7.9 Public apology needs an own face mark: support -1; standing +1; trust +1 with every other state; mark removed."""
    table = Table()
    table.put("state", "face", 1, 1)
    assert not table.offered("play public_apology"), "the mark of another state"
    table.put("state", "face", 1, 0)
    entries = table.play("play public_apology")
    assert effects(entries) == [
        ("support", (0,), -1), ("standing", (0,), 1),
        ("trust", (0, 1), 1), ("trust", (0, 2), 1), ("trust", (0, 3), 1), ("face", (0,), -1),
    ] or effects(entries)[-1] == ("face", (0,), 0)  # fmt: skip
    assert [table.get("state", "face", seat) for seat in range(2)] == [0, 1]
    assert "5.7.9" in rules(entries)
    assert table.text(entries) == ["France apologises in public."]


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
    """5.7.10-13 Relief: humanitarian mission; conflict: mediation; conflict or terror: peace operation; cyber: defence."""
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
    """5.7.10 Humanitarian mission: 1 coin; mission of 2; standing +1."""
    table = with_card("pandemic")
    entries = table.play("play humanitarian_mission crisis=pandemic")
    assert effects(entries) == [
        ("coins", (0,), -1), ("progress", (), 2), ("share", (0,), 2), ("mission", (), 1), ("standing", (0,), 1)
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
    """5.7.15 Defence investment: 2 coins; might +1; then trust -1 with each state whose might is now at least 2 lower."""
    table = Table()
    table.put("state", "might", might, 0)
    entries = table.play("play defence_investment")
    expected = [("coins", (0,), -2), ("might", (0,), 1)]
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
    """5.7.16 Sanctions: 1 coin; rival -1; standing +1; tension +1."""
    table = Table()
    entries = table.play("play sanctions")
    assert effects(entries) == [("coins", (0,), -1), ("rival", (), -1), ("standing", (0,), 1), ("tension", (), 1)]
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


@pytest.mark.parametrize(("support", "possible"), [(5, True), (6, False)])
def test_rule_5_7_19_consult_parliament_needs(support: int, possible: bool) -> None:
    """5.7.19 Consult parliament needs support < 6."""
    table = Table()
    table.put("state", "support", support, 0)
    assert bool(table.offered("play consult_parliament")) is possible


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
    """5.7.20 Levy: coins +2; support -2."""
    table = Table()
    entries = table.play("play levy")
    assert effects(entries) == [("coins", (0,), 2), ("support", (0,), -2)]
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
