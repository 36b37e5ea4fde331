"""Two ways to work out an expression: printed as Python, and walked. They agree on everything that can be written."""

from random import Random
from typing import Protocol, TypeVar

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alliance_game.engine import Rules, compile_rules
from alliance_game.engine.functions import tables
from alliance_game.language.evaluator import evaluate
from alliance_game.language.printer import Code, Printer, constant, median
from alliance_game.language.resolver import resolve
from alliance_game.language.tree import Local, Node, Type

from ..engine.oracle import Board
from .words_of_concert import library, meaning, refusal, symbols

NUMBERS = [
    "n",
    "round",
    "players",
    "world.tension",
    "world.power",
    "first.coins",
    "demand_per_state",
    "0",
    "1",
    "2",
    "7",
    "12",
]
OF_STATE = ["coins", "support", "points", "election", "pacts", "sources", "agreements", "goodwill"]
OF_CRISIS = ["demand", "progress", "bias", "fair", "networks", "treaty_bond"]
OF_BOTH = ["share", "committed", "strength", "limit", "effort", "need"]


T = TypeVar("T")


class Draw(Protocol):
    """What hypothesis gives to a strategy."""

    def __call__(self, strategy: st.SearchStrategy[T]) -> T: ...


class Grammar:
    """Draws an expression of a type; ``states`` and ``crises`` are the names that stand for one."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.count = 0

    def one(self, options: list[str]) -> str:
        return str(self.draw(st.sampled_from(options)))

    def number(self, depth: int, states: list[str], crises: list[str]) -> str:
        kind = self.one(
            ["name", "state", "pair", "crisis", "both"] + ["+", "-", "*", "//", "-x", "call", "if", "set"] * (depth > 0)
        )
        a, c = self.one(states), self.one(crises)

        def sub() -> str:
            return self.number(depth - 1, states, crises)

        match kind:
            case "name":
                return self.one(NUMBERS)
            case "state":
                return f"{a}.{self.one(OF_STATE)}"
            case "pair":
                return f"{a}.trust({self.one(states)})"
            case "crisis":
                return f"{c}.{self.one(OF_CRISIS)}"
            case "both":
                return f"{c}.{self.one(OF_BOTH)}({a})"
            case "+" | "-" | "*":
                return f"({sub()} {kind} {sub()})"
            case "//":
                return (
                    f"{sub()} // {self.one(['2', '3', 'players', '(players + 1)'])}" if depth < 2 else f"({sub()}) // 4"
                )
            case "-x":
                return f"-({sub()})"
            case "call":
                name = self.one(["min", "max", "div", "abs"])
                return f"abs({sub()})" if name == "abs" else f"{name}({sub()}, {sub()})"
            case "if":
                return f"({sub()} if {self.truth(depth - 1, states, crises)} else {sub()})"
        return self.over(depth, states, crises, ["sum", "max", "min", "median", "count"])

    def truth(self, depth: int, states: list[str], crises: list[str]) -> str:
        simple = ["compare", "pact", "treaty", "tagged", "target", "targeted", "same"]
        kind = self.one(simple + ["and", "or", "not", "any"] * (depth > 0))
        a, b, c = self.one(states), self.one(states), self.one(crises)

        def sub() -> str:
            return self.truth(depth - 1, states, crises)

        match kind:
            case "compare":
                sign = self.one(["==", "!=", "<", "<=", ">", ">="])
                return f"{self.number(depth - 1, states, crises)} {sign} {self.number(depth - 1, states, crises)}"
            case "pact":
                return f"{a}.{self.one(['pact', 'intelligence'])}({b})"
            case "treaty":
                return f"{a}.treaty"
            case "tagged":
                return f"{c}.tagged({self.one(['cyber', 'hard', 'soft'])})"
            case "target":
                return f"{c}.target {self.one(['==', '!='])} {a}"
            case "targeted":
                return f"{c}.targeted"
            case "same":
                return f"{a} {self.one(['==', '!='])} {b}"
            case "and" | "or":
                return f"({sub()} {kind} {sub()})"
            case "not":
                return f"not ({sub()})"
        return self.over(depth, states, crises, ["any", "all"])

    def over(self, depth: int, states: list[str], crises: list[str], functions: list[str]) -> str:
        function = self.one(functions)
        self.count += 1
        name = f"x{self.count}"
        source = self.one(["states", "crises"])
        inner = ([*states, name], crises) if source == "states" else (states, [*crises, name])
        where = f" where {self.truth(depth - 1, *inner)}" if function == "all" or self.draw(st.booleans()) else ""
        body = f"{self.number(depth - 1, *inner)} for " if function in ("sum", "max", "min", "median") else ""
        return f"{function}({body}{name} in {source}{where})"


@st.composite
def expressions(draw: Draw) -> str:
    """The text of an expression of Concert: a number or a yes or no."""
    grammar = Grammar(draw)
    wanted = grammar.number if draw(st.booleans()) else grammar.truth
    return wanted(draw(st.integers(0, 3)), ["self", "partner"], ["crisis"])


def scattered(rules: Rules, seed: int) -> list[int]:
    """Cells with any values that their borders allow; a slot is taken or free."""
    lot = Random(seed)
    cells = [block.initial for block in rules.layout.blocks_by_cell]
    for block in rules.layout.blocks:
        for at in range(block.start, block.start + block.size):
            if block.scope in ("world", "state", "pair", "crisis", "crisis_state", "two", "many"):
                cells[at] = lot.randint(max(block.low, -20), min(block.high, 20))
    for slot in range(rules.layout.slots):
        taken = lot.random() < 0.6 or slot == 0
        cells[rules.layout.start("slot", "card") + slot] = lot.randrange(len(rules.cards)) if taken else -1
        cells[rules.layout.start("slot", "target") + slot] = lot.randint(-1, rules.players - 1)
    cells[rules.layout.start("control", "round")] = lot.randint(1, 8)
    cells[rules.layout.start("control", "first")] = lot.randrange(rules.players)
    return cells


def printed(node: Node, rules: Rules, names: dict[str, Code], cells: list[int], **bound: int) -> object:
    """The value of what the printer writes."""
    code = Printer(rules.layout).show(node, names)
    value = eval(code.text, {**tables(rules.layout, rules.machine), "v": cells, **bound})
    if code.value is not None:
        assert value == code.value
    return value


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(expressions(), st.integers(2, 6), st.integers(0, 10**6))
def test_printed_and_walked_expressions_agree(text: str, players: int, seed: int) -> None:
    rules = compile_rules(library(), "concert", players)
    refused = refusal(lambda each: meaning(each, players=players), text)
    assert refused is None or refused.code in ("too-many-terms", "too-deep"), f"{text}: {refused}"
    assume(refused is None)
    node = meaning(text, players=players)
    cells, lot = scattered(rules, seed), Random(seed)
    bound = {"self": lot.randrange(players), "partner": lot.randrange(players), "crisis": 0, "n": lot.randint(0, 9)}
    walked = evaluate(node, bound, Board(rules.layout, cells))
    folded = {name: constant(value) for name, value in bound.items()}
    named = {name: Code(f"p_{name}") for name in bound}
    assert walked == printed(node, rules, folded, cells), text
    assert walked == printed(node, rules, named, cells, **{f"p_{name}": value for name, value in bound.items()}), text
    assert node.type is Type.INT or walked in (0, 1), text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("max(c.demand for c in crises)", 0),
        ("min(c.demand for c in crises)", 0),
        ("sum(c.demand for c in crises)", 0),
        ("median(c.demand for c in crises)", 0),
        ("count(c in crises)", 0),
        ("any(c in crises where c.demand == 0)", 0),
        ("all(c in crises where c.demand > 99)", 1),
        ("min(s.coins for s in states where s.coins > 99)", 0),
        ("div(5, 0) + div(5, -1) + div(-5, 2)", -3),
        ("median(s.coins for s in states)", 4),
        ("-7 // 2 + (0 - n) // 2", -7),
    ],
)
def test_sets_without_members_and_other_corners(text: str, value: int) -> None:
    """Concert with four states and coins 2, 4, 6, 8, nothing on the table, n 5."""
    rules = compile_rules(library(), "concert", 4)
    cells = [block.initial for block in rules.layout.blocks_by_cell]
    start = rules.layout.start("state", "coins")
    cells[start : start + 4] = [8, 2, 6, 4]
    node = resolve(text, {"n": Local(Type.INT, "n")}, symbols())
    assert evaluate(node, {"n": 5}, Board(rules.layout, cells)) == value
    assert printed(node, rules, {"n": Code("n")}, cells, n=5) == value


def test_the_median_is_the_lower_of_two() -> None:
    assert [median(each) for each in ([], [3], [1, 9], [9, 1, 5], [4, 4, 1, 8])] == [0, 3, 1, 5, 4]
