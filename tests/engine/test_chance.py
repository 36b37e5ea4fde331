"""Chance: the published numbers, and nobody favoured."""

import pytest

from alliance_game.engine.chance import GAMMA, MASK, STREAMS, Dice, draw, seeded, shuffled

from .oracle import splitmix

PUBLISHED = (6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821)


def test_the_published_numbers_of_seed_1234567() -> None:
    """A die of 2**64 sides shows the whole number that the stream gave; the oracle has a generator of its own."""
    cells, theirs, state = [1234567], [], 1234567
    mine = [draw(cells, 0, 1 << 64) for _ in PUBLISHED]
    for _ in PUBLISHED:
        state, output = splitmix(state)
        theirs.append(output)
    assert tuple(mine) == tuple(theirs) == PUBLISHED


def test_a_draw_takes_the_high_bits_and_moves_the_stream_on_by_one() -> None:
    cells = [7, 1234567]
    assert [draw(cells, 1, 100) for _ in PUBLISHED] == [number * 100 >> 64 for number in PUBLISHED]
    assert cells == [7, (1234567 + 5 * GAMMA) & MASK]


@pytest.mark.parametrize("sides", [2, 3, 6, 10, 52, 100])
def test_no_side_is_favoured(sides: int) -> None:
    """Chi-square over 40,000 draws, far from the tail: a fair die fails this once in a thousand seeds."""
    throws = 40_000
    cells, counts = [seeded(2026, "fair", sides)], [0] * sides
    for _ in range(throws):
        counts[draw(cells, 0, sides)] += 1
    expected = throws / sides
    statistic = sum((count - expected) ** 2 / expected for count in counts)
    freedom = sides - 1
    # Wilson and Hilferty's cube gives the 99.9th percentile within a few hundredths.
    limit = freedom * (1 - 2 / (9 * freedom) + 3.0902 * (2 / (9 * freedom)) ** 0.5) ** 3
    assert statistic < limit


def test_pairs_of_draws_are_fair_too() -> None:
    cells, counts = [seeded(2026, "pairs")], [0] * 36
    for _ in range(36_000):
        counts[draw(cells, 0, 6) * 6 + draw(cells, 0, 6)] += 1
    assert sum((count - 1_000) ** 2 / 1_000 for count in counts) < 66.6


def test_every_order_comes_equally_often() -> None:
    cells: list[int] = [seeded(2026, "orders")]
    counts: dict[tuple[int, ...], int] = {}
    items = [1, 2, 3, 4]
    for _ in range(24_000):
        order = tuple(shuffled(cells, 0, items))
        counts[order] = counts.get(order, 0) + 1
    assert items == [1, 2, 3, 4]
    assert len(counts) == 24
    assert sum((count - 1_000) ** 2 / 1_000 for count in counts.values()) < 49.7


def test_seeds_and_names_are_kept_apart() -> None:
    starts = {seeded(seed, name) for seed in range(200) for name in STREAMS}
    assert len(starts) == 200 * len(STREAMS)
    assert seeded(1, "deck") == seeded("1", "deck") != seeded(1, "decks")
    assert min(starts) >= 0
    assert max(starts) <= MASK


def test_dice_of_the_same_seed_fall_alike() -> None:
    assert [Dice("a", 1).below(1000) for _ in range(2)] == [Dice("a", 1).below(1000)] * 2
    one, other = Dice("a", 1), Dice("a", 2)
    assert [one.below(1000) for _ in range(8)] != [other.below(1000) for _ in range(8)]
