"""Every move: when, whose, who decided, what."""

from ...engine import Entry
from ...engine.rules import Rules
from ...saves import Played
from .record import Record
from .table import Cell, Table, number, text, yes_or_no


def moves(record: Record) -> Table:
    """A row for each move that stands."""
    rows = tuple(_row(record, played, entry) for played, entry in record.moves)
    return Table("moves", "The moves that stand: one row for each, in order.", _MOVES, rows)


def _row(record: Record, played: Played, entry: Entry) -> tuple[Cell, ...]:
    seat = played.seat
    return (
        played.number,
        played.round,
        played.phase,
        record.state(seat),
        record.decided_by(seat),
        record.bot(seat),
        entry.scope,
        int(played.sealed),
        _tactic(record.rules, entry),
        entry.crisis or None,
        entry.new if entry.scope == "ask" else None,
        played.move,
        entry.cause.name if entry.scope == "consent" else None,
        played.reason or None,
        played.by or None,
    )


def _tactic(rules: Rules, entry: Entry) -> str | None:
    """What is played; for an answer, what was proposed."""
    if entry.scope == "act":
        return rules.program.forms[rules.moves[entry.new].form].tactic if entry.new > 0 else None
    words = entry.cause.name.split()
    return words[1] if entry.scope == "consent" and len(words) > 1 else None


_MOVES = (
    number("move", "Its number, from 1."),
    number("round", "The round, from 1."),
    text("phase", "Id of the phase."),
    text("state", "Id of the state that moved."),
    text("decided_by", "Who decided: person or bot."),
    text("bot", "The name of the bot; empty for a person."),
    text(
        "kind",
        "act (a tactic, or the end of a turn), consent (a yes or no to a proposal), ask (a number that the rules ask"
        " for) or choice (on a card).",
    ),
    yes_or_no("sealed", "Whether the answer was given in secret and shown later, together with all others."),
    text("tactic", "Id of the tactic that was played; for consent, of the one that was proposed; otherwise empty."),
    text("card", "Id of the card that the number or the choice is about; otherwise empty."),
    number("number", "The number that the state named; empty for other kinds."),
    text("text", "The move as the program writes it."),
    text("proposal", "For consent, the move that was proposed; otherwise empty."),
    text("reason", "Why, in the words of the bot; empty for persons."),
    text(
        "by",
        "clock if time ran out and the default was taken, facilitator if the answer was skipped; empty if the state"
        " answered.",
    ),
)
