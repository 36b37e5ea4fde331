"""Why a number is what it is: everything that ever changed it, with its cause."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ..definitions import Place
from ..engine.chronicle import Entry, place_of
from ..engine.rules import Rules
from ..engine.view import View
from ..errors import AllianceError, did_you_mean
from ..language.reading import SELF
from ..language.tree import Node, cells_in
from ..wording import say
from . import changes, dates, ending, events, naming, sentences, status

T = TypeVar("T")
SCORE = "score"


class Asked(NamedTuple):
    """A number that somebody wants to understand."""

    scope: str
    name: str
    seats: tuple[int, ...] = ()
    crisis: str = ""


class Step(NamedTuple):
    """One change of a number and what led to it."""

    old: int
    new: int
    stopped: bool
    """Whether a border kept it from its full size."""
    round: int
    cause: str
    """The sentence of its event, or the move, card or phase that was at work."""
    before: str
    """What was said just before under the same rule, where the cause is no more than a phase; otherwise empty."""
    rule: str
    """The rules of the rulebook, or empty."""
    place: Place | None
    """Where the effect is written; ``None`` for the engine's own."""
    term: str
    """What to look up: ``tactic levy``, ``card piracy``; empty if a general rule did it."""

    @property
    def size(self) -> int:
        """By how much."""
        return self.new - self.old


class Trail(NamedTuple):
    """Everything that ever changed a number, oldest first."""

    title: str
    start: int | None
    """``None`` for a number of a crisis that never changed and is gone."""
    steps: tuple[Step, ...]
    now: int | None
    """``None`` for a number of a crisis that has left the table."""
    about: str
    """What the number means; may be empty."""
    over: bool = False
    """Whether the number was a round that is over, so that ``now`` is when the same comes again."""


class Part(NamedTuple):
    """A part of a state's score: how much, where from, and the number behind it if there is just one."""

    value: int
    words: str
    asked: Asked | None


class Score(NamedTuple):
    """What a state would score as things stand, secret aims left out."""

    seat: int
    total: int
    parts: tuple[Part, ...]


def why(view: View, text: str) -> list[str]:
    """The cause trail of a track, such as ``coins japan``, ``trust japan``, ``tension``, ``piracy demand``.

    Raises ``AllianceError`` for words that mean no track, state or crisis of this game.
    """
    word = plain(text).split(" ")[0]
    if word in (SCORE, plain(say("score"))) and word not in tracks_by_name(view):
        return score(view)
    asked = understood(view, text)
    return trail(view, asked)


def score(view: View) -> list[str]:
    """What every state's score consists of as it stands. Raises ``AllianceError`` while some of it is hidden."""
    each = [
        f"  {naming.state(view.rules, found.seat)}: "
        f"{' + '.join(f'{naming.number(part.value)} ({part.words})' for part in found.parts) or '0'}"
        for found in scores(view)
    ]
    return [status.scores(view), *each]


def scores(view: View) -> list[Score]:
    """What every state's score consists of, by seat. Raises ``AllianceError`` while some of it is hidden."""
    if not status.scores(view):
        raise AllianceError(say("Some of what counts for the score is hidden, so nobody can add it up yet."))
    found = []
    for seat in range(view.rules.players):
        parts = tuple(
            Part(value, ending.source(view.rules, node, seat), number_in(node, seat))
            for value, node in ending.parts(view.rules, view.cells, seat)
        )
        found.append(Score(seat, sum(part.value for part in parts), parts))
    return found


def number_in(node: Node, seat: int) -> Asked | None:
    """The one number of a state or the world behind a part of the score; ``None`` if there are more."""
    cells = list(cells_in(node))
    if len(cells) != 1 or any(each != SELF for each in cells[0].of):
        return None
    return Asked(cells[0].scope, cells[0].name, (seat,) * len(cells[0].of))


def trail(view: View, asked: Asked) -> list[str]:
    """Every change of a number, oldest first, and where it stands."""
    found = traced(view, asked)
    title = naming.sentence(found.title)
    if found.now is None:
        lines = [say("{number}, gone by now:", number=title)]
    else:
        lines = [say("{number}, now {value}:", number=title, value=naming.number(found.now))]
    if found.start is not None:
        lines.append(f"  {naming.number(found.start):>4}  {say('at the start')}")
    lines += [line(step) for step in found.steps]
    lines += [f"        {say('that round is over')}"] if found.over else []
    return [*lines, *([f"  {found.about}"] if found.about else [])]


def line(step: Step) -> str:
    """One change of a number: ``−1  4 → 3  round 2, France builds trust (rule 5.2)``."""
    path = {"old": naming.number(step.old), "new": naming.number(step.new)}
    moved = say("{old} → {new}, stopped at {new}" if step.stopped else "{old} → {new}", **path)
    cause = say("round {round}, {cause}", round=step.round, cause=step.cause)
    return f"  {naming.signed(step.size):>4}  {moved}  {cause} {naming.rules_cited([step.rule])}".rstrip()


def told(view: View) -> Sequence[events.Event]:
    """Everything that happened, with every change: what trails are found in."""
    return events.events(view.rules, (events.Told(entry) for entry in view.chronicle), all_changes=True)


def traced(view: View, asked: Asked, happened: Sequence[events.Event] = ()) -> Trail:
    """The cause trail of a number; whoever wants several gives what ``told`` found, and saves time."""
    happened = happened or told(view)
    found = tuple(
        step_of(view, happened[:index], event, entry)
        for index, event in enumerate(happened)
        for entry in event.changes
        if entry.old != entry.new and concerns(view, asked, entry)
    )
    now = value_now(view, asked)
    start = found[0].old if found else now
    shown = value_shown(view, asked)
    return Trail(title_of(view, asked), start, found, shown, about(view.rules, asked), over=shown != now)


def about(rules: Rules, asked: Asked) -> str:
    """What a number means, in a sentence; may be empty."""
    track = naming.track_of(rules, asked.scope, asked.name)
    return f"{naming.sentence(track.about)}." if track is not None and track.about else ""


def step_of(view: View, earlier: Sequence[events.Event], event: events.Event, entry: Entry) -> Step:
    """One change with its cause."""
    said = None if event.text else said_before(earlier, entry)
    return Step(
        entry.old,
        entry.new,
        changes.change_of(entry).stopped,
        entry.round,
        cause_of(view, event, entry),
        said.text if said is not None else "",
        entry.cause.rule,
        place_of(view.rules, entry.cause),
        term_of(view.rules, entry, said),
    )


def said_before(earlier: Sequence[events.Event], change: Entry) -> events.Event | None:
    """What was said last in the same phase, if it cites a rule that the change's own is a part of."""
    for event in reversed(earlier):
        if event.kind in events.HEADINGS:
            return None
        if event.kind == "tell":
            cited = [rule.strip() for rule in event.entry.cause.rule.split(",") if rule.strip()]
            return event if any(change.cause.rule.startswith(f"{rule}.") for rule in cited) else None
    return None


def term_of(rules: Rules, change: Entry, said: events.Event | None = None) -> str:
    """What to look up to understand a change: the tactic, agreement or card that was at work."""
    cause = change.cause
    if cause.site is not None and cause.site.kind[0] in ("tactic", "agreement", "card"):
        return f"{cause.site.kind[0]} {cause.site.kind[-1]}"
    words = cause.name.split()
    if cause.running == "move" and words[0] == "play":
        return f"tactic {words[1]}"
    crises = [] if said is None else [rules.card_names[value] for kind, value in said.entry.values if kind == "crisis"]
    own = [cause.name] if cause.running in ("card", "crisis") else []
    name = next(iter([*own, *crises, *([change.crisis] if change.crisis else [])]), "")
    return f"card {rules.cards[rules.card_names.index(name)].id}" if name in rules.card_names else ""


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


def value_shown(view: View, asked: Asked) -> int | None:
    """The same as people read it: of a round that is over, when the same comes again."""
    return value_now(view, asked) if asked.crisis else dates.value(view, asked.scope, asked.name, *asked.seats)


def title_of(view: View, asked: Asked) -> str:
    """How the number is called: ``Japan's coins``, ``trust France-Japan``."""
    rules = view.rules
    title = naming.track(rules, asked.scope, asked.name)
    names = [naming.state(rules, seat) for seat in asked.seats]
    match asked.scope:
        case "state" | "many":
            return say("{state}'s {track}", state=names[0], track=title)
        case "pair" | "two":
            return f"{title} {'-'.join(names)}"
        case "crisis":
            return say("the {track} of {crisis}", track=title, crisis=naming.card(rules, asked.crisis))
        case "crisis_state":
            crisis = naming.card(rules, asked.crisis)
            return say("{state}'s {track} in {crisis}", state=names[0], track=title, crisis=crisis)
    return title


# Numbers to choose from


def numbers(view: View) -> list[tuple[str, list[Asked]]]:
    """Every number that can be asked about, under the name of what it belongs to; one's own state comes first."""
    rules, symbols = view.rules, view.rules.program.symbols
    seats = sorted(range(rules.players), key=lambda seat: seat != view.seat)
    many = [name for name, parties in symbols.agreements.items() if parties != 2]
    found = [(say("The world"), [Asked("world", name) for name in symbols.tracks["world"]])]
    for seat in seats:
        own = [Asked("state", name, (seat,)) for name in symbols.tracks["state"]]
        found.append((naming.state(rules, seat), own + [Asked("many", name, (seat,)) for name in many]))
    found.append((say("Between states"), list(_between(view, seats))))
    for slot in view.crises:
        crisis = rules.card_names[view.cells[rules.machine.slot_cards + slot]]
        own = [Asked("crisis", name, (), crisis) for name in symbols.tracks["crisis"]]
        own += [
            Asked("crisis_state", name, (seat,), crisis) for name in symbols.tracks["crisis_state"] for seat in seats
        ]
        found.append((naming.card(rules, crisis), own))
    shown = [(title, [each for each in group if _can_be_seen(view, each)]) for title, group in found]
    return [(title, group) for title, group in shown if group]


def _between(view: View, seats: Sequence[int]) -> Iterator[Asked]:
    symbols = view.rules.program.symbols
    scopes = [("pair", name, track.directed) for name, track in symbols.tracks["pair"].items()]
    scopes += [("two", name, False) for name, parties in symbols.agreements.items() if parties == 2]
    for at, first in enumerate(seats):
        for second in seats[at + 1 :]:
            for scope, name, directed in scopes:
                yield Asked(scope, name, (first, second))
                if directed:
                    yield Asked(scope, name, (second, first))


def _can_be_seen(view: View, asked: Asked) -> bool:
    return naming.is_shown(view.rules, asked.scope, asked.name) and value_now(view, asked) is not None


def value_said(rules: Rules, asked: Asked, value: int | None) -> str:
    """A value in words: a number, whether a mark is set, whether an agreement is signed."""
    if value is None:
        return say("gone") if asked.crisis else say("hidden")
    match asked.scope:
        case "two":
            return say("signed") if value else say("not signed")
        case "many":
            return say("in") if value else say("out")
    if naming.is_mark(rules, asked.scope, asked.name):
        return say("set") if value else say("not set")
    return naming.number(value)


def term_for(asked: Asked) -> str:
    """What to look up to understand a number itself."""
    agreed = asked.scope in ("two", "many")
    return f"agreement {asked.name}" if agreed else f"track {asked.scope} {asked.name}"


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
        unknown = say("I know no number called '{word}'.", word=word)
        raise AllianceError(f"{unknown}{did_you_mean(word, known)} {say('Try: why {words}.', words=example(view))}")
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
            raise AllianceError(say("Between whom? Try: why {words}.", words=f"{name} {other}"))
        return Asked(scope, name, tuple(seats[:2]))
    if not crises:
        raise AllianceError(say("Of which crisis? Try: why {track} and its name.", track=name))
    return Asked(scope, name, () if scope == "crisis" else (states[0] if states else view.seat,), crises[0])


def example(view: View) -> str:
    """A question that can be asked."""
    tracks = view.rules.program.symbols.tracks
    return next((name for scope in ("world", "state") for name in tracks[scope]), "")
