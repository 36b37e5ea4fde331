"""Games that end: what the tests of section 14 share."""

from alliance_game.engine import Outcome, outcome

from ..table import Table

UNMET = ("guarantor", "broker", "arsenal", "beacon")
"""Agendas of which nobody reaches anything with the numbers of the start."""
LAST = {"standard": 8, "lesson": 5}


def table(length: str = "standard", states: int = 4) -> Table:
    """Where the numbers of the start reach no agenda; everybody scores 2 + 1 + 1 (election, standing, coins)."""
    t = Table(states=states, length=length)
    for seat, agenda in enumerate(UNMET[:states]):
        hold(t, agenda, seat)
    return t


def hold(t: Table, agenda: str, seat: int = 0) -> None:
    t.put("agenda", "agenda", [each.id for each in t.rules.program.agendas].index(agenda), seat)


def end(t: Table) -> Outcome:
    """The game ends after the upkeep of its last round."""
    t.only("upkeep", LAST[t.position.setup.length])
    found = outcome(t.position)
    assert found is not None
    return found
