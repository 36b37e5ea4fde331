"""Numbers that are rounds: what is shown once that round is over."""

import pytest

from alliance_game.describe import dates, status, trail
from alliance_game.describe.trail import Asked
from alliance_game.engine import View, view
from alliance_game.engine.layout import ROUND
from alliance_game.language.resolver import BOOL, STATE, resolve
from alliance_game.language.tree import Local
from tests.table import Table


def in_round(number: int) -> View:
    """A game in which France votes in round 3 and Brazil in round 5, and all of them in the last of 8."""
    table = Table()
    table.put("state", "election", 3, 0)
    table.put("state", "election", 5, 3)
    table.cells[ROUND] = number
    return view(table.position, 0)


@pytest.mark.parametrize(
    ("number", "france", "brazil"), [(1, 3, 5), (3, 3, 5), (4, 8, 5), (5, 8, 5), (6, 8, 8), (8, 8, 8)]
)
def test_after_its_own_vote_a_state_votes_in_the_last_round(number: int, france: int, brazil: int) -> None:
    seen = in_round(number)
    assert dates.value(seen, "state", "election", 0) == france
    assert dates.value(seen, "state", "election", 3) == brazil
    assert f"votes in round {france}" in status.state(seen, 0)
    assert f"votes in round {brazil}" in status.state(seen, 3)


def test_the_past_is_told_as_it_was() -> None:
    """In round 6, of a moment in round 4: Brazil's vote of round 5 was still to come."""
    table = Table()
    table.put("state", "election", 5, 3)
    table.cells[ROUND] = 4
    begin = len(table.entries)
    table.enter("upkeep")
    table.enter("upkeep")
    assert view(table.position, 0).round == 6
    past = status.earlier(view(table.position, 0), table.entries[begin:])
    assert past.round == 4
    assert "votes in round 5" in status.state(past, 3)
    assert "votes in round 8" in status.state(view(table.position, 0), 3)


def test_other_numbers_are_shown_as_they_are() -> None:
    seen = in_round(7)
    tracks = seen.rules.program.symbols.tracks["state"]
    assert [name for name in tracks if dates.conditions_of(seen.rules, name)] == ["election"]
    assert all(
        dates.value(seen, "state", name, 0) == seen.value("state", name, 0) for name in tracks if name != "election"
    )
    assert dates.value(seen, "world", "tension") == seen.value("world", "tension")


def test_the_rules_themselves_and_the_trail_keep_the_number_that_was_dealt() -> None:
    seen = in_round(6)
    assert seen.value("state", "election", 0) == 3
    found = trail.traced(seen, Asked("state", "election", (0,)))
    assert (found.start, found.now, found.over) == (3, 8, True)
    assert "that round is over" in " ".join(trail.trail(seen, Asked("state", "election", (0,))))
    assert not trail.traced(in_round(2), Asked("state", "election", (0,))).over


@pytest.mark.parametrize(
    ("condition", "is_one"),
    [
        ("s.election == round", True),
        ("round == s.election or round == rounds", True),
        ("s.election <= round", False),
        ("s.election == round and s.support < 5", False),
        ("s.election == 3", False),
        ("s.support == 0", False),
        ("round == rounds", False),
    ],
)
def test_only_a_number_that_the_rules_compare_with_the_round_is_one(condition: str, is_one: bool) -> None:
    symbols = Table().rules.program.symbols
    node = resolve(condition, {"s": Local(STATE, "s")}, symbols, BOOL)
    assert dates.is_date(node, "election") is is_one
