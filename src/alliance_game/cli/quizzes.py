"""``class quiz``: what a class knows before a game and after it."""

from pathlib import Path
from typing import Annotated

import typer

from .app import Packs
from .lessons import group

__all__ = ["quiz"]


@group.command()
def quiz(
    name: Annotated[str, typer.Argument(metavar="LESSON", help="A lesson, or a scenario.")],
    before: Annotated[bool, typer.Option("--before", help="Pupils answer before the game, one after another.")] = False,
    after: Annotated[bool, typer.Option("--after", help="The same questions after the game.")] = False,
    enter: Annotated[bool, typer.Option("--enter", help="Type in what was answered on paper.")] = False,
    results: Annotated[bool, typer.Option("--results", help="What the class has learned, in numbers.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The numbers as one JSON object.")] = False,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Everything as tables, in a folder new or empty.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="csv|json", help="What the tables are written as.")
    ] = "csv",
    pack: Packs = None,
) -> int:
    """Ask a class the same questions before and after a game, without names, and see what has changed."""
    from .asking import Wish, run_quiz

    return run_quiz(Wish(name, before, after, enter, results, json, to, format_, pack or []))
