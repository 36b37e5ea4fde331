"""What happened so far, from what everybody may know: round by round in two or three sentences, and where we are."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ..engine.chronicle import Entry
from ..engine.rules import Rules
from ..engine.view import View
from ..wording import marked, say, translated
from . import naming

VERDICTS = {
    "open": marked("New: {crises}."),
    "met": marked("Met: {crises}."),
    "failed": marked("Failed: {crises}."),
}
"""What became of crises, by the kind of entry, or the name of an outcome."""


class Recalled(NamedTuple):
    """A round in a few sentences."""

    round: int
    sentences: tuple[str, ...]


def recap(seen: View) -> tuple[Recalled, ...]:
    """Every round that has begun; ``seen`` is a view that belongs to nobody."""
    found = []
    for number, entries in groupby(seen.chronicle, lambda entry: entry.round):
        if number > 0:
            own = list(entries)
            each = (*crises(seen.rules, own), *agreements(seen.rules, own), *words(seen, own))
            if not each:
                each = (say("Nothing was decided yet." if number == seen.round else "No crisis and no agreement."),)
            found.append(Recalled(number, each))
    return tuple(found)


def crises(rules: Rules, entries: Sequence[Entry]) -> Iterator[str]:
    """What came, what was met, what failed."""
    verdicts = [entry.name if entry.kind == "outcome" else entry.kind for entry in entries]
    for kind in VERDICTS:
        cards = [entry.crisis for entry, verdict in zip(entries, verdicts, strict=True) if verdict == kind]
        titles = naming.listed(naming.card(rules, card) for card in dict.fromkeys(cards))
        if cards:
            yield translated(VERDICTS[kind], crises=titles)


def agreements(rules: Rules, entries: Sequence[Entry]) -> Iterator[str]:
    """What was signed and what ended: ``Signed: pact France-Japan.``"""
    changed = [entry for entry in entries if entry.kind == "change" and entry.scope in ("two", "many")]
    for signed in (True, False):
        each = dict.fromkeys(
            f"{naming.track(rules, entry.scope, entry.name)} {parties(rules, entry)}"
            for entry in changed
            if bool(entry.new) is signed
        )
        if each:
            yield say("Signed: {agreements}." if signed else "Ended: {agreements}.", agreements=", ".join(each))


def parties(rules: Rules, entry: Entry) -> str:
    """``France-Japan``."""
    return "-".join(naming.state(rules, seat) for seat in sorted(entry.seats))


def words(seen: View, entries: Sequence[Entry]) -> Iterator[str]:
    """Who kept its word in the round, and who did not; nothing if nobody counts that."""
    record = seen.rules.program.symbols.folder.ruleset.record
    if record is None:
        return
    for track in (record.kept, record.broken):
        grown = [e for e in entries if e.kind == "change" and (e.scope, e.name) == ("state", track) and e.new > e.old]
        seats = list(dict.fromkeys(entry.seats[0] for entry in grown))
        if seats:
            yield say(
                "Kept {word}: {states}." if track == record.kept else "Broke {word}: {states}.",
                states=naming.states(seen.rules, seats),
                word=record.word,
            )
