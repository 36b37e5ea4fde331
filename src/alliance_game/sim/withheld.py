"""The same game without one card: what would have happened if it could not be drawn.

The rules stay as they are, down to the numbers of moves and cards, and so does all chance; only where the card would
come does another take its place. So a game with the card and one without it are one game up to the moment at which
the card first matters, and what differs afterwards is its doing.
"""

from ..engine.drawing import IN_DECK, OUT, Drawing
from ..engine.functions import execute, tables
from ..engine.machine import Machine
from ..engine.markers import Log
from ..engine.rules import Rules

ASIDE = 0x5DEECE66D
"""Turns the stream of the deck aside for a second lot, so that later lots stay what they would have been."""


class Withholding(Drawing):
    """Draws as always, but for one card: drawn again if the lot falls on it, and no other way to the table."""

    def __init__(self, machine: Machine, card: str) -> None:
        super().__init__(machine)
        self.withheld = frozenset(number for number, rule in enumerate(self.cards) if rule.id == card)
        kept = {at: [dated for dated in found if dated[0] not in self.withheld] for at, found in self.dated.items()}
        self.dated = {at: found for at, found in kept.items() if found}

    def lot(self, v: list[int], deck: int) -> int:
        """A card by lot. A second lot among the others gives each of them the chance it has in a deck without it."""
        card = super().lot(v, deck)
        if card not in self.withheld:
            return card
        copies = [self.place + number for number in sorted(self.withheld) if v[self.place + number] == IN_DECK]
        stream = v[self.stream]
        v[self.stream] = stream ^ ASIDE
        for cell in copies:
            v[cell] = OUT
        card = super().lot(v, deck)
        for cell in copies:
            v[cell] = IN_DECK
        v[self.stream] = stream
        return card

    def arrive(self, v: list[int], log: Log, card: int, state: int) -> bool:
        """A card that something else scheduled comes to nothing, and nobody hears of it."""
        return card not in self.withheld and super().arrive(v, log, card, state)


def without(rules: Rules, card: str) -> Machine:
    """The rules at work with one card withheld; its id must be that of a card of these rules.

    Bots are shown the rules themselves, so they reckon with the card as much as ever.
    """
    machine = Machine(rules.layout, rules.moves)
    machine.drawing = Withholding(machine, card)
    machine.stop_after = rules.machine.stop_after
    machine.bind(execute(rules.source, tables(rules.layout, machine)))
    return machine
