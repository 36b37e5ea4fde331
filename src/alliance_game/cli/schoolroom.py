"""``class run`` and ``class resume``: the game of a lesson is begun, and gone on with."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path

from .. import tui
from ..classroom.lessons import LessonFile, check, copy_of, find_lesson, read_lesson
from ..classroom.lessons.begun import begin, departures, refusals
from ..classroom.lessons.files import is_begun, is_name, practice_save
from ..classroom.lessons.pace import note_answer
from ..classroom.lessons.planning import practice_option, seats_of
from ..definitions import Library
from ..engine import new_game
from ..errors import AllianceError, ContentError
from ..saves import Game, create, listing, open_save, saves_folder
from ..sitting import seed_by_lot
from ..tui import terminal
from ..tui.lesson.terms import Terms
from ..wording import say
from .app import talk
from .packing import library_and_notice
from .planning import command
from .playing import as_lines


def run_lesson(name: str, packs: list[Path], lines: bool, practice: bool) -> int:
    """Begin the game of a lesson, after the practice round if there is one."""
    library, notice = library_and_notice(packs)
    folder = saves_folder()
    lesson = find_lesson(name, folder)
    check(lesson, library)
    if is_begun(folder, lesson.plan.save):
        raise AllianceError(begun_already(lesson, name, packs))
    lines = as_lines(lines)
    seed = lesson.plan.seed if lesson.plan.seed is not None else seed_by_lot()
    for refused in unwanted(lesson, library, seed):
        talk(refused)
        notice = refused
    with ExitStack() as opened:

        def begun() -> Game:
            return opened.enter_context(begin(lesson, library, folder, seed))

        if not (practice and lesson.plan.practice):
            return play(begun(), lesson, lines, library, notice)
        first = opened.enter_context(practised(lesson, library, folder))
        if lines:
            code = play(first, lesson, lines, library, notice)
            # Whoever leaves the practice round comes back to it.
            return play(begun(), lesson, lines, library) if first.position.over else code
        told = "" if first.position.over else say("This is the practice round: nothing counts.")
        return tui.run_practice(first, terms_of(lesson), lesson.plan.title, begun, library, notice or told)


def begun_already(lesson: LessonFile, name: str, packs: list[Path]) -> str:
    """That there is a game of this name."""
    return say(
        "The lesson has been begun: there is a saved game '{save}'. Go on with: {command} For another class, change "
        "`save:` in the file.",
        save=lesson.plan.save,
        command=f"{command('resume', name, packs)}.",
    )


def unwanted(lesson: LessonFile, library: Library, seed: int) -> list[str]:
    """What of a lesson's cards cannot be put into its game."""
    plan = lesson.plan
    if not plan.injects:
        return []
    first = new_game(library, plan.scenario, plan.states, plan.length, plan.difficulty, plan.options, seed)
    return list(refusals(lesson, first).values())


def practised(lesson: LessonFile, library: Library, folder: Path) -> Game:
    """The practice round of a lesson: gone on with, if it was begun."""
    plan = lesson.plan
    name = practice_save(plan)
    if is_begun(folder, name):
        return open_save(folder, name, library)
    return create(
        library,
        seats_of(plan, library),
        folder,
        name,
        scenario=plan.scenario,
        states=plan.states,
        length=plan.length,
        difficulty=plan.difficulty,
        options=[*plan.options, practice_option(plan, library)],
        seed=seed_by_lot(),
    )


def play(game: Game, lesson: LessonFile, lines: bool, library: Library, notice: str = "") -> int:
    """Sit down at a game of a lesson."""
    if not lines:
        return tui.run_lesson(game, terms_of(lesson), library, notice)
    from .. import plain

    return plain.play(game, input=input, output=sys.stdout, is_terminal=sys.stdin.isatty() and sys.stdout.isatty())


def terms_of(lesson: LessonFile, *, recap: bool = False) -> Terms:
    """The lesson's timers; how long teams take is remembered, for plans."""
    return Terms(lesson.plan.timers.of, recap, note_answer)


def resume_lesson(name: str, packs: list[Path], lines: bool) -> int:
    """Go on with a lesson: first what happened so far, then the closed screen."""
    folder = saves_folder()
    lesson = lesson_to_resume(name, folder)
    if not is_begun(folder, lesson.plan.save):
        if is_begun(folder, practice_save(lesson.plan)):
            return run_lesson(name, packs, lines, practice=True)
        raise AllianceError(
            say("The lesson has not been begun: begin it with: {command}", command=command("run", name, packs))
        )
    lines = as_lines(lines)
    with open_save(folder, lesson.plan.save) as game:
        if game.recovered:
            talk(game.recovered)
        kept = copy_of(folder, lesson.plan.save)
        changed = departures(lesson, game, read_lesson(kept) if kept.exists() else None)
        for line in changed:
            talk(line)
        if lines:
            return play(game, lesson, lines, game.position.rules.library)
        notice = say("The game goes on as it was begun: the lesson's file has changed.") if changed else ""
        return tui.run_lesson(game, terms_of(lesson, recap=True), notice=notice)


def tell_how_to_go_on(code: int, name: str, packs: list[Path]) -> int:
    """The command for the next lesson, if one is needed; the exit code stays what it is."""
    if code == 0:
        folder = saves_folder()
        plan = find_lesson(name, folder).plan
        names = (plan.save, practice_save(plan))
        if any(row.name in names and row.can_continue for row in listing(folder)):
            talk(say("Another day, the lesson goes on with: {command}", command=command("resume", name, packs)))
    return code


def show_public(name: str) -> int:
    """The public board of a lesson's game, or of any saved game by its name; it need not have begun."""
    if terminal.why_not(sys.stdin, sys.stdout, sys.stderr) or terminal.is_dumb(os.environ):
        raise AllianceError(say("The public board needs a terminal to paint on: open a second one and call it there."))
    folder = saves_folder()
    return tui.run_projector(folder, games_of(name, folder))


def games_of(name: str, folder: Path) -> tuple[str, ...]:
    """The names of the saves in which a lesson is played, the practice round last."""
    if is_name(name) and not Path(name).exists() and not copy_of(folder, name).exists():
        return (name,)
    plan = find_lesson(name, folder).plan
    return (plan.save, practice_save(plan)) if plan.practice else (plan.save,)


def lesson_to_resume(name: str, folder: Path) -> LessonFile:
    """The lesson of a file, or of a game; if the file cannot be used, how to go on without it is said."""
    try:
        return find_lesson(name, folder)
    except ContentError:
        talk(without_file())
        raise
    except AllianceError as error:
        raise AllianceError(f"{error} {without_file()}") from None


def without_file() -> str:
    """How a game is gone on with whose lesson cannot be read."""
    return say(
        "The game needs no file: go on with `alliance-game class resume SAVE`, by the name that "
        "`alliance-game saves` shows."
    )
