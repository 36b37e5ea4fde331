"""Counts and means made visible: as bars, and in a table beside them."""

from collections.abc import Sequence
from typing import NamedTuple

from .amounts import NONE, count, percent, share
from .parts import Amount, Bar, Column, Exhibit, Picture, Table
from .pictures import bars, scale_for, share_scale

BETWEEN = Column("95\u00a0% interval")


class Count(NamedTuple):
    """How often something came to pass, of how many times it could have."""

    label: str
    part: int
    whole: int

    @property
    def share(self) -> float:
        return self.part / self.whole if self.whole else 0.0


class Heads(NamedTuple):
    """What stands over the columns of counts."""

    what: str
    part: str = "Games"
    whole: str = "Of"


class Compared(NamedTuple):
    """The share that all are compared with: what it is called in the picture, and its row in the table."""

    line: str
    row: str


def together(counts: Sequence[Count]) -> float:
    """The share of all of them."""
    return summed("", counts).share


def summed(label: str, counts: Sequence[Count]) -> Count:
    """All of them added up."""
    return Count(label, sum(each.part for each in counts), sum(each.whole for each in counts))


def by_share(counts: Sequence[Count]) -> list[Count]:
    """The highest share first."""
    return sorted(counts, key=lambda each: (-each.share, each.label))


def shares(title: str, heads: Heads, counts: Sequence[Count], compared: Compared | None = None) -> Exhibit:
    """Shares; ``compared`` draws the share of all together as a dashed line.

    What all together come to is what they are compared with and no estimate, so it has no interval.
    """
    columns = (Column(heads.what, number=False), Column(heads.part), Column(heads.whole), Column("Share"), BETWEEN)
    rows = [(each.label, count(each.part), count(each.whole), *cells(amount_of(each))) for each in counts]
    found = [Bar(each.label, amount_of(each)) for each in counts]
    if compared is None:
        return Exhibit(bars(title, found, share_scale(ends(found))), Table(title, columns, tuple(rows)))
    every = summed(compared.row, counts)
    rows.append((every.label, count(every.part), count(every.whole), amount_of(every).shown, NONE))
    line = (every.share, f"{compared.line}: {percent(every.share)}") if every.whole else None
    scale = share_scale([*ends(found), every.share])
    return Exhibit(bars(title, found, scale, line), Table(title, columns, tuple(rows)))


def means(title: str, what: str, amounts: Sequence[Bar]) -> Exhibit:
    """Means, their bars drawn from 0."""
    rows = tuple((each.label, *cells(each.amount)) for each in amounts)
    return Exhibit(mean_bars(title, amounts), Table(title, (Column(what, number=False), Column("Mean"), BETWEEN), rows))


def mean_bars(title: str, amounts: Sequence[Bar]) -> tuple[Picture, ...]:
    """Means as bars from 0, on a scale that holds their intervals."""
    return bars(title, amounts, scale_for([0.0, *ends(amounts)]))


def amount_of(each: Count) -> Amount:
    """The share of a count."""
    return share(each.part, each.whole)


def cells(amount: Amount) -> tuple[str, str]:
    """An amount and its interval, for two columns."""
    return amount.shown, amount.between


def ends(found: Sequence[Bar]) -> list[float]:
    """All values and the ends of their intervals."""
    return [end for each in found for end in (each.amount.value, *(each.amount.interval or ()))]
