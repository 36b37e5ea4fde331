"""Numbers of a report as they are shown: each with its 95 % interval, in the picture and in the table alike."""

from math import inf

from ..intervals import Interval, proportion
from ..report import MeanReport
from .parts import Amount

NONE = "–"
PERCENT = "\u00a0%"
"""The sign never stands alone at the beginning of a line."""


def share(part: int, whole: int) -> Amount:
    """A share in percent with one decimal; of nothing there is none."""
    if not whole:
        return Amount(0.0, None, NONE, NONE)
    found = proportion(part, whole)
    between = f"{100 * found.low:.1f} to {100 * found.high:.1f}{PERCENT}"
    return Amount(part / whole, found, percent(part / whole), between)


def percent(value: float) -> str:
    """A share in percent with one decimal."""
    return f"{100 * value:.1f}{PERCENT}"


def average(found: MeanReport, signed: bool = False, least: float = -inf) -> Amount:
    """A mean with two decimals; ``signed`` shows it as a change; its interval does not go below what is possible."""
    if not found["number"]:
        return Amount(0.0, None, NONE, NONE)
    low, high, shown = found["low"], found["high"], decimal(found["mean"], signed)
    if low is None or high is None:
        return Amount(found["mean"], None, shown, NONE)
    low = max(low, least)
    return Amount(found["mean"], Interval(low, high), shown, f"{decimal(low, signed)} to {decimal(high, signed)}")


def decimal(value: float, signed: bool = False, places: int = 2) -> str:
    """A number with a true minus sign, a change with a plus, and 0 with neither."""
    shown = f"{abs(value):.{places}f}"
    zero = float(shown) == 0
    return shown if zero else f"−{shown}" if value < 0 else f"+{shown}" if signed else shown


def count(value: int) -> str:
    """A whole number, its thousands apart."""
    return f"{value:,}"


def whole_percent(value: float) -> str:
    """A share for a sentence; what is not quite all or nothing is not said to be."""
    shown = round(100 * value)
    if shown == 0 and value > 0:
        return f"less than 1{PERCENT}"
    return f"more than 99{PERCENT}" if shown == 100 and value < 1 else f"{shown}{PERCENT}"
