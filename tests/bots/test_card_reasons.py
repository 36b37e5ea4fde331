"""A bot's reason for its choice on a card is about that choice, not about others that nobody has heard of."""

import pytest

from alliance_game.bots.planner import Planner
from alliance_game.bots.reasons import weighed
from alliance_game.engine import view
from tests.table import Table


@pytest.mark.parametrize("choice", [0, 1])
def test_what_a_choice_brings_is_said_without_the_other_choice(choice: int) -> None:
    table = Table(scenario="warsaw_pact")
    table.arrive("warsaw_treaty_1955", 0)
    thought = Planner(seed=1).think(view(table.position, 0), table.ask)
    assert len(thought.values()) == 2
    gains, losses = weighed(thought, table.ask.moves.numbers[choice])
    # The first makes the state stronger, the second costs a coin for calm and loyalty: neither takes anything else.
    assert gains
    assert all("treasury" in loss for loss in losses)
