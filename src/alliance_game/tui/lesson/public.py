"""The public board: what everybody may see, in few words and with room, to be read from the last row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...describe import bonds, ending, naming
from ...describe.events import HEADINGS, Event, Told
from ...engine.view import View
from ...wording import say
from ..parts.sheet import Line, Piece, columns, left, line, right, toned, width_of, wrapped
from ..table import board, news
from ..table.figures import drawn, tone

BESIDE = 110
"""Columns from which the news stand beside the board."""
WIDEST, NEWS_WIDEST = 96, 80
GAP = 3
BAR_LEAST, BAR_MOST = 10, 48
NEWS_LEAST = 3
"""Rows that the news should have below the board."""
EVENTS = 24
"""So many events are enough for the tallest screen."""


class Form(NamedTuple):
    """How much room the board takes: air between its lines, a line for each world track, what else there is."""

    airy: bool
    bars: bool
    signed: bool


FORMS = (Form(True, True, True), Form(False, True, True), Form(False, True, False), Form(False, False, False))
"""From roomy to tight."""


def public_lines(seen: View, told: Sequence[Told], width: int, height: int) -> list[Line]:
    """The board for a window; ``seen`` and ``told`` are what everybody may know."""
    if width >= BESIDE:
        room = min(WIDEST, (width - GAP) * 3 // 5)
        rest = min(NEWS_WIDEST, width - room - GAP)
        return columns(
            (fitted(seen, room, height), room + GAP), ([ruled(rest), *newest(seen, told, rest, height - 1)], 0)
        )
    room = min(WIDEST, width)
    found = fitted(seen, room, height - NEWS_LEAST - 1)
    rest = height - len(found) - 1
    return [*found, ruled(room), *newest(seen, told, room, rest)] if rest > 0 else found


def ruled(width: int) -> Line:
    """The line above the news."""
    return board.ruled(say("What happened"), width)


def fitted(seen: View, width: int, height: int) -> list[Line]:
    """World, crises and states, as roomy as fits."""
    every = (set_out(seen, width, form) for form in FORMS)
    found: list[Line] = []
    for found in every:
        if len(found) <= height:
            return found
    return found[:height]


def set_out(seen: View, width: int, form: Form) -> list[Line]:
    """One way to set the board out."""
    parts = [turn_lines(seen), world_lines(seen, width) if form.bars else board.world_lines(seen, width, {})]
    if seen.rules.layout.slots and seen.outcome is None:
        parts.append([board.ruled(say("On the table"), width), *crisis_lines(seen, width, airy=form.airy)])
    parts.append([board.state_rule(seen, width), *board.state_lines(seen, width, {})])
    if form.signed:
        parts[-1] += [*board.mark_lines(seen, width), *signed_lines(seen, width)]
    return [each for index, part in enumerate(parts) for each in ([()] if form.airy and index else []) + part]


def turn_lines(seen: View) -> list[Line]:
    """Whose turn it is; at the end, how it ended and who came where."""
    if seen.outcome is None:
        names = Piece(naming.states(seen.rules, seen.acting), "accent")
        if seen.sealed:
            return [line((f" {say('All answer in secret, one after another.')}", "accent"))]
        return [(Piece(" "), *toned(say("It is the turn of {states}."), "dim", states=names))]
    title = seen.rules.program.symbols.folder.ruleset.endings[seen.outcome.reason].title
    places = [line((text, "strong")) for text in ending.ranking(seen.rules, seen.outcome)[2:]]
    return [line((f" {title}", "accent")), *places]


def world_lines(seen: View, width: int) -> list[Line]:
    """A line for each track of the world, its bar as long as there is room; further public numbers below."""
    tracks = board.world_tracks(seen)
    titles = [naming.sentence(naming.track(seen.rules, "world", name)) for name, _ in tracks]
    longest = max(map(len, titles), default=0)
    bar = max(BAR_LEAST, min(BAR_MOST, width - longest - 16))
    found: list[Line] = []
    for (name, track), title in zip(tracks, titles, strict=True):
        value = seen.value("world", name)
        if value is None:
            found.append(line((f" {left(title, longest)}  ", "strong"), (say("hidden"), "dim")))
            continue
        level = tone(track, value)
        number = Piece(right(naming.number(value), 3), level or "strong")
        of = toned(say("{number} of {most}"), "dim", number=number, most=naming.number(track.max))
        bar_ = drawn(value - track.min, track.max - track.min, bar, level or "calm")
        found.append((*line((f" {left(title, longest)}  ", "strong")), *bar_, *of))
    return [*found, *beside_lines(seen, width)]


def beside_lines(seen: View, width: int) -> list[Line]:
    """Further public numbers, and the marks that the world carries."""
    parts = [line((f"{rule.title} ", "dim"), naming.number(value)) for rule, value in board.beside_values(seen)]
    return board.flowing([*parts, *(line((title, "calm")) for title in board.world_marks(seen))], width)


def crisis_lines(seen: View, width: int, *, airy: bool) -> list[Line]:
    """The open crises, an empty line between two where there is room."""
    rows = board.crisis_lines(seen, width, {}, roomy=False)
    return [each for index, row in enumerate(rows) for each in ([(), row] if airy and index else [row])]


def signed_lines(seen: View, width: int) -> list[Line]:
    """Who has signed what with whom; those that many sign stand with the marks."""
    parts = []
    for name, parties in seen.rules.program.symbols.agreements.items():
        pairs = [
            "-".join(naming.state(seen.rules, seat) for seat in bond.asked.seats) for bond in bonds.bonds(seen, name)
        ]
        if parties == 2 and pairs:
            title = naming.track(seen.rules, "two", name)
            parts.append(line((f"  {title}: ", "dim"), *(Piece(text) for text in spread(pairs))))
    return board.flowing(parts, width)


def spread(words: Sequence[str]) -> Iterator[str]:
    """Words with commas between them, each where a line may break."""
    for index, word in enumerate(words):
        yield word if index == len(words) - 1 else f"{word}, "


def newest(seen: View, told: Sequence[Told], width: int, height: int) -> list[Line]:
    """The last events without anybody's reasons, the newest at the bottom and in strong letters, as many as fit."""
    bare = [Told(each.entry) for each in told]
    events = [event for event in news.gathered(seen.rules, bare) if event.kind not in HEADINGS][-EVENTS:]
    found: list[Line] = []
    for index, event in enumerate(reversed(events)):
        own = event_lines(seen, event, width, last=index == 0)
        if found and len(found) + len(own) > height:
            break
        found = [*own, *found]
    return found[:height]


def event_lines(seen: View, event: Event, width: int, *, last: bool) -> list[Line]:
    """One event, with a sign and strong letters if it is the last."""
    own = news.event_lines(seen.rules, event, width - 2, brief=True)
    sign = Piece(" ▸" if last else "  ", "accent")
    return [
        (sign if not index else Piece("  "), *(stressed(row) if last and not index else row))
        for index, row in enumerate(own)
    ]


def stressed(row: Line) -> Line:
    """A line whose plain words are strong."""
    return tuple(piece._replace(tone=piece.tone or "strong") for piece in row)


def heading(seen: View, page: str, width: int) -> Line:
    """``Concert  round 3 of 8  diplomacy``, the page's name at the right where it fits."""
    title = seen.rules.library.scenario(seen.setup.scenario).title
    phase = naming.phase(seen.rules, seen.phase) if seen.outcome is None else say("The game is over")
    found = line((title, "strong"), board.rounds_piece(seen), (phase, "accent"))
    rest = width - width_of(found) - len(page)
    return (*found, Piece(" " * rest), Piece(page, "dim")) if rest > 2 else found


def message_lines(text: str, width: int) -> list[Line]:
    """A sentence in the place of the board."""
    return [(), *((Piece(" "), *each) for each in wrapped(text, min(WIDEST, width) - 2))]
