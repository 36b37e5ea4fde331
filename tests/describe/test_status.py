"""How things stand, now and at the end of an earlier round."""

from alliance_game.describe import ending, status, trail
from alliance_game.engine import outcome, view
from alliance_game.engine.layout import ROUND
from tests.table import Table


def test_the_past_is_worked_out_from_what_happened_since() -> None:
    table = Table()
    table.put("pair", "trust", 5)
    before = view(table.position, 0)
    then = status.standing(before), status.relations(before)
    begin = len(table.entries)
    table.play("play bilateral_pact partner=japan", "accept", "play sanctions", "play levy", "pass")
    now = view(table.position, 0)
    assert (status.standing(now), status.relations(now)) != then
    past = status.earlier(now, table.entries[begin:])
    assert (status.standing(past), status.relations(past)) == then


def test_everything_is_said_in_sentences() -> None:
    table = Table()
    table.open("piracy")
    table.put("crisis_state", "share", 4, 0, 1)
    table.put("two", "pact", 1, 0, 3)
    table.put("state", "ready", 1, 2)
    found = status.everything(view(table.position, 0))
    assert "Tension 3, order 5, rival 3." in found
    assert "Pact: France-Brazil." in found
    assert any(
        line.startswith("Piracy (mixed, terror): severity 3, deadline 2, demand 25")
        and line.endswith("Share: Germany 4.")
        for line in found
    )
    assert any(line.startswith("France (you): ") for line in found)
    assert any(line.startswith("Japan: ") and "“ready”" in line for line in found)


def test_nobody_is_you_on_the_screen_for_all() -> None:
    table = Table()
    seen = status.everybodys(table.position)
    assert "(you)" not in " ".join(status.everything(seen))
    assert "secret agenda" not in " ".join(status.everything(seen)).lower()


def test_the_score_so_far_says_what_it_leaves_out_and_can_be_explained() -> None:
    table = Table()
    table.put("state", "points", 4, 2)
    seen = view(table.position, 0)
    lines = trail.why(seen, "score")
    assert lines[0] == status.scores(seen)
    assert lines[0].startswith("Score so far (agendas left out): Japan 6, ")
    [japan] = [line for line in lines if line.startswith("  Japan: ")]
    assert "4 (points)" in japan
    assert "standing divided by 2" in japan


def test_in_the_last_round_a_crisis_says_so() -> None:
    table = Table()
    table.open("piracy")
    assert "last round" not in status.crisis(view(table.position, 0), 0)
    table.cells[ROUND] = table.rules.machine.rounds
    assert status.crisis(view(table.position, 0), 0).endswith("last round.")


def test_points_add_up_in_words() -> None:
    table = Table()
    for seat in range(4):
        table.put("state", "points", 3 * seat, seat)
    table.put("two", "pact", 1, 0, 1)
    table.put("many", "treaty", 1, 1)
    table.enter("upkeep", in_round=8)
    found = outcome(table.position)
    assert found is not None
    for seat in range(4):
        line = ending.score(table.rules, found, table.cells, seat)
        left, _, right = line.partition(" = ")
        assert int(left.split()[-1].replace("−", "-")) == sum(
            int(part.split()[0].replace("−", "-")) for part in right.split(" + ")
        )
    whole = " ".join(ending.ending(table.rules, found, table.cells))
    assert "standing divided by 2" in whole
    assert "2 times the number of states with a pact with Germany, at most 2 of them" in whole
    assert "(in the treaty)" in whole
