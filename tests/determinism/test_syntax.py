"""What the engine may not do, read from its syntax tree: whatever could come out otherwise on another machine."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.determinism.orders import Sets, fractions, orders, world
from tests.test_architecture import FILES, ROOT, tree

CORE = ("definitions", "language", "engine")
"""They play the game: whole numbers, and nothing of the world."""
ORDERED = (*CORE, "bots", "content", "saves", "sim")
"""What they say and write comes in the same order everywhere."""
HARMLESS = {
    "engine/moves.py: hash()": "a move's own __hash__, as Python wants it",
    "content/loader.py: a comprehension over a set": "into a frozenset of keys, and a dictionary that is looked up in",
    "content/packs.py: a comprehension over a set": "in_order sorts what it is given",
    "saves/journal.py: a loop over a set": "file descriptors to be closed",
    "saves/following.py: glob() not sorted": "sorted where a near name is looked for",
    "saves/listing.py: scandir() not sorted": "sorted by date and name at the end",
    "saves/names.py: glob() not sorted": "sorted where a near name is looked for",
    "saves/names.py: iterdir() not sorted": "only the highest number counts",
}
"""Looked at, with the reason."""
PLANTED = {
    "for x in {1, 2}:\n    print(x)": "a loop over a set",
    "found = [x for x in set(names)]": "a comprehension over a set",
    "found = {x: 1 for x in frozenset(names)}": "a comprehension over a set",
    "def f(names):\n    seen = set()\n    for x in seen:\n        play(x)": "a loop over a set",
    "def f(names: set[str]):\n    return list(names)": "list() of a set",
    "def f(names: frozenset[str]):\n    return tuple(names | {'x'})": "tuple() of a set",
    "def f(names: set[str]):\n    return names.pop()": "pop() of a set",
    "def f(a, b):\n    return ', '.join(a.keys() & b.keys())": "join() of a set",
    "def f(a: set[str], b):\n    return [*a.union(b)]": "a set unpacked in a row",
    "def f(a: set[str]):\n    return dict.fromkeys(a)": "fromkeys() of a set",
    "def f(a: set[str]):\n    return sorted(a, key=len)": "sorted() of a set",
    "def f(a: set[str]):\n    return min(a, key=len)": "min() of a set",
    "def f(a: set[str]):\n    return sum([x for x in sorted(a, key=len)])": "sorted() of a set",
    "def f(a: set[str]):\n    return next(iter(a))": "iter() of a set",
    "def f(a: set[str]):\n    return f'{a}'": "a set written as text",
    "def f(a: set[str]):\n    return str(a)": "str() of a set",
    "class Rules:\n    tags: frozenset[str]\n\ndef f(rules):\n    return list(rules.tags)": "list() of a set",
    "class A:\n    def __init__(self):\n        self.a = set()\n    def b(self):\n        return [*self.a]": (
        "a set unpacked in a row"
    ),
    "class A:\n    @property\n    def low(self) -> set[int]: ...\n\ndef f(x):\n    list(x.low)": "list() of a set",
    "def cards() -> set[str]: ...\nfor each in cards():\n    play(each)": "a loop over a set",
    "for file in folder.iterdir():\n    load(file)": "iterdir() not sorted",
    "files = [load(file) for file in folder.glob('*.yaml')]": "glob() not sorted",
    "names = os.listdir(folder)": "listdir() not sorted",
    "import random": "import random",
    "from random import choice": "import random",
    "from time import monotonic": "import time",
    "import datetime as d": "import datetime",
    "import locale": "import locale",
    "import os.path": "import os.path",
    "from fractions import Fraction": "import fractions",
    "import threading": "import threading",
    "order = sorted(cards, key=lambda card: hash(card))": "hash()",
    "order = sorted(cards, key=lambda card: id(card))": "id()",
    "share = 0.5": "0.5",
    "share = coins / 2": "/",
    "coins /= 2": "/",
    "share = float(coins)": "float()",
    "share = 2 ** -1": "** of a negative number",
    "share = round(coins)": "round()",
    "import math\nshare = math.sqrt(2)": "math.sqrt",
    "from math import sqrt": "math.sqrt",
}
INNOCENT = (
    "found = sorted({1, 2})",
    "found = sorted(name for name in set(names))",
    "def f(a: set[str]):\n    return len(a) + sum(1 for x in a), any(x for x in a), {x for x in a}, 'x' in a",
    "def f(a: set[str], b: set[str]):\n    return a <= b and max(a, default='')",
    "def f(a: list[str]):\n    return [x for x in a]",
    "files = sorted(each.name for each in folder.iterdir() if each.is_dir())",
    "from math import isqrt",
    "half = coins // 2",
)


@cache
def known() -> Sets:
    """What is a set in all of it."""
    found = Sets()
    for file in FILES:
        if part(file) in ORDERED:
            found.learn(tree(file))
    return found


@cache
def ordered(file: Path) -> list[tuple[int, str]]:
    """Where a module takes an order from a set or a folder."""
    return orders(tree(file), known())


def part(file: Path) -> str:
    return file.relative_to(ROOT).parts[0]


def places(file: Path, found: list[tuple[int, str]]) -> list[str]:
    """Where, and what, without what was looked at."""
    name = file.relative_to(ROOT).as_posix()
    return [f"{name}:{line}: {what}" for line, what in found if f"{name}: {what}" not in HARMLESS]


@pytest.mark.parametrize("name", ORDERED)
def test_no_order_comes_from_a_set_or_from_a_folder(name: str) -> None:
    files = [file for file in FILES if part(file) == name]
    assert files
    assert [place for file in files for place in places(file, ordered(file))] == []


@pytest.mark.parametrize("name", CORE)
def test_the_core_knows_no_chance_clock_or_world_and_counts_in_whole_numbers(name: str) -> None:
    """A game is the same on every machine and every day: no other chance, no clock, no files, no fractions."""
    files = [file for file in FILES if part(file) == name]
    assert files
    assert [place for file in files for place in places(file, [*world(tree(file)), *fractions(tree(file))])] == []


@pytest.mark.parametrize("code", PLANTED)
def test_what_is_planted_is_found(code: str) -> None:
    module, learned = ast.parse(code), Sets()
    learned.learn(module)
    found = [*orders(module, learned), *world(module), *fractions(module)]
    assert PLANTED[code] in [what for _, what in found]


@pytest.mark.parametrize("code", INNOCENT)
def test_what_has_an_order_of_its_own_is_left_alone(code: str) -> None:
    module, learned = ast.parse(code), Sets()
    learned.learn(module)
    assert [*orders(module, learned), *world(module), *fractions(module)] == []


def test_what_was_looked_at_is_still_there() -> None:
    """An exception that nobody needs any more would hide the next fault."""
    found = {
        f"{file.relative_to(ROOT).as_posix()}: {what}"
        for file in FILES
        if part(file) in ORDERED
        for _, what in [*ordered(file), *world(tree(file))]
    }
    assert set(HARMLESS) <= found
