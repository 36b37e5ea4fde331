"""What became of every state: places, points that add up, agendas and grades as the outcome has them."""

import pytest

from alliance_game.describe import ending
from alliance_game.engine import outcome, view
from alliance_game.engine.outcome import Outcome
from tests.table import Table

from ..engine.games import Setting, random_game


def ended(settings: dict[str, int]) -> tuple[Table, Outcome]:
    """A game that is scored: what each state's points are."""
    table = Table()
    for seat, value in enumerate(settings.values()):
        table.put("state", "points", value, seat)
    table.enter("upkeep", in_round=8)
    found = outcome(table.position)
    assert found is not None
    assert found.reason == "finished"
    return table, found


def test_every_score_is_the_sum_of_its_parts_and_the_agenda_is_the_last() -> None:
    table, found = ended({"france": 3, "germany": 20, "japan": 9, "brazil": -8})
    standings = ending.standings(table.rules, found, table.cells)
    assert [each.seat for each in standings] == [seat for group in found.ranking for seat in group]
    for each in standings:
        assert each.score == found.scores[each.seat] == sum(number for number, _ in each.points)
        assert 0 not in [number for number, _ in each.points]
        assert each.grade == found.grades[each.seat]
        assert each.agenda is not None
        assert each.agenda.points == found.agendas[each.seat].points
        paid = [number for number, source in each.points if source == ending.AGENDA]
        assert paid == ([each.agenda.points] if each.agenda.points else [])
        assert each.agenda.stood.startswith(str(found.agendas[each.seat].number).replace("-", "−"))
        line = ending.score(table.rules, found, table.cells, each.seat)
        assert all(f"({source})" in line for _, source in each.points)


def test_what_is_taken_away_is_a_part_of_the_score_like_any_other() -> None:
    table = Table(scenario="african_union")
    table.put("state", "strings", 2, 1)
    table.enter("upkeep", in_round=8)
    found = outcome(table.position)
    assert found is not None
    assert (-2, "strings") in list(ending.points(table.rules, found, table.cells, 1))
    assert " − 2 (strings)" in ending.score(table.rules, found, table.cells, 1)


def test_places_count_those_before_and_are_shared_where_nothing_decides() -> None:
    table = Table()
    rules = table.rules
    found = Outcome("finished", ((2,), (0, 3), (1,)), (9, 4, 12, 9), (), "B", ("A", "B", "A", "C"))
    places = [(each.seat, each.place, each.shared) for each in ending.standings(rules, found, table.cells)]
    assert places == [(2, 1, False), (0, 2, True), (3, 2, True), (1, 4, False)]
    assert [line.strip() for line in ending.ranking(rules, found)[2:]] == [
        "1. Japan, 12 points",
        "2. France, 9 points, shared",
        "2. Brazil, 9 points, shared",
        "4. Germany, 4 points",
    ]


LEAN = Setting("fishery", 2, difficulty="lean", options=("poachers",))


@pytest.mark.parametrize("setting", [Setting("concert", 3), Setting("practice", 4), LEAN], ids=str)
def test_where_nobody_is_ranked_nobody_has_a_place_or_a_score(setting: Setting) -> None:
    unranked = 0
    for seed in range(12, 16):
        *_, last = random_game(setting, seed)
        found = outcome(last)
        assert found is not None
        standings = ending.standings(last.rules, found, view(last, 0).cells)
        assert sorted(each.seat for each in standings) == list(range(setting.states))
        if not found.ranking:
            unranked += 1
            assert [each.seat for each in standings] == list(range(setting.states))
            assert {(each.place, each.shared, each.score, each.points) for each in standings} == {(0, False, None, ())}
            assert all(each.agenda is None or each.agenda.points == 0 for each in standings)
            assert [each.grade for each in standings] == list(found.grades)
    assert unranked
