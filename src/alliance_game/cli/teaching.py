"""The teacher's commands: what a class takes away from a game."""

from pathlib import Path
from typing import Annotated

import typer

from .app import app

__all__ = ["debrief", "export"]


@app.command()
def export(
    save: Annotated[str, typer.Argument(help="The name of the saved game.")],
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="A folder that is new or empty.")],
    format_: Annotated[
        str, typer.Option("--format", metavar="csv|json", help="What the files are written as.")
    ] = "csv",
) -> int:
    """Write a saved game as tables, a file each, with a dictionary of every column; nothing secret before its end."""
    from .exporting import export_save

    return export_save(save, to, format_)


@app.command()
def debrief(
    save: Annotated[str, typer.Argument(help="The name of the saved game.")],
    file: Annotated[Path | None, typer.Option("-o", metavar="FILE.html", help="Write it as a page instead.")] = None,
    games: Annotated[int, typer.Option(help="How often each turning point is played out; 0 leaves them out.")] = 100,
    seed: Annotated[int, typer.Option(help="Chance in these games.")] = 0,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="So many processes play; as many as the machine has cores, at most 4.")
    ] = None,
    so_far: Annotated[
        bool, typer.Option("--so-far", help="Of a game that is not over, what everybody may know.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Print all of it, not only the essential.")] = False,
) -> int:
    """Tell a game over: lines by round, promises, agreements, what a decision was worth, and a page for each team."""
    from .debriefing import debrief_save

    return debrief_save(save, file, games, seed, jobs, so_far=so_far, full=full)
