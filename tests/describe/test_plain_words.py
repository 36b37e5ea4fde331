"""What the game writes by itself reads like something that a person would say."""

import pytest

from alliance_game.describe import bids, cards, questions
from alliance_game.describe.offers import Offer, offers
from alliance_game.describe.sentences import sentence, spoken
from alliance_game.engine import Decision, decisions, new_game, view
from alliance_game.engine.reasons import Reading, speech
from alliance_game.engine.rules import Rules
from alliance_game.language.needs import needs
from alliance_game.plain.menus import detail
from alliance_game.wording import small, stopped
from tests.table import Table, library


def rules_of(scenario: str) -> Rules:
    states = library().scenarios[scenario].seats.max
    return new_game(library(), scenario=scenario, states=states, seed=1).rules


def bound(rules: Rules, index: int) -> dict[str, int]:
    """Names for the parameters of a form: the second state, the first crisis."""
    form = rules.program.forms[index]
    return {"self": 0, **{each.name: int(each.kind == "other") for each in form.parameters}}


@pytest.mark.parametrize("scenario", sorted(library().scenarios))
def test_no_reason_names_a_mark_and_no_card_repeats_an_article(scenario: str) -> None:
    table = Table(scenario=scenario, states=library().scenarios[scenario].seats.max)
    rules, world = table.rules, Reading(table.rules, table.cells)
    said = speech(rules, table.cells)
    reasons = [
        needs(part, bound(rules, form.index), world, said) for form in rules.program.forms for part in form.conditions
    ]
    assert len(reasons) > 20
    assert [reason for reason in reasons if "mark" in reason] == []
    written = [line for card in rules.cards for line in cards.card_lines(rules, card)]
    assert [line for line in written if "highest the" in line or "?." in line or " it and it" in line] == []


def test_a_reason_says_what_is_in_the_way() -> None:
    table = Table(scenario="warsaw_pact")
    assert table.why_not("play quiet_defiance") == "the Soviet Union is the centre"
    help_ = table.why_not("play fraternal_help form=march partner=poland")
    assert help_ is not None
    assert "mark" not in help_
    treaty = Table(scenario="delian_league").why_not("play ships_or_silver form=sail")
    assert treaty is not None
    assert "mark" not in treaty


def test_a_card_means_the_state_that_has_the_mark() -> None:
    rules = rules_of("warsaw_pact")
    card = next(card for card in rules.cards if card.id == "doctrine_1968")
    assert "It is about the state that is the centre." in cards.card_lines(rules, card)


def test_blocks_and_chains_of_conditions_are_readable() -> None:
    text = " ".join(line for card in rules_of("concert").cards for line in cards.card_lines(rules_of("concert"), card))
    assert "otherwise, if support is 5 or more: points +2; otherwise: the government falls" in text
    assert "fell this round" not in text
    leaks = " ".join(
        line for card in rules_of("five_eyes").cards for line in cards.card_lines(rules_of("five_eyes"), card)
    )
    assert "a leak (leaks +1, tension +1; its source loses" in leaks


@pytest.mark.parametrize(
    ("scenario", "move", "words"),
    [
        (
            "warsaw_pact",
            "play fraternal_help form=garrison partner=poland",
            "fraternal help for Poland, from the garrison",
        ),
        ("delian_league", "play bring_back form=siege partner=naxos", "siege of Naxos"),
        ("concert", "play withdrawal form=pact partner=japan", "leave a pact with Japan"),
    ],
)
def test_a_form_is_called_so_that_one_knows_the_tactic(scenario: str, move: str, words: str) -> None:
    assert spoken(rules_of(scenario), move) == words


def test_a_vote_says_about_whom_it_is() -> None:
    table = Table(scenario="warsaw_pact")
    table.put("state", "loyalty", 1, 1)
    assert table.why_not("play fraternal_help form=garrison partner=poland") == "Poland is not in the treaty"
    table.put("many", "treaty", 1)
    found = table.play("play fraternal_help form=garrison partner=poland")
    assert "The Soviet Union proposes: fraternal help for Poland, from the garrison." in [
        sentence(table.rules, entry) for entry in found
    ]
    asked = table.ask
    lines = questions.question(view(table.position, asked.seat), asked)
    assert lines[0].endswith(": fraternal help for Poland, from the garrison.")


# Why no more


def pledging(scenario: str, **start: int) -> tuple[Table, Decision]:
    table = Table(scenario=scenario, states=library().scenarios[scenario].seats.min)
    card = next(card for card in table.rules.cards if card.crisis)
    table.open(card.id)
    for track, value in start.items():
        table.put("state", track, value)
    table.enter("pledge")
    return table, decisions(table.position)[0]


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ({"coins": 1, "might": 9, "standing": 9, "support": 9}, "0 to 1: you have no more coins to promise."),
        (
            {"coins": 9, "might": 9, "standing": 9, "support": 1},
            "0 to 1: with a support of 1 your voters let you give 1",
        ),
        ({"coins": 9, "might": 2, "standing": 2, "support": 9}, "0 to 2: no more than "),
    ],
)
def test_the_most_that_can_be_said_has_its_reason(start: dict[str, int], reason: str) -> None:
    table, asked = pledging("concert", **start)
    assert f"You can say {reason}" in questions.question(view(table.position, asked.seat), asked)[-1]


@pytest.mark.parametrize("scenario", ["nato_today", "us_japan", "eu_csdp", "delian_league"])
def test_every_scenario_explains_its_limit(scenario: str) -> None:
    table, asked = pledging(scenario, coins=9)
    seen = view(table.position, asked.seat)
    every = bids.Bids(seen, asked)
    assert every.ask.because
    assert all(questions.why_not_more(seen, every.ask, stake.slot) for stake in every.stakes)


# What cannot be undone


def everything(found: tuple[Offer, ...]) -> list[Offer]:
    return [each for offer in found for each in (offer, *everything(offer.inner))]


def test_what_closes_a_door_is_said_before_it_is_done() -> None:
    table = Table(scenario="delian_league", seed=2)
    table.put("many", "treaty", 1)
    table.enter("diplomacy", in_round=2)
    while table.ask.seat != 1:
        table.play("pass")
    seen = view(table.position, 1)
    leaving = next(
        each for each in everything(offers(seen, table.ask)) if each.move is not None and "secession" in str(each.move)
    )
    assert "Mind: nobody leaves twice" in detail(seen, leaving)


def test_titles_that_ask_need_no_full_stop() -> None:
    assert stopped("Does Article V apply?") == "Does Article V apply?"
    assert stopped("Piracy") == "Piracy."


def test_names_keep_their_capitals_in_a_sentence() -> None:
    assert [small(title) for title in ("Bilateral pact", "works with NGOs", "Treaty of Amity")] == [
        "bilateral pact",
        "works with NGOs",
        "Treaty of Amity",
    ]
