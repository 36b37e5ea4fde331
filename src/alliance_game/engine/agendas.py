"""Agendas: which secret aim each state can hold, and how they are dealt."""

from .chance import Dice, draw, shuffled
from .rules import Rules


def has_agendas(rules: Rules) -> bool:
    """Whether this game deals agendas: there is one for every state that is content with any."""
    if rules.program.agenda_worth is None or not rules.program.agendas:
        return False
    return len(rules.common_agendas) >= rules.own_agendas.count(())


def deal(rules: Rules, cells: list[int], stream: int) -> None:
    """One for each state: of its own by lot, or of the common ones, each of which is there once."""
    rest = iter(shuffled(cells, stream, list(rules.common_agendas)))
    start = rules.layout.start("agenda", "agenda")
    for seat, own in enumerate(rules.own_agendas):
        cells[start + seat] = own[draw(cells, stream, len(own))] if own else next(rest)


def deal_others(rules: Rules, cells: list[int], dice: Dice, seat: int) -> None:
    """Agendas that the others may hold, as far as this seat can tell: not the one that is its own, if it is common."""
    start = rules.layout.start("agenda", "agenda")
    held = cells[start + seat]
    rest = shuffled(dice.cells, 0, [agenda for agenda in rules.common_agendas if agenda != held])
    for other, own in enumerate(rules.own_agendas):
        if other != seat:
            cells[start + other] = own[dice.below(len(own))] if own else rest.pop()
