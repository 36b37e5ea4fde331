"""The author's commands: from an idea to a card on the table."""

from pathlib import Path
from typing import Annotated

import typer

from .app import Difficulty, Jobs, Length, Options, Packs, Plain, States, app, data, leave, talk

__all__ = ["check", "explain", "manual", "new", "packs", "preview", "print_", "report", "try_", "why"]

Card = Annotated[str, typer.Argument(help="The card: its id, or its file.")]
OwnScenario = Annotated[str | None, typer.Option(help="The scenario; otherwise one whose decks hold the card.")]
OwnSeed = Annotated[int | None, typer.Option(min=0, help="The seed; otherwise one with which the card fits.")]


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="card, tactic, agreement, agenda, scenario, ruleset, pack or patch.")],
    name: Annotated[str, typer.Argument(help="Its id: a to z, 0 to 9 and _; for a patch, what it changes.")],
    title: Annotated[str | None, typer.Option(help="Its name on the screen; otherwise made of the id.")] = None,
    card: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Of a card: incident or crisis; of a patch: card, tactic …"),
    ] = None,
    deck: Annotated[
        str | None, typer.Option(help="The folder under cards/; otherwise the one that the rules deal from.")
    ] = None,
    ruleset: Annotated[str | None, typer.Option(help="The ruleset; otherwise the pack's own, or concert.")] = None,
    pack: Annotated[
        Path | None, typer.Option("--pack", metavar="DIR", help="The pack that it goes into; otherwise the one here.")
    ] = None,
) -> int:
    """Write the first file of a card, tactic, agreement, agenda, scenario, ruleset, pack or patch, and what is next."""
    from .founding import begin, planned

    return begin(planned(kind, name, title, ruleset, deck, card, pack))


@app.command()
def check(
    path: Annotated[
        list[Path] | None,
        typer.Argument(help="Packs, or files in them; otherwise the pack you are in, or the base content."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The problems as a JSON list.")] = False,
    github: Annotated[bool, typer.Option("--github", help="The problems as commands of a GitHub workflow.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tell only warnings that are not known in this file.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write the warnings of now into the baseline.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl+C.")] = False,
    pack: Packs = None,
) -> int:
    """Find what is wrong with packs and cards."""
    from .checking import Check, check_content, form_of, watch_content
    from .near import here

    wanted = Check(
        tuple(path or here(None)), tuple(pack or ()), form_of(json, github, watch), strict, baseline, write_baseline
    )
    return watch_content(wanted) if watch else check_content(wanted)


@app.command()
def explain(
    code: Annotated[str | None, typer.Argument(help="The code of a problem, such as unknown-track.")] = None,
) -> int:
    """What a problem means, with an example; without a code, the list of all."""
    from ..authoring.check.pages import explained, listed

    data("\n".join(explained(code) if code else listed()))
    return 0


@app.command()
def preview(
    card: Card,
    scenario: OwnScenario = None,
    state: Annotated[str | None, typer.Option(metavar="NAME", help="The state that it should hit.")] = None,
    states: States = None,
    length: Length = None,
    difficulty: Difficulty = None,
    seed: OwnSeed = None,
    size: Annotated[str, typer.Option(metavar="COLUMNSxROWS", help="The size of the screen.")] = "80x24",
    plain: Plain = False,
    pack: Packs = None,
) -> int:
    """Show a card as the table shows it, with all that it does."""
    from .near import here
    from .trying import preview_card, wish

    return preview_card(wish(card, scenario, state, states, length, difficulty, seed, here(pack)), size, plain)


@app.command("try")
def try_(
    card: Card,
    scenario: OwnScenario = None,
    state: Annotated[str | None, typer.Option(metavar="NAME", help="Your state, which the card should hit.")] = None,
    states: States = None,
    length: Length = None,
    difficulty: Difficulty = None,
    seed: OwnSeed = None,
    plain: Plain = False,
    pack: Packs = None,
) -> int:
    """Play a game in which a card comes first; it is dealt again whenever its file changes."""
    from .near import here
    from .trying import try_card, wish

    return try_card(wish(card, scenario, state, states, length, difficulty, seed, here(pack)), plain)


@app.command()
def why(
    card: Card,
    save: Annotated[str | None, typer.Option(metavar="NAME", help="As a saved game stands.")] = None,
    scenario: Annotated[str | None, typer.Option(help="The scenario; otherwise all that have the card.")] = None,
    states: States = None,
    length: Length = None,
    difficulty: Difficulty = None,
    pack: Packs = None,
) -> int:
    """Say what keeps a card from being drawn, and how likely it is."""
    from ..authoring.table.undrawn import Game
    from .near import here
    from .trying import why_card

    return why_card(card, here(pack), Game(scenario, states, length, difficulty), save)


@app.command("test")
def prove(
    path: Annotated[
        Path | None, typer.Argument(help="A pack, its folder of tests, or a file; otherwise the packs named, or here.")
    ] = None,
    pack: Packs = None,
) -> int:
    """Run the card tests of a pack."""
    from .proving import run_tests

    return run_tests(path, pack or [])


@app.command()
def report(
    card: Card,
    games: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many pairs of games.")] = 1000,
    seats: Annotated[str, typer.Option(help="A bot for each state, separated by commas; otherwise planners.")] = "",
    scenario: Annotated[str, typer.Option(help="The scenario; otherwise the first that has the card.")] = "",
    states: States = None,
    length: Length = None,
    difficulty: Difficulty = None,
    option: Options = None,
    seed: Annotated[int, typer.Option(min=0, help="Pair i has the seed SEED + i.")] = 0,
    jobs: Jobs = None,
    full: Annotated[bool, typer.Option("--full", help="All numbers, not only those that moved.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Everything, as one JSON object.")] = False,
    out: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="Everything, as a page to read.")] = None,
    pack: Packs = None,
) -> int:
    """Play games with a card and the same games without it, and say what differs."""
    from .near import here
    from .reporting import Telling, report_card
    from .workers import Table, Workers

    table = Table(scenario, states, length, difficulty, option or [], here(pack))
    return report_card(card, table, games, seats, seed, Workers("local", jobs, None), Telling(full, json, out))


packs = typer.Typer(rich_markup_mode=None)
app.add_typer(packs, name="packs")


@packs.callback(invoke_without_command=True)
def packs_help(context: typer.Context) -> None:
    """See which packs are in use, and what they change."""
    if context.invoked_subcommand is None:
        talk(context.get_help())
        leave(2)


@packs.command("list")
def list_packs(pack: Packs = None) -> int:
    """List the installed packs, one a line, its id first: version, folder, and whether it is used."""
    from .packing import list_packs

    return list_packs(pack or [])


@packs.command("explain")
def explain_thing(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a card, tactic, ruleset, pack, or anything.")],
    pack: Packs = None,
) -> int:
    """Say for every field of a thing which file and line gave it."""
    from .near import here
    from .packing import explain

    return explain(name, here(pack))


@app.command()
def manual(
    ruleset: Annotated[str, typer.Option(help="The ruleset; otherwise Concert.")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="As a page to read; otherwise as text.")
    ] = None,
    pack: Packs = None,
) -> int:
    """Write the manual of a ruleset: every track, phase, tactic, card, effect and function."""
    from .printing import write_manual

    return write_manual(ruleset, pack or [], out)


@app.command("print")
def print_(
    what: Annotated[str, typer.Argument(help="cards, briefings, roles, bids or quiz.")],
    out: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="The page to print.")] = None,
    paper: Annotated[str, typer.Option(metavar="a4|letter", help="The paper.")] = "a4",
    deck: Annotated[str | None, typer.Option(help="Of cards: only this deck, or folder of cards.")] = None,
    scenario: Annotated[str | None, typer.Option(help="Of all but cards: the scenario; otherwise concert.")] = None,
    states: Annotated[
        int | None, typer.Option(help="Of briefings, roles, bids: how many states play; otherwise 4.")
    ] = None,
    length: Length = None,
    pack: Packs = None,
) -> int:
    """Write pages to print: cards, briefings, role cards, slips for sealed bids, a quiz."""
    from .printing import Order, print_things

    return print_things(Order(what, pack or [], paper, out, deck, scenario, states, length))
