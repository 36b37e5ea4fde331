"""The commands of a lesson: ``class new``, ``class plan`` and what follows."""

from pathlib import Path
from typing import Annotated

import typer

from .app import Difficulty, Length, Packs, Plain, app, leave, talk

group = typer.Typer(rich_markup_mode=None)
app.add_typer(group, name="class")


@group.callback(invoke_without_command=True)
def lesson_help(context: typer.Context) -> None:
    """Plan a lesson, and play it with a class at one laptop."""
    if context.invoked_subcommand is None:
        talk(context.get_help())
        leave(2)


Lesson = Annotated[str, typer.Argument(help="The file of the lesson, or the name of its saved game.")]


@group.command()
def new(
    scenario: Annotated[str | None, typer.Option(help="The scenario.")] = None,
    pupils: Annotated[int | None, typer.Option(min=1, max=120, help="How many pupils there are.")] = None,
    minutes: Annotated[int | None, typer.Option(min=10, max=600, help="Minutes of one lesson.")] = None,
    sessions: Annotated[int | None, typer.Option(min=1, max=6, help="Lessons for one game; otherwise 1.")] = None,
    title: Annotated[str | None, typer.Option(help="What the lesson is called.")] = None,
    goal: Annotated[
        list[str] | None, typer.Option("--goal", metavar="SENTENCE", help="What is to be learnt; repeat for more.")
    ] = None,
    length: Length = None,
    difficulty: Difficulty = None,
    practice: Annotated[
        bool | None, typer.Option("--practice/--no-practice", help="A practice round first; otherwise if it fits.")
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed deals the same cards.")] = None,
    save: Annotated[str | None, typer.Option(metavar="NAME", help="The saved game; otherwise as the file.")] = None,
    out: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="The file of the lesson, a new one.")] = None,
    pack: Packs = None,
) -> int:
    """Plan a lesson: teams, roles, rounds, timers, minute by minute. What you leave out is asked for."""
    from .planning import Answers, new_lesson

    goals = tuple(goal) if goal else None
    answers = Answers(
        scenario, pupils, minutes, out, sessions, title, goals, length, difficulty, practice, seed, save, pack or []
    )
    return new_lesson(answers)


@group.command()
def plan(lesson: Lesson, pack: Packs = None) -> int:
    """Show the plan of a lesson: teams, roles, minute by minute, the time it takes, what to print."""
    from .planning import show_plan

    return show_plan(lesson, pack or [])


@group.command()
def run(
    lesson: Lesson,
    practice: Annotated[bool, typer.Option("--practice/--no-practice", help="The practice round, if planned.")] = True,
    plain: Plain = False,
    pack: Packs = None,
) -> int:
    """Begin the game of a lesson, on one screen for all teams."""
    from .schoolroom import run_lesson, tell_how_to_go_on

    code = run_lesson(lesson, pack or [], plain, practice)
    return tell_how_to_go_on(code, lesson, pack or [])


@group.command()
def resume(lesson: Lesson, plain: Plain = False, pack: Packs = None) -> int:
    """Go on with the game of a lesson, another day: first what happened so far."""
    from .schoolroom import resume_lesson, tell_how_to_go_on

    code = resume_lesson(lesson, pack or [], plain)
    return tell_how_to_go_on(code, lesson, pack or [])


@group.command()
def public(lesson: Lesson) -> int:
    """Show the public board in a second terminal, for the projector: it follows the game, and changes nothing."""
    from .schoolroom import show_public

    return show_public(lesson)
