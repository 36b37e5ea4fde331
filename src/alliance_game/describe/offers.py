"""What a state can do in its turn, as a tree of menus: groups, tactics, their forms, with whom."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..engine.decision import Decision
from ..engine.moves import Move, named
from ..engine.reasons import fixed_reasons, why_not_number
from ..engine.view import View
from ..language.program import FormRule
from ..wording import marked, say, translated
from . import cards, naming, sentences


class Offer(NamedTuple):
    """One line of a menu: it opens another menu, makes a move, or says why it cannot be done."""

    words: str
    """What it says, in the language that is spoken; of ``MORE`` the English."""
    about: str = ""
    move: Move | None = None
    reason: str = ""
    """Why it is not possible now; empty if it is."""
    inner: tuple["Offer", ...] = ()
    warning: str = ""
    """What it closes for good or costs later."""

    @property
    def text(self) -> str:
        """What it says, in the language that is spoken."""
        return translated(self.words) if self is MORE else self.words

    @property
    def possible(self) -> bool:
        """Whether choosing it leads to a move."""
        return not self.reason


MOST = 7
"""Entries of a menu."""
MORE = Offer(marked("More …"))


def pages(offers: Sequence[Offer]) -> list[tuple[Offer, ...]]:
    """Entries in menus of at most seven; if there are several menus, each but the last ends with "More"."""
    if len(offers) <= MOST:
        return [tuple(offers)]
    found, rest = [], tuple(offers)
    while len(rest) > MOST:
        found.append((*rest[: MOST - 1], MORE))
        rest = rest[MOST - 1 :]
    return [*found, rest]


def contents(offer: Offer) -> str:
    """What a menu leads to: what can be done in it, or, with whom being all that is left to say, what it is for."""
    if any(inner.about for inner in offer.inner):
        return ", ".join(inner.text.split(" (")[0] for inner in offer.inner if inner.possible)
    return offer.about


def hindrance(offer: Offer) -> str:
    """Why an entry cannot be chosen, in a few words; empty if it can."""
    if offer.possible:
        return ""
    several = len({inner.reason for inner in offer.inner}) > 1
    return say("not now (choose it to see why)" if several else "not now, {reason}", reason=offer.reason)


def offers(view: View, decision: Decision) -> tuple[Offer, ...]:
    """The menus of an acting state, what is not possible included. Ending the turn is not among them."""
    groups = view.rules.program.symbols.folder.ruleset.groups
    legal = frozenset(decision.moves.numbers)
    found = []
    for group, definition in groups.items():
        inner = tuple(tactics(view, legal, group))
        if inner:
            found.append(menu(definition.title, definition.about or "", inner))
    return (*found, *tactics(view, legal, None))


def menu(text: str, about: str, inner: tuple[Offer, ...], warning: str = "") -> Offer:
    """A menu; possible if anything in it is."""
    reason = "" if any(offer.possible for offer in inner) else inner[0].reason
    return Offer(text, about, None, reason, inner, warning)


def tactics(view: View, legal: frozenset[int], group: str | None) -> Iterable[Offer]:
    """The tactics of a group, those with several forms as menus."""
    act = next(phase.act for phase in view.rules.program.phases if phase.id == view.phase)
    forms = [view.rules.program.forms[index] for index in (act.forms if act is not None else ())]
    for tactic in dict.fromkeys(form.tactic for form in forms):
        definition = view.rules.program.symbols.folder.tactics[tactic]
        if definition.group == group:
            own = tuple(form_offer(view, legal, form) for form in forms if form.tactic == tactic)
            title = definition.title + shared_price(view, [form for form in forms if form.tactic == tactic])
            yield own[0] if len(own) == 1 else menu(title, definition.about or "", own)


def shared_price(view: View, forms: Sequence[FormRule]) -> str:
    """The price of a tactic with several forms, if it is the same for all of them."""
    prices = {cards.price(view.rules, form.cost) for form in forms}
    return prices.pop() if len(prices) == 1 else ""


def form_offer(view: View, legal: frozenset[int], form: FormRule) -> Offer:
    """One form of a tactic: a move, or a menu of those it can be used with."""
    title = naming.form_title(view.rules, form) + cards.price(view.rules, form.cost)
    about = naming.tactic_of(view.rules, form).about or ""
    warning = naming.warning(view.rules, form)
    reasons = fixed_reasons(view.rules, view.cells, view.seat, form.index)
    if reasons:
        return Offer(title, about, None, reasons[0])
    inner = tuple(argument_offer(view, legal, form, number) for number in numbers(view, form))
    if not form.parameters:
        return Offer(title, about, inner[0].move, inner[0].reason, warning=warning)
    if not inner:
        return Offer(title, about, None, say("there is nobody and nothing to use it with"))
    return menu(title, about, inner, warning)


def numbers(view: View, form: FormRule) -> list[int]:
    """The moves of a form that make sense to show: not with oneself, not for a crisis that is not there."""
    crises = view.crises
    return [
        number
        for number, move in enumerate(view.rules.moves)
        if move.form == form.index
        and all(
            _fits(view, kind.kind, value, crises) for kind, value in zip(form.parameters, move.arguments, strict=True)
        )
    ]


def _fits(view: View, kind: str, value: int, crises: tuple[int, ...]) -> bool:
    return value != view.seat if kind == "other" else value in crises if kind == "crisis" else True


def argument_offer(view: View, legal: frozenset[int], form: FormRule, number: int) -> Offer:
    """A form with its arguments: what they are, and the move or why not."""
    text = argument_words(view, form, number)
    if number in legal:
        warning = naming.warning(view.rules, form)
        return Offer(text, "", named(view.rules, view.cells, number, view.seat), warning=warning)
    return Offer(text, "", None, why_not_number(view.rules, view.cells, view.seat, number))


def argument_words(view: View, form: FormRule, number: int) -> str:
    """``Germany``, ``Piracy``, or both in a row."""
    words = []
    for parameter, value in zip(form.parameters, view.rules.moves[number].arguments, strict=True):
        kind = "state" if parameter.kind == "other" else parameter.kind
        card = view.cells[view.rules.machine.slot_cards + value] if kind == "crisis" else value
        words.append(sentences.value_said(view.rules, kind, card))
    return ", ".join(words)
