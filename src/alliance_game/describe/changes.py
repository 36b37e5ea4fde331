"""Changes as text: ``France: support 6 → 7 (stopped at 10)``, several of them in one line."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..engine.chronicle import Entry
from ..engine.preview import Effect
from ..engine.rules import Rules
from ..wording import say
from . import naming


class Change(NamedTuple):
    """What became of one number: the first old and the last new value of the changes to it."""

    scope: str
    name: str
    seats: tuple[int, ...]
    crisis: str
    old: int
    new: int
    stopped: bool = False

    @property
    def whose(self) -> tuple[str, str, tuple[int, ...], str]:
        """What identifies the number."""
        return self.scope, self.name, self.seats, self.crisis


def change_of(found: Entry | Effect) -> Change:
    """A change from the chronicle or from a preview."""
    stopped = isinstance(found, Entry) and found.stopped
    return Change(found.scope, found.name, found.seats, found.crisis, found.old, found.new, stopped)


def merged(rules: Rules, entries: Iterable[Entry | Effect]) -> list[Change]:
    """Changes to the same number as one, in the order of the first; what changed nothing, or is not shown, left out."""
    found: dict[tuple[str, str, tuple[int, ...], str], Change] = {}
    for entry in entries:
        change = change_of(entry)
        before = found.get(change.whose)
        if before is not None:
            change = Change(*change.whose, before.old, change.new, change.stopped)
        if naming.is_shown(rules, change.scope, change.name):
            found[change.whose] = change
    return [change for change in found.values() if change.old != change.new or change.stopped]


def said(rules: Rules, changes: Sequence[Change]) -> str:
    """Some changes in one line, grouped by state or by track, whichever is shorter to read."""
    parts: list[str] = []
    for scope in ("two", "many", "world", "pair", "state"):
        own = [change for change in changes if change.scope == scope]
        if own:
            parts += _GROUPED[scope](rules, own)
    return "; ".join(parts + _crises(rules, changes))


def step(change: Change) -> str:
    """``6 → 7``, and where a border stopped it."""
    if change.old == change.new:
        return say("stays {number}", number=naming.number(change.new))
    values = {"old": naming.number(change.old), "new": naming.number(change.new)}
    return say("{old} → {new} (stopped at {new})" if change.stopped else "{old} → {new}", **values)


def moved(rules: Rules, change: Change) -> str:
    """Name and step of a track; a mark is only said to be there or not."""
    title = naming.track(rules, change.scope, change.name)
    if naming.is_mark(rules, change.scope, change.name):
        return say("now “{mark}”" if change.new else "no longer “{mark}”", mark=title)
    return f"{title} {step(change)}"


def _world(rules: Rules, changes: Sequence[Change]) -> list[str]:
    return [moved(rules, change) for change in changes]


def _states(rules: Rules, changes: Sequence[Change]) -> list[str]:
    seats = list(dict.fromkeys(change.seats[0] for change in changes))
    names = list(dict.fromkeys(change.name for change in changes))
    if len(seats) <= len(names):
        return [_of_state(rules, seat, [change for change in changes if change.seats[0] == seat]) for seat in seats]
    return [_of_track(rules, [change for change in changes if change.name == name]) for name in names]


def _of_state(rules: Rules, seat: int, changes: Sequence[Change]) -> str:
    return f"{naming.state(rules, seat)}: {', '.join(moved(rules, change) for change in changes)}"


def _of_track(rules: Rules, changes: Sequence[Change]) -> str:
    """One track of several states."""
    first = changes[0]
    if len(changes) == 1:
        return _of_state(rules, first.seats[0], changes)
    if naming.is_mark(rules, first.scope, first.name):
        gone = [change.seats[0] for change in changes if not change.new]
        there = [change.seats[0] for change in changes if change.new]
        title = naming.track(rules, first.scope, first.name)
        now, then = say("now “{mark}”", mark=title), say("no longer “{mark}”", mark=title)
        return "; ".join(
            f"{naming.states(rules, seats)}: {said_}" for seats, said_ in ((there, now), (gone, then)) if seats
        )
    each = (f"{naming.state(rules, change.seats[0])} {step(change)}" for change in changes)
    return f"{naming.track(rules, first.scope, first.name)}: {', '.join(each)}"


def _pairs(rules: Rules, changes: Sequence[Change]) -> list[str]:
    found = []
    for name in dict.fromkeys(change.name for change in changes):
        own = [change for change in changes if change.name == name]
        each = [f"{pair(rules, change)} {step(change)}" for change in own]
        found.append(f"{naming.track(rules, 'pair', name)}{':' if len(own) > 1 else ''} {', '.join(each)}")
    return found


def pair(rules: Rules, change: Change) -> str:
    """``France-Germany``; where each direction counts by itself, ``France to Germany``."""
    track = naming.track_of(rules, change.scope, change.name)
    first, second = (naming.state(rules, seat) for seat in change.seats)
    directed = track is not None and track.directed
    return say("{first} to {second}", first=first, second=second) if directed else f"{first}-{second}"


def _agreements(rules: Rules, changes: Sequence[Change]) -> list[str]:
    """Agreements of two; both sides of one are one change."""
    found: dict[tuple[str, tuple[int, ...]], str] = {}
    for change in changes:
        key = change.name, tuple(sorted(change.seats))
        title = naming.track(rules, "two", change.name)
        found.setdefault(
            key,
            say(
                "{agreement} {states} signed" if change.new else "{agreement} {states} ended",
                agreement=title,
                states=pair(rules, change),
            ),
        )
    return list(found.values())


def _memberships(rules: Rules, changes: Sequence[Change]) -> list[str]:
    found = []
    for name in dict.fromkeys(change.name for change in changes):
        each = [
            say("{state} in" if change.new else "{state} out", state=naming.state(rules, change.seats[0]))
            for change in changes
            if change.name == name
        ]
        found.append(f"{naming.track(rules, 'many', name)}: {', '.join(each)}")
    return found


def _crises(rules: Rules, changes: Sequence[Change]) -> list[str]:
    """What happened to each crisis, the states' part in it behind."""
    found = []
    for crisis in dict.fromkeys(change.crisis for change in changes if change.crisis):
        own = [change for change in changes if change.crisis == crisis]
        words = [moved(rules, change) for change in own if change.scope == "crisis"]
        for name in dict.fromkeys(change.name for change in own if change.scope == "crisis_state"):
            shares = [change for change in own if (change.scope, change.name) == ("crisis_state", name)]
            each = ", ".join(f"{naming.state(rules, change.seats[0])} {step(change)}" for change in shares)
            track = naming.track(rules, "crisis_state", name)
            words.append(say("{track} of {changes}", track=track, changes=each))
        found.append(f"{naming.card(rules, crisis)}: {', '.join(words)}")
    return found


_GROUPED = {
    "two": _agreements,
    "many": _memberships,
    "world": _world,
    "pair": _pairs,
    "state": _states,
}
