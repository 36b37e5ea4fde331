"""A lesson worked out from what a teacher knows: pupils, minutes, goals and a scenario."""

from dataclasses import dataclass, replace

from ...definitions import Library
from ...definitions.lessons import LessonPlan, Team, Timers
from ...definitions.scenario import YOU
from ...engine import compile_rules
from ...engine.rules import Rules
from ...errors import AllianceError
from ...wording import say
from .crowd import Crowd, divided
from .estimate import USUAL_BOT, Estimate, counted, estimated
from .hours import LEAST_ROUND, PRACTICE, playing
from .pace import Pace

TIMERS = Timers(act=60, consent=30, choice=60, ask=30, sealed=45)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a teacher says; what is ``None`` is worked out."""

    scenario: str
    pupils: int
    minutes: int
    sessions: int = 1
    title: str | None = None
    goals: tuple[str, ...] | None = None
    length: str | None = None
    difficulty: str | None = None
    practice: bool | None = None
    seed: int | None = None
    save: str = "lesson"


def planned(library: Library, wishes: Wishes, pace: Pace) -> LessonPlan:
    """A lesson for these wishes.

    The longest game that fits is chosen, and a practice round if it fits beside it. Raises ``UnknownName`` for a
    scenario, length or difficulty that there is not.
    """
    scenario = library.scenario(wishes.scenario)
    crowd = divided(wishes.pupils, scenario.seats)
    states = max(scenario.seats.min, crowd.teams)
    wishes = with_length(library, wishes, pace, states, crowd)
    return LessonPlan(
        title=wishes.title or scenario.title,
        scenario=wishes.scenario,
        states=states,
        length=wishes.length,
        difficulty=wishes.difficulty,
        seed=wishes.seed,
        minutes=wishes.minutes,
        sessions=wishes.sessions,
        pupils=wishes.pupils,
        goals=wishes.goals if wishes.goals is not None else scenario.teaches,
        practice=bool(wishes.practice),
        teams=teams(library, wishes.scenario, states, crowd),
        press=crowd.press,
        observers=crowd.observers,
        timers=TIMERS,
        save=wishes.save,
    )


def teams(library: Library, scenario: str, states: int, crowd: Crowd) -> tuple[Team, ...]:
    """The first states for the teams, the others for bots."""
    playing_states = library.scenario(scenario).states[:states]
    led = [Team(state=state.id, pupils=crowd.size, seat=YOU) for state in playing_states[: crowd.teams]]
    rest = [Team(state=state.id, seat=state.bot or USUAL_BOT) for state in playing_states[crowd.teams :]]
    return (*led, *rest)


def with_length(library: Library, wishes: Wishes, pace: Pace, states: int, crowd: Crowd) -> Wishes:
    """The same with a length, and with or without a practice round."""
    practices = library.rules_of(wishes.scenario).ruleset.practice is not None
    room = sum(playing(wishes.minutes, wishes.sessions, practice=bool(wishes.practice)))
    length = wishes.length
    likely: dict[str, int] = {}
    for each in [length] if length is not None else by_rounds(library, wishes.scenario):
        rules = compile_rules(library, wishes.scenario, states, each, wishes.difficulty)
        likely[each] = estimated(counted(rules, frozenset(range(crowd.teams))), pace, TIMERS).likely
        if likely[each] <= room:
            break
    chosen = next(reversed(likely))
    practice = wishes.practice if wishes.practice is not None else practices and likely[chosen] + PRACTICE <= room
    return replace(wishes, length=chosen, practice=practice)


def by_rounds(library: Library, scenario: str) -> list[str]:
    """The lengths of a game, the longest first."""
    lengths = library.rules_of(scenario).ruleset.lengths
    return sorted(lengths, key=lambda name: -whole(lengths[name]["rounds"]))


def whole(number: object) -> int:
    """A constant that is a number."""
    assert isinstance(number, int)
    return number


def rules_of(plan: LessonPlan, library: Library) -> Rules:
    """The rules of the lesson's game."""
    return compile_rules(library, plan.scenario, plan.states, plan.length, plan.difficulty, plan.options)


def practice_option(plan: LessonPlan, library: Library) -> str:
    """The option with which the rules of a lesson play a practice round. Raises ``AllianceError`` without one."""
    ruleset = library.rules_of(plan.scenario).ruleset
    if ruleset.practice is None:
        raise AllianceError(say("The rules of '{scenario}' have no practice round.", scenario=plan.scenario))
    return ruleset.practice


def seats_of(plan: LessonPlan, library: Library) -> tuple[str, ...]:
    """Who leads each state, in seat order; a state without a team is led by a bot."""
    seated = {team.state: team.seat for team in plan.teams}
    states = library.scenario(plan.scenario).states[: plan.states]
    return tuple(seated.get(state.id) or state.bot or USUAL_BOT for state in states)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether a lesson fits into its time."""

    rounds: int
    room: int
    """Minutes of play that there are."""
    estimate: Estimate
    cures: tuple[str, ...]
    """What helps if it does not fit, a clause each."""

    @property
    def fits(self) -> bool:
        """Whether there is as much time as is likely to be needed."""
        return self.estimate.likely <= self.room and self.room >= LEAST_ROUND * self.rounds


def outlook(plan: LessonPlan, library: Library, pace: Pace) -> Outlook:
    """How long the lesson is likely to take, and what to cut."""
    rules = rules_of(plan, library)
    people = frozenset(seat for seat, name in enumerate(seats_of(plan, library)) if name == YOU)
    games = counted(rules, people)
    estimate = estimated(games, pace, plan.timers)
    room = sum(playing(plan.minutes, plan.sessions, practice=plan.practice))
    found = Outlook(rules.machine.rounds, room, estimate, ())
    return found if found.fits else replace(found, cures=tuple(cures(plan, library, pace, people)))


def cures(plan: LessonPlan, library: Library, pace: Pace, people: frozenset[int]) -> list[str]:
    """What makes a lesson shorter, or longer what there is."""
    found = []
    now = estimated(counted(rules_of(plan, library), people), pace, plan.timers).likely
    if plan.practice:
        found.append(say("no practice round: {minutes} minutes more for play", minutes=PRACTICE))
    shortest = by_rounds(library, plan.scenario)[-1]
    if (plan.length or shortest) != shortest:
        shorter = plan.model_copy(update={"length": shortest})
        rules = rules_of(shorter, library)
        took = estimated(counted(rules, people), pace, plan.timers).likely
        found.append(
            say(
                "`length: {length}`: {rounds} rounds, about {minutes} minutes",
                length=shortest,
                rounds=rules.machine.rounds,
                minutes=took,
            )
        )
    if len(people) > 1:
        found.append(say("a bot for one team: about {minutes} minutes less", minutes=max(1, now // len(people))))
    more = plan.sessions + 1
    room = sum(playing(plan.minutes, more, practice=plan.practice))
    found.append(say("`sessions: {sessions}`: {minutes} minutes of play in all", sessions=more, minutes=room))
    return found
