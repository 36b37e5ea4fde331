"""What may reach people: for every character that there is, and for every hostile text."""

import sys

import pytest

from alliance_game.letters import pile, unseen, visible, visible_lines, without_unseen
from tests.hostile import MILD, NAMES, PILED, STRINGS, piled, stray


def test_there_are_enough_of_them() -> None:
    assert len(STRINGS) >= 400
    assert len(MILD) >= 200
    assert len(NAMES) >= 250


def test_every_character_that_unicode_calls_a_control_or_a_format_is_unseen() -> None:
    missed = [f"U+{each:04X}" for each in range(sys.maxunicode + 1) if stray(chr(each)) and not unseen(chr(each))]
    assert missed == []


@pytest.mark.parametrize("fit", [visible, visible_lines])
def test_no_hostile_text_is_left_as_it_was(fit: object) -> None:
    assert callable(fit)
    for text in (*STRINGS, *NAMES, "".join(STRINGS)):
        shown = fit(text).replace("\t", "")
        assert not stray(shown), ascii(text)
        assert piled(shown) <= PILED, ascii(text)
        assert fit(fit(text)) == fit(text), ascii(text)
        assert not stray(without_unseen(text, len)), ascii(text)


def test_a_harmless_text_is_shown_as_it_is() -> None:
    """Brackets, braces, tags, other scripts and emoji are somebody's words."""
    for text in MILD:
        assert visible_lines(text) == text
        assert visible(text) == text.replace("\n", "\\n")


def test_what_is_spelt_out_can_be_told_apart() -> None:
    assert visible("a\x1b[2J\u202eb\tc\n") == "a\\u001b[2J\\u202eb[tab]c\\n"
    assert visible_lines("a\x1b[2J\tb\n\x00") == "a\\u001b[2J\tb\n\\u0000"
    assert visible("Z" + "\u0301" * 9) == "Z\u0301\u0301"


@pytest.mark.parametrize(
    "text", ["\u1019\u103c\u102d\u102f\u1037", "\u0e19\u0e49\u0e33", "e\u0301\u0323", "Vi\u1ec7t", "\u05e9\u05c1\u05b8"]
)
def test_the_marks_of_a_script_are_no_pile(text: str) -> None:
    assert pile(text) is None


@pytest.mark.parametrize(
    "mark", ["\u0301", "\u0489", "\u064b", "\u05b0", "\u0e49", "\u0f71", "\u20dd", "\ufe20", "\U0001e8d0"]
)
def test_a_pile_is_found_where_it_begins(mark: str) -> None:
    assert pile(f"caf\u00e9 x{mark * 5}") == 6
