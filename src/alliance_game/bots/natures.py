"""The natures of the characters: how each deals with others, and how it speaks.

A nature knows no game. What a character values in one game, and which tactics it likes there, stands in the ruleset
(``bots: characters``), and a ruleset may set any lever otherwise.
"""

from typing import NamedTuple

from ..definitions.characters import Levers
from ..wording import marked


class Nature(NamedTuple):
    """How a character deals with others; see ``Levers`` for what each number means."""

    give: int = 100
    ally: int = 100
    firm: int = 40
    word: int = 60
    open: int = 0
    loyal: int = 0
    bonds: int = 0
    credit: int = 0
    doubt: int = 0
    mirror: int = 0
    grudge: int = 0


class Voice(NamedTuple):
    """What a character says when a motive of its own decided; it is translated, and words in braces are filled in."""

    nothing: str = marked("Nothing on offer is worth its price to us.")
    """It passes."""
    wary: str = marked("No: we see more risk in it than gain.")
    """It declines what would do it good."""
    friend: str = marked("Yes: {who} is bound to us, and we to it.")
    """It accepts because of an agreement with the proposer."""
    repay: str = marked("{record}; we answer in kind.")
    """It does good to a state, or accepts, because that state's word is good."""
    answer: str = marked("{record}; we answer in kind.")
    """It does harm to a state, or declines, because that state's word is bad."""
    grudge: str = marked("No: {who} refused us last time.")
    """It declines because it was refused."""
    own: str = marked("{crisis} is at our own door: {number} from us.")
    """It promises for a crisis that hits itself."""
    ally: str = marked("{who} is hit, and we have signed: {number} from us.")
    """It promises what an agreement asks of it."""
    failing: str = marked("{who} is hit, but {number} is all that we have for {crisis}.")
    """It promises less than an agreement asks of it, and says so."""
    full: str = marked("Our full part for {crisis}: {number}.")
    """It promises what is expected, or more."""
    part: str = marked("We promise {number} for {crisis}; others will have to do the rest.")
    """It promises less than expected, and says so."""
    short: str = marked("We can spare no more than {number} for {crisis}.")
    """It promises less than it means to, because it has no more."""
    none: str = marked("Do not count on us for {crisis}.")
    """It promises nothing, and says so."""
    withheld: str = marked("{record}; do not count on more than {number} from us for {crisis}.")
    """It promises less because the state that is hit, or most others, did not keep their word."""
    denied: str = marked("{record}; do not count on us for {crisis}.")
    """It promises nothing for the same reason."""
    kept: str = marked("As promised: {number}.")
    """It gives what it promised."""
    broke: str = marked("We promised {promised} and give {number}: {gain} comes first.")
    """It gives less than it promised."""
    more: str = marked("More than we promised: {number}, for {gain}.")
    """It gives more than it promised."""


NATURES = {
    "hawk": Nature(give=60, ally=60, firm=40, word=60, open=-60, bonds=-20, credit=25, doubt=3),
    "broker": Nature(give=80, ally=100, firm=40, word=70, open=60, loyal=20, bonds=60, credit=5),
    "freerider": Nature(give=40, ally=40, firm=50, word=0, bonds=10),
    "loyalist": Nature(give=45, ally=160, firm=80, word=200, open=40, loyal=150, bonds=0, credit=20),
    "titfortat": Nature(give=80, ally=100, firm=30, word=120, open=20, credit=80, mirror=80, grudge=90),
}

VOICES = {
    "hawk": Voice(
        nothing=marked("We bide our time."),
        wary=marked("No: we trust what we can count, and this is not it."),
        answer=marked("{record}, and we do not forget it."),
        failing=marked("{who} is hit; a signature is worth {number} to us."),
        full=marked("We give {number} for {crisis}: we do not look away from this one."),
        part=marked("No more than {number} for {crisis}: it is not our kind of fight."),
        none=marked("Do not wait for our part; {crisis} is no work for us."),
        kept=marked("We said {number}, and {number} it is. We do not bluff."),
    ),
    "broker": Voice(
        nothing=marked("Nobody needs us just now; that is good news."),
        friend=marked("Yes: {who} and we have built something, and it should grow."),
        full=marked("We put {number} into {crisis} and ask the others to match it."),
        part=marked("We put {number} into {crisis}; the rest goes into talks."),
        none=marked("We have nothing left for {crisis}; somebody else must step in."),
        kept=marked("As announced: {number}. A go-between lives by its word."),
    ),
    "freerider": Voice(
        nothing=marked("We keep what we have."),
        wary=marked("No: it binds us, and we like our hands free."),
        own=marked("For {crisis} at our own door we find {number}."),
        ally=marked("{who} is hit, and we did sign: {number}, then."),
        failing=marked("{who} is hit, and we are sorry, but {number} is all it gets."),
        full=marked("There you are, {number} for {crisis}: let nobody say we never pay."),
        part=marked("We have {number} for {crisis}. Others are richer, or should be."),
        short=marked("We have {number} for {crisis}. Others are richer, or should be."),
        none=marked("Do not count on us for {crisis}; we have expenses at home."),
        kept=marked("As promised: {number}. Do not get used to it."),
        broke=marked("We promised {promised} and give {number}: {crisis} will do without us, and {gain} comes first."),
    ),
    "loyalist": Voice(
        nothing=marked("We have done our part for now."),
        friend=marked("Yes: {who} is an ally, and allies get a yes."),
        ally=marked("{who} is hit. We signed, so {number} from us."),
        failing=marked("{who} is hit, and {number} for {crisis} is the last that we have."),
        part=marked("We can honestly promise {number} for {crisis}; what we have is kept for allies."),
        short=marked("We can honestly promise no more than {number} for {crisis}."),
        none=marked("We cannot cover {crisis} this time, and we would rather say so now."),
        kept=marked("What we promised: {number}."),
        broke=marked("We promised {promised} and can give only {number}. We owe an apology."),
    ),
    "titfortat": Voice(
        nothing=marked("Nobody has given us a reason to move."),
        wary=marked("No: we would be the only one to give something."),
        full=marked("We do our part while others do theirs: {number} for {crisis}."),
        part=marked("We offer {number} for {crisis}, and watch what others do."),
        none=marked("We have nothing for {crisis} this round."),
        kept=marked("Our word for theirs: {number}."),
    ),
}


def nature_of(name: str, levers: Levers | None) -> Nature:
    """A character's nature, with what a ruleset says otherwise."""
    given = levers.model_dump(exclude_none=True) if levers is not None else {}
    return NATURES[name]._replace(**given)
