"""Outliers: changes far larger than what other cards of the deck do to the same track."""

from collections.abc import Iterable
from math import ceil
from statistics import median
from typing import NamedTuple

from ....language.program import CardRule, Program
from ....language.steps import ChangeStep, walk
from ....language.tree import Number
from ..logic.ledger import Claim, Ledger, Spot

FEWEST = 10
"""So many changes by other cards are needed to judge one."""
TIMES, PERCENT = 3, 95
FAR = 10
"""So many times the usual is far in any case; less, only if it is more than half of the track."""


class Amount(NamedTuple):
    """One change by a fixed number."""

    size: int
    card: str
    site: int


def look_at_amounts(deck: str, cards: Iterable[CardRule], program: Program, ledger: Ledger) -> None:
    """Claim changes beyond three times what 95 of 100 changes by other cards come to."""
    for (scope, track), amounts in _by_track(deck, cards).items():
        middle = median(amount.size for amount in amounts)
        for amount in amounts:
            is_large = amount.size > TIMES * max(1, middle)
            others = sorted(each.size for each in amounts if each.card != amount.card) if is_large else []
            usual = others[ceil(len(others) * PERCENT / 100) - 1] if len(others) >= FEWEST else 0
            site = program.sites[amount.site]
            limits = program.symbols.tracks[scope][track]
            is_far = 2 * amount.size > limits.max - limits.min or amount.size > FAR * usual
            claim = None
            if usual and amount.size > TIMES * usual and is_far:
                message = f"This changes `{track}` by {amount.size}; other cards of the deck by {usual} or less."
                claim = Claim("far-outside", message, f"Is it meant? {TIMES * usual} would be a lot already.", False)
            ledger.say(Spot(site.kind, (*site.path[:-1], "by")), "size", claim)


def _by_track(deck: str, cards: Iterable[CardRule]) -> dict[tuple[str, str], list[Amount]]:
    found: dict[tuple[str, str], list[Amount]] = {}
    for card in cards:
        for made in card.procedures() if card.deck == deck else ():
            for step in walk(made.steps):
                if isinstance(step, ChangeStep) and not step.sets and isinstance(step.amount, Number):
                    place = (step.place.scope, step.place.name)
                    found.setdefault(place, []).append(Amount(abs(step.amount.value), card.id, step.site))
    return found
