"""Seeded oddities: each file of the pack ``odd`` says in its last lines what must be found in it, and where exactly.

Files without such lines are the near misses: nothing may be found in them.
"""

from functools import cache
from pathlib import Path

import pytest

from alliance_game.authoring.audit.audit import audit
from alliance_game.authoring.audit.codes import CODES
from alliance_game.content import Problem

ODD = Path(__file__).parent / "odd"
FILES = sorted(ODD.rglob("*.yaml"))
EXPECT = "# expect: "


@cache
def found() -> dict[str, list[str]]:
    """What is found in each file."""
    listed: dict[str, list[str]] = {}
    for problem in audit([ODD]).problems:
        listed.setdefault(problem.place.file, []).append(shown(problem))
    return listed


def shown(problem: Problem) -> str:
    """A problem as the files have it."""
    place = f"{problem.place.line}:{problem.place.column}"
    return f"{place}: {problem.severity}[{problem.code}] {problem.confidence}: {problem.message} {problem.hint}"


def expected(path: Path) -> list[str]:
    """What a file says of itself."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ODD).as_posix())
def test_exactly_what_is_odd_is_found(path: Path) -> None:
    assert found().get(path.as_posix(), []) == expected(path)


def test_every_code_has_an_example() -> None:
    said = {line.split("[")[1].split("]")[0] for path in FILES for line in expected(path)}
    assert said == set(CODES)


def test_there_are_near_misses() -> None:
    right = [path for path in FILES if path.parent.parent.name == "cards" and not expected(path)]
    assert len(right) >= 20


def test_nothing_is_found_outside_the_odd_pack() -> None:
    assert [file for file in found() if not file.startswith(ODD.as_posix())] == []
