"""Beside a menu: what the entry under the cursor is, what it would do, and what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...describe import cards, changes, duties, foresight, naming, prospects, questions
from ...describe.changes import Change
from ...describe.offers import Offer
from ...engine.moves import Move
from ...engine.preview import Preview
from ...engine.view import View
from ...wording import say
from ..parts.sheet import Line, line, wrapped


def offer_lines(seen: View, offer: Offer, crumbs: Sequence[str], width: int) -> list[Line]:
    """All about an entry of a menu of tactics; ``crumbs`` are the menus that led to it, the first left out."""
    found = wrapped(", ".join([*crumbs, offer.text]), width, "strong")
    if offer.move is not None:
        about = wrapped(naming.sentence(offer.about).rstrip(".") + ".", width) if offer.about else []
        return [*found, *about, *warning_lines(offer, width), *move_lines(seen, offer.move, width)]
    if offer.reason:
        found += wrapped(say("Not now: {reason}.", reason=offer.reason), width, "watch")
    if offer.about:
        found += wrapped(naming.sentence(offer.about).rstrip(".") + ".", width)
    found += warning_lines(offer, width)
    found += [part for text in effects_of(seen, offer) for part in wrapped(text, width, "dim")]
    return found + [part for inner in offer.inner for part in inner_lines(inner, width)]


def effects_of(seen: View, offer: Offer) -> list[str]:
    """What a tactic does whomever it is used with, where only that is left to be said."""
    forms = {seen.rules.moves[inner.move.number].form for inner in offer.inner if inner.move is not None}
    if len(forms) != 1 or any(inner.about for inner in offer.inner):
        return []
    form = seen.rules.program.forms[forms.pop()]
    return [say("Effect: {effects}.", effects=cards.tactic_effect(seen.rules, form))]


def warning_lines(offer: Offer, width: int) -> list[Line]:
    """What the entry closes for good or costs later."""
    return wrapped(say("Mind: {warning}", warning=offer.warning), width, "watch") if offer.warning else []


def inner_lines(offer: Offer, width: int) -> list[Line]:
    """One entry of the menu that the entry leads to."""
    if offer.possible:
        return wrapped(f"· {offer.text}", width, "", "  ", "")
    return wrapped(f"· {offer.text}: {offer.reason}", width, "dim", "  ", "")


def move_lines(seen: View, move: Move, width: int) -> list[Line]:
    """What a move will do, what it may do, and what nobody can know yet."""
    if not move.number:
        return wrapped(say("What is left of your turn is lost."), width, "dim")
    found = foresight.foreseen(seen, move.number)
    needed = say("Needs the yes of {states}.", states=naming.all_called(seen.rules, found.consent))
    lines = wrapped(needed, width, "accent") if found.consent else []
    lines += effect_lines(seen, found, width)
    if more := prospects.besides(seen, move.number, found):
        lines += wrapped(f"{naming.sentence(more)}.", width)
    return lines + [part for seat in found.consent for part in wrapped(questions.record(seen, seat), width, "dim")]


def effect_lines(seen: View, found: Preview, width: int) -> list[Line]:
    """What will change and what may, what is owed from then on, and what is still open."""
    will, may = (in_order(seen, found, certain=certain) for certain in (True, False))
    lines: list[Line] = []
    for change in will:
        lines += change_lines(seen, change, width)
    if may:
        lines += [
            line((say("It may also happen:"), "dim")),
            *(part for change in may for part in change_lines(seen, change, width)),
        ]
    if not will and not may:
        lines += wrapped(say("No number changes at once."), width, "dim")
    lines += [part for text in duties.new(seen, found.effects) for part in wrapped(text, width, "watch")]
    lines += [part for text in duties.promised(seen, found.effects) for part in wrapped(text, width, "calm")]
    if found.ends:
        lines += wrapped(say("It may end the game."), width, "bad")
    return lines + unknown(seen, found.consent, may, width)


def unknown(seen: View, consent: Iterable[int], may: list[Change], width: int) -> list[Line]:
    """What is open: others' answers, and chance."""
    parts = [say("whether {state} agrees", state=naming.called(seen.rules, seat)) for seat in consent]
    parts += [say("how chance falls")] if may else []
    return wrapped(say("Unknown: {what}.", what=naming.listed(parts)), width, "dim") if parts else []


def in_order(seen: View, found: Preview, *, certain: bool) -> list[Change]:
    """Changes worth a line, those of the world and of oneself first."""
    shown = foresight.worth_saying(seen, found.effects, certain=certain)
    return sorted(shown, key=lambda change: change.scope == "state" and change.seats != (seen.seat,))


def change_lines(seen: View, change: Change, width: int) -> list[Line]:
    """``+ trust France-Japan 5 → 6``: its sign says which way, its colour whether that is welcome."""
    own = change.scope == "state" and change.seats == (seen.seat,)
    text = changes.moved(seen.rules, change) if own else changes.said(seen.rules, [change])
    return [
        (*line((f"{sign(change)} ", welcome(seen, change))), *first) if index == 0 else first
        for index, first in enumerate(wrapped(text, width - 2, "", "  ", ""))
    ]


def sign(change: Change) -> str:
    """Which way a number goes."""
    return "+" if change.new > change.old else "−" if change.new < change.old else "·"


def welcome(seen: View, change: Change) -> str:
    """Whether a change is for the better."""
    track = naming.track_of(seen.rules, change.scope, change.name)
    if track is None:
        return "good" if change.new > change.old else "watch"
    if track.better == "neither" or change.new == change.old:
        return "dim"
    return "good" if (change.new > change.old) == (track.better == "higher") else "watch"
