"""Section 14 of the rulebook: the agendas, at both marks and in both lengths."""

import pytest

from ..table import Table
from .endings import LAST, end, hold, table

MARKS = {
    "guarantor": ((2, 1), (2, 1)),
    "broker": ((5, 3), (5, 3)),
    "arsenal": ((2, 1), (2, 1)),
    "banker": ((6, 4), (4, 2)),
    "beacon": ((9, 7), (8, 6)),
    "homefront": ((8, 6), (9, 7)),
}
"""Full and part in a game of 8 and of 5 rounds."""


@pytest.mark.parametrize(("led", "points", "level"), [(2, 8, "full"), (1, 4, "part"), (0, 0, "missed")])
def test_rule_14_3_agendas(led: int, points: int, level: str) -> None:
    """14.3 Full: 8 points. Part: 4 points. Otherwise 0."""
    t = table()
    t.put("state", "led", led, 0)
    ended = end(t)
    assert (ended.agendas[0].points, ended.agendas[0].level) == (points, level)
    assert ended.scores[0] == 4 + points


def test_rule_14_3_read_at_the_end() -> None:
    """14.3 Each is one number read at the end: tension after the quarrel of the last upkeep."""
    t = table()
    hold(t, "dividend")
    t.put("world", "tension", 5)
    t.put("pair", "trust", 2, 2, 3)
    assert (end(t).agendas[0].number, t.get("world", "tension")) == (6, 6)


def test_rule_14_3_before_anything_else_changes() -> None:
    """14.3 … before anything else changes: no drift and no income come first."""
    t = table()
    hold(t, "homefront", 0)
    hold(t, "banker", 1)
    t.put("state", "support", 8)
    t.put("state", "coins", 0)
    ended = end(t)
    assert [(agenda.number, agenda.level) for agenda in ended.agendas[:2]] == [(8, "full"), (0, "missed")]


def test_rule_14_3_one_number_at_most_full() -> None:
    """14.3 Full: 8 points …: not both, and no more for more."""
    t = table()
    t.put("state", "led", 6, 0)
    assert end(t).agendas[0].points == 8


def edges(agenda: str) -> list[tuple[str, int, int]]:
    """Length, number and points at both sides of both marks."""
    found = []
    for length, (full, part) in zip(LAST, MARKS[agenda], strict=True):
        for number in sorted({full + 1, full, full - 1, part, part - 1}):
            found.append((length, number, 8 if number >= full else 4 if number >= part else 0))
    return found


def reached(agenda: str, track: str, length: str, number: int, start: int = 0) -> int:
    """The points of the agenda when a track of its owner stands at ``start`` + number."""
    t = table(length)
    hold(t, agenda, 0)
    t.put("state", track, start + number, 0)
    result = end(t).agendas[0]
    assert (result.id, result.number) == (agenda, number)
    return result.points


@pytest.mark.parametrize(("length", "number", "points"), edges("guarantor"))
def test_rule_14_4_1_guarantor(length: str, number: int, points: int) -> None:
    """14.4.1 Guarantor: crises you led (9.3.1): full 2, part 1; five rounds the same."""
    assert reached("guarantor", "led", length, number) == points


def test_rule_14_4_1_guarantor_counts_leads() -> None:
    """14.4.1 Guarantor: crises you led (9.3.1): not those that you only had a share in."""
    t = table()
    for card, shares in (("far_theatre", (9, 6, 1, 1)), ("piracy", (6, 9, 1, 1)), ("pandemic", (9, 9, 1, 1))):
        slot = t.open(card, demand=21, progress=21)
        for seat, share in enumerate(shares):
            t.put("crisis_state", "share", share, slot, seat)
    t.only("resolution")
    assert end(t).agendas[0].number == 1


@pytest.mark.parametrize(("length", "number", "points"), edges("broker"))
def test_rule_14_4_2_broker(length: str, number: int, points: int) -> None:
    """14.4.2 Broker: full 5, part 3; five rounds the same."""
    assert reached("broker", "talks", length, number) == points


def test_rule_14_4_2_broker_counts_the_acting_state() -> None:
    """14.4.2 Times you, as the acting state, used confidence building, Track II, back-channel or mediation."""
    t = table()
    for seat in range(4):
        hold(t, "broker", seat)
    t.open("border_clash", 3)
    t.play("play confidence_building partner=germany", "accept", "play track_two partner=japan")
    t.play("play mediation crisis=border_clash", "play track_two partner=france")
    t.enter("diplomacy", 2)
    t.put("world", "thaw", 0)
    t.play("play back_channel", "play cultural_diplomacy partner=japan")
    assert [agenda.number for agenda in end(t).agendas] == [3, 2, 0, 0]


def test_rule_14_4_2_broker_agreed() -> None:
    """14.4.2 … confidence building (agreed): a refusal does not count."""
    t = table()
    t.play("play confidence_building partner=germany", "decline")
    assert t.get("state", "talks", 0) == t.get("state", "talks", 1) == 0


def test_rule_14_4_2_broker_nothing_else() -> None:
    """14.4.2 … confidence building, Track II, back-channel or mediation: other tactics do not count."""
    t = table()
    t.put("pair", "trust", 5)
    t.put("state", "coins", 8)
    t.open("border_clash", 3)
    t.play("play peace_operation crisis=border_clash", "play cultural_diplomacy partner=japan")
    t.play("play bilateral_pact partner=france", "accept", "play conflict_management partner=france", "accept")
    t.play("play joint_exercise partner=brazil", "accept", "play sanctions")
    assert [t.get("state", "talks", seat) for seat in range(4)] == [0, 0, 0, 0]


@pytest.mark.parametrize(("length", "number", "points"), edges("arsenal"))
def test_rule_14_4_3_arsenal(length: str, number: int, points: int) -> None:
    """14.4.3 Arsenal: your might minus the highest might of another state: full 2, part 1; five rounds the same."""
    assert reached("arsenal", "might", length, number, start=3) == points


def test_rule_14_4_3_arsenal_highest_of_another() -> None:
    """14.4.3 … minus the highest might of another state: one is enough to spoil it, and it can be negative."""
    t = table()
    hold(t, "arsenal", 0)
    t.put("state", "might", 6, 0)
    t.put("state", "might", 1)
    t.put("state", "might", 6, 0)
    t.put("state", "might", 8, 3)
    result = end(t).agendas[0]
    assert (result.number, result.points) == (-2, 0)


@pytest.mark.parametrize(
    ("length", "tension", "points"),
    [
        *(("standard", tension, points) for tension, points in ((0, 8), (7, 8), (8, 4), (9, 0))),
        *(("lesson", tension, points) for tension, points in ((0, 8), (5, 8), (6, 4), (7, 4), (8, 0), (9, 0))),
    ],
)
def test_rule_14_4_4_dividend(length: str, tension: int, points: int) -> None:
    """14.4.4 Dividend: tension, at most: full 7, part 8; five rounds 5, 7."""
    t = table(length)
    hold(t, "dividend", 0)
    t.put("world", "tension", tension)
    result = end(t).agendas[0]
    assert (result.number, result.points) == (tension, points)


@pytest.mark.parametrize(("length", "number", "points"), edges("banker"))
def test_rule_14_4_5_banker(length: str, number: int, points: int) -> None:
    """14.4.5 Banker: your coins: full 6, part 4; five rounds 4, 2."""
    assert reached("banker", "coins", length, number) == points


@pytest.mark.parametrize(("length", "number", "points"), edges("beacon"))
def test_rule_14_4_6_beacon(length: str, number: int, points: int) -> None:
    """14.4.6 Beacon: your standing: full 9, part 7; five rounds 8, 6."""
    assert reached("beacon", "standing", length, number) == points


@pytest.mark.parametrize(("length", "number", "points"), edges("homefront"))
def test_rule_14_4_7_homefront(length: str, number: int, points: int) -> None:
    """14.4.7 Homefront: your support: full 8, part 6; five rounds 9, 7."""
    assert reached("homefront", "support", length, number) == points


@pytest.mark.parametrize("states", [2, 3, 4, 5, 6])
@pytest.mark.parametrize(("length", "full", "part"), [("standard", 8, 6), ("lesson", 7, 5)])
def test_rule_14_4_8_networker(states: int, length: str, full: int, part: int) -> None:
    """14.4.8 Networker: sum of your trust with all others: full 8 x (n - 1), part 6 x (n - 1); five rounds 7, 5."""
    others = states - 1
    for number, points in (
        (full * others, 8),
        (full * others - 1, 4),
        (part * others, 4),
        (part * others - 1, 0),
    ):
        t = table(length, states)
        hold(t, "networker", 0)
        for other in range(1, states):
            t.put("pair", "trust", number // others + (other <= number % others), 0, other)
        result = end(t).agendas[0]
        assert (result.number, result.points) == (number, points)
        assert (result.full, result.part) == (full * others, part * others)


def test_rule_14_4_8_networker_own_pairs_only() -> None:
    """14.4.8 … your trust with all other states: not theirs among themselves."""
    t = table()
    hold(t, "networker", 0)
    t.put("pair", "trust", 10)
    for other in (1, 2, 3):
        t.put("pair", "trust", 4, 0, other)
    result = end(t).agendas[0]
    assert (result.number, result.points) == (12, 0)


def test_rule_14_4_9_example() -> None:
    """14.4.9 Trust of Rhodes with Kos 8, Samos 7, Naxos 7: sum 22, n = 4: part is 18, full 24. Rhodes scores 4."""
    t = table()
    hold(t, "networker", 0)
    for other, trust in ((1, 8), (2, 7), (3, 7)):
        t.put("pair", "trust", trust, 0, other)
    result = end(t).agendas[0]
    assert (result.number, result.part, result.full, result.points) == (22, 18, 24, 4)


def test_rule_14_4_eight_agendas() -> None:
    """14.4 Eight agendas."""
    known = {agenda.id for agenda in Table().rules.program.agendas}
    assert known == {*MARKS, "dividend", "networker"}
