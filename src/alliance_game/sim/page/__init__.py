"""A report as one page to read, print and send on: sentences, pictures and tables; nothing is fetched."""

import shlex
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from ... import __version__
from ...definitions import Library
from ..report import Report
from .amounts import count
from .playing import playing
from .titles import Titles
from .winners import winners
from .words import games_of

READING = (
    "Every number comes from a sample of games. Its 95 % interval is the span in which the true number lies in 95 of "
    "100 such samples; the thin line across the end of a bar, or through a dot, shows it. More games make it shorter. "
    "A sentence calls something uneven only if chance would make such a difference in fewer than one of 20 reports, "
    "all things of that kind counted together; so an interval may miss the dashed line without the sentence saying so."
)


def page(report: Report, library: Library, packs: Sequence[Path] = ()) -> str:
    """The page, as HTML; equal reports give equal pages, whenever and however fast they were made.

    ``packs`` are the folders that were added to the base content, for the command that makes the numbers again.
    Raises ``UnknownName`` if the scenario of the report is not in the library.
    """
    titles = Titles(library, report["setup"]["scenario"])
    template = environment().from_string(template_text())
    return template.render(
        title=f"{titles.scenario.title}: {games_of(report['games'])} between bots",
        lead=titles.scenario.about or titles.rules.ruleset.about or "",
        setup=list(setup(report, titles, packs)),
        command=command(report, packs),
        sections=[*winners(report, titles), *(playing(report, titles) if report["games"] else ())],
        reading=READING,
        made=f"Made by alliance-game {__version__}.",
    )


def environment() -> Environment:
    """Titles are written by authors: nothing in them is taken for HTML; nothing that is missing is passed over."""
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def template_text() -> str:
    """The template beside this file, or inside the installed package."""
    return (resources.files(__name__) / "page.html.j2").read_text(encoding="utf-8")


def setup(report: Report, titles: Titles, packs: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """What was played."""
    chosen = report["setup"]
    yield "Rules", titles.rules.ruleset.title
    yield "Scenario", titles.scenario.title
    yield "Seats", ", ".join(f"{titles.state(seat['state'])} ({seat['bot']})" for seat in report["seats"])
    yield "Length", f"{chosen['length']}, {chosen['rounds']} rounds"
    if chosen["difficulty"]:
        yield "Difficulty", chosen["difficulty"]
    yield "Options", ", ".join(titles.option(name) for name in chosen["options"]) or "none"
    if packs:
        yield "Packs", ", ".join(str(pack) for pack in packs)
    yield "Games", count(report["games"])
    yield "Seeds", f"{chosen['seed']} to {chosen['seed'] + max(0, report['games'] - 1)}, one for each game"
    yield "Decisions", count(report["decisions"])
    yield "Version", __version__


def command(report: Report, packs: Sequence[Path]) -> str:
    """The command line that makes the same page again."""
    chosen = report["setup"]
    words = ["alliance-game", "simulate", "--games", str(report["games"])]
    words += ["--seats", ",".join(seat["bot"] for seat in report["seats"])]
    words += ["--scenario", chosen["scenario"], "--states", str(chosen["states"]), "--length", chosen["length"]]
    words += ["--difficulty", chosen["difficulty"]] if chosen["difficulty"] else []
    for option in chosen["options"]:
        words += ["--option", option]
    for pack in packs:
        words += ["--pack", str(pack)]
    return shlex.join([*words, "--seed", str(chosen["seed"]), "--report", "report.html"])
