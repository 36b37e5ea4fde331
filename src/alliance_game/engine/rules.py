"""Rules: one ruleset, scenario and number of states, compiled to Python functions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..definitions import Library, Scenario, StateOf
from ..definitions.base import FrozenDict
from ..definitions.ruleset import Constant
from ..errors import AllianceError, UnknownName
from ..language.printer import Code
from ..language.program import AskRule, CardRule, Procedure, Program, Question
from ..language.steps import TellStep, walk
from ..language.survey import program_of
from ..language.templates import Template
from ..wording import say
from .functions import Sources, execute, functions_of, tables
from .layout import Layout
from .legality import MoveOf, all_moves
from .machine import Machine
from .writer import Writer


class Setup(NamedTuple):
    """What a game is started with; equal set-ups and moves give equal games."""

    scenario: str
    states: int
    length: str
    difficulty: str
    options: tuple[str, ...]
    seed: int


@dataclass(frozen=True, eq=False)
class Rules:
    """Compiled rules. Everything that does not change while a game runs. Each is equal to itself alone."""

    library: Library
    scenario: str
    length: str
    difficulty: str
    options: tuple[str, ...]
    program: Program
    layout: Layout
    moves: tuple[MoveOf, ...]
    machine: Machine

    @property
    def players(self) -> int:
        """How many states."""
        return self.layout.players

    @cached_property
    def source(self) -> str:
        """The source of all its functions."""
        return "".join(Sources(self.layout, self.moves).values())

    @cached_property
    def states(self) -> tuple[StateOf, ...]:
        """The states, in seat order."""
        return self.library.scenario(self.scenario).states[: self.players]

    @cached_property
    def own_agendas(self) -> tuple[tuple[int, ...], ...]:
        """For each seat the agendas that only it can be dealt, by number; empty if it takes any common one."""
        names = [agenda.id for agenda in self.program.agendas]
        return tuple(tuple(names.index(name) for name in state.agendas) for state in self.states)

    @cached_property
    def common_agendas(self) -> tuple[int, ...]:
        """The agendas that no state of the scenario names, by number."""
        named = {name for state in self.library.scenario(self.scenario).states for name in state.agendas}
        return tuple(number for number, agenda in enumerate(self.program.agendas) if agenda.id not in named)

    @cached_property
    def cards(self) -> tuple[CardRule, ...]:
        """The card of each number; copies have numbers of their own."""
        return self.machine.cards

    @cached_property
    def card_names(self) -> tuple[str, ...]:
        """How moves and files call each card: its id, and ``id.2`` for a second copy."""
        program = self.program
        return tuple(program.cards[index].id + (f".{copy + 1}" if copy else "") for index, copy in self.layout.copies)

    @cached_property
    def card_titles(self) -> tuple[str, ...]:
        """How people call each card: its title, and ``Title 2`` for a second copy."""
        program = self.program
        return tuple(
            program.cards[index].title + (f" {copy + 1}" if copy else "") for index, copy in self.layout.copies
        )

    @cached_property
    def phase_names(self) -> tuple[str, ...]:
        """The id of each phase."""
        return tuple(phase.id for phase in self.program.phases)

    @cached_property
    def asks(self) -> tuple[AskRule | None, ...]:
        """What each phase asks, if it does."""
        return tuple(phase.ask for phase in self.program.phases)

    @cached_property
    def answer_texts(self) -> dict[tuple[int, int, int], str]:
        """Texts of answers that were named before, by phase, card and number: most are given again and again."""
        return {}

    @cached_property
    def move_texts(self) -> tuple[str | None, ...]:
        """The text of every move of the act phases, ``None`` where it depends on the crises on the table."""
        return tuple(self.move_text(move) for move in self.moves)

    def move_text(self, move: MoveOf) -> str | None:
        """The text of a move that names no crisis."""
        if move.form < 0:
            return "pass"
        form = self.program.forms[move.form]
        if any(parameter.kind == "crisis" for parameter in form.parameters):
            return None
        words = ["play", form.tactic] + ([f"form={form.form}"] if form.form else [])
        for parameter, value in zip(form.parameters, move.arguments, strict=True):
            words.append(f"{parameter.name}={self.states[value].id if parameter.kind == 'other' else value}")
        return " ".join(words)

    @cached_property
    def secret_starts(self) -> tuple[int, ...]:
        """The first cells of what only its owner may see: agendas first, then secret tracks."""
        blocks = self.layout.blocks
        return tuple(
            block.start
            for wanted in (True, False)
            for block in blocks
            if (block.scope == "agenda") is wanted and (wanted or (block.track is not None and block.track.secret))
        )

    @cached_property
    def texts(self) -> dict[int, Template]:
        """The text of every place that tells something."""
        procedures = (unit for unit in self.program.units if isinstance(unit, Procedure))
        steps = (step for procedure in procedures for step in walk(procedure.steps))
        return {step.site: step.text for step in steps if isinstance(step, TellStep)}

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """The ids of the ways to end."""
        return tuple(self.program.symbols.folder.ruleset.endings)


def constants_of(
    library: Library, scenario: str, length: str | None, difficulty: str | None, options: Iterable[str]
) -> tuple[str, str, tuple[str, ...], dict[str, Constant]]:
    """The length, difficulty and options by name, checked, and the constants that follow.

    Raises ``UnknownName`` for one that the ruleset does not have.
    """
    rules = library.rules_of(scenario).ruleset
    chosen = tuple(sorted(set(options)))
    length = length or next(iter(rules.lengths))
    if length not in rules.lengths:
        raise UnknownName("length", length, rules.lengths)
    default = "standard" if "standard" in rules.difficulties else next(iter(rules.difficulties), "")
    difficulty = difficulty or default
    if difficulty != default and difficulty not in rules.difficulties:
        raise UnknownName("difficulty", difficulty, rules.difficulties)
    for option in chosen:
        if option not in rules.options:
            raise UnknownName("option", option, rules.options)
    constants: dict[str, Constant] = dict(rules.lengths[length]) | dict(rules.difficulties.get(difficulty, {}))
    constants |= {option: int(option in chosen) for option in rules.options}
    return length, difficulty, chosen, constants


_compiled: dict[tuple[str, str, str, int, str, str, tuple[str, ...]], Rules] = {}
_KEPT = 24


def compile_rules(
    library: Library,
    scenario: str,
    states: int | None = None,
    length: str | None = None,
    difficulty: str | None = None,
    options: Iterable[str] = (),
) -> Rules:
    """The rules of a scenario for a number of states, from the cache if they were compiled before.

    Raises ``UnknownName``, and ``AllianceError`` for a number of states that the scenario does not have.
    """
    length, difficulty, chosen, constants = constants_of(library, scenario, length, difficulty, options)
    seats = library.scenario(scenario).seats
    states = states if states is not None else max(seats.min, min(4, seats.max))
    if not seats.min <= states <= seats.max:
        raise AllianceError(
            say(
                "Scenario '{scenario}' is played by {most} states, not {states}."
                if seats.min == seats.max
                else "Scenario '{scenario}' is played by {least} to {most} states, not {states}.",
                scenario=scenario,
                least=seats.min,
                most=seats.max,
                states=states,
            )
        )
    key = (library.digest, library.language, scenario, states, length, difficulty, chosen)
    if library.digest and key in _compiled:
        return _compiled[key]
    table = table_of(library, scenario, chosen)
    program = program_of(library, table.ruleset, table, states, constants, length)
    rules = assemble(library, scenario, length, difficulty, chosen, program)
    if library.digest:
        while len(_compiled) >= _KEPT:
            del _compiled[next(iter(_compiled))]
        _compiled[key] = rules
    return rules


def table_of(library: Library, scenario: str, options: tuple[str, ...]) -> Scenario:
    """The scenario as it is played with these options: some put something in the place of what it says."""
    table, known = library.scenario(scenario), library.rules_of(scenario).ruleset.options
    for instead in (known[option].instead for option in options):
        if instead is not None:
            constants = FrozenDict({**table.constants, **instead.constants})
            stop = instead.stop or table.stop
            table = table.model_copy(update={"dated": instead.dated, "constants": constants, "stop": stop})
    return table


def assemble(
    library: Library, scenario: str, length: str, difficulty: str, options: tuple[str, ...], program: Program
) -> Rules:
    """A program laid out, compiled and put into a machine."""
    crises = program.symbols.folder.ruleset.crises
    layout = Layout(program, program.symbols.players, crises.slots if crises else 0)
    moves = all_moves(program, layout.players, layout.slots)
    machine = Machine(layout, moves)
    machine.bind(functions_of(Sources(layout, moves), machine))
    stop = table_of(library, scenario, options).stop
    if stop is not None:
        phases, endings = [phase.id for phase in program.phases], list(program.symbols.folder.ruleset.endings)
        machine.stop_after = phases.index(stop.after), endings.index(stop.ending)
    return Rules(library, scenario, length, difficulty, options, program, layout, moves, machine)


def weighted_sum(rules: Rules, parts: Iterable[tuple[Question, int]]) -> Callable[[list[int], int], int]:
    """One function of the cells and a state: the answers to questions about that state, each times its weight.

    The same as asking one by one, several times as fast: bots ask thousands of times for a move.
    """
    printer = Writer(rules.layout).printer
    terms = [
        f"{weight}*({printer.show(question.node, {name: Code('state') for name in question.parameters}).text})"
        for question, weight in parts
        if weight
    ]
    source = f"def total(v, state):\n return {' + '.join(terms) or '0'}\n"
    total: Callable[[list[int], int], int] = execute(source, tables(rules.layout, rules.machine))["total"]
    return total
