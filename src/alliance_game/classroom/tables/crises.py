"""Every crisis from its opening to its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...definitions.tracks import Track
from ...describe import naming
from ...engine import Entry
from ...engine.rules import Rules
from .record import Record
from .table import Cell, Column, Table, number, text

Numbers = dict[int, list[tuple[tuple[Cell, ...], int]]]
"""What the open crises hold at the end of each round: scope, states, card and track, and the number."""


@dataclass(slots=True)
class Crisis:
    """One crisis, as its entries tell it."""

    card: str
    index: int
    target: int | None
    opened: int
    numbers: dict[str, int]
    first: dict[str, int]
    shares: dict[tuple[str, int], int]
    outcome: str = "open"
    closed: int | None = None


@dataclass
class _Reading:
    """Follows the crises through the chronicle."""

    rules: Rules
    found: list[Crisis] = field(default_factory=list)
    open: dict[str, Crisis] = field(default_factory=dict)
    kept: dict[int, list[Crisis]] = field(default_factory=dict)

    def take(self, entry: Entry) -> None:
        if entry.kind == "open":
            self.begin(entry)
        elif entry.kind == "overflow":
            self.found.append(self.crisis(entry, "no room"))
        elif entry.crisis in self.open:
            self.follow(self.open[entry.crisis], entry)

    def begin(self, entry: Entry) -> None:
        crisis = self.crisis(entry, "open")
        self.found.append(crisis)
        self.open[crisis.card] = crisis

    def crisis(self, entry: Entry, outcome: str) -> Crisis:
        starts = self.rules.program.starts
        numbers = {name: starts["crisis", name] for name in self.tracks("crisis")}
        shares = {
            (name, seat): starts["crisis_state", name]
            for name in self.tracks("crisis_state")
            for seat in range(self.rules.players)
        }
        target = entry.seats[0] if entry.seats else None
        return Crisis(entry.name, entry.new, target, entry.round, numbers, dict(numbers), shares, outcome)

    def tracks(self, scope: str) -> dict[str, Track]:
        return dict(self.rules.program.symbols.tracks[scope])

    def follow(self, crisis: Crisis, entry: Entry) -> None:
        if entry.kind == "outcome":
            crisis.outcome = entry.name
        elif entry.kind == "close":
            crisis.outcome = "closed" if crisis.outcome == "open" else crisis.outcome
            crisis.closed = entry.round
            del self.open[crisis.card]
        elif entry.kind == "change" and entry.scope == "crisis":
            crisis.numbers[entry.name] = entry.new
            # What the card itself and the rules for new crises do at its arrival is what it opens with.
            if (entry.cause.running, entry.cause.name, entry.round) == ("card", crisis.card, crisis.opened):
                crisis.first[entry.name] = entry.new
        elif entry.kind == "change" and entry.scope == "crisis_state":
            crisis.shares[entry.name, entry.seats[0]] = entry.new

    def next_round(self) -> None:
        """What is reset every round is back at its start."""
        starts = self.rules.program.starts
        for crisis in self.open.values():
            for name, track in self.tracks("crisis").items():
                if track.reset is not None:
                    crisis.numbers[name] = starts["crisis", name]
            for name, track in self.tracks("crisis_state").items():
                for seat in range(self.rules.players) if track.reset is not None else ():
                    crisis.shares[name, seat] = starts["crisis_state", name]


def followed(record: Record) -> list[Crisis]:
    """Every crisis that came, in order, as its entries tell it."""
    reading = _Reading(record.rules)
    for entry in record.entries:
        reading.take(entry)
    return reading.found


def crises(record: Record) -> Table:
    """A row for each crisis that came."""
    names = _numbered(record.rules)
    rows = tuple(_row(record, at, crisis, names) for at, crisis in enumerate(followed(record), 1))
    about = "The crises: one row for each that came, in order; none in rules without crises."
    return Table("crises", about, (*_CRISES, *_columns(record.rules)), rows)


def _row(record: Record, at: int, crisis: Crisis, names: list[str]) -> tuple[Cell, ...]:
    came = crisis.outcome != "no room"
    return (
        at,
        crisis.card,
        record.rules.card_titles[crisis.index],
        record.state(crisis.target) if crisis.target is not None else None,
        crisis.opened,
        crisis.closed,
        crisis.outcome,
        *(each if came else None for name in names for each in (crisis.first[name], crisis.numbers[name])),
    )


def _numbered(rules: Rules) -> list[str]:
    """The tracks of a crisis that people see as numbers."""
    return [name for name, track in rules.program.symbols.tracks["crisis"].items() if track.show == "number"]


def _columns(rules: Rules) -> Iterator[Column]:
    """Two for each number of a crisis."""
    for name in _numbered(rules):
        yield number(f"{name}_first", f"Track '{name}' of the crisis when it had come; empty if there was no room.")
        yield number(f"{name}_last", f"Track '{name}' of the crisis when it left, or as it stands; empty likewise.")


_CRISES = (
    number("crisis", "Its number, from 1."),
    text("card", "Id of its card; a second copy ends in .2."),
    text("title", "Its name."),
    text("target", "Id of the state that it hits; empty if it hits none in particular."),
    number("round_opened", "The round in which it came."),
    number("round_closed", "The round in which it left the table; empty if it never did."),
    text(
        "outcome",
        "met or failed; closed if it left without either, open if it is still there, no room if the table was full.",
    ),
)


def crisis_numbers(record: Record) -> Numbers:
    """What the open crises hold at the end of each round, and where a game stands that is not over."""
    reading, found = _Reading(record.rules), Numbers()
    for entry in record.entries:
        if entry.kind == "round" and entry.new > 1:
            found[entry.new - 1] = list(_held(record, reading))
            reading.next_round()
        reading.take(entry)
    found[record.seen.round] = list(_held(record, reading))
    return found


def _held(record: Record, reading: _Reading) -> Iterator[tuple[tuple[Cell, ...], int]]:
    answered = {(ask.scope, ask.track) for ask in record.rules.asks if ask is not None}
    for crisis in reading.open.values():
        for name, value in crisis.numbers.items():
            if naming.is_shown(record.rules, "crisis", name):
                yield ("crisis", None, None, crisis.card, name), value
        for (name, seat), value in crisis.shares.items():
            # What states named as an answer is in the table of answers.
            if naming.is_shown(record.rules, "crisis_state", name) and ("crisis_state", name) not in answered:
                yield ("crisis_state", record.state(seat), None, crisis.card, name), value
