"""What must be true of every position."""

from collections.abc import Iterator
from operator import le

from . import markers as mark
from .drawing import IN_DECK
from .layout import (
    ACTIONS,
    ANSWERED,
    ASKED,
    CARD,
    FIRST,
    GAPS,
    KIND,
    OVER,
    PENDING,
    PHASE,
    QUEUE_SLOTS,
    QUEUE_WIDTH,
    ROUND,
    SEAT,
    STAGE,
    YES,
)
from .position import Position
from .rules import Rules


def violations(position: Position) -> list[str]:
    """Everything that is wrong with a position; empty if it is sound."""
    rules, cells = position.rules, position.cells
    if len(cells) != rules.layout.size:
        return [f"{len(cells)} cells instead of {rules.layout.size}"]
    checks = (borders, mirrors, places, slots, queue, time)
    found = [each for check in checks for each in check(rules, cells)]
    # What is asked can only be worked out where the rest is sound.
    return found or list(question(position))


def borders(rules: Rules, cells: list[int]) -> Iterator[str]:
    """Every cell is within its borders."""
    layout = rules.layout
    if all(map(le, layout.lows, cells)) and all(map(le, cells, layout.highs)):
        return
    for at, (block, value) in enumerate(zip(layout.blocks_by_cell, cells, strict=True)):
        if not block.low <= value <= block.high:
            yield f"{block.scope} {block.name} [{at - block.start}] is {value}, outside {block.low} to {block.high}"


def mirrors(rules: Rules, cells: list[int]) -> Iterator[str]:
    """What two states share is the same from both sides; nobody has an agreement with itself."""
    n = rules.players
    for block in rules.layout.shared_blocks:
        start, end = block.start, block.start + n * n
        for a in range(n):
            here, there = cells[start + a * n : start + a * n + n], cells[start + a : end : n]
            if here != there:
                yield from (f"{block.name} differs between {a} and {b}" for b in range(a) if here[b] != there[b])
        if block.scope == "two" and any(cells[start : end : n + 1]):
            yield f"a state has {block.name} with itself"


def places(rules: Rules, cells: list[int]) -> Iterator[str]:
    """A card on the table is out of the deck, and on the table once."""
    start = rules.machine.slot_cards
    table = [card for card in cells[start : start + rules.layout.slots] if card >= 0]
    if len(set(table)) != len(table):
        yield f"a card is on the table twice: {table}"
    for card in table:
        if cells[rules.layout.start("card", "place") + card] == IN_DECK:
            yield f"{rules.card_names[card]} is on the table and in the deck"


def slots(rules: Rules, cells: list[int]) -> Iterator[str]:
    """Open crises stand in the first slots; an empty slot holds nothing."""
    if cells[OVER]:
        return
    start, count = rules.machine.slot_cards, rules.layout.slots
    free = [slot for slot in range(count) if cells[start + slot] < 0]
    if free != list(range(count - len(free), count)):
        yield "a gap between crises"
    for begin, width, empty in rules.machine.crisis_blocks:
        if any(cells[begin + slot * width : begin + slot * width + width] != empty for slot in free):
            yield f"an empty slot holds {rules.layout.blocks_by_cell[begin].name}"


def queue(rules: Rules, cells: list[int]) -> Iterator[str]:
    """The cards that come by themselves stand one after another, each with the round and the state it is for."""
    start = rules.layout.start("queue", "queue")
    rows = [cells[at : at + QUEUE_WIDTH] for at in range(start, start + QUEUE_SLOTS * QUEUE_WIDTH, QUEUE_WIDTH)]
    waiting = sum(row[0] >= 0 for row in rows)
    if any(card < 0 for card, _, _ in rows[:waiting]) or any(max(row) >= 0 for row in rows[waiting:]):
        yield "a gap between the cards that wait"
        return
    for card, due, state in rows[:waiting]:
        if card >= 2 * len(rules.cards) or due < 1 or state >= rules.players:
            yield f"card {card} waits for round {due} and state {state}"


def time(rules: Rules, cells: list[int]) -> Iterator[str]:
    """It is some phase of some round of the game, and no effects are half done."""
    if not 1 <= cells[ROUND] <= rules.machine.rounds:
        yield f"it is round {cells[ROUND]} of {rules.machine.rounds}"
    if not 0 <= cells[PHASE] < len(rules.program.phases):
        yield f"it is phase {cells[PHASE]}"
    if not 0 <= cells[FIRST] < rules.players:
        yield f"seat {cells[FIRST]} is the first"
    if cells[GAPS]:
        yield "crises have not moved up"


def question(position: Position) -> Iterator[str]:
    """A game that goes on asks somebody something that has an answer; one that is over asks nothing."""
    cells = position.cells
    if cells[OVER]:
        left = [name for name, at in (("kind", KIND), ("stage", STAGE)) if cells[at]]
        left += [
            name
            for name, at in (("seat", SEAT), ("pending", PENDING), ("card", CARD), ("actions", ACTIONS))
            if cells[at] != -1
        ]
        if left:
            yield f"the game is over and holds {', '.join(left)}"
    elif cells[KIND] == mark.NO_QUESTION:
        yield "the game goes on and asks nothing"
    elif not 0 <= cells[SEAT] < position.rules.players:
        yield f"seat {cells[SEAT]} is asked first"
    else:
        if not position.legal:
            yield "a question without an answer"
        yield from asked(position.rules, cells)


def asked(rules: Rules, cells: list[int]) -> Iterator[str]:
    """Whoever is asked has an answer; a proposal and a card are in question only while somebody answers to them."""
    kind, seat, asking = cells[KIND], cells[SEAT], rules.machine.asking
    if kind == mark.ASK and not all(asking.answers(cells, each) for each in asking.seats(cells)):
        yield "a seat is asked and has no answer"
    if kind == mark.ASK and seat not in asking.seats(cells):
        yield f"seat {seat} is asked first"
    if (cells[PENDING] >= 0) != (kind == mark.CONSENT) or (cells[CARD] >= 0) != (kind == mark.CHOICE):
        yield f"a {mark.KIND_NAMES[kind]} about move {cells[PENDING]} and card {cells[CARD]}"
    if cells[YES] & ~cells[ANSWERED] or cells[ANSWERED] & ~cells[ASKED] or cells[ASKED] >> rules.players:
        yield f"asked {cells[ASKED]:b}, answered {cells[ANSWERED]:b}, in favour {cells[YES]:b}"
    if kind == mark.CONSENT and not (cells[ASKED] & ~cells[ANSWERED]) >> seat & 1:
        yield f"seat {seat} is asked for a consent that it does not owe"
