"""The notes of a first game in lines of text."""

import re
from pathlib import Path

import pytest

from alliance_game.saves import create, open_save
from alliance_game.sitting import first_game
from tests.table import library

from .script import Keyboard, first_possible, game_of, sit_down

NOTE = re.compile(r"^\[ (.*) \]$", re.MULTILINE)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Keyboard:
    keyboard = Keyboard([], first_possible)
    game = create(library(), folder=tmp_path_factory.mktemp("saves"), **first_game(library()))
    assert sit_down(game, keyboard) == 0
    return keyboard


def test_the_first_note_comes_before_anything_happens_and_the_last_after_the_end(played: Keyboard) -> None:
    text = played.text
    assert text.index("[ Tension and points ]") < text.index("== Round 1 of 3 ==")
    assert text.index("== The end ==") < text.index("[ You know enough ]") < text.index("The game is saved in")


def test_each_note_is_told_once_and_two_at_most_before_a_question(played: Keyboard) -> None:
    told = NOTE.findall(played.text)
    assert len(told) == len(set(told)) >= 15
    assert max(len(NOTE.findall(page)) for page, _ in played.pages) == 2


def test_a_note_stands_before_the_question_that_it_is_for(played: Keyboard) -> None:
    (page,) = [page for page, _ in played.pages if "[ Sealed ]" in page]
    assert page.index("[ Sealed ]") < page.index("How many coins will you give, in secret?")
    lines = played.text.splitlines()
    begin = lines.index("[ Sealed ]")
    assert all(line.startswith("  ") and len(line) < 80 for line in lines[begin + 1 : begin + 4])


def test_a_continued_game_does_not_begin_again(tmp_path: Path) -> None:
    """What was told stays told, but for the question that waits."""
    keyboard = Keyboard(["1", "5", "1"])
    sit_down(create(library(), folder=tmp_path, name="mine", **first_game(library())), keyboard)
    assert NOTE.findall(keyboard.text) == [
        *("Tension and points", "A card asks you", "Your turn", "Support"),
        *("Trust", "Your agenda"),
    ]
    again = Keyboard([])
    sit_down(open_save(tmp_path, "mine", library()), again)
    assert NOTE.findall(again.text) == ["Trust", "Your agenda"]


def test_other_games_have_no_notes(tmp_path: Path) -> None:
    keyboard = Keyboard(["quit"])
    sit_down(game_of(tmp_path, "you,planner"), keyboard)
    assert NOTE.findall(keyboard.text) == []


def test_the_notes_come_to_whoever_plays_the_scenario(tmp_path: Path) -> None:
    """Two people at one keyboard are each told, on their own screen."""
    keyboard = Keyboard([], first_possible)
    seats = "you,planner,you,planner"
    assert sit_down(game_of(tmp_path, seats, seed=4, scenario="first_steps", length="lesson"), keyboard) == 0
    assert NOTE.findall(keyboard.text).count("A pledge") == 2
