"""Lines of numbered menus."""

from ..describe import foresight, prospects
from ..describe.offers import Offer, contents, hindrance
from ..engine.view import View
from ..wording import say


def line(view: View, number: int, offer: Offer) -> str:
    """One entry: its number, what it is, what it would do or why it cannot be done."""
    return f"  {number}  {offer.text}{detail(view, offer)}"


def detail(view: View, offer: Offer) -> str:
    """What stands behind an entry."""
    if not offer.possible:
        return f": {hindrance(offer)}"
    if offer.inner:
        return f": {contents(offer)}"
    if offer.move is None or offer.move.kind == "consent":
        return ""
    return f": {effect(view, offer)}"


def effect(view: View, offer: Offer) -> str:
    """What the move of an entry would do, and whose yes it needs."""
    assert offer.move is not None
    said = prospects.said(view, offer.move.number) or offer.about or say("nothing changes")
    asks = foresight.asks(view, offer.move.number)
    told = f"{said}; {asks}" if asks else said
    return say("{effects}. Mind: {warning}", effects=told, warning=offer.warning) if offer.warning else told
