"""Damaged files: whatever happens to a text, only problems at real places come out."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

import alliance_game
from alliance_game.content import load_sources
from alliance_game.content.problems import Problem
from alliance_game.errors import ContentError

from .damaging import DAMAGES, is_in
from .lake import LAKE

ROUNDS = 10


@pytest.mark.parametrize("damage", DAMAGES)
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


def damage_the_base_content(files: int, seed: int) -> Any:
    """What a process of its own says about so many damaged files: its memory is all theirs."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.content.damaging", str(files), str(seed)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": str(Path(alliance_game.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    sys.stdout.write(done.stdout)
    return json.loads(done.stdout)


def assert_harmless(found: Any) -> None:
    """No traceback, every problem at a place that exists, and neither time nor memory taken."""
    assert found["crashes"] == []
    assert found["wild"] == []
    assert found["problems"] > found["files"] // 2
    # Seconds of processor time for the whole content with 30 damaged files in it, not for one.
    assert found["slowest"] < 2
    assert found["megabytes"] < 256


@pytest.mark.skipif(os.name == "nt", reason="needs resource usage")
def test_300_damaged_files_of_the_base_content_do_no_harm() -> None:
    assert_harmless(damage_the_base_content(300, seed=1))


@pytest.mark.nightly
@pytest.mark.skipif(os.name == "nt", reason="needs resource usage")
def test_10_000_damaged_files_of_the_base_content_do_no_harm() -> None:
    assert_harmless(damage_the_base_content(10_000, seed=2))
