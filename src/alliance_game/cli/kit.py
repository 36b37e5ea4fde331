"""The author's commands: from an idea to a card on the table."""

from pathlib import Path
from typing import Annotated

import typer

from .app import app

__all__ = ["check"]


@app.command()
def check(
    path: Annotated[
        list[Path] | None, typer.Argument(help="Packs, or files in them; otherwise the base content.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The problems as a JSON list.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
) -> int:
    """Find what is wrong with packs and cards."""
    from .looking import check_content

    return check_content(path or [], json, strict)
