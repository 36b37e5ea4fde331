"""The chronicle as events: a sentence, what it changed, the rule, and the reason of whoever moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..engine.chronicle import Entry, chronicle, seen
from ..engine.position import Position
from ..engine.rules import Rules
from ..engine.spelling import ARRIVES, KINDS
from ..language.steps import Site
from . import changes, naming, sentences

PUBLIC = -1
"""The seat of nobody: it sees what everybody may see."""
HEADINGS = ("round", "phase")


class Told(NamedTuple):
    """An entry, and the reason given for it."""

    entry: Entry
    reason: str = ""


@dataclass(slots=True)
class Event:
    """Something that happened, ready to be told.

    ``kind`` is that of its first entry; ``text`` may be empty where rules only changed numbers; ``story`` is what
    stands on a card.
    """

    kind: str
    entry: Entry
    text: str = ""
    story: str = ""
    changes: list[Entry] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    answers: list[Told] = field(default_factory=list)
    """One state's answers to the questions of a phase, the first one too."""
    closed: bool = False
    """Whether later changes belong to something else."""


def told(position: Position, seat: int, reasons: Sequence[str] = ()) -> tuple[Told, ...]:
    """What a seat may know of the game so far, each entry with its reason; after the end still only that.

    ``reasons`` are those of all moves and of everything that a facilitator did, in order. The reason for a sealed
    answer comes with its reveal.
    """
    given = iter(reasons)
    sealed: dict[tuple[int, str], str] = {}
    found = []
    for entry in chronicle(position):
        reason = ""
        if entry.kind == "intervention" and entry.scope != KINDS[ARRIVES]:
            reason = next(given, "")
        elif entry.kind == "move":
            reason = next(given, "")
            if entry.seen_by is not None:
                sealed[entry.seats[0], entry.crisis] = reason
                reason = ""
        elif entry.kind == "reveal":
            reason = sealed.pop((entry.seats[0], entry.crisis), "")
        found += [Told(each, reason) for each in seen([entry], seat, over=False)]
    return tuple(found)


def events(rules: Rules, entries: Iterable[Told], *, all_changes: bool = False) -> list[Event]:
    """Entries put together: a move with its effects, a state's answers in one line, rules that changed many numbers.

    Events of which nothing would be said are left out, unless ``all_changes`` are wanted.
    """
    gathering = _Gathering(rules)
    for each in entries:
        gathering.take(each)
    return [event for event in gathering.found if all_changes or has_news(rules, event)]


def has_news(rules: Rules, event: Event) -> bool:
    """Whether an event is worth telling: it says something by itself, or a number changed."""
    return (bool(event.text) and event.kind != "outcome") or bool(changes.merged(rules, shown(rules, event)))


def shown(rules: Rules, event: Event) -> list[Entry]:
    """The changes of an event that are worth a line: not what only counts."""
    return [entry for entry in event.changes if not naming.is_count(rules, entry.scope, entry.name)]


class _Gathering:
    """Puts entries together to events."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.found: list[Event] = []
        self.waiting: list[str] = []

    def take(self, each: Told) -> None:
        entry, rules = each.entry, self.rules
        if entry.kind == "change":
            self.change(entry)
        elif entry.kind == "turn" or self.joins(each) or self.waits(each):
            return
        else:
            event = Event(entry.kind, entry, sentences.sentence(rules, entry), reasons=self.reasons(each))
            if entry.kind in ("card", "open"):
                event.story = sentences.card_story(rules, entry)
            if answers_question(entry):
                event.answers.append(each)
            self.found.append(event)
            self.absorb(event)

    def absorb(self, event: Event) -> None:
        """A rule may change numbers first and speak then: both are one event."""
        before = self.found[-2] if len(self.found) > 1 else None
        if event.kind != "tell" or before is None or before.kind != "change":
            return
        if same_source(before.entry, event.entry) and before.entry.cause.rule == event.entry.cause.rule != "":
            event.changes, event.closed = before.changes, True
            del self.found[-2]

    def reasons(self, each: Told) -> list[str]:
        found, self.waiting = [*self.waiting, *([each.reason] if each.reason else [])], []
        return found

    def waits(self, each: Told) -> bool:
        """A move that needs nobody's consent is told by what it did; a plain refusal by the refused proposal."""
        entry = each.entry
        if entry.kind != "move" or entry.scope not in ("act", "consent"):
            return False
        if entry.scope == "act":
            waits = entry.new > 0 and not self.rules.program.forms[self.rules.moves[entry.new].form].asks
        else:
            waits = not entry.new and not is_vote(self.rules, entry)
        if waits and each.reason:
            self.waiting.append(each.reason)
        return waits

    def joins(self, each: Told) -> bool:
        """Further answers of one state to the same question go into its line."""
        last = self.found[-1] if self.found else None
        entry = each.entry
        if last is None or not last.answers or not answers_question(entry) or not entry.crisis:
            return False
        whose = [(e.kind, e.seats, e.phase, e.round) for e in (last.entry, entry)]
        if whose[0] != whose[1]:
            return False
        last.answers.append(each)
        return True

    def change(self, entry: Entry) -> None:
        """A change goes to the event that led to it, or to one of its own rule."""
        for event in reversed(self.found):
            if event.kind in HEADINGS or event.closed:
                break
            if event.kind == "change":
                if same_source(event.entry, entry) and event.entry.cause.rule == entry.cause.rule:
                    event.changes.append(entry)
                    return
                continue
            if led_to(event.entry, entry):
                event.changes.append(entry)
                return
            break
        self.found.append(Event("change", entry, changes=[entry]))


MOVES = ("move", "done", "refused", "reveal")
CARDS = ("card", "open", "close", "overflow", "outcome", "scheduled", "peek")


def is_move(event: Event) -> bool:
    """Whether a state did something or answered."""
    return event.kind in MOVES


def is_about_state(event: Event, seat: int) -> bool:
    """Whether a state did it, is named in it, or had a number changed by it."""
    entries = [event.entry, *event.changes]
    if any(seat in each.seats or each.cause.seat == seat for each in entries):
        return True
    found = [(kind, value) for kind, value in event.entry.values if kind in ("state", "states")]
    return any(value == seat if kind == "state" else value >> seat & 1 for kind, value in found)


def is_about_crises(event: Event) -> bool:
    """Whether a card came, did something, or left; or a crisis was worked on."""
    entry = event.entry
    named = bool(entry.crisis) or any(kind == "crisis" for kind, _ in entry.values)
    at_work = entry.cause.running in ("card", "crisis")
    return event.kind in CARDS or at_work or named or any(each.crisis for each in event.changes)


def answers_question(entry: Entry) -> bool:
    """Whether a state names a number."""
    return entry.kind == "reveal" or (entry.kind == "move" and entry.scope == "ask")


def is_sealed(entry: Entry) -> bool:
    """Whether it is a number that a state names in secret: told again when all are shown."""
    return entry.kind == "move" and entry.scope == "ask" and entry.seen_by is not None


def proposed(fresh: Sequence[Told]) -> bool | None:
    """Whether the last tactic in some news is a proposal that waits for an answer; ``None`` if there is no tactic."""
    acts = [each.entry for each in fresh if each.entry.kind in ("done", "refused") or is_act(each.entry)]
    return is_act(acts[-1]) if acts else None


def is_act(entry: Entry) -> bool:
    """Whether a state uses a tactic, or ends its turn."""
    return entry.kind == "move" and entry.scope == "act"


def is_vote(rules: Rules, consent: Entry) -> bool:
    """Whether an answer is one of several in a vote."""
    words = consent.cause.name.split()
    return any(form.council is not None for form in rules.program.forms if len(words) > 1 and form.tactic == words[1])


def same_source(one: Entry, other: Entry) -> bool:
    """Whether the same move, card or phase was at work."""
    return (one.cause.running, one.cause.name, one.round) == (other.cause.running, other.cause.name, other.round)


def led_to(head: Entry, change: Entry) -> bool:
    """Whether a change belongs under a sentence: all of a move's and a card's; in a phase those of the same rule.

    Where rules have no numbers, a sentence heads the changes of the list that it stands in.
    """
    if head.kind not in ("done", "tell", "card", "open", "overflow", "move", "outcome", "intervention"):
        return False
    if not same_source(head, change):
        return False
    if head.cause.running != "phase":
        return True
    if head.cause.rule:
        return change.cause.rule.startswith(head.cause.rule)
    return stands_beside(head.cause.site, change.cause.site)


def stands_beside(head: Site | None, other: Site | None) -> bool:
    """Whether a step stands in the list of another one, or deeper; what the engine does by itself belongs to both."""
    if head is None or other is None:
        return True
    around = head.path[:-2]
    return other.kind == head.kind and other.path[: len(around)] == around
