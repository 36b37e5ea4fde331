"""Section 5.7 of the rulebook, agreements and trust: what each tactic needs (both edges), costs, does in order, and
says.
"""

import pytest

from ..long_table import LongTable as Table
from .tactics import OTHERS, effects, rules, trusting


@pytest.mark.parametrize("tactic", ["bilateral_pact", "intelligence_sharing", "conflict_management"])
def test_rule_5_7_1_and_5_7_3_and_5_7_4_trust_of_at_least_4(tactic: str) -> None:
    """5.7.1, 5.7.3, 5.7.4 Needs: trust >= 4 with the partner."""
    table = trusting(3)
    assert not table.offered(f"play {tactic}")
    table.put("pair", "trust", 4, 0, 2)
    assert table.offered(f"play {tactic}") == [f"play {tactic} partner=japan"]


@pytest.mark.parametrize(
    ("tactic", "agreement"),
    [
        ("bilateral_pact", "pact"),
        ("intelligence_sharing", "intelligence"),
        ("conflict_management", "conflict_management"),
    ],
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
    assert effects(entries) == [
        ("intelligence", (0, 1), 1),
        ("trust", (0, 1), 1),
        ("demand", (), -1),
        ("demand", (), -1),
    ]


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
    assert table.text(table.play("play withdrawal form=pact partner=japan")) == [
        "France withdraws from the pact with Japan."
    ]


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
    """5.7.7 Track II dialogue: trust +2 with one state; no consent."""
    table = Table()
    assert table.offered("play track_two") == [f"play track_two partner={other}" for other in OTHERS]
    entries = table.play("play track_two partner=germany")
    assert effects(entries) == [("trust", (0, 1), 2)]
    assert rules(entries) == {"5.7.7"}
    assert table.text(entries) == ["Scholars from France and Germany meet."]


@pytest.mark.parametrize(
    ("trust", "standing", "possible"), [(9, 10, True), (10, 9, True), (9, 9, True), (10, 10, False)]
)
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
    """5.7.9 Public apology needs an own face mark: support -1; standing +1; trust +1 with every other state; mark
    removed.
    """
    table = Table()
    table.put("state", "face", 1, 1)
    assert not table.offered("play public_apology"), "the mark of another state"
    table.put("state", "face", 1, 0)
    entries = table.play("play public_apology")
    assert effects(entries)[:-1] == [
        ("support", (0,), -1), ("standing", (0,), 1), ("trust", (0, 1), 1), ("trust", (0, 2), 1), ("trust", (0, 3), 1)
    ]  # fmt: skip
    assert (entries[-1].name, entries[-1].seats, entries[-1].old, entries[-1].new) == ("face", (0,), 1, 0)
    assert [table.get("state", "face", seat) for seat in range(2)] == [0, 1]
    assert "5.7.9" in rules(entries)
    assert table.text(entries) == ["France apologises in public."]
