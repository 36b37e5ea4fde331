"""A bot's reason: a sentence from what it weighed.

A reason is public. It is made from what everybody can see (the ruleset's ``worth``), never from the bot's agenda or
from a card that it looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..engine import markers as mark

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
            return consent(gains, losses, agreed=bool(number))
        case mark.ASK:
            return answer(gains, number, most=number == max(thought.decision.moves.numbers))
        case mark.ACT if number == 0:
            return "Nothing on offer is worth its price to us."
    return bargain(gains, losses, thought.view.round + index)


def weighed(thought: Thought, number: int) -> tuple[list[str], list[str]]:
    """What the move brings and what it costs, in the ruleset's words, the weightiest first.

    Compared with the least that could be done instead: passing, declining, naming 0, or the first other choice.
    """
    numbers = thought.decision.moves.numbers
    other = next((each for each in numbers if each != number), number)
    before = thought.ends.get(other, thought.idle) if thought.kind in (mark.ASK, mark.CHOICE) else thought.idle
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
    "Good for {gains}, and worth what it costs {losses}.",
    "We need {gains} more than {losses}.",
    "It costs {losses}, but it is good for {gains}.",
)
_GAINS = ("Good for {gains}.", "This helps {gains}.", "For the sake of {gains}.")


def bargain(gains: list[str], losses: list[str], turn: int) -> str:
    """For what, and at what price; ``turn`` varies the words."""
    if gains and losses:
        return _BARGAINS[turn % 3].format(gains=both(gains), losses=losses[0])
    if gains:
        return _GAINS[turn % 3].format(gains=both(gains))
    if losses:
        return f"It costs {losses[0]}; anything else would cost us more."
    return "It does us no harm, and it may open a door."


def consent(gains: list[str], losses: list[str], *, agreed: bool) -> str:
    """Why yes, or why no."""
    if agreed:
        return f"Yes: good for {both(gains)}." if gains else "Yes: it costs us nothing."
    return f"No: it would cost {losses[0]}." if losses else "No: we see nothing in it for us."


def answer(gains: list[str], number: int, *, most: bool) -> str:
    """Why this much."""
    if number == 0:
        return f"Nothing: {gains[0]} comes first." if gains else "Nothing: we need what we have."
    if not gains:
        return "Our part, and no more."
    return f"{'All that we may, for' if most else 'For'} {both(gains)}."


def both(words: list[str]) -> str:
    """One or two things."""
    return " and ".join(words)
