"""Numbered menus of at most seven entries."""

from collections.abc import Sequence

from ..describe import foresight
from ..describe.offers import Offer
from ..engine.view import View

MOST = 7
MORE = Offer("More …")


def pages(offers: Sequence[Offer]) -> list[tuple[Offer, ...]]:
    """Entries in menus of at most seven; if there are several menus, each but the last ends with "More"."""
    if len(offers) <= MOST:
        return [tuple(offers)]
    found, rest = [], tuple(offers)
    while len(rest) > MOST:
        found.append((*rest[: MOST - 1], MORE))
        rest = rest[MOST - 1 :]
    return [*found, rest]


def line(view: View, number: int, offer: Offer) -> str:
    """One entry: its number, what it is, what it would do or why it cannot be done."""
    return f"  {number}  {offer.text}{detail(view, offer)}"


def detail(view: View, offer: Offer) -> str:
    """What stands behind an entry."""
    if not offer.possible:
        several = len({inner.reason for inner in offer.inner}) > 1
        return ": not now (choose it to see why)" if several else f": not now, {offer.reason}"
    if offer.inner:
        return f": {contents(offer)}"
    if offer.move is None or offer.move.kind == "consent":
        return ""
    return f": {effect(view, offer)}"


def contents(offer: Offer) -> str:
    """What a menu leads to: what can be done in it, or, with whom being all that is left to say, what it is for."""
    if any(inner.about for inner in offer.inner):
        return ", ".join(inner.text.split(" (")[0] for inner in offer.inner if inner.possible)
    return offer.about


def effect(view: View, offer: Offer) -> str:
    """What the move of an entry would do, and whose yes it needs."""
    assert offer.move is not None
    said = foresight.said(view, offer.move.number) or offer.about or "nothing changes"
    asks = foresight.asks(view, offer.move.number)
    return f"{said}; {asks}" if asks else said
