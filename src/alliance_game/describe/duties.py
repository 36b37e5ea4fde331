"""What agreements ask of a state in the open crises: how much it owes, to whom, and how much it gave."""

from collections.abc import Iterable, Iterator
from copy import copy
from typing import NamedTuple

from ..definitions.agreements import Agreement
from ..engine.preview import Effect
from ..engine.reasons import Reading
from ..engine.view import View
from ..language.evaluator import evaluate
from ..language.resolver import BOOL, CRISIS, INT, STATE, resolve
from ..language.tree import Local
from ..wording import say, small
from . import naming, status

_SCOPE = {"crisis": Local(CRISIS, "crisis"), "self": Local(STATE, "self"), "partner": Local(STATE, "partner")}


class Duty(NamedTuple):
    """What a state owes a partner in a crisis under an agreement, and what it has given there."""

    agreement: str
    partner: int
    slot: int
    owes: int
    gave: int


def duties(view: View) -> Iterator[Duty]:
    """Every duty of the view's seat that is checked when a crisis leaves the table, as things stand."""
    for name, agreement in view.rules.program.symbols.folder.agreements.items():
        duty = agreement.obligation
        if duty is not None and duty.at == "crisis_leaves":
            for partner in partners(view, name, agreement):
                for slot in view.crises:
                    found = owed(view, name, agreement, partner, slot)
                    if found is not None and found.owes > 0:
                        yield found


def partners(view: View, name: str, agreement: Agreement) -> list[int]:
    """Those with whom the seat is bound by an agreement."""
    others = [seat for seat in range(view.rules.players) if seat != view.seat]
    if agreement.parties == 2:
        return [seat for seat in others if view.value("two", name, view.seat, seat)]
    return [seat for seat in others if view.value("many", name, view.seat) and view.value("many", name, seat)]


def owed(view: View, name: str, agreement: Agreement, partner: int, slot: int) -> Duty | None:
    """The duty towards one partner in one crisis; ``None`` if there is none."""
    duty, symbols, world = agreement.obligation, view.rules.program.symbols, Reading(view.rules, view.cells)
    assert duty is not None
    names = {"crisis": slot, "self": view.seat, "partner": partner}
    if duty.when is not None and not evaluate(resolve(duty.when, dict(_SCOPE), symbols, BOOL), names, world):
        return None
    owes, gave = (evaluate(resolve(text, dict(_SCOPE), symbols, INT), names, world) for text in (duty.owe, duty.paid))
    return Duty(name, partner, slot, owes, gave)


def here(view: View, slot: int) -> list[str]:
    """``Your pact with Brazil asks for 6 here; you have 2.``"""
    return [
        say(
            "Your {agreement} with {state} asks for {owed} here; you have {given}.",
            agreement=title(view, duty),
            state=naming.called(view.rules, duty.partner),
            owed=naming.number(duty.owes),
            given=naming.number(duty.gave),
        )
        for duty in duties(view)
        if duty.slot == slot
    ]


def title(view: View, duty: Duty) -> str:
    """The name of the agreement, in small letters."""
    return small(view.rules.program.symbols.folder.agreements[duty.agreement].title)


def new(view: View, effects: Iterable[Effect]) -> list[str]:
    """What the seat would owe after some effects and does not owe now: ``You would owe 7 on Piracy, you have 3.``"""
    before = {(duty.agreement, duty.partner, duty.slot) for duty in duties(view)}
    start, titles = view.rules.machine.slot_cards, view.rules.card_titles
    return [
        say(
            "You would owe {owed} on {crisis}, you have {given}.",
            owed=naming.number(duty.owes),
            crisis=titles[view.cells[start + duty.slot]],
            given=naming.number(duty.gave),
        )
        for duty in duties(after(view, effects))
        if (duty.agreement, duty.partner, duty.slot) not in before
    ]


def promised(view: View, effects: Iterable[Effect]) -> list[str]:
    """What others would owe the seat after some effects: ``Japan would owe France 7 on Piracy, and has 3.``"""
    changed, found = after(view, effects), []
    for seat in (seat for seat in range(view.rules.players) if seat != view.seat):
        before, now = (
            {(duty.agreement, duty.slot): duty for duty in duties(seen_by(each, seat)) if duty.partner == view.seat}
            for each in (view, changed)
        )
        found += [owing(view, seat, duty) for key, duty in now.items() if key not in before]
    return found


def owing(view: View, seat: int, duty: Duty) -> str:
    """``Japan would owe France 7 on Piracy, and has 3.``"""
    other, own = naming.opening(view.rules, seat), naming.called(view.rules, view.seat)
    card = view.rules.card_titles[view.cells[view.rules.machine.slot_cards + duty.slot]]
    return say(
        "{debtor} would owe {creditor} {owed} on {crisis}, and has {given}.",
        debtor=other,
        creditor=own,
        owed=naming.number(duty.owes),
        crisis=card,
        given=naming.number(duty.gave),
    )


def seen_by(view: View, seat: int) -> View:
    """The same knowledge with another seat in mind; what agreements ask of a state is no secret."""
    found = copy(view)
    found.seat = seat
    return found


def after(view: View, effects: Iterable[Effect]) -> View:
    """The view once agreements are signed or ended as foreseen; numbers stay as they are."""
    found = copy(view)
    found.cells = view.cells[:]
    layout = view.rules.layout
    for effect in effects:
        if effect.scope in ("two", "many"):
            for cell in status.cells_of(layout.block(effect.scope, effect.name), effect.seats, layout.players):
                found.cells[cell] = effect.new
    return found
