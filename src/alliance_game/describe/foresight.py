"""What a move would do, in words: what will happen, what may, whose yes it needs."""

from collections.abc import Iterable
from copy import copy

from ..engine import markers as mark
from ..engine.layout import FIRST, KIND, PENDING, SEAT, TURN, YES
from ..engine.preview import Effect, Preview, asked_of, preview
from ..engine.view import View
from ..wording import say
from . import changes, naming


def foreseen(view: View, number: int) -> Preview:
    """What a move of the seat's own question would do, if everybody who is asked agrees."""
    if view.cells[KIND] == mark.CONSENT:
        return proposal_foreseen(view)
    if view.cells[KIND] == mark.ACT and number:
        return acted(view, view.seat, number)
    return preview(view, number)


def acted(view: View, actor: int, number: int) -> Preview:
    """A tactic carried out by its actor, everybody's consent supposed."""
    supposed = copy(view)
    supposed.cells = cells = view.cells[:]
    cells[KIND], cells[SEAT] = mark.ACT, actor
    rules = view.rules
    asked = asked_of(rules, cells, actor, number)
    cells[YES] |= sum(1 << seat for seat in asked)
    found = preview(supposed, number)
    return Preview(found.effects, asked, found.ends)


def proposal_foreseen(view: View) -> Preview:
    """What the proposal on the table would do, if the seat and those who are still to be asked agree."""
    return acted(view, proposer(view), view.cells[PENDING])


def proposer(view: View) -> int:
    """Who made the proposal on the table, or whose turn it is."""
    return view.rules.machine.order[view.cells[FIRST]][view.cells[TURN]]


def certain(view: View, found: Preview) -> str:
    """The changes that will happen, in one line."""
    return changes.said(view.rules, worth_saying(view, found.effects, certain=True))


def possible(view: View, found: Preview) -> str:
    """The changes that chance decides, in one line."""
    return changes.said(view.rules, worth_saying(view, found.effects, certain=False))


def worth_saying(view: View, effects: Iterable[Effect], *, certain: bool) -> list[changes.Change]:
    """What will change, or what only may; what is merely counted, such as kept promises, is left out."""
    found = changes.merged(view.rules, (effect for effect in effects if effect.certain is certain))
    return [change for change in found if not naming.is_count(view.rules, change.scope, change.name)]


def asks(view: View, number: int) -> str:
    """Whose consent a move needs: ``if Germany agrees``; empty if nobody's."""
    seats = asked_of(view.rules, view.cells, view.seat, number) if view.cells[KIND] == mark.ACT and number else ()
    form = view.rules.program.forms[view.rules.moves[number].form] if seats else None
    if form is None:
        return ""
    states = naming.all_called(view.rules, seats)
    if form.council is not None:
        return say("if enough of {states} agree", states=states)
    return say("if {state} agrees", state=states) if len(seats) == 1 else say("if {states} agree", states=states)
