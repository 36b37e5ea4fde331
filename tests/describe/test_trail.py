"""Why a number is what it is."""

import pytest

from alliance_game.describe import trail
from alliance_game.engine import view
from alliance_game.errors import AllianceError
from tests.table import Table


@pytest.fixture
def table() -> Table:
    table = Table(states=3)
    table.play("play levy", "play track_two partner=japan", "play sanctions", "pass")
    return table


def why(table: Table, text: str, seat: int = 0) -> list[str]:
    return trail.why(view(table.position, seat), text)


def test_every_change_with_its_cause(table: Table) -> None:
    assert why(table, "coins") == [
        "Why is France's coins 6?",
        "     4  at the start",
        "    +2  4 → 6  round 1, France raises a levy. (rule 5.7.20)",
        "  What the treasury can spend.",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tension", "Why is tension 4?"),
        ("coins germany", "Why is Germany's coins 3?"),
        ("Germany coins", "Why is Germany's coins 3?"),
        ("trust japan", "Why is trust France-Japan 4?"),
        ("trust japan germany", "Why is trust Japan-Germany 3?"),
        ("pact japan", "Why is pact France-Japan 0?"),
    ],
)
def test_words_find_their_number(table: Table, text: str, first: str) -> None:
    assert why(table, text)[0] == first


def test_numbers_of_a_crisis(table: Table) -> None:
    table.open("cyber_attack", target=1)
    assert why(table, "cyber attack demand")[0] == "Why is the demand of Cyber attack 18?"
    assert why(table, "share cyber_attack japan")[0] == "Why is Japan's share in Cyber attack 0?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tensoin", "Did you mean 'tension'?"),
        ("coins jpan", "Did you mean 'japan'?"),
        ("trust", "Between whom?"),
        ("demand", "Of which crisis?"),
    ],
)
def test_what_cannot_be_understood_gets_one_line(table: Table, text: str, said: str) -> None:
    with pytest.raises(AllianceError) as error:
        why(table, text)
    assert said in str(error.value)
