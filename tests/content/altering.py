"""Data of a file altered part by part: what comes out can still be read, and what it says is the question."""

from collections.abc import Iterator
from random import Random
from typing import Any

EXTREMES: tuple[Any, ...] = (
    *(0, -1, 1, 2, 99, 999_999_999, -999_999_999, 10**18, 10**19, 10**25, 1.5),
    *(True, False, None, "", " ", "a", "x" * 49, "x" * 5_000, "self", "world", "it", "../..", "\x1b[2J", "\u202e"),
    *([], {}, [[]], {"a": {}}, [[[[[[[[]]]]]]]], [0] * 200, {"x" * 300: 1}),
)
"""What authors do not mean."""


def plain(data: object) -> Any:
    """A copy made of lists and dictionaries."""
    if isinstance(data, dict):
        return {name: plain(value) for name, value in data.items()}
    return [plain(each) for each in data] if isinstance(data, (list, tuple)) else data


def spots(data: object) -> Iterator[tuple[Any, Any]]:
    """Every part of data: what holds it, and its key or number there."""
    if isinstance(data, (dict, list)):
        for key in [*data] if isinstance(data, dict) else range(len(data)):
            yield data, key
            yield from spots(data[key])


def altered(data: object, pool: list[object], lot: Random, times: int = 1) -> Any:
    """A copy with parts replaced, left out, doubled, swapped or moved; ``pool`` has values that stand elsewhere."""
    whole = [plain(data)]
    for _ in range(times):
        holder, key = lot.choice([*spots(whole)])
        _alter(whole, holder, key, pool, lot)
    return whole[0] if whole else None


def _alter(whole: list[Any], holder: Any, key: Any, pool: list[object], lot: Random) -> None:
    match lot.randrange(8):
        case 0 | 1 | 2:
            alike = [each for each in pool if type(each) is type(holder[key])]
            holder[key] = plain(lot.choice(alike or EXTREMES))
        case 3:
            holder[key] = plain(lot.choice(EXTREMES))
        case 4 if holder is not whole:
            del holder[key]
        case 5 if isinstance(holder, dict):
            names = [each for each in pool if isinstance(each, str)] or ["a"]
            holder[lot.choice(names)[:60]] = plain(holder[key])
        case 5 if holder is not whole:
            holder.insert(key, plain(holder[key]))
        case 6 if isinstance(holder, dict):
            rows = [*holder.items()]
            lot.shuffle(rows)
            holder.clear()
            holder.update(rows)
        case _:
            other, at = lot.choice([*spots(whole)])
            holder[key] = plain(other[at])
