"""The board: world, states, relations and open crises as lines, every number with what it is a number of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...definitions.tracks import Track
from ...describe import naming, status
from ...describe.trail import Asked, value_now
from ...engine import markers as mark_of
from ...engine.layout import ACTIONS, KIND
from ...engine.rules import Rules
from ...engine.view import View
from ...language.program import BesideRule
from ...wording import say, translated
from ..parts.sheet import Line, Piece, columns, cut, left, line, right, shortened, toned, width_of, wrapped
from .figures import KEPT, Column, Marked, drawn, mark, number, record_piece, tone

BAR_MOST, BAR_LEAST = 12, 4
MANY = 1000
NAME_MOST = 16
SIGN = 5
"""Columns kept free behind a crisis for the sign of a change."""


def numbers(seen: View) -> dict[Asked, int]:
    """Every number on the board that a person can ask about, as if there were room for all."""
    return {asked: value for asked in asked_about(seen) if (value := value_now(seen, asked)) is not None}


def asked_about(seen: View) -> Iterator[Asked]:
    """What the numbers and marks on the board are of."""
    yield from (Asked("world", name) for name, _ in world_tracks(seen))
    table = [*track_columns(seen), *record_column(seen), *relation_columns(seen)]
    rows = [*(column.cells for column in table), *carriers(seen), *(figures_of(seen, slot) for slot in seen.crises)]
    yield from (piece.about for row in rows for piece in row if isinstance(piece.about, Asked))


def changed(before: Mapping[Asked, int], seen: View) -> dict[Asked, int]:
    """By how much numbers differ from what they were."""
    now = numbers(seen)
    return {asked: value - before[asked] for asked, value in now.items() if asked in before and before[asked] != value}


def board_lines(
    seen: View, width: int, marked: Marked | None = None, *, roomy: bool = False, most: int = MANY
) -> list[Line]:
    """The whole board, ``width`` columns wide. ``roomy`` adds each state's part in the crises.

    Where it would have more than ``most`` rows, the marks are left out: relations show them too.
    """
    whole = set_out(seen, width, marked or {}, roomy=roomy, marks=True)
    return whole if len(whole) <= most else set_out(seen, width, marked or {}, roomy=False, marks=False)


def set_out(seen: View, width: int, marked: Marked, *, roomy: bool, marks: bool) -> list[Line]:
    """World, states, crises."""
    found = [*world_lines(seen, width, marked), state_rule(seen, width), *state_lines(seen, width, marked)]
    found += mark_lines(seen, width) if marks else []
    if seen.rules.layout.slots:
        found += [ruled(say("On the table"), width), *crisis_lines(seen, width, marked, roomy=roomy)]
    return found


def ruled(title: str, width: int) -> Line:
    """A thin line with a title in it."""
    return line(("─", "line"), (title, "head"), ("─" * max(0, width - 1 - len(title)), "line"))


def state_rule(seen: View, width: int) -> Line:
    """The line above the states; where there is a matrix, its title stands over it."""
    short, gap, own, pairs = fitted(seen, width)
    if not pairs:
        return ruled(say("States"), width)
    place = width_of(name_column(seen)[0]) + sum(column.width(short) + gap for column in own) + gap
    name = next(name for name, track in seen.rules.program.symbols.tracks["pair"].items() if track.show == "number")
    title = naming.sentence(naming.track(seen.rules, "pair", name))
    return (*ruled(say("States"), place - 1), *ruled(title, width - place + 1))


def headline(seen: View, width: int) -> Line:
    """Round, phase, and who is to act: the top line, in the longest form that fits."""
    rules = seen.rules
    title = rules.library.scenario(seen.setup.scenario).title
    phase = (naming.phase(rules, seen.phase), "accent")
    rounds = rounds_piece(seen)
    long, short = turns(seen)
    forms = (
        line((title, "strong"), rounds, phase, "      ", *long),
        line((title, "strong"), rounds, phase, "  ", *short),
        line((f"{seen.round}/{rules.machine.rounds} ", "dim"), phase, "  ", *short),
    )
    return next((form for form in forms if width_of(form) <= width), forms[-1])


def rounds_piece(seen: View) -> Piece:
    """``round 3 of 8``, with room around it."""
    said = say("round {round} of {rounds}", round=seen.round, rounds=seen.rules.machine.rounds)
    return Piece(f"  {said}  ", "dim")


def thinking_line(rules: Rules, seen: View | None, seat: int) -> Line:
    """The top line while a bot takes its time; nothing of the game where nobody may look at it."""
    words = (say("{state} is thinking", state=naming.opening(rules, seat)), "accent")
    if seen is None:
        return line(words)
    title = rules.library.scenario(seen.setup.scenario).title
    return line((title, "strong"), rounds_piece(seen), words)


def turns(seen: View) -> tuple[Line, Line]:
    """Who owes an answer, long and short."""
    if seen.outcome is not None:
        return (line((say("The game is over"), "strong")),) * 2
    if seen.sealed and seen.seat >= 0 and seen.decisions:
        state = Piece(naming.state(seen.rules, seen.seat), "strong")
        return toned(say("{state} to answer in secret"), "dim", state=state), (state,)
    if seen.sealed:
        return (line((say("answers are sealed"), "dim")),) * 2
    names = Piece(naming.states(seen.rules, seen.acting), "strong")
    if seen.cells[KIND] != mark_of.ACT:
        return (toned(say("{states} to answer"), "dim", states=names),) * 2
    count = max(0, seen.cells[ACTIONS])
    actions = say("1 action" if count == 1 else "{count} actions", count=count)
    long = toned(say("{states} to act, {actions} left"), "dim", states=names, actions=Piece(actions, "strong"))
    return long, line(names, (": ", "dim"), actions)


# The world


def world_lines(seen: View, width: int, marked: Marked) -> list[Line]:
    """The tracks of the world with bars, and further public numbers."""
    tracks = world_tracks(seen)
    beside = [(each.title, int(value)) for each, value in beside_values(seen)]
    bare = sum(width_of(gauge(seen, name, track, 0, marked)) + 3 for name, track in tracks)
    bare += sum(len(title) + len(naming.number(value)) + 3 for title, value in beside)
    bare += sum(len(title) + 3 for title in world_marks(seen))
    room = (width - bare) // max(1, len(tracks)) - 1
    bar = min(BAR_MOST, room) if room >= BAR_LEAST else 0
    parts = [gauge(seen, name, track, bar, marked) for name, track in tracks]
    parts += [line((f"{title} ", "dim"), naming.number(value)) for title, value in beside]
    parts += [line((title, "calm")) for title in world_marks(seen)]
    return flowing(parts, width)


def world_tracks(seen: View) -> list[tuple[str, Track]]:
    """The tracks of the world that are numbers."""
    tracks = seen.rules.program.symbols.tracks["world"]
    return [(name, track) for name, track in tracks.items() if track.show == "number"]


def world_marks(seen: View) -> list[str]:
    """The marks that the world carries."""
    tracks = seen.rules.program.symbols.tracks["world"]
    carried = [name for name, track in tracks.items() if track.show == "mark" and seen.value("world", name)]
    return [naming.track(seen.rules, "world", name) for name in carried]


def beside_values(seen: View) -> Iterator[tuple[BesideRule, int]]:
    """The ruleset's further numbers for the board."""
    functions = seen.rules.machine.functions
    for rule in seen.rules.program.beside:
        yield rule, int(functions[rule.question.name](seen.cells))


def gauge(seen: View, name: str, track: Track, bar: int, marked: Marked) -> Line:
    """``Tension ━━━━━━ 6/10 ▲1``."""
    asked = Asked("world", name)
    value = seen.value("world", name)
    title = naming.sentence(naming.track(seen.rules, "world", name))
    if value is None:
        return line((title, "strong"), (f" {say('hidden')}", "dim"))
    level = tone(track, value)
    pieces = [Piece(f"{title} ", "strong")]
    if bar:
        pieces += [*drawn(value - track.min, track.max - track.min, bar, level or "calm"), Piece(" ")]
    return (
        *pieces,
        Piece(naming.number(value), level or "strong", asked),
        Piece(f"/{track.max}", "dim"),
        *mark(asked, marked),
    )


def flowing(parts: Iterable[Line], width: int) -> list[Line]:
    """Parts one after another, in as many lines as they need."""
    found: list[Line] = []
    current: Line = (Piece(" "),)
    for part in (piece for each in parts for piece in broken(each, width - 1)):
        if width_of(current) > 1 and width_of(current) + width_of(part) + 3 > width:
            found.append(current)
            current = (Piece(" "),)
        gap = (Piece("   "),) if width_of(current) > 1 else ()
        current = (*current, *gap, *part)
    return [*found, current] if width_of(current) > 1 else found


def broken(part: Line, width: int) -> Iterator[Line]:
    """A part in pieces that fit into a line: a list of many states goes on in the next."""
    current: Line = ()
    for piece in part:
        if current and width_of((*current, piece)) > width:
            yield current
            current = (Piece("     "),)
        current = (*current, piece)
    yield current


# The states


def state_lines(seen: View, width: int, marked: Marked) -> list[Line]:
    """A row for each state: its numbers, its word, and how much each trusts the others."""
    short, gap, own, pairs = fitted(seen, width)
    table = [*own, *pairs]
    names = name_column(seen)
    head: list[Piece] = [Piece(" " * width_of(names[0]))]
    for column in table:
        head.append(Piece(" " * (gap - 1 if column in pairs else gap)))
        head.append(Piece(right(column.heads[-1 if short else 0], column.width(short)), "dim"))
    rows = [tuple(head)]
    for seat in range(seen.rules.players):
        rows.append(row(table, pairs, seat, names[seat], (short, gap), marked))
    return rows


def row(
    table: Sequence[Column], pairs: Sequence[Column], seat: int, name: Line, look: tuple[bool, int], marked: Marked
) -> Line:
    """One state; the sign of a change stands in the gap behind the number."""
    short, gap = look
    pieces = [*name]
    sign: Line = ()
    for column in table:
        cell = column.cells[seat]
        room = gap - 1 if column in pairs else gap
        pieces += [*sign, Piece(" " * (room - width_of(sign)))]
        pieces += [Piece(" " * (column.width(short) - cell.width)), cell]
        sign = mark(cell.about, marked, size=False) if isinstance(cell.about, Asked) and column not in pairs else ()
    return tuple(pieces)


def name_column(seen: View) -> list[Line]:
    """Names, whose turn it is, and which of them is the viewer's, with a ``you`` in small print."""
    acting = () if seen.outcome is not None or seen.sealed else seen.acting
    titles = [cut(each.title, NAME_MOST) for each in seen.rules.states]
    own = [f" {say('you')}" if seat == seen.seat else "" for seat in range(len(titles))]
    most = max(len(title) + len(you) for title, you in zip(titles, own, strict=True))
    found = []
    for seat, (title, you) in enumerate(zip(titles, own, strict=True)):
        sign = "▸" if seat in acting else " "
        tone_ = "accent" if seat in acting else "strong" if seat == seen.seat else ""
        found.append(line((f" {sign} {title}", tone_), (left(you, most - len(title)), "dim")))
    return found


def fitted(seen: View, width: int) -> tuple[bool, int, list[Column], list[Column]]:
    """The widest table that fits: short heads or long, the gap, own columns, and relations."""
    own = [*track_columns(seen), *record_column(seen)]
    matrix = relation_columns(seen)
    name = max(width_of(each) for each in name_column(seen))
    for short, gap, pairs in ((False, 2, matrix), (False, 1, matrix), (True, 2, matrix), (True, 1, matrix)):
        needed = name + sum(column.width(short) + gap for column in own)
        if needed + 1 + sum(each.width(short) + gap - 1 for each in pairs) <= width:
            return short, gap, own, spaced(pairs)
    for short, gap in ((False, 2), (False, 1), (True, 2)):
        if name + sum(column.width(short) + gap for column in own) < width:
            return short, gap, own, []
    return True, 1, as_many_as_fit(own, width - name), []


def as_many_as_fit(own: list[Column], room: int) -> list[Column]:
    """The first columns; where there is room for no more, the rest is found under relations."""
    found, used = [], 0
    for column in own:
        used += column.width(short=True) + 1
        if used > room:
            break
        found.append(column)
    return found


def spaced(pairs: list[Column]) -> list[Column]:
    """The matrix, a little apart from the columns before it."""
    if not pairs:
        return pairs
    first = pairs[0]
    apart = Column(tuple(f" {head}" for head in first.heads), first.cells)
    return [apart, *pairs[1:]]


def track_columns(seen: View) -> Iterator[Column]:
    """A column for each track of the states that is a number."""
    rules = seen.rules
    for name, track in rules.program.symbols.tracks["state"].items():
        if track.show != "number" or naming.is_count(rules, "state", name):
            continue
        title = naming.track(rules, "state", name)
        heads = (title, track.short.lower() if track.short else title)
        cells = [number(seen, Asked("state", name, (seat,)), track) for seat in range(rules.players)]
        yield Column(heads, tuple(cells))


def record_column(seen: View) -> Iterator[Column]:
    """How often each kept its word."""
    pieces = [record_piece(seen, seat, "{}/{}") for seat in range(seen.rules.players)]
    if cells := tuple(piece for piece in pieces if piece is not None):
        yield Column((translated(KEPT),), cells)


def relation_columns(seen: View) -> list[Column]:
    """The first number that pairs have, as a matrix; ``=`` where the two have signed something."""
    rules = seen.rules
    name = next((name for name, track in rules.program.symbols.tracks["pair"].items() if track.show == "number"), None)
    if name is None:
        return []
    track = rules.program.symbols.tracks["pair"][name]
    return [
        Column(
            (f"{rules.states[other].short or rules.states[other].title[:2]} ",),
            tuple(relation(seen, name, track, seat, other) for seat in range(rules.players)),
        )
        for other in range(rules.players)
    ]


def relation(seen: View, name: str, track: Track, seat: int, other: int) -> Piece:
    """What one state is to another."""
    if seat == other:
        return Piece(" · ", "dim")
    value = seen.value("pair", name, seat, other)
    sign = "=" if bound(seen, seat, other) else " "
    text = "?" if value is None else naming.number(value)
    level = tone(track, value) if value is not None else "dim"
    about = Asked("pair", name, (seat, other) if track.directed else (min(seat, other), max(seat, other)))
    return Piece(f"{right(text, 2)}{sign}", level or ("strong" if seen.seat == seat else ""), about)


def bound(seen: View, seat: int, other: int) -> bool:
    """Whether an agreement of two binds them."""
    agreements = seen.rules.program.symbols.agreements
    return any(seen.value("two", name, seat, other) for name, parties in agreements.items() if parties == 2)


def mark_lines(seen: View, width: int) -> list[Line]:
    """Marks and agreements of many, each with those who carry it."""
    return flowing(carriers(seen), width)


def carriers(seen: View) -> list[Line]:
    """See ``mark_lines``; each by itself."""
    rules, parts = seen.rules, []
    for name, track in rules.program.symbols.tracks["state"].items():
        if track.show == "mark":
            parts += carried(seen, naming.track(rules, "state", name), "state", name)
    for name, parties in rules.program.symbols.agreements.items():
        if parties != 2:
            parts += carried(seen, naming.track(rules, "many", name), "many", name)
    return parts


def carried(seen: View, title: str, scope: str, name: str) -> list[Line]:
    """``ready: France, Japan``."""
    seats = [seat for seat in range(seen.rules.players) if seen.value(scope, name, seat)]
    pieces: list[Piece] = []
    for seat in seats:
        pieces += [
            *((Piece(", "),) if pieces else ()),
            Piece(naming.state(seen.rules, seat), "", Asked(scope, name, (seat,))),
        ]
    return [(Piece(f"  {title}: ", "dim"), *pieces)] if pieces else []


# The crises


def crisis_lines(seen: View, width: int, marked: Marked, *, roomy: bool) -> list[Line]:
    """A row for each open crisis."""
    if not seen.crises:
        return [line((f" {say('No crisis is open.')}", "dim"))]
    names, tags, hits, figures = (
        [part(seen, slot) for slot in seen.crises] for part in (title_of, tags_of, target_of, figures_of)
    )
    widths = [max(map(width_of, block)) for block in (names, tags, hits, figures)]
    room = width - SIGN - sum(each + 2 for each in widths)
    if room < 0:
        tags, widths[1] = [()] * len(tags), 0
        room = width - SIGN - sum(each + 2 for each in widths if each)
    if room < 0:
        widths[0] += room
        names = [shortened(name, widths[0]) for name in names]
    bar = min(BAR_MOST, room - 2) if room >= BAR_LEAST + 2 else 0
    found: list[Line] = []
    for index, slot in enumerate(seen.crises):
        row_ = columns(
            ([names[index]], widths[0] + 2),
            ([tags[index]], widths[1] + 2 if widths[1] else 0),
            ([hits[index]], widths[2] + 2 if widths[2] else 0),
            ([progress_bar(seen, slot, bar)], bar + 2 if bar else 0),
            ([(*figures[index], *crisis_mark(seen, slot, marked))], 0),
        )
        found += [(Piece(" "), *row_[0])]
        if roomy:
            found += [part for text in status.shares(seen, slot) for part in wrapped(f"   {text}", width, "dim", "   ")]
    return found


def card_of(seen: View, slot: int) -> str:
    """The name of the crisis in a slot, as the chronicle has it."""
    return seen.rules.card_names[seen.cells[seen.rules.machine.slot_cards + slot]]


def title_of(seen: View, slot: int) -> Line:
    """What it is called."""
    return line((naming.card(seen.rules, card_of(seen, slot)), "strong"))


def tags_of(seen: View, slot: int) -> Line:
    """What kind of crisis it is."""
    rules = seen.rules
    card = rules.cards[seen.cells[rules.machine.slot_cards + slot]]
    titles = [title for tag, title in rules.program.symbols.folder.ruleset.tags.items() if tag in card.tags]
    return line((", ".join(titles), "dim"))


def target_of(seen: View, slot: int) -> Line:
    """Whom it hits."""
    target = seen.cells[seen.rules.layout.start("slot", "target") + slot]
    if target < 0:
        return ()
    return toned(say("hits {state}"), "dim", state=Piece(naming.called(seen.rules, target), "strong"))


def figures_of(seen: View, slot: int) -> Line:
    """``3 of 23  2 rounds``; without a bar in the ruleset, its numbers."""
    crisis = seen.rules.program.symbols.folder.ruleset.board.crisis
    if crisis is None:
        return line(", ".join(status.numbers(seen, "crisis", slot)))
    name = card_of(seen, slot)
    done, wanted = (seen.value("crisis", track, slot) or 0 for track in (crisis.progress, crisis.demand))
    level = "good" if done >= wanted else "strong"
    reached = Piece(right(naming.number(done), 2), level, Asked("crisis", crisis.progress, (), name))
    asked = Piece(right(naming.number(wanted), 2), "", Asked("crisis", crisis.demand, (), name))
    found = toned(say("{number} of {most}"), "dim", number=reached, most=asked)
    return (*found, *deadline(seen, slot, name, crisis.deadline))


def deadline(seen: View, slot: int, name: str, track: str | None) -> Line:
    """How long there is."""
    rounds = seen.rules.machine.rounds - seen.round + 1
    left_ = min(rounds, (seen.value("crisis", track, slot) or 0) if track is not None else rounds)
    about = Asked("crisis", track, (), name) if track is not None else None
    last = left_ <= 1
    said = say("last round" if last else "{count} rounds", count=left_)
    return (Piece("  "), Piece(said, "bad" if last else "dim", about))


def crisis_mark(seen: View, slot: int, marked: Marked) -> Line:
    """What its progress gained."""
    crisis = seen.rules.program.symbols.folder.ruleset.board.crisis
    return mark(Asked("crisis", crisis.progress, (), card_of(seen, slot)), marked) if crisis is not None else ()


def progress_bar(seen: View, slot: int, width: int) -> Line:
    """How far it has come."""
    crisis = seen.rules.program.symbols.folder.ruleset.board.crisis
    if crisis is None or not width:
        return ()
    done, wanted = (seen.value("crisis", track, slot) or 0 for track in (crisis.progress, crisis.demand))
    return drawn(done, wanted, width, "good" if done >= wanted else "calm")
