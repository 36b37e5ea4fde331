"""The chronicle as events: a sentence, what it changed, the rule, and the reason of whoever moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from ..engine.chronicle import Entry, chronicle, seen
from ..engine.position import Position
from ..engine.rules import Rules
from . import changes, naming, sentences

PUBLIC = -1
"""The seat of nobody: it sees what everybody may see."""
HEADINGS = ("round", "phase")
WIDTH = 79


@dataclass(frozen=True, slots=True)
class Told:
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
    closed: bool = False
    """Whether later changes belong to something else."""


def told(position: Position, seat: int, reasons: Sequence[str] = ()) -> tuple[Told, ...]:
    """What a seat may know of the game so far, each entry with its reason; after the end still only that.

    ``reasons`` are those of all moves in order. The reason for a sealed answer comes with its reveal.
    """
    given = iter(reasons)
    sealed: dict[tuple[int, str], str] = {}
    found = []
    for entry in chronicle(position):
        reason = ""
        if entry.kind == "move":
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
        asked = entry.kind == "reveal" or (entry.kind == "move" and entry.scope == "ask")
        if (
            last is None
            or not asked
            or last.kind != entry.kind
            or last.entry.seats != entry.seats
            or last.entry.phase != entry.phase
        ):
            return False
        if last.entry.round != entry.round or not entry.crisis:
            return False
        sealed = last.text.endswith(" (sealed).")
        text = last.text.removesuffix(" (sealed).").removesuffix(".")
        last.text = f"{text}, {sentences.answer(self.rules, entry)}{' (sealed)' if sealed else ''}."
        if each.reason and each.reason not in last.reasons:
            last.reasons.append(each.reason)
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


def is_vote(rules: Rules, consent: Entry) -> bool:
    """Whether an answer is one of several in a vote."""
    words = consent.cause.name.split()
    return any(form.council is not None for form in rules.program.forms if len(words) > 1 and form.tactic == words[1])


def same_source(one: Entry, other: Entry) -> bool:
    """Whether the same move, card or phase was at work."""
    return (one.cause.running, one.cause.name, one.round) == (other.cause.running, other.cause.name, other.round)


def led_to(head: Entry, change: Entry) -> bool:
    """Whether a change belongs under a sentence: all of a move's and a card's; in a phase those of the same rule."""
    if head.kind not in ("done", "tell", "card", "open", "overflow", "move", "outcome"):
        return False
    if not same_source(head, change):
        return False
    return head.cause.running != "phase" or change.cause.rule.startswith(head.cause.rule)


def lines(rules: Rules, event: Event, width: int = WIDTH) -> list[str]:
    """An event as lines of text: the sentence, its changes behind it or indented below, the rule, the reason."""
    moved = changes.merged(rules, shown(rules, event))
    text, said = event.text, changes.said(rules, moved)
    said = "; ".join(of_subject(text, part) for part in said.split("; "))
    if event.kind == "open":
        text, said = (
            f"{text} {opening(rules, event.entry, moved)}".strip(),
            changes.said(rules, [c for c in moved if not c.crisis]),
        )
    cited = naming.rules_cited(rule_of(event))
    found = _laid_out(text, said, cited, width)
    if event.story:
        found += wrap(event.story, width, initial_indent="    ", subsequent_indent="    ")
    spoken = " ".join(f"“{reason}”" for reason in event.reasons)
    return found + wrap(spoken, width, initial_indent="    ", subsequent_indent="     ")


def of_subject(text: str, part: str) -> str:
    """A change without the name of its state, where the sentence begins with it."""
    subject, colon, rest = part.partition(": ")
    return rest if colon and text.startswith(f"{subject} ") else part


def _laid_out(text: str, said: str, cited: str, width: int) -> list[str]:
    """Sentence, changes and rule in one line if they fit, otherwise the changes below."""
    whole = "  ".join(part for part in (text, said, cited) if part)
    if len(whole) <= width or not (text and said):
        return wrapped(whole, width)
    below = "  ".join(part for part in (said, cited) if part)
    return wrapped(text, width) + wrapped(below, width, first="    ")


def wrapped(text: str, width: int, first: str = "") -> list[str]:
    """A text as lines, those after the first indented; a number is not parted from its arrow."""
    glued = text.replace(" → ", "\u00a0→\u00a0").replace("(rule ", "(rule\u00a0").replace("(rules ", "(rules\u00a0")
    found = wrap(glued, width, initial_indent=first, subsequent_indent="    ")
    return [line.replace("\u00a0", " ") for line in found]


def opening(rules: Rules, entry: Entry, moved: Iterable[changes.Change]) -> str:
    """The numbers that a crisis comes with."""
    values = {change.name: change.new for change in moved if change.crisis == entry.crisis}
    found = []
    for name, track in rules.program.symbols.tracks["crisis"].items():
        value = values.get(name, rules.program.starts["crisis", name])
        if track.show == "number" and value:
            found.append(f"{naming.track(rules, 'crisis', name)} {naming.number(value)}")
    return f"{naming.sentence(', '.join(found))}." if found else ""


def rule_of(event: Event) -> list[str]:
    """The rules that an event cites."""
    if event.kind in HEADINGS or event.kind == "move":
        return []
    return [event.entry.cause.rule, *(entry.cause.rule for entry in event.changes)]


def all_lines(rules: Rules, found: Iterable[Event], width: int = WIDTH) -> Iterator[str]:
    """Events as lines, headings set off by blank lines."""
    for event in found:
        if event.kind == "round":
            yield from ("", f"== {event.text} ==")
        elif event.kind == "phase":
            yield from ("", f"-- {event.text} --")
        else:
            yield from lines(rules, event, width)
