"""What a newcomer is told in a first game: which notes of the scenario's guide come now."""

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from ..engine import Decision, Position, View, apply, view
from ..engine.reasons import Reading
from ..language.evaluator import evaluate
from ..language.program import NoteRule
from ..language.speech import Bound
from ..language.templates import Names, Template
from ..language.tree import Node, Type
from . import naming

AT_ONCE = 2
"""So many notes are told before one question; the others wait for the next."""
BEFORE = ("start", "news")
"""Moments after which a question comes."""
_MOMENTS = {"act": "turn", "consent": "proposal", "choice": "card"}


class Note(NamedTuple):
    """A note as it is told now. ``words`` can be looked up in the codex."""

    number: int
    title: str
    text: str
    words: tuple[str, ...]


def due(view: View, moment: str, shown: Set[int], most: int = AT_ONCE) -> list[Note]:
    """The notes that come at a moment, in order: those that are not shown yet and whose conditions hold.

    ``moment`` is ``start``, ``news``, ``end`` or that of a question (``moment_of``).
    """
    found = [Note(number, rule.title, text(view, rule), rule.words) for number, rule in fitting(view, moment, shown)]
    return found[: max(0, most)]


def moment_of(decision: Decision) -> str:
    """The moment of a question: ``turn``, ``proposal``, ``card``, or the phase that asks."""
    return _MOMENTS.get(decision.kind, decision.phase)


def fitting(view: View, moment: str, shown: Set[int]) -> Iterator[tuple[int, NoteRule]]:
    """Every note that could come now, with its number."""
    functions = view.rules.machine.functions
    for number, rule in enumerate(view.rules.program.guide):
        waits = rule.at == moment and rule.round <= view.round and number not in shown
        if waits and (rule.condition is None or functions[rule.condition.name](view.cells, view.seat)):
            yield number, rule


def text(view: View, rule: NoteRule) -> str:
    """A note with its numbers and names filled in."""
    return filled(view, rule.text, {"self": view.seat})


def filled(view: View, text: Template, names: Bound) -> str:
    """A text with what its values are now, ``names`` standing for those given."""
    words = [*(said(view, value, names) for value in text.values), ""]
    return "".join(text + word for text, word in zip(text.texts, words, strict=True))


def said(view: View, value: Node | Names, names: Bound) -> str:
    """A value in a text."""
    world = Reading(view.rules, view.cells)
    if isinstance(value, Names):
        found = value.states
        where = found.where
        seats = [
            seat
            for seat in world.members(found.source)
            if where is None or evaluate(where, {**names, found.variable: seat}, world)
        ]
        return naming.all_called(view.rules, seats)
    number = evaluate(value, names, world)
    return naming.called(view.rules, number) if value.type is Type.STATE else naming.number(number)


class Pupil:
    """Somebody who is taught: which notes were shown, and how many since the last question."""

    def __init__(self) -> None:
        self.shown: set[int] = set()
        self.lately = 0

    def hear(self, view: View, moment: str) -> list[Note]:
        """The notes that are to be shown now; not more than two come before one question."""
        found = due(view, moment, self.shown, AT_ONCE - self.lately)
        self.shown |= {note.number for note in found}
        self.lately = self.lately + len(found) if moment in BEFORE else 0
        return found


def past(opening: Position, moves: Iterable[tuple[int, str]], seat: int) -> Pupil:
    """What a seat was shown before its question of now, if it was there from the beginning.

    ``moves`` are those that stand, each with its seat: the game is gone through once more.
    """
    pupil, position = Pupil(), opening
    for number, (mover, move) in enumerate(moves):
        seen = view(position, seat)
        pupil.hear(seen, "news" if number else "start")
        if mover == seat:
            pupil.hear(seen, moment_of(seen.decisions[0]))
        position, _ = apply(position, move, mover)
    return pupil
