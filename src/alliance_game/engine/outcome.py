"""Outcome: how a game ended, for everybody."""

from typing import NamedTuple

from ..language.program import GradeRule
from .agendas import has_agendas
from .layout import OVER
from .position import Position
from .rules import Rules


class AgendaResult(NamedTuple):
    """A secret aim, opened: its number, and the points for it."""

    id: str
    number: int
    full: int
    part: int
    points: int
    level: str
    """``full``, ``part`` or ``missed``."""


class Outcome(NamedTuple):
    """How a game ended.

    ``reason`` is the ending's id; ``ranking`` lists groups of seats, best first (a group shares its place), and is
    empty when nobody is ranked; ``scores`` are final points by seat.
    """

    reason: str
    ranking: tuple[tuple[int, ...], ...]
    scores: tuple[int, ...]
    agendas: tuple[AgendaResult, ...]
    alliance_grade: str
    grades: tuple[str, ...]

    @property
    def winners(self) -> tuple[int, ...]:
        """The seats in first place; nobody when nobody is ranked."""
        return self.ranking[0] if self.ranking else ()


def outcome(position: Position) -> Outcome | None:
    """How the game ended, or ``None`` while it goes on."""
    if not position.over:
        return None
    return outcome_of(position.rules, position.cells)


def outcome_of(rules: Rules, cells: list[int]) -> Outcome:
    """The outcome of an ended game's cells."""
    reason = rules.endings[cells[OVER] - 1]
    ending = rules.program.symbols.folder.ruleset.endings[reason]
    agendas = tuple(agenda_of(rules, cells, seat) for seat in range(rules.players)) if has_agendas(rules) else ()
    if ending.everyone != "scored":
        letter = ending.grade or ""
        return Outcome(reason, (), (), agendas, letter, (letter,) * rules.players)
    scores = final_scores(rules, cells)
    return Outcome(
        reason,
        ranking(rules, cells, scores),
        scores,
        agendas,
        grade(rules, cells, rules.program.alliance, scores, None),
        tuple(grade(rules, cells, rules.program.personal, scores, seat) for seat in range(rules.players)),
    )


def agenda_of(rules: Rules, cells: list[int], seat: int) -> AgendaResult:
    """A seat's agenda as it stands. Its index must be known (not hidden)."""
    functions = rules.machine.functions
    agenda = rules.program.agendas[cells[rules.layout.start("agenda", "agenda") + seat]]
    number, full, part = (int(functions[q.name](cells, seat)) for q in (agenda.number, agenda.full, agenda.part))
    assert rules.program.agenda_worth is not None
    worth = [int(functions[question.name](cells)) for question in rules.program.agenda_worth]
    reached = [number <= mark if agenda.lower else number >= mark for mark in (full, part)]
    level, points = ("full", worth[0]) if reached[0] else ("part", worth[1]) if reached[1] else ("missed", 0)
    return AgendaResult(agenda.id, number, full, part, points, level)


def standing_scores(rules: Rules, cells: list[int]) -> tuple[int, ...]:
    """Each seat's points as they stand, agendas left out."""
    score = rules.machine.functions[rules.program.score.name]
    return tuple(int(score(cells, seat)) for seat in range(rules.players))


def final_scores(rules: Rules, cells: list[int]) -> tuple[int, ...]:
    """Each seat's points with its agenda."""
    scores = standing_scores(rules, cells)
    if not has_agendas(rules):
        return scores
    return tuple(score + agenda_of(rules, cells, seat).points for seat, score in enumerate(scores))


def ranking(rules: Rules, cells: list[int], scores: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Seats by points, ties by the ruleset's tie-breaks, else shared."""
    ties = [rules.machine.functions[question.name] for question in rules.program.ties]
    keys = {seat: (scores[seat], *(int(tie(cells, seat)) for tie in ties)) for seat in range(rules.players)}
    places = sorted(set(keys.values()), reverse=True)
    return tuple(tuple(seat for seat, key in keys.items() if key == place) for place in places)


def grade(rules: Rules, cells: list[int], rule: GradeRule | None, scores: tuple[int, ...], seat: int | None) -> str:
    """The letter for the alliance (no seat) or for one seat."""
    if rule is None:
        return ""
    functions = rules.machine.functions
    own = () if seat is None else (seat,)
    number = functions[rule.of.name](cells, *own, scores)
    letters = [letter for letter, _ in rule.marks] + [rule.below]
    place = next((index for index, (_, mark) in enumerate(rule.marks) if number >= mark), len(rule.marks))
    if rule.one_lower is not None and functions[rule.one_lower.name](cells, *own, scores):
        place = min(place + 1, len(rule.marks))
    return letters[place]
