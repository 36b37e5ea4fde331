"""Damaged files: whatever happens to a text, only problems at real places come out."""

import random
from types import FunctionType

import pytest

from alliance_game.content import load_sources
from alliance_game.content.problems import Problem
from alliance_game.errors import ContentError

from .lake import LAKE

SCRAPS = (
    *"[]{}:#'\"*&!|>%@?~,()",
    *("\n", "  ", ": ", "- ", " #", "<<: ", "---\n", "...\n", "null", "true", "-1", "99999999999", "[]", "{}"),
    *("\t", "\x1b", "\u202e", "é", "😀", "((((", "self", "world", "it", "not ", " and ", "+", "//", " if ", " else "),
)
ROUNDS = 10


def insert(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    scrap: str = rng.choice(SCRAPS)
    return text[:at] + scrap + text[at:]


def cut(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.randint(1, 25) :]


def repeat(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at : at + 25] * rng.randint(2, 3) + text[at:]


def move_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def indent_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    lines[at] = rng.choice(["", " ", "  "]) + lines[at].strip()
    return "\n".join(lines)


def swap_words(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    first, second = rng.randrange(len(words)), rng.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def is_in(problem: Problem, files: dict[str, str]) -> bool:
    lines = files[problem.place.file].split("\n")
    return 1 <= problem.place.line <= len(lines) and 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize("damage", [insert, cut, repeat, move_line, indent_line, swap_words])
@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_file_gives_problems_and_nothing_else(damage: FunctionType, seed: int) -> None:
    rng = random.Random(f"{damage.__qualname__}{seed}")
    for _ in range(ROUNDS):
        name = rng.choice(sorted(LAKE))
        files = {**LAKE, name: damage(damage(LAKE[name], rng), rng)}
        try:
            load_sources(files)
        except ContentError as error:
            wild = [
                problem for problem in error.problems if not (isinstance(problem, Problem) and is_in(problem, files))
            ]
            assert not wild, (name, files[name])
