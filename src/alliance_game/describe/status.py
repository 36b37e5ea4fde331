"""How things stand, as sentences that can be read aloud: the world, the states, the crises, the relations."""

from ..engine.layout import HIDDEN
from ..engine.outcome import standing_scores
from ..engine.rules import Rules
from ..engine.view import View
from . import naming


def numbers(view: View, scope: str, *of: int, counts: bool = False) -> list[str]:
    """The tracks of one thing that are shown as numbers: ``support 6``. Counts are left out unless asked for."""
    found = []
    for name, track in view.rules.program.symbols.tracks[scope].items():
        value = view.value(scope, name, *of)
        counted = naming.is_count(view.rules, scope, name)
        if track.show == "number" and value is not None and (counts or not counted):
            found.append(f"{naming.track(view.rules, scope, name)} {naming.number(value)}")
    return found


def marks(view: View, scope: str, *of: int) -> list[str]:
    """The marks that one thing carries."""
    tracks = view.rules.program.symbols.tracks[scope]
    carried = [name for name, track in tracks.items() if track.show == "mark" and view.value(scope, name, *of)]
    return [f"“{naming.track(view.rules, scope, name)}”" for name in carried]


def world(view: View) -> str:
    """``Tension 3, order 5, rival 3.``"""
    found = numbers(view, "world") + marks(view, "world")
    return f"{naming.sentence(', '.join(found))}." if found else ""


def state(view: View, seat: int, counts: bool = False) -> str:
    """One state's numbers and marks."""
    found = numbers(view, "state", seat, counts=counts) + marks(view, "state", seat)
    you = " (you)" if seat == view.seat else ""
    return f"{naming.state(view.rules, seat)}{you}: {', '.join(found)}."


def crisis(view: View, slot: int) -> str:
    """One open crisis: what it is, whom it hits, its numbers."""
    rules = view.rules
    card = rules.cards[view.cells[rules.machine.slot_cards + slot]]
    tags = [title for tag, title in rules.program.symbols.folder.ruleset.tags.items() if tag in card.tags]
    target = view.cells[rules.layout.start("slot", "target") + slot]
    about = f" ({', '.join(tags)})" if tags else ""
    hits = f", hitting {naming.state(rules, target)}" if target >= 0 else ""
    found = numbers(view, "crisis", slot) + marks(view, "crisis", slot)
    return f"{rules.card_titles[view.cells[rules.machine.slot_cards + slot]]}{about}{hits}: {', '.join(found)}."


def shares(view: View, slot: int) -> list[str]:
    """What each state has to do with a crisis: ``Share: France 4, Japan 2.``"""
    rules, found = view.rules, []
    for name, track in rules.program.symbols.tracks["crisis_state"].items():
        values = [(seat, view.value("crisis_state", name, slot, seat)) for seat in range(rules.players)]
        known = [f"{naming.state(rules, seat)} {naming.number(value)}" for seat, value in values if value]
        if track.show == "number" and known:
            found.append(f"{naming.sentence(naming.track(rules, 'crisis_state', name))}: {', '.join(known)}.")
    return found


def crises(view: View) -> list[str]:
    """All open crises with their shares."""
    if not view.rules.layout.slots:
        return []
    found = [" ".join([crisis(view, slot), *shares(view, slot)]) for slot in view.crises]
    return found or ["No crisis is open."]


def relations(view: View) -> list[str]:
    """Pair tracks, agreements of two and of many."""
    return _pair_tracks(view) + _agreements(view)


def _pair_tracks(view: View) -> list[str]:
    rules, found = view.rules, []
    for name, track in rules.program.symbols.tracks["pair"].items():
        each = []
        for first in range(rules.players):
            for second in range(rules.players) if track.directed else range(first + 1, rules.players):
                value = view.value("pair", name, first, second)
                if first != second and value is not None:
                    between = (" to " if track.directed else "-").join((naming.state(rules, first), naming.state(rules, second)))
                    each.append(f"{between} {naming.number(value)}")
        if each and track.show != "no":
            found.append(f"{naming.sentence(naming.track(rules, 'pair', name))}: {', '.join(each)}.")
    return found


def _agreements(view: View) -> list[str]:
    rules, found = view.rules, []
    for name, parties in rules.program.symbols.agreements.items():
        if parties == 2:
            pairs = [
                f"{naming.state(rules, first)}-{naming.state(rules, second)}"
                for first in range(rules.players)
                for second in range(first + 1, rules.players)
                if view.value("two", name, first, second)
            ]
        else:
            pairs = [naming.state(rules, seat) for seat in range(rules.players) if view.value("many", name, seat)]
        if pairs:
            scope = "two" if parties == 2 else "many"
            found.append(f"{naming.sentence(naming.track(rules, scope, name))}: {', '.join(pairs)}.")
    return found


def scores(view: View) -> str:
    """What each state would score now, secret aims left out, the highest first."""
    return scores_of(view.rules, view.cells)


def scores_of(rules: Rules, cells: list[int]) -> str:
    """The same from cells in which everything that scores is known."""
    if any(cells[block.start + seat] == HIDDEN for block in rules.layout.blocks if block.scope == "state" for seat in range(rules.players)):
        return ""
    found = standing_scores(rules, cells)
    order = sorted(range(rules.players), key=lambda seat: -found[seat])
    return f"Score so far: {', '.join(f'{naming.state(rules, seat)} {naming.number(found[seat])}' for seat in order)}."


def everything(view: View) -> list[str]:
    """The whole situation."""
    rules = view.rules
    head = f"Round {view.round} of {rules.machine.rounds}, {naming.phase(rules, view.phase)}."
    states = [state(view, seat, counts=True) for seat in range(rules.players)]
    found = [head, world(view), *states, *crises(view), *relations(view), scores(view)]
    return [line for line in found if line]


def brief(view: View) -> list[str]:
    """The situation in a few lines, for the end of a round or the beginning of a turn."""
    states = [state(view, seat) for seat in range(view.rules.players)]
    return [line for line in (world(view), *states, *crises(view), scores(view)) if line]
