"""Many games."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from ..content import load
from ..errors import AllianceError
from ..sim import Report, simulate


def simulate_games(
    games: int,
    seats: str,
    scenario: str,
    states: int | None,
    length: str | None,
    difficulty: str | None,
    options: list[str],
    seed: int,
    as_json: bool,
    packs: list[Path],
) -> int:
    """Play them and print the numbers."""
    library = load(packs)
    names = [name.strip() for name in seats.split(",") if name.strip()]
    range_ = library.scenario(scenario).seats
    states = states if states is not None else len(names) or max(range_.min, min(4, range_.max))
    if len(names) > states:
        raise AllianceError(f"{len(names)} seats are too many for {states} states.")
    names += ["planner"] * (states - len(names))
    report = simulate(library, games, tuple(names), scenario, length, difficulty, options, seed, _told(games))
    sys.stdout.write((json.dumps(report) if as_json else summary(report)) + "\n")
    if report["games"] < games:
        sys.stderr.write(f"Stopped after {report['games']} of {games} games; the numbers are of those.\n")
    return 0


def _told(games: int) -> Callable[[int], None] | None:
    """Every twentieth part of the run is told to a person who watches."""
    if not sys.stderr.isatty():
        return None
    step = max(1, games // 20)

    def progress(done: int) -> None:
        if done % step == 0 or done == games:
            sys.stderr.write(f"\r{done} of {games} games" + ("\n" if done == games else ""))
            sys.stderr.flush()

    return progress


def summary(report: Report) -> str:
    """The main numbers in a few lines."""
    played, survived = report["games"], report["games"] - report["collapsed"]
    tallies = report["tallies"]
    lines = [
        f"{played} games in {report['seconds']} s, {report['decisions']} decisions.",
        f"{report['rounds_mean']} rounds a game.",
        f"Collapsed: {report['collapsed']} ({share(report['collapsed'], played)}).",
    ]
    for seat in report["seats"]:
        won = f"won {seat['wins']} ({share(seat['wins'], survived)} of games that held)"
        lines.append(f"{seat['state']} ({seat['bot']}): {won}, mean score {seat['score_mean']}.")
    lines.append(
        "Counted: " + ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in tallies.items()) + "."
    )
    half = round(100 * report["half_time_leader_wins"])
    lines.append(f"Lead changes {report['lead_changes_mean']} a game; the leader at half time won {half} %.")
    lines.append(f"The winner's margin was {report['margin_mean']} points; ties: {report['ties']}.")
    return "\n".join(lines)


def share(part: int, whole: int) -> str:
    """A percentage."""
    return f"{100 * part / whole:.1f} %" if whole else "none"
