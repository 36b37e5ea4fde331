"""What one seat may know, and nothing else.

A view is the position's cells with what the seat may not see overwritten. Everything that people, bots, hints and
exports learn comes from views.
"""

from __future__ import annotations

from functools import cached_property

from . import markers as mark
from .agendas import deal_others, has_agendas
from .chance import STREAMS, Dice, shuffled
from .chronicle import Entry, chronicle
from .decision import Decision, Moves, open_decisions
from .layout import HIDDEN, KIND, OVER, PHASE, QUEUE_SLOTS, QUEUE_WIDTH, ROUND, SEAT
from .outcome import Outcome, outcome
from .position import Position
from .rules import Rules, Setup


class View:
    """All that a seat may know."""

    def __init__(self, position: Position, seat: int) -> None:
        self.rules: Rules = position.rules
        self.seat = seat
        self.cells = visible_cells(position.rules, position.cells, seat)
        self._position = position

    @property
    def setup(self) -> Setup:
        """What the game was started with; the seed is hidden."""
        return self._position.setup._replace(seed=-1)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The seat's own open questions: one at most."""
        found = open_decisions(self.rules, self._position.cells)
        return tuple(own_eyes(decision, self.cells) for decision in found if decision.seat == self.seat)

    @cached_property
    def chronicle(self) -> tuple[Entry, ...]:
        """What happened, as far as the seat may know it."""
        return chronicle(self._position, self.seat)

    @property
    def outcome(self) -> Outcome | None:
        """How the game ended, or ``None`` while it goes on."""
        return outcome(self._position)

    @property
    def round(self) -> int:
        """The number of the round, from 1."""
        return self.cells[ROUND]

    @property
    def phase(self) -> str:
        """The id of the phase."""
        return self.rules.program.phases[self.cells[PHASE]].id

    @property
    def acting(self) -> tuple[int, ...]:
        """Who owes an answer; in a sealed phase the others' part of it is not to be seen."""
        if self.sealed:
            return tuple(range(self.rules.players))
        return tuple(decision.seat for decision in open_decisions(self.rules, self._position.cells))

    @property
    def sealed(self) -> bool:
        """Whether answers are being given in secret now."""
        return sealed_phase(self.rules, self.cells)

    def value(self, scope: str, name: str, *of: int) -> int | None:
        """A track, or ``None`` where the seat may not look. ``of`` are seats, or a crisis slot and then a seat."""
        block = self.rules.layout.block(scope, name)
        index = of[0] * self.rules.players + of[1] if len(of) == 2 else (of[0] if of else 0)
        found = self.cells[block.start + index]
        return None if found == HIDDEN else found

    @property
    def crises(self) -> tuple[int, ...]:
        """The slots of the open crises, in drawing order."""
        start = self.rules.machine.slot_cards
        return tuple(slot for slot in range(self.rules.layout.slots) if self.cells[start + slot] >= 0)

    @property
    def agenda(self) -> str | None:
        """The id of the seat's own agenda."""
        if not has_agendas(self.rules):
            return None
        return self.rules.program.agendas[self.cells[self.rules.layout.start("agenda", "agenda") + self.seat]].id


def own_eyes(decision: Decision, cells: list[int]) -> Decision:
    """A decision whose moves are named from the view's own cells."""
    moves = decision.moves
    named = Moves(moves._rules, cells, moves.numbers, decision.seat)  # noqa: SLF001 - a Moves made anew
    return Decision(decision.seat, decision.kind, decision.phase, decision.about, named)


def view(position: Position, seat: int) -> View:
    """All that a seat may know, and nothing else. Seats count from 0."""
    if not 0 <= seat < position.rules.players:
        raise ValueError(f"there is no seat {seat}: seats are 0 to {position.rules.players - 1}")
    return View(position, seat)


def sealed_phase(rules: Rules, cells: list[int]) -> bool:
    """Whether answers are being given in secret."""
    if cells[KIND] != mark.ASK:
        return False
    ask = rules.program.phases[cells[PHASE]].ask
    return ask is not None and ask.sealed


def visible_cells(rules: Rules, cells: list[int], seat: int) -> list[int]:
    """The cells, with what the seat may not see overwritten. After the end everything is open but the streams."""
    found = cells[:]
    layout = rules.layout
    first = layout.start("stream", STREAMS[0])
    found[first : first + len(STREAMS)] = [HIDDEN] * len(STREAMS)
    if cells[OVER]:
        return found
    hide_owned(rules, found, seat)
    following, looked = layout.start("deck", "next"), layout.start("deck", "seen")
    for deck in range(len(rules.program.decks)):
        if not cells[looked + deck] >> seat & 1:
            found[following + deck] = HIDDEN
    hide_injected(rules, found)
    if sealed_phase(rules, cells):
        hide_sealed(rules, found, seat)
    return found


def hide_owned(rules: Rules, cells: list[int], seat: int) -> None:
    """Agendas and secret tracks of others."""
    for start in rules.secret_starts:
        own = cells[start + seat]
        cells[start : start + rules.players] = [HIDDEN] * rules.players
        cells[start + seat] = own


def hide_injected(rules: Rules, cells: list[int]) -> None:
    """Cards that a facilitator has chosen for a later round."""
    start, cards = rules.machine.drawing.queue, len(rules.cards)
    end = start + QUEUE_SLOTS * QUEUE_WIDTH
    rows = [cells[at : at + QUEUE_WIDTH] for at in range(start, end, QUEUE_WIDTH) if cells[at] < cards]
    known = [cell for row in rows for cell in row]
    cells[start:end] = known + [-1] * (end - start - len(known))


def hide_sealed(rules: Rules, cells: list[int], seat: int) -> None:
    """What others have answered so far, how far they are, and so who is first of those who owe an answer."""
    cells[SEAT] = HIDDEN
    asking, n = rules.machine.asking, rules.players
    phase = cells[PHASE]
    slots = range(rules.layout.slots)
    ask = asking.asks[phase]
    per_crisis = ask is not None and ask.per_crisis
    for other in range(n):
        if other != seat:
            cells[asking.pointers + other] = HIDDEN
            for slot in slots if per_crisis else (0,):
                cells[asking.cell(phase, other, slot)] = HIDDEN


def determinised(seen: View, dice: Dice) -> list[int]:
    """Cells that the view could be of: what is hidden is filled in by lot, others' sealed answers are un-asked."""
    rules = seen.rules
    cells = seen.cells[:]
    for name in STREAMS:
        cells[rules.layout.start("stream", name)] = dice.below(1 << 62)
    if cells[OVER]:
        return cells
    if has_agendas(rules):
        deal_others(rules, cells, dice, seen.seat)
    for start in rules.secret_starts[1 if has_agendas(rules) else 0 :]:
        deal_secrets(seen, cells, dice, start)
    following, looked = rules.layout.start("deck", "next"), rules.layout.start("deck", "seen")
    for deck in range(len(rules.program.decks)):
        if cells[following + deck] == HIDDEN:
            cells[following + deck], cells[looked + deck] = -1, 0
    if sealed_phase(rules, cells):
        unask(rules, cells)
    return cells


def deal_secrets(seen: View, cells: list[int], dice: Dice, start: int) -> None:
    """Others' numbers of a secret track: what was dealt is dealt again without the seat's own, else as at the start."""
    rules = seen.rules
    block = rules.layout.blocks_by_cell[start]
    dealt = block.track.deal if block.track is not None else None
    pool = list(rules.program.symbols.lists[dealt][: rules.players]) if dealt is not None else []
    if cells[start + seen.seat] in pool:
        pool.remove(cells[start + seen.seat])
    rest = shuffled(dice.cells, 0, pool)
    for seat in range(rules.players):
        if cells[start + seat] == HIDDEN:
            cells[start + seat] = rest.pop() if rest else block.initial


def unask(rules: Rules, cells: list[int]) -> None:
    """Others' sealed answers, unknown, become questions again."""
    asking, phase = rules.machine.asking, cells[PHASE]
    ask = asking.asks[phase]
    slots = range(rules.layout.slots) if ask is not None and ask.per_crisis else (0,)
    for seat in range(rules.players):
        if cells[asking.pointers + seat] == HIDDEN:
            for slot in slots:
                at = asking.cell(phase, seat, slot)
                cells[at] = rules.layout.blocks_by_cell[at].initial
            cells[asking.pointers + seat] = asking.following(cells, phase, seat, 0)
    asking.next_seat(cells, phase)
