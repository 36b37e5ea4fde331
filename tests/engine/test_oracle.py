"""Generated code against the interpreter: the same games, cell by cell and entry by entry."""

from random import Random

import pytest

from alliance_game.engine import Rules, compile_rules
from alliance_game.engine.agendas import has_agendas
from alliance_game.engine.layout import KIND, OVER
from alliance_game.engine.markers import ASK, CONSENT
from alliance_game.engine.outcome import agenda_of, outcome_of, standing_scores
from alliance_game.engine.setup import first_cells

from .games import SETUPS, Setting, library_of
from .oracle import interpreted

DECISIONS = 8_000


def play_both(rules: Rules, seed: int, most: int) -> int:
    """One random game on both machines; gives the number of decisions compared."""
    slow_rules = interpreted(rules)
    fast, slow = rules.machine, slow_rules.machine
    lot = Random(seed)
    cells = first_cells(rules, seed)
    twin = cells[:]
    log: list[tuple[int, ...]] = []
    twin_log: list[tuple[int, ...]] = []
    fast.begin(cells, log)
    slow.begin(twin, twin_log)
    count = 0
    while True:
        assert cells == twin, f"seed {seed}: cells differ after {count} moves"
        assert log == twin_log, f"seed {seed}: chronicles differ after {count} moves"
        if cells[OVER] or count >= most:
            break
        moves = fast.legal(cells)
        assert moves == slow.legal(twin), f"seed {seed}: legal moves differ after {count} moves"
        # Accepting half of the proposals and giving little leads deeper into a game than an even choice does.
        move = lot.choice(moves if cells[KIND] != ASK else moves[:4])
        if cells[KIND] == CONSENT:
            move = lot.choice((0, 1))
        log, twin_log = [], []
        fast.play(cells, move, log)
        slow.play(twin, move, twin_log)
        count += 1
    assert standing_scores(rules, cells) == standing_scores(slow_rules, twin)
    if has_agendas(rules):
        for seat in range(rules.players):
            assert agenda_of(rules, cells, seat) == agenda_of(slow_rules, twin, seat)
    if cells[OVER]:
        assert outcome_of(rules, cells) == outcome_of(slow_rules, twin)
    return count


@pytest.mark.parametrize("setting", SETUPS, ids=str)
def test_the_interpreter_plays_the_same_games(setting: Setting) -> None:
    rules = compile_rules(library_of(setting.scenario), **setting.compiled)
    wanted, seed, count = DECISIONS // len(SETUPS), 0, 0
    while count < wanted:
        seed += 1
        count += play_both(rules, seed, 400)
    assert count >= wanted


def test_every_expression_of_the_bots_agrees() -> None:
    """Bots read numbers that no rule reads: compare those too, along one game."""
    for setting in (SETUPS[0], SETUPS[-1]):
        rules = compile_rules(library_of(setting.scenario), **setting.compiled)
        slow = interpreted(rules).machine.functions
        fast = rules.machine.functions
        cells = first_cells(rules, 5)
        rules.machine.begin(cells, None)
        lot = Random(5)
        while not cells[OVER]:
            for worth in rules.program.worth:
                for seat in range(rules.players):
                    assert fast[worth.of.name](cells, seat) == slow[worth.of.name](cells, seat)
            rules.machine.play(cells, lot.choice(rules.machine.legal(cells)), None)


def test_the_interpreter_leaves_nothing_out() -> None:
    """Both give functions of the same names."""
    for setting in (SETUPS[0], SETUPS[-1]):
        rules = compile_rules(library_of(setting.scenario), **setting.compiled)
        generated = {name for name in rules.machine.functions if f"def {name}(" in rules.source}
        assert generated == set(interpreted(rules).machine.functions)
