"""Advice in words: what to do, where to find it, why, what else was weighed, and how far all this can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isqrt
from textwrap import wrap
from typing import Literal

from ..describe import cards, foresight, naming, questions, sentences
from ..describe.bids import Bids
from ..describe.offers import Offer, offers
from ..engine import Decision, View
from ..engine.layout import CARD
from ..engine.moves import tactic_text
from ..wording import marked, say, translated
from .advice import Advice
from .race import Weighed
from .reasons import both

EVEN = 25
"""Hundredths of a point that are no difference."""
CHANCE = 500
"""Hundredths of a point by which two moves differ in one future by chance alone; in n of them, divided by √n."""
FEW = 16
"""Futures that are too few to be sure of anything."""
FAR = 4
"""Who was tried in less than one of so many futures of the best had fallen behind early."""
SAFER = 2
"""By how many in a hundred futures that everybody loses two moves have to differ for it to be worth a word."""
HEADS = (marked("place"), marked("all lose"), marked("ahead"), marked("futures"))
WIDTHS = (8, 8, 5, 7)
"""The least that each column is wide."""
ROOMY = 64
"""Columns from which the figures are set wider apart."""


TITLE = marked("What your advisers would do")
Kind = Literal["move", "way", "head", "best", "other", "verdict", "why", "limits", "gap"]
"""What a line of advice is."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line of advice, in the width that was asked for."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One of the moves that were weighed, in words."""

    text: str
    figures: tuple[str, ...]
    """Place, how often everybody loses, how far ahead, how many futures: in the order of ``HEADS``."""
    behind: str = ""
    """Said instead of the figures where it fell behind too early to be compared."""


@dataclass(frozen=True, slots=True)
class Counsel:
    """Advice on one question in words."""

    title: str
    """The crisis that the question is about; empty for any other question."""
    move: str
    """The best move as a sentence without its full stop."""
    way: tuple[str, ...] = ()
    """Where it is in the menus, and whose yes it needs."""
    options: tuple[Option, ...] = ()
    verdict: str = ""
    """Whether the figures say much; empty if they do."""
    why: str = ""


def told(view: View, decision: Decision, found: Sequence[Advice], width: int, *, brief: bool = False) -> Iterator[Said]:
    """All advice on a seat's question, line by line: what to do, the figures, why, and what it is worth.

    ``brief`` leaves out what the figures mean, for who has read it.
    """
    every = [counsel(view, decision, each) for each in found]
    for each in every:
        yield from flowing("move", f"{each.move}.", width)
        for text in each.way:
            yield from flowing("way", text, width)
    for each in every:
        if each.options:
            yield Said("gap", "")
            yield from table(each, width)
            yield from flowing("verdict", each.verdict, width)
            yield from flowing("why", f"“{each.why}”" if each.why else "", width)
    if any(each.options for each in every):
        for text in limits(view, found)[: 1 if brief else 2]:
            yield Said("gap", "")
            yield from flowing("limits", text, width)


def flowing(kind: Kind, text: str, width: int) -> Iterator[Said]:
    """A text in as many lines as it needs; none for no text."""
    yield from (Said(kind, each) for each in wrap(text, width, break_on_hyphens=False))


def counsel(view: View, decision: Decision, advice: Advice) -> Counsel:
    """Advice on one question in words."""
    title = naming.card(view.rules, advice.about) if advice.about else ""
    if not advice.suggestions:
        return Counsel(title, *nothing(view, decision, advice))
    best = advice.suggestions[0]
    return Counsel(
        title,
        sentence(view, decision, advice, best.number),
        tuple(way(view, decision, best.number)),
        tuple(option(view, decision, each, best) for each in advice.suggestions),
        verdict(advice.suggestions),
        why(advice) if len(advice.suggestions) > 1 and best.held else "",
    )


def nothing(view: View, decision: Decision, advice: Advice) -> tuple[str, tuple[str, ...]]:
    """What is said where nothing was weighed: the only move there is, or that there was no time."""
    numbers = legal(view, decision, advice.about)
    if len(numbers) > 1:
        return say("No advice: not one future could be looked at in so short a time"), ()
    return sentence(view, decision, advice, numbers[0]), (say("There is nothing else to choose."),)


def legal(view: View, decision: Decision, about: str) -> Sequence[int]:
    """The moves of the question that a piece of advice is on."""
    if decision.kind != "ask" or about == decision.about:
        return decision.moves.numbers
    return range(Bids(view, decision).at(about).most + 1)


# The moves


def sentence(view: View, decision: Decision, advice: Advice, number: int) -> str:
    """``Joint exercise with Germany``, ``Pledge 3 on Piracy``."""
    if decision.kind != "ask":
        return words(view, decision, number)
    verb = naming.sentence(questions.verb(questions.ask_rule(view, decision)))
    if not advice.about:
        return say("{verb} {number}", verb=verb, number=naming.number(number))
    card = naming.card(view.rules, advice.about)
    return say("{verb} {number} on {card}", verb=verb, number=naming.number(number), card=card)


def words(view: View, decision: Decision, number: int) -> str:
    """A move as the question itself words it."""
    match decision.kind:
        case "ask":
            return naming.number(number)
        case "consent":
            return say("Agree" if number else "Decline")
        case "choice":
            choice = view.rules.cards[view.cells[CARD]].choices[number]
            return choice.text + cards.price(view.rules, choice.cost)
    if not number:
        return say("End the turn")
    return naming.sentence(sentences.spoken(view.rules, tactic_text(view.rules, view.cells, number)))


def way(view: View, decision: Decision, number: int) -> Iterator[str]:
    """The way through the menus to a tactic, and whose yes it needs."""
    if decision.kind != "act" or not number:
        return
    way = next(ways(offers(view, decision), number), ())
    yield say("In the menus: {way}.", way=" · ".join(way))
    if asks := foresight.asks(view, number):
        yield say("It is done {asks}.", asks=asks)


def ways(entries: Sequence[Offer], number: int) -> Iterator[tuple[str, ...]]:
    """The entries of the menus that lead to a move."""
    for offer in entries:
        if offer.move is not None and offer.move.number == number:
            yield (offer.text,)
        yield from ((offer.text, *rest) for rest in ways(offer.inner, number))


# What is said of them


def verdict(suggestions: Sequence[Weighed]) -> str:
    """Whether the figures say much; nothing if they do."""
    best, *others = suggestions
    if best.tried < FEW:
        return say("Only {futures} could be tried for each: too few to be sure.", futures=futures(best.tried))
    if not best.held:
        return say("In every future that was tried everybody loses, whatever you do here.")
    close = [best.mean - other.mean for other in others if is_close(best, other)]
    if not close:
        return ""
    even = max(close) < EVEN
    if len(close) > 1:
        return say(
            "All three are about equal: take the one you like."
            if even
            else "All three are too close to call: it may be chance."
        )
    if len(others) > 1:
        return say(
            "The first two are about equal: take the one you like."
            if even
            else "The first two are too close to call: it may be chance."
        )
    return say(
        "The two are about equal: take the one you like."
        if even
        else "The two are too close to call: it may be chance."
    )


def futures(number: int) -> str:
    """``1 future``, ``24 futures``."""
    return say("{count} future" if number == 1 else "{count} futures", count=number)


def is_close(best: Weighed, other: Weighed) -> bool:
    """Whether a move may be as good as the best, as far as so many futures can tell."""
    margin = max(EVEN, CHANCE // isqrt(max(1, other.tried)))
    return not is_behind(best, other) and best.mean - other.mean < margin


def is_behind(best: Weighed, other: Weighed) -> bool:
    """Whether a move fell behind too early for its figures to be compared with those of the best."""
    return other.tried * FAR < best.tried


def why(advice: Advice) -> str:
    """What the best move is better for than the next best, and what it costs."""
    best, other = advice.suggestions[:2]
    safe = risk(best.ruin, other.ruin) if abs(other.ruin - best.ruin) >= SAFER else ""
    gains, losses = both(list(advice.gains)), both(list(advice.losses))
    if gains and losses:
        said = say("Better than the next best for {gains}; worse for {losses}.", gains=gains, losses=losses)
    elif gains:
        said = say("Better than the next best for {gains}.", gains=gains)
    elif losses:
        said = say(
            "Worse than the next best for {losses}, and yet it leaves us further ahead of the others.", losses=losses
        )
    else:
        return safe or say("Much the same for us as the next best, a little worse for the best of the others.")
    if not safe:
        return said
    # What is gained and lost is counted only where the alliance held, and says nothing about how often it does.
    return say("{risk} Where the alliance holds: {compared}", risk=safe, compared=f"{said[:1].lower()}{said[1:]}")


def risk(ruin: int, other: int) -> str:
    """How much safer the best move is for all, or how much less safe."""
    return say(
        "Safer: everybody loses in {ruin} of 100 futures, not {other}."
        if ruin < other
        else "Less safe: everybody loses in {ruin} of 100 futures, not {other}.",
        ruin=ruin,
        other=other,
    )


def option(view: View, decision: Decision, weighed: Weighed, best: Weighed) -> Option:
    """A move with its figures."""
    behind = say("fell behind after {futures}", futures=futures(weighed.tried)) if is_behind(best, weighed) else ""
    return Option(words(view, decision, weighed.number), figures(view, weighed), behind)


def figures(view: View, weighed: Weighed) -> tuple[str, ...]:
    """``1.9 of 4``, ``3%``, ``+0.7``, ``120``; a dot where the alliance never held."""
    place, players = tenths(weighed.mean_place), view.rules.players
    place = say("{place} of {players}", place=place, players=players) if weighed.held else "·"
    ahead = led(weighed.mean_lead) if weighed.held else "·"
    return place, f"{weighed.ruin}%", ahead, str(weighed.tried)


def tenths(hundredths: int) -> str:
    """Hundredths as a number with one decimal."""
    rounded = (abs(hundredths) + 5) // 10
    return f"{'−' if hundredths < 0 and rounded else ''}{rounded // 10}.{rounded % 10}"


def led(hundredths: int) -> str:
    """``+1.2``, ``−3.3``, ``±0``."""
    found = tenths(hundredths)
    return "±0" if found == "0.0" else f"+{found}" if hundredths > 0 else found


# The page


def limits(view: View, found: Sequence[Advice]) -> tuple[str, str]:
    """How far advice can be trusted, and what its figures mean."""
    looked, end = futures(sum(each.rollouts for each in found)), horizon(view, found)
    trust = [
        say("Looked at: {futures}, each to the end of {end}.", futures=looked, end=end),
        say("What you cannot see was filled in by lot, and the other states were played roughly."),
        *([say("Each number supposes that those above it are given.")] if len(found) > 1 else []),
        say("It is advice, not an order: the choice is yours."),
    ]
    meaning = say(
        "Place: where {state} would stand then, on average, as long as the alliance holds. All lose: in how many of "
        "100 futures everybody has lost by then. Ahead: by how many points {state} would lead the best other state "
        "(− is behind), with all that is held counted as points.",
        state=naming.called(view.rules, view.seat),
    )
    return " ".join(trust), meaning


def horizon(view: View, found: Sequence[Advice]) -> str:
    """How far the futures went: ``this round``, ``the game``."""
    ahead = min((each.rounds for each in found), default=1)
    left = view.rules.machine.rounds - view.round + 1
    if left <= ahead:
        return say("the game")
    if ahead > 2:
        return say("the round {number} rounds from now", number=ahead - 1)
    return say("this round" if ahead == 1 else "the next round")


def table(counsel: Counsel, width: int) -> Iterator[Said]:
    """The moves below each other, their figures in columns; a move may need several lines."""
    texts = [counsel.title, *(each.text for each in counsel.options)]
    gap = 2 if width >= ROOMY else 1
    heads = [translated(head) for head in HEADS]
    wide = [max(least, len(head)) for least, head in zip(WIDTHS, heads, strict=True)]
    room = min(max(12, width - sum(each + gap for each in wide)), max(map(len, texts)))
    first, *rest = wrap(counsel.title, room) or [""]
    yield from (Said("head", each) for each in (first.ljust(room) + row(heads, wide, gap), *rest))
    for index, each in enumerate(counsel.options):
        first, *rest = wrap(each.text, room, subsequent_indent="  ", break_on_hyphens=False)
        cells = f"  {each.behind}" if each.behind else row(each.figures, wide, gap)
        yield Said("other" if index else "best", first.ljust(room) + cells)
        yield from (Said("other" if index else "move", text) for text in rest)


def row(cells: Sequence[str], widths: Sequence[int], gap: int) -> str:
    """Columns, right-aligned."""
    return "".join(f"{'':{gap}}{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
