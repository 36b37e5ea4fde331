"""The check of positions notices what is wrong: each kind of fault, put into a sound position, is told of."""

import pytest

from alliance_game.engine import new_game, violations
from alliance_game.engine.drawing import IN_DECK
from alliance_game.engine.layout import FIRST, GAPS, KIND, OVER, PENDING, PHASE, ROUND, SEAT, STAGE, YES
from tests.table import Table, library


@pytest.fixture
def table() -> Table:
    """Two open crises, and a question to the first seat."""
    made = Table()
    made.open("far_theatre")
    made.open("piracy")
    assert violations(made.position) == []
    return made


def told(table: Table) -> str:
    return "; ".join(violations(table.position))


@pytest.mark.parametrize(("step", "sound"), [(-1, True), (0, True), (1, False)])
def test_a_number_above_its_border(table: Table, step: int, sound: bool) -> None:
    block = table.rules.layout.block("state", "support")
    table.put("state", "support", block.high - 1, 2)
    table.cells[block.start + 2] += 1 + step
    told_of = f"state support [2] is {block.high + 1}, outside {block.low} to {block.high}"
    assert told(table) == ("" if sound else told_of)


@pytest.mark.parametrize(("step", "sound"), [(0, True), (-1, False)])
def test_a_number_below_its_border(table: Table, step: int, sound: bool) -> None:
    block = table.rules.layout.block("state", "support")
    table.cells[block.start] = block.low + step
    assert (told(table) == "") is sound


@pytest.mark.parametrize(
    ("scope", "name", "least"),
    [
        ("card", "place", 0),
        ("deck", "drawn", 0),
        ("deck", "next", -1),
        ("pointer", "pointer", -1),
        ("count", "refusals", 0),
    ],
)
def test_what_counts_something_or_points_at_it_has_a_least(scope: str, name: str, least: int) -> None:
    table = Table()
    at = table.index(scope, name)
    table.cells[at] = least - 1
    assert f" is {least - 1}, outside {least} to " in told(table)


def test_what_two_states_share_differs(table: Table) -> None:
    pact = next(block for block in table.rules.layout.blocks if block.scope == "two")
    table.cells[table.index("two", pact.name, 1, 3)] ^= 1
    assert told(table) == f"{pact.name} differs between 3 and 1"


def test_what_is_felt_one_way_may_differ() -> None:
    """A directed track is each state's own view of another."""
    table = Table()
    directed = [
        block
        for block in table.rules.layout.blocks
        if block.scope == "pair" and block.track is not None and block.track.directed
    ]
    shared = [block for block in table.rules.layout.blocks if block.scope == "pair" and block not in directed]
    for block in [*directed, *shared]:
        at = block.start + 1 * table.rules.players + 2
        old = table.cells[at]
        table.cells[at] = block.low if old > block.low else block.high
        assert (told(table) == "") is (block in directed), block.name
        table.cells[at] = old
    assert shared


def test_a_card_on_the_table_twice_or_still_in_the_deck(table: Table) -> None:
    first = table.rules.machine.slot_cards
    card = table.cells[first]
    table.cells[first + 1] = card
    assert told(table) == f"a card is on the table twice: [{card}, {card}]"
    table = Table()
    table.open("far_theatre")
    table.put("card", "place", IN_DECK, table.rules.card_names.index("far_theatre"))
    assert told(table) == "far_theatre is on the table and in the deck"


def test_a_gap_between_crises_and_what_is_left_in_it(table: Table) -> None:
    table.put("crisis", "demand", 4, 0)
    table.cells[table.rules.machine.slot_cards] = -1
    found = violations(table.position)
    assert "a gap between crises" in found
    assert "an empty slot holds demand" in found


def test_something_in_an_empty_slot_behind_the_crises(table: Table) -> None:
    last = table.rules.layout.slots - 1
    table.put("slot", "target", 1, last)
    assert told(table) == "an empty slot holds target"


def test_a_game_that_goes_on_must_ask_something_that_has_an_answer(table: Table) -> None:
    kind = table.cells[KIND]
    table.cells[KIND] = 0
    assert told(table) == "the game goes on and asks nothing"
    table.cells[KIND] = kind
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table.rules.machine, "legal", lambda cells: [])
        assert told(table) == "a question without an answer"


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (ROUND, 0, "it is round 0 of 8"),
        (ROUND, 9, "it is round 9 of 8"),
        (PHASE, 99, "it is phase 99"),
        (FIRST, 4, "seat 4 is the first"),
        (GAPS, 1, "crises have not moved up"),
        (SEAT, 4, "seat 4 is asked first"),
        (SEAT, -1, "seat -1 is asked first"),
        (PENDING, 3, "a act about move 3 and card -1"),
        (YES, 1, "asked 0, answered 0, in favour 1"),
    ],
)
def test_a_moment_that_there_is_not(table: Table, cell: int, value: int, said: str) -> None:
    table.cells[cell] = value
    assert said in told(table)


def test_an_agreement_with_itself_and_a_card_that_waits_for_nobody(table: Table) -> None:
    pact = next(block for block in table.rules.layout.blocks if block.scope == "two")
    table.cells[table.index("two", pact.name, 2, 2)] = 1
    queue = table.rules.layout.start("queue", "queue")
    table.cells[queue + 3 : queue + 6] = [0, 2, 7]
    assert told(table) == f"a state has {pact.name} with itself; a gap between the cards that wait"
    table.cells[queue : queue + 6] = [0, 2, 7, -1, -1, -1]
    assert "card 0 waits for round 2 and state 7" in told(table)
    table.cells[queue : queue + 6] = [-1, 0, -1, -1, -1, -1]
    assert told(table).endswith("a gap between the cards that wait")


def test_a_game_that_is_over_asks_nothing(table: Table) -> None:
    table.cells[OVER] = 1
    assert told(table) == "the game is over and holds kind, stage, seat, actions"
    table.rules.machine.quiet(table.cells)
    assert told(table) == ""
    table.cells[STAGE] = 1
    assert told(table) == "the game is over and holds stage"


def test_too_many_or_too_few_cells_are_counted() -> None:
    position = new_game(library(), seed=1)
    size = position.rules.layout.size
    position.cells.append(0)
    assert violations(position) == [f"{size + 1} cells instead of {size}"]
    del position.cells[-2:]
    assert violations(position) == [f"{size - 1} cells instead of {size}"]
