"""Traits: what the page on bots claims is so, and a character is known by its play."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from alliance_game.bots.natures import NATURES
from alliance_game.engine import compile_rules
from alliance_game.engine.rules import Rules
from alliance_game.errors import AllianceError
from alliance_game.sim.__main__ import NAMES, main, put
from alliance_game.sim.company import company, percent, places
from alliance_game.sim.traits import Faces, Seen, share, tables, together, traits, watch, watched_games
from tests.table import library

PAGE = Path(__file__).parents[2] / "docs" / "bots.md"
GAMES = 40


@cache
def rules() -> Rules:
    """Concert for four."""
    return compile_rules(library(), "concert", 4)


@cache
def measured() -> tuple[dict[str, list[Seen]], dict[str, list[Seen]]]:
    """Two small samples of games."""
    half = GAMES // 2
    return watched_games(rules(), NAMES, half, 0), watched_games(rules(), NAMES, half, half)


@cache
def faces() -> Faces:
    """What each bot looks like in both samples."""
    first, second = measured()
    return Faces(rules(), {name: [*first[name], *second[name]] for name in NAMES})


def first_by(trait: str) -> list[str]:
    """The characters, the highest first."""
    known = [name for name in NATURES if trait in faces().of[name]]
    return sorted(known, key=lambda name: -faces().of[name][trait])


@pytest.mark.parametrize(
    ("trait", "highest"),
    [("power", "hawk"), ("trust", "broker"), ("agreements", "broker"), ("crisis", "broker"), ("home", "freerider")],
)
def test_each_does_most_of_what_it_is_known_for(trait: str, highest: str) -> None:
    """Where the actions go."""
    assert first_by(trait)[0] == highest


def test_a_hawk_arms_three_times_as_much_as_anybody_else() -> None:
    arms = {name: faces().of[name]["power"] for name in NATURES}
    assert arms["hawk"] >= 3 * max(share for name, share in arms.items() if name != "hawk")


def test_a_free_rider_gives_least_and_breaks_most_promises() -> None:
    assert first_by("gives")[-1] == "freerider"
    assert first_by("keeps")[-1] == "freerider"
    assert faces().of["freerider"]["keeps"] >= 75


def test_a_loyalist_keeps_its_word_and_gives_most_of_all_to_allies() -> None:
    assert faces().of["loyalist"]["keeps"] >= 99
    assert first_by("sides")[0] == "loyalist"


def test_tit_for_tat_tells_good_records_from_bad_ones_and_a_hawk_accepts_least() -> None:
    assert first_by("in kind")[0] == "titfortat"
    assert first_by("accepts")[-1] == "hawk"
    assert faces().of["hawk"]["accepts"] < 40


def test_characters_are_recognised_in_games_that_were_not_looked_at_before() -> None:
    """By lot it would be one of six."""
    first, second = measured()
    known = Faces(rules(), first)
    once, twice = known.recognised(second), known.recognised(second, 2)
    assert sum(once.values()) >= 60 * len(once)
    assert sum(twice.values()) >= 60 * len(twice)
    assert min(once[name] for name in ("hawk", "broker", "freerider")) >= 70


def test_the_page_shows_a_row_for_each_and_the_orders_that_are_claimed_here() -> None:
    """The figures on the page are from more games; the claims are the same."""
    rows = dict(
        re.findall(r"^\| (\w+) \| (.* \| [−–\d ]+·[−–\d· ]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(rows) == set(NAMES)
    number = {name: [int(part) for part in re.findall(r"[−\d]+", row.replace("−", "-"))] for name, row in rows.items()}
    gives, keeps, sides, accepts, kind = ({name: row[at] for name, row in number.items()} for at in range(5))
    power = {name: row[-2] for name, row in number.items()}
    assert min(gives, key=lambda name: gives[name]) == min(keeps, key=lambda name: keeps[name]) == "freerider"
    assert max(sides, key=lambda name: sides[name]) == "loyalist"
    assert min(accepts, key=lambda name: accepts[name]) == max(power, key=lambda name: power[name]) == "hawk"
    assert max(kind, key=lambda name: kind[name]) == "titfortat"


# Counting


def test_what_is_counted_adds_up_and_is_the_same_again() -> None:
    names = ("hawk", "planner", "loyalist", "titfortat")
    seen = [each.seen for each in watch(rules(), 5, names)]
    assert seen == [each.seen for each in watch(rules(), 5, names)]
    for each in seen:
        assert sum(count for what, count in each.items() if what.startswith("group ")) == each["acts"]
        assert each["asked"] == each["asked good"] + each["asked bad"] + each["asked fresh"]
        assert each["agreed"] <= each["asked"]
        assert each["words kept"] <= each["words"]
        assert each["ally given"] <= each["given"]


def test_traits_that_never_came_up_are_left_out() -> None:
    found = traits(rules(), Counter({"given": 3, "expected": 4, "acts": 3, "group home": 1}))
    assert found == {"gives": 75, "agreements": 0, "trust": 0, "crisis": 0, "power": 0, "home": 33}


def test_shares_are_rounded_and_nothing_has_no_share() -> None:
    assert [share(1, 3), share(2, 3), share(1, 2), share(0, 5)] == [33, 67, 50, 0]
    assert share(0, 0) is None
    assert percent(0, 0) == 0


def test_tables_are_drawn_without_anybody_sitting_twice() -> None:
    drawn = list(tables(NAMES, 30, 4, 7))
    assert [seed for seed, _ in drawn] == list(range(7, 37))
    assert all(len(set(table)) == 4 for _, table in drawn)
    assert {name for _, table in drawn for name in table} == set(NAMES)
    assert drawn == list(tables(NAMES, 30, 4, 7))


def test_games_add_up() -> None:
    assert together([Counter(a=1, b=2), Counter(b=3)]) == Counter(a=1, b=5)


# Company


def test_one_sits_in_every_seat_in_turn() -> None:
    assert list(places("a", "b", 3)) == [("a", "b", "b"), ("b", "a", "b"), ("b", "b", "a")]


def test_a_free_rider_loses_the_alliance_with_its_own_kind() -> None:
    found = company(library(), "freerider", 2, seed=1)
    assert found.own_collapsed == 100
    assert found.wins + found.collapsed <= 100


# The command


def test_the_command_puts_a_table_between_its_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text("above\n<!-- traits -->\nold\n<!-- end of traits -->\nbelow\n", encoding="utf-8")
    assert main(["traits", "--games", "6", "--seed", "3", "--write", str(page)]) == 0
    printed = capsys.readouterr().out
    assert page.read_text(encoding="utf-8") == f"above\n<!-- traits -->\n{printed}<!-- end of traits -->\nbelow\n"
    assert len(re.findall(r"^\| (?:hawk|planner) \|", printed, re.MULTILINE)) == 2


def test_a_page_without_the_marks_stays_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(AllianceError, match="has no place for the table: put '<!-- traits -->'"):
        put(page, "traits", ["| a |"])
    assert page.read_text(encoding="utf-8") == "nothing here\n"
