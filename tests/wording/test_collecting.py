"""The sentences in the program's sources."""

import ast

import pytest

from alliance_game.authoring.translating.collecting import literals, sentences
from tests.wording.sources import entries

LANGUAGES = ("es",)


def expression(text: str) -> ast.expr:
    """A Python expression."""
    return ast.parse(text, mode="eval").body


def test_a_choice_between_sentences_gives_both() -> None:
    assert [*literals(expression("'one' if a else 'two' if b else 'three'"))] == ["one", "two", "three"]


@pytest.mark.parametrize("text", ["f'{x}'", "x", "'a' + x", "'a'.format(x)"])
def test_a_sentence_stands_in_the_source_as_it_is(text: str) -> None:
    with pytest.raises(ValueError, match="as it is"):
        [*literals(expression(text))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said_in_every_language_and_no_other(language: str) -> None:
    known = [entry.text for entry in entries(language)]
    assert [place for text, place in sentences() if text not in set(known)] == []
    assert sorted(set(known) - {sentence.text for sentence in sentences()}) == []
    assert sorted({text for text in known if known.count(text) > 1}) == []
