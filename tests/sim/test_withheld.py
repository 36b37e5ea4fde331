"""A card withheld: it never comes, everything else stays as likely as it was, and until it matters nothing differs."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from alliance_game.bots import bot
from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.engine import compile_rules
from alliance_game.engine import markers as mark
from alliance_game.engine.drawing import IN_DECK, OUT
from alliance_game.engine.machine import Machine
from alliance_game.engine.rules import Rules
from alliance_game.engine.setup import first_cells
from alliance_game.sim.pairs import untouched
from alliance_game.sim.table import Played, play_game
from alliance_game.sim.withheld import without
from tests.table import library

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"


@cache
def fishery() -> Library:
    return load([FISHERY])


@cache
def withheld(card: str, scenario: str = "concert", length: str | None = None) -> tuple[Rules, Machine]:
    """The rules, and what plays them without a card."""
    rules = compile_rules(fishery() if scenario == "fishery" else library(), scenario, length=length)
    return rules, without(rules, card)


def played(rules: Rules, seed: int, machine: Machine | None = None, name: str = "random") -> Played:
    return play_game(rules, seed, [bot(name, seed) for _ in range(rules.players)], machine)


def came(rules: Rules, game: Played, card: str) -> bool:
    """Whether a card is anywhere in a game, or was looked at."""
    return not untouched(rules, game, card)


@pytest.mark.parametrize(
    ("card", "scenario", "games"),
    [
        ("cyber_attack", "concert", 25),  # two copies
        ("snap_election", "concert", 40),
        ("summit", "first_steps", 5),  # dated
        ("storm", "fishery", 40),  # scheduled, and drawn under a condition
        ("good_prices", "fishery", 25),  # drawn and scheduled for a state
    ],
)
def test_a_withheld_card_never_comes(card: str, scenario: str, games: int) -> None:
    rules, other = withheld(card, scenario)
    assert any(came(rules, played(rules, seed), card) for seed in range(games))
    assert not any(came(rules, played(rules, seed, other), card) for seed in range(games))


@pytest.mark.parametrize(
    ("name", "length", "seeds"),
    [("random", "standard", range(40)), ("planner", "lesson", range(5)), ("easy", "lesson", range(2))],
)
def test_a_game_in_which_it_does_not_come_is_the_same_game(name: str, length: str, seeds: range) -> None:
    """Bots that look ahead dream of the card in both."""
    rules, other = withheld("snap_election", length=length)
    same = [(played(rules, seed, None, name), played(rules, seed, other, name)) for seed in seeds]
    alike = [(one, two) for one, two in same if untouched(rules, one, "snap_election")]
    assert alike
    assert all(one.cells == two.cells and one.log == two.log for one, two in alike)


def test_until_it_comes_both_games_are_one() -> None:
    """What was told before the card came, or before somebody looked at it, was told in the other game too."""
    rules, other = withheld("snap_election")
    number = rules.card_names.index("snap_election")
    places = {mark.CARD: 1, mark.PEEK: 2}
    parted = 0
    for seed in range(40):
        one, two = played(rules, seed), played(rules, seed, other)
        found = (n for n, item in enumerate(one.log) if item[0] in places and item[places[item[0]]] == number)
        if (at := next(found, None)) is not None:
            assert one.log[:at] == two.log[:at]
            assert one.log[at] not in two.log[at:]
            parted += 1
    assert parted > 5


def lots(rules: Rules, machine: Machine, times: int) -> list[tuple[int, int]]:
    """First draws from the full deck with many seeds, and where the deck's stream stands after each."""
    found = []
    for seed in range(times):
        cells = first_cells(rules, seed)
        card = machine.drawing.lot(cells, 0)
        found.append((card, cells[machine.drawing.stream]))
    return found


def test_the_other_cards_are_as_likely_as_in_a_deck_without_it() -> None:
    rules, other = withheld("cyber_attack")
    numbers = {n for n, card in enumerate(rules.cards) if card.id == "cyber_attack"}
    with_card, without_card = lots(rules, rules.machine, 6000), lots(rules, other, 6000)
    for (one, stream), (two, its) in zip(with_card, without_card, strict=True):
        assert stream == its
        assert two not in numbers
        assert one == two or one in numbers
    again = Counter(two for (one, _), (two, _) in zip(with_card, without_card, strict=True) if one in numbers)
    singles = [n for n in again if sum(card.id == rules.cards[n].id for card in rules.cards) == 1]
    expected = sum(again[n] for n in singles) / len(singles)
    assert len(singles) > 10
    chi_square = sum((again[n] - expected) ** 2 / expected for n in singles)
    assert chi_square < 2 * len(singles)


def test_a_deck_of_nothing_else_is_empty() -> None:
    rules, other = withheld("cyber_attack")
    drawing = other.drawing
    cells = first_cells(rules, 1)
    for number, card in enumerate(rules.cards):
        cells[drawing.place + number] = IN_DECK if card.id == "cyber_attack" else OUT
    before = cells[:]
    assert drawing.lot(cells, 0) == -1
    assert [cells[drawing.place + n] for n in range(len(rules.cards))] == before[drawing.place :][: len(rules.cards)]
    assert rules.machine.drawing.lot(before, 0) >= 0
