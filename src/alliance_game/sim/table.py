"""One game from start to end, without people: bots at every seat, no journal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..bots import Bot
from ..bots.appraisal import appraisal_of
from ..engine import Outcome, Setup, View
from ..engine import markers as mark
from ..engine.chance import Dice
from ..engine.decision import asked, open_decisions
from ..engine.layout import KIND, OVER, ROUND
from ..engine.machine import Machine
from ..engine.markers import RawEntry
from ..engine.outcome import outcome_of, standing_scores
from ..engine.position import Position
from ..engine.rules import Rules
from ..engine.setup import first_cells


@dataclass(frozen=True, slots=True)
class Played:
    """A game that was played: its last cells, its raw chronicle, and what the engine alone cannot tell afterwards."""

    cells: list[int]
    opening: list[int]
    log: list[RawEntry]
    outcome: Outcome
    decisions: int
    leaders: tuple[int, ...]
    """After each round the seat with the sole highest score, agendas left out, or -1."""


def play_game(rules: Rules, seed: int, bots: Sequence[Bot], machine: Machine | None = None) -> Played:
    """Play one game to its end; ``machine`` does so in place of that of the rules, and bots do not notice.

    Raises whatever a bot raises.
    """
    machine = machine or rules.machine
    cells = first_cells(rules, seed)
    opening = cells[:]
    log: list[RawEntry] = []
    machine.begin(cells, log)
    setup = Setup(rules.scenario, rules.players, rules.length, rules.difficulty, rules.options, seed)
    lots = lottery(bots, seed)
    leaders: list[int] = []
    decisions, round_ = 0, cells[ROUND]
    while not cells[OVER]:
        decisions += 1
        seat, before = machine.seat(cells), cells[:]
        if lots is not None:
            moves = machine.legal(cells)
            number = moves[lots(len(moves))]
        else:
            position = Position(rules, setup, cells, opening, (None, log))
            decision = asked(rules, cells, seat) if cells[KIND] == mark.ASK else open_decisions(rules, cells)[0]
            number = bots[seat].choose(View(position, seat), decision).move.number
        machine.play(cells, number, log, seat)
        if cells[ROUND] != round_:
            leaders.append(leader_after(rules, before, number, seat))
            round_ = cells[ROUND]
    leaders.append(leader(rules, cells))
    return Played(cells, opening, log, outcome_of(rules, cells), decisions, tuple(leaders))


def leader_after(rules: Rules, before: list[int], number: int, seat: int) -> int:
    """The leader of a round as its last move ended it, before the next round deals anything."""
    appraisal_of(rules).rehearsal.play(before, number, None, seat)
    return leader(rules, before)


def leader(rules: Rules, cells: list[int]) -> int:
    """The seat with the sole highest score, agendas left out, or -1."""
    scores = standing_scores(rules, cells)
    best = max(scores)
    return scores.index(best) if scores.count(best) == 1 else -1


def lottery(bots: Sequence[Bot], seed: int) -> Callable[[int], int] | None:
    """When every seat moves by lot, nobody needs to look at a view."""
    if all(bot.name == "random" for bot in bots):
        return Dice("lottery", seed).below
    return None
