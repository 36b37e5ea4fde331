"""Golden games: what they say has not changed, and together they show everything that Concert has."""

import pytest

from tests.golden import FOLDER, LONGEST, Recipe, play, reached, recipes, wanted

KEPT = list(recipes())


@pytest.mark.parametrize("made", KEPT, ids=[made.name for made in KEPT])
def test_game_reads_as_kept(made: Recipe) -> None:
    """The first line that differs is named; ``python -m tests.golden`` writes the games again."""
    kept = (FOLDER / f"{made.name}.txt").read_text(encoding="utf-8").splitlines()
    now = play(made)[1].splitlines()
    for number, (before, after) in enumerate(zip(kept, now, strict=False), start=1):
        assert after == before, f"{made.name}.txt, line {number}"
    assert len(now) == len(kept)
    assert len(kept) <= LONGEST + 1


def test_nothing_of_concert_is_missing() -> None:
    """Every tactic and form, agreement, agenda, card, choice, phase, option and ending is in some golden game."""
    shown = set().union(*(reached(play(made)[0]) for made in KEPT))
    assert sorted(wanted() - shown) == []
