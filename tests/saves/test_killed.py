"""Kill -9 in the middle of play: every acknowledged move is there, and every save opens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game.saves import listing, verify
from tests.saves import releases

ROOT = Path(__file__).parent.parent.parent


def killed(folder: Path, moments: int, seed: int) -> None:
    """Kill so many processes that play, and look at every save that they leave."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.saves.killed", str(folder), str(moments), str(seed)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
    )
    assert told.returncode == 0, f"seed {seed}: {told.stderr}"
    acknowledged, early = (int(word) for word in told.stdout.split())
    assert acknowledged > moments
    assert early < moments
    rows = listing(folder)
    assert len(rows) > moments // 5
    for row in rows:
        assert row.usable, row.problem
        found = verify(folder, row.name, releases.alone())
        assert found.sound or row.problem, found.problem


def test_a_killed_game_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    killed(tmp_path, 10, 1)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(2, 12))
def test_games_killed_at_five_hundred_moments_lose_nothing(tmp_path: Path, seed: int) -> None:
    killed(tmp_path, 50, seed)
