"""The command line itself: what every command shares."""

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    name="alliance-game",
    help="Lead a state in an alliance: play, look things up, simulate, check your own cards.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Packs = Annotated[list[Path] | None, typer.Option("--pack", metavar="DIR", help="Add a pack of rules or cards.")]
Scenario = Annotated[str, typer.Option(help="The scenario.")]
Length = Annotated[str | None, typer.Option(help="The length, such as standard or lesson.")]
Difficulty = Annotated[str | None, typer.Option(help="The difficulty, such as gentle, standard or hard.")]
Options = Annotated[list[str] | None, typer.Option("--option", metavar="NAME", help="A rule that is off by default.")]
Plain = Annotated[bool, typer.Option("--plain", help="As lines of text instead of on the whole screen.")]
States = Annotated[int | None, typer.Option(min=2, max=6, help="How many states play; otherwise 4.")]

Jobs = Annotated[
    int | None,
    typer.Option(min=1, max=256, help=f"How many processes play; otherwise 1. Here are {os.cpu_count()} cores."),
]
Engine = Annotated[str, typer.Option(metavar="local|dask", help="On this machine, or on a Dask cluster.")]
Scheduler = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="The cluster's scheduler, tcp://HOST:PORT; otherwise one is started here."),
]


def talk(sentence: str, code: int = 0) -> int:
    """A sentence for the person, and the exit code."""
    sys.stderr.write(f"{sentence}\n")
    return code


def data(text: str) -> None:
    """Something that was asked for."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def leave(code: int) -> NoReturn:
    """End the command with a code."""
    raise typer.Exit(code)
