"""What must be true of every position."""

from collections.abc import Iterator

from . import markers as mark
from .drawing import IN_DECK
from .layout import ACTIONS, CARD, KIND, OVER, PENDING, SEAT, STAGE
from .position import Position
from .rules import Rules


def violations(position: Position) -> list[str]:
    """Everything that is wrong with a position; empty if it is sound."""
    rules, cells = position.rules, position.cells
    checks = (borders, mirrors, places, slots, question)
    return [found for check in checks for found in check(rules, cells)]


def borders(rules: Rules, cells: list[int]) -> Iterator[str]:
    """Every cell is within its borders."""
    if len(cells) != rules.layout.size:
        yield f"{len(cells)} cells instead of {rules.layout.size}"
    for at, (block, value) in enumerate(zip(rules.layout.blocks_by_cell, cells, strict=True)):
        if not block.low <= value <= block.high:
            yield f"{block.scope} {block.name} [{at - block.start}] is {value}, outside {block.low} to {block.high}"


def mirrors(rules: Rules, cells: list[int]) -> Iterator[str]:
    """What two states share is the same from both sides."""
    n = rules.players
    for block in rules.layout.blocks:
        shared = block.scope == "two" or (
            block.scope == "pair" and block.track is not None and not block.track.directed
        )
        for a in range(n if shared else 0):
            for b in range(a):
                if cells[block.start + a * n + b] != cells[block.start + b * n + a]:
                    yield f"{block.name} differs between {a} and {b}"


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
    start, count = rules.machine.slot_cards, rules.layout.slots
    taken = [cells[start + slot] >= 0 for slot in range(count)]
    if not cells[OVER] and sorted(taken, reverse=True) != taken:
        yield "a gap between crises"
    for block in rules.layout.crisis_blocks():
        width = block.size // count
        for slot in range(count):
            values = cells[block.start + slot * width : block.start + (slot + 1) * width]
            if not taken[slot] and not cells[OVER] and any(value != block.initial for value in values):
                yield f"an empty slot holds {block.name}"


def question(rules: Rules, cells: list[int]) -> Iterator[str]:
    """A game that goes on asks somebody something that has an answer; one that is over asks nothing."""
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
    elif not rules.machine.legal(cells):
        yield "a question without an answer"
