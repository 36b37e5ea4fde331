"""Advice: what a search bot would do in somebody's place, what else it thought of, and why.

It looks at the view of whoever asks, so it knows what they know and no more.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from ..engine import Decision, View
from ..engine import markers as mark
from ..engine.layout import KIND, PHASE
from ..errors import AllianceError
from .appraisal import appraisal_of
from .race import Race, Weighed
from .reasons import SLIGHT
from .search import Search, never
from .strength import Strength

MILLISECONDS = 1500
"""How long it thinks, so that the answer is there within two seconds."""
LEAST = 24
"""So many futures are looked at in each part, however late it is: every move that comes to mind once."""
SUGGESTIONS = 3
PATIENT = Strength(rollouts=1_000_000)
"""Bounded by the clock alone."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about one question: the best move first, then at most two others."""

    about: str
    """The crisis that a number is asked for, as moves name it; '' if the question is about none."""
    suggestions: tuple[Weighed, ...]
    gains: tuple[str, ...]
    """What the best move leads to more of than the second, in the ruleset's words."""
    losses: tuple[str, ...]
    """What it leads to less of."""
    rollouts: int
    rounds: int
    """How many rounds they looked ahead, this one included."""


def advise(
    view: View, decision: Decision, milliseconds: int = MILLISECONDS, interrupted: Callable[[], bool] = never
) -> tuple[Advice, ...]:
    """Advice on a seat's open question; in a phase of numbers, on each number that it has to name now.

    Whoever interrupts gets what was found until then. Raises ``AllianceError`` for less than a millisecond.
    """
    box = Box(milliseconds, questions(view), interrupted)
    found = []
    for about, race in Search(0, PATIENT, explains=True).ponder(view, decision, box.closed):
        found.append(advice(view, about, race))
        box.next()
    return tuple(found)


class Box:
    """A time to think, in equal parts."""

    def __init__(self, milliseconds: int, parts: int, interrupted: Callable[[], bool]) -> None:
        if milliseconds < 1:
            raise AllianceError(f"Advice needs at least 1 millisecond, not {milliseconds}.")
        self.interrupted = interrupted
        self.part = milliseconds / 1000 / max(1, parts)
        self.ends = time.monotonic() + self.part
        self.looked = 0

    def closed(self) -> bool:
        """Whether this part is over."""
        self.looked += 1
        return self.interrupted() or (self.looked > LEAST and time.monotonic() >= self.ends)

    def next(self) -> None:
        """The next part; what was left of this one is added."""
        self.ends += self.part
        self.looked = 0


def questions(view: View) -> int:
    """How many numbers a seat may still be asked for in this phase; 1 for any other question."""
    asking, cells = view.rules.machine.asking, view.cells
    if cells[KIND] != mark.ASK:
        return 1
    slots = asking.questions(cells, asking.per_crisis[cells[PHASE]])
    return sum(slot >= cells[asking.pointers + view.seat] for slot in slots)


def advice(view: View, about: str, race: Race) -> Advice:
    """What a race says."""
    ranked = [each for each in race.ranked() if each.tried][:SUGGESTIONS]
    gains, losses = compared(view, *ranked[:2]) if len(ranked) > 1 else ((), ())
    return Advice(about, tuple(ranked), gains, losses, race.done, PATIENT.rounds)


def compared(view: View, one: Weighed, other: Weighed) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What one move leads to more of than another, and what to less, the weightiest first."""
    says = appraisal_of(view.rules).says
    if not (one.held and other.held):
        # Where everybody lost, nobody holds anything.
        return (), ()
    more = [mine // one.held - theirs // other.held for mine, theirs in zip(one.parts, other.parts, strict=True)]
    order = sorted(range(len(more)), key=lambda place: -abs(more[place]))
    gains = tuple(says[place] for place in order if more[place] > SLIGHT)
    losses = tuple(says[place] for place in order if more[place] < -SLIGHT)
    return gains[:2], losses[:1]
