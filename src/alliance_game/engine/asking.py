"""Asking phases: every state names a number, in turn or in secret.

A pointer per seat tells which question it has reached: 0 … slots - 1 a crisis, ``END`` all answered, -1 not begun.
In a sealed phase all seats are open at once, and the order of their answers makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import markers as mark
from .layout import FIRST, KIND, PHASE, SEAT
from .markers import Log

if TYPE_CHECKING:
    from .machine import Functions, Machine


class Asking:
    """Asking phases."""

    def __init__(self, machine: Machine) -> None:
        layout = machine.layout
        self.layout = layout
        self.players = layout.players
        self.order = machine.order
        self.end = layout.slots + 1
        self.slots = tuple((slot, layout.start("slot", "card") + slot) for slot in range(layout.slots))
        self.pointers = layout.start("pointer", "pointer")
        self.slot_cards = layout.start("slot", "card")
        self.asks = [phase.ask for phase in layout.program.phases]
        self.per_crisis = [ask is not None and ask.per_crisis for ask in self.asks]
        self.starts = [layout.start(ask.scope, ask.track) if ask else -1 for ask in self.asks]
        self.room = [layout.block(ask.scope, ask.track).high if ask else 0 for ask in self.asks]

    def bind(self, functions: Functions) -> None:
        """The functions to run; all take a seat and a crisis slot, whether a question names a crisis or not."""
        self.highests = [
            self.limit(functions[ask.highest.name], ask.per_crisis) if ask else nobody for ask in self.asks
        ]

        self.defaults = [
            self.limit(functions[ask.default.name], ask.per_crisis) if ask else nobody for ask in self.asks
        ]

    @staticmethod
    def limit(highest: Callable[..., int], per_crisis: bool) -> Callable[[list[int], int, int], int]:
        """The function that gives the highest answer."""
        return highest if per_crisis else lambda v, seat, slot: highest(v, seat)

    def step(self, v: list[int], log: Log) -> bool:
        """Open the questions; true while somebody owes an answer."""
        phase = v[PHASE]
        ask = self.asks[phase]
        assert ask is not None
        if ask.sealed:
            for seat in self.order[v[FIRST]]:
                if v[self.pointers + seat] < 0:
                    v[self.pointers + seat] = self.following(v, phase, seat, 0)
        if self.next_seat(v, phase):
            return True
        self.finish(v, log, phase)
        return False

    def next_seat(self, v: list[int], phase: int) -> bool:
        """Put the question to the first seat that owes an answer; false when nobody does."""
        pointers, end = self.pointers, self.end
        for seat in self.order[v[FIRST]]:
            pointer = v[pointers + seat]
            if pointer < 0:
                pointer = v[pointers + seat] = self.following(v, phase, seat, 0)
            if pointer < end:
                v[KIND] = mark.ASK
                v[SEAT] = seat
                return True
        v[KIND] = mark.NO_QUESTION
        v[SEAT] = -1
        return False

    def finish(self, v: list[int], log: Log, phase: int) -> None:
        """Sealed numbers are shown together."""
        ask = self.asks[phase]
        assert ask is not None
        self.clear(v)
        if ask.sealed and log is not None:
            for seat in self.order[v[FIRST]]:
                for slot in self.questions(v, ask.per_crisis):
                    log.append((mark.REVEAL, phase, seat, slot, v[self.cell(phase, seat, slot)]))

    def clear(self, v: list[int]) -> None:
        """Nobody has begun."""
        v[self.pointers : self.pointers + self.players] = [-1] * self.players

    def questions(self, v: list[int], per_crisis: bool) -> list[int]:
        """The slots that are asked about; slot 0 stands for a question without a crisis."""
        if not per_crisis:
            return [0]
        return [slot for slot in range(self.layout.slots) if v[self.slot_cards + slot] >= 0]

    def following(self, v: list[int], phase: int, seat: int, slot: int) -> int:
        """The first question from this slot on whose highest answer is above 0."""
        highest = self.highests[phase]
        if not self.per_crisis[phase]:
            return 0 if slot == 0 and highest(v, seat, 0) > 0 else self.end
        for each, card in self.slots[slot:]:
            if v[card] >= 0 and highest(v, seat, each) > 0:
                return each
        return self.end

    def seats(self, v: list[int]) -> list[int]:
        """Every seat that may answer now."""
        ask = self.asks[v[PHASE]]
        owing = [seat for seat in self.order[v[FIRST]] if -1 < v[self.pointers + seat] < self.end]
        return owing if ask is not None and ask.sealed else owing[:1]

    def highest(self, v: list[int], seat: int) -> int:
        """The highest answer to a seat's question: what the rules say, as far as the track has room for it."""
        phase = v[PHASE]
        found: int = self.highests[phase](v, seat, v[self.pointers + seat])
        room = self.room[phase]
        return found if found <= room else room

    def default(self, v: list[int], seat: int) -> int:
        """The answer that counts for a seat that gives none: what the rules say, as far as it can be given, or 0."""
        phase = v[PHASE]
        wanted: int = self.defaults[phase](v, seat, v[self.pointers + seat])
        return max(0, min(wanted, self.highest(v, seat)))

    def resettle(self, v: list[int]) -> None:
        """Questions whose highest answer has fallen to 0 are not asked any more."""
        phase = v[PHASE]
        for seat in range(self.players):
            at = self.pointers + seat
            if -1 < v[at] < self.end:
                v[at] = self.following(v, phase, seat, v[at])
        self.next_seat(v, phase)

    def answers(self, v: list[int], seat: int) -> list[int]:
        """Every answer to a seat's question."""
        return list(range(self.highest(v, seat) + 1))

    def cell(self, phase: int, seat: int, slot: int) -> int:
        """Where an answer is kept."""
        return self.starts[phase] + (slot * self.players + seat if self.per_crisis[phase] else seat)

    def answer(self, v: list[int], seat: int, number: int, log: Log) -> None:
        """Keep a seat's number and go on to the next question; the phase ends when nobody owes an answer."""
        phase = v[PHASE]
        at = self.pointers + seat
        pointer = v[at]
        if log is not None:
            log.append((mark.MOVE, seat, mark.ASK, number, pointer, phase))
        v[self.cell(phase, seat, pointer)] = number
        following = v[at] = self.following(v, phase, seat, pointer + 1)
        if following == self.end or v[SEAT] != seat:
            self.next_seat(v, phase)


def nobody(v: list[int], seat: int, slot: int) -> int:
    """In a phase that asks no numbers nobody can answer one."""
    return 0
