"""What the world does in rounds in which a card is on the table, against rounds in which it is not.

Late rounds are rougher than early ones, and the cards of later decks come late; so each round with the card is
compared with rounds of the same number in other games, and the differences are averaged.
"""

from collections import Counter
from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from .intervals import Average, Interval, student
from .tally import Histogram, averaged, number, total

ByRound = Mapping[int, Histogram]
"""Changes of a track, by the number of the round."""


class Effect(NamedTuple):
    """How much a track changes with a card on the table, without it, and how much that differs."""

    present: Average
    without: float
    difference: Average


def effect(present: ByRound, every: ByRound) -> Effect:
    """Compare the rounds with a card (``present``) with all others among ``every`` round.

    Rounds in which there is nothing to compare with are left out: there the card was on the table in every game but
    one, or in all.
    """
    absent = {at: Counter(every[at]) - Counter(found) for at, found in present.items()}
    compared = [at for at, others in absent.items() if number(others) > 1]
    with_card = averaged(sum((present[at] for at in compared), Counter()))
    cases = with_card.number
    if not cases:
        return Effect(with_card, 0.0, with_card)
    shares = {at: number(present[at]) / cases for at in compared}
    without = sum(share * total(absent[at]) / number(absent[at]) for at, share in shares.items())
    difference = with_card.mean - without
    freedom = cases - len(compared)
    if freedom < 1:
        return Effect(with_card, without, Average(difference, None, cases))
    own = sum(scatter(present[at]) for at in compared) / freedom / cases
    theirs = sum(
        share**2 * scatter(absent[at]) / (number(absent[at]) - 1) / number(absent[at]) for at, share in shares.items()
    )
    reach = student(freedom) * sqrt(own + theirs)
    return Effect(with_card, without, Average(difference, Interval(difference - reach, difference + reach), cases))


def scatter(histogram: Histogram) -> float:
    """The sum of squared distances from the mean."""
    middle = total(histogram) / number(histogram)
    return sum(times * (value - middle) ** 2 for value, times in histogram.items())
