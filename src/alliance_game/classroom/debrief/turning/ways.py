"""The decisions of a game that could have gone another way, each with what was done and what could have been."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ....bots.appraisal import appraisal_of
from ....bots.planner import Planner
from ....engine import Decision, Position, decisions, view
from ....engine.layout import PHASE
from ....engine.moves import parse_move
from ....engine.rules import Rules
from ....engine.view import sealed_phase
from ....saves import Played, Step
from ....sim.forks import Fork

MOST = 2
"""So many other tactics are weighed: those that a planner likes best, each with its best partner."""


@dataclass(frozen=True, slots=True)
class Crossroads:
    """One decision of a game: its moves in words that the program reads, the one that was made first."""

    number: int
    """The number of the move in the game."""
    played: Played
    kind: str
    about: str
    moves: tuple[str, ...]
    fork: Fork

    def way(self, at: int) -> Fork:
        """What was done, and one of the others alone."""
        return self.fork._replace(options=(self.fork.options[0], self.fork.options[at]))


def crossroads(steps: Sequence[Step]) -> Iterator[Crossroads]:
    """Every decision of a game in which there was something to decide."""
    for at, step in enumerate(steps):
        if step.played is not None and at and (found := crossing(steps, at, step.played)) is not None:
            yield found


def crossing(steps: Sequence[Step], at: int, played: Played) -> Crossroads | None:
    """One decision; ``None`` if nothing else was possible."""
    before = steps[at - 1].position
    rules = before.rules
    decision = next(each for each in decisions(before) if each.seat == played.seat)
    made = parse_move(rules, before.cells, played.move, played.seat).number
    others = [number for number in other_moves(before, decision, made) if number != made]
    if not others:
        return None
    numbers = (made, *others)
    texts = tuple(decision.moves[decision.moves.numbers.index(number)].text for number in numbers)
    fork = Fork(tuple(before.cells), played.seat, numbers, tuple(given_after(steps, at, played)))
    return Crossroads(played.number, played, decision.kind, decision.about, texts, fork)


def other_moves(position: Position, decision: Decision, made: int) -> list[int]:
    """What else is worth a look: a few tactics, every other answer to a card or a proposal, a few numbers."""
    legal = decision.moves.numbers
    if decision.kind == "ask":
        return numbers(position, decision)
    if decision.kind == "act":
        return tactics(position, decision, made)
    return [number for number in legal if number != made]


def numbers(position: Position, decision: Decision) -> list[int]:
    """Nothing, what the rules expect of a state, and the most that is possible."""
    legal = decision.moves.numbers
    expected = appraisal_of(position.rules).rehearsal.expected_answer(position.cells, decision.seat)
    return sorted({legal[0], expected if expected in legal else legal[-1], legal[-1]})


def tactics(position: Position, decision: Decision, made: int) -> list[int]:
    """What a planner would like best, of each tactic its best use, in another form than the one that was chosen."""
    rules, legal = position.rules, decision.moves.numbers
    values = dict(zip(legal, Planner(0).think(view(position, decision.seat), decision).values(), strict=True))
    forms: dict[int, int] = {form_of(rules, made): made}
    for number in sorted(legal, key=lambda number: -values[number]):
        forms.setdefault(form_of(rules, number), number)
    return [number for number in forms.values() if number != made][:MOST]


def form_of(rules: Rules, number: int) -> int:
    """Which form of a tactic a move is; that of passing is -1."""
    return rules.moves[number].form if number > 0 else -1


def given_after(steps: Sequence[Step], at: int, played: Played) -> Iterator[tuple[int, int]]:
    """The answers that came after a sealed one in the same phase, by seat and move."""
    before = steps[at - 1].position
    if not sealed_phase(before.rules, before.cells):
        return
    phase = before.cells[PHASE]
    for earlier, step in zip(steps[at:], steps[at + 1 :], strict=False):
        cells, next_ = earlier.position.cells, step.played
        if next_ is None or next_.round != played.round or cells[PHASE] != phase:
            return
        yield next_.seat, parse_move(before.rules, cells, next_.move, next_.seat).number
