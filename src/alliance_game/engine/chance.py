"""Chance: SplitMix64 streams, each one cell of the position.

Source: Guy Steele, Doug Lea, Christine Flood, "Fast splittable pseudorandom number generators" (2014); the
reference outputs for seed 1234567 are in the tests.
"""

from hashlib import blake2b

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15
STREAMS = ("deck", "targets", "effects", "deal")
"""What chance decides: which card comes, who is meant, chances on cards and tactics, what is dealt at set-up."""


def seeded(*parts: int | str) -> int:
    """The first cell of a stream, from a seed and names."""
    text = "/".join(str(part) for part in parts)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def draw(cells: list[int], stream: int, sides: int) -> int:
    """A number from 0 to ``sides - 1``; the stream moves on by one.

    The high bits of a product: with at most a hundred sides no side is favoured by more than one in 10^17.
    """
    value = cells[stream] = (cells[stream] + GAMMA) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return ((value ^ (value >> 31)) * sides) >> 64


class Dice:
    """A stream of its own outside the position: for bots and for guesses about what a seat cannot see."""

    __slots__ = ("cells",)

    def __init__(self, *seed: int | str) -> None:
        self.cells = [seeded(*seed)]

    def below(self, sides: int) -> int:
        """A number from 0 to ``sides - 1``."""
        return draw(self.cells, 0, sides)


def shuffled(cells: list[int], stream: int, items: list[int]) -> list[int]:
    """The items in an order by lot (Fisher and Yates); the list itself stays as it is."""
    found = list(items)
    for last in range(len(found) - 1, 0, -1):
        other = draw(cells, stream, last + 1)
        found[last], found[other] = found[other], found[last]
    return found
