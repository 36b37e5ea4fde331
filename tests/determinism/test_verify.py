"""A game that comes out otherwise than it was played: told are the first move that does, its round, and the parts."""

from pathlib import Path

import pytest

from alliance_game.engine import drawing, fingerprint
from alliance_game.engine.chance import draw
from alliance_game.engine.layout import ROUND
from alliance_game.errors import AllianceError
from alliance_game.saves import replay, verify
from alliance_game.saves.timeline import Timeline
from tests.saves.playing import begin, go_on
from tests.table import library


def later(cells: list[int], stream: int, sides: int) -> int:
    """A draw that gives the next card from round 2 on: what a change of the program might do."""
    found = draw(cells, stream, sides)
    return (found + 1) % sides if cells[ROUND] >= 2 else found


def test_a_changed_engine_is_told_by_move_round_and_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with begin(tmp_path, 5, "changed", states=3) as game:
        go_on(game)
    steps = list(replay(tmp_path, "changed", library=library()))
    assert verify(tmp_path, "changed", library()).sound
    monkeypatch.setattr(drawing, "draw", later)
    again = Timeline(steps[0].position)
    for step in steps[1:]:
        assert step.played is not None
        again.take(again.work_out(step.played.move, step.played.seat, ""))
        now, then = fingerprint(again.position), fingerprint(step.position)
        if now != then:
            break
    else:
        raise AssertionError("the change changes nothing: choose another seed")
    parts = ", ".join(part for part in now if now[part] != then[part])
    round_ = step.position.cells[ROUND]
    assert round_ >= 2
    found = verify(tmp_path, "changed", library())
    assert found.moves == step.number - 1
    assert found.problem.startswith(
        f"Move {step.number} of 'changed' ({step.played.move}) leads to another position than when it was played, "
        f"in round {round_}, in: {parts}."
    )
    with pytest.raises(AllianceError, match=f"Move {step.number} of 'changed'"):
        list(replay(tmp_path, "changed", library=library()))
