"""Conditions, effects, changes, the chronicle and errors in other languages: every word of the program is looked up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from alliance_game import Position, View, apply, decision, decisions, load, new_game, view
from alliance_game.content import languages
from alliance_game.definitions import Library, Phase
from alliance_game.describe import (
    bonds,
    cards,
    causes,
    changes,
    duties,
    effects,
    foresight,
    naming,
    prospects,
    sentences,
    sides,
    trail,
)
from alliance_game.engine import markers as mark
from alliance_game.engine import why_not
from alliance_game.engine.layout import KIND
from alliance_game.engine.reasons import failing, fixed_reasons
from alliance_game.errors import AllianceError, IllegalMove, UnknownMove, UnknownName
from alliance_game.language.program import Procedure, Question
from alliance_game.wording import Catalogue, Rendering, speaking

from .pseudo import PSEUDO, unmarked

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"
ERRORS = ("", "foo", "pass x", "play", "play foo", "play sanctions x", "play withdrawal form=x", "play sanctions a=b")
QUOTED = re.compile("“[^“”]*”")


@cache
def base(*packs: Path) -> Library:
    return load(packs=packs)


@cache
def pseudo(*packs: Path) -> Catalogue:
    """Every sentence and every text of the content in marks."""
    found = languages.translatable(base(*packs))
    return replace(PSEUDO, renderings={each.name: Rendering(each.mark, f"⟦{each.spot.text}⟧") for each in found})


def game(scenario: str = "concert", *packs: Path) -> Iterator[Position]:
    """The positions of a game with moves by lot, in the language that is spoken."""
    position, lot = new_game(languages.in_spoken(base(*packs)), scenario, seed=7), Random(7)
    while decision(position) is not None:
        yield position
        asked = decisions(position)[0]
        position, _ = apply(position, lot.choice(list(asked.moves)), asked.seat)
    yield position


@cache
def played() -> tuple[Position, ...]:
    """A whole game in marks."""
    with speaking(pseudo()):
        return tuple(game())


def unsaid(texts: Iterable[str]) -> set[str]:
    """Texts with words that were not looked up."""
    return {text for text in texts if unmarked(text)}


@pytest.mark.parametrize(("scenario", "packs"), [("concert", ()), ("fishery", (FISHERY,))])
def test_cards_and_tactics(scenario: str, packs: tuple[Path, ...]) -> None:
    with speaking(pseudo(*packs)):
        rules = next(game(scenario, *packs)).rules
        found = [line for card in rules.cards for line in cards.card_lines(rules, card)]
        found += [cards.chosen(rules, card) for card in rules.cards if card.who is not None]
        found += [line for form in rules.program.forms for line in cards.tactic_lines(rules, form)]
    assert len(found) > 80
    # Parameters keep the names that their author gave.
    assert unsaid(QUOTED.sub("", text) for text in found) == set()


@pytest.mark.parametrize(("scenario", "packs"), [("concert", ()), ("fishery", (FISHERY,))])
def test_effects_and_amounts(scenario: str, packs: tuple[Path, ...]) -> None:
    """All that the rules do, whoever it is said to; names that a rule gives to a number stay as they are."""
    with speaking(pseudo(*packs)):
        rules = next(game(scenario, *packs)).rules
        found = []
        for words in ({}, {"partner": "you", "crisis": "it", "target": "it", "o": "you", "s": "it"}):
            voice = effects.voice_of(rules, words)
            for unit in rules.program.units:
                if isinstance(unit, Procedure):
                    found += [effects.text(voice, unit.steps), *(effects.said(voice, step)[1] for step in unit.steps)]
                elif isinstance(unit, Question):
                    found.append(voice.say(unit.node))
    assert len(found) > 150
    assert unsaid(QUOTED.sub("", text) for text in found) == set()


def test_what_stands_in_the_way() -> None:
    with speaking(pseudo()):
        found = []
        for position in played()[:60:9]:
            rules, cells, seat = position.rules, position.cells, decisions(position)[0].seat
            for index in range(len(rules.program.forms)):
                found += fixed_reasons(rules, cells, seat, index)
            for each in rules.moves[1:]:
                found += failing(rules, cells, seat, each.form, each.arguments)
    assert len(set(found)) > 20
    assert unsaid(found) == set()


def refusals(position: Position) -> Iterator[str]:
    """What is said of moves that are none, or not possible."""
    verb = next(iter(decisions(position)[0].moves)).text.split()[0]
    for text in (*ERRORS, f"{verb} 99", f"{verb} 1 on=x", f"{verb} x", verb, "accept", "choose x"):
        try:
            reason = why_not(view(position, decisions(position)[0].seat), text)
            if reason is not None:
                yield reason
            apply(position, text)
        except (UnknownMove, IllegalMove) as error:
            yield str(error)


def test_moves_that_cannot_be_made() -> None:
    with speaking(pseudo()):
        found = [text for position in played()[:72:6] for text in refusals(position)]
    assert len(set(found)) > 20
    assert unsaid(found) == set()


def test_names_that_nobody_knows() -> None:
    with speaking(PSEUDO):
        found = [str(UnknownName("bot", "hauk", ["hawk"])), str(UnknownName("scenario", "zzz", ["lagoon", "concert"]))]
    assert unsaid(found) == set()


def prospective(seen: View) -> Iterator[str]:
    """What is said before a move."""
    for each in seen.decisions:
        for move in list(each.moves)[:8]:
            yield prospects.said(seen, move.number)
            yield foresight.asks(seen, move.number)
            promised = foresight.foreseen(seen, move.number).effects
            yield from (*duties.new(seen, promised), *duties.promised(seen, promised))
    if seen.cells[KIND] == mark.CONSENT:
        found = sides.sides(seen, foresight.proposal_foreseen(seen), foresight.proposer(seen))
        yield from (sides.own_words(seen, part.change) for part in (*found.own, *found.other))
        yield from (word for _, word in sides.votes(seen))
    yield from bonds.owed(seen)
    yield from (line for slot in seen.crises for line in duties.here(seen, slot))


def test_what_a_move_would_do() -> None:
    with speaking(pseudo()):
        found = [text for each in played()[:120:5] for text in prospective(view(each, decisions(each)[0].seat))]
    assert any(found)
    assert unsaid(found) == set()


def told(seen: View) -> Iterator[str]:
    """All that is said of what has happened."""
    for entry, origin in causes.origins(seen):
        yield sentences.sentence(seen.rules, entry)
        yield from sentences.values(seen.rules, entry)
        if entry.kind in ("card", "open"):
            yield sentences.card_story(seen.rules, entry)
        if origin is not None:
            # A title in quotes can be the beginning of a text, and so half of its marks.
            yield from (QUOTED.sub("", origin.title), origin.said)
    changed = [entry for entry in seen.chronicle if entry.kind == "change"]
    yield from changes.said(seen.rules, changes.merged(seen.rules, changed)).split("; ")
    yield from (changes.said(seen.rules, changes.merged(seen.rules, [entry])) for entry in changed)


def asked(seen: View) -> Iterator[str]:
    """All that is said of why numbers are what they are."""
    for title, group in trail.numbers(seen):
        yield title
        for each in group:
            yield trail.title_of(seen, each)
            yield trail.value_said(seen.rules, each, trail.value_now(seen, each))
            yield from trail.trail(seen, each)
    for text in ("score", "foo", "trust", "demand", "coinz"):
        try:
            yield from trail.why(seen, text)
        except AllianceError as error:
            yield str(error)


def test_what_has_happened_and_why() -> None:
    with speaking(pseudo()):
        last = view(played()[-1], 0)
        happened, reasons = list(told(last)), list(asked(last))
    assert len(set(happened)) > 150
    assert len(reasons) > 100
    assert unsaid(happened) == set()
    assert unsaid(text for text in reasons if text) == set()


# Spanish


@cache
def spanish() -> Catalogue:
    return languages.catalogue_of("es")


def test_conditions_in_spanish() -> None:
    with speaking(spanish()):
        position = next(position for position in game() if decisions(position)[0].kind == "act")
        seen = view(position, decisions(position)[0].seat)
        others = [state for seat, state in enumerate(seen.rules.states) if seat != seen.seat]
        reason = why_not(seen, f"play bilateral_pact partner={others[0].id}")
        assert reason is not None
        assert re.fullmatch(rf"requiere confianza con {others[0].title} ≥ 4 \(ahora \d\)", reason)
        assert why_not(seen, "play multilateral_treaty form=join") == "requiere un Estado en “tratado”"
        assert why_not(seen, "play public_apology") == f"{seen.rules.states[seen.seat].title} no ha perdido crédito"


def test_a_card_in_spanish() -> None:
    with speaking(spanish()):
        rules = next(game()).rules
        card = next(card for card in rules.program.cards if card.id == "economic_downturn")
        assert cards.card_lines(rules, card)[1:] == ["Efecto: cada Estado: monedas −1 si orden ≥ 6, si no −2."]
        wave = next(card for card in rules.program.cards if card.id == "nationalist_wave")
        assert cards.card_lines(rules, wave)[1] == "Lo protagoniza el Estado con menos apoyo."


def test_and_has_another_word_before_the_same_sound() -> None:
    with speaking(spanish()):
        assert naming.listed(["Japón", "Francia", "Irlanda"]) == "Japón, Francia e Irlanda"
        assert naming.listed(["Francia", "Japón"]) == "Francia y Japón"
    assert naming.listed(["Japan", "France", "Ireland"]) == "Japan, France and Ireland"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"verb": "pledge"}, "pledges"),
        ({"verb": "press"}, "presses"),
        ({}, "catches"),
        ({"verb": "bid", "says": "offers"}, "offers"),
    ],
)
def test_what_is_said_of_an_answer(written: dict[str, str], says: str) -> None:
    ask = {"number": "self.haul", "to": "3", **written}
    phase = Phase.model_validate({"id": "catch", "ask": ask})
    assert phase.ask is not None
    assert phase.ask.says == says


def test_what_is_said_of_an_answer_is_a_text_of_the_ruleset() -> None:
    phases = base().rulesets["concert"].ruleset.phases
    assert [phase.ask.says for phase in phases if phase.ask is not None] == ["pledges", "commits"]
    with speaking(spanish()):
        position = next(position for position in game() if decisions(position)[0].kind == "ask")
        position, entries = apply(position, next(iter(decisions(position)[0].moves)))
        assert " promete " in sentences.sentence(position.rules, entries[0])
