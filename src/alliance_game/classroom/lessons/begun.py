"""The game of a lesson: how it is begun, and that it stays so, whatever the file says by now."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path as FolderPath

from ... import disk
from ...definitions import Library
from ...definitions.lessons import Inject
from ...definitions.library import Path, Place
from ...engine import Position, intervene
from ...errors import MoveError
from ...saves import Game, create
from ...wording import say
from .files import LessonFile, copy_of
from .planning import seats_of


def begin(lesson: LessonFile, library: Library, folder: FolderPath, seed: int) -> Game:
    """The game of a lesson, new: its cards are put in that can be, and a copy of the lesson lies beside the save.

    Raises what ``saves.create`` raises.
    """
    plan = lesson.plan
    game = create(
        library,
        seats_of(plan, library),
        folder,
        plan.save,
        scenario=plan.scenario,
        states=plan.states,
        length=plan.length,
        difficulty=plan.difficulty,
        options=plan.options,
        seed=seed,
    )
    with ExitStack() as unless_done:
        unless_done.callback(game.close)
        keep(folder, lesson)
        refused = refusals(lesson, game.position)
        for index, inject in enumerate(plan.injects):
            if index not in refused:
                game.intervene(inject_text(inject), say("Planned in the lesson."))
        unless_done.pop_all()
    return game


def inject_text(inject: Inject) -> str:
    """What the facilitator does."""
    return f"inject card={inject.card}" + (f" round={inject.round}" if inject.round > 1 else "")


def refusals(lesson: LessonFile, position: Position) -> dict[int, str]:
    """Which cards cannot be put into a game from its first position, and why: one may lie on the table already."""
    found: dict[int, str] = {}
    for index, inject in enumerate(lesson.plan.injects):
        try:
            position, _ = intervene(position, inject_text(inject))
        except MoveError as error:
            place = lesson.source.place(("injects", index))
            why = say("{file}:{line}: '{card}' is not put in: {why}", card=inject.card, why=error, **at(place))
            found[index] = why
    return found


def keep(folder: FolderPath, lesson: LessonFile) -> None:
    """A copy of a lesson beside its save. Raises ``SaveError``."""
    with disk.explained(say("The copy of the lesson cannot be written")):
        disk.put(copy_of(folder, lesson.plan.save), lesson.source.text.encode())


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
    return say("{file}:{line}: this no longer matters: {why}.", why=why, **at(place))


def at(place: Place) -> dict[str, object]:
    """A place, for a sentence."""
    return {"file": place.file, "line": place.line}
