"""``simulate``: many games, and their numbers in words."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import disk
from ..definitions import Library
from ..errors import AllianceError
from ..sim.batch import GamesLost, simulate
from ..sim.intervals import proportion
from ..sim.report import MeanReport, Report
from ..wording import say
from .packing import library_with
from .workers import Table, Workers, watched


def simulate_games(
    table: Table, games: int, seats: str, seed: int, workers: Workers, as_json: bool, page_file: Path | None
) -> int:
    """Play them and print the numbers. What was finished is printed after Ctrl+C too."""
    library = library_with(table.packs)
    names = seated(library, table, seats)
    if page_file is not None:
        checked_place(page_file)
    report, trouble, code = None, "", 0
    played = (table.scenario, table.length, table.difficulty, table.options)
    try:
        with workers.at_work(games) as engine, watched(games) as progress:
            report = simulate(library, games, names, *played, seed, progress, engine)
    except GamesLost as lost:
        report, trouble, code = lost.report, str(lost), 1
    except KeyboardInterrupt:
        # Not while games were played, but while workers were started or sent home.
        trouble, code = "Stopped.", 130
    done = report["games"] if report else 0
    if not trouble and done < games:
        trouble, code = "Stopped.", 130
    if report and done:
        sys.stdout.write((json.dumps(report) if as_json else summary(report)) + "\n")
        if page_file is not None:
            from ..sim.page import page

            put(page_file, page(report, library, table.packs))
    if trouble:
        sys.stderr.write(f"{trouble} {finished(done, games)}\n")
    return code


def finished(done: int, games: int) -> str:
    """What the numbers are of."""
    if not done:
        return f"None of {games} games was finished: there are no numbers."
    return f"The numbers are of the first {done} of {games} games."


def checked_place(file: Path) -> None:
    """Whether a page can be written there; better now than after an hour. Raises ``AllianceError``."""
    if file.is_dir() or not file.parent.is_dir():
        raise AllianceError(f"{file} cannot be written: {'it is a' if file.is_dir() else 'there is no such'} folder.")
    if not os.access(file if file.exists() else file.parent, os.W_OK):
        raise AllianceError(f"{file} cannot be written: it is protected.")


def put(file: Path, text: str) -> None:
    """Write a file whole or not at all. Raises ``SaveError``; what stood there before stands there still then."""
    with disk.explained(say("{file} cannot be written", file=file)):
        file = file.resolve()
        if file.exists() and not file.is_file():
            file.write_text(text, encoding="utf-8", newline="\n")  # a pipe or the terminal has nothing to keep
        else:
            disk.put(file, text.encode(), disk.ANYBODYS)


def seated(library: Library, table: Table, seats: str) -> tuple[str, ...]:
    """A bot for each state; planners where nobody is named. Raises ``AllianceError`` for too many."""
    names = [name.strip() for name in seats.split(",") if name.strip()]
    range_ = library.scenario(table.scenario).seats
    states = table.states if table.states is not None else len(names) or max(range_.min, min(4, range_.max))
    if len(names) > states:
        raise AllianceError(f"{len(names)} seats are too many for {states} states.")
    return (*names, *("planner",) * (states - len(names)))


def summary(report: Report) -> str:
    """The main numbers, one a line."""
    played, survived, half = report["games"], report["survived"], report["half_time"]
    met, failed = (sum(card[part] for card in report["cards"].values()) for part in ("met", "failed"))
    rows = [
        ("collapsed", share(report["collapsed"], played)),
        ("crises met", share(met, met + failed)),
        ("rounds a game", average(report["rounds"])),
        ("lead changes a game", average(report["lead_changes_average"])),
        ("won by the leader at half time", share(half["won"], half["led"])),
        ("margin of the winner in points", average(report["margin"])),
        ("shared victories", share(report["ties"], survived)),
    ]
    counted = [(name.replace("_", " "), average(mean)) for name, mean in report["tally_averages"].items()]
    lines = [f"{played} games in {report['seconds']} s. In brackets: 95 % intervals.", *aligned(rows), ""]
    lines += [f"Won, of {survived} games that held", *aligned(winners(report)), ""]
    lines += ["Mean score, of the same games", *aligned(scores(report)), ""]
    lines += ["Counted, times a game", *aligned(counted)]
    return "\n".join(lines)


def winners(report: Report) -> Iterator[tuple[str, str]]:
    """Who wins: by seat, by place in the turn order of round 1, by agenda."""
    for seat in report["seats"]:
        yield f"{seat['state']} ({seat['bot']})", share(seat["wins"], report["survived"])
    for place, wins in enumerate(report["turn_order_wins"], 1):
        yield f"place {place} in round 1", share(wins, report["survived"])
    for name, agenda in report["agendas"].items():
        yield f"agenda {name}", share(agenda["wins"], agenda["survived"])


def scores(report: Report) -> Iterator[tuple[str, str]]:
    """What seats score."""
    for seat in report["seats"]:
        yield f"{seat['state']} ({seat['bot']})", average(seat["score"])


def aligned(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names and numbers, in two columns."""
    rows = list(rows)
    width = max((len(name) for name, _ in rows), default=0)
    for name, number in rows:
        yield f"  {name:<{width}}  {number}"


def share(part: int, whole: int) -> str:
    """A share in percent, between which limits the true one lies, and of how many cases it is."""
    if not whole:
        return "-"
    return f"{between(part, whole)}, {part} of {whole}"


def between(part: int, whole: int) -> str:
    """A share in percent, and between which limits the true one lies."""
    low, high = proportion(part, whole)
    return f"{100 * part / whole:5.1f} % [{100 * low:.1f} to {100 * high:.1f}]" if whole else "-"


def average(found: MeanReport) -> str:
    """A mean, and between which limits the true one lies."""
    if not found["number"]:
        return "-"
    reach = "" if found["low"] is None else f" [{found['low']:.2f} to {found['high']:.2f}]"
    return f"{found['mean']:7.2f}{reach}".replace("-", "−")
