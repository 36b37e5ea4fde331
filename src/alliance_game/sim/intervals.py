"""How sure a number is that was counted in a sample: 95 % intervals.

Games are taken as drawn independently of each other, which games with seeds of their own are.
"""

from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

Z = 1.959963984540054
"""So many standard deviations to each side hold 95 % of a normal distribution."""
SMALL = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281)
"""The same for Student's t with 1 to 10 degrees of freedom."""


class Interval(NamedTuple):
    """From ``low`` to ``high``: of a hundred intervals found like this, about 95 hold the true value."""

    low: float
    high: float


class Average(NamedTuple):
    """A mean of ``number`` values, and its interval; fewer than two values give no interval."""

    mean: float
    interval: Interval | None
    number: int


@dataclass(frozen=True, slots=True)
class Odds:
    """Odds of one group against those of another: 1 is equal, 2 twice as good, 0.5 half as good."""

    ratio: float
    interval: Interval


def proportion(part: int, whole: int) -> Interval:
    """The interval of a share, in 0..1, after Wilson: right for small samples and for shares near 0 or 1 too.

    A share of nothing can be anything. Raises ``ValueError`` for a part that is not within the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}.")
    if not whole:
        return Interval(0.0, 1.0)
    share, weight = part / whole, Z * Z / whole
    middle = (share + weight / 2) / (1 + weight)
    reach = Z * sqrt((share * (1 - share) + weight / 4) / whole) / (1 + weight)
    # At the ends the formula gives 0 and 1 but for the last digits.
    return Interval(max(0.0, middle - reach) if part else 0.0, min(1.0, middle + reach) if part < whole else 1.0)


def mean(total: int, squares: int, number: int) -> Average:
    """The mean of values that add up to ``total``, and whose squares add up to ``squares``, after Student."""
    if not number:
        return Average(0.0, None, 0)
    middle = total / number
    if number == 1:
        return Average(middle, None, 1)
    reach = student(number - 1) * sqrt(variance(total, squares, number) / number)
    return Average(middle, Interval(middle - reach, middle + reach), number)


def variance(total: int, squares: int, number: int) -> float:
    """How far values lie apart, estimated from two or more; from whole numbers, so nothing is lost in between."""
    return (number * squares - total * total) / (number * (number - 1))


def odds_ratio(part: int, whole: int, other_part: int, other_whole: int) -> Odds:
    """The odds of one share against those of another, after Woolf, half a case added to each count (Haldane, Anscombe).

    The addition keeps a group that always or never wins finite. Raises ``ValueError`` for a part that is not within
    its whole.
    """
    if not (0 <= part <= whole and 0 <= other_part <= other_whole):
        raise ValueError(f"{part} of {whole} or {other_part} of {other_whole} is no share.")
    counts = [count + 0.5 for count in (part, whole - part, other_part, other_whole - other_part)]
    ratio = counts[0] * counts[3] / (counts[1] * counts[2])
    reach = Z * sqrt(sum(1 / count for count in counts))
    return Odds(ratio, Interval(exp(log(ratio) - reach), exp(log(ratio) + reach)))


def student(freedom: int) -> float:
    """How many standard errors to each side hold 95 % of Student's t, for one or more degrees of freedom."""
    if freedom <= len(SMALL):
        return SMALL[freedom - 1]
    first = (Z**3 + Z) / 4
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
    third = (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384
    return Z + first / freedom + second / freedom**2 + third / freedom**3


def paired_shares(more: int, fewer: int, number: int, looks: int = 1) -> Average:
    """How much two shares differ that were counted in the same ``number`` cases, after Bonett and Price.

    ``more`` cases had only the one, ``fewer`` only the other. Right for small samples too, and where no case
    differed. With several ``looks`` the interval is so wide that in 95 of 100 such runs all of them hold their true
    values (Bonferroni). Raises ``ValueError`` for more cases than there are.
    """
    if min(more, fewer) < 0 or more + fewer > number:
        raise ValueError(f"{more} and {fewer} are no parts of {number}.")
    if not number:
        return Average(0.0, None, 0)
    one, other = (more + 1) / (number + 2), (fewer + 1) / (number + 2)
    reach = deviations(looks) * sqrt((one + other - (one - other) ** 2) / (number + 2))
    middle = one - other
    return Average((more - fewer) / number, Interval(max(-1.0, middle - reach), min(1.0, middle + reach)), number)


def deviations(looks: int) -> float:
    """So many standard deviations to each side hold 95 % for all of several looks together."""
    return Z if looks == 1 else NormalDist().inv_cdf(1 - 0.05 / (2 * looks))
