"""What became of agreements: signed, ended, broken, and duties in them."""

from collections.abc import Iterator, Mapping

from ...describe import history, sentences
from ...engine import Entry
from ...engine.rules import Rules
from ...language.steps import Site
from ...language.tree import Local
from .record import Record
from .table import Cell, Table, number, text

Row = tuple[Cell, ...]
_DUTIES = {"kept": "duty kept", "breach": "duty missed"}
"""Where an agreement says what follows from a duty, and what that is called."""
_PARTIES = {"self", "partner"}
"""What the rules call the state whose duty it is, and the one to whom it is owed."""


def agreements(record: Record) -> Table:
    """A row for each thing that happened to an agreement."""
    rows = (*_from_the_start(record), *_events(record))
    return Table("agreements", "What became of agreements: one row for each event, in order.", _COLUMNS, tuple(rows))


def _from_the_start(record: Record) -> Iterator[Row]:
    """Agreements that were there before anything happened."""
    cells, n = history.opening(record.seen), record.rules.players
    for name, parties in record.rules.program.symbols.agreements.items():
        start = record.rules.layout.start("two" if parties == 2 else "many", name)
        for one in range(n):
            for other in range(one + 1, n) if parties == 2 else (None,):
                if cells[start + (one if other is None else one * n + other)]:
                    seats = (one,) if other is None else (one, other)
                    yield 0, None, "signed", name, *_parties(record, seats), "start", None, None, None, None


def _events(record: Record) -> Iterator[Row]:
    sayings = _sayings(record.rules)
    for entry in record.entries:
        if entry.kind == "change" and entry.scope in ("two", "many") and entry.old != entry.new:
            event = "signed" if entry.new else "broken" if _duty(entry) == (entry.name, "breach") else "ended"
            yield _row(record, entry, event, entry.name, entry.seats, None)
        elif entry.kind == "tell" and (found := _duty(entry)) is not None:
            named = dict(zip(sayings[entry.cause.site], (value for _, value in entry.values), strict=True))
            # Whose duty it was, and towards whom; what third states think of it is in the chronicle.
            if named.keys() >= _PARTIES:
                seats, said = (named["self"], named["partner"]), sentences.sentence(record.rules, entry)
                yield _row(record, entry, _DUTIES[found[1]], found[0], seats, said)


def _sayings(rules: Rules) -> Mapping[Site | None, tuple[str, ...]]:
    """For each place that says something, the names by which its rule calls what the sentence names."""
    return {
        rules.program.sites[site]: tuple(
            value.name if isinstance(value, Local) else str(at) for at, value in enumerate(template.values)
        )
        for site, template in rules.texts.items()
    }


def _duty(entry: Entry) -> tuple[str, str] | None:
    """The agreement whose own words on a duty kept or missed did this, and which of the two; ``None`` otherwise."""
    site = entry.cause.site
    if site is None or site.kind[0] != "agreement" or not site.path or site.path[0] not in _DUTIES:
        return None
    return site.kind[-1], str(site.path[0])


def _row(record: Record, entry: Entry, event: str, name: str, seats: tuple[int, ...], said: str | None) -> Row:
    cause = entry.cause
    by = record.state(cause.seat) if cause.seat >= 0 else None
    parties = _parties(record, seats)
    return entry.round, entry.phase, event, name, *parties, cause.running, cause.name, by, cause.rule or None, said


def _parties(record: Record, seats: tuple[int, ...]) -> tuple[str, str | None]:
    return record.state(seats[0]), record.state(seats[1]) if len(seats) > 1 else None


_COLUMNS = (
    number("round", "The round; 0 if it was there from the start."),
    text("phase", "Id of the phase; empty at the start."),
    text(
        "event",
        "signed; ended; broken (it ended because a party missed its duty in it); duty kept or duty missed (a rule of"
        " the agreement said so, whether or not it ended).",
    ),
    text("agreement", "Id of the agreement, as in the table tracks."),
    text("state", "Id of a party; for duties, of the state whose duty it was."),
    text(
        "other",
        "Id of the other party; empty where a party of an agreement of many comes or goes: each has a row of its own.",
    ),
    text("cause", "What was at work: move, card, crisis, phase, or start."),
    text("cause_name", "The text of the move, or the id of the card or phase."),
    text("cause_state", "Id of the state that moved; otherwise empty."),
    text("rule", "Number of the rule in the rulebook, if the rules have numbers."),
    text("text", "For duties, the sentence that was said; otherwise empty."),
)
