"""The end of a game in words: ranking, how each score came about, agendas opened, grades."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..engine.outcome import AgendaResult, Outcome, agenda_of
from ..engine.reasons import Reading
from ..engine.rules import Rules
from ..engine.view import View
from ..language.evaluator import evaluate
from ..language.tree import Arithmetic, Conditional, Node, Number
from ..language.words import phrase
from . import naming

AGENDA = "agenda"
LEVELS = {"full": "reached in full", "part": "reached in part", "missed": "missed"}


class Points(NamedTuple):
    """Some points of a score, and what they are for: 3, ``standing divided by 2``; 8, ``agenda``."""

    number: int
    source: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A secret aim, opened: its words, how it stood, and what came of it."""

    title: str
    text: str
    stood: str
    """``3 (full at 3, part at 1)``."""
    level: str
    """``reached in full``, ``reached in part`` or ``missed``."""
    points: int
    """0 where nobody is scored."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of one state."""

    seat: int
    place: int
    """From 1; 0 where nobody is ranked."""
    shared: bool
    """Whether another state has the same place."""
    score: int | None
    """``None`` where nobody is scored."""
    points: tuple[Points, ...]
    """What the score consists of, the agenda last; what gave no points is left out."""
    agenda: Opened | None
    grade: str
    """The letter, or empty."""


def standings(rules: Rules, found: Outcome, cells: list[int]) -> tuple[Standing, ...]:
    """What became of every state, best first; in seat order where nobody is ranked. ``cells`` as for ``ending``."""
    groups = found.ranking or tuple((seat,) for seat in range(rules.players))
    made: list[Standing] = []
    for group in groups:
        place = len(made) + 1 if found.ranking else 0
        made += [standing_of(rules, found, cells, seat, place, len(group) > 1) for seat in group]
    return tuple(made)


def standing_of(rules: Rules, found: Outcome, cells: list[int], seat: int, place: int, shared: bool) -> Standing:
    """What became of one state."""
    scored = bool(found.scores)
    return Standing(
        seat,
        place,
        shared,
        found.scores[seat] if scored else None,
        tuple(points(rules, found, cells, seat)) if scored else (),
        opened(rules, found.agendas[seat], scored=scored) if found.agendas else None,
        found.grades[seat] if found.grades else "",
    )


def opened(rules: Rules, result: AgendaResult, *, scored: bool) -> Opened:
    """A secret aim in words."""
    definition = rules.program.symbols.folder.agendas[result.id]
    worth = result.points if scored else 0
    return Opened(definition.title, definition.text, standing(result), LEVELS[result.level], worth)


def ending(rules: Rules, found: Outcome, cells: list[int]) -> list[str]:
    """All there is to say when a game is over; ``cells`` are those of any view of it, since all is open now."""
    definition = rules.program.symbols.folder.ruleset.endings[found.reason]
    lines = [f"{definition.title}.", *([definition.text] if definition.text else [])]
    lines += ranking(rules, found)
    if found.scores:
        lines += ["", "How the points came about:"]
        lines += [score(rules, found, cells, seat) for group in found.ranking for seat in group]
    if found.agendas:
        lines += ["", "The secret agendas:"]
        lines += [agenda(rules, seat, result, scored=bool(found.scores)) for seat, result in enumerate(found.agendas)]
    return [*lines, *grades(rules, found)]


def ranking(rules: Rules, found: Outcome) -> list[str]:
    """``1. France, 31 points``, places shared where points and tie-breaks are equal."""
    lines, place = [], 1
    for group in found.ranking:
        shared = ", shared" if len(group) > 1 else ""
        lines += [
            f"  {place}. {naming.state(rules, seat)}, {naming.number(found.scores[seat])} points{shared}"
            for seat in group
        ]
        place += len(group)
    return ["", "The ranking:", *lines] if lines else []


def score(rules: Rules, found: Outcome, cells: list[int], seat: int) -> str:
    """``France 31 = 22 (points) + 3 (standing divided by 2) + 6 (agenda)``."""
    each = [f"{naming.number(number)} ({words})" for number, words in points(rules, found, cells, seat)]
    return f"  {naming.state(rules, seat)} {naming.number(found.scores[seat])} = {' + '.join(each) or '0'}"


def points(rules: Rules, found: Outcome, cells: list[int], seat: int) -> Iterator[Points]:
    """What a state's final score consists of."""
    for value, part in parts(rules, cells, seat):
        yield Points(value, source(rules, part, seat))
    if found.agendas and found.agendas[seat].points:
        yield Points(found.agendas[seat].points, AGENDA)


def parts(rules: Rules, cells: list[int], seat: int) -> Iterator[tuple[int, Node]]:
    """Every part of a state's score that is not 0, the agenda left out, with how it is worked out."""
    world = Reading(rules, cells)
    for part in summands(rules.program.score.node):
        if value := evaluate(part, {"self": seat}, world):
            yield value, part


def source(rules: Rules, part: Node, seat: int) -> str:
    """Where a part of the points comes from: ``standing divided by 2``, ``2 for each state with a pact …``."""
    speech, bound = naming.speech(rules), {"self": seat}
    match part:
        case Conditional(condition=condition, otherwise=Number(value=0)):
            return phrase(condition, bound, speech)
        case Arithmetic(
            operator="*", parts=(Number(value=each), Arithmetic(operator="min", parts=(Number(value=most), counted)))
        ):
            return f"{each} times {phrase(counted, bound, speech)}, at most {most} of them"
    return phrase(part, bound, speech)


def summands(node: Node) -> tuple[Node, ...]:
    """The parts of a sum."""
    if isinstance(node, Arithmetic) and node.operator == "+":
        return tuple(each for part in node.parts for each in summands(part))
    return (node,)


def agenda(rules: Rules, seat: int, result: AgendaResult, *, scored: bool) -> str:
    """One agenda, opened."""
    own = opened(rules, result, scored=scored)
    level = f"{own.level}, {own.points} points" if scored else own.level
    return f"  {naming.state(rules, seat)}: {own.title}. {own.text} {own.stood}: {level}."


def standing(result: AgendaResult) -> str:
    """``3 (full at 3, part at 1)``."""
    return (
        f"{naming.number(result.number)} (full at {naming.number(result.full)}, part at {naming.number(result.part)})"
    )


def own_agenda(view: View) -> list[str]:
    """A seat's secret aim, and how it stands; nothing in a game without agendas."""
    if view.agenda is None:
        return []
    definition = view.rules.program.symbols.folder.agendas[view.agenda]
    result = agenda_of(view.rules, view.cells, view.seat)
    worth = result.points
    now = f"Now {standing(result)}: {'nothing yet' if not worth else f'worth {worth} points as it stands'}."
    lower = " Lower is better." if definition.better == "lower" else ""
    return [
        f"Secret agenda of {naming.state(view.rules, view.seat)}: {definition.title}. {definition.text}{lower} {now}"
    ]


def grades(rules: Rules, found: Outcome) -> list[str]:
    """The grades, shared and own."""
    definition = rules.program.symbols.folder.ruleset.grades
    lines = []
    if found.alliance_grade:
        title = (
            definition.alliance.title if definition is not None and definition.alliance is not None else "Grade for all"
        )
        lines.append(f"{title}: {found.alliance_grade}.")
    if any(found.grades):
        each = ", ".join(f"{naming.state(rules, seat)} {letter}" for seat, letter in enumerate(found.grades))
        title = definition.personal.title if definition is not None and definition.personal is not None else "Grades"
        lines.append(f"{title}s: {each}." if not title.endswith("s") else f"{title}: {each}.")
    return ["", *lines] if lines else []
