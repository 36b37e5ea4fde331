"""How a bot fares in company: alone among others of another kind, and among its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..definitions import Library
from .batch import simulate


@dataclass(frozen=True, slots=True)
class Company:
    """Percentages of one bot."""

    name: str
    wins: int
    """Games won, of all that were begun, alone among others."""
    collapsed: int
    """Of the same games, those that everybody lost."""
    own_collapsed: int
    """The same at a table of its own kind."""


def company(library: Library, name: str, games: int, seed: int = 0, others: str = "planner", seats: int = 4) -> Company:
    """Play so many games in each seat among others, and as many again among its own kind."""
    reports = [
        simulate(library, games, table, seed=seed + seat * games)
        for seat, table in enumerate(places(name, others, seats))
    ]
    own = simulate(library, games, (name,) * seats, seed=seed + seats * games)
    wins = sum(report["seats"][seat]["wins"] for seat, report in enumerate(reports))
    collapsed = sum(report["collapsed"] for report in reports)
    played = sum(report["games"] for report in reports)
    return Company(name, percent(wins, played), percent(collapsed, played), percent(own["collapsed"], own["games"]))


def places(name: str, others: str, seats: int) -> Iterator[tuple[str, ...]]:
    """A bot in each seat in turn."""
    for seat in range(seats):
        yield tuple(name if each == seat else others for each in range(seats))


def percent(part: int, whole: int) -> int:
    """Rounded; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0
