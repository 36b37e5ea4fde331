"""Conditions in words: nothing of the program shows through."""

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alliance_game.engine import compile_rules
from alliance_game.engine.reasons import speech
from alliance_game.language.evaluator import evaluate
from alliance_game.language.needs import needs
from alliance_game.language.parties import YOU
from alliance_game.language.tree import Type
from alliance_game.language.words import phrase
from tests.table import Table

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


@pytest.fixture(scope="module")
def table() -> Table:
    """France asks, Germany is its partner, and Piracy is on the table; nothing has happened yet."""
    made = Table()
    made.open("piracy")
    return made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("self.standing", "standing"),
        ("partner.standing", "Germany's standing"),
        ("self.trust(partner)", "trust with Germany"),
        ("crisis.share(self)", "share in Piracy"),
        ("crisis.share(partner)", "Germany's share in Piracy"),
        ("self.standing + 1", "standing plus 1"),
        ("self.standing - partner.standing", "standing minus Germany's standing"),
        ("-self.standing", "minus standing"),
        ("(self.standing + 1) * 2", "(standing plus 1) times 2"),
        ("self.standing // 2", "standing divided by 2"),
        ("min(self.standing, 3)", "the lower of standing and 3"),
        ("max(self.standing, 3)", "the higher of standing and 3"),
        ("abs(self.standing)", "the size of standing"),
        ("2 * (self.standing if round > 3 else 1)", "2 times (standing if the round is above 3, otherwise 1)"),
        ("sum(s.standing for s in states)", "the total standing of all states"),
        ("max(s.standing for s in states where s != self)", "the highest standing of other states"),
        ("sum(s.standing + 1 for s in states)", "the total of (its standing plus 1) over all states"),
        ("sum(c.share(partner) for c in crises)", "the total of (Germany's share in it) over all open crises"),
        (
            "count(s in states where s.trust(self) >= 4)",
            "the number of states whose trust with France is 4 or more",
        ),
    ],
)
def test_an_amount_is_a_noun(table: Table, text: str, said: str) -> None:
    assert phrase(meaning(text, Type.INT), BOUND, speech(table.rules, table.cells)) == said


SENTENCES = [
    ("3 <= self.standing", "standing is 3 or more"),
    ("round == 3", "it is round 3"),
    ("crisis.severity > round", "Piracy's severity is more than this round"),
    ("crisis.targeted", "Piracy has a target"),
    ("partner == crisis.target", "Piracy targets Germany"),
    ("crisis.target != partner", "Piracy does not target Germany"),
    ("crisis.tagged(hard)", "Piracy is hard"),
    ("not crisis.tagged(hard)", "Piracy is not hard"),
    ("self == first", "France has the first seat"),
    ("partner != first", "Germany does not have the first seat"),
    ("partner == self", "Germany is France"),
    ("partner != self", "Germany is not France"),
    ("self.pact(partner)", "a pact with Germany"),
    ("not not self.pact(partner)", "a pact with Germany"),
    ("not partner.pact(self)", "no pact with Germany"),
    ("partner.treaty", "Germany is in the treaty"),
    ("not partner.treaty", "Germany is not in the treaty"),
    ("not (self.coins >= 3 and partner.coins >= 2)", "coins is below 3 or Germany's coins is below 2"),
    ("not (self.coins >= 3 or partner.coins >= 2)", "coins is below 3 and Germany's coins is below 2"),
    ("world.thaw > 0", "tension has been talked down this round"),
    ("world.thaw == 0", "tension has not been talked down this round"),
    ("partner.ready != 0", "Germany is ready"),
    ("crisis.mission == 0", "Piracy has had no mission this round"),
    ("self.led >= 1", "crises led is 1 or more"),
    ("count(c in crises) == 0", "there is no open crisis"),
    ("count(c in crises) == 1", "there is exactly 1 open crisis"),
    ("count(c in crises) > 2", "there are more than 2 open crises"),
    ("not any(s in states where s != self)", "there is no other state"),
    ("all(s in states where s.standing >= 3)", "for every state: its standing is 3 or more"),
    ("all(c in crises where c.severity >= 3)", "for every open crisis: its severity is 3 or more"),
]


@pytest.mark.parametrize(("text", "said"), SENTENCES)
def test_a_condition_is_a_sentence(table: Table, text: str, said: str) -> None:
    assert phrase(meaning(text, Type.BOOL), BOUND, speech(table.rules, table.cells)) == said


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("s in states where s.standing >= 3", "a state whose standing is 3 or more"),
        ("s in states where s.coins > self.coins", "a state whose coins is more than coins"),
        (
            "s in states where s.trust(partner) > 3 and s != self",
            "another state whose trust with Germany is above 3",
        ),
        ("s in states where s != partner", "a state other than Germany"),
        ("s in states where s == first", "a state with the first seat"),
        ("s in states where s.treaty", "a state in the treaty"),
        ("s in states where not s.treaty", "a state outside the treaty"),
        ("s in states where s.pact(self)", "a state with a pact with France"),
        ("s in states where not s.pact(partner)", "a state without a pact with Germany"),
        ("s in states where s.ready > 0", "a state that is ready"),
        ("s in states where s.face == 0", "a state that has not lost face"),
        (
            "s in states where any(c in crises where c.target == s)",
            "a state where there is an open crisis that targets that state",
        ),
        ("c in crises where c.tagged(hard) or c.tagged(cyber)", "an open hard or cyber crisis"),
        ("c in crises where c.tagged(hard) and c.tagged(cyber)", "an open hard cyber crisis"),
        ("c in crises where not c.tagged(hard)", "an open crisis where it is not hard"),
        ("c in crises where partner == c.target", "an open crisis that targets Germany"),
        ("c in crises where c.targeted", "an open crisis where it has a target"),
    ],
)
def test_a_member_of_a_group_is_described(table: Table, where: str, said: str) -> None:
    words = speech(table.rules, table.cells)
    assert phrase(meaning(f"any({where})", Type.BOOL), BOUND, words) == f"there is {said}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("self.standing >= 3", "your standing is 3 or more"),
        ("self.led >= 1", "your crises led is 1 or more"),
        ("crisis.share(self) > 0", "your share in Piracy is above 0"),
        ("self.treaty", "you are in the treaty"),
        ("crisis.target == self", "Piracy targets you"),
        ("self == first", "you have the first seat"),
        ("self != first", "you do not have the first seat"),
        ("partner == self", "you are Germany"),
        ("self != partner", "you are not Germany"),
        ("self.face == 1", "your state has lost face"),
        ("any(c in crises where c.target == self)", "there is an open crisis that targets you"),
        ("any(s in states where s.pact(self))", "there is a state with a pact with you"),
    ],
)
def test_whoever_reads_is_spoken_to(table: Table, text: str, said: str) -> None:
    words = speech(table.rules, table.cells).naming("self", YOU)
    assert phrase(meaning(text, Type.BOOL), BOUND, words) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("self.pact(partner)", "needs a pact with Germany"),
        ("partner.treaty", "Germany is not in the treaty"),
        ("self.treaty or self.pact(partner)", "needs membership of the treaty or a pact with Germany"),
        ("crisis.tagged(hard)", "needs a hard crisis"),
        ("crisis.tagged(hard) or crisis.tagged(cyber)", "needs a hard or cyber crisis"),
        ("crisis.targeted", "needs that Piracy has a target"),
        ("self != first", "needs that France does not have the first seat"),
        ("not crisis.tagged(mixed)", "needs that Piracy is not mixed"),
        ("all(s in states where s.coins >= 9)", "needs that for every state: its coins is 9 or more"),
        ("any(s in states where s.treaty)", "needs a state in the treaty"),
        ("not any(s in states where s != self)", "there is another state"),
        ("world.thaw > 0", "tension has not been talked down this round"),
        ("self.ready > 0 or world.thaw > 0", "France is not ready and tension has not been talked down this round"),
        ("self.ready > 0 or self.coins >= 9", "needs that France is ready or coins 9 or more"),
        ("self.led >= 2", "needs crises led 2 or more (is 0)"),
        ("count(c in crises) >= 2", "needs 2 open crises (there is 1)"),
        ("count(c in crises) == 0", "needs no open crisis (there is 1)"),
    ],
)
def test_what_is_missing_is_named(table: Table, text: str, said: str) -> None:
    condition, board = meaning(text, Type.BOOL), Board(table.rules.layout, table.cells)
    assert not evaluate(condition, BOUND, board)
    assert needs(condition, BOUND, board, speech(table.rules, table.cells)) == said
