"""``ladder``: each bot among each other, in words."""

import json
import sys
import time

from ..bots import bot
from ..engine import compile_rules
from ..engine.setup import checked_seed
from ..sim.engines import WorkersLost
from ..sim.ladder import Ladder, LadderReport, LoneReport, steps
from .counting import between
from .packing import library_with
from .workers import Table, Workers, watched


def climb_ladder(table: Table, games: int, bots: str, seed: int, workers: Workers, as_json: bool) -> int:
    """Every bot among every other; the numbers as a table. What was finished is printed after Ctrl+C too."""
    library = library_with(table.packs)
    names = tuple(name.strip() for name in bots.split(",") if name.strip())
    for name in names:
        bot(name, 0)
    checked_seed(seed + games)
    rules = compile_rules(library, table.scenario, table.states, table.length, table.difficulty, table.options)
    ladder = Ladder(rules, names, games, seed)
    begun, trouble, code = time.perf_counter(), "", 0
    try:
        with workers.at_work(games) as engine, watched(ladder.whole) as progress:
            ladder.climb(engine, progress or (lambda done: None))
    except KeyboardInterrupt:
        trouble, code = "Stopped.", 130
    except WorkersLost as lost:
        trouble, code = f"{lost}.", 1
    report = ladder.report(time.perf_counter() - begun)
    if report["pairs"]:
        sys.stdout.write((json.dumps(report) if as_json else rungs(report)) + "\n")
    if trouble:
        done = sum(run.reached.games for run in ladder.runs.values())
        sys.stderr.write(f"{trouble} {done} of {ladder.whole} games were finished.\n")
    return code


def rungs(report: LadderReport) -> str:
    """The ladder, a line for each pair."""
    others = report["states"] - 1
    lines = [
        f"{report['games']} games for each line in {report['seconds']} s. In brackets: 95 % intervals.",
        "Won and held: shares of all games begun. Odds: of winning, against one of the others' kind in the same seats.",
    ]
    for name, alike in report["alike"].items():
        lines += [
            "",
            f"Among {others} {name}",
            f"  {'itself':<12} {fate(alike['wins'], alike['survived'], alike['games'])}",
        ]
        for pair in report["pairs"]:
            if pair["among"] == name:
                won = fate(pair["wins"], pair["survived"], pair["games"])
                lines.append(f"  {pair['bot']:<12} {won}  odds {odds(pair)}")
    lines += ["", "Steps"]
    lines += [f"  {pair['bot']} above {pair['among']}: {verdict(pair)}, odds {odds(pair)}" for pair in steps(report)]
    return "\n".join(lines)


def fate(wins: int, survived: int, games: int) -> str:
    """Wins and survival of a bot."""
    return f"won {between(wins, games):<26} held {between(survived, games):<26}"


def odds(pair: LoneReport) -> str:
    """Odds, and between which limits the true ones lie."""
    return f"{pair['odds']:.2f} [{pair['low']:.2f} to {pair['high']:.2f}]"


def verdict(pair: LoneReport) -> str:
    """Whether a bot stands above another, as far as so many games can tell."""
    return "yes" if pair["low"] > 1 else "no" if pair["high"] < 1 else "cannot be told"
