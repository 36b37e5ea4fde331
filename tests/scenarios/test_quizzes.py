"""The quizzes of the scenarios: complete, fair to guess at for nobody, and about every goal of a lesson."""

from collections import Counter
from itertools import pairwise

import pytest

from alliance_game.definitions.quiz import LETTERS, Item
from tests.table import library

from .test_scenarios import IDS

QUIZZED = ("concert", *IDS)
ITEMS = 6


def quiz(name: str) -> tuple[Item, ...]:
    return library().scenario(name).quiz


def right(item: Item) -> str:
    return item.answers[LETTERS.index(item.right)]


@pytest.mark.parametrize("name", QUIZZED)
def test_six_items_ask_for_every_goal(name: str) -> None:
    scenario = library().scenario(name)
    assert len(scenario.quiz) == ITEMS
    assert {item.goal for item in scenario.quiz} == set(range(1, len(scenario.teaches) + 1))
    assert len({item.question for item in scenario.quiz}) == ITEMS


@pytest.mark.parametrize("name", QUIZZED)
def test_whoever_ticks_one_letter_throughout_learns_that_it_does_not_pay(name: str) -> None:
    letters = [item.right for item in quiz(name)]
    assert set(letters) == set(LETTERS)
    assert max(Counter(letters).values()) <= 2
    assert all(one != other for one, other in pairwise(letters))


def test_length_gives_no_answer_away() -> None:
    items = [item for name in QUIZZED for item in quiz(name)]
    lengths = [(len(right(item)), sorted(map(len, item.answers))) for item in items]
    assert all(each[-1] <= 1.4 * each[0] for _, each in lengths)
    longest = sum(own == each[-1] > each[-2] for own, each in lengths)
    shortest = sum(own == each[0] < each[1] for own, each in lengths)
    assert max(longest, shortest) <= 0.3 * len(items)


def test_letters_are_as_frequent_as_each_other() -> None:
    counts = Counter(item.right for name in QUIZZED for item in quiz(name))
    assert max(counts.values()) - min(counts.values()) <= 4


def test_items_are_about_ideas_and_not_about_buttons() -> None:
    buttons = ("coin", "coins", "round", "rounds", "card", "cards", "tactic")
    asked = " ".join(text.lower() for name in QUIZZED for item in quiz(name) for text in (item.question, *item.answers))
    assert [word for word in buttons if f" {word} " in asked] == []
