"""The rules at work: from one question to the next.

``advance`` runs phases until a seat is asked something or the game is over; ``play`` takes the answer. Both change
the cells in place and tell the raw chronicle what they do. Nothing here knows a tactic, a card or a track.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..language.program import CardRule, PhaseRule
from . import markers as mark
from .asking import Asking
from .drawing import Drawing
from .layout import (
    ABOUT,
    ACTIONS,
    ANSWERED,
    ASKED,
    CARD,
    DATED,
    DRAWS,
    FIRST,
    GAPS,
    KIND,
    OVER,
    PENDING,
    PHASE,
    ROUND,
    SEAT,
    STAGE,
    TURN,
    WHO,
    YES,
    Layout,
)
from .legality import MoveOf, limit_index
from .markers import Log

Functions = Mapping[str, Callable[..., Any]]


class GameEnds(Exception):
    """The game is over; raised in the middle of effects, and caught by the machine."""


class Machine:
    """Runs one compiled game. The functions come from generated code (or, in tests, from an interpreter)."""

    def __init__(self, layout: Layout, moves: tuple[MoveOf, ...]) -> None:
        program = layout.program
        self.layout = layout
        self.players = layout.players
        self.moves = moves
        self.forms = program.forms
        self.phases: tuple[PhaseRule, ...] = program.phases
        self.cards: tuple[CardRule, ...] = tuple(program.cards[index] for index, _ in layout.copies)
        self.order = tuple(
            tuple((first + step) % self.players for step in range(self.players)) for first in range(self.players)
        )
        self.rounds = program.symbols.constants["rounds"]
        self.slot_cards = layout.start("slot", "card")
        self.reset_from = layout.reset_from
        self.resets = [block.initial for block in layout.blocks_by_cell[layout.reset_from :]]
        self.counts = layout.start("count", "proposals"), layout.start("count", "refusals")
        self.costs = [
            [(layout.start("state", track), price) for track, price in form.cost.items()] for form in self.forms
        ]
        self.own_limits = [
            [
                layout.start("limit", f"{form.tactic} {limit.period} self")
                for limit in form.limits
                if limit.key == "self"
            ]
            for form in self.forms
        ]
        self.counted = [[self.limit_cells(move, seat) for seat in range(self.players)] for move in moves]
        self.rotates = any(phase.act is not None and phase.act.rotates for phase in self.phases)
        self.default_ending = next(
            (
                index
                for index, ending in enumerate(program.symbols.folder.ruleset.endings.values())
                if ending.everyone == "scored"
            ),
            0,
        )
        self.crisis_blocks = [
            (block.start, block.size // layout.slots, [block.initial] * (block.size // layout.slots))
            for block in layout.crisis_blocks()
        ]
        self.stop_after: tuple[int, int] | None = None
        self.drawing = Drawing(self)
        self.asking = Asking(self)

    def limit_cells(self, move: MoveOf, seat: int) -> list[int]:
        """The cells in which limits count that a move's effects were run; what counts per state is not among them."""
        if move.form < 0:
            return []
        form = self.forms[move.form]
        limits = [limit for limit in form.limits if limit.key != "self"]
        return [cell for limit in limits for cell in limit_index(self.layout, form, limit, seat, move.arguments)]

    def helpers(self) -> dict[str, object]:
        """What the generated code calls."""
        return {
            "ORDER": self.order,
            "close": self.close,
            "dissolve": self.dissolve,
            "schedule": self.drawing.schedule,
            "peek": self.drawing.peek,
            "end_game": self.end_game,
            "run_outcome": self.run_outcome,
        }

    def bind(self, functions: Functions) -> None:
        """The functions to run."""
        self.functions = functions
        self.perform = [functions[form.perform.name] for form in self.forms]
        self.legal_by_phase = [
            [functions[f"legal_{phase.id}_{actor}"] for actor in range(self.players)] if phase.act else []
            for phase in self.phases
        ]
        self.conditions = [functions[phase.condition.name] if phase.condition else None for phase in self.phases]
        steps = {"draw": self.drawing.step, "act": self.act, "ask": self.asking.step, "do": self.do}
        self.steps = [
            next(step for name, step in steps.items() if getattr(phase, name) is not None) for phase in self.phases
        ]
        self.actions = [functions[phase.act.actions.name] if phase.act else None for phase in self.phases]
        self.done = [functions[phase.do.name] if phase.do else None for phase in self.phases]
        self.turn_starts = functions["turn_starts"] if self.layout.program.turn_starts.steps else None
        self.leaves = functions["crisis_leaves"]
        lists = ("met", "failed")
        self.lists = [
            [functions[made.name] if (made := getattr(card, part)) else None for card in self.cards] for part in lists
        ]
        self.drawing.bind(functions)
        self.asking.bind(functions)

    # What a seat can do

    def legal(self, v: list[int]) -> list[int]:
        """The moves of the seat asked first: numbers whose meaning the kind of question gives."""
        kind = v[KIND]
        if kind == mark.ACT:
            moves: list[int] = self.legal_by_phase[v[PHASE]][v[SEAT]](v)
            return moves
        if kind == mark.CONSENT:
            return [1, 0]
        if kind == mark.ASK:
            return self.asking.answers(v, v[SEAT])
        if kind == mark.CHOICE:
            return self.drawing.possible(v)
        return []

    def seat(self, v: list[int]) -> int:
        """The seat asked first, or -1."""
        return v[SEAT]

    # From question to question

    def play(self, v: list[int], move: int, log: Log, seat: int = -1) -> None:
        """Carry out a legal move of the seat (the one asked first, if not said) and go on to the next question."""
        kind = v[KIND]
        try:
            if kind == mark.ASK:
                self.asking.answer(v, v[SEAT] if seat < 0 else seat, move, log)
            elif kind == mark.ACT:
                self.choose_tactic(v, move, log)
            elif kind == mark.CONSENT:
                self.consent(v, move, log)
            else:
                self.drawing.choose(v, move, log)
        except GameEnds:
            self.quiet(v)
            return
        if v[KIND] == mark.NO_QUESTION:
            self.advance(v, log)

    def begin(self, v: list[int], log: Log) -> None:
        """The first round, up to the first question."""
        try:
            self.new_round(v, log)
        except GameEnds:
            self.quiet(v)
            return
        self.advance(v, log)

    def advance(self, v: list[int], log: Log) -> None:
        """Run until a seat is asked something or the game is over."""
        steps = self.steps
        try:
            while not self.drawing.run_queue(v, log):
                phase = v[PHASE]
                if v[STAGE] == 0:
                    if not self.enter(v, log, phase):
                        self.next_phase(v, log)
                        continue
                    v[STAGE] = 1
                if steps[phase](v, log):
                    return
                if v[GAPS]:
                    self.tidy(v, log)
                self.next_phase(v, log)
        except GameEnds:
            self.quiet(v)

    def enter(self, v: list[int], log: Log, phase: int) -> bool:
        """Begin a phase, unless its condition says no."""
        condition = self.conditions[phase]
        if condition is not None and not condition(v):
            return False
        if log is not None:
            log.append((mark.PHASE, phase))
        return True

    def next_phase(self, v: list[int], log: Log) -> None:
        """On to the next phase, or the next round."""
        if self.stop_after is not None and v[PHASE] == self.stop_after[0]:
            self.end_game(v, log, -1, self.stop_after[1])
        v[STAGE] = 0
        if v[PHASE] + 1 < len(self.phases):
            v[PHASE] += 1
            return
        # The last phase is still the phase: the game may be over here.
        self.functions["round_ends"](v, log)
        self.new_round(v, log)

    def new_round(self, v: list[int], log: Log) -> None:
        """The next round; a game whose rules do not end it is over after its last."""
        if v[ROUND] >= self.rounds:
            self.end_game(v, log, -1, self.default_ending)
        v[ROUND] += 1
        v[PHASE] = 0
        if v[ROUND] > 1 and self.rotates:
            v[FIRST] = (v[FIRST] + 1) % self.players
        v[self.reset_from :] = self.resets
        if log is not None:
            log.append((mark.ROUND, v[ROUND]))
        self.functions["round_starts"](v, log)
        if v[GAPS]:
            self.tidy(v, log)

    def quiet(self, v: list[int]) -> None:
        """Nobody is asked anything any more; what is not in use is cleared, so that equal positions are equal."""
        v[KIND] = v[ASKED] = v[ANSWERED] = v[YES] = v[STAGE] = v[GAPS] = v[DATED] = 0
        v[SEAT] = v[TURN] = v[ACTIONS] = v[PENDING] = v[CARD] = v[WHO] = v[ABOUT] = v[DRAWS] = -1
        self.asking.clear(v)

    def do(self, v: list[int], log: Log) -> bool:
        """A phase of effects."""
        done = self.done[v[PHASE]]
        assert done is not None
        done(v, log)
        return False

    # Acting

    def act(self, v: list[int], log: Log) -> bool:
        """Ask the next state that has an action left; a turn begins with its hooks."""
        order = self.order[v[FIRST]]
        phase = v[PHASE]
        actions = self.actions[phase]
        assert actions is not None
        if v[TURN] < 0:
            v[TURN] = 0
        while v[TURN] < self.players:
            seat = order[v[TURN]]
            if v[ACTIONS] < 0:
                self.begin_turn(v, log, seat)
                v[ACTIONS] = actions(v, seat)
            if v[ACTIONS] > 0:
                v[KIND] = mark.ACT
                v[SEAT] = seat
                return True
            v[TURN] += 1
            v[ACTIONS] = -1
        v[TURN] = v[SEAT] = v[ACTIONS] = -1
        return False

    def begin_turn(self, v: list[int], log: Log, seat: int) -> None:
        if log is not None:
            log.append((mark.TURN, seat))
        if self.turn_starts is not None:
            self.turn_starts(v, log, seat)
            if v[GAPS]:
                self.tidy(v, log)

    def choose_tactic(self, v: list[int], move: int, log: Log) -> None:
        seat = v[SEAT]
        if log is not None:
            log.append((mark.MOVE, seat, mark.ACT, move))
        v[KIND] = mark.NO_QUESTION
        if move == 0:
            v[ACTIONS] = 0
            return
        v[ACTIONS] -= 1
        index = self.moves[move].form
        for start in self.own_limits[index]:
            v[start + seat] = 1
        form = self.forms[index]
        if form.asks:
            v[self.counts[0]] += 1
            v[PENDING] = move
            v[ASKED] = self.electorate(v, seat, move)
            v[ANSWERED] = v[YES] = 0
            self.next_voter(v, log)
        else:
            self.carry_out(v, log, seat, move)

    def carry_out(self, v: list[int], log: Log, seat: int, move: int) -> None:
        """Pay, then the effects."""
        index, arguments = self.moves[move]
        if log is not None:
            log.append((mark.DONE, index, seat, move))
        for start, price in self.costs[index]:
            old = v[start + seat]
            v[start + seat] = old - price
            if log is not None:
                log.append((self.forms[index].site, start + seat, old, old - price, -price))
        for cell in self.counted[move][seat]:
            v[cell] = 1
        self.perform[index](v, log, seat, *arguments)
        if v[GAPS]:
            self.tidy(v, log)

    def try_out(self, v: list[int], seat: int, move: int) -> None:
        """Carry out a move as if everybody who is asked had said yes: for whoever wants to know what it would do."""
        if self.forms[self.moves[move].form].asks:
            v[ASKED] = v[YES] = self.electorate(v, seat, move)
        self.carry_out(v, None, seat, move)
        v[ASKED] = v[YES] = 0

    # Consent

    def electorate(self, v: list[int], seat: int, move: int) -> int:
        """Who is asked for consent to a move, as bits."""
        index, arguments = self.moves[move]
        form = self.forms[index]
        if form.council is None:
            names = [parameter.name for parameter in form.parameters]
            return sum({1 << arguments[names.index(name)] for name in form.consent})
        where = form.council.where
        others = [other for other in range(self.players) if other != seat]
        if where is not None:
            asks = self.functions[where.name]
            others = [other for other in others if asks(v, seat, *arguments, other)]
        return sum(1 << other for other in others)

    def next_voter(self, v: list[int], log: Log) -> None:
        """Ask the next one in seat order after the acting state, or settle the proposal."""
        actor = self.order[v[FIRST]][v[TURN]]
        index = self.moves[v[PENDING]].form
        waiting = v[ASKED] & ~v[ANSWERED]
        refused = self.forms[index].council is None and v[ANSWERED] & ~v[YES]
        if waiting and not refused:
            v[SEAT] = next(seat for seat in self.order[actor] if waiting >> seat & 1)
            v[KIND] = mark.CONSENT
            return
        v[SEAT] = actor
        move = v[PENDING]
        if self.passes(v, actor, index):
            self.carry_out(v, log, actor, move)
        else:
            v[self.counts[1]] += 1
            if log is not None:
                log.append((mark.REFUSED, index, actor, move))
        v[PENDING] = -1
        v[ASKED] = v[ANSWERED] = v[YES] = 0

    def passes(self, v: list[int], actor: int, index: int) -> bool:
        council = self.forms[index].council
        if council is None:
            return v[YES] == v[ASKED]
        arguments = self.moves[v[PENDING]].arguments
        yes, asked = v[YES].bit_count(), v[ASKED].bit_count()
        return bool(self.functions[council.passes.name](v, actor, *arguments, yes, asked))

    def consent(self, v: list[int], answer: int, log: Log) -> None:
        seat = v[SEAT]
        if log is not None:
            log.append((mark.MOVE, seat, mark.CONSENT, answer))
        v[KIND] = mark.NO_QUESTION
        v[ANSWERED] |= 1 << seat
        if answer:
            v[YES] |= 1 << seat
        self.next_voter(v, log)

    # What a facilitator does

    def resume(self, v: list[int], log: Log) -> None:
        """Go on after something has changed from outside: what was asked is asked again, if it still is to be."""
        if v[KIND] == mark.ASK:
            self.asking.resettle(v)
            if v[KIND] == mark.ASK:
                return
        v[KIND] = mark.NO_QUESTION
        self.advance(v, log)

    def end_early(self, v: list[int], log: Log) -> None:
        """The game is over now: as the rules say, or with the states ranked."""
        try:
            self.functions["ends_early"](v, log)
            self.end_game(v, log, -1, self.default_ending)
        except GameEnds:
            self.quiet(v)

    # What the generated code calls

    def end_game(self, v: list[int], log: Log, site: int, ending: int) -> None:
        """The game is over: ``over`` holds the ending's number plus 1."""
        v[OVER] = ending + 1
        if log is not None:
            log.append((mark.OVER, ending, site))
        raise GameEnds

    def run_outcome(self, v: list[int], log: Log, part: int, slot: int) -> None:
        """The list of a crisis card: 0 met, 1 failed."""
        card = v[self.slot_cards + slot]
        if card < 0:
            return
        if log is not None:
            log.append((mark.OUTCOME, part, card, slot))
        run = self.lists[part][card]
        if run is not None:
            run(v, log, slot, v[self.layout.start("slot", "target") + slot])

    def close(self, v: list[int], log: Log, site: int, slot: int) -> None:
        """A crisis leaves the table after what is due; later ones move up once the running effects are done."""
        card = v[self.slot_cards + slot]
        if card < 0:
            return
        self.leaves(v, log, slot)
        v[self.slot_cards + slot] = -1
        v[GAPS] = 1
        if log is not None:
            log.append((mark.CLOSE, slot, card, site))

    def tidy(self, v: list[int], log: Log) -> None:
        """Close the gaps between crises, so that slots stand in drawing order."""
        v[GAPS] = 0
        slots = self.layout.slots
        taken = [slot for slot in range(slots) if v[self.slot_cards + slot] >= 0]
        free = slots - len(taken)
        for start, width, empty in self.crisis_blocks:
            if width == 1:
                kept = [v[start + slot] for slot in taken]
            else:
                kept = [value for slot in taken for value in v[start + slot * width : start + slot * width + width]]
            v[start : start + slots * width] = kept + empty * free
        if log is not None:
            log.append((mark.TIDY,))

    def dissolve(self, v: list[int], log: Log, site: int, start: int, least: int) -> None:
        """An agreement of many ends when too few are left."""
        members = [cell for cell in range(start, start + self.players) if v[cell]]
        if 0 < len(members) < least:
            for cell in members:
                v[cell] = 0
                if log is not None:
                    log.append((site, cell, 1, 0, -1))
