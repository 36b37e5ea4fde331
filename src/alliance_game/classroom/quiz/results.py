"""What a class has learned, as far as a quiz can tell."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...sim.intervals import Average, mean
from .answers import AFTER, BEFORE, NONE, Answered
from .kept import Kept
from .quiz import Quiz


@dataclass(frozen=True, slots=True)
class Count:
    """How one question went, before or after."""

    answered: int
    right: int
    sure_but_wrong: int
    mistake: str
    """The letter of the wrong answer given most often; empty if there is none."""


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One question, before and after."""

    before: Count
    after: Count


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a class was, 1 to 4, of what was right and of what was wrong."""

    right: Average
    wrong: Average


@dataclass(frozen=True, slots=True)
class Results:
    """A quiz in numbers."""

    before: int
    after: int
    both: int
    """Pupils who answered both times, under one code."""
    items: tuple[ItemResult, ...]
    score_before: Average
    """Right answers of those who answered both times."""
    score_after: Average
    gain: Average
    """How many more they had right afterwards."""
    sure_before: Sureness
    sure_after: Sureness


def results(quiz: Quiz, kept: Kept) -> Results:
    """The numbers of a quiz."""
    first, last = kept.of(BEFORE), kept.of(AFTER)
    both = [code for code in first if code in last]
    one, other = list(first.values()), list(last.values())
    return Results(
        before=len(one),
        after=len(other),
        both=len(both),
        items=tuple(ItemResult(count(one, item), count(other, item)) for item in range(len(quiz.items))),
        score_before=average(first[code].score for code in both),
        score_after=average(last[code].score for code in both),
        gain=average(last[code].score - first[code].score for code in both),
        sure_before=sureness(one),
        sure_after=sureness(other),
    )


def count(rows: Sequence[Answered], item: int) -> Count:
    """How a question went among these pupils; no answer is a wrong one."""
    wrong = Counter(row.answers[item] for row in rows if row.answers[item] not in (row.right[item], NONE))
    mistake = min(wrong, key=lambda letter: (-wrong[letter], letter), default="")
    sure = sum(row.is_sure_but_wrong(item) for row in rows)
    return Count(len(rows), sum(row.is_right(item) for row in rows), sure, mistake)


def sureness(rows: Sequence[Answered]) -> Sureness:
    """Means over pupils' own means, since answers of one pupil are not independent of each other."""

    def means(right: bool) -> Average:
        each = (levels(row, right) for row in rows)
        return average_of([sum(found) / len(found) for found in each if found])

    return Sureness(means(True), means(False))


def levels(row: Answered, right: bool) -> list[int]:
    """How sure a pupil was of the answers that were right, or of those that were wrong."""
    return [
        int(level)
        for item, level in enumerate(row.sure)
        if level != NONE and row.answers[item] != NONE and row.is_right(item) == right
    ]


def average(values: Iterable[int]) -> Average:
    """The mean of whole numbers."""
    found = list(values)
    return mean(sum(found), sum(each * each for each in found), len(found))


def average_of(values: list[float]) -> Average:
    """The mean of any numbers; counted in thousandths, which nobody misses."""
    found = average(round(1000 * each) for each in values)
    low_high = None if found.interval is None else type(found.interval)(*(each / 1000 for each in found.interval))
    return Average(found.mean / 1000, low_high, found.number)
