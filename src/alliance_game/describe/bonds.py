"""Who is bound to whom by which agreement, since when, and what it asks of one's own state now."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..engine.view import View
from ..wording import say
from . import duties, naming
from .trail import Asked


@dataclass(frozen=True, slots=True)
class Bond:
    """A signature: of two states under an agreement of two, of one under an agreement of many."""

    asked: Asked
    since: int
    """The round in which it was signed; 0 if it was there from the beginning."""


def bonds(view: View, name: str) -> list[Bond]:
    """The signatures under one agreement, the oldest first."""
    rounds = signed(view, name)
    return sorted((Bond(asked, rounds.get(asked, 0)) for asked in parties(view, name)), key=lambda bond: bond.since)


def parties(view: View, name: str) -> Iterator[Asked]:
    """The pairs, or the states, that an agreement binds; a pair begins with the lower seat."""
    two = view.rules.program.symbols.agreements[name] == 2
    for seat in range(view.rules.players):
        if not two and view.value("many", name, seat):
            yield Asked("many", name, (seat,))
        for other in range(seat + 1, view.rules.players) if two else ():
            if view.value("two", name, seat, other):
                yield Asked("two", name, (seat, other))


def signed(view: View, name: str) -> dict[Asked, int]:
    """The round of the last signature of each pair or state."""
    return {
        Asked(entry.scope, name, tuple(sorted(entry.seats))): entry.round
        for entry in view.chronicle
        if entry.kind == "change" and entry.scope in ("two", "many") and entry.name == name and entry.new
    }


def owed(view: View) -> list[str]:
    """``Your pact with Brazil asks for 6 on Piracy; you have 2.`` Nothing for a view that is nobody's."""
    if view.seat < 0:
        return []
    start = view.rules.machine.slot_cards
    return [
        say(
            "Your {agreement} with {state} asks for {owed} on {crisis}; you have {given}.",
            agreement=duties.title(view, duty),
            state=naming.called(view.rules, duty.partner),
            owed=naming.number(duty.owes),
            crisis=view.rules.card_titles[view.cells[start + duty.slot]],
            given=naming.number(duty.gave),
        )
        for duty in duties.duties(view)
    ]
