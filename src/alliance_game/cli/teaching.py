"""The teacher's commands: what a class takes away from a game."""

from pathlib import Path
from typing import Annotated

import typer

from .app import app

__all__ = ["export"]


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
