"""Section 5 of the rulebook: what the tactics leave behind (marks, missions, thaw), and their limits."""

from ..long_table import LongTable as Table


def test_rule_5_9_apology() -> None:
    """5.9 The mark comes from losing face, however often. One apology removes it."""
    table = Table()
    table.deck()
    table.open("far_theatre", deadline=3)
    table.open("piracy", deadline=3)
    table.all_pass()
    table.answer({0: {"far_theatre": 1}})
    table.answer()
    assert table.get("state", "face", 0) == 1
    table.until(0)
    entries = table.play("play public_apology")
    assert table.get("state", "face", 0) == 0
    assert not table.offered("play public_apology")
    assert table.under("5.9", entries)[0].name == "face"


def test_rule_5_10_missions() -> None:
    """5.10 A mission of 2 adds 2 to the crisis's progress and 2 to the acting state's share, now; one mission a
    round.
    """
    table = Table()
    slot = table.open("far_theatre")
    entries = table.play("play mediation crisis=far_theatre")
    assert table.get("crisis", "progress", slot) == 2
    assert [table.get("crisis_state", "share", slot, seat) for seat in range(4)] == [2, 0, 0, 0]
    assert table.effects(table.under("5.10", entries)) == [("progress", (), 2), ("share", (0,), 2), ("mission", (), 1)]
    table.play("pass")
    assert not table.offered("play mediation"), "each crisis takes one mission a round"


def test_rule_5_10_one_mission_for_each_crisis() -> None:
    """5.10 Each crisis takes one mission a round, of whatever kind; another crisis takes its own."""
    table = Table()
    table.open("far_theatre")
    table.open("regional_conflict", target=1)
    table.play("play peace_operation crisis=far_theatre")
    assert table.offered("play mediation") == ["play mediation crisis=regional_conflict"]
    table.play("play mediation crisis=regional_conflict")
    assert not table.offered("play mediation")
    assert not table.offered("play peace_operation")


def test_rule_5_10_progress_may_pass_the_demand() -> None:
    """5.10 Progress may pass the demand; the crisis still waits for resolution, and shares may still grow."""
    table = Table()
    slot = table.open("far_theatre", demand=3)
    table.play("play peace_operation crisis=far_theatre")
    assert table.crises == ["far_theatre"]
    table.resolve({1: {"far_theatre": 2}})
    shares = [
        (entry.seats, entry.new) for entry in table.entries if entry.name == "share" and entry.crisis == "far_theatre"
    ]
    assert shares == [((0,), 3), ((1,), 3)]
    assert slot == 0
    assert table.crises == []


def test_rule_5_10_1_example() -> None:
    """5.10.1 Border clash, demand 25. A peace operation: progress 3, share 3, standing +1. No mediation this round."""
    table = Table()
    slot = table.open("border_clash", target=3)
    assert table.get("crisis", "demand", slot) == 25
    assert table.get("crisis", "progress", slot) == 0
    table.play("play peace_operation crisis=border_clash")
    assert table.get("crisis", "progress", slot) == 3
    assert table.get("crisis_state", "share", slot, 0) == 3
    assert table.get("state", "standing", 0) == 4
    table.until(1)
    assert not table.offered("play mediation")


def test_rule_5_11_shield() -> None:
    """5.11 Lasting; a state has one or none. Each shielded state lowers the demand of new cyber crises by 1 (at
    most 2).
    """
    table = Table()
    table.deck()
    table.play("play cyber_defence form=shield")
    table.all_pass()
    assert table.get("state", "shield", 0) == 1, "lasting"
    table.until(0)
    assert not table.offered("play cyber_defence"), "one or none"
    for shields, demand in ((0, 26), (1, 25), (2, 24), (3, 24)):
        table = Table()
        for seat in range(shields):
            table.put("state", "shield", 1, seat)
        assert table.get("crisis", "demand", table.open("orbit_crisis")) == demand


def test_rule_5_11_what_it_spares() -> None:
    """5.11 Disinformation and the failure of a cyber crisis (9.4.2) cost it nothing."""
    table = Table()
    table.put("state", "shield", 1, 2)
    table.arrive("disinformation")
    assert [table.get("state", "support", seat) for seat in range(4)] == [5, 5, 6, 5]
    table = Table()
    table.put("state", "shield", 1, 2)
    slot = table.open("hybrid_campaign", target=2, deadline=1)
    for seat in range(4):
        table.put("crisis_state", "share", 1, slot, seat)
    table.resolve()
    assert [table.get("state", "support", seat) for seat in range(4)] == [5, 5, 6, 5]
    assert table.get("state", "coins", 2) == 4


def test_rule_5_12_consultation() -> None:
    """5.12 Consultation protects for this round only."""
    table = Table()
    table.deck()
    table.put("state", "support", 5)
    table.put("state", "might", 5)
    table.put("state", "coins", 8)
    table.open("far_theatre", deadline=3)
    table.play("play consult_parliament")
    for expected in (0, -1):
        table.all_pass()
        table.answer()
        since = len(table.entries)
        table.answer({seat: {"far_theatre": 4} for seat in (0, 1, 2, 3)})
        weary = [entry for entry in table.under("8.6.3", table.entries[since:]) if entry.seats == (0,)]
        assert sum(entry.wanted for entry in weary) == expected


def test_rule_5_13_might_makes_nervous() -> None:
    """5.13 Counts after the increase. Might 4 becomes 5; Delos has 3 and only intelligence: trust -1. A pact:
    nothing.
    """
    table = Table()
    table.put("state", "might", 4, 0)
    table.put("state", "might", 4, 3)
    table.put("two", "intelligence", 1, 0, 1)
    table.put("two", "pact", 1, 0, 2)
    entries = table.play("play defence_investment")
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [2, 3, 3]
    assert [entry.seats for entry in table.under("5.13", entries)] == [(0, 1)]


def test_rule_5_14_ready_adds_to_each_crisis_of_that_resolution() -> None:
    """5.14 When a ready state next gives coins to hard or mixed crises, it adds 2 effort to each; then the mark is
    gone.
    """
    table = Table()
    table.put("state", "ready", 1, 0)
    table.open("far_theatre")
    table.open("piracy")
    table.open("pandemic")
    entries = table.resolve({0: {"far_theatre": 1, "piracy": 1, "pandemic": 1}})
    shares = {entry.crisis: entry.wanted for entry in entries if entry.name == "share"}
    assert shares == {"far_theatre": 1 + 1 + 2, "piracy": 1 + 1 + 2, "pandemic": 1 + 1}
    assert table.get("state", "ready", 0) == 0
    assert [entry.name for entry in table.under("5.14", entries)] == ["ready"]


def test_rule_5_14_kept_until_used() -> None:
    """5.14 A mark, kept over rounds: no coins, or coins for soft crises only, do not use it up."""
    table = Table()
    table.deck()
    table.put("state", "ready", 1, 0)
    table.put("state", "ready", 1, 1)
    table.open("far_theatre", deadline=3)
    table.open("pandemic")
    table.all_pass()
    table.answer()
    table.answer({0: {"pandemic": 1}, 2: {"far_theatre": 1}})
    assert table.get("control", "round") == 2
    assert [table.get("state", "ready", seat) for seat in range(2)] == [1, 1]


def test_rule_5_14_no_second_mark() -> None:
    """5.14 A second mark cannot be stored."""
    table = Table()
    table.put("state", "ready", 1, 0)
    table.play("play joint_exercise partner=japan", "accept")
    assert [table.get("state", "ready", seat) for seat in range(4)] == [1, 0, 1, 0]
    table.open("far_theatre")
    entries = table.resolve({0: {"far_theatre": 1}})
    assert [entry.wanted for entry in entries if entry.name == "share"] == [1 + 1 + 2]
    assert table.get("state", "ready", 0) == 0


def test_rule_5_15_sanctions() -> None:
    """5.15 Sanctions by several states in one round all count, each with its tension."""
    table = Table()
    table.play("play sanctions", "pass", "play sanctions")
    assert (table.get("world", "rival"), table.get("world", "tension")) == (1, 5)
    assert [table.get("state", "standing", seat) for seat in range(4)] == [4, 4, 3, 3]


def test_rule_5_16_withdrawal() -> None:
    """5.16 Withdrawal is no breach and no loss of face. Leaving while the partner is attacked is not offered."""
    table = Table()
    table.put("two", "pact", 1, 0, 1)
    table.put("two", "pact", 1, 0, 2)
    table.open("regional_conflict", target=1)
    table.open("terror_attack", target=0)
    assert table.offered("play withdrawal") == ["play withdrawal form=pact partner=japan"]
    table.play("play withdrawal form=pact partner=japan")
    assert (table.get("state", "face", 0), table.get("state", "support", 0), table.get("state", "standing", 0)) == (
        0,
        6,
        3,
    )
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [3, 2, 3]


def test_rule_5_17_a_treaty_of_one_ends() -> None:
    """5.17 When a treaty has fewer than two signatories, it ends at once, with no further effect. A new one may be
    founded.
    """
    table = Table()
    table.put("pair", "trust", 5)
    table.put("many", "treaty", 1, 0)
    table.put("many", "treaty", 1, 1)
    entries = table.play("play withdrawal form=treaty")
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [0, 0, 0, 0]
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [4, 5, 5]
    others = [entry for entry in entries if entry.kind == "change" and entry.name not in ("treaty", "trust")]
    assert others == []
    table.until(1)
    assert table.offered("play multilateral_treaty") == ["play multilateral_treaty form=found"]


def test_rule_5_17_a_treaty_of_two_goes_on() -> None:
    """5.17 Fewer than two signatories: with two left the treaty stays."""
    table = Table()
    for seat in range(3):
        table.put("many", "treaty", 1, seat)
    table.play("play withdrawal form=treaty")
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [0, 1, 1, 0]
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [2, 2, 3]
    assert table.get("pair", "trust", 1, 2) == 3


def test_rule_5_18_thaw_by_confidence_building() -> None:
    """5.18 Only one tactic a round may thaw: the first. Later confidence building still gives trust."""
    table = Table()
    table.play("play confidence_building partner=germany", "accept")
    assert table.get("world", "tension") == 2
    assert not table.offered("play back_channel")
    table.until(1)
    assert not table.offered("play back_channel")
    table.play("play confidence_building partner=brazil", "accept")
    assert table.get("world", "tension") == 2
    assert table.get("pair", "trust", 1, 3) == 4


def test_rule_5_18_thaw_by_back_channel() -> None:
    """5.18 The first confidence building or back-channel: after a back-channel, confidence building gives only
    trust.
    """
    table = Table()
    table.play("play back_channel", "play confidence_building partner=germany", "accept")
    assert table.get("world", "tension") == 1
    assert table.get("pair", "trust", 0, 1) == 4


def test_rule_5_18_a_refusal_thaws_nothing() -> None:
    """5.18, 5.5 A refused proposal has no effect: the thaw is still to come."""
    table = Table()
    table.play("play confidence_building partner=germany", "decline")
    assert table.offered("play back_channel")


def test_rule_5_19_limits() -> None:
    """5.19 Each tactic once per state and round; mission once per crisis and round; thaw once per round. No others."""
    table = Table()
    table.put("state", "coins", 10)
    table.put("state", "support", 9)
    for seat in range(4):
        table.until(seat)
        table.play("play sanctions" if seat < 3 else "play levy", "play domestic_programme")
    blocks = [block.name for block in table.rules.layout.blocks if block.scope == "limit"]
    tactics = {form.tactic for form in table.rules.program.forms}
    assert sorted(blocks) == sorted(f"{tactic} round self" for tactic in tactics)
    assert len(tactics) == 21


def test_rule_5_20_leak() -> None:
    """5.20 The chance is drawn when the back-channel is used; the leak is public, its content is not."""
    leaks = 0
    for seed in range(300):
        table = Table(seed=seed)
        entries = table.play("play back_channel")
        found = [entry for entry in table.under("5.20", entries) if entry.name == "support"]
        assert (table.get("state", "support", 0) == 5) is bool(found)
        assert all(entry.wanted == -1 and entry.seen_by is None for entry in found)
        leaks += len(found)
    assert 85 < leaks < 115, "1 in 3 of 300"


def test_rule_5_20_two_leaks_are_two_chances() -> None:
    """5.20 Each use of the back-channel has its own chance."""
    found = set()
    for seed in range(40):
        table = Table(seed=seed)
        table.deck()
        table.play("play back_channel")
        first = table.get("state", "support", 0)
        table.all_pass()
        table.until(0)
        before = table.get("state", "support", 0)
        table.play("play back_channel")
        found.add((first - 6, table.get("state", "support", 0) - before))
    assert found == {(0, 0), (0, -1), (-1, 0), (-1, -1)}
