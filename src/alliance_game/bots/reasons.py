"""A bot's reason: a sentence from what it weighed.

A reason is public. It is made from what everybody can see (the ruleset's ``worth``), never from the bot's agenda or
from a card that it looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..describe import naming
from ..engine import markers as mark
from ..wording import marked, say, translated
from .regard import Regard

if TYPE_CHECKING:
    from .planner import Thought

SLIGHT = 10
"""Hundredths of a point that are not worth a word."""


def reason(thought: Thought, index: int) -> str:
    """Why the bot takes the move at this place of the decision."""
    number = thought.decision.moves.numbers[index]
    gains, losses = weighed(thought, 1 if thought.kind == mark.CONSENT else number)
    match thought.kind:
        case mark.CONSENT:
            return consent(gains, losses, agreed=True) if number else refusal(thought, losses)
        case mark.ASK:
            return answer(gains, number, most=number == max(thought.decision.moves.numbers))
        case mark.ACT if number == 0:
            return say("Nothing on offer is worth its price to us.")
    return bargain(gains, losses, thought.view.round + index)


def weighed(thought: Thought, number: int) -> tuple[list[str], list[str]]:
    """What the move brings and what it costs, in the ruleset's words, the weightiest first.

    Compared with the least that could be done instead: passing, declining, naming 0. A choice on a card is compared
    with how things stood before: whoever hears the reason does not know the other choices.
    """
    numbers = thought.decision.moves.numbers
    other = next((each for each in numbers if each != number), number)
    before = thought.ends.get(other, thought.idle) if thought.kind == mark.ASK else thought.idle
    appraisal, seat = thought.appraisal, thought.seat
    own = [0] * len(appraisal.says)
    for sign, cells in ((1, thought.ends[number]), (-1, before)):
        for place, value in enumerate(appraisal.components(cells, seat)):
            own[place] += sign * value
    order = sorted(range(len(own)), key=lambda place: -abs(own[place]))
    gains = [appraisal.says[place] for place in order if own[place] > SLIGHT]
    losses = [appraisal.says[place] for place in order if own[place] < -SLIGHT]
    return gains[:2], losses[:1]


_BARGAINS = (
    marked("Good for {gains}, and worth what it costs {losses}."),
    marked("We need {gains} more than {losses}."),
    marked("It costs {losses}, but it is good for {gains}."),
)
_GAINS = (marked("Good for {gains}."), marked("This helps {gains}."), marked("For the sake of {gains}."))


def bargain(gains: list[str], losses: list[str], turn: int) -> str:
    """For what, and at what price; ``turn`` varies the words."""
    if gains and losses:
        return translated(_BARGAINS[turn % 3], gains=both(gains), losses=losses[0])
    if gains:
        return translated(_GAINS[turn % 3], gains=both(gains))
    if losses:
        return say("It costs {losses}; anything else would cost us more.", losses=losses[0])
    return say("It does us no harm, and it may open a door.")


def consent(gains: list[str], losses: list[str], *, agreed: bool) -> str:
    """Why yes, or why no."""
    if agreed:
        return say("Yes: good for {gains}.", gains=both(gains)) if gains else say("Yes: it costs us nothing.")
    return say("No: it would cost {losses}.", losses=losses[0]) if losses else say("No: we see nothing in it for us.")


def refusal(thought: Thought, losses: list[str]) -> str:
    """Why no: what it costs, what the proposer's word is worth, or who would gain by it."""
    regard, seat, other = Regard(thought.view.rules), thought.seat, thought.proposer
    if losses:
        return consent([], losses, agreed=False)
    if regard.credit(thought.base, seat, other) < 0:
        return say("No: {record}.", record=regard.told(thought.base, seat, other))
    own, theirs = (thought.gain(1, each) for each in (seat, other))
    if theirs > max(own, SLIGHT):
        return say("No: {state} would gain more by it than we would.", state=naming.called(thought.view.rules, other))
    return consent([], [], agreed=False)


def answer(gains: list[str], number: int, *, most: bool) -> str:
    """Why this much."""
    if number == 0:
        return say("Nothing: {gain} comes first.", gain=gains[0]) if gains else say("Nothing: we need what we have.")
    if not gains:
        return say("Our part, and no more.")
    return say("All that we may, for {gains}." if most else "For {gains}.", gains=both(gains))


def both(words: list[str]) -> str:
    """One or two things."""
    return naming.listed(words)
