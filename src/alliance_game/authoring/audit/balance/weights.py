"""Weights: one card that fills too much of its deck."""

from collections.abc import Iterable

from ....language.program import CardRule
from ..logic.ledger import Claim, Ledger, Spot

SMALL = 12
"""A deck of fewer different cards is what it is."""
SHARE = 25


def look_at_deck(deck: str, cards: Iterable[CardRule], ledger: Ledger) -> None:
    """Claim cards that come more than a quarter of the time."""
    listed = [card for card in cards if card.deck == deck]
    whole = sum(card.copies * card.weight for card in listed)
    for card in listed:
        own = card.copies * card.weight
        if len(listed) >= SMALL and own * 100 > whole * SHARE:
            # That another scenario has more cards beside it is no help to this one.
            message = f"This card fills {own * 100 // whole} of 100 places in the deck '{deck}' ({own} of {whole})."
            claim = Claim("heavy-card", message, "Lower its `weight` or its `copies`.", False)
            path = ("weight",) if card.weight > 1 else ("copies",) if card.copies > 1 else ()
            ledger.say(Spot(("card", card.id), path), "weight", claim)
