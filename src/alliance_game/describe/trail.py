"""Why a number is what it is: everything that ever changed it, with its cause."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..engine.chronicle import Entry
from ..engine.view import View
from ..errors import AllianceError, did_you_mean
from . import changes, ending, events, naming, sentences, status

T = TypeVar("T")
SCORE = "score"


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that somebody wants to understand."""

    scope: str
    name: str
    seats: tuple[int, ...] = ()
    crisis: str = ""


def why(view: View, text: str) -> list[str]:
    """The cause trail of a track, such as ``coins japan``, ``trust japan``, ``tension``, ``piracy demand``.

    Raises ``AllianceError`` for words that mean no track, state or crisis of this game.
    """
    if plain(text).split(" ")[0] == SCORE and SCORE not in tracks_by_name(view):
        return score(view)
    asked = understood(view, text)
    return trail(view, asked)


def score(view: View) -> list[str]:
    """What every state's score consists of as it stands. Raises ``AllianceError`` while some of it is hidden."""
    total = status.scores(view)
    if not total:
        raise AllianceError("Some of what counts for the score is hidden, so nobody can add it up yet.")
    each = (
        f"  {naming.state(view.rules, seat)}: {' + '.join(ending.score_parts(view.rules, view.cells, seat)) or '0'}"
        for seat in range(view.rules.players)
    )
    return [total, *each]


def trail(view: View, asked: Asked) -> list[str]:
    """Every change of a number, oldest first, and where it stands."""
    found = list(steps(view, asked))
    now = value_now(view, asked)
    title = title_of(view, asked)
    first = found[0][1].old if found else now
    lines = [f"{naming.sentence(title)}, {'gone by now' if now is None else f'now {naming.number(now)}'}:"]
    if first is not None:
        lines.append(f"  {naming.number(first):>4}  at the start")
    for event, entry in found:
        change = changes.change_of(entry)
        size = naming.signed(entry.new - entry.old)
        border = f", stopped at {naming.number(entry.new)}" if change.stopped else ""
        cause = f"round {entry.round}, {cause_of(view, event, entry)} {naming.rules_cited([entry.cause.rule])}".rstrip()
        lines.append(f"  {size:>4}  {naming.number(entry.old)} → {naming.number(entry.new)}{border}  {cause}")
    return [*lines, *_about(view, asked)]


def _about(view: View, asked: Asked) -> list[str]:
    track = naming.track_of(view.rules, asked.scope, asked.name)
    return [f"  {naming.sentence(track.about)}."] if track is not None and track.about else []


def steps(view: View, asked: Asked) -> Iterable[tuple[events.Event, Entry]]:
    """The changes of a number with the events they belong to."""
    for event in events.events(view.rules, (events.Told(entry) for entry in view.chronicle), all_changes=True):
        for entry in event.changes:
            if entry.old != entry.new and concerns(view, asked, entry):
                yield event, entry


def concerns(view: View, asked: Asked, entry: Entry) -> bool:
    """Whether a change is one of the number asked about."""
    if (entry.scope, entry.name) != (asked.scope, asked.name) or entry.crisis != asked.crisis:
        return False
    track = naming.track_of(view.rules, entry.scope, entry.name)
    if entry.scope in ("pair", "two") and not (track is not None and track.directed):
        return set(entry.seats) == set(asked.seats)
    return entry.seats == asked.seats


def cause_of(view: View, event: events.Event, entry: Entry) -> str:
    """What led to a change: the sentence of its event, or the move, card or phase that was at work."""
    if event.text and event.kind not in ("card", "open", "overflow"):
        return event.text
    match entry.cause.running:
        case "move":
            return f"{naming.state(view.rules, entry.cause.seat)}: {sentences.spoken(view.rules, entry.cause.name)}"
        case "card" | "crisis":
            return naming.card(view.rules, entry.cause.name)
    return naming.phase(view.rules, entry.phase)


def value_now(view: View, asked: Asked) -> int | None:
    """Where a number stands; ``None`` for one of a crisis that has left the table."""
    if not asked.crisis:
        return view.value(asked.scope, asked.name, *asked.seats)
    start = view.rules.machine.slot_cards
    slot = next((s for s in view.crises if view.rules.card_names[view.cells[start + s]] == asked.crisis), None)
    return None if slot is None else view.value(asked.scope, asked.name, slot, *asked.seats)


def title_of(view: View, asked: Asked) -> str:
    """How the number is called: ``Japan's coins``, ``trust France-Japan``."""
    rules = view.rules
    title = naming.track(rules, asked.scope, asked.name)
    names = [naming.state(rules, seat) for seat in asked.seats]
    match asked.scope:
        case "state" | "many":
            return f"{names[0]}'s {title}"
        case "pair" | "two":
            return f"{title} {'-'.join(names)}"
        case "crisis":
            return f"the {title} of {naming.card(rules, asked.crisis)}"
        case "crisis_state":
            return f"{names[0]}'s {title} in {naming.card(rules, asked.crisis)}"
    return title


# Understanding the question


def understood(view: View, text: str) -> Asked:
    """What number the words mean. Raises ``AllianceError`` with a suggestion."""
    rest = f" {plain(text)} "
    track, rest = _taken(rest, tracks_by_name(view))
    states: list[int] = []
    crises: list[str] = []
    own_states = {plain(word): seat for seat, each in enumerate(view.rules.states) for word in (each.id, each.title)}
    card_names = {plain(name): name for name in view.rules.card_names}
    card_names |= {
        plain(title): name for title, name in zip(view.rules.card_titles, view.rules.card_names, strict=True)
    }
    while True:
        found, rest = _taken(rest, own_states)
        crisis, rest = _taken(rest, card_names) if found is None else (None, rest)
        if found is None and crisis is None:
            break
        states += [found] if found is not None else []
        crises += [crisis] if crisis is not None else []
    if rest.strip() or track is None:
        known = [*tracks_by_name(view), SCORE, *own_states, *card_names]
        word = rest.strip() or text.strip()
        raise AllianceError(f"I know no number called '{word}'.{did_you_mean(word, known)} Try: why {example(view)}.")
    return completed(view, track, states, crises)


def plain(text: str) -> str:
    """Words as they are compared: small letters, single spaces."""
    return re.sub(r"[\s_\-]+", " ", text.lower()).strip()


def _taken(rest: str, names: Mapping[str, T]) -> tuple[T | None, str]:
    """The first name in a text, the longest of those that begin there, and the text without it."""
    found = [(rest.index(f" {name} "), -len(name), name) for name in names if f" {name} " in rest]
    if not found:
        return None, rest
    name = min(found)[2]
    return names[name], rest.replace(f" {name} ", " ", 1)


def tracks_by_name(view: View) -> dict[str, tuple[str, str]]:
    """Every track and agreement that can be asked about, by its words."""
    symbols, found = view.rules.program.symbols, {}
    scopes = [(scope, name) for scope, tracks in symbols.tracks.items() for name in tracks]
    scopes += [("two" if parties == 2 else "many", name) for name, parties in symbols.agreements.items()]
    for scope, name in reversed(scopes):
        found[plain(name)] = found[plain(naming.track(view.rules, scope, name))] = (scope, name)
    return found


def completed(view: View, track: tuple[str, str], states: list[int], crises: list[str]) -> Asked:
    """The number, with one's own state where none was named. Raises ``AllianceError`` if something is missing."""
    scope, name = track
    if scope == "world":
        return Asked(scope, name)
    if scope in ("state", "many"):
        return Asked(scope, name, (states[0] if states else view.seat,))
    if scope in ("pair", "two"):
        seats = states if len(states) > 1 else [view.seat, *states]
        if len(set(seats)) < 2:
            other = view.rules.states[(view.seat + 1) % view.rules.players].id
            raise AllianceError(f"Between whom? Try: why {name} {other}.")
        return Asked(scope, name, tuple(seats[:2]))
    if not crises:
        raise AllianceError(f"Of which crisis? Try: why {name} and its name.")
    return Asked(scope, name, () if scope == "crisis" else (states[0] if states else view.seat,), crises[0])


def example(view: View) -> str:
    """A question that can be asked."""
    tracks = view.rules.program.symbols.tracks
    return next((name for scope in ("world", "state") for name in tracks[scope]), "")
