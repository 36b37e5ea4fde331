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
        "France's coins, now 7:",
        "     4  at the start",
        "    +3  4 → 7  round 1, France raises a levy. (rule 5.7.20)",
        "  What the treasury can spend.",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tension", "Tension, now 4:"),
        ("coins germany", "Germany's coins, now 4:"),
        ("Germany coins", "Germany's coins, now 4:"),
        ("trust japan", "Trust France-Japan, now 5:"),
        ("trust japan germany", "Trust Japan-Germany, now 3:"),
        ("pact japan", "Pact France-Japan, now 0:"),
    ],
)
def test_words_find_their_number(table: Table, text: str, first: str) -> None:
    assert why(table, text)[0] == first


def test_numbers_of_a_crisis(table: Table) -> None:
    table.open("cyber_attack", target=1)
    assert why(table, "cyber attack demand")[0] == "The demand of Cyber attack, now 19:"
    assert why(table, "share cyber_attack japan")[0] == "Japan's share in Cyber attack, now 0:"


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


def test_a_crisis_that_has_left_is_still_explained() -> None:
    table = Table(states=3)
    slot = table.open("cyber_attack", target=1)
    table.put("crisis", "progress", 40, slot)
    table.enter("pledge")
    while table.ask.phase in ("pledge", "commitment"):
        table.play(str(table.ask.moves[-1]), seat=table.ask.seat)
    asked = trail.Asked("crisis", "progress", (), "cyber_attack")
    assert trail.trail(view(table.position, 0), asked)[0] == "The progress of Cyber attack, gone by now:"
