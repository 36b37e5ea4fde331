"""What follows from the numbers that a seat means to say: the round rehearsed to its end, as the seat sees it.

The others are supposed to answer as the ruleset expects of them: mostly that they keep their word. Where chance or
something hidden decides, several rehearsals differ, and what follows is only possible.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..engine import markers as mark
from ..engine.agendas import has_agendas
from ..engine.chance import STREAMS, Dice
from ..engine.chronicle import Entries, Entry, seen
from ..engine.layout import KIND, OVER, PHASE, SEAT
from ..engine.preview import changes as cells_changed
from ..engine.preview import named
from ..engine.rehearsal import Rehearsal
from ..engine.view import View, determinised
from ..language.tree import cells_in
from ..wording import say
from . import changes, events, naming, questions, sentences
from .bids import Bids, Numbers
from .changes import Change
from .events import Event, Told

GUESSES = 8
SCOPES = ("state", "world", "many", "two", "pair")
"""Numbers of oneself come before those of the world, and relations last."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A sentence that the rules would say, or a number that would change; ``certain`` if in every rehearsal."""

    text: str
    certain: bool
    about: Change | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a crisis comes: from the lowest to the highest rehearsed, of how much, and whether it is enough."""

    lowest: int
    highest: int
    demand: int

    @property
    def met(self) -> bool:
        """Whether it is enough in every rehearsal."""
        return self.lowest >= self.demand


@dataclass(frozen=True, slots=True)
class Outlook:
    """What follows: sentences, how far each crisis comes, the seat's and the world's numbers at the round's end."""

    said: tuple[Expected, ...]
    numbers: tuple[Expected, ...]
    reaches: dict[str, Reach]
    parts: dict[tuple[str, str], int]
    """The seat's own part in each crisis when it is judged, by crisis and track; only those that would change."""


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    """One rehearsal: what happened, and the numbers before and after."""

    entries: tuple[Entry, ...]
    before: list[int]
    after: list[int]


class Outlooks:
    """What follows from any numbers that a seat may say in the phase that it is asked in."""

    def __init__(self, bids: Bids) -> None:
        self.bids = bids
        self.view: View = bids.view
        self.rules = bids.view.rules
        self.rehearsal = Rehearsal(self.rules)
        guesses = (Dice("outlook", self.view.seat, self.view.round, guess) for guess in range(GUESSES))
        self.bases = [determinised(self.view, dice) for dice in guesses]
        self.kept: dict[tuple[tuple[str, int], ...], Outlook] = {}

    def of(self, numbers: Numbers) -> Outlook:
        """What follows from these numbers."""
        key = tuple(self.bids.fitted(numbers).items())
        if key not in self.kept:
            self.kept[key] = self.found(dict(key))
        return self.kept[key]

    def found(self, numbers: Numbers) -> Outlook:
        """See ``of``."""
        runs = [self.rehearsed(self.bases[0], numbers)]
        if not self.sure(runs[0]):
            runs += [self.rehearsed(base, numbers) for base in self.bases[1:]]
        return Outlook(tuple(self.said(runs)), tuple(self.numbers(runs)), self.reaches(runs), self.parts(runs))

    def sure(self, run: _Rehearsed) -> bool:
        """Whether another rehearsal could not differ: nothing was left to chance, no number of others is secret."""
        first = self.rules.layout.start("stream", STREAMS[0])
        streams = slice(first, first + len(STREAMS))
        secrets = len(self.rules.secret_starts) - has_agendas(self.rules)
        return not secrets and run.before[streams] == run.after[streams]

    def rehearsed(self, base: list[int], numbers: Numbers) -> _Rehearsed:
        """The rest of the round in a position that the view could be of."""
        cells, log = base[:], []  # type: tuple[list[int], list[tuple[int, ...]]]
        while cells[KIND] == mark.ASK and not cells[OVER]:
            seat = cells[SEAT]
            own = seat == self.view.seat and cells[PHASE] == self.bids.phase
            number = self.own(cells, numbers) if own else self.rehearsal.expected_answer(cells, seat)
            self.rehearsal.play(cells, number, log, seat)
        entries = seen(Entries(self.rules, base, log), self.view.seat, over=False)
        return _Rehearsed(tuple(entries), base, cells)

    def own(self, cells: list[int], numbers: Numbers) -> int:
        """What the seat means to say to the question that it has reached."""
        asking, about = self.rehearsal.asking, ""
        if self.bids.ask.per_crisis:
            slot = cells[asking.pointers + self.view.seat]
            about = self.rules.card_names[cells[self.rules.machine.slot_cards + slot]]
        return min(numbers.get(about, 0), asking.highest(cells, self.view.seat))

    # Sentences

    def said(self, runs: list[_Rehearsed]) -> Iterator[Expected]:
        """What the rules would say of the seat and of the crises, those of the seat first."""
        each = [list(numbered(self.sentences(run.entries))) for run in runs]
        found = dict.fromkeys(line for lines in each for line in lines)
        for line in sorted(found, key=lambda line: not line[0][0]):
            yield Expected(line[0][1], all(line in lines for lines in each))

    def sentences(self, entries: Iterable[Entry]) -> Iterator[tuple[bool, str]]:
        """The sentences of one rehearsal, each with whether it is about the seat."""
        for event, entries_ in self.happened(entries):
            moved = [change for change in changes.merged(self.rules, entries_) if self.ours(change)]
            own = self.is_own(event.entry)
            if event.kind == "over" or (event.kind == "tell" and (own or of_crisis(event))):
                yield own, self.sentence(event, moved)
            elif event.kind == "outcome" and moved:
                yield False, self.sentence(event, moved)

    def happened(self, entries: Iterable[Entry]) -> list[tuple[Event, list[Entry]]]:
        """Events with what they changed; the sentence before numbers that changed by its own rule led to them too."""
        found: list[tuple[Event, list[Entry]]] = []
        for event in events.events(self.rules, (Told(entry) for entry in entries)):
            if event.kind == "change" and found and ruled_by(found[-1][0].entry, event.entry):
                found[-1][1].extend(events.shown(self.rules, event))
            else:
                found.append((event, events.shown(self.rules, event)))
        return found

    def is_own(self, entry: Entry) -> bool:
        """Whether the seat is named."""
        return any(
            (kind == "state" and value == self.view.seat) or (kind == "states" and value >> self.view.seat & 1)
            for kind, value in entry.values
        )

    def sentence(self, event: Event, moved: list[Change]) -> str:
        """``Japan loses face: support −1, standing −1.``"""
        text = sentences.sentence(self.rules, event.entry).rstrip(".:")
        return f"{text}: {', '.join(self.by_how_much(moved))}." if moved else f"{text}."

    def by_how_much(self, moved: list[Change]) -> Iterator[str]:
        """Changes with their signs; the same change with several states once."""
        pairs: dict[tuple[str, str, str], list[str]] = {}
        for change in moved:
            signed = naming.signed(change.new - change.old)
            track = naming.track(self.rules, change.scope, change.name)
            if change.scope == "pair":
                partner = naming.called(self.rules, self.partner(change))
                pairs.setdefault((track, self.direction(change), signed), []).append(partner)
            elif change.scope in ("world", "state") and not naming.is_mark(self.rules, change.scope, change.name):
                yield f"{track} {signed}"
            else:
                yield self.in_words(change)
        for (track, direction, signed), states in pairs.items():
            yield f"{toward(track, direction, naming.listed(states))} {signed}"

    def in_words(self, change: Change) -> str:
        """A change of the seat's own, or of what no single state has, without the seat's name."""
        return changes.moved(self.rules, change) if change.scope == "state" else changes.said(self.rules, [change])

    def partner(self, change: Change) -> int:
        """The other one of a pair."""
        return next(seat for seat in change.seats if seat != self.view.seat)

    def ours(self, change: Change) -> bool:
        """Whether a change is one of the world's or of the seat's own numbers."""
        return change.scope == "world" or (not change.crisis and self.view.seat in change.seats)

    # Numbers

    def numbers(self, runs: list[_Rehearsed]) -> Iterator[Expected]:
        """The world's and the seat's numbers at the end of the round, where they differ from now."""
        each = [dict(self.moved(run)) for run in runs]
        for whose in dict.fromkeys(whose for moved in each for whose in moved):
            old = next(moved[whose][0] for moved in each if whose in moved)
            ends = sorted({moved[whose][1] if whose in moved else old for moved in each})
            change = Change(whose[0], whose[1], whose[2], "", old, ends[-1] if ends[-1] != old else ends[0])
            yield Expected(self.ranged(change, ends), len(ends) == 1, change)

    def moved(self, run: _Rehearsed) -> Iterator[tuple[tuple[str, str, tuple[int, ...]], tuple[int, int]]]:
        """The numbers of one rehearsal that differ, the seat's own before those of the world."""
        found = []
        for cell, old, new in cells_changed(self.rules, run.before, run.after):
            scope, name, seats, _ = named(self.rules, run.before, cell)
            counted = naming.is_count(self.rules, scope, name) or not naming.is_shown(self.rules, scope, name)
            if scope in SCOPES and not counted and (scope == "world" or self.view.seat in seats):
                found.append(((scope, name, seats), (old, new)))
        return iter(sorted(found, key=lambda each: SCOPES.index(each[0][0])))

    def ranged(self, change: Change, ends: list[int]) -> str:
        """``support 6 → 5``, ``trust with Japan 3 → 2``, or ``order 5 → 4 to 6`` where chance decides."""
        track = naming.track(self.rules, change.scope, change.name)
        numeric = change.scope in ("world", "state", "pair") and not naming.is_mark(
            self.rules, change.scope, change.name
        )
        if not numeric:
            return self.in_words(change)
        if change.scope == "pair":
            track = toward(track, self.direction(change), naming.called(self.rules, self.partner(change)))
        low, high = (naming.number(end) for end in (ends[0], ends[-1]))
        end = low if low == high else say("{low} to {high}", low=low, high=high)
        return f"{track} {naming.number(change.old)} → {end}"

    def direction(self, change: Change) -> str:
        """``with``; where each direction counts by itself, ``of`` for what the other one holds against the seat."""
        track = naming.track_of(self.rules, "pair", change.name)
        directed = track is not None and track.directed
        return ("of" if change.seats[1] == self.view.seat else "towards") if directed else "with"

    # Crises

    def reaches(self, runs: list[_Rehearsed]) -> dict[str, Reach]:
        """How far each crisis comes before it is judged; nothing if the ruleset names no progress and demand."""
        bar = self.rules.program.symbols.folder.ruleset.board.crisis
        if bar is None or not self.bids.ask.per_crisis:
            return {}
        found = {}
        for stake in self.bids.stakes:
            begin = [self.view.value("crisis", name, stake.slot) or 0 for name in (bar.progress, bar.demand)]
            ends = [reached(run.entries, stake.about, bar.progress, bar.demand, begin) for run in runs]
            progress = sorted(end for end, _ in ends)
            found[stake.about] = Reach(progress[0], progress[-1], max(demand for _, demand in ends))
        return found

    def parts(self, runs: list[_Rehearsed]) -> dict[tuple[str, str], int]:
        """The seat's own numbers in the crises as they are judged; the lowest where rehearsals differ."""
        each = [
            {
                (entry.crisis, entry.name): entry.new
                for entry in run.entries
                if entry.kind == "change" and entry.scope == "crisis_state" and entry.seats == (self.view.seat,)
            }
            for run in runs
        ]
        return {key: min(own[key] for own in each) for key in each[0] if all(key in own for own in each)}


def toward(track: str, direction: str, states: str) -> str:
    """``trust with Japan``, ``fear of Japan``, ``fear towards Japan and Chile``."""
    match direction:
        case "of":
            return say("{track} of {states}", track=track, states=states)
        case "towards":
            return say("{track} towards {states}", track=track, states=states)
    return say("{track} with {states}", track=track, states=states)


def ruled_by(head: Entry, change: Entry) -> bool:
    """Whether a change came by a part of the rule that a sentence cites last: 9.4.2 is a part of 9.4."""
    rule, other = head.cause.rule.split(", ")[-1], change.cause.rule.split(", ")[-1]
    return bool(rule) and events.same_source(head, change) and f"{other}.".startswith(f"{rule}.")


def of_crisis(event: Event) -> bool:
    """Whether a sentence is about a crisis, and about no state in particular."""
    kinds = [kind for kind, _ in event.entry.values]
    return "crisis" in kinds and "state" not in kinds


def numbered(lines: Iterable[tuple[bool, str]]) -> Iterator[tuple[tuple[bool, str], int]]:
    """Lines that can be said more than once, each with how often it was said before."""
    before: dict[tuple[bool, str], int] = {}
    for line in lines:
        yield line, before.setdefault(line, 0)
        before[line] += 1


def reached(entries: Iterable[Entry], crisis: str, progress: str, demand: str, begin: list[int]) -> tuple[int, int]:
    """Progress after its last change, and the demand at that moment."""
    found, asked = begin
    wanted = asked
    for entry in entries:
        if entry.kind == "change" and entry.scope == "crisis" and entry.crisis == crisis:
            if entry.name == demand:
                asked = entry.new
            elif entry.name == progress:
                found, wanted = entry.new, asked
    return found, wanted


def supposed(bids: Bids) -> str:
    """What is supposed of the others: that they keep their word, or that they do as the ruleset expects."""
    rules = bids.view.rules
    expected = rules.program.expect.get(bids.decision.phase)
    words = {(ask.scope, ask.track) for ask in questions.words_before(bids.view, bids.decision.phase)}
    read = {(cell.scope, cell.name) for cell in cells_in(expected.node)} if expected else set()
    keep = bool(words & read)
    return say("if the others keep their word" if keep else "if the others do what can be expected of them")
