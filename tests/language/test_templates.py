"""Texts with values in braces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_game.errors import ExpressionError
from alliance_game.language.templates import Names, Template, template
from alliance_game.language.tree import Cell, Local, Type

from .words_of_concert import SCOPE, refusal, symbols


def test_pieces_and_values() -> None:
    found = template("{self} gave {self.coins + 1} to {crisis}, the target was {crisis.target}.", SCOPE, symbols())
    assert found.texts == ("", " gave ", " to ", ", the target was ", ".")
    assert [value.type for value in found.values if not isinstance(value, Names)] == [
        Type.STATE,
        Type.INT,
        Type.CRISIS,
        Type.TARGET,
    ]


def test_a_text_without_braces_is_one_piece() -> None:
    assert template("Nothing.", SCOPE, symbols()).texts == ("Nothing.",)


def test_a_name_may_be_asked_for() -> None:
    assert template("{self.name}", SCOPE, symbols()).values == (Local(Type.STATE, "self"),)


def test_lists_of_states() -> None:
    (value,) = template("{names(o in states where o.treaty)}", SCOPE, symbols()).values
    assert isinstance(value, Names)
    assert isinstance(value.states.where, Cell)
    assert value.states.where.name == "treaty"
    (every,) = template("{ names(o in states) }", SCOPE, symbols()).values
    assert isinstance(every, Names)
    assert every.states.where is None


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("Hello {selff}.", "unknown-name", "selff"),
        ("Hello {  selff  }.", "unknown-name", "selff"),
        ("{self} and {partner.coin}.", "unknown-track", "coin"),
        ("{names(o in states where o.foo)}", "unknown-track", "foo"),
        ("So { names(o in states where o.foo) }", "unknown-track", "foo"),
        ("{names(c in crises)}", "bad-placeholder", "names"),
        ("{n > 1}", "bad-placeholder", "n > 1"),
        ("{}", "syntax", "}"),
        ("a { b", "bad-placeholder", "{ b"),
        ("a } b", "bad-placeholder", "} b"),
        ("{self} } b", "bad-placeholder", "} b"),
        ("{{n}}", "bad-placeholder", "{{n}}"),
        ("{n!r}", "bad-character", "!r"),
        ("{n:>9}", "bad-character", ":>9"),
        ("{self.__class__}", "unknown-track", "__class__"),
    ],
)
def test_faults_are_where_they_are_said_to_be(text: str, code: str, at: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        template(text, SCOPE, symbols())
    assert caught.value.code == code
    assert text[caught.value.offset :].startswith(at), caught.value.offset


def read(text: str) -> Template:
    """A text in the scope of Concert."""
    return template(text, SCOPE, symbols())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["{", "}", "self", "n", " ", "names(", ")", "o in states", ".coins", "x", ".name"]), max_size=9
    )
)
def test_any_text_is_read_or_refused(pieces: list[str]) -> None:
    text = "".join(pieces)
    if refusal(read, text) is None:
        found = read(text)
        assert len(found.texts) == len(found.values) + 1
