"""A lesson whose game has begun: the game is as it was begun, whatever its file says by now."""

from collections.abc import Iterator

from ...definitions.library import Path
from ...saves import Game
from ...wording import say
from .files import LessonFile

SETUP = ("scenario", "states", "length", "difficulty", "seed")


def departures(lesson: LessonFile, game: Game, kept: LessonFile | None) -> list[str]:
    """The lines of a lesson's file that no longer matter, since the game was begun otherwise; none as a rule.

    ``kept`` is the lesson as it was when the game began.
    """
    return [*of_setup(lesson, game), *of_teams(lesson, game), *of_injects(lesson, kept)]


def of_setup(lesson: LessonFile, game: Game) -> Iterator[str]:
    """Scenario, number of states, length, difficulty, options and seed."""
    for name in SETUP:
        written, played = getattr(lesson.plan, name), getattr(game.position.setup, name)
        if written is not None and written != played:
            yield no_longer(lesson, (name,), say("the game was begun with {value}", value=played))
    practice = game.position.rules.program.symbols.folder.ruleset.practice
    played = tuple(option for option in game.position.setup.options if option != practice)
    if tuple(sorted(set(lesson.plan.options))) != played:
        begun = ", ".join(played) or say("none")
        yield no_longer(lesson, ("options",), say("the game was begun with {value}", value=begun))


def of_teams(lesson: LessonFile, game: Game) -> Iterator[str]:
    """Who leads what."""
    seats = {state.id: seat for seat, state in enumerate(game.position.rules.states)}
    for index, team in enumerate(lesson.plan.teams):
        if team.state not in seats:
            yield no_longer(lesson, ("teams", index), say("'{state}' does not play", state=team.state))
        elif (leader := game.seats[seats[team.state]]) != team.seat:
            said = say("'{state}' is led by '{leader}'", state=team.state, leader=leader)
            yield no_longer(lesson, ("teams", index, "seat"), said)


def of_injects(lesson: LessonFile, kept: LessonFile | None) -> Iterator[str]:
    """Cards that were put in at the beginning, or were not."""
    if kept is not None and kept.plan.injects != lesson.plan.injects:
        said = say("cards were put in when the game began, others come from the facilitator's console")
        yield no_longer(lesson, ("injects",), said)


def no_longer(lesson: LessonFile, path: Path, why: str) -> str:
    """``lesson.yaml:7: no longer matters, …``"""
    place = lesson.source.head_place(path)
    return say("{file}:{line}: this no longer matters: {why}.", file=place.file, line=place.line, why=why)
