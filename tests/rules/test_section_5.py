"""Section 5 of the rulebook: turns, proposals, prices, the treaty. The tactics one by one have files of their own."""

import pytest

from alliance_game.engine import apply

from ..long_table import LongTable as Table


def acting(table: Table) -> list[int]:
    """Whose actions these were, in order, while everybody plays what is free at home and at the rival's."""
    found: list[int] = []
    while table.ask.kind == "act" and table.get("control", "round") == 1 and len(found) < 8:
        found.append(table.ask.seat)
        table.play(table.offered("play levy")[0] if table.offered("play levy") else "play domestic_programme")
    return found


def test_rule_5_1_turn() -> None:
    """5.1 Each state in seat order takes its whole turn: two actions. Every tactic costs one action."""
    table = Table()
    assert acting(table) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_rule_5_1_a_refused_proposal_is_an_action_too() -> None:
    """5.1 Every tactic costs one action."""
    table = Table()
    table.play("play confidence_building partner=japan", "decline", "play levy")
    assert table.ask.seat == 1


def test_rule_5_2_two_different_tactics() -> None:
    """5.2 A state may use each tactic once a round. That is the only general limit."""
    table = Table()
    table.put("state", "coins", 10)
    table.play("play track_two partner=germany")
    assert not table.offered("play track_two"), "not with another partner either"
    assert table.why_not("play track_two partner=japan") == "already used this round"
    table.play("play levy")
    assert table.ask.seat == 1
    assert table.offered("play track_two"), "the next state may"
    assert table.offered("play levy")


def test_rule_5_2_forms_are_one_tactic() -> None:
    """5.2 Each tactic once a round: leaving a pact and leaving the treaty are both withdrawal."""
    table = Table()
    table.put("two", "pact", 1, 0, 1)
    table.put("two", "intelligence", 1, 0, 2)
    table.play("play withdrawal form=pact partner=germany")
    assert not table.offered("play withdrawal")


def test_rule_5_3_passing() -> None:
    """5.3 Passing ends the turn; what is left of it is lost."""
    table = Table()
    table.play("pass")
    assert table.ask.seat == 1
    table.play("play levy", "pass")
    assert table.ask.seat == 2


def test_rule_5_4_fewer_actions() -> None:
    """5.4 A state whose government fell takes one action in its next turn instead of two."""
    table = Table()
    table.deck()
    table.put("state", "election", 5)
    table.put("state", "support", 0, 2)
    table.all_pass()
    assert table.get("state", "fallen", 2) == 1
    assert table.get("control", "round") == 2
    table.until(2)
    table.play("play track_two partner=brazil")
    assert table.ask.seat == 3
    table.all_pass()
    table.until(2)
    assert table.get("control", "round") == 3
    table.play("play track_two partner=brazil")
    assert table.ask.seat == 2, "two actions again"


def test_rule_5_4_falls_do_not_add_up() -> None:
    """5.4 Falls do not add up."""
    table = Table()
    table.deck("snap_election")
    table.put("state", "election", 5)
    table.put("state", "election", 1, 0)
    table.put("state", "support", 4, 0)
    table.enter("situation", 1)
    table.play("choose vote_now")
    assert (table.get("state", "points", 0), table.get("state", "fallen", 0)) == (-2, 1)
    table.put("state", "support", 4, 0)
    table.play("play track_two partner=brazil")
    assert table.ask.seat == 1, "the next turn is this one"
    table.all_pass()
    assert table.get("control", "round") == 2
    assert table.get("state", "points", 0) == -4, "the points twice"
    table.until(0)
    table.play("play track_two partner=brazil")
    assert table.ask.seat == 0, "the action once (11.5)"


def test_rule_5_5_yes() -> None:
    """5.5 The partner answers at once, yes or no, publicly. On yes the price is paid and the effect happens."""
    table = Table()
    asked = table.play("play joint_exercise partner=japan")
    assert not [entry for entry in asked if entry.kind == "change"], "nothing happens before the answer"
    assert (table.ask.seat, table.ask.kind, table.moves) == (2, "consent", ["accept", "decline"])
    assert table.ask.about == "play joint_exercise partner=japan"
    entries = table.play("accept")
    assert table.effects(entries)[0] == ("coins", (0,), -1)
    assert table.get("pair", "trust", 0, 2) == 4
    assert (table.ask.seat, table.ask.kind) == (0, "act")


def test_rule_5_5_no() -> None:
    """5.5 On no the action is spent and the tactic counts as used this round, but no coins are paid."""
    table = Table()
    table.play("play joint_exercise partner=japan")
    entries = table.play("decline")
    assert not [entry for entry in entries if entry.kind == "change"]
    assert [entry.kind for entry in entries if entry.kind == "refused"] == ["refused"]
    assert table.get("state", "coins", 0) == 4
    assert table.get("pair", "trust", 0, 2) == 3, "a refusal has no other cost"
    assert not table.offered("play joint_exercise")
    table.play("play levy")
    assert table.ask.seat == 1


@pytest.mark.parametrize(
    "tactic", ["bilateral_pact", "intelligence_sharing", "conflict_management", "confidence_building", "joint_exercise"]
)
def test_rule_5_5_tactics_that_need_consent(tactic: str) -> None:
    """5.5 Tactics marked "yes" need the partner's consent."""
    table = Table()
    table.put("pair", "trust", 4)
    table.play(f"play {tactic} partner=brazil")
    assert (table.ask.seat, table.ask.kind) == (3, "consent")


def test_rule_5_5_nobody_else_is_asked() -> None:
    """5.5 All other tactics but the treaty (5.8) happen without asking."""
    table = Table()
    table.put("pair", "trust", 4)
    table.put("two", "pact", 1, 0, 1)
    table.put("state", "support", 5)
    table.put("state", "face", 1)
    table.put("state", "coins", 9)
    for card in ("piracy", "far_theatre", "pandemic"):
        table.open(card)
    consent = {"bilateral_pact", "intelligence_sharing", "conflict_management", "confidence_building", "joint_exercise"}
    asking = set()
    for move in table.moves:
        after, _ = apply(table.position, move)
        if after.cells[table.index("control", "kind")] == 2:
            asking.add(move.split()[1])
    assert asking == consent | {"multilateral_treaty"}


def test_rule_5_6_prices() -> None:
    """5.6 Prices are paid by the acting state only."""
    table = Table()
    table.put("state", "coins", 0, 2)
    table.play("play joint_exercise partner=japan", "accept")
    assert [table.get("state", "coins", seat) for seat in range(4)] == [3, 4, 0, 4]


def founding(*trust: int, states: int = 4) -> Table:
    """A table whose first state trusts the others so much; founding costs 2."""
    table = Table(states)
    for other, value in enumerate(trust, 1):
        table.put("pair", "trust", value, 0, other)
    return table


def test_rule_5_8_1_founding() -> None:
    """5.8.1 If at least two say yes, A pays, and A and all who said yes are signatories; order +1; tension -1."""
    table = founding(4, 5, 4)
    entries = table.play("play multilateral_treaty form=found")
    asked = []
    for answer in ("accept", "decline", "accept"):
        asked.append(table.ask.seat)
        entries = table.play(answer)
    assert asked == [1, 2, 3]
    assert table.effects(entries) == [
        ("coins", (0,), -2), ("treaty", (0,), 1), ("treaty", (1,), 1), ("treaty", (3,), 1),
        ("order", (), 1), ("tension", (), -1),
    ]  # fmt: skip
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [1, 1, 0, 1]
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [4, 5, 4]
    assert {entry.cause.rule for entry in entries if entry.kind == "change"} == {"5.8.1"}


@pytest.mark.parametrize(
    ("trust", "possible"), [((4, 4, 3), True), ((4, 3, 3), False), ((3, 9, 3), False), ((9, 3, 4), True)]
)
def test_rule_5_8_1_two_others_with_trust_4(trust: tuple[int, ...], possible: bool) -> None:
    """5.8.1 A needs 2 coins and at least two other states with trust >= 4."""
    table = founding(*trust)
    assert bool(table.offered("play multilateral_treaty form=found")) is possible


def test_rule_5_8_1_two_state_game() -> None:
    """5.8.1 A needs one other state in a 2-state game; if it says yes, they are signatories."""
    table = founding(3, states=2)
    assert not table.offered("play multilateral_treaty")
    table = founding(4, states=2)
    table.play("play multilateral_treaty form=found", "accept")
    assert [table.get("many", "treaty", seat) for seat in range(2)] == [1, 1]
    table = founding(4, states=2)
    table.play("play multilateral_treaty form=found", "decline")
    assert [table.get("many", "treaty", seat) for seat in range(2)] == [0, 0]
    assert table.get("state", "coins", 0) == 4


def test_rule_5_8_1_three_state_game() -> None:
    """5.8.1 At least two other states: in a 3-state game both must trust, and both must say yes."""
    assert not founding(4, 3, states=3).offered("play multilateral_treaty")
    for answer, signed in (("accept", 1), ("decline", 0)):
        table = founding(4, 4, states=3)
        table.play("play multilateral_treaty form=found", "accept", answer)
        assert [table.get("many", "treaty", seat) for seat in range(3)] == [signed] * 3


def test_rule_5_8_1_everybody_answers_in_seat_order_after_the_acting_state() -> None:
    """5.8.1 In seat order after A every such state answers, even if the result is already certain."""
    table = Table()
    table.put("pair", "trust", 4)
    table.first(2)
    table.enter("diplomacy")
    table.play("play multilateral_treaty form=found")
    asked = []
    while table.ask.kind == "consent":
        asked.append(table.ask.seat)
        table.play("decline")
    assert asked == [3, 0, 1]
    assert table.get("state", "coins", 2) == 4
    assert not table.offered("play multilateral_treaty"), "otherwise it is a refusal (5.5)"


def test_rule_5_8_1_thaw_is_not_touched() -> None:
    """5.8.1 Thaw is not touched: tension falls whether or not there was one, and one is still possible."""
    for thaw in (0, 1):
        table = founding(4, 4, 4)
        table.put("world", "thaw", thaw)
        table.play("play multilateral_treaty form=found", "accept", "accept", "accept")
        assert (table.get("world", "tension"), table.get("world", "thaw")) == (2, thaw)


def test_rule_5_8_1_only_while_there_is_no_treaty() -> None:
    """5.8.1 Founding: there is no treaty."""
    table = founding(4, 4, 4)
    table.put("many", "treaty", 1, 1)
    table.put("many", "treaty", 1, 2)
    assert table.offered("play multilateral_treaty") == ["play multilateral_treaty form=join"]


def test_rule_5_8_2_joining() -> None:
    """5.8.2 Joining (there is a treaty without A): free, no consent; trust +1 with each signatory."""
    table = Table()
    table.put("state", "coins", 0, 0)
    table.put("many", "treaty", 1, 1)
    table.put("many", "treaty", 1, 3)
    entries = table.play("play multilateral_treaty form=join")
    assert sorted(table.effects(entries)) == [("treaty", (0,), 1), ("trust", (0, 1), 1), ("trust", (0, 3), 1)]
    assert [table.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [4, 3, 4]
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [1, 1, 0, 1]
    assert table.text(entries) == ["France joins the treaty."]
    assert {entry.cause.rule for entry in entries if entry.kind == "change"} == {"5.8.2"}


def test_rule_5_8_2_signatories_cannot_join() -> None:
    """5.8.2 Joining: there is a treaty without A; trust does not matter."""
    table = Table()
    table.put("pair", "trust", 0)
    table.put("many", "treaty", 1, 1)
    table.put("many", "treaty", 1, 3)
    assert table.offered("play multilateral_treaty form=join")
    table.until(1)
    assert not table.offered("play multilateral_treaty")


def test_rule_5_8_3_example() -> None:
    """5.8.3 Trust of Athens: Samos 4, Naxos 5, Chios 3. Samos says yes, Naxos no, Chios is not asked: too few."""
    table = founding(4, 5, 3)
    table.play("play multilateral_treaty form=found", "accept")
    assert table.ask.seat == 2
    table.play("decline")
    assert (table.ask.seat, table.ask.kind) == (0, "act")
    assert [table.get("many", "treaty", seat) for seat in range(4)] == [0, 0, 0, 0]
    assert table.get("state", "coins", 0) == 4, "the 2 coins stay"
    table.play("play levy")
    assert table.ask.seat == 1, "the action is gone"
