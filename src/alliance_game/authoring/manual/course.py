"""Chapters about the course of a game: its settings, its rounds, crises, and how it ends."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...definitions.library import Path
from ...definitions.ruleset import Constants
from ...describe import effects, naming
from ...engine.rules import Rules
from ...errors import ExpressionError
from ...language.program import ActRule, AskRule, DrawRule, GradeRule, PhaseRule, Procedure, Question
from ...language.reading import Reading
from ...language.resolver import CRISIS, INT, STATE
from ...language.tree import Local
from .book import Chapter, Entry, Part, anchor
from .ground import Ground
from .outline import outline

MOMENTS = {
    "round_starts": "When a round starts",
    "turn_starts": "When the turn of a state starts",
    "crisis_leaves": "When a crisis leaves the table",
    "round_ends": "When a round ends",
    "ends_early": "When a facilitator ends the game early",
}
KINDS = {"state": STATE, "crisis": CRISIS, "number": INT}
NAMES = {"self": "the state", "partner": "the partner", "crisis": "the crisis"}


def settings(ground: Ground) -> Chapter:
    """What can be chosen before a game, and the numbers that follow from it."""
    return Chapter("settings", "The game", "What is chosen before a game begins.", tuple(setting_entries(ground)))


def setting_entries(ground: Ground) -> Iterator[Entry]:
    ruleset = ground.folder.ruleset
    scenarios = [(name, f"{each.title}. {each.about or ''}".strip()) for name, each in ground.scenarios.items()]
    yield table("scenarios", "Scenarios", "", scenarios)
    yield table("lengths", "Lengths", "The first is the default.", named(ruleset.lengths))
    if ruleset.difficulties:
        yield table("difficulties", "Difficulties", "", named(ruleset.difficulties))
    if ruleset.options:
        options = [(name, f"{each.title}. {each.about}") for name, each in ruleset.options.items()]
        yield table("options", "Options", "Off unless chosen; in expressions 1 when chosen, otherwise 0.", options)
    if ruleset.constants:
        constants = [(name, number(value)) for name, value in ruleset.constants.items()]
        yield table("constants", "Constants", "Numbers with a name.", constants)
    if ruleset.tags:
        yield table("tags", "Tags", "What cards can be.", list(ruleset.tags.items()))
    if ruleset.groups:
        groups = [(name, f"{each.title}. {naming.sentence(each.about or '')}") for name, each in ruleset.groups.items()]
        yield table("groups", "Menus of tactics", "", groups)
    if ruleset.tallies:
        yield table("tallies", "Tallies", "What is counted for statistics.", list(ruleset.tallies.items()))
    if ruleset.decks:
        yield table("decks", "Decks", "", [(name, deck_line(ground, name)) for name in ruleset.decks])


def table(name: str, title: str, about: str, rows: list[tuple[str, str]]) -> Entry:
    return Entry(anchor("settings", name), title, "", (about,) if about else (), (), tuple(rows))


def named(choices: Mapping[str, Constants]) -> list[tuple[str, str]]:
    """The constants that each choice sets."""
    return [
        (name, ", ".join(f"{key} {number(value)}" for key, value in constants.items()) or "–")
        for name, constants in choices.items()
    ]


def number(value: int | tuple[int, ...]) -> str:
    return ", ".join(naming.number(each) for each in (value if isinstance(value, tuple) else (value,)))


def deck_line(ground: Ground, name: str) -> str:
    """What fills a deck, and what comes late in it."""
    folders = dict.fromkeys(folder for each in ground.scenarios.values() for folder in each.decks.get(name, ()))
    said = (
        f"Filled from {', '.join(f'cards/{folder}' for folder in folders)}." if folders else "Empty in all scenarios."
    )
    deck = ground.folder.ruleset.decks[name]
    if deck.late is None:
        return said
    tag = ground.folder.ruleset.tags.get(deck.late, deck.late)
    after = next(rule.after for rule in ground.rules.program.decks if rule.id == name)
    return f"{said} Cards tagged “{tag}” stay out until {after} cards were drawn."


# Phases


def phases(ground: Ground) -> Chapter:
    """A round from its first phase to its last, and what happens at certain moments."""
    rules = ground.rules
    entries = [phase_entry(rules, phase) for phase in rules.program.phases]
    entries += [moment_entry(rules, name, part) for name, part in moments(rules) if part.steps]
    return Chapter("phases", "Phases", "What a round consists of, in this order.", tuple(entries))


def blocks(ground: Ground) -> Chapter:
    """Effects with a name."""
    return Chapter("blocks", "Blocks", "Effects with a name, for `run`.", tuple(block_entries(ground.rules)))


def moments(rules: Rules) -> Iterator[tuple[str, Procedure]]:
    program = rules.program
    yield "round_starts", program.round_starts
    yield "turn_starts", program.turn_starts
    yield "crisis_leaves", program.leaves
    yield "round_ends", program.round_ends
    yield "ends_early", program.ends_early


def moment_entry(rules: Rules, name: str, part: Procedure) -> Entry:
    """What happens at a moment, agreements included."""
    lines = tuple(outline(rules, part.steps, NAMES))
    return Entry(anchor("moment", name), MOMENTS[name], name, (), (Part(outline=lines),))


def block_entries(rules: Rules) -> Iterator[Entry]:
    """Effects with a name, which rules run wherever they need them."""
    for name, block in rules.program.symbols.folder.ruleset.blocks.items():
        scope = {key: Local(KINDS[kind], key) for key, kind in block.parameters.items()}
        reading = Reading(rules.program.symbols, passed_over, rules.program.sites[:])
        steps = reading.reader(reading.ruleset, block.rule, scope).steps(block.do, ("blocks", name, "do"), scope)
        given = naming.listed(f"a {kind} ({key})" for key, kind in block.parameters.items())
        about = (f"It is given {given}.",) if given else ()
        # The sites of these steps are their own: the outline looks names of arguments up in them.
        lines = tuple(outline(with_sites(rules, reading), steps, {key: key for key in block.parameters}))
        yield Entry(anchor("block", name), naming.sentence(name.replace("_", " ")), name, about, (Part(outline=lines),))


def passed_over(kind: tuple[str, ...], path: Path, error: ExpressionError) -> None:
    """A fault in a block was reported when its ruleset was loaded."""
    raise error


def with_sites(rules: Rules, reading: Reading) -> Rules:
    """The same rules, with the sites of what was read since."""
    return replace(rules, program=replace(rules.program, sites=reading.sites))


def phase_entry(rules: Rules, phase: PhaseRule) -> Entry:
    """One phase in words."""
    lines: list[str] = []
    if phase.condition is not None:
        lines.append(f"Skipped unless {said(rules, phase.condition)} when it begins.")
    if phase.draw is not None:
        lines.append(draw_line(rules, phase.draw))
    elif phase.act is not None:
        lines += act_lines(rules, phase.id, phase.act)
    elif phase.ask is not None:
        lines += ask_lines(rules, phase.ask)
    steps = tuple(outline(rules, phase.do.steps, NAMES)) if phase.do is not None else ()
    return Entry(anchor("phase", phase.id), phase.title, phase.id, (), (Part("", tuple(lines), outline=steps),))


def said(rules: Rules, question: Question) -> str:
    """A number or a condition in words."""
    return effects.voice_of(rules, NAMES).say(question.node)


def draw_line(rules: Rules, draw: DrawRule) -> str:
    return f"Cards are drawn from the deck “{draw.deck}” and carried out one after another: {said(rules, draw.count)}."


def act_lines(rules: Rules, name: str, act: ActRule) -> Iterator[str]:
    """Who acts in which order, how often, with what."""
    definition = next(phase.act for phase in rules.program.symbols.folder.ruleset.phases if phase.id == name)
    assert definition is not None
    yield f"Each state in turn takes its actions; how many: {said(rules, act.actions)}."
    yield "Another state begins each round." if act.rotates else "The first seat always begins."
    if definition.once_per:
        each = " for each state" if "self" in definition.once_per else ""
        yield f"Each tactic once a {definition.once_per[0]}{each}."
    groups = rules.program.symbols.folder.ruleset.groups
    if definition.groups:
        yield f"Only tactics from {naming.listed(groups[group].title for group in definition.groups)}."


def ask_lines(rules: Rules, ask: AskRule) -> Iterator[str]:
    """What is asked, and what may be answered."""
    for_each = " for each open crisis" if ask.per_crisis else ""
    yield f"Each state names a number{for_each}, from 0 to this: {said(rules, ask.highest)}."
    if ask.prompt:
        yield f"The question: {ask.prompt}"
    yield "All answer in secret; the numbers are revealed together." if ask.sealed else "Everybody hears each answer."


# Crises and the end


def ends(ground: Ground) -> Chapter:
    """Crises, points, grades, endings."""
    return Chapter("ends", "Crises, points and the end", "", tuple(end_entries(ground)))


def end_entries(ground: Ground) -> Iterator[Entry]:
    rules, ruleset = ground.rules, ground.folder.ruleset
    if ruleset.crises is not None:
        most = Part("", (f"At most {ruleset.crises.slots} can be open.",))
        opens = tuple(outline(rules, rules.program.opens.steps, NAMES))
        over = tuple(outline(rules, rules.program.overflow.steps, NAMES))
        parts = (("When one is put on the table", opens), ("When one more is drawn", over))
        told = (Part(title, outline=lines) for title, lines in parts if lines)
        yield Entry("end-crises", "Crises", "crises", (), (most, *told))
    ties = [f"Between equals: {said(rules, question)}." for question in rules.program.ties]
    points = f"Points of a state: {said(rules, rules.program.score)}."
    yield Entry("end-score", "Points", "score", (), (Part("", (points, *ties)),))
    for name, grade in (("alliance", rules.program.alliance), ("personal", rules.program.personal)):
        if grade is not None:
            yield grade_entry(rules, name, grade)
    endings = [(name, f"{each.title}. {each.text or ''}".strip()) for name, each in ruleset.endings.items()]
    yield Entry("end-endings", "Ways to end", "", (), (), tuple(endings))


def grade_entry(rules: Rules, name: str, grade: GradeRule) -> Entry:
    """Marks for a number, at the default length."""
    marks = ", ".join(f"{letter} from {naming.number(least)}" for letter, least in grade.marks)
    lines = [f"Graded: {said(rules, grade.of)}.", f"{marks}; below that {grade.below} (length {rules.length})."]
    if grade.one_lower is not None:
        lines.append(f"One grade lower if {said(rules, grade.one_lower)}.")
    return Entry(anchor("end", name), grade.title, name, (), (Part("", tuple(lines)),))
