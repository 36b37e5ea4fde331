"""Why a bot that only weighs what follows says no: what it costs, whose word is bad, who would gain more."""

from alliance_game.bots import bot
from alliance_game.bots.planner import Planner, Thought
from alliance_game.bots.reasons import reason, refusal
from alliance_game.engine import view
from tests.table import Table


def asked(**numbers: tuple[int, int]) -> Thought:
    """A planner before a joint exercise that France proposes; numbers of states by track: value and seat."""
    table = Table()
    table.play("play joint_exercise partner=germany")
    for name, (value, seat) in numbers.items():
        table.put("state", name, value, seat)
    seen = view(table.position, table.ask.seat)
    planner = bot("planner", 1)
    assert isinstance(planner, Planner)
    thought = planner.think(seen, seen.decisions[0])
    thought.values()
    return thought


def no(thought: Thought) -> str:
    """The reason for declining."""
    return reason(thought, thought.decision.moves.numbers.index(0))


def test_what_it_costs() -> None:
    assert refusal(asked(broken=(3, 0)), ["our treasury"]) == "No: it would cost our treasury."


def test_a_proposer_who_breaks_its_word() -> None:
    assert no(asked(broken=(3, 0))) == "No: France broke its word (3 of 3)."


def test_a_proposer_who_gains_more() -> None:
    thought = asked(ready=(1, 1))
    assert thought.proposer == 0
    assert thought.gain(1, 0) > thought.gain(1, thought.seat)
    assert no(thought) == "No: France would gain more by it than we would."


def test_nothing_speaks_against_it() -> None:
    assert no(asked()) == "No: we see nothing in it for us."
