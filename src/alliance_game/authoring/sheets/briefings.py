"""Briefings on paper: a leaf for the table, one for each state, and one for the teacher."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...definitions import Scenario, StateOf
from ...definitions.scenario import Lesson
from ...definitions.tracks import Track
from ...describe import naming, scenarios
from ...engine.agendas import has_agendas
from ...engine.reasons import Reading
from ...engine.rules import Rules
from ...engine.setup import first_cells
from ...language.evaluator import evaluate
from ...language.program import Question
from ...language.tree import Agreed, Cell, Comprehension, Tagged, nodes_in
from ...language.words import phrase
from ...wording import say
from .document import rendered
from .leaves import SIZES, Leaf, Part, Point, Row, size_of
from .paper import Paper


@dataclass(frozen=True, slots=True)
class Table:
    """A game that is about to begin: its rules, its scenario, and the cells with which it starts."""

    rules: Rules
    scenario: Scenario
    cells: list[int]


def table_of(rules: Rules) -> Table:
    """The table of some rules. What is dealt by lot is not read from its cells: each game deals anew."""
    return Table(rules, rules.library.scenario(rules.scenario), first_cells(rules, 0))


def page(rules: Rules, paper: Paper) -> str:
    """All briefings of a scenario as one page, as HTML."""
    leaves = [(leaf, size_of(leaf, paper)) for leaf in leaves_of(rules)]
    title = say("Briefings: {scenario}", scenario=rules.library.scenario(rules.scenario).title)
    return rendered("briefings.html.j2", paper, title, leaves=leaves, sizes=SIZES)


def leaves_of(rules: Rules) -> Iterator[Leaf]:
    """The table's leaf, those of the states in seat order, and the teacher's if the scenario has advice for one."""
    table = table_of(rules)
    yield table_leaf(table)
    for seat, state in enumerate(rules.states):
        yield state_leaf(table, seat, state)
    if parts := tuple(teacher_parts(table.scenario)):
        over = say("{scenario} · for the teacher alone", scenario=table.scenario.title)
        yield Leaf("teacher", over, say("For the teacher"), "", parts)


# The table


def table_leaf(table: Table) -> Leaf:
    """What everybody at the table reads."""
    scenario = table.scenario
    over = say("For the table · {what}", what=scenarios.in_short(table.rules.library, table.rules.scenario))
    return Leaf("table", over, scenario.title, scenario.about or "", tuple(table_parts(table)))


def table_parts(table: Table) -> Iterator[Part]:
    """The story, what is different, who sits here, and how the world stands."""
    yield from story(table.scenario.briefing)
    yield from different(table.scenario)
    yield Part(say("At the table"), points=tuple(map(seated, table.rules.states)))
    rows = tuple(world_rows(table))
    if rows:
        yield Part(say("How the world stands at first"), head=heads(), rows=rows)


def seated(state: StateOf) -> Point:
    """A state, and what it is like to sit there."""
    return Point(f"{state.title}:" if state.about else state.title, state.about or "")


def story(text: str | None) -> Iterator[Part]:
    """A briefing in paragraphs, if there is one."""
    if paragraphs := tuple(line.strip() for line in (text or "").splitlines() if line.strip()):
        yield Part(paragraphs=paragraphs)


def different(scenario: Scenario) -> Iterator[Part]:
    """The rules that only this scenario has."""
    if scenario.own_rules:
        yield Part(say("What is different here"), points=tuple(Point("", rule) for rule in scenario.own_rules))


def world_rows(table: Table) -> Iterator[Row]:
    """The numbers of the world, and those that lie between any two states."""
    rules = table.rules
    for name, track in rules.program.symbols.tracks["world"].items():
        yield from row(rules, "world", name, track, table.cells[rules.layout.start("world", name)])
    for name, track in rules.program.symbols.tracks["pair"].items():
        for found in row(rules, "pair", name, track, rules.program.starts.get(("pair", name), 0)):
            yield found._replace(title=say("{track}, of any two states", track=found.title))


def heads() -> tuple[str, ...]:
    """What stands above a table of numbers."""
    return say("What is counted"), say("At the start"), say("What it means")


def row(rules: Rules, scope: str, name: str, track: Track, value: int) -> Iterator[Row]:
    """A number or a mark as it stands at first; nothing for what is 0 or never shown."""
    if track.show != "no" and value:
        number = say("yes") if track.show == "mark" else naming.number(value)
        yield Row(titled(rules, scope, name), number, naming.sentence(track.about or ""))


def titled(rules: Rules, scope: str, name: str) -> str:
    """The title of a track, with a capital letter."""
    return naming.sentence(naming.track(rules, scope, name))


# A state


def state_leaf(table: Table, seat: int, state: StateOf) -> Leaf:
    """What the team of one state reads."""
    return Leaf("state", table.scenario.title, state.title, state.about or "", tuple(state_parts(table, seat, state)))


def state_parts(table: Table, seat: int, state: StateOf) -> Iterator[Part]:
    """Its story, its numbers, what is different, and what it may secretly want."""
    yield from story(state.briefing)
    if rows := tuple(start_rows(table, seat)):
        yield Part(say("What you start with"), head=heads(), rows=rows, after=say("Everything else begins at 0."))
    yield from different(table.scenario)
    if points := tuple(agendas(table, seat)):
        about = say("One of these will be yours, by lot. Keep it to yourself until the end.")
        yield Part(say("Your secret agenda"), paragraphs=(about,), points=points, after=worth(table, seat))


def start_rows(table: Table, seat: int) -> Iterator[Row]:
    """What a state has when the game begins; of what is dealt by lot, all that it can get."""
    rules = table.rules
    for name, track in rules.program.symbols.tracks["state"].items():
        if track.deal is None:
            yield from row(rules, "state", name, track, table.cells[rules.layout.start("state", name) + seat])
        elif track.show == "number":
            yield Row(titled(rules, "state", name), dealt(rules, track.deal), naming.sentence(track.about or ""))


def dealt(rules: Rules, constant: str) -> str:
    """The numbers that can be dealt: ``by lot: 3, 4 or 5``."""
    *others, last = [naming.number(each) for each in sorted({*rules.program.symbols.lists[constant][: rules.players]})]
    if not others:
        return last
    return say("by lot: {numbers} or {last}", numbers=", ".join(others), last=last)


def agendas(table: Table, seat: int) -> Iterator[Point]:
    """The agendas that a state can be dealt, with their texts and marks."""
    rules = table.rules
    if not has_agendas(rules):
        return
    for number in rules.own_agendas[seat] or rules.common_agendas:
        rule = rules.program.agendas[number]
        definition = rules.program.symbols.folder.agendas[rule.id]
        full, part = (amount(table, seat, mark) for mark in (rule.full, rule.part))
        marks = say("Full at {full}, part at {part}.", full=full, part=part)
        yield Point(f"{definition.title}.", f"{definition.text} {marks}")


def worth(table: Table, seat: int) -> str:
    """What an agenda brings at the end."""
    assert table.rules.program.agenda_worth is not None
    full, part = (amount(table, seat, each) for each in table.rules.program.agenda_worth)
    return say("In full it is worth {full} points, in part {part}.", full=full, part=part)


def amount(table: Table, seat: int, question: Question) -> str:
    """A number, or in words how it is worked out, if that depends on how the game goes."""
    if any(isinstance(node, (Cell, Tagged, Agreed, Comprehension)) for node in nodes_in(question.node)):
        return phrase(question.node, {}, naming.speech(table.rules))
    return naming.number(evaluate(question.node, {"self": seat}, Reading(table.rules, table.cells)))


# The teacher


def teacher_parts(scenario: Scenario) -> Iterator[Part]:
    """Learning goals, advice for so much time, and what to talk about afterwards, as far as there are any."""
    if scenario.teaches:
        yield Part(say("What it teaches"), points=tuple(Point("", each) for each in scenario.teaches))
    if scenario.lessons:
        yield Part(
            say("With so much time"), points=tuple(Point(f"{timed(each)}.", each.text) for each in scenario.lessons)
        )
    if scenario.questions:
        yield Part(say("To talk about afterwards"), points=tuple(Point("", each) for each in scenario.questions))


def timed(lesson: Lesson) -> str:
    """``45 minutes, length “lesson”``."""
    if lesson.length is None:
        return say("{minutes} minutes", minutes=lesson.minutes)
    return say("{minutes} minutes, length “{length}”", minutes=lesson.minutes, length=lesson.length)
