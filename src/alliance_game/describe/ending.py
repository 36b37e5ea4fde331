"""The end of a game in words: ranking, how each score came about, agendas opened, grades."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ..engine.outcome import AgendaResult, Outcome, agenda_of
from ..engine.reasons import Reading
from ..engine.rules import Rules
from ..engine.view import View
from ..language.evaluator import evaluate
from ..language.tree import Arithmetic, Conditional, Node, Number, Type
from ..language.words import opposite, phrase
from ..wording import marked, say, stopped, translated
from . import naming

AGENDA = marked("agenda")
LEVELS = {"full": marked("reached in full"), "part": marked("reached in part"), "missed": marked("missed")}

ZERO = Number(Type.INT, 0)


class Points(NamedTuple):
    """Some points of a score, and what they are for: 3, ``standing divided by 2``; 8, ``agenda``."""

    number: int
    source: str


class Opened(NamedTuple):
    """A secret aim, opened: its words, how it stood, and what came of it."""

    title: str
    text: str
    stood: str
    """``3 (full at 3, part at 1)``."""
    level: str
    """``reached in full``, ``reached in part`` or ``missed``."""
    points: int
    """0 where nobody is scored."""


class Standing(NamedTuple):
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
    return Opened(definition.title, definition.text, standing(result), translated(LEVELS[result.level]), worth)


def ending(rules: Rules, found: Outcome, cells: list[int]) -> list[str]:
    """All there is to say when a game is over; ``cells`` are those of any view of it, since all is open now."""
    definition = rules.program.symbols.folder.ruleset.endings[found.reason]
    lines = [stopped(definition.title), *([definition.text] if definition.text else [])]
    lines += ranking(rules, found)
    if found.scores:
        lines += ["", say("How the points came about:")]
        lines += [score(rules, found, cells, seat) for group in found.ranking for seat in group]
    if found.agendas:
        lines += ["", say("The secret agendas:")]
        lines += [agenda(rules, seat, result, scored=bool(found.scores)) for seat, result in enumerate(found.agendas)]
    return [*lines, *grades(rules, found)]


def ranking(rules: Rules, found: Outcome) -> list[str]:
    """``1. France, 31 points``, places shared where points and tie-breaks are equal."""
    lines, place = [], 1
    for group in found.ranking:
        lines += [f"  {placed(rules, found, seat, place, shared=len(group) > 1)}" for seat in group]
        place += len(group)
    return ["", say("The ranking:"), *lines] if lines else []


def placed(rules: Rules, found: Outcome, seat: int, place: int, *, shared: bool) -> str:
    """``1. France, 31 points``."""
    return say(
        "{place}. {state}, {points} points, shared" if shared else "{place}. {state}, {points} points",
        place=place,
        state=naming.state(rules, seat),
        points=naming.number(found.scores[seat]),
    )


def score(rules: Rules, found: Outcome, cells: list[int], seat: int) -> str:
    """``France 31 = 22 (points) + 3 (standing divided by 2) + 6 (agenda)``."""
    sum_ = ""
    for number, words in points(rules, found, cells, seat):
        sign = (" + " if number > 0 else " − ") if sum_ else ("" if number > 0 else "−")
        sum_ += f"{sign}{abs(number)} ({words})"
    return f"  {naming.state(rules, seat)} {naming.number(found.scores[seat])} = {sum_ or '0'}"


def points(rules: Rules, found: Outcome, cells: list[int], seat: int) -> Iterator[Points]:
    """What a state's final score consists of."""
    for value, part in parts(rules, cells, seat):
        yield Points(value, source(rules, part, seat))
    if found.agendas and found.agendas[seat].points:
        yield Points(found.agendas[seat].points, translated(AGENDA))


def parts(rules: Rules, cells: list[int], seat: int) -> Iterator[tuple[int, Node]]:
    """Every part of a state's score that is not 0, the agenda left out, with how it is worked out."""
    world = Reading(rules, cells)
    for part in summands(rules.program.score.node):
        if value := evaluate(part, {"self": seat}, world):
            yield value, part


def source(rules: Rules, part: Node, seat: int) -> str:
    """Where a part of the points comes from: ``standing divided by 2``, ``2 for each state with a pact …``."""
    speech, bound = naming.speech(rules), {"self": seat}
    if (taken := opposite(part, bound, speech)) is not None:
        return taken
    match part:
        case Arithmetic(operator="*", parts=(Number(value=1), Arithmetic(operator="min") as counted)):
            return source(rules, counted, seat)
        case Arithmetic(operator="min", parts=(Number(value=most), counted)):
            return say("{counted}, at most {most} of them", counted=phrase(counted, bound, speech), most=most)
        case Conditional(condition=condition, otherwise=Number(value=0)):
            return phrase(condition, bound, speech)
        case Arithmetic(
            operator="*", parts=(Number(value=each), Arithmetic(operator="min", parts=(Number(value=most), counted)))
        ):
            each_of = phrase(counted, bound, speech)
            return say("{each} times {counted}, at most {most} of them", each=each, counted=each_of, most=most)
    return phrase(part, bound, speech)


def summands(node: Node) -> tuple[Node, ...]:
    """The parts of a sum; what is taken away is a part below 0."""
    if not isinstance(node, Arithmetic) or node.operator not in ("+", "-"):
        return (node,)
    first, *others = node.parts
    found = () if first == ZERO else summands(first)
    if node.operator == "+":
        return (*found, *(each for part in others for each in summands(part)))
    return (*found, *(replace(node, parts=(ZERO, each)) for part in others for each in summands(part)))


def agenda(rules: Rules, seat: int, result: AgendaResult, *, scored: bool) -> str:
    """One agenda, opened."""
    own = opened(rules, result, scored=scored)
    level = say("{level}, {points} points", level=own.level, points=own.points) if scored else own.level
    return f"  {naming.state(rules, seat)}: {own.title}. {own.text} {own.stood}: {level}."


def standing(result: AgendaResult) -> str:
    """``3 (full at 3, part at 1)``."""
    number, full, part = (naming.number(each) for each in (result.number, result.full, result.part))
    return say("{number} (full at {full}, part at {part})", number=number, full=full, part=part)


def own_agenda(view: View) -> list[str]:
    """A seat's secret aim, and how it stands; nothing in a game without agendas."""
    if view.agenda is None:
        return []
    definition = view.rules.program.symbols.folder.agendas[view.agenda]
    result = agenda_of(view.rules, view.cells, view.seat)
    now = say(
        "Now {stands}: worth {points} points as it stands." if result.points else "Now {stands}: nothing yet.",
        stands=standing(result),
        points=result.points,
    )
    whose = say(
        "Secret agenda of {state}: {agenda}.", state=naming.called(view.rules, view.seat), agenda=definition.title
    )
    lower = [say("Lower is better.")] if definition.better == "lower" else []
    return [" ".join([whose, definition.text, *lower, now])]


def grades(rules: Rules, found: Outcome) -> list[str]:
    """The grades, shared and own."""
    definition = rules.program.symbols.folder.ruleset.grades
    lines = []
    if found.alliance_grade:
        shared = definition.alliance if definition is not None else None
        title = shared.title if shared is not None else say("Grade for all")
        lines.append(f"{title}: {found.alliance_grade}.")
    if any(found.grades):
        each = ", ".join(f"{naming.state(rules, seat)} {letter}" for seat, letter in enumerate(found.grades))
        own = definition.personal if definition is not None else None
        title = own.title if own is not None else say("Grades")
        lines.append(
            f"{title}: {each}." if title.endswith("s") else say("{title}s: {grades}.", title=title, grades=each)
        )
    return ["", *lines] if lines else []
