"""What a change goes back to: a tactic, a card, an agreement, how a crisis ended, what a rule said, or a phase."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..engine.chronicle import Entry
from ..engine.view import View
from ..language.program import Procedure, Program
from ..language.steps import ChangeStep, PartyStep, Site, Steps, TellStep, TransferStep, inner
from ..wording import marked, say, translated
from . import naming, sentences

BEGINNINGS = frozenset(("round", "phase", "turn", "done", "card", "open", "overflow", "intervention"))
"""Entries with which something new begins."""
FATES = {"met": marked("crises that were met"), "failed": marked("failed crises")}


@dataclass(frozen=True, slots=True)
class Origin:
    """What a change goes back to."""

    kind: str
    """``tactic``, ``agreement``, ``card``, ``crisis`` (met or failed), ``told``, ``facilitator`` or ``phase``."""
    title: str
    """What all changes of the same origin have in common: ``sanctions``, ``failed crises``, ``“Allies quarrel”``."""
    said: str
    """What happened this time, as a sentence without its full stop: ``Piracy fails``."""


def begins(entry: Entry) -> bool:
    """Whether something new begins with an entry: a move, a card, a phase."""
    return entry.kind in BEGINNINGS or (entry.kind == "move" and entry.scope == "choice")


def origins(seen: View) -> Iterator[tuple[Entry, Origin | None]]:
    """Every entry of the chronicle, and where the changes among them come from."""
    reading = _Reading(seen)
    for entry in seen.chronicle:
        yield entry, reading.take(entry)


class _Reading:
    """Reads the chronicle in order, and so knows what was said before a change."""

    def __init__(self, seen: View) -> None:
        self.rules = seen.rules
        self.headings = headings(seen.rules.program)
        self.fates = {(e.round, e.crisis): e.name for e in seen.chronicle if e.kind == "outcome"}
        self.begun: Entry | None = None
        self.told: list[Entry] = []

    def take(self, entry: Entry) -> Origin | None:
        if begins(entry):
            self.begun, self.told = entry, []
        elif entry.kind == "tell":
            self.told.append(entry)
        return self.origin(entry) if entry.kind == "change" else None

    def origin(self, change: Entry) -> Origin:
        if change.cause.running == "facilitator":
            said = self.sentence(self.begun) if self.begun is not None else say("the facilitator")
            return Origin("facilitator", say("the facilitator"), said)
        kind = change.cause.site.kind if change.cause.site is not None else ("",)
        if kind[0] == "card":
            return self.of_card(change, kind[1])
        if kind[0] == "tactic":
            return self.of_move(change)
        head = self.heading(change)
        if kind[0] == "agreement":
            title = naming.track(self.rules, "two", kind[2])
            return Origin("agreement", title, self.sentence(head) if head is not None else title)
        if head is not None:
            return self.of_tell(head)
        if change.cause.running == "move":
            return self.of_move(change)
        if change.cause.running == "card":
            return card_origin(naming.card(self.rules, change.cause.name))
        title = naming.phase(self.rules, change.cause.name)
        return Origin("phase", title.lower(), title)

    def heading(self, change: Entry) -> Entry | None:
        """What was said last that this change belongs under."""
        allowed = self.headings.get(change.cause.site, frozenset()) if change.cause.site is not None else frozenset()
        return next((each for each in reversed(self.told) if each.cause.site in allowed), None)

    def of_card(self, change: Entry, card: str) -> Origin:
        """A card's own effects; those of a crisis that was judged go back to how it ended."""
        path = change.cause.site.path if change.cause.site is not None else ()
        title = next(each.title for each in self.rules.program.cards if each.id == card)
        if path and path[0] in FATES:
            said = say("{crisis} was met" if path[0] == "met" else "{crisis} failed", crisis=title)
            return Origin("crisis", translated(FATES[str(path[0])]), said)
        return card_origin(title)

    def of_move(self, change: Entry) -> Origin:
        """A tactic, or an answer to a card."""
        assert self.begun is not None, "a move begins with an entry of its own"
        if self.begun.kind == "move":
            return card_origin(naming.card(self.rules, self.begun.crisis))
        title = self.rules.program.symbols.folder.tactics[self.begun.scope].title
        return Origin("tactic", title[:1].lower() + title[1:], self.sentence(self.begun))

    def of_tell(self, head: Entry) -> Origin:
        """What a rule said; a sentence about a crisis that was judged in this round goes back to how it ended."""
        crises = [self.rules.card_names[value] for kind, value in head.values if kind == "crisis"]
        fate = next((self.fates[head.round, name] for name in crises if (head.round, name) in self.fates), None)
        if fate is not None:
            return Origin("crisis", translated(FATES[fate]), self.sentence(head))
        return Origin("told", f"“{beginning(head.text)}”", self.sentence(head))

    def sentence(self, entry: Entry) -> str:
        return sentences.sentence(self.rules, entry).rstrip(".")


def card_origin(title: str) -> Origin:
    """A card that came."""
    return Origin("card", f"“{title}”", title)


def beginning(texts: tuple[str, ...]) -> str:
    """What a sentence has in common with others of its kind: up to a colon, or with … for names and numbers."""
    first, colon, _ = texts[0].partition(": ")
    return (first if colon else "…".join(texts)).strip().rstrip(".:,;")


def headings(program: Program) -> dict[Site, frozenset[Site]]:
    """For every place that changes something: the sentences that stand before it in its own list or around it.

    A sentence with a condition of its own is no heading: it only remarks on something.
    """
    found: dict[Site, frozenset[Site]] = {}

    def read(steps: Steps, above: frozenset[Site]) -> None:
        for step in steps:
            if isinstance(step, TellStep):
                above |= {program.sites[step.site]}
            elif isinstance(step, ChangeStep | TransferStep | PartyStep):
                site = program.sites[step.site]
                found[site] = found.get(site, frozenset()) | above
            for part in inner(step):
                read(part, above)

    for unit in program.units:
        if isinstance(unit, Procedure):
            read(unit.steps, frozenset())
    return found
