"""Set-up: the first position."""

from collections.abc import Iterable

from ..definitions import Library
from ..errors import AllianceError
from ..language.resolver import INT, resolve
from ..language.tree import Number
from ..wording import say
from . import agendas
from .chance import STREAMS, draw, seeded, shuffled
from .layout import FIRST
from .position import Position
from .rules import Rules, Setup, compile_rules


def new_game(
    library: Library,
    scenario: str = "concert",
    states: int | None = None,
    length: str | None = None,
    difficulty: str | None = None,
    options: Iterable[str] = (),
    seed: int = 0,
) -> Position:
    """The first position of a game, at its first question.

    ``states`` is a number that the scenario allows (4 where it can be), ``seed`` any whole number from 0 to
    2**63 - 1. Raises ``UnknownName`` for a scenario, length, difficulty or option that does not exist.
    """
    checked_seed(seed)
    rules = compile_rules(library, scenario, states, length, difficulty, options)
    setup = Setup(scenario, rules.players, rules.length, rules.difficulty, rules.options, seed)
    return start(rules, setup)


def checked_seed(seed: int) -> int:
    """The seed. Raises ``AllianceError`` for one that no game can have."""
    if not 0 <= seed < 2**63:
        raise AllianceError(say("A seed is a whole number from 0 to 9223372036854775807."))
    return seed


def start(rules: Rules, setup: Setup) -> Position:
    """The first position of compiled rules."""
    cells = first_cells(rules, setup.seed)
    opening = cells[:]
    log: list[tuple[int, ...]] = []
    rules.machine.begin(cells, log)
    return Position(rules, setup, cells, opening, (None, log))


def first_cells(rules: Rules, seed: int) -> list[int]:
    """Starting values, and what chance decides before the first round."""
    layout = rules.layout
    cells = layout.initial[:]
    for name in STREAMS:
        cells[layout.start("stream", name)] = seeded(seed, name)
    own_starts(rules, cells)
    deal = layout.start("stream", "deal")
    if rules.program.symbols.folder.ruleset.first_seat == "lot":
        cells[FIRST] = draw(cells, deal, rules.players)
    for name, track in rules.program.symbols.tracks["state"].items():
        if track.deal is not None:
            dealt = list(rules.program.symbols.lists[track.deal][: rules.players])
            begin = layout.start("state", name)
            cells[begin : begin + rules.players] = shuffled(cells, deal, dealt)
    if agendas.has_agendas(rules):
        agendas.deal(rules, cells, deal)
    return cells


def own_starts(rules: Rules, cells: list[int]) -> None:
    """What a scenario says of single states."""
    for seat, state in enumerate(rules.states):
        for track, text in state.start.items():
            node = resolve(text, {}, rules.program.symbols, INT)
            if not isinstance(node, Number):
                raise AllianceError(f"State '{state.id}': the start of '{track}' must be a number known beforehand.")
            cells[rules.layout.start("state", track) + seat] = node.value
