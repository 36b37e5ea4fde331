"""The commands and their options."""

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from .. import __version__
from ..errors import AllianceError, ContentError, SaveError

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


def run(arguments: list[str]) -> int:
    """Run a command line; the exit code."""
    command = typer.main.get_command(app)
    try:
        result = command.main(arguments, prog_name="alliance-game", standalone_mode=False)
    except typer.Abort:
        return talk("Stopped.", 130)
    except (AllianceError, typer.TyperException) as error:
        return complain(error)
    except KeyboardInterrupt:
        return talk("Stopped.", 130)
    except SystemExit as end:
        # Whoever read our output has closed it: nothing is wrong.
        return 0 if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except OSError as error:
        return talk(f"{error.filename or 'The output'}: {error.strerror}.", 1)
    return result if isinstance(result, int) else 0


def complain(error: Exception) -> int:
    """One line for what is wrong; every problem for content."""
    if isinstance(error, ContentError):
        sys.stdout.write(f"{error}\n")
        return talk(f"{len(error.problems)} problem{'s' if len(error.problems) != 1 else ''}: nothing was loaded.", 1)
    if isinstance(error, SaveError):
        return talk(str(error), 1)
    if isinstance(error, AllianceError):
        return talk(str(error), 2)
    said = getattr(error, "format_message", lambda: str(error))()
    return talk(" ".join(said.split()), getattr(error, "exit_code", 2))


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


@app.callback(invoke_without_command=True)
def menu(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> int:
    """Lead a state in an alliance: play, look things up, simulate, check your own cards."""
    if version:
        data(f"alliance-game {__version__}")
        leave(0)
    if context.invoked_subcommand is not None:
        return 0
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        talk(context.get_help())
        leave(2)
    from .playing import as_lines, menu

    return play(plain=True) if as_lines(False) else menu()


@app.command(epilog="Seats that nobody is named for are led by planners, or by bots of a level: see 'list bots'.")
def play(
    scenario: Scenario = "concert",
    states: States = None,
    length: Length = None,
    difficulty: Difficulty = None,
    option: Options = None,
    seats: Annotated[str, typer.Option(help="Who leads each state: you or a bot, separated by commas.")] = "you",
    level: Annotated[str | None, typer.Option(help="For missing seats: easy, normal, hard or expert bots.")] = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="STATE", help="The state that you lead.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed and moves give the same game.")] = None,
    plain: Plain = False,
    pack: Packs = None,
) -> int:
    """Play a game."""
    from .playing import start

    return start(scenario, states, length, difficulty, option or [], seats, level, as_, seed, pack or [], plain)


@app.command()
def learn(plain: Plain = False, pack: Packs = None) -> int:
    """Play a first game of about ten minutes that explains itself."""
    from .playing import teach

    return teach(pack or [], plain)


@app.command("continue")
def continue_(
    save: Annotated[str | None, typer.Argument(help="Its name; otherwise the last one played.")] = None,
    plain: Plain = False,
) -> int:
    """Go on with a saved game."""
    from .playing import resume

    return resume(save, plain)


@app.command()
def saves() -> int:
    """List the saved games."""
    from .playing import list_saves

    return list_saves()


@app.command()
def replay(
    save: Annotated[str, typer.Argument(help="Its name.")],
    verify: Annotated[bool, typer.Option("--verify", help="Recompute every position and compare.")] = False,
    to: Annotated[int | None, typer.Option(min=0, help="Stop after this move.")] = None,
) -> int:
    """Tell a saved game again, or verify it."""
    from .playing import retell

    return retell(save, verify, to)


@app.command()
def simulate(
    games: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many games.")] = 100,
    seats: Annotated[str, typer.Option(help="A bot for each state, separated by commas; otherwise planners.")] = "",
    scenario: Scenario = "concert",
    states: States = None,
    length: Length = None,
    difficulty: Difficulty = None,
    option: Options = None,
    seed: Annotated[int, typer.Option(min=0, help="Game i has the seed SEED + i.")] = 0,
    jobs: Jobs = None,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    json: Annotated[bool, typer.Option("--json", help="Everything, as one JSON object.")] = False,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Everything, as a page to read.")] = None,
    pack: Packs = None,
) -> int:
    """Play many games between bots, and count. The numbers are the same however many play at once."""
    from .counting import simulate_games
    from .workers import Table, Workers

    table = Table(scenario, states, length, difficulty, option or [], pack or [])
    return simulate_games(table, games, seats, seed, Workers(engine, jobs, scheduler), json, report)


@app.command()
def ladder(
    games: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many games for each pair.")] = 100,
    bots: Annotated[str, typer.Option(help="The bots, the weakest first.")] = "random,greedy,planner,search",
    scenario: Scenario = "concert",
    states: States = None,
    length: Length = None,
    difficulty: Difficulty = None,
    option: Options = None,
    seed: Annotated[int, typer.Option(min=0, help="Game i of each pair has the seed SEED + i.")] = 0,
    jobs: Jobs = None,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    json: Annotated[bool, typer.Option("--json", help="Everything, as one JSON object.")] = False,
    pack: Packs = None,
) -> int:
    """Play each bot alone among others of each kind, in every seat in turn, and say who is better."""
    from .climbing import climb_ladder
    from .workers import Table, Workers

    table = Table(scenario, states, length, difficulty, option or [], pack or [])
    return climb_ladder(table, games, bots, seed, Workers(engine, jobs, scheduler), json)


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


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(help="card, tactic, agreement, agenda, scenario, ruleset or codex.")],
    ruleset: Annotated[str, typer.Option(help="The ruleset whose names it knows.")] = "concert",
    pack: Packs = None,
) -> int:
    """Print the JSON Schema of a kind of file."""
    from .looking import print_schema

    return print_schema(kind, ruleset, pack or [])


@app.command("list")
def list_(
    what: Annotated[str, typer.Argument(help="scenarios, states, cards, tactics, agendas, options or bots.")],
    pack: Packs = None,
) -> int:
    """List what there is, one a line, its id first."""
    from .looking import list_things

    return list_things(what, pack or [])


@app.command()
def codex(
    term: Annotated[str | None, typer.Argument(help="A tactic, agreement or agenda.")] = None,
    pack: Packs = None,
) -> int:
    """Look an idea up."""
    from .looking import look_up

    return look_up(term, pack or [])


@app.command()
def keys() -> int:
    """List everything that a key does on the screen, its id first."""
    from .playing import list_keys

    return list_keys()


@app.command()
def doctor() -> int:
    """Say what a bug report needs: versions, terminal, folders."""
    from .looking import examine_machine

    return examine_machine()
