"""A card in words: what it says, and what it asks of whom as things stand."""

from collections.abc import Iterator

from ...describe import cards, naming, prospects, questions
from ...describe.offers import Offer
from ...engine import Decision, View, decision, view
from .dealing import Deal


def heading(deal: Deal, file: str) -> str:
    """Which card, at which table: ``Summit (cards/base/summit.yaml), for Japan; 4 states, seed 0``."""
    setup = deal.position.setup
    whom = naming.state(deal.position.rules, deal.seat)
    return f"{deal.card.title} ({file}), for {whom}; {setup.states} states, seed {setup.seed}."


def in_words(deal: Deal) -> list[str]:
    """All that the card says and does, written by the game; then what it comes to now."""
    return [*cards.card_lines(deal.position.rules, deal.card), *now(deal)]


def now(deal: Deal) -> Iterator[str]:
    """The choices as they stand for the state that decides: what each costs and does, what is locked and why."""
    asked = question(deal)
    if asked is None:
        return
    seen = view(deal.position, asked.seat)
    yield f"Now, for {naming.state(seen.rules, asked.seat)}:"
    for number, offer in enumerate(questions.choices(seen, seen.decisions[0]), 1):
        yield f"  {number} {offer.text}: {standing(seen, offer)}"


def question(deal: Deal) -> Decision | None:
    """The question that the card puts, if it puts one."""
    asked = decision(deal.position)
    return asked if asked is not None and asked.kind == "choice" and asked.about == deal.wish.card else None


def standing(seen: View, offer: Offer) -> str:
    """What a choice would do now, or why it is locked."""
    if offer.move is None:
        return f"locked, {offer.reason}."
    return f"{prospects.said(seen, offer.move.number) or 'nothing changes'}."
