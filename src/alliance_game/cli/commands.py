"""The commands of players and teachers, and their options."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from .. import __version__
from .app import (
    Difficulty,
    Engine,
    Jobs,
    Length,
    Options,
    Packs,
    Plain,
    Scenario,
    Scheduler,
    States,
    app,
    data,
    leave,
    talk,
)
from .tongue import choose


@app.callback(invoke_without_command=True)
def menu(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    lang: Annotated[
        str | None, typer.Option(metavar="LANGUAGE", help="The language, such as es; otherwise that of the settings.")
    ] = None,
) -> int:
    """Lead a state in an alliance: play, look things up, simulate, check your own cards."""
    if version:
        data(f"alliance-game {__version__}")
        leave(0)
    choose(lang)
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
def schema(
    kind: Annotated[
        str, typer.Argument(help="card, tactic, agreement, agenda, scenario, ruleset, codex, pack or tests.")
    ],
    ruleset: Annotated[str, typer.Option(help="The ruleset whose names it knows.")] = "concert",
    pack: Packs = None,
) -> int:
    """Print the JSON Schema of a kind of file."""
    from .looking import print_schema

    return print_schema(kind, ruleset, pack or [])


@app.command("list")
def list_(
    what: Annotated[
        str, typer.Argument(help="scenarios, states, cards, tactics, agendas, options, tracks, effects or bots.")
    ],
    scenario: Annotated[str | None, typer.Option(metavar="S", help="Only what this scenario has.")] = None,
    pack: Packs = None,
) -> int:
    """List what there is, one a line, its id first."""
    from .looking import list_things

    return list_things(what, pack or [], scenario)


@app.command()
def codex(
    term: Annotated[list[str] | None, typer.Argument(help="An idea, a tactic, a card, an agreement, a number.")] = None,
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="All entries as a page to read, instead of one.")
    ] = None,
    pack: Packs = None,
) -> int:
    """Look an idea up."""
    from .entries import look_up, write_all

    return write_all(out, pack or []) if out is not None else look_up(" ".join(term or []), pack or [])


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
