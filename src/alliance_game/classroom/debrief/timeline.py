"""The game from round to round: the world, the scores, what lies between states, and what happened."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from ...describe import history, naming
from ...describe.history import Series
from ...sim.page.parts import Column, Exhibit
from ...wording import say
from ..tables.crises import Crisis, followed
from .account import Account
from .drawing import Line, courses
from .parts import Chapter, Part, Point, table, words


def timeline(account: Account) -> Chapter:
    """The game by rounds."""
    past = history.rounds(account.seen)
    heads = round_names(account, len(past))
    parts = [
        Part(say("The world"), exhibits=tuple(world(account, past, heads))),
        Part(say("The scores"), exhibits=tuple(scores(account, past, heads)), after=agendas_left_out(account)),
        Part(say("Between the states"), exhibits=tuple(pairs(account, past, heads))),
        Part(say("Round by round"), points=tuple(happened(account))),
    ]
    shown = tuple(part for part in parts if part.exhibits or part.points)
    return Chapter("timeline", say("From round to round"), shown)


def round_names(account: Account, count: int) -> list[str]:
    """``start``, ``1``, ``2`` …; where a game goes on, ``now`` for the last."""
    names = [say("start"), *(str(number) for number in range(1, count))]
    return names if account.record.over else [*names[:-1], say("now")]


def world(account: Account, past: Sequence[list[int]], heads: list[str]) -> Iterator[Exhibit]:
    """The tracks of the world, those on the same scale in one picture."""
    found = sorted(history.world(account.rules, past), key=ends)
    for scale, group in groupby(found, key=ends):
        every = [line_of(each) for each in group]
        yield drawn(naming.listed(each.label for each in every), every, heads, scale)


def scores(account: Account, past: Sequence[list[int]], heads: list[str]) -> Iterator[Exhibit]:
    """Every state's points."""
    found = history.scores(account.rules, past)
    if found:
        yield drawn(say("Points as they stood"), [line_of(each) for each in found], heads, ends(found[0]))


def agendas_left_out(account: Account) -> str:
    """What the scores by rounds do not hold."""
    found = account.record.outcome
    return say("Secret agendas are not in these numbers.") if found is None or found.agendas else ""


def pairs(account: Account, past: Sequence[list[int]], heads: list[str]) -> Iterator[Exhibit]:
    """What lies between any two states, such as trust."""
    rules, n = account.rules, account.rules.players
    for name, track in rules.program.symbols.tracks["pair"].items():
        if track.show == "number" and n > 1:
            start = rules.layout.start("pair", name)
            couples = [(one, two) for one in account.seats for two in account.seats if one < two]
            every = [
                Line(couple_named(account, *couple), tuple(cells[start + couple[0] * n + couple[1]] for cells in past))
                for couple in couples
            ]
            title = naming.sentence(naming.track(rules, "pair", name))
            values = [value for each in every for value in each.values]
            yield drawn(title, every, heads, (min(0, *values), max(1, *values)))


def couple_named(account: Account, one: int, two: int) -> str:
    """``FR–JP``, or the names where nobody gave short ones."""
    return "–".join(account.rules.states[seat].short or naming.state(account.rules, seat) for seat in (one, two))


def ends(series: Series) -> tuple[int, int]:
    """The ends of the scale that a number is drawn on."""
    return series.low, series.high


def line_of(series: Series) -> Line:
    """A number as a line."""
    return Line(naming.sentence(series.title), series.values)


def drawn(title: str, every: Sequence[Line], heads: list[str], scale: tuple[int, int]) -> Exhibit:
    """Lines, and the same numbers in a table."""
    columns = [words(say("At the end of round")), *(Column(head) for head in heads)]
    rows = [(each.label, *map(naming.number, each.values)) for each in every]
    return table(title, columns, rows, *courses(title, every, heads, scale))


def happened(account: Account) -> Iterator[Point]:
    """What came and what became of it, for each round."""
    news: dict[int, list[str]] = defaultdict(list)
    for entry in account.record.entries:
        if entry.kind == "card":
            news[entry.round].append(say("{card} came.", card=account.rules.card_titles[entry.new]))
    for crisis in followed(account.record):
        news[crisis.opened].append(came(account, crisis))
        if crisis.closed is not None:
            news[crisis.closed].append(went(account, crisis))
    for number in sorted(news):
        yield Point(say("Round {round}.", round=number), " ".join(news[number]))


def came(account: Account, crisis: Crisis) -> str:
    """A crisis that came."""
    title = account.rules.card_titles[crisis.index]
    if crisis.target is None:
        return say("{crisis} came.", crisis=title)
    return say("{crisis} hit {state}.", crisis=title, state=naming.state(account.rules, crisis.target))


def went(account: Account, crisis: Crisis) -> str:
    """A crisis that left."""
    title = account.rules.card_titles[crisis.index]
    if crisis.outcome == "met":
        return say("{crisis} was met.", crisis=title)
    return (
        say("{crisis} failed.", crisis=title) if crisis.outcome == "failed" else say("{crisis} passed.", crisis=title)
    )
