"""Names that last: every cell by what it means, never by its number."""

from collections.abc import Iterator

from .layout import OVER, PENDING, PHASE, QUEUE_WIDTH, Block
from .moves import tactic_text
from .rules import Rules

PARTS = ("world", "states", "pairs", "crises", "cards", "streams", "control")


def state_name(rules: Rules, seat: int) -> str:
    """A state's id; ``none`` for -1."""
    return rules.states[seat].id if seat >= 0 else "none"


def card_name(rules: Rules, card: int) -> str:
    """A card's name in moves and files; ``none`` for -1."""
    return rules.card_names[card] if card >= 0 else "none"


def slot_card(rules: Rules, cells: list[int], slot: int) -> str:
    """The card in a crisis slot."""
    return card_name(rules, cells[rules.machine.slot_cards + slot])


def cell_name(rules: Rules, cells: list[int], block: Block, at: int) -> str:
    """The name of a cell, such as ``france.coins`` or ``cyber_attack.share.japan``."""
    n = rules.players
    match block.scope:
        case "state" | "many" | "agenda" | "pointer":
            return f"{state_name(rules, at)}.{block.name}"
        case "pair" | "two":
            return f"{state_name(rules, at // n)}.{block.name}.{state_name(rules, at % n)}"
        case "crisis" | "slot":
            return f"{slot_card(rules, cells, at)}.{block.name}"
        case "crisis_state":
            return f"{slot_card(rules, cells, at // n)}.{block.name}.{state_name(rules, at % n)}"
        case "card":
            return card_name(rules, at)
        case "deck":
            return f"{rules.program.decks[at].id}.{block.name}"
        case "limit":
            return f"limit.{block.name.replace(' ', '.')}{limit_suffix(rules, cells, block, at)}"
        case "queue":
            return f"queue.{at // QUEUE_WIDTH}.{at % QUEUE_WIDTH}"
    return f"{block.scope}.{block.name}"


def limit_suffix(rules: Rules, cells: list[int], block: Block, at: int) -> str:
    """Whom a limit counts."""
    if block.part == "crises":
        return f".{slot_card(rules, cells, at)}"
    if len(block.shape) == 2:
        return f".{state_name(rules, at // rules.players)}.{state_name(rules, at % rules.players)}"
    return f".{state_name(rules, at)}" if block.shape else ""


def cell_value(rules: Rules, cells: list[int], block: Block, at: int, value: int) -> str:
    """A value in words that last, where it is the number of something."""
    match block.scope, block.name:
        case "control", "phase":
            return rules.program.phases[cells[PHASE]].id
        case "control", "pending":
            return tactic_text(rules, cells, cells[PENDING])
        case "control", "over":
            return rules.endings[cells[OVER] - 1]
        case "control", ("first" | "seat" | "who" | "about"):
            return state_name(rules, value)
        case ("control", "card") | ("deck", "next"):
            return card_name(rules, value)
        case "slot", "target":
            return state_name(rules, value)
        case "slot", "card":
            return str(at)
        case "agenda", _:
            return rules.program.agendas[value].id
        case "pointer", _:
            return slot_card(rules, cells, value) if 0 <= value < rules.layout.slots else str(value)
        case "queue", _ if at % QUEUE_WIDTH == 0:
            chosen = value >= len(rules.cards)
            return f"inject {card_name(rules, value - len(rules.cards))}" if chosen else card_name(rules, value)
        case "queue", _ if at % QUEUE_WIDTH == 2:
            return state_name(rules, value)
    return str(value)


def named_values(rules: Rules, cells: list[int]) -> Iterator[tuple[str, str, str]]:
    """Part, name and value, in the order of the cells: every track, and what else differs from its initial value."""
    free = [slot for slot in range(rules.layout.slots) if cells[rules.machine.slot_cards + slot] < 0]
    for block in rules.layout.blocks:
        width = block.size // max(1, rules.layout.slots) if block.part == "crises" else 0
        for at in range(block.size):
            value = cells[block.start + at]
            if value == block.initial and block.track is None and block.scope not in ("pointer", "agenda"):
                continue
            if block.part == "crises" and at // width in free:
                continue
            yield block.part, cell_name(rules, cells, block, at), cell_value(rules, cells, block, at, value)
