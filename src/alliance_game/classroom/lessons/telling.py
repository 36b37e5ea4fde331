"""A lesson in words: teams and their roles, minute by minute, the time it takes, what to print."""

import shlex
from collections.abc import Iterator
from itertools import chain
from textwrap import wrap

from ...content.roles import roles_in
from ...definitions import Library
from ...definitions.lessons import KINDS, LessonPlan
from ...definitions.scenario import YOU
from ...wording import marked, say, translated
from .estimate import GAMES
from .hours import Part, schedule
from .pace import Pace
from .planning import Outlook, rules_of, seats_of

WIDTH = 80
PRINTED = ("briefings", "roles", "bids")
"""What is printed for a lesson."""
WHAT = {
    "brief": marked("Briefing: what the table and each team read first, roles, the aim of the game"),
    "practice": marked("Practice round: one easy crisis, nothing counts"),
    "recap": marked("What happened last time"),
    "closing": marked("Save and close: every move is saved already"),
    "debrief": marked("Debrief: what happened, and why"),
}


def told(plan: LessonPlan, library: Library, found: Outlook, pace: Pace) -> str:
    """The whole plan, a block for each part of it."""
    blocks = (head(plan, library, found), people(plan, library), minutes(plan, found), time(plan, found, pace))
    rest = (goals(plan), injects(plan, library), printed(plan))
    return "\n\n".join("\n".join(block) for block in map(list, chain(blocks, rest)) if block)


def head(plan: LessonPlan, library: Library, found: Outlook) -> Iterator[str]:
    """What is played."""
    rules = rules_of(plan, library)
    if plan.title != library.scenario(plan.scenario).title:
        yield from wrapped(plan.title)
    yield from wrapped(
        say(
            "{scenario}: {states} states, {rounds} rounds, difficulty {difficulty}.",
            scenario=library.scenario(plan.scenario).title,
            states=plan.states,
            rounds=found.rounds,
            difficulty=rules.difficulty,
        )
    )


def people(plan: LessonPlan, library: Library) -> Iterator[str]:
    """Who leads what, and who is what in each team."""
    yield say("Teams: {pupils} pupils", pupils=plan.pupils)
    pupils = {team.state: team.pupils for team in plan.teams}
    states = library.scenario(plan.scenario).states[: plan.states]
    width = max(len(state.title) for state in states)
    for state, seat in zip(states, seats_of(plan, library), strict=True):
        who = str(pupils[state.id]) if seat == YOU else say("led by a bot ({bot})", bot=translated(seat))
        yield f"  {state.title:<{width}}  {who}"
    for size in sorted({team.pupils for team in plan.teams if team.seat == YOU}):
        yield from wrapped(say("In a team of {size}: {roles}.", size=size, roles=roles_of(size)), "  ")
    if plan.press:
        yield from wrapped(say("Press: {count}. They report what is public.", count=plan.press), "  ")
    if plan.observers:
        observed = say("Observers: {count}. Each watches one team and reports in the debrief.", count=plan.observers)
        yield from wrapped(observed, "  ")


def roles_of(size: int) -> str:
    """Who is what in a team: ``head of government; foreign minister and rapporteur``."""
    both = (" " + say("and") + " ").join
    return "; ".join(both(translated(role.title).lower() for role in roles) for roles in roles_in(size))


def minutes(plan: LessonPlan, found: Outlook) -> Iterator[str]:
    """Minute by minute."""
    lessons = schedule(plan.minutes, plan.sessions, found.rounds, practice=plan.practice)
    for number, parts in enumerate(lessons, 1):
        if plan.sessions == 1:
            yield say("Minute by minute")
        else:
            yield say("Minute by minute, lesson {number} of {count}", number=number, count=plan.sessions)
        for part in parts:
            yield from wrapped(f"{part.start:>4} – {part.end:<4} {what(part)}", "  ", hang=14)


def what(part: Part) -> str:
    """What is done in a part of a lesson."""
    if part.what != "rounds":
        return translated(WHAT[part.what])
    if part.first == part.last:
        return say("Round {round}", round=part.first)
    each = part.minutes * 60 // (part.last - part.first + 1)
    return say(
        "Rounds {first} to {last}, {minutes}:{seconds} minutes each",
        first=part.first,
        last=part.last,
        minutes=each // 60,
        seconds=f"{each % 60 // 10 * 10:02d}",
    )


def time(plan: LessonPlan, found: Outlook, pace: Pace) -> Iterator[str]:
    """How long it takes, how that is known, and what to cut."""
    estimate = found.estimate
    yield say("Time")
    said = say(
        "Play is likely to take {likely} minutes ({least} to {most}), and {room} are there."
        if found.fits
        else "It does not fit: play is likely to take {likely} minutes ({least} to {most}), and {room} are there.",
        likely=estimate.likely,
        least=estimate.least,
        most=estimate.most,
        room=found.room,
    )
    yield from wrapped(said, "  ")
    if estimate.at_most is not None:
        slow = say("If every team lets every timer run out: {minutes} minutes.", minutes=estimate.at_most)
        yield from wrapped(slow, "  ")
    yield from wrapped(known(pace), "  ")
    if found.cures:
        yield from wrapped(say("What helps:"), "  ")
        for cure in found.cures:
            yield from wrapped(f"- {cure}", "  ", hang=4)


def known(pace: Pace) -> str:
    """Where the estimate comes from."""
    seconds = ", ".join(f"{translated(KIND_TITLES[kind])} {pace.seconds[kind]}" for kind in KINDS)
    return say(
        "Counted in {games} games between bots, with these seconds for a question: {seconds}. They were measured in "
        "lessons on this machine."
        if pace.measured
        else "Counted in {games} games between bots, with these seconds for a question: {seconds}. That is usual; "
        "once lessons were played on this machine, their own pace is taken.",
        games=GAMES,
        seconds=seconds,
    )


KIND_TITLES = {
    "act": marked("action"),
    "consent": marked("yes or no"),
    "choice": marked("card"),
    "ask": marked("number aloud"),
    "sealed": marked("number in secret"),
}


def goals(plan: LessonPlan) -> Iterator[str]:
    """What is to be learnt."""
    if plan.goals:
        yield say("Goals")
        for goal in plan.goals:
            yield from wrapped(f"- {goal}", "  ", hang=4)


def injects(plan: LessonPlan, library: Library) -> Iterator[str]:
    """Cards of the facilitator."""
    if plan.injects:
        yield say("Cards that you put in")
        for each in plan.injects:
            card = library.cards[each.card].card.title
            yield from wrapped(say("Round {round}: {card}", round=each.round, card=card), "  ")


def printed(plan: LessonPlan) -> Iterator[str]:
    """What to print beforehand."""
    yield say("Print beforehand")
    for thing in PRINTED:
        words = ["alliance-game", "print", thing, "--scenario", plan.scenario, "--states", str(plan.states)]
        words += ["--length", plan.length] if plan.length is not None else []
        yield f"  {shlex.join([*words, '-o', f'{thing}.html'])}"


def wrapped(text: str, indent: str = "", hang: int = 0) -> Iterator[str]:
    """A text in lines that fit, the further ones set in."""
    return iter(wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + " " * max(0, hang - len(indent))))
