"""Whether a count is further from what was expected than chance explains.

Exact binomial tests at the 5 % level. When several counts are looked at together the level is shared among them, so
that a comparison under fair rules calls one of them unfair in at most one run of twenty.
"""

from math import exp, lgamma, log

LEVEL = 0.05
NEGLIGIBLE = 1e-13


def beyond_chance(part: int, whole: int, share: float, looks: int = 1) -> bool:
    """Whether ``part`` of ``whole`` is too many or too few for an expected share in 0..1, at one look of several."""
    return 2 * tail(part, whole, share) < LEVEL / looks


def tail(part: int, whole: int, share: float) -> float:
    """How likely so many, or still further away from what was expected on that side."""
    if not whole or not 0 < share < 1:
        return 1.0
    if part < whole * share:
        return tail(whole - part, whole, 1 - share)
    likely = exp(log_likely(part, whole, share))
    total, number = 0.0, part
    while likely > total * NEGLIGIBLE:
        total += likely
        likely *= (whole - number) / (number + 1) * share / (1 - share)
        number += 1
    return min(1.0, total)


def log_likely(part: int, whole: int, share: float) -> float:
    """The logarithm of the chance of exactly so many."""
    ways = lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)
    return ways + part * log(share) + (whole - part) * log(1 - share)
