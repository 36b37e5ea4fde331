"""The scenarios of the subject: complete, different from one another, and played to the end."""

from collections import Counter
from functools import cache
from pathlib import Path
from runpy import run_path

import pytest

from alliance_game.definitions import CrisisCard, Scenario
from alliance_game.definitions.cards import IncidentCard
from alliance_game.engine import compile_rules, violations
from alliance_game.sim import simulate
from alliance_game.sim.report import Report
from tests.engine.games import Setting, random_game
from tests.table import library

IDS = [
    *("nato_1949", "nato_today", "warsaw_pact", "csto", "eu_csdp", "united_nations", "us_japan"),
    *("gcc", "asean_forum", "african_union", "five_eyes", "delian_league", "minilateral"),
]
ROOT = Path(__file__).parents[2]
KINDS = ("hard", "mixed", "soft")
SUBJECTS = ("cyber", "conflict", "terror", "relief")
LEAST_CARDS = 90
GAMES = 6


def each(name: str) -> Scenario:
    return library().scenario(name)


@cache
def played(name: str) -> Report:
    """Some games of planners, with as many states as usual."""
    seats = each(name).seats
    return simulate(library(), GAMES, ("planner",) * max(seats.min, min(4, seats.max)), name, seed=1949)


@pytest.mark.parametrize("name", IDS)
def test_a_scenario_says_all_that_players_and_teachers_need(name: str) -> None:
    scenario = each(name)
    assert all((scenario.era, scenario.about, scenario.briefing, scenario.level))
    assert 1 <= len(scenario.own_rules) <= 4
    assert 2 <= len(scenario.teaches) <= 5
    assert 4 <= len(scenario.questions) <= 8
    assert {lesson.minutes for lesson in scenario.lessons} >= {45, 90}
    assert 2 <= len(scenario.states) <= 6
    for state in scenario.states:
        assert all((state.about, state.briefing, state.agendas, state.bot)), state.id


@pytest.mark.parametrize("name", IDS)
def test_a_scenario_has_rules_of_its_own(name: str) -> None:
    rules, concert = library().rules_of(name), library().rulesets["concert"]
    assert each(name).ruleset == name
    assert rules.ruleset.extends == "concert"
    changed = [
        part
        for part in ("tactics", "agreements", "agendas")
        if dict(getattr(rules, part)) != dict(getattr(concert, part))
    ]
    assert "agendas" in changed
    assert len(changed) > 1 or len(rules.ruleset.hooks) > len(concert.ruleset.hooks)


@pytest.mark.parametrize("name", IDS)
def test_a_scenario_has_eight_to_thirteen_dated_cards_with_sources(name: str) -> None:
    scenario = each(name)
    dated = [library().cards[entry.card].card for entry in scenario.dated]
    assert 8 <= len(dated) <= 13
    assert all(card.date and card.source and card.verified for card in dated)
    assert sum(isinstance(card, CrisisCard) for card in dated) >= 3
    assert sum(isinstance(card, IncidentCard) and bool(card.choices) for card in dated) >= 2
    longest = max(library().rules_of(name).ruleset.lengths)
    assert all(entry.round_in(longest) or entry.round_in("lesson") for entry in scenario.dated)


def test_the_decks_have_ninety_cards_beside_the_dated_ones() -> None:
    dated = {entry.card for name in IDS for entry in each(name).dated}
    cards = [name for name, held in library().cards.items() if name not in dated and held.deck not in IDS]
    assert len(cards) >= LEAST_CARDS


def test_a_crisis_has_one_kind_and_one_subject() -> None:
    odd = {
        name: card.tags
        for name, held in library().cards.items()
        if isinstance(card := held.card, CrisisCard)
        if sum(tag in KINDS for tag in card.tags) != 1 or sum(tag in SUBJECTS for tag in card.tags) != 1
    }
    assert odd == {}


@pytest.mark.parametrize("name", IDS)
def test_a_scenario_ends_with_every_number_of_states_and_in_every_length(name: str) -> None:
    seats = each(name).seats
    for states in range(seats.min, seats.max + 1):
        for length in library().rules_of(name).ruleset.lengths:
            *_, last = random_game(Setting(name, states, length), seed=states)
            assert last.over
            assert violations(last) == []


@pytest.mark.parametrize("name", IDS)
def test_bots_play_a_scenario_to_its_end_with_its_own_tactics(name: str) -> None:
    report = played(name)
    assert report["games"] == GAMES
    own = library().rules_of(name).tactics.keys() - library().rulesets["concert"].tactics.keys()
    used = Counter(report["tactics"])
    assert not own or sum(used[tactic] for tactic in own) > 0, used


@pytest.mark.parametrize("name", IDS)
def test_states_are_led_by_the_bots_that_the_scenario_names(name: str) -> None:
    scenario = each(name)
    rules = compile_rules(library(), name, scenario.seats.max)
    assert len({state.bot for state in rules.states}) > 1 or len(rules.states) == 2


def test_concert_comes_first_and_keeps_its_deck() -> None:
    concert = each("concert")
    assert concert.decks == {"events": ("base",)}
    assert sum(held.card.copies for _, held in library().cards_of("concert")) == 37


def test_the_page_of_scenarios_is_up_to_date() -> None:
    written = run_path(str(ROOT / "docs" / "scenarios.py"))
    assert (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8") == written["page"](library())
