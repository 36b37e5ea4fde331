"""Questions that nobody put, because 0 was the only answer left: one line for each asking phase."""

from collections.abc import Sequence

from ..engine.chronicle import Entry
from ..engine.rules import Rules
from ..language.program import AskRule
from ..wording import say
from . import naming, questions
from .events import HEADINGS, Told

Heading = tuple[str, int, str]
"""A heading of the chronicle: its kind, round and name. There is one of each."""


def heading(entry: Entry) -> Heading:
    """What tells a heading from all others."""
    return entry.kind, entry.round, entry.name


def lines(rules: Rules, told: Sequence[Told], seat: int) -> dict[Heading, str]:
    """What to say to a seat before a heading.

    An asking phase is over when the next heading comes; which crises were open is followed from the first entry on.
    """
    asks = {phase.id: phase.ask for phase in rules.program.phases if phase.ask is not None and phase.ask.per_crisis}
    found: dict[Heading, str] = {}
    crises: list[str] = []
    left: list[str] = []
    asking: AskRule | None = None
    for entry in (each.entry for each in told):
        if entry.kind in HEADINGS:
            if asking is not None and left and seat >= 0:
                found[heading(entry)] = line(rules, asking, seat, left)
            asking = asks.get(entry.name) if entry.kind == "phase" else None
            left = list(crises)
        elif entry.kind == "open":
            crises.append(rules.card_names[entry.new])
        elif entry.kind == "close" and entry.crisis in crises:
            crises.remove(entry.crisis)
        elif entry.kind == "move" and entry.scope == "ask" and entry.seats == (seat,) and entry.crisis in left:
            left.remove(entry.crisis)
    return found


def line(rules: Rules, ask: AskRule, seat: int, crises: Sequence[str]) -> str:
    """``France had nothing left to pledge: 0 on Cyber attack, Piracy.``"""
    titles = ", ".join(naming.card(rules, crisis) for crisis in crises)
    state, verb = naming.opening(rules, seat), questions.verb(ask)
    return say("{state} had nothing left to {verb}: 0 on {crises}.", state=state, verb=verb, crises=titles)
