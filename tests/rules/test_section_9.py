"""Section 9 of the rulebook: judging the crises."""

import pytest

from alliance_game.engine import Entry

from ..table import EMPTY, Table

NEUTRAL = {"hard": "far_theatre", "soft": "resource_scramble", "mixed": "piracy"}
"""Crises without a target, by kind."""


def judged(
    shares: list[int],
    card: str = "far_theatre",
    target: int = EMPTY,
    table: Table | None = None,
    in_round: int = 1,
    **tracks: int,
) -> tuple[Table, list[Entry]]:
    """A table with one crisis, met unless ``tracks`` say otherwise, after its resolution; and what happened."""
    t = table or Table(states=len(shares))
    slot = t.open(card, target, **({"demand": 21, "progress": 21} | tracks))
    for seat, share in enumerate(shares):
        t.put("crisis_state", "share", share, slot, seat)
    return t, t.only("resolution", in_round)


def points(t: Table) -> list[int]:
    return [t.get("state", "points", seat) for seat in range(t.rules.players)]


def support(t: Table) -> list[int]:
    return [t.get("state", "support", seat) for seat in range(t.rules.players)]


def trust(t: Table) -> dict[tuple[int, int], int]:
    """The pairs whose trust is no longer 3."""
    n = t.rules.players
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    return {pair: t.get("pair", "trust", *pair) for pair in pairs if t.get("pair", "trust", *pair) != 3}


def test_rule_9_1_one_by_one() -> None:
    """9.1 One by one in drawing order; each is finished before the next is judged."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    first = t.open("border_clash", 1, demand=21, progress=5, deadline=1)
    second = t.open("resource_scramble", demand=21, progress=21)
    third = t.open("piracy", demand=21, progress=5, deadline=2)
    for slot in (first, second, third):
        for seat in range(4):
            t.put("crisis_state", "share", 1, slot, seat)
    entries = t.only("resolution")
    shown = [entry for entry in entries if entry.kind in ("tell", "close")]
    marks = [t.said(entry) if entry.kind == "tell" else f"close {entry.crisis}" for entry in shown]
    assert marks == [
        "Border clash fails.",
        "France broke its pact with Germany.",
        "France loses face.",
        "The others trust France less.",
        "close border_clash",
        "Resource scramble is met; nobody leads.",
        "close resource_scramble",
        "Piracy grows to 22.",
    ]
    assert t.crises == ["piracy"]


def test_rule_9_1_a_later_crisis_sees_what_an_earlier_one_did() -> None:
    """9.1 … each is finished before the next is judged: the pact broken over the first is gone for the second."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    for card in ("border_clash", "displacement"):
        slot = t.open(card, 1, demand=21, progress=0, deadline=1)
        for seat in range(4):
            t.put("crisis_state", "share", 1, slot, seat)
    t.only("resolution")
    assert t.changes("tension") == [((), 3, 6), ((), 6, 9)]
    assert t.told().count("France broke its pact with Germany.") == 1
    assert t.changes("face") == [((0,), 0, 1)]


@pytest.mark.parametrize(
    ("progress", "deadline", "in_round", "expected"),
    [
        (21, 2, 1, "met"),
        (22, 2, 1, "met"),
        (20, 2, 1, "grows"),
        (21, 1, 1, "met"),
        (20, 1, 1, "fails"),
        (20, 3, 7, "grows"),
        (20, 2, 8, "fails"),
        (20, 3, 8, "fails"),
        (21, 3, 8, "met"),
    ],
)
def test_rule_9_2_met_failed_or_grows(progress: int, deadline: int, in_round: int, expected: str) -> None:
    """9.2 Met if progress >= demand, else failed if this was its last resolution or the last round, else it grows."""
    t, entries = judged([1, 1, 1, 1], in_round=in_round, progress=progress, deadline=deadline)
    lines = {"met": "is met; nobody leads.", "fails": "fails.", "grows": "grows to 22."}
    assert t.lines(entries) == [f"Far theatre {lines[expected]}"]
    assert t.crises == (["far_theatre"] if expected == "grows" else [])
    assert (t.get("tally", "crises_met"), t.get("tally", "crises_failed")) == (expected == "met", expected == "fails")


def test_rule_9_2_last_round_of_a_lesson() -> None:
    """9.2 … or the last round of the game: round 5 of a lesson."""
    for in_round, crises in ((4, ["far_theatre"]), (5, [])):
        t, _ = judged([1, 1, 1, 1], table=Table(length="lesson"), in_round=in_round, progress=20, deadline=2)
        assert t.crises == crises


def test_rule_9_3_met_leaves_no_harm() -> None:
    """9.3 Met: none of the harm of a failed or growing crisis."""
    t, entries = judged([1, 1, 1, 1])
    assert t.effects(entries) == [("last_crisis", (), 1)]


@pytest.mark.parametrize(
    ("shares", "lead"),
    [
        ([6, 5, 5, 5], 0),
        ([3, 9, 6, 3], 1),
        ([5, 5, 5, 6], 3),
        ([5, 4, 4, 4], None),
        ([9, 9, 3, 3], None),
        ([21, 20, 0, 0], 0),
    ],
)
def test_rule_9_3_1_the_lead(shares: list[int], lead: int | None) -> None:
    """9.3.1 The lead has the largest share, if nobody else has as much and it is at least a fair share: points +3."""
    t, entries = judged(shares)
    gains = [seats for name, seats, by in t.effects(entries) if name == "points" and by == 3]
    assert gains == ([] if lead is None else [(lead,)])
    assert [t.get("state", "led", seat) for seat in range(4)] == [int(seat == lead) for seat in range(4)]
    if lead is not None:
        assert points(t)[lead] == 3
        assert t.cites(entries, "led", "9.3.1")


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([9, 6, 5, 1], [3, 1, 0, 0]),
        ([9, 8, 7, 6], [3, 1, 1, 1]),
        ([9, 9, 6, 5], [1, 1, 1, 0]),
        ([6, 6, 6, 6], [1, 1, 1, 1]),
        ([5, 5, 5, 5], [0, 0, 0, 0]),
    ],
)
def test_rule_9_3_2_every_other_fair_share(shares: list[int], expected: list[int]) -> None:
    """9.3.2 Every other state with a fair share: points +1. With a tie for the largest nobody leads, all get 1."""
    t, entries = judged(shares)
    assert points(t) == expected
    ones = [entry for entry in entries if entry.name == "points" and entry.wanted == 1]
    assert len(ones) == expected.count(1)
    assert not ones or t.cites(ones, "points", "9.3.2")


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([9, 6, 6, 5], {(0, 1): 4, (0, 2): 4}),
        ([6, 1, 1, 7], {(0, 3): 4}),
        ([9, 9, 6, 5], {}),
        ([9, 5, 5, 5], {}),
    ],
)
def test_rule_9_3_3_trust_in_the_lead(shares: list[int], expected: dict[tuple[int, int], int]) -> None:
    """9.3.3 If there is a lead: trust +1 between it and each other state with a fair share."""
    t, entries = judged(shares)
    assert trust(t) == expected
    assert t.cites(entries, "trust", "9.3.3") == bool(expected)


@pytest.mark.parametrize(("kind", "order"), [("soft", 6), ("hard", 5), ("mixed", 5)])
def test_rule_9_3_4_soft_crisis(kind: str, order: int) -> None:
    """9.3.4 Soft crisis: order +1."""
    t, entries = judged([1, 1, 1, 1], card=NEUTRAL[kind])
    assert t.get("world", "order") == order
    assert t.cites(entries, "order", "9.3.4") == (kind == "soft")


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([6, 1, 1, 1], 7),
        ([9, 9, 1, 1], 7),
        ([1, 6, 6, 6], 7),
        ([1, 9, 1, 1], 6),
        ([5, 9, 5, 5], 6),
        ([5, 5, 5, 5], 6),
    ],
)
def test_rule_9_3_5_rally(shares: list[int], expected: int) -> None:
    """9.3.5 Rally: if there is a target and another state has a fair share: the target's support +1."""
    t, entries = judged(shares, card="border_clash", target=1)
    assert support(t) == [6, expected, 6, 6]
    assert t.cites(entries, "support", "9.3.5") == (expected == 7)


def test_rule_9_3_5_no_rally_without_a_target() -> None:
    """9.3.5 Rally: if there is a target …"""
    t, _ = judged([6, 6, 6, 6])
    assert support(t) == [6, 6, 6, 6]


def test_rule_9_3_6_example() -> None:
    """9.3.6 Demand 23, fair share 6. Shares 9, 6, 5, 3: 3 points, 1 point, nothing, nothing; trust +1 of two."""
    t = Table()
    slot = t.open("far_theatre", demand=23)
    for seat, share in enumerate([9, 6, 5, 3]):
        t.put("crisis_state", "share", share, slot, seat)
    t.put("crisis", "progress", 23, slot)
    t.only("resolution")
    assert points(t) == [3, 1, 0, 0]
    assert trust(t) == {(0, 1): 4}


def test_rule_9_3_6_example_played() -> None:
    """9.3.6 The same with coins that were given: 3 points, 1 point, nothing, nothing."""
    t = Table()
    slot = t.open("far_theatre", demand=23, progress=2)
    for seat, might in enumerate([6, 4, 2, 2]):
        t.put("state", "might", might, seat)
        t.put("state", "coins", 6, seat)
    t.put("crisis_state", "share", 2, slot, 2)
    t.enter("pledge")
    t.play(*["pledge 0 on=far_theatre"] * 4)
    for seat, coins in enumerate([6, 4, 2, 2]):
        t.play(f"commit {coins} on=far_theatre", seat=seat)
    assert "Far theatre is met: France leads (9)." in t.told()
    assert "Germany did its share (6)." in t.told()
    assert points(t) == [3, 1, 0, 0]
    assert trust(t) == {(0, 1): 4}


def test_rule_9_4_failed_does_all_of_it() -> None:
    """9.4 Failed: tension, order, every state, the target; and nobody gets a point for it."""
    t, entries = judged([9, 6, 1, 1], card="terror_attack", target=3, progress=20, deadline=1)
    assert t.effects(entries) == [
        ("tension", (), 3),
        ("order", (), -1),
        *(("support", (seat,), -1) for seat in range(4)),
        ("support", (3,), -2),
        ("coins", (3,), -2),
        ("last_crisis", (), 2),
    ]


def test_rule_9_4_1_failed_harms_the_alliance() -> None:
    """9.4.1 Failed: tension +3; order -1."""
    t, entries = judged([1, 1, 1, 1], progress=20, deadline=1)
    assert (t.get("world", "tension"), t.get("world", "order")) == (6, 4)
    assert t.cites(entries, "tension", "9.4.1")
    assert t.cites(entries, "order", "9.4.1")


def test_rule_9_4_2_every_state_and_the_target() -> None:
    """9.4.2 Every state support -1; the target another support -2 and coins -2."""
    t, entries = judged([1, 1, 1, 1], card="border_clash", target=2, progress=20, deadline=1)
    assert support(t) == [5, 5, 3, 5]
    assert [t.get("state", "coins", seat) for seat in range(4)] == [4, 4, 2, 4]
    assert t.cites(entries, "support", "9.4.2")
    assert t.cites(entries, "coins", "9.4.2")


def test_rule_9_4_2_nobody_more_without_a_target() -> None:
    """9.4.2 Every state support -1; the target another …: without a target nobody pays more."""
    t, _ = judged([1, 1, 1, 1], progress=20, deadline=1)
    assert support(t) == [5, 5, 5, 5]
    assert [t.get("state", "coins", seat) for seat in range(4)] == [4, 4, 4, 4]


def test_rule_9_4_2_a_shield_spares_in_a_cyber_crisis() -> None:
    """9.4.2 … in a cyber crisis a shielded state is spared all of this."""
    for shielded, expected, coins in ((1, [5, 6, 3, 5], 2), (2, [5, 5, 6, 5], 4)):
        t = Table()
        t.put("state", "shield", 1, shielded)
        judged([1, 1, 1, 1], card="hybrid_campaign", target=2, table=t, progress=20, deadline=1)
        assert support(t) == expected
        assert t.get("state", "coins", 2) == coins
        assert t.get("state", "shield", shielded) == 1
        assert (t.get("world", "tension"), t.get("world", "order")) == (6, 4)


def test_rule_9_4_2_a_shield_spares_only_in_a_cyber_crisis() -> None:
    """9.4.2 … in a cyber crisis a shielded state is spared: in another crisis it is not."""
    t = Table()
    t.put("state", "shield", 1)
    judged([1, 1, 1, 1], card="border_clash", target=2, table=t, progress=20, deadline=1)
    assert support(t) == [5, 5, 3, 5]


def test_rule_9_4_3_the_cards_own_harm_comes_last() -> None:
    """9.4.3 Then the card's own "if it fails"."""
    t, entries = judged([1, 1, 1, 1], card="maritime_claim", target=0, progress=20, deadline=1)
    names = [name for name, _, _ in t.effects(entries)]
    assert names == ["tension", "order", *["support"] * 4, "support", "coins", "rival", "last_crisis"]
    assert t.get("world", "rival") == 4


def test_rule_9_4_3_not_when_met() -> None:
    """9.4.3 Then the card's own "if it fails": only then."""
    t, _ = judged([1, 1, 1, 1], card="maritime_claim", target=0)
    assert t.get("world", "rival") == 3


def test_rule_9_5_grows() -> None:
    """9.5 Deadline -1, demand +1; progress and shares stay. No other harm."""
    t, entries = judged([5, 1, 2, 3], card="border_clash", target=0, progress=11, deadline=2)
    assert t.effects(entries) == [("deadline", (), -1), ("demand", (), 1)]
    assert t.cites(entries, "demand", "9.5")
    assert t.cites(entries, "deadline", "9.5")
    assert [t.get("crisis", name, 0) for name in ("deadline", "demand", "progress")] == [1, 22, 11]
    assert [t.get("crisis_state", "share", 0, seat) for seat in range(4)] == [5, 1, 2, 3]


@pytest.mark.parametrize(("progress", "last"), [(21, "support"), (20, "coins")])
def test_rule_9_6_duties_before_it_leaves(progress: int, last: str) -> None:
    """9.6 After a crisis with a target was met or failed, pact duties are checked, then it leaves the table."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    _, entries = judged([1, 1, 6, 1], card="border_clash", target=1, table=t, progress=progress, deadline=1)
    kinds = [entry.name if entry.kind == "change" else entry.kind for entry in entries]
    assert kinds.index(last) < kinds.index("pact") < kinds.index("close") == len(kinds) - 1
    assert t.crises == []


def test_rule_9_6_no_duty_while_it_grows() -> None:
    """9.6 After a crisis with a target was met or failed …: not when it grows."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    judged([1, 1, 1, 1], card="border_clash", target=1, table=t, progress=20, deadline=2)
    assert t.get("two", "pact", 0, 1) == 1
    assert t.crises == ["border_clash"]


def test_rule_9_6_no_duty_without_a_target() -> None:
    """9.6 After a crisis with a target …: without one no duty is called."""
    t = Table()
    t.put("two", "pact", 1)
    judged([6, 1, 1, 1], table=t, progress=20, deadline=1)
    assert all(t.get("two", "pact", a, b) == 1 for a in range(4) for b in range(a))
    assert t.get("tally", "pacts_called") == 0


def test_rule_9_7_last_round() -> None:
    """9.7 Last round: there is no second chance; nothing is left open when the game ends."""
    t = Table()
    t.put("world", "tension", 0)
    t.stack("far_theatre", "pandemic")
    t.enter("situation", 8)
    assert sorted(t.crises) == ["far_theatre", "pandemic"]
    t.play(*["pass"] * 4)
    while not t.position.over:
        t.play(t.ask.moves[0], seat=t.ask.seat)
    assert t.crises == []
    assert t.get("tally", "crises_failed") == 2
    assert t.get("world", "tension") == 6


def test_rule_9_8_chronicle_of_a_met_crisis() -> None:
    """9.8 "K is met: A leads (9), B did its share (6)." """
    t, entries = judged([9, 6, 5, 1])
    assert t.lines(entries) == ["Far theatre is met: France leads (9).", "Germany did its share (6)."]


def test_rule_9_8_chronicle_of_a_failed_or_growing_crisis() -> None:
    """9.8 "K grows to 24." / "K fails: tension +3 …" """
    t, entries = judged([1, 1, 1, 1], demand=23, progress=20, deadline=2)
    assert t.lines(entries) == ["Far theatre grows to 24."]
    t, entries = judged([1, 1, 1, 1], progress=20, deadline=1)
    assert t.lines(entries) == ["Far theatre fails."]
    fails = next(index for index, entry in enumerate(entries) if entry.kind == "tell")
    assert [entry.name for entry in entries[fails + 1 : fails + 3]] == ["tension", "order"]


def test_rule_9_8_chronicle_of_duties() -> None:
    """9.8 "B kept its pact with the target." / "B broke its pact with the target." """
    t = Table()
    t.put("two", "pact", 1, 1, 0)
    t.put("two", "pact", 1, 1, 2)
    _, entries = judged([6, 1, 5, 1], card="border_clash", target=1, table=t)
    lines = t.lines(entries)
    assert "France kept its pact with Germany." in lines
    assert "Japan broke its pact with Germany." in lines


def test_rule_9_8_chronicle_of_conduct() -> None:
    """9.8 "B gave 2 of 3 promised: loses face." / "B gave nothing: loses face." """
    t = Table()
    t.open("piracy", demand=21)
    t.enter("pledge")
    t.play(*[f"pledge {coins} on=piracy" for coins in (1, 3, 0, 1)])
    t.enter("commitment")
    for seat, coins in enumerate((1, 2, 0, 1)):
        t.play(f"commit {coins} on=piracy", seat=seat)
    lines = t.told()
    broken = lines.index("Germany gave 2 of 3 promised to Piracy.")
    assert lines[broken + 1] == "Germany loses face."
    nothing = lines.index("Japan gave nothing.")
    assert lines[nothing + 1] == "Japan loses face."
    assert not any(line.startswith(("France", "Brazil")) for line in lines)
