"""How things stand, as sentences that can be read aloud: the world, the states, the crises, the relations."""

from collections.abc import Iterable
from copy import copy

from ..engine.agendas import has_agendas
from ..engine.chronicle import Entry
from ..engine.layout import HIDDEN, ROUND, Block
from ..engine.outcome import standing_scores
from ..engine.position import Position
from ..engine.rules import Rules
from ..engine.view import View, hide_sealed, view
from ..wording import say
from . import dates, naming

NOBODY = -1
"""The seat of a view that everybody may have."""


def numbers(seen: View, scope: str, *of: int, counts: bool = False) -> list[str]:
    """The tracks of one thing that are shown as numbers: ``support 6``. Counts are left out unless asked for."""
    found = []
    for name, track in seen.rules.program.symbols.tracks[scope].items():
        value = dates.value(seen, scope, name, *of)
        counted = naming.is_count(seen.rules, scope, name)
        if track.show == "number" and value is not None and (counts or not counted):
            found.append(f"{naming.track(seen.rules, scope, name)} {naming.number(value)}")
    return found


def marks(seen: View, scope: str, *of: int) -> list[str]:
    """The marks that one thing carries."""
    tracks = seen.rules.program.symbols.tracks[scope]
    carried = [name for name, track in tracks.items() if track.show == "mark" and seen.value(scope, name, *of)]
    return [f"“{naming.track(seen.rules, scope, name)}”" for name in carried]


def world(seen: View) -> str:
    """``Tension 3, order 5, rival 3.``"""
    found = numbers(seen, "world") + marks(seen, "world")
    return f"{naming.sentence(', '.join(found))}." if found else ""


def state(seen: View, seat: int, counts: bool = False) -> str:
    """One state's numbers and marks."""
    found = numbers(seen, "state", seat, counts=counts) + marks(seen, "state", seat)
    name = naming.state(seen.rules, seat)
    whose = say("{state} (you)", state=name) if seat == seen.seat else name
    return f"{whose}: {', '.join(found)}."


def crisis(seen: View, slot: int) -> str:
    """One open crisis: what it is, whom it hits, its numbers."""
    rules = seen.rules
    card = rules.cards[seen.cells[rules.machine.slot_cards + slot]]
    tags = [title for tag, title in rules.program.symbols.folder.ruleset.tags.items() if tag in card.tags]
    target = seen.cells[rules.layout.start("slot", "target") + slot]
    title = rules.card_titles[seen.cells[rules.machine.slot_cards + slot]]
    head = f"{title} ({', '.join(tags)})" if tags else title
    if target >= 0:
        head = say("{crisis}, hitting {state}", crisis=head, state=naming.called(rules, target))
    found = numbers(seen, "crisis", slot) + marks(seen, "crisis", slot)
    found += [say("last round")] if seen.round == rules.machine.rounds else []
    return f"{head}: {', '.join(found)}."


def shares(seen: View, slot: int) -> list[str]:
    """What each state has to do with a crisis: ``Share: France 4, Japan 2.``"""
    rules, found = seen.rules, []
    for name, track in rules.program.symbols.tracks["crisis_state"].items():
        values = [(seat, seen.value("crisis_state", name, slot, seat)) for seat in range(rules.players)]
        known = [f"{naming.state(rules, seat)} {naming.number(value)}" for seat, value in values if value]
        if track.show == "number" and known:
            found.append(f"{naming.sentence(naming.track(rules, 'crisis_state', name))}: {', '.join(known)}.")
    return found


def crises(seen: View) -> list[str]:
    """All open crises with their shares."""
    if not seen.rules.layout.slots:
        return []
    found = [" ".join([crisis(seen, slot), *shares(seen, slot)]) for slot in seen.crises]
    return found or [say("No crisis is open.")]


def relations(seen: View) -> list[str]:
    """Pair tracks, agreements of two and of many."""
    return _pair_tracks(seen) + _agreements(seen)


def own_relations(seen: View) -> list[str]:
    """Where the seat itself stands with each other state: ``France, trust: Germany 4, Japan 3.``"""
    rules, found = seen.rules, []
    for name, track in rules.program.symbols.tracks["pair"].items():
        others = [seat for seat in range(rules.players) if seat != seen.seat]
        values = [(seat, seen.value("pair", name, seen.seat, seat)) for seat in others]
        each = [f"{naming.state(rules, seat)} {naming.number(value)}" for seat, value in values if value is not None]
        if each and track.show == "number":
            found.append(f"{naming.state(rules, seen.seat)}, {naming.track(rules, 'pair', name)}: {', '.join(each)}.")
    return found


def _pair_tracks(seen: View) -> list[str]:
    rules, found = seen.rules, []
    for name, track in rules.program.symbols.tracks["pair"].items():
        each = []
        for first in range(rules.players):
            for second in range(rules.players) if track.directed else range(first + 1, rules.players):
                value = seen.value("pair", name, first, second)
                if first != second and value is not None:
                    one, other = naming.state(rules, first), naming.state(rules, second)
                    between = (
                        say("{first} to {second}", first=one, second=other) if track.directed else f"{one}-{other}"
                    )
                    each.append(f"{between} {naming.number(value)}")
        if each and track.show != "no":
            found.append(f"{naming.sentence(naming.track(rules, 'pair', name))}: {', '.join(each)}.")
    return found


def _agreements(seen: View) -> list[str]:
    rules, found = seen.rules, []
    for name, parties in rules.program.symbols.agreements.items():
        if parties == 2:
            pairs = [
                f"{naming.state(rules, first)}-{naming.state(rules, second)}"
                for first in range(rules.players)
                for second in range(first + 1, rules.players)
                if seen.value("two", name, first, second)
            ]
        else:
            pairs = [naming.state(rules, seat) for seat in range(rules.players) if seen.value("many", name, seat)]
        if pairs:
            scope = "two" if parties == 2 else "many"
            found.append(f"{naming.sentence(naming.track(rules, scope, name))}: {', '.join(pairs)}.")
    return found


def scores(seen: View) -> str:
    """What each state would score now, secret aims left out, the highest first."""
    return scores_of(seen.rules, seen.cells)


def scores_of(rules: Rules, cells: list[int]) -> str:
    """The same from cells in which everything that scores is known."""
    if any(
        cells[block.start + seat] == HIDDEN
        for block in rules.layout.blocks
        if block.scope == "state"
        for seat in range(rules.players)
    ):
        return ""
    found = standing_scores(rules, cells)
    order = sorted(range(rules.players), key=lambda seat: -found[seat])
    each = ", ".join(f"{naming.state(rules, seat)} {naming.number(found[seat])}" for seat in order)
    left_out = has_agendas(rules)
    return say("Score so far (agendas left out): {scores}." if left_out else "Score so far: {scores}.", scores=each)


def everything(seen: View) -> list[str]:
    """The whole situation."""
    rules = seen.rules
    round_, phase = seen.round, naming.phase(rules, seen.phase)
    head = say("Round {round} of {rounds}, {phase}.", round=round_, rounds=rules.machine.rounds, phase=phase)
    states = [state(seen, seat, counts=True) for seat in range(rules.players)]
    found = [head, world(seen), *states, *crises(seen), *relations(seen), scores(seen)]
    return [line for line in found if line]


def brief(seen: View) -> list[str]:
    """The situation in a few lines, for the end of a round or the beginning of a turn."""
    states = [state(seen, seat) for seat in range(seen.rules.players)]
    return [line for line in (world(seen), *states, *own_relations(seen), *crises(seen), scores(seen)) if line]


def everybodys(position: Position) -> View:
    """What everybody may know: a view that belongs to no seat."""
    found = view(position, 0)
    found.seat = NOBODY
    if not position.over:
        for start in found.rules.secret_starts:
            found.cells[start] = HIDDEN
        block = found.rules.layout.block("deck", "next")
        found.cells[block.start : block.start + block.size] = [HIDDEN] * block.size
        if found.sealed:
            hide_sealed(found.rules, found.cells, NOBODY)
    return found


def earlier(now: View, later: Iterable[Entry]) -> View:
    """How the world, the states and their relations stood before some later entries; crises are left as they are."""
    found = copy(now)
    found.cells = now.cells[:]
    layout = now.rules.layout
    for entry in reversed(list(later)):
        if entry.kind == "round":
            found.cells[ROUND] = entry.new - 1
        elif entry.kind == "change" and entry.scope in ("world", "state", "pair", "two", "many"):
            block = layout.block(entry.scope, entry.name)
            for cell in cells_of(block, entry.seats, layout.players):
                found.cells[cell] = entry.old
    return found


def cells_of(block: Block, seats: tuple[int, ...], players: int) -> list[int]:
    """The cells that hold one number; what two states share is held twice."""
    if len(seats) < 2:
        return [block.start + (seats[0] if seats else 0)]
    first, second = seats
    cells = [block.start + first * players + second]
    directed = block.track is not None and block.track.directed
    return cells if directed else [*cells, block.start + second * players + first]


def standing(seen: View) -> list[str]:
    """World and states in a few lines: how things stand after a round."""
    states = [state(seen, seat) for seat in range(seen.rules.players)]
    return [line for line in (world(seen), *states, scores(seen)) if line]
