"""Expressions by lot in the names of every ruleset: worked out twice with one result, or refused at a place inside."""

from random import Random

import pytest

from alliance_game.authoring.audit.logic.ranges import Ranges, Span
from alliance_game.engine import Rules, compile_rules
from alliance_game.errors import ExpressionError
from alliance_game.language.evaluator import evaluate
from alliance_game.language.parser import parse
from alliance_game.language.printer import Code, constant
from alliance_game.language.resolver import resolve
from alliance_game.language.tree import Node, Type

from ..authoring.test_ranges import position
from ..engine.games import base, library_of
from ..engine.oracle import Board
from .test_parser import show
from .test_printer import printed
from .words_of_concert import SCOPE, refusal
from .writing import Writer

TOO_MUCH = {"too-many-terms", "too-deep"}
"""What an expression is refused for that is right otherwise."""


def rules_of(scenario: str, lot: Random) -> Rules:
    """The rules of a scenario, for any number of states that can play."""
    library = library_of(scenario)
    seats = library.scenario(scenario).seats
    return compile_rules(library, scenario, lot.randint(seats.min, seats.max))


def write_and_work_out(scenario: str, count: int, seed: int) -> int:
    """Write so many expressions and work each out in every way; gives how many had a value."""
    lot = Random(f"{scenario} {seed}")
    rules = rules_of(scenario, lot)
    crises = ["crisis"] if rules.layout.slots else []
    valued = 0
    writer = Writer(rules.program.symbols, lot)
    for number in range(count):
        text = writer.expression(lot.randint(0, 3), ["self", "partner"], crises)
        where = f"{scenario}, seed {seed}, number {number}: {text}"
        refused = refusal(lambda each: resolve(each, SCOPE, rules.program.symbols), text)
        assert refused is None or refused.code in TOO_MUCH, where
        assert show(parse(show(parse(text)))) == show(parse(text)), where
        if refused is None:
            valued += 1
            work_out(resolve(text, SCOPE, rules.program.symbols), rules, lot, where)
            misspell(text, rules, lot, where)
    return valued


def work_out(node: Node, rules: Rules, lot: Random, where: str) -> None:
    """Walked, printed with what is known and without it, and by its range: one value."""
    cells = position(rules, lot.randrange(10**6))
    bound = {"self": lot.randrange(rules.players), "partner": lot.randrange(rules.players), "crisis": 0, "n": 7}
    walked = evaluate(node, bound, Board(rules.layout, cells))
    assert walked == printed(node, rules, {name: constant(value) for name, value in bound.items()}, cells), where
    named = {name: Code(f"p_{name}") for name in bound}
    given = {f"p_{name}": value for name, value in bound.items()}
    assert walked == printed(node, rules, named, cells, **given), where
    assert node.type is Type.INT or walked in (0, 1), where
    game = {**rules.program.symbols.constants, "players": rules.players}
    span = Ranges(rules.program.symbols, game, {"n": Span(0, 9)}).of(node, {})
    assert span.low <= walked <= span.high, where


def misspell(text: str, rules: Rules, lot: Random, where: str) -> None:
    """A name that nobody knows, in the place of a state's: refused right there."""
    at = [index for index in range(len(text)) if text.startswith("self", index)]
    if at:
        place = lot.choice(at)
        wrong = f"{text[:place]}zzqk{text[place + 4 :]}"
        with pytest.raises(ExpressionError) as caught:
            resolve(wrong, SCOPE, rules.program.symbols)
        assert (caught.value.code, caught.value.offset) == ("unknown-name", place), where


@pytest.mark.parametrize("scenario", ["fishery", "nato_1949"])
def test_expressions_of_other_rulesets_have_one_value(scenario: str) -> None:
    assert write_and_work_out(scenario, 150, seed=1) > 100


@pytest.mark.nightly
@pytest.mark.parametrize("scenario", ["fishery", *sorted(base().scenarios)])
def test_1_000_expressions_of_every_scenario_have_one_value(scenario: str) -> None:
    assert write_and_work_out(scenario, 1_000, seed=100) > 700


BODIES = (
    "().__class__",
    "().__class__.__bases__[0].__subclasses__()",
    "''.__class__.__mro__[1]",
    "__import__('os').system('ls')",
    "__builtins__.__import__",
    "__builtins__",
    "globals()",
    "locals()",
    "vars()",
    "dir()",
    "eval(1)",
    "exec(1)",
    "compile(1, 2, 3)",
    "open(1)",
    "input(1)",
    "getattr(self, coins)",
    "setattr(self, coins, 1)",
    "type(self)",
    "id(self)",
    "print(1)",
    "breakpoint(1)",
    "lambda: 1",
    "lambda x: x",
    "[x for x in states]",
    "{x for x in states}",
    "(x for x in states)",
    "self.__dict__",
    "self.__class__",
    "self.__init__.__globals__",
    "world.__class__",
    "world.__getattribute__",
    "world.gi_frame",
    "self.f_back",
    "self.func_globals",
    "crisis.__reduce__(1)",
    "'{0.__class__}'.format(1)",
    "f'{self}'",
    '"%s" % self',
    "self['coins']",
    "v[0]",
    "v",
    "cells",
    "scores[0]",
    "draw(v, 0, 6)",
    "ORDER",
    "p_self",
    "TAG_x",
    "(a := 1)",
    "a = 1",
    "x += 1",
    "1; 2",
    "import os",
    "raise x",
    "yield 1",
    "await x",
    "del x",
    "assert x",
    "while 1: 1",
    "*self",
    "**self",
    "1 ** 9",
    "9**9**9",
    "1 << 99",
    "1 @ 2",
    "~1",
    "1 | 2",
    "1 & 2",
    "1 ^ 2",
    "1 / 2",
    "1 % 2",
    "1.5",
    "1e9",
    "0x10",
    "1_000",
    "1j",
    "None",
    "True",
    "...",
    "`ls`",
    "$(ls)",
    "${HOME}",
    "{{7*7}}",
    "{% x %}",
    "<script>",
    "self\u200b.coins",
    "ｓｅｌｆ.coins",
    "self\u202e.coins",
    "\x1b[31m",
    "self\x00",
    "self\\",
    "\ud800",
    "١ + ٢",
    "999999999999",
)
"""What was tried on other languages of expressions, and what our own printer's words could be taken for."""
FRAMES = ("{}", "1 + ({})", "count(each in states where ({}) > 0)", "(1 if ({}) > 0 else 2)")


@pytest.mark.parametrize("frame", FRAMES)
def test_no_payload_gets_through(frame: str) -> None:
    """Each is refused at a place inside its text, wherever it stands."""
    symbols = rules_of("nato_1949", Random(1)).program.symbols
    passed = [
        text for text in BODIES if refusal(lambda each: resolve(each, SCOPE, symbols), frame.format(text)) is None
    ]
    assert passed == []
    assert len(BODIES) * len(FRAMES) >= 200


def any_text(lot: Random) -> str:
    """Characters of any kind, most of them such as stand in expressions."""
    usual = "selfcoinsworldtrust().,+-*/<>=!0123456789 \n\tandornotifelseforinwhere_"
    return "".join(
        lot.choice(usual) if lot.random() < 0.9 else chr(lot.randrange(0x110000)) for _ in range(lot.randint(0, 60))
    )


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(4))
def test_50_000_random_texts_are_refused_at_a_place_inside(seed: int) -> None:
    lot = Random(seed)
    symbols = rules_of("nato_1949", Random(1)).program.symbols
    for _ in range(12_500):
        text = any_text(lot)
        # The place is looked at there.
        if refusal(lambda each: resolve(each, SCOPE, symbols), text) is None:
            assert resolve(text, SCOPE, symbols).type in Type, repr(text)
