"""The teacher's commands: what a class takes away from a game."""

from pathlib import Path
from typing import Annotated

import typer

from .app import Packs, app

__all__ = ["debrief", "export", "in_browser", "serve"]


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
    games: Annotated[int, typer.Option(help="How often each turning point is played out; 0 leaves them out.")] = 60,
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


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where it listens; 0 is any free port.")] = 8000,
    host: Annotated[str, typer.Option(help="127.0.0.1 for this machine alone, 0.0.0.0 for its network.")] = "127.0.0.1",
    code: Annotated[
        str | None, typer.Option(metavar="WORD|none", help="The join code; otherwise six digits by lot.")
    ] = None,
    clients: Annotated[int, typer.Option(min=1, max=200, help="How many browsers may play at once.")] = 10,
    saves: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where each browser gets a folder for its games.")
    ] = None,
    pack: Packs = None,
) -> int:
    """Let browsers play, each a game of its own, on this machine or in its network."""
    from .serving import Wanted, serve_browsers

    return serve_browsers(Wanted(port, host, code, clients, saves, pack or []))


@app.command(hidden=True)
def in_browser(pack: Packs = None) -> int:
    """Play for one browser: 'serve' starts this for each."""
    from .serving import play_in_browser

    return play_in_browser(pack or [])
