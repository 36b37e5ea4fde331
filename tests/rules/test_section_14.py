"""Section 14 of the rulebook: end and score."""

import pytest

from alliance_game.engine import Outcome, outcome, view

from ..table import Table

UNMET = ("guarantor", "broker", "arsenal", "beacon")
"""Agendas of which nobody reaches anything with the numbers of the start."""
LAST = {"standard": 8, "lesson": 5}
MARKS = {
    "guarantor": ((3, 2), (2, 1)),
    "broker": ((7, 5), (5, 3)),
    "arsenal": ((3, 2), (2, 1)),
    "banker": ((3, 1), (3, 1)),
    "beacon": ((9, 7), (8, 6)),
    "homefront": ((9, 7), (9, 7)),
}
"""Full and part in a game of 8 and of 5 rounds."""


def table(length: str = "standard", states: int = 4) -> Table:
    """Where the numbers of the start reach no agenda; everybody scores 2 + 1 + 1 (election, standing, coins)."""
    t = Table(states=states, length=length)
    for seat, agenda in enumerate(UNMET[:states]):
        hold(t, agenda, seat)
    return t


def hold(t: Table, agenda: str, seat: int = 0) -> None:
    t.put("agenda", "agenda", [each.id for each in t.rules.program.agendas].index(agenda), seat)


def end(t: Table) -> Outcome:
    """The game ends after the upkeep of its last round."""
    t.only("upkeep", LAST[t.position.setup.length])
    found = outcome(t.position)
    assert found is not None
    return found


# Points


def test_rule_14_1_points_standing_coins() -> None:
    """14.1 Final points = points + half of standing (down) + a third of coins (down) + …"""
    t = table()
    assert end(t).scores == (4, 4, 4, 4)


@pytest.mark.parametrize(("points", "expected"), [(-7, -3), (0, 4), (25, 29)])
def test_rule_14_1_points(points: int, expected: int) -> None:
    """14.1 Final points = points + …; points may be negative (1.2)."""
    t = table()
    t.put("state", "points", points, 2)
    assert end(t).scores == (4, 4, expected, 4)


@pytest.mark.parametrize(("standing", "worth"), [(0, 0), (1, 0), (2, 1), (3, 1), (9, 4), (10, 5)])
def test_rule_14_1_half_of_standing(standing: int, worth: int) -> None:
    """14.1 … + half of standing (down)."""
    t = table()
    t.put("state", "standing", standing, 0)
    assert end(t).scores[0] == 2 + 1 + worth


@pytest.mark.parametrize(("coins", "worth"), [(0, 0), (2, 0), (3, 1), (5, 1), (6, 2), (9, 3), (10, 3)])
def test_rule_14_1_a_third_of_coins(coins: int, worth: int) -> None:
    """14.1 … + a third of coins (down)."""
    t = table()
    t.put("state", "coins", coins, 0)
    assert end(t).scores[0] == 2 + 1 + worth


@pytest.mark.parametrize(("pacts", "worth"), [(0, 0), (1, 2), (2, 4), (3, 4)])
def test_rule_14_1_pacts(pacts: int, worth: int) -> None:
    """14.1 … + 2 for each pact, at most two pacts."""
    t = table()
    for other in range(1, pacts + 1):
        t.put("two", "pact", 1, 0, other)
    ended = end(t)
    assert ended.scores[0] == 4 + worth
    assert ended.scores[1] == 4 + (2 if pacts else 0)


@pytest.mark.parametrize("agreement", ["intelligence", "conflict_management"])
def test_rule_14_1_other_agreements_are_worth_nothing(agreement: str) -> None:
    """14.1 … + 2 for each pact …: no points for other agreements of two."""
    t = table()
    t.put("two", agreement, 1)
    assert end(t).scores == (4, 4, 4, 4)


def test_rule_14_1_treaty() -> None:
    """14.1 … + 2 for being a signatory."""
    t = table()
    t.put("many", "treaty", 1, 1)
    t.put("many", "treaty", 1, 3)
    assert end(t).scores == (4, 6, 4, 6)


def test_rule_14_1_agenda() -> None:
    """14.1 … + agenda."""
    t = table()
    t.put("state", "led", 3, 0)
    t.put("state", "talks", 5, 1)
    assert end(t).scores == (12, 8, 4, 4)


def test_rule_14_1_all_together() -> None:
    """14.1 Final points = points + standing + coins + pacts + signatory + agenda."""
    t = table()
    t.put("state", "points", 11, 0)
    t.put("state", "standing", 7, 0)
    t.put("state", "coins", 8, 0)
    t.put("state", "led", 2, 0)
    t.put("many", "treaty", 1)
    for other in (1, 2, 3):
        t.put("two", "pact", 1, 0, other)
    assert end(t).scores[0] == (11 + 2) + 3 + 2 + 4 + 2 + 4


def test_rule_14_2_ranking() -> None:
    """14.2 Ranking by final points."""
    t = table()
    for seat, points in enumerate((5, 9, 0, 7)):
        t.put("state", "points", points, seat)
    ended = end(t)
    assert ended.ranking == ((1,), (3,), (0,), (2,))
    assert ended.winners == (1,)


def test_rule_14_2_an_agenda_can_decide() -> None:
    """14.2 Ranking by final points: the agenda included."""
    t = table()
    t.put("state", "points", 7, 1)
    t.put("state", "led", 3, 0)
    assert end(t).ranking[:2] == ((0,), (1,))


def test_rule_14_2_ties_standing() -> None:
    """14.2 … ties: higher standing."""
    t = table()
    t.put("state", "standing", 2, 0)
    t.put("state", "support", 7, 0)
    t.put("state", "standing", 3, 1)
    t.put("state", "standing", 2, 2)
    t.put("state", "standing", 3, 3)
    t.put("state", "support", 5, 3)
    ended = end(t)
    assert ended.scores == (4, 4, 4, 4)
    assert ended.ranking == ((1,), (3,), (0,), (2,))


def test_rule_14_2_ties_support() -> None:
    """14.2 … then higher support."""
    t = table()
    for seat, support in enumerate((5, 7, 6, 7)):
        t.put("state", "support", support, seat)
    t.put("state", "standing", 2, 3)
    ended = end(t)
    assert ended.scores == (4, 4, 4, 4)
    assert ended.ranking == ((1,), (2,), (0,), (3,))


def test_rule_14_2_then_shared() -> None:
    """14.2 … then shared."""
    t = table()
    t.put("state", "support", 7, 1)
    t.put("state", "support", 7, 2)
    ended = end(t)
    assert ended.ranking == ((1, 2), (0, 3))
    assert ended.winners == (1, 2)


def test_rule_14_2_public_once_scored() -> None:
    """14.2 Ranking (public once scored): everybody sees it then, and nobody before."""
    t = table()
    assert all(view(t.position, seat).outcome is None for seat in range(4))
    ended = end(t)
    assert [view(t.position, seat).outcome for seat in range(4)] == [ended] * 4


# Agendas


@pytest.mark.parametrize(("led", "points", "level"), [(3, 8, "full"), (2, 4, "part"), (1, 0, "missed")])
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
    t.put("state", "support", 9)
    t.put("state", "coins", 0)
    ended = end(t)
    assert [(agenda.number, agenda.level) for agenda in ended.agendas[:2]] == [(9, "full"), (0, "missed")]


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
    """14.4.1 Guarantor: crises you led (9.3.1): full 3, part 2; five rounds 2, 1."""
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
    """14.4.2 Broker: full 7, part 5; five rounds 5, 3."""
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
    """14.4.3 Arsenal: your might minus the highest might of another state: full 3, part 2; five rounds 2, 1."""
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


@pytest.mark.parametrize("length", LAST)
@pytest.mark.parametrize(("tension", "points"), [(0, 8), (5, 8), (6, 4), (7, 4), (8, 0), (9, 0)])
def test_rule_14_4_4_dividend(length: str, tension: int, points: int) -> None:
    """14.4.4 Dividend: tension, at most: full 5, part 7; five rounds the same."""
    t = table(length)
    hold(t, "dividend", 0)
    t.put("world", "tension", tension)
    result = end(t).agendas[0]
    assert (result.number, result.points) == (tension, points)


@pytest.mark.parametrize(("length", "number", "points"), edges("banker"))
def test_rule_14_4_5_banker(length: str, number: int, points: int) -> None:
    """14.4.5 Banker: your coins: full 3, part 1; five rounds the same."""
    assert reached("banker", "coins", length, number) == points


@pytest.mark.parametrize(("length", "number", "points"), edges("beacon"))
def test_rule_14_4_6_beacon(length: str, number: int, points: int) -> None:
    """14.4.6 Beacon: your standing: full 9, part 7; five rounds 8, 6."""
    assert reached("beacon", "standing", length, number) == points


@pytest.mark.parametrize(("length", "number", "points"), edges("homefront"))
def test_rule_14_4_7_homefront(length: str, number: int, points: int) -> None:
    """14.4.7 Homefront: your support: full 9, part 7; five rounds the same."""
    assert reached("homefront", "support", length, number) == points


@pytest.mark.parametrize("states", [2, 3, 4, 5, 6])
@pytest.mark.parametrize(("length", "full", "part"), [("standard", 9, 7), ("lesson", 7, 5)])
def test_rule_14_4_8_networker(states: int, length: str, full: int, part: int) -> None:
    """14.4.8 Networker: sum of your trust with all others: full 9 x (n - 1), part 7 x (n - 1); five rounds 7, 5."""
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
    """14.4.9 Trust of Rhodes with Kos 8, Samos 7, Naxos 7: sum 22, n = 4: part is 21, full 27. Rhodes scores 4."""
    t = table()
    hold(t, "networker", 0)
    for other, trust in ((1, 8), (2, 7), (3, 7)):
        t.put("pair", "trust", trust, 0, other)
    result = end(t).agendas[0]
    assert (result.number, result.part, result.full, result.points) == (22, 21, 27, 4)


def test_rule_14_4_eight_agendas() -> None:
    """14.4 Eight agendas."""
    known = {agenda.id for agenda in Table().rules.program.agendas}
    assert known == {*MARKS, "dividend", "networker"}


# Grades


@pytest.mark.parametrize("length", LAST)
@pytest.mark.parametrize(
    ("order", "tension", "grade"),
    [
        (10, 0, "A"),
        (6, 0, "A"),
        (9, 3, "A"),
        (8, 3, "B"),
        (5, 3, "B"),
        (4, 3, "C"),
        (3, 5, "C"),
        (2, 5, "D"),
        (0, 9, "D"),
    ],
)
def test_rule_14_5_alliance_grade(length: str, order: int, tension: int, grade: str) -> None:
    """14.5 Alliance grade: order minus tension at the end. +6 or more: A; +2: B; -2: C; lower: D."""
    t = table(length)
    t.put("world", "order", order)
    t.put("world", "tension", tension)
    assert end(t).alliance_grade == grade


@pytest.mark.parametrize(("length", "marks"), [("standard", (32, 26, 20, 14)), ("lesson", (22, 18, 14, 10))])
def test_rule_14_5_personal_grade(length: str, marks: tuple[int, ...]) -> None:
    """14.5 Personal grade by final points: A 32, B 26, C 20, D 14, below E (five rounds: 22, 18, 14, 10)."""
    for place, mark in enumerate(marks):
        t = table(length)
        t.put("state", "points", mark - 4, 0)
        t.put("state", "points", mark - 5, 1)
        ended = end(t)
        assert ended.scores[:2] == (mark, mark - 1)
        assert ended.grades[:2] == ("ABCDE"[place], "ABCDE"[place + 1])


def test_rule_14_5_personal_grade_by_final_points() -> None:
    """14.5 Personal grade by final points: the agenda included, and nobody's grade depends on another."""
    t = table()
    t.put("state", "points", 20, 0)
    t.put("state", "led", 3, 0)
    assert end(t).grades == ("A", "E", "E", "E")


def test_rule_14_5_publish_both() -> None:
    """14.5 Publish both."""
    ended = end(table())
    assert ended.alliance_grade == "B"
    assert ended.grades == ("E", "E", "E", "E")


# The end


@pytest.mark.parametrize("last", [3, 8])
def test_rule_14_6_collapse(last: int) -> None:
    """14.6 Collapse. All scores are void, nobody is ranked, both grades are F."""
    t = table()
    t.put("state", "points", 30, 0)
    t.put("world", "tension", 10)
    t.only("upkeep", last)
    ended = outcome(t.position)
    assert ended is not None
    assert ended.reason == "collapse"
    assert (ended.scores, ended.ranking, ended.winners) == ((), (), ())
    assert (ended.alliance_grade, ended.grades) == ("F", ("F", "F", "F", "F"))


def test_rule_14_6_agendas_are_opened() -> None:
    """14.6 Agendas are opened for the debrief."""
    t = table()
    t.put("world", "tension", 10)
    t.only("upkeep", 3)
    for seat in range(4):
        seen = view(t.position, seat)
        assert seen.outcome is not None
        assert tuple(agenda.id for agenda in seen.outcome.agendas) == UNMET


def test_rule_14_7_agendas_and_deck_are_opened() -> None:
    """14.7 After the end: agendas and the remaining deck are opened."""
    t = table()
    t.put("deck", "next", 5, 0)
    t.put("deck", "seen", 1 << 2, 0)
    before = view(t.position, 0)
    assert before.value("agenda", "agenda", 1) is None
    assert before.value("deck", "next", 0) is None
    end(t)
    after = view(t.position, 0)
    for seat in range(4):
        assert after.value("agenda", "agenda", seat) == t.get("agenda", "agenda", seat)
    assert after.value("deck", "next", 0) == 5


def test_rule_14_7_the_chronicle_is_complete() -> None:
    """14.7 … the chronicle is complete: what single states saw in the deck is open to all."""
    t = table()
    t.put("two", "intelligence", 1, 1, 2)
    t.enter("diplomacy", 7)
    t.play("pass")
    t.put("world", "tension", 10)

    def peeks(seat: int) -> list[str]:
        return [entry.crisis for entry in view(t.position, seat).chronicle if entry.kind == "peek"]

    assert peeks(0) == [""]
    t.play("pass", "pass", "pass")
    assert t.position.over
    for seat in range(4):
        assert view(t.position, seat).chronicle == t.chronicle()
        assert "" not in peeks(seat)


def test_rule_14_7_sealed_numbers_too() -> None:
    """14.7 … the chronicle is complete: who said what in secret is open to all."""
    t = table()
    t.open("far_theatre", demand=21)
    t.enter("pledge", 8)
    t.play(*["pledge 0 on=far_theatre"] * 4)
    for seat in (3, 2, 1):
        t.play("commit 1 on=far_theatre", seat=seat)

    def sealed(seat: int) -> list[tuple[int, ...]]:
        entries = view(t.position, seat).chronicle
        return [entry.seats for entry in entries if entry.kind == "move" and entry.name.startswith("commit")]

    assert [sealed(seat) for seat in range(4)] == [[], [(1,)], [(2,)], [(3,)]]
    t.play("commit 1 on=far_theatre", seat=0)
    assert t.position.over
    assert [sealed(seat) for seat in range(4)] == [[(3,), (2,), (1,), (0,)]] * 4
