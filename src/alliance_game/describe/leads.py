"""Who was ahead, and when that changed: the scores as they stood behind every move, card and phase."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..engine.view import View
from ..wording import say
from .causes import Origin, begins, origins
from .history import FOLLOWED, Past, points

Scores = tuple[int, ...]


@dataclass(slots=True)
class Moment:
    """A move, a card or a phase, and what it did to the scores, agendas left out."""

    round: int
    before: Scores
    after: Scores
    steps: list[tuple[Origin, Scores, Scores]] = field(default_factory=list)
    """What changed a score: where from, and the scores before and after."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A moment that changed who was ahead."""

    round: int
    before: tuple[int, ...]
    """The seats that led."""
    after: tuple[int, ...]
    """The seats that lead now."""
    origin: Origin
    """What did most of it."""


@dataclass(frozen=True, slots=True)
class Swing:
    """What changed one state's score most at one stroke."""

    round: int
    seat: int
    size: int
    origin: Origin


def moments(seen: View) -> Iterator[Moment]:
    """Everything that changed a score, in order; nothing where scores of the past cannot be known."""
    past = Past(seen)
    now = points(seen.rules, past.cells)
    if now is None:
        return
    moment = Moment(0, now, now)
    for entry, origin in origins(seen):
        if begins(entry):
            if moment.steps:
                yield moment
            moment = Moment(entry.round, now, now)
        past.take(entry)
        if entry.kind == "round" or (origin is not None and entry.scope in FOLLOWED):
            after = points(seen.rules, past.cells)
            assert after is not None, "what can be known at the start of an ended game can be known later"
            if after != now:
                moment.steps.append((origin or Origin("phase", say("a new round"), say("A new round")), now, after))
                moment.after = now = after
    if moment.steps:
        yield moment


def ahead(scores: Scores) -> tuple[int, ...]:
    """The seats with the most points."""
    return tuple(seat for seat, score in enumerate(scores) if score == max(scores))


def last_change(seen: View) -> Lead | None:
    """The last time that others led than before; ``None`` if that never happened."""
    found = None
    for moment in moments(seen):
        if ahead(moment.before) != ahead(moment.after):
            found = moment
    return lead_of(found) if found is not None else None


def lead_of(moment: Moment) -> Lead:
    """A change of the lead, with what did most for those who lead now."""
    before, after = ahead(moment.before), ahead(moment.after)
    risen = [seat for seat in after if seat not in before] or list(after)
    passed = [seat for seat in before if seat not in after] or list(before)
    gains: dict[Origin, int] = {}
    for origin, old, new in moment.steps:
        gains[origin] = gains.get(origin, 0) + gap(new, risen, passed) - gap(old, risen, passed)
    best = max(gains, key=lambda origin: gains[origin])
    return Lead(moment.round, before, after, best)


def gap(scores: Scores, some: list[int], others: list[int]) -> int:
    """How far the best of some states is ahead of the best of others."""
    return max(scores[seat] for seat in some) - max(scores[seat] for seat in others)


def biggest_swing(seen: View) -> Swing | None:
    """What changed one state's score most at one stroke, the last of equals; ``None`` if nothing did."""
    found = None
    for moment in moments(seen):
        for seat in range(seen.rules.players):
            sizes: dict[Origin, int] = {}
            for origin, old, new in moment.steps:
                sizes[origin] = sizes.get(origin, 0) + new[seat] - old[seat]
            for origin, size in sizes.items():
                if size and (found is None or abs(size) >= abs(found.size)):
                    found = Swing(moment.round, seat, size, origin)
    return found
