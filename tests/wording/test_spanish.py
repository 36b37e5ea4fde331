"""The Spanish files: complete, and with the same values as the English."""

import re
from collections import Counter

import pytest

from alliance_game.authoring.translating import coverage
from alliance_game.content import Problems, base_folder, catalogue_of
from alliance_game.content.languages import in_spoken, phrases_in
from alliance_game.engine import new_game
from alliance_game.wording import speaking
from tests.table import library

NAMES = re.compile(r"\{[^{}]*\}")


def test_nothing_is_missing_and_nothing_out_of_date() -> None:
    found = coverage(library(), "es", base_folder(), "")
    assert (found.missing, found.stale, found.unsaid, found.unused) == ((), (), (), ())
    assert found.texts > 500
    assert found.sentences > 1000


def test_every_sentence_has_the_values_of_its_english() -> None:
    problems = Problems()
    pairs = [each for part in phrases_in("es", problems).values() for each in part.sentences]
    assert not [*problems]
    assert [each.of for each in pairs if Counter(NAMES.findall(each.of)) != Counter(NAMES.findall(each.text))] == []
    assert [each.of for each in pairs if each.text != each.text.strip() and each.of == each.of.strip()] == []


@pytest.mark.parametrize("scenario", sorted(library().scenarios))
def test_every_scenario_can_be_played_in_spanish(scenario: str) -> None:
    table = library().scenario(scenario)
    with speaking(catalogue_of("es")):
        spanish = in_spoken(library())
        for states in range(table.seats.min, table.seats.max + 1):
            for length in library().rules_of(scenario).ruleset.lengths:
                position = new_game(spanish, scenario, states=states, length=length)
                assert position.rules.library.language == "es"
