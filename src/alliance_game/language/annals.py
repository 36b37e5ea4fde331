"""Dates of what really happened, in words: ``4 November 1956``, ``November 1956``, ``About 470 BC``."""

from ..definitions.dates import numbers_in
from ..wording import marked, say, translated

MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)


def when(date: str) -> str:
    """A date of a card or of the codex, as exact as it is known, as it stands at the beginning of a line."""
    exact = _exact(date)
    return say("About {date}", date=exact) if date.startswith("c.") else exact[:1].upper() + exact[1:]


def _exact(date: str) -> str:
    year, *rest = numbers_in(date)
    if date.endswith("BC"):
        return say("{year} BC", year=year)
    if not rest:
        return str(year)
    month = translated(MONTHS[rest[0] - 1])
    whole = say("{month} {year}", month=month, year=year)
    return whole if len(rest) == 1 else say("{day} {month}", day=rest[1], month=whole)
