"""A character's reason: the motive of its own that decided, or else what it weighed.

Like every reason it is public: it is made from what everybody can see and from the move itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..describe import naming
from ..engine import markers as mark
from ..engine.layout import PENDING
from ..wording import marked, say, translated
from .reasons import answer, bargain, consent, weighed
from .regard import last_refusal

if TYPE_CHECKING:
    from .character import Weighing


DECISIVE = 40
"""Hundredths of a point from which a state's record is worth a word."""


def motive(thought: Weighing, index: int) -> str:
    """Why the character takes the move at this place of the decision."""
    number = thought.decision.moves.numbers[index]
    gains, losses = weighed(thought, 1 if thought.kind == mark.CONSENT else number)
    match thought.kind:
        case mark.CONSENT:
            return assent(thought, gains, losses, agreed=bool(number))
        case mark.ASK:
            return amount(thought, gains, number)
        case mark.ACT if number == 0:
            return translated(thought.tastes.voice.nothing)
        case mark.ACT:
            return deed(thought, gains, losses, index)
    return bargain(gains, losses, thought.view.round + index)


def deed(thought: Weighing, gains: list[str], losses: list[str], index: int) -> str:
    """Why this tactic."""
    number = thought.decision.moves.numbers[index]
    liked = thought.tastes.likes[thought.view.rules.moves[number].form]
    for other in thought.met(number):
        merit, favour = thought.deserts(other), thought.favour(thought.ends[number], other)
        if merit * favour > max(DECISIVE, liked.each if liked is not None else 0):
            words = thought.tastes.voice.repay if merit > 0 else thought.tastes.voice.answer
            record = thought.regard.told(thought.base, thought.seat, other)
            return translated(words, record=record, who=name(thought, other))
    if liked is not None and liked.say is not None and liked.each > 0:
        return preferred(liked.say, gains, losses)
    return bargain(gains, losses, thought.view.round + index)


def preferred(because: str, gains: list[str], losses: list[str]) -> str:
    """A motive from the ruleset, and what it brings or costs."""
    if gains:
        return say("{motive}: good for {gains}.", motive=because, gains=gains[0])
    if losses:
        return say("{motive}, even at the cost of {losses}.", motive=because, losses=losses[0])
    return f"{because}."


def assent(thought: Weighing, gains: list[str], losses: list[str], *, agreed: bool) -> str:
    """Why yes, or why no."""
    nature, voice, proposer = thought.nature, thought.tastes.voice, thought.proposer
    words = {"who": name(thought, proposer), "record": thought.regard.told(thought.base, thought.seat, proposer)}
    merit = thought.deserts(proposer)
    if agreed:
        if nature.loyal and thought.regard.allied(thought.base, thought.seat, proposer):
            return translated(voice.friend, **words)
        if merit > DECISIVE:
            return say("Yes: {reason}", reason=translated(voice.repay, **words))
        return welcome(thought, gains, losses)
    if merit < -DECISIVE:
        return say("No: {reason}", reason=translated(voice.answer, **words))
    if nature.grudge and last_refusal(thought.view, proposer):
        return translated(voice.grudge, **words)
    return consent(gains, losses, agreed=False) if losses and not gains else translated(voice.wary)


def welcome(thought: Weighing, gains: list[str], losses: list[str]) -> str:
    """Why yes to a proposal, whoever makes it."""
    liked = thought.tastes.likes[thought.view.rules.moves[thought.base[PENDING]].form]
    if liked is not None and liked.say is not None and liked.each > 0:
        return say("Yes: {motive}.", motive=in_a_sentence(liked.say))
    return consent(gains, losses, agreed=True)


def amount(thought: Weighing, gains: list[str], number: int) -> str:
    """Why this much: for promises a warning, if it is one, and for sealed answers how it keeps its word."""
    voice = thought.tastes.voice
    if not thought.per_crisis:
        return stated(thought, gains, number)
    words = {
        "number": str(number),
        "crisis": thought.view.rules.card_titles[thought.base[thought.machine.slot_cards + thought.slot]],
        "gain": gains[0] if gains else say("what we have"),
        "promised": str(thought.promised),
    }
    if thought.promised is not None:
        return translated(delivery(thought, number, thought.promised), **words)
    if number < thought.expected and (culprit := thought.culprit) >= 0:
        record = thought.regard.told(thought.base, thought.seat, culprit)
        return translated(voice.withheld if number else voice.denied, record=record, **words)
    if thought.owing:
        return duty(thought, number, words)
    if number >= max(1, thought.expected):
        return translated(voice.own if thought.own else voice.full, **words)
    return translated(warning(thought, number), **words)


def duty(thought: Weighing, number: int, words: Mapping[str, str]) -> str:
    """A promise that an agreement asks for, kept whole, in part, or not at all; the partner hears it beforehand."""
    voice, who = thought.tastes.voice, name(thought, thought.target)
    if not number:
        warned = in_a_sentence(translated(voice.none, **words))
        return say("{who} should know: {warning}", who=who, warning=warned)
    return translated(voice.ally if number >= thought.expected else voice.failing, who=who, **words)


def warning(thought: Weighing, number: int) -> str:
    """Before others rely on it in vain: it promises less than is expected, or nothing."""
    voice = thought.tastes.voice
    return voice.none if not number else voice.part if thought.meant < thought.expected else voice.short


def delivery(thought: Weighing, number: int, promised: int) -> str:
    """How a sealed answer compares with the promise."""
    voice = thought.tastes.voice
    if number < promised:
        return voice.broke
    if number > promised:
        return voice.more
    return voice.kept if number else marked("Nothing, as we said.")


def stated(thought: Weighing, gains: list[str], number: int) -> str:
    """A number that is about no crisis."""
    if thought.word and number == thought.expected:
        return say("As agreed: {number}.", number=number)
    if thought.word and (culprit := thought.culprit) >= 0:
        record = thought.regard.told(thought.base, thought.seat, culprit)
        return translated(thought.tastes.voice.answer, record=record)
    return answer(gains, number, most=number == max(thought.decision.moves.numbers))


def name(thought: Weighing, seat: int) -> str:
    """What a state is called."""
    return naming.called(thought.view.rules, seat)


def in_a_sentence(words: str) -> str:
    """The beginning of a sentence in the middle of one."""
    return words[:1].lower() + words[1:]
