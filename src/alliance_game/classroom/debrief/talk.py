"""What to talk about: the scenario's learning goals and questions, each with what happened in this game."""

from collections.abc import Sequence

from ...wording import say
from .account import Account
from .facts import beside, facts
from .parts import Chapter, Part, Point

FIRST = 6
"""So many facts are told by themselves."""


def talk(account: Account) -> Chapter:
    """The chapter."""
    scenario = account.rules.library.scenario(account.record.position.setup.scenario)
    found = facts(account)
    leading = tuple(Point("", fact.text) for fact in found if fact.leading)[:FIRST]
    parts = [Part(say("What stands out"), points=leading)] if leading else []
    goals = [say("{goal}: where did you see it?", goal=goal.rstrip(".")) for goal in map(capital, scenario.teaches)]
    if goals:
        parts.append(Part(say("What it was about"), points=asked(goals, beside(account, goals, found))))
    own, always = scenario.questions, everywhere()
    answers = [*beside(account, own, found), *([] for _ in always)]
    parts.append(Part(say("Questions"), points=asked([*own, *always], answers)))
    return Chapter("talk", say("To talk about"), tuple(parts), sheet=True)


def everywhere() -> list[str]:
    """What can be asked after any game."""
    return [
        say("Which promise did you believe, and why?"),
        say("Which decision would you take back, and what would have followed?"),
        say("What does this game leave out that real states have to reckon with?"),
    ]


def asked(questions: Sequence[str], answers: Sequence[Sequence[str]]) -> tuple[Point, ...]:
    """Questions, and beside each what happened."""
    told = [say("In your game: {facts}", facts=" ".join(each)) if each else "" for each in answers]
    return tuple(map(Point, questions, told))


def capital(text: str) -> str:
    """A text with a capital letter in front."""
    return text[:1].upper() + text[1:]
