"""Chance: the published numbers, and nobody favoured."""

import pytest

from alliance_game.engine.chance import GAMMA, MASK, STREAMS, Dice, draw, seeded, shuffled

from .oracle import splitmix

PUBLISHED = (6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821)
FIRST_CELLS = [13084816117650665779, 13525086328914818072, 10986872808485392294, 11032864308415530216]
DEALT = [4, 5, 6, 9, 1, 3, 8, 7, 0, 2]
VECTORS = {
    1234567: PUBLISHED,
    # The first numbers of seed 0, as Java, C and Go libraries print them.
    0: (0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC, 0x1B39896A51A8749B),
    # From the tests of Rust's rand_xoshiro.
    1477776061723855037: (
        1985237415132408290,
        2979275885539914483,
        13511426838097143398,
        8488337342461049707,
        15141737807933549159,
        17093170987380407015,
        16389528042912955399,
        13177319091862933652,
        10841969400225389492,
        17094824097954834098,
    ),
}


@pytest.mark.parametrize("seed", VECTORS)
def test_the_published_numbers(seed: int) -> None:
    """A die of 2**64 sides shows the whole number that the stream gave; the oracle has a generator of its own."""
    cells, theirs, state = [seed], [], seed
    mine = [draw(cells, 0, 1 << 64) for _ in VECTORS[seed]]
    for _ in VECTORS[seed]:
        state, output = splitmix(state)
        theirs.append(output)
    assert tuple(mine) == tuple(theirs) == VECTORS[seed]


def test_names_of_streams_are_hashed_as_they_always_were() -> None:
    """Numbers that every game so far began with: saves and shared seeds depend on them."""
    assert [seeded(7, name) for name in STREAMS] == FIRST_CELLS
    assert shuffled([seeded(7, "deal")], 0, list(range(10))) == DEALT


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
