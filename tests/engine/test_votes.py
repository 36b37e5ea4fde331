"""Votes: how many must agree, and whose no is enough."""

from pathlib import Path

import pytest

from alliance_game.bots import bot
from alliance_game.engine import Position, apply, decision, view

from .lab import RULESET, get, lab, start

RESOLUTION = """title: Resolution
consent: {ask: others, passes: "yes >= 1 and all(o in states where o == self or o.veto == 0 or agreed(o))"}
effects: [{change: world.heat, by: 1}]
text: "{self} asks for a resolution."
"""


WORTH = """bots: {worth: [{of: "world.heat * (1 - 2 * self.veto * dislike)", each: 100, say: warmth}]}
"""


def table(folder: Path, dislike: int = 0) -> Position:
    """Three states; the one behind the mover has a veto, and may dislike what is voted on."""
    rules = RULESET.replace("hunger:", "veto: {max: 1}, hunger:").replace(
        "{draws: 1,", f"{{dislike: {dislike}, draws: 1,"
    )
    position = start(lab(folder, tactics={"resolution": RESOLUTION}, ruleset=rules + WORTH), states=3)
    position.cells[position.rules.layout.start("state", "veto") + 1] = 1
    return position


def voted(position: Position, answers: tuple[str, str]) -> Position:
    for move in ("play resolution", *answers):
        position, _ = apply(position, move)
    return position


@pytest.mark.parametrize(
    ("answers", "passes"),
    [
        (("accept", "accept"), True),
        (("accept", "decline"), True),
        (("decline", "accept"), False),
        (("decline", "decline"), False),
    ],
)
def test_a_permanent_members_no_stops_it_and_anothers_does_not(
    tmp_path: Path, answers: tuple[str, str], passes: bool
) -> None:
    assert get(voted(table(tmp_path), answers), "world", "heat") == int(passes)


@pytest.mark.parametrize(("dislike", "move"), [(0, "play resolution"), (1, "pass")])
def test_a_bot_asks_only_if_those_with_a_veto_would_agree(tmp_path: Path, dislike: int, move: str) -> None:
    position = table(tmp_path, dislike)
    asked = decision(position)
    assert asked is not None
    assert bot("planner", 1).choose(view(position, asked.seat), asked).move.text == move
