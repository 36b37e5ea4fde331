"""The numbers that states named: every one, and side by side what was promised aloud and given in secret."""

from collections.abc import Iterator
from typing import NamedTuple

from ...engine import Entry
from ...language.program import PhaseRule
from .record import Record
from .table import Cell, Table, number, text, yes_or_no


class Answer(NamedTuple):
    """A number that a state named, and everybody knows."""

    round: int
    phase: PhaseRule
    seat: int
    card: str
    number: int


def answers(record: Record) -> Table:
    """A row for each number that a state named."""
    rows: list[tuple[Cell, ...]] = []
    for each in given(record):
        ask = each.phase.ask
        assert ask is not None
        rows.append(
            (
                each.round,
                each.phase.id,
                ask.verb,
                int(ask.sealed),
                record.state(each.seat),
                each.card or None,
                each.number,
            )
        )
    about = "The numbers that states named: one row for each answer. Sealed ones come once all were shown."
    return Table("answers", about, _ANSWERS, tuple(rows))


_ANSWERS = (
    number("round", "The round."),
    text("phase", "Id of the phase that asked."),
    text("verb", "What a state does by answering, as the rules call it."),
    yes_or_no("sealed", "Whether it was named in secret; then a state that could name nothing has a row with 0."),
    text("state", "Id of the state."),
    text("card", "Id of the crisis that the number is for; empty where the phase asks about none."),
    number("number", "The number."),
)


def given(record: Record) -> Iterator[Answer]:
    """Every number that everybody knows: those said aloud as they were said, sealed ones as they were shown."""
    phases = {phase.id: phase for phase in record.rules.program.phases}
    for entry in record.entries:
        phase = phases[entry.phase]
        if phase.ask is not None and is_answer(entry, sealed=phase.ask.sealed):
            yield Answer(entry.round, phase, entry.seats[0], entry.crisis, entry.new)


def is_answer(entry: Entry, *, sealed: bool) -> bool:
    """Whether an entry is where a number becomes known."""
    return entry.kind == "reveal" if sealed else entry.kind == "move" and entry.scope == "ask"


class Said(NamedTuple):
    """What a promise is about."""

    round: int
    seat: int
    card: str


def pledges(record: Record) -> Table:
    """A row for each round, state and crisis for which something was promised aloud or given in secret."""
    about = (
        "Promised and given: one row for each round, state and crisis. A promise is what a state named aloud for a"
        " crisis, given what it then named in secret; no rows in rules that do not ask so."
    )
    return Table("pledges", about, _PLEDGES, tuple(_promises(record)))


def _promises(record: Record) -> Iterator[tuple[Cell, ...]]:
    pair = promising(record.rules.program.phases)
    if pair is None:
        return
    word, deed = (_named(record, phase) for phase in pair)
    for said in sorted({**word, **deed}, key=lambda said: said.round):
        promised, paid = word.get(said), deed.get(said)
        yield said.round, record.state(said.seat), said.card, promised, paid, judged(promised, paid)


def _named(record: Record, phase: PhaseRule) -> dict[Said, int]:
    """What states named in one phase."""
    return {Said(each.round, each.seat, each.card): each.number for each in given(record) if each.phase.id == phase.id}


def promising(phases: tuple[PhaseRule, ...]) -> tuple[PhaseRule, PhaseRule] | None:
    """The phase in which states promise aloud for each crisis, and the one in which they then give in secret."""
    aloud = None
    for phase in phases:
        if phase.ask is not None and phase.ask.per_crisis:
            if phase.ask.sealed and aloud is not None:
                return aloud, phase
            aloud = aloud if phase.ask.sealed else phase
    return None


def judged(promised: int | None, paid: int | None) -> str | None:
    """``kept`` or ``broken``; nothing where nothing was promised, or nobody knows yet."""
    if not promised or paid is None:
        return None
    return "kept" if paid >= promised else "broken"


_PLEDGES = (
    number("round", "The round."),
    text("state", "Id of the state."),
    text("card", "Id of the crisis."),
    number("promised", "What it promised aloud; empty if it could promise nothing, and was not asked."),
    number("given", "What it gave in secret; empty until all was shown."),
    text("word", "kept if it gave what it had promised or more, broken if less; empty if it had promised nothing."),
)
