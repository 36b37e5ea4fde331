"""Section 14 of the rulebook: end and score."""

import pytest

from alliance_game.engine import outcome, view

from .endings import LAST, UNMET, end, table

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
    t.put("state", "talks", 3, 1)
    assert end(t).scores == (12, 8, 4, 4)


def test_rule_14_1_all_together() -> None:
    """14.1 Final points = points + standing + coins + pacts + signatory + agenda."""
    t = table()
    t.put("state", "points", 11, 0)
    t.put("state", "standing", 7, 0)
    t.put("state", "coins", 8, 0)
    t.put("state", "led", 1, 0)
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
