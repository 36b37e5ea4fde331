"""Twins: cards that say or do the same as another."""

from collections.abc import Iterable, Mapping

from ....definitions import DeckCard
from ....language.program import CardRule, Choosing
from ..logic.ledger import Claim, Ledger, Spot
from .shapes import bare

FEWEST = 3
"""Cards with fewer effects and choices may well be alike."""


def look_at_stories(cards: Mapping[str, DeckCard], ledger: Ledger) -> None:
    """Claim cards with the text of another."""
    seen: dict[str, str] = {}
    for name, held in sorted(cards.items()):
        text = " ".join(held.card.text.casefold().split())
        first = seen.setdefault(text, name)
        if first != name:
            message = f"The card '{first}' has the same text."
            claim = Claim("duplicate-card", message, "Tell another story, or raise `copies` of the first.", False)
            ledger.say(Spot(("card", name), ("text",)), "twin", claim)


def look_at_effects(cards: Iterable[CardRule], ledger: Ledger) -> None:
    """Claim incidents that do what another does; crises may be alike."""
    seen: dict[object, str] = {}
    for card in sorted(cards):
        if not card.crisis and len(card.choices) + len(card.effects.steps if card.effects else ()) >= FEWEST:
            first = seen.setdefault(_doings(card), card.id)
            if first != card.id:
                message = f"This card does the same as '{first}', choice for choice."
                claim = Claim("duplicate-card", message, "Change one of them, or raise `copies` of the first.", False)
                ledger.say(Spot(("card", card.id), ()), "twin", claim)


def _doings(card: CardRule) -> object:
    """All that a card does, without its names and words."""
    choices = tuple((choice.condition, bare(choice.perform.steps)) for choice in card.choices)
    effects = bare(card.effects.steps) if card.effects else ()
    return _whom(card.who), _whom(card.about), effects, choices


def _whom(choosing: Choosing | None) -> object:
    return None if choosing is None else choosing._replace(name="")
