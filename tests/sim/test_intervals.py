"""Intervals: against figures from textbooks, and against what they promise."""

from math import comb, sqrt

import pytest

from alliance_game.engine.chance import Dice
from alliance_game.sim.intervals import Interval, Z, mean, odds_ratio, paired_shares, proportion, student, variance


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(10, 20, 0.2993, 0.7007), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 29, 0.0061, 0.1718), (0, 0, 0.0, 1.0)],
)
def test_shares_after_wilson(part: int, whole: int, low: float, high: float) -> None:
    """The figures are those of Newcombe's and Brown, Cai and DasGupta's tables, or follow from the formula by hand."""
    assert proportion(part, whole) == pytest.approx(Interval(low, high), abs=0.0001)


def test_shares_are_mirrored_and_more_cases_make_them_surer() -> None:
    for part in range(21):
        low, high = proportion(part, 20)
        assert (1 - high, 1 - low) == pytest.approx(proportion(20 - part, 20))
        assert low <= part / 20 <= high
        closer = proportion(part * 10, 200)
        assert closer.high - closer.low < high - low


@pytest.mark.parametrize(("part", "whole"), [(3, 2), (-1, 4)])
def test_a_part_lies_within_its_whole(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match=f"{part} is no part of {whole}"):
        proportion(part, whole)
    with pytest.raises(ValueError, match="is no share"):
        odds_ratio(1, 2, part, whole)


def test_most_intervals_hold_the_true_share() -> None:
    """A coin that falls on one side in three of ten throws, thrown 40 times, 2,000 times over."""
    throw = Dice("coin", 1).below
    held = 0
    for _ in range(2000):
        low, high = proportion(sum(throw(10) < 3 for _ in range(40)), 40)
        held += low <= 0.3 <= high
    assert 0.93 <= held / 2000 <= 0.97


@pytest.mark.parametrize(
    ("freedom", "value"),
    [(1, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (11, 2.201), (20, 2.086), (30, 2.042), (100, 1.984)],
)
def test_student_is_as_in_the_tables(freedom: int, value: float) -> None:
    assert student(freedom) == pytest.approx(value, abs=0.0006)


def test_means_of_a_few_values() -> None:
    """2, 4, 9: mean 5, variance 13, standard error the root of 13 / 3."""
    assert variance(15, 101, 3) == 13
    found = mean(15, 101, 3)
    assert (found.mean, found.number) == (5, 3)
    assert found.interval == pytest.approx((5 - 4.3027 * (13 / 3) ** 0.5, 5 + 4.3027 * (13 / 3) ** 0.5))


def test_one_value_is_not_sure_at_all_and_equal_ones_are() -> None:
    assert mean(0, 0, 0) == (0.0, None, 0)
    assert mean(7, 49, 1) == (7.0, None, 1)
    assert mean(21, 147, 3).interval == (7.0, 7.0)


def test_odds_against_odds() -> None:
    """30 of 40 against 20 of 40: three times as good, or with half a case added 30.5 · 20.5 / (10.5 · 20.5)."""
    found = odds_ratio(30, 40, 20, 40)
    assert found.ratio == pytest.approx(30.5 / 10.5)
    assert found.interval == pytest.approx((1.1451, 7.3688), abs=0.001)
    turned = odds_ratio(20, 40, 30, 40)
    assert turned.ratio == pytest.approx(1 / found.ratio)
    assert turned.interval == pytest.approx((1 / found.interval.high, 1 / found.interval.low))


def test_odds_of_somebody_who_always_wins_are_finite_and_of_nobody_open() -> None:
    always = odds_ratio(50, 50, 10, 50)
    assert always.interval.low > 20
    assert always.interval.high < 10**5
    nobody = odds_ratio(0, 0, 0, 0)
    assert nobody.ratio == 1
    assert nobody.interval.low < 0.01 < 100 < nobody.interval.high


def test_two_shares_of_the_same_cases() -> None:
    """After Bonett and Price (2012): their interval, by hand."""
    found = paired_shares(12, 5, 100)
    one, other = 13 / 102, 6 / 102
    reach = Z * sqrt((one + other - (one - other) ** 2) / 102)
    assert found.mean == pytest.approx(0.07)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(one - other - reach)
    assert found.interval.high == pytest.approx(one - other + reach)
    assert paired_shares(0, 0, 0).interval is None
    with pytest.raises(ValueError, match="no parts"):
        paired_shares(3, 3, 5)


@pytest.mark.parametrize("number", [10, 30])
@pytest.mark.parametrize(("more", "fewer"), [(0.02, 0.02), (0.1, 0.1), (0.3, 0.1), (0.25, 0.25), (0.05, 0.0)])
def test_the_interval_of_a_difference_holds_it_often_enough(number: int, more: float, fewer: float) -> None:
    """Over every possible sample: never much less than 95 % of the time."""
    held = 0.0
    for one in range(number + 1):
        for other in range(number + 1 - one):
            interval = paired_shares(one, other, number).interval
            assert interval is not None
            if interval.low <= more - fewer <= interval.high:
                ways = comb(number, one) * comb(number - one, other)
                held += ways * more**one * fewer**other * (1 - more - fewer) ** (number - one - other)
    assert held >= 0.94
