"""The commands of a lesson: ``class new``, ``class plan`` and what follows."""

import typer

from .app import app, leave, talk

lesson = typer.Typer(rich_markup_mode=None)
app.add_typer(lesson, name="class")


@lesson.callback(invoke_without_command=True)
def lesson_help(context: typer.Context) -> None:
    """Plan a lesson, and play it with a class at one laptop."""
    if context.invoked_subcommand is None:
        talk(context.get_help())
        leave(2)
