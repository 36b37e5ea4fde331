"""Measure the program: ``python -m benchmarks`` prints one JSON object; ``--screens`` measures the screen instead.

Figures are medians of several interleaved rounds, in the process's own CPU time on one core; whole commands are in
wall-clock time. ``loop_steps_per_second`` is a plain loop on the same machine at the same moment: machines differ
and are shared, so compare figures by their ratio to it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from random import Random
from statistics import median

from alliance_game.content import load
from alliance_game.engine import apply, compile_rules, decision, new_game, view
from alliance_game.engine.layout import OVER
from alliance_game.engine.rules import _compiled
from alliance_game.engine.setup import first_cells
from benchmarks import screens

ROUNDS = 7
LIBRARY = load()
RULES = compile_rules(LIBRARY, "concert", 4)


def timed(work: Callable[[], int]) -> float:
    """How many units of work a second of CPU time does."""
    begun = time.process_time()
    units = work()
    return units / (time.process_time() - begun)


def loop() -> int:
    """A plain loop, to compare machines."""
    cells = [0] * 8
    for step in range(1_000_000):
        cells[step & 7] += step & 3
    return 1_000_000


def inner(games: int, chronicle: bool, count_games: bool = False) -> int:
    """Random play on the inner loop, legal moves listed."""
    machine, lot, decisions = RULES.machine, Random(1).random, 0
    for seed in range(games):
        cells = first_cells(RULES, seed)
        log: list[tuple[int, ...]] | None = [] if chronicle else None
        machine.begin(cells, log)
        while not cells[OVER]:
            moves = machine.legal(cells)
            machine.play(cells, moves[int(lot() * len(moves))], log)
            decisions += 1
    return games if count_games else decisions


def verbs(games: int, read: bool) -> int:
    """Random play through the public verbs; ``read`` also reads every entry of the chronicle."""
    lot, decisions = Random(1).random, 0
    for seed in range(games):
        position = new_game(LIBRARY, seed=seed)
        while (ask := decision(position)) is not None:
            position, entries = apply(position, ask.moves[int(lot() * len(ask.moves))])
            decisions += 1
            if read:
                len(entries)
    return decisions


def rollouts(number: int) -> int:
    """Random play to the end from copies of the first position, without a chronicle."""
    machine, lot = RULES.machine, Random(1).random
    first = new_game(LIBRARY, seed=3).cells
    for _ in range(number):
        cells = first[:]
        while not cells[OVER]:
            moves = machine.legal(cells)
            machine.play(cells, moves[int(lot() * len(moves))], None)
    return number


def microseconds(work: Callable[[], object], number: int) -> Callable[[], int]:
    """Repeat something."""

    def repeated() -> int:
        for _ in range(number):
            work()
        return number

    return repeated


def copy_and_apply() -> None:
    cells = MIDDLE.cells[:]
    RULES.machine.play(cells, 0, None)


def compile_again() -> None:
    _compiled.clear()
    compile_rules(LIBRARY, "concert", 4)


MIDDLE = new_game(LIBRARY, seed=5)
while (ASK := decision(MIDDLE)) is not None and ASK.kind != "act":
    MIDDLE, _ = apply(MIDDLE, ASK.moves[0])

WORK: dict[str, Callable[[], int]] = {
    "loop_steps_per_second": loop,
    "inner_decisions_per_second_chronicle_on": lambda: inner(60, True),
    "inner_decisions_per_second_chronicle_off": lambda: inner(60, False),
    "random_games_per_second": lambda: inner(60, True, count_games=True),
    "verbs_decisions_per_second": lambda: verbs(40, False),
    "verbs_decisions_per_second_chronicle_read": lambda: verbs(15, True),
    "random_rollouts_per_second": lambda: rollouts(60),
}
SMALL: dict[str, Callable[[], int]] = {
    "copy_microseconds": microseconds(lambda: MIDDLE.cells[:], 20_000),
    "copy_and_apply_microseconds": microseconds(copy_and_apply, 10_000),
    "view_microseconds": microseconds(lambda: view(MIDDLE, 1), 10_000),
    "compile_microseconds": microseconds(compile_again, 3),
    "load_base_content_microseconds": microseconds(load, 1),
}


def command_seconds(*arguments: str) -> float:
    """The median wall-clock time of a whole command, once it has been run before."""
    found = []
    with screens.bytecode():
        for _ in range(ROUNDS + 1):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-m", "alliance_game", *arguments], check=True, capture_output=True)
            found.append(time.perf_counter() - begun)
    return median(found[1:])


def program() -> dict[str, float]:
    """Rules, bots' means and commands, round by round."""
    rates: dict[str, list[float]] = {name: [] for name in (*WORK, *SMALL)}
    for _ in range(ROUNDS):
        for name, work in {**WORK, **SMALL}.items():
            rates[name].append(timed(work))
    figures: dict[str, float] = {"cells": RULES.layout.size}
    figures |= {name: round(median(rates[name])) for name in WORK}
    figures |= {name: round(1e6 / median(rates[name]), 2) for name in SMALL}
    figures["version_seconds"] = round(command_seconds("--version"), 3)
    figures["check_seconds"] = round(command_seconds("check"), 3)
    return figures


def screen() -> dict[str, float]:
    """The screen, and the plain loop before and after it; the load tells whether the machine had time for it."""
    before, load_before = timed(loop), os.getloadavg()[0]
    figures = screens.measured()
    return {
        "loop_steps_per_second": round((before + timed(loop)) / 2),
        "load_before": round(load_before, 2),
        **figures,
    }


def main() -> None:
    """Measure, and print it."""
    print(json.dumps(screen() if "--screens" in sys.argv[1:] else program(), indent=1))


if __name__ == "__main__":
    main()
