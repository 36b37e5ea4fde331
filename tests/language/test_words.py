"""Conditions in words: nothing of the program shows through."""

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alliance_game.engine import compile_rules
from alliance_game.engine.reasons import speech
from alliance_game.language.evaluator import evaluate
from alliance_game.language.needs import needs
from alliance_game.language.tree import Type
from alliance_game.language.words import phrase

from ..engine.oracle import Board
from .test_printer import expressions, scattered
from .words_of_concert import library, meaning, refusal

MACHINERY = re.compile(r"[_(){}<>=]|\bv\[|Type|Cell|Local|None|True|False|\bx\d")
BOUND = {"self": 0, "partner": 1, "crisis": 0, "n": 3}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(expressions(), st.integers(0, 10**6))
def test_everything_that_can_be_written_can_be_said(text: str, seed: int) -> None:
    rules = compile_rules(library(), "concert", 3)
    cells = scattered(rules, seed)
    assume(refusal(lambda each: meaning(each, players=3), text) is None)
    said = phrase(meaning(text, players=3), BOUND, speech(rules, cells))
    assert said
    assert said == said.strip()
    assert not re.search(r"Type|Cell|Local|None|_", said), f"{text}: {said}"


def test_reasons_name_what_is_missing() -> None:
    """For every condition of every tactic, a reason that a person can read."""
    rules = compile_rules(library(), "concert", 4)
    said = set()
    for seed in range(6):
        cells = scattered(rules, seed)
        board, words = Board(rules.layout, cells), speech(rules, cells)
        for form in rules.program.forms:
            names = {"self": 0} | {p.name: 1 if p.kind == "other" else 0 for p in form.parameters}
            for part in form.conditions:
                if not evaluate(part, names, board):
                    said.add(needs(part, names, board, words))
    assert len(said) > 20
    assert not [reason for reason in said if MACHINERY.search(re.sub(r" \((is|there)[^)]*\)", "", reason))]


def test_how_things_stand_is_told() -> None:
    rules = compile_rules(library(), "concert", 4)
    cells = [block.initial for block in rules.layout.blocks_by_cell]
    start = rules.layout.start("pair", "trust")
    cells[start + 1] = cells[start + 4] = 2
    condition = meaning("self.standing >= 0 and self.trust(partner) >= 4", Type.BOOL)
    reason = needs(condition, BOUND, Board(rules.layout, cells), speech(rules, cells))
    assert reason.startswith("needs ")
    assert "4" in reason
    assert "(is 2)" in reason
    assert "trust" in reason
    assert rules.states[1].title in reason
    assert "standing" not in reason
