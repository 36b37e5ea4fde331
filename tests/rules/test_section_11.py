"""Section 11 of the rulebook: upkeep."""

import pytest

from alliance_game.engine import outcome
from alliance_game.engine.layout import ACTIONS

from ..table import Table

AGREEMENTS = ("pact", "intelligence", "conflict_management")


def calm(states: int = 4, length: str = "standard") -> Table:
    """A table where nobody votes before the last round."""
    t = Table(states=states, length=length)
    t.put("state", "election", 40)
    return t


def after(in_round: int, t: Table, *, name: str) -> list[int]:
    """A state track of every seat after the upkeep of a round."""
    t.only("upkeep", in_round)
    return [t.get("state", name, seat) for seat in range(t.rules.players)]


def test_rule_11_in_this_order() -> None:
    """11 Upkeep, in this order: rival, balance, quarrel, elections and falls, lapse, end check, drift, income."""
    t = calm()
    t.put("state", "might", 8)
    t.put("state", "support", 8, 0)
    t.put("state", "election", 4, 0)
    t.put("state", "support", 0, 1)
    t.put("state", "standing", 7)
    t.put("pair", "trust", 2, 0, 1)
    t.put("two", "pact", 1, 0, 1)
    entries = t.only("upkeep", 4)
    assert t.effects(entries) == [
        ("rival", (), 1),
        ("rival", (), 1),
        ("tension", (), 1),
        ("tension", (), 1),
        ("points", (0,), 4),
        ("points", (1,), -2),
        ("support", (1,), 5),
        ("fallen", (1,), 1),
        ("fell", (1,), 1),
        ("pact", (0, 1), -1),
        ("support", (0,), -1),
        ("standing", (0,), -1),
        ("standing", (1,), -1),
        ("standing", (2,), -1),
        ("standing", (3,), -1),
        *(("coins", (seat,), 4) for seat in range(4)),
    ]


@pytest.mark.parametrize("in_round", range(1, 8))
def test_rule_11_1_rival_grows(in_round: int) -> None:
    """11.1 Rival grows by 1 in even rounds."""
    t = calm()
    entries = t.only("upkeep", in_round)
    assert t.get("world", "rival") == (4 if in_round % 2 == 0 else 3)
    assert t.cites(entries, "rival", "11.1") == (in_round % 2 == 0)


@pytest.mark.parametrize(
    ("mights", "rival", "expected"),
    [
        ([5, 5, 5, 5], 3, (1, 1)),
        ([8, 4, 4, 4], 3, (1, 1)),
        ([5, 5, 5, 4], 3, (0, 0)),
        ([3, 3, 3, 3], 3, (0, 0)),
        ([3, 3, 3, 3], 5, (0, 1)),
        ([3, 3, 3, 4], 5, (0, 0)),
        ([2, 2, 3, 4], 5, (0, 1)),
        ([0, 0, 0, 0], 2, (0, 1)),
        ([0, 0, 0, 1], 2, (0, 0)),
    ],
)
def test_rule_11_2_balance(mights: list[int], rival: int, expected: tuple[int, int]) -> None:
    """11.2 M >= n x (rival + 2): rival +1, tension +1. M <= n x (rival - 2): the rival probes, tension +1."""
    t = calm()
    for seat, might in enumerate(mights):
        t.put("state", "might", might, seat)
    t.put("world", "rival", rival)
    entries = t.only("upkeep", 1)
    assert (t.get("world", "rival") - rival, t.get("world", "tension") - 3) == expected
    assert t.cites(entries, "tension", "11.2") == bool(expected[1])


@pytest.mark.parametrize("states", [2, 3, 5, 6])
def test_rule_11_2_balance_by_number_of_states(states: int) -> None:
    """11.2 Let M = sum of all might, n = states: the marks go with n."""
    for might, rival, tension in ((5, 3, 4), (3, 5, 4), (4, 3, 3), (4, 5, 3)):
        t = calm(states)
        t.put("state", "might", might)
        t.put("world", "rival", rival)
        t.only("upkeep", 1)
        assert t.get("world", "tension") == tension


def test_rule_11_2_after_the_rival_grew() -> None:
    """11.2 Balance comes after 11.1: in an even round with the rival as it has become."""
    t = calm()
    t.put("state", "might", 5)
    t.only("upkeep", 2)
    assert (t.get("world", "rival"), t.get("world", "tension")) == (4, 3)


def test_rule_11_2_example() -> None:
    """11.2 Example: might 3, 3, 4, 3 = 13; rival 5: 4 x 3 = 12; 13 > 12, nothing happens."""
    t = calm()
    t.put("state", "might", 4, 2)
    t.put("world", "rival", 5)
    entries = t.only("upkeep", 1)
    assert (t.get("world", "rival"), t.get("world", "tension")) == (5, 3)
    assert t.lines(entries) == []


@pytest.mark.parametrize(("trust", "tension"), [(0, 4), (2, 4), (3, 3), (10, 3)])
def test_rule_11_3_quarrel(trust: int, tension: int) -> None:
    """11.3 If at least one pair has trust 2 or less: tension +1."""
    t = calm()
    t.put("pair", "trust", trust, 1, 3)
    entries = t.only("upkeep", 1)
    assert t.get("world", "tension") == tension
    assert t.cites(entries, "tension", "11.3") == (tension == 4)


def test_rule_11_3_once_however_many() -> None:
    """11.3 … tension +1 (once, however many pairs)."""
    t = calm()
    t.put("pair", "trust", 0)
    t.only("upkeep", 1)
    assert t.get("world", "tension") == 4


@pytest.mark.parametrize(
    ("support", "points", "later"), [(10, 4, 9), (8, 4, 7), (7, 2, 6), (5, 2, 5), (4, -2, 5), (0, -2, 5)]
)
def test_rule_11_4_elections(support: int, points: int, later: int) -> None:
    """11.4 Support 8 or more: points +4. 5 to 7: points +2. Below 5: its government falls."""
    t = calm()
    t.put("state", "election", 3, 2)
    t.put("state", "support", support, 2)
    entries = t.only("upkeep", 3)
    assert [t.get("state", "points", seat) for seat in range(4)] == [0, 0, points, 0]
    assert t.get("state", "support", 2) == later
    assert t.get("state", "fallen", 2) == (points < 0)
    assert any("11.4" in entry.cause.rule for entry in entries if entry.kind == "tell")


def test_rule_11_4_those_whose_date_is_this_round() -> None:
    """11.4 … each state whose date is this round, and in the last round every state."""
    for in_round, expected in ((3, [2, 0, 0, 2]), (4, [0, 2, 0, 0]), (5, [0, 0, 2, 0]), (6, [0] * 4), (8, [2] * 4)):
        t = Table()
        for seat, date in enumerate((3, 4, 5, 3)):
            t.put("state", "election", date, seat)
        assert after(in_round, t, name="points") == expected


def test_rule_11_4_every_state_in_the_last_round_of_a_lesson() -> None:
    """11.4 … in the last round every state: round 5 of a lesson."""
    t = calm(length="lesson")
    assert after(5, t, name="points") == [2, 2, 2, 2]


def test_rule_11_4_in_seat_order() -> None:
    """11.4 Elections in seat order from the first seat."""
    t = Table()
    t.first(2)
    entries = t.only("upkeep", 8)
    assert [entry.seats for entry in entries if entry.name == "points"] == [(2,), (3,), (0,), (1,)]


@pytest.mark.parametrize("in_round", [1, 3])
def test_rule_11_5_a_fall_by_an_election(in_round: int) -> None:
    """11.5 A government falls by 11.4 …: points -2, support becomes 5, one action fewer next turn (5.4)."""
    t = calm()
    t.put("state", "election", in_round, 1)
    t.put("state", "support", 3, 1)
    entries = t.only("upkeep", in_round)
    assert (t.get("state", "points", 1), t.get("state", "support", 1)) == (-2, 5)
    assert t.cites(entries, "fallen", "11.5")
    t.first(0)
    t.enter("diplomacy", in_round + 1)
    t.play("pass")
    assert (t.ask.seat, t.cells[ACTIONS]) == (1, 1)
    t.play("play levy")
    assert (t.ask.seat, t.cells[ACTIONS]) == (2, 2)


def test_rule_11_5_one_action_fewer_only_once() -> None:
    """11.5 … one action fewer next turn: the turn after that is a full one."""
    t = calm()
    t.put("state", "support", 0, 1)
    t.stack()
    t.only("upkeep", 1)
    t.enter("diplomacy", 2)
    t.play("pass", "pass", "pass", "pass")
    assert t.ask.phase == "diplomacy"
    while t.ask.seat != 1:
        t.play("pass")
    assert t.cells[ACTIONS] == 2


def test_rule_11_5_support_zero_without_an_election() -> None:
    """11.5 … or, where there is no election now, if support is 0 now."""
    t = calm()
    t.put("state", "support", 0, 2)
    t.put("state", "support", 1, 3)
    entries = t.only("upkeep", 1)
    assert [t.get("state", "points", seat) for seat in range(4)] == [0, 0, -2, 0]
    assert [t.get("state", "support", seat) for seat in range(4)] == [6, 6, 5, 2]
    assert t.cites(entries, "points", "11.5")


def test_rule_11_5_support_zero_with_an_election_is_one_fall() -> None:
    """11.5 … where there is no election now: with one, support 0 costs a single fall."""
    t = calm()
    t.put("state", "election", 3, 0)
    t.put("state", "support", 0, 0)
    assert after(3, t, name="points")[0] == -2


def test_rule_11_5_two_falls_in_one_round() -> None:
    """11.5 Two falls in one round cost the points twice, the action once."""
    t = calm()
    t.put("state", "election", 3, 0)
    t.put("state", "support", 4, 0)
    t.stack("snap_election")
    t.enter("situation", 3)
    t.play("choose vote_now")
    assert (t.get("state", "points", 0), t.get("state", "support", 0)) == (-2, 5)
    assert (t.ask.seat, t.cells[ACTIONS]) == (0, 1)
    t.put("state", "support", 4, 0)
    t.stack()
    t.play("play levy", "pass", "pass", "pass")
    assert t.get("state", "points", 0) == -4
    while t.ask.seat != 0:
        t.play("pass")
    assert t.cells[ACTIONS] == 2, "the action was paid in the first turn after the first fall"


def test_rule_11_5_two_falls_in_a_row() -> None:
    """11.5 … one action fewer next turn: a fall in the next round counts again."""
    t = calm()
    t.put("state", "support", 0, 0)
    t.stack()
    t.only("upkeep", 1)
    t.enter("diplomacy", 2)
    assert t.cells[ACTIONS] == 1
    t.play("pass", "pass", "pass")
    t.put("state", "support", 0, 0)
    t.put("state", "fell", 0, 0)  # a new round would have cleared it
    t.play("pass")
    while t.ask.seat != 0:
        t.play("pass")
    assert t.cells[ACTIONS] == 1


@pytest.mark.parametrize("agreement", AGREEMENTS)
@pytest.mark.parametrize(("trust", "lasts"), [(0, 0), (2, 0), (3, 1)])
def test_rule_11_6_lapse(agreement: str, trust: int, lasts: int) -> None:
    """11.6 Every pact, intelligence and conflict management agreement of two states with trust 2 or less ends."""
    t = calm()
    t.put("two", agreement, 1)
    t.put("pair", "trust", trust, 1, 3)
    entries = t.only("upkeep", 1)
    assert t.get("two", agreement, 1, 3) == t.get("two", agreement, 3, 1) == lasts
    assert t.get("two", agreement, 0, 1) == 1
    assert t.cites(entries, agreement, "11.6") == (not lasts)


def test_rule_11_6_all_of_them_at_once() -> None:
    """11.6 Every pact, intelligence and conflict management agreement … ends; the treaty does not."""
    t = calm()
    for agreement in AGREEMENTS:
        t.put("two", agreement, 1)
    t.put("many", "treaty", 1)
    t.put("pair", "trust", 1)
    t.only("upkeep", 1)
    assert not any(t.get("two", agreement, a, b) for agreement in AGREEMENTS for a in range(4) for b in range(4))
    assert [t.get("many", "treaty", seat) for seat in range(4)] == [1, 1, 1, 1]


def test_rule_11_6_no_breach() -> None:
    """11.6 … ends. No breach."""
    t = calm()
    t.put("two", "pact", 1, 0, 1)
    t.put("pair", "trust", 2, 0, 1)
    entries = t.only("upkeep", 1)
    assert [t.get("state", name, 0) for name in ("face", "support", "standing")] == [0, 6, 3]
    assert t.get("pair", "trust", 0, 1) == 2
    assert t.lines(entries)[-1] == "The pact between France and Germany lapses."


def test_rule_11_7_collapse() -> None:
    """11.7 If tension is 10: collapse, the game is over (14.6)."""
    for in_round in (1, 4, 8):
        t = calm()
        t.put("world", "tension", 10)
        entries = t.only("upkeep", in_round)
        ended = outcome(t.position)
        assert ended is not None
        assert ended.reason == "collapse"
        assert "11.7" in next(entry.cause.rule for entry in entries if entry.kind == "over")


def test_rule_11_7_nine_holds() -> None:
    """11.7 If tension is 10: at 9 the game goes on, after the last round it is over and scored."""
    t = calm()
    t.put("world", "tension", 9)
    t.only("upkeep", 7)
    assert outcome(t.position) is None
    t.only("upkeep", 8)
    ended = outcome(t.position)
    assert ended is not None
    assert ended.reason == "finished"


def test_rule_11_7_what_upkeep_adds_counts() -> None:
    """11.7 If tension is 10: after quarrel and balance of the same round."""
    t = calm()
    t.put("world", "tension", 9)
    t.put("pair", "trust", 2, 0, 1)
    t.only("upkeep", 1)
    ended = outcome(t.position)
    assert ended is not None
    assert ended.reason == "collapse"


@pytest.mark.parametrize(("length", "last"), [("standard", 8), ("lesson", 5)])
def test_rule_11_7_after_the_last_round(length: str, last: int) -> None:
    """11.7 Else, after the last round: the game is over, score it."""
    t = calm(length=length)
    t.only("upkeep", last - 1)
    assert not t.position.over
    t.only("upkeep", last)
    assert t.position.over


def test_rule_11_7_tension_is_checked_nowhere_else() -> None:
    """11.7 Tension is checked here and nowhere else: 10 in diplomacy can be talked down."""
    t = calm()
    t.put("world", "tension", 10)
    t.put("world", "rival", 4)
    t.stack()
    t.play("play sanctions", "play back_channel", "pass", "pass", "pass")
    assert t.get("world", "tension") == 8
    assert not t.position.over


def test_rule_11_7_not_in_resolution() -> None:
    """11.7 Tension is checked here and nowhere else: two failures above 10 do not stop the resolution."""
    t = calm()
    t.put("world", "tension", 8)
    for card in ("far_theatre", "piracy"):
        slot = t.open(card, demand=21, progress=0, deadline=1)
        for seat in range(4):
            t.put("crisis_state", "share", 1, slot, seat)
    t.only("resolution")
    assert t.crises == []
    assert t.get("world", "tension") == 10
    assert not t.position.over


@pytest.mark.parametrize(
    ("track", "old", "new"),
    [
        ("support", 10, 9),
        ("support", 7, 6),
        ("support", 6, 6),
        ("support", 5, 5),
        ("support", 4, 5),
        ("support", 1, 2),
        ("standing", 10, 9),
        ("standing", 7, 6),
        ("standing", 6, 6),
        ("standing", 0, 0),
    ],
)
def test_rule_11_8_drift(track: str, old: int, new: int) -> None:
    """11.8 Drift. Each state: support above 6: -1; support below 5: +1; standing above 6: -1."""
    t = calm()
    t.put("state", track, old)
    entries = t.only("upkeep", 1)
    assert [t.get("state", track, seat) for seat in range(4)] == [new] * 4
    assert t.cites(entries, track, "11.8") == (old != new)


@pytest.mark.parametrize(("order", "income"), [(10, 5), (8, 5), (7, 4), (5, 4), (3, 4), (2, 3), (0, 3)])
def test_rule_11_9_income(order: int, income: int) -> None:
    """11.9 Income. Each state coins +4; if order is 8 or more: +5; if order is 2 or less: +3."""
    t = calm()
    t.put("world", "order", order)
    t.put("state", "coins", 1)
    entries = t.only("upkeep", 1)
    assert [t.get("state", "coins", seat) for seat in range(4)] == [1 + income] * 4
    assert t.cites(entries, "coins", "11.9")


def test_rule_11_9_none_after_the_last_round() -> None:
    """11.9 There is no drift and no income after the last round, because 11.7 comes first."""
    t = calm()
    t.put("state", "support", 9)
    t.put("state", "standing", 9)
    t.only("upkeep", 8)
    assert [t.get("state", name, 0) for name in ("support", "standing", "coins")] == [9, 9, 4]
