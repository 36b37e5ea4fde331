"""Charts: as many lines and columns as asked for, bars in order of their values, and every number in digits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_game.describe import charts
from alliance_game.describe.charts import BLOCKS
from alliance_game.describe.history import Series

TENSION = Series("tension", None, "tension", (3, 3, 4, 6, 9, 10), 0, 10)
FRANCE = Series("France", 0, "score", (0, 2, -3, 8, 20, 31), -3, 34)


def made(values: list[int]) -> Series:
    return Series("Fish", None, "fish", tuple(values), min(0, *values), max(1, *values))


SERIES = st.lists(st.integers(-40, 120), min_size=1, max_size=30).map(made)


def test_one_line_has_first_and_last_around_the_bars_and_both_ends_behind() -> None:
    assert charts.chart(TENSION, 31) == ["Tension  3 ▃▃▃▅▇█ 10  (3 to 10)"]
    assert charts.chart(TENSION, 50) == ["Tension  3 ▃▃▃▃▃▃▃▃▃▃▃▃▅▅▅▅▇▇▇▇████ 10  (3 to 10)"]


def test_several_numbers_stand_in_columns() -> None:
    assert charts.rows([TENSION, FRANCE], 33) == [
        "Tension  3 ▃▃▃▅▇█ 10  (3 to 10)",
        "France   0 ▁▁▁▃▅▇ 31  (−3 to 31)",
    ]


def test_more_lines_have_words_above_and_the_scale_in_front() -> None:
    assert charts.chart(TENSION, 40, 4) == [
        "Tension 3 → 10, lowest 3, highest 10",
        "10                 ▅▅▅▅████",
        "           ▂▂▂▂▆▆▆▆████████",
        " 0 ▇▇▇▇▇▇▇▇████████████████",
    ]
    assert charts.chart(FRANCE, 30, 2) == ["France 0 → 31 (−3 to 31)", "▁▁▁▁▁▁▁▁▁▁▁▁▃▃▃▃▅▅▅▅▇▇▇▇"]


@given(SERIES, st.integers(1, 130), st.integers(1, 7))
def test_a_chart_has_the_lines_that_were_asked_for_and_fits(series: Series, width: int, height: int) -> None:
    found = charts.chart(series, width, height)
    assert len(found) == height
    assert max(len(line) for line in found) <= width


@given(SERIES, st.integers(50, 130), st.integers(1, 7))
def test_every_chart_says_its_numbers_in_digits(series: Series, width: int, height: int) -> None:
    text = charts.chart(series, width, height)[0].replace("−", "-")
    digits = [int(number) for number in re.findall(r"-?\d+", text)]
    assert digits == [series.values[0], series.values[-1], min(series.values), max(series.values)]


@given(SERIES, st.integers(1, 6))
def test_a_higher_value_never_has_a_lower_bar_and_the_last_is_the_last(series: Series, height: int) -> None:
    lines = charts.blocks(series, len(series.values), height)
    bars = [sum(BLOCKS.index(line[at]) + 1 for line in lines if line[at] != " ") for at in range(len(lines[0]))]
    assert len(bars) == len(series.values)
    ordered = sorted(zip(series.values, bars, strict=True))
    assert [bar for _, bar in ordered] == sorted(bars)
    assert min(bars) >= 1
    assert (max(bars) == 8 * height) is (max(series.values) == series.high)


@given(SERIES, st.integers(2, 29))
def test_where_not_all_fit_the_first_and_the_last_are_drawn(series: Series, columns: int) -> None:
    kept = charts.thinned(series.values, columns)
    assert len(kept) == min(columns, len(series.values))
    assert (kept[0], kept[-1]) == (series.values[0], series.values[-1])


def test_without_room_for_bars_the_numbers_remain() -> None:
    assert charts.chart(TENSION, 27) == ["Tension  3 ▃█ 10  (3 to 10)"]
    assert charts.chart(TENSION, 26) == ["Tension  3 → 10  (3 to 10)"]
    assert charts.chart(TENSION, 23) == ["Tension  3 → 10  (3 to…"]
    assert charts.rows([], 80) == []


@pytest.mark.parametrize(("width", "height"), [(0, 1), (10, 0)])
def test_no_chart_is_smaller_than_one_character(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="at least one line and one column"):
        charts.chart(TENSION, width, height)
