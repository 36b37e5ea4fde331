"""A lesson as a file that people read and change: every part with a word about it."""

import json
import re
from collections.abc import Iterator
from textwrap import wrap

from ...bots import BOTS
from ...definitions.lessons import KINDS, LONGEST, SHORTEST, LessonPlan, Team
from ...definitions.scenario import YOU
from ...wording import say

WIDTH = 110
_PLAIN = re.compile(r"[A-Za-zÀ-ɏ][\w ,.()'/?–-]*")
"""Texts that mean themselves in YAML, whatever stands in them."""
_WORDS = frozenset(("true", "false", "null"))


def lesson_text(plan: LessonPlan) -> str:
    """The file of a lesson. Reading it again gives the same lesson."""
    blocks = (head, game, time, people, goals, teams, timers, injects, keeping)
    return "\n".join("\n".join(block(plan)) + "\n" for block in blocks)


def head(plan: LessonPlan) -> Iterator[str]:
    """What this file is."""
    yield from comment(say("A lesson with the Alliance Game. Change what you like; what stands behind # explains it."))
    yield from comment(say("`alliance-game class plan FILE` shows what comes of it, `class run FILE` begins."))
    yield "format: 1"
    yield f"title: {text(plan.title)}"


def game(plan: LessonPlan) -> Iterator[str]:
    """What is played."""
    yield from comment(say("The game; `alliance-game list scenarios` names them all."))
    yield f"scenario: {plan.scenario}"
    yield from said(f"states: {plan.states}", say("how many states play: the first so many of the scenario"))
    if plan.length is not None:
        yield from said(f"length: {plan.length}", say("how many rounds there are"))
    if plan.difficulty is not None:
        yield f"difficulty: {plan.difficulty}"
    if plan.options:
        yield f"options: [{', '.join(plan.options)}]"
    if plan.seed is not None:
        yield from said(f"seed: {plan.seed}", say("the same seed deals the same cards; without it they come by lot"))


def time(plan: LessonPlan) -> Iterator[str]:
    """How long it takes."""
    yield from comment(say("Time."))
    yield from said(f"minutes: {plan.minutes}", say("of one lesson, with briefing and debrief"))
    yield from said(f"sessions: {plan.sessions}", say("lessons that the game is spread over"))
    yield from said(
        f"practice: {'true' if plan.practice else 'false'}",
        say("a round first that does not count, with one easy crisis"),
    )


def people(plan: LessonPlan) -> Iterator[str]:
    """How many there are."""
    yield from comment(say("People: pupils = those in teams + press + observers."))
    yield f"pupils: {plan.pupils}"
    yield from said(f"press: {plan.press}", say("they report what is public, fairly to all sides"))
    yield from said(f"observers: {plan.observers}", say("they watch the teams and report in the debrief"))


def goals(plan: LessonPlan) -> Iterator[str]:
    """What is to be learnt."""
    yield from comment(say("What is to be learnt; the debrief asks about each of these."))
    yield "goals:" if plan.goals else "goals: []"
    yield from (f"- {text(goal)}" for goal in plan.goals)


def teams(plan: LessonPlan) -> Iterator[str]:
    """Who leads what."""
    bots = ", ".join(BOTS)
    yield from comment(say("Who leads which state. `seat` is you, for a team, or a bot: {bots}.", bots=bots))
    yield "teams:"
    yield from (f"- {team(each)}" for each in plan.teams)


def team(each: Team) -> str:
    """One team, on a line."""
    pupils = f"pupils: {each.pupils}, " if each.pupils or each.seat == YOU else ""
    return f"{{state: {each.state}, {pupils}seat: {each.seat}}}"


def timers(plan: LessonPlan) -> Iterator[str]:
    """How long a team has."""
    yield from comment(
        say(
            "Seconds for a question, {shortest} to {longest}; 0 or left out: no timer. When they run out, the answer "
            "that the screen names is given.",
            shortest=SHORTEST,
            longest=LONGEST,
        )
    )
    listed = ", ".join(f"{kind}: {plan.timers.of(kind)}" for kind in KINDS if plan.timers.of(kind))
    yield f"timers: {{{listed}}}"


def injects(plan: LessonPlan) -> Iterator[str]:
    """Cards of the facilitator."""
    yield from comment(
        say("Cards that you put in at the beginning of a round: {example}", example="- {round: 3, card: CARD}")
    )
    yield "injects:" if plan.injects else "injects: []"
    yield from (f"- {{round: {each.round}, card: {each.card}}}" for each in plan.injects)


def keeping(plan: LessonPlan) -> Iterator[str]:
    """Where it is kept."""
    yield from comment(say("The name of the saved game; everything else of the lesson is named after it."))
    yield f"save: {plan.save}"


def comment(sentence: str) -> Iterator[str]:
    """A sentence for people, on lines of its own."""
    return (f"# {line}" for line in wrap(sentence, WIDTH))


def said(line: str, about: str) -> Iterator[str]:
    """A line, and what it is."""
    yield f"{line:<20}  # {about}"


def text(words: str) -> str:
    """A text as YAML has it."""
    if _PLAIN.fullmatch(words) and words.lower() not in _WORDS and words == words.strip():
        return words
    return json.dumps(words, ensure_ascii=False)
