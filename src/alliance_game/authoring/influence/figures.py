"""Differences as they are shown, and whether they are more than chance."""

from statistics import NormalDist

from ...sim.intervals import Z
from ...sim.report import MeanReport
from .comparisons import ENOUGH, Comparison

LEVEL = 0.05
"""So often may one of the comparisons under one heading be called an effect by chance alone."""
POWER = 0.9
"""An effect that is said to show does so in so many of such reports."""
NONE = "–"


def shown(value: float, share: bool, signed: bool = False) -> str:
    """A share in percent with one decimal, a number with two; a true minus sign, and none before 0."""
    said = f"{abs(100 * value):.1f}" if share else f"{abs(value):.2f}"
    zero = float(said) == 0
    sign = "" if zero else "−" if value < 0 else "+" if signed else ""
    return f"{sign}{said}{' %' if share and not signed else ''}"


def change(found: MeanReport | None, share: bool) -> str:
    """A difference: ``−0.31``."""
    return shown(found["mean"], share, signed=True) if found is not None and found["number"] else NONE


def between(found: MeanReport | None, share: bool) -> str:
    """Its interval: ``−0.42 to −0.20``; where no pair differed there is none to show."""
    if found is None or found["low"] is None or found["high"] is None:
        return NONE
    return f"{shown(found['low'], share, signed=True)} to {shown(found['high'], share, signed=True)}"


def enough(found: MeanReport) -> bool:
    """Whether there are pairs enough to say anything."""
    return found["number"] >= ENOUGH and found["low"] is not None


def clear(found: MeanReport, looks: int) -> bool:
    """Whether a difference is more than chance explains, at one look of several."""
    low, high = found["low"], found["high"]
    if not enough(found) or low is None or high is None:
        return False
    return abs(low + high) / 2 > error(found) * NormalDist().inv_cdf(1 - LEVEL / 2 / looks)


def noticeable(found: MeanReport, looks: int) -> float:
    """How large an effect has to be to show, at one look of several, in nine of ten such reports."""
    bell = NormalDist()
    return error(found) * (bell.inv_cdf(1 - LEVEL / 2 / looks) + bell.inv_cdf(POWER))


def error(found: MeanReport) -> float:
    """The standard error."""
    low, high = found["low"], found["high"]
    return 0.0 if low is None or high is None else (high - low) / 2 / Z


def looks(comparisons: list[Comparison]) -> int:
    """At how many numbers one looks under a heading."""
    return max(1, sum(enough(each["came"]) for each in comparisons))
