"""Ranges and verdicts against the evaluator: what they rule out never happens."""

from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alliance_game.authoring.audit.logic.judge import Given, Judge, Verdict
from alliance_game.authoring.audit.logic.ranges import ANY, Ranges, Span, constants
from alliance_game.authoring.audit.logic.search import Fact, Search
from alliance_game.authoring.audit.logic.settings import Settings
from alliance_game.authoring.audit.logic.spelling import spelled
from alliance_game.engine import Rules, compile_rules
from alliance_game.language.evaluator import evaluate
from alliance_game.language.tree import Type

from ..engine.oracle import Board
from ..language.test_printer import expressions, scattered
from ..language.words_of_concert import library, meaning, refusal, symbols

N = Given(names={"n": Span(0, 9)})
LAX = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def position(rules: Rules, seed: int) -> list[int]:
    """Any cells, with the same trust and agreements in both directions."""
    cells = scattered(rules, seed)
    for block in rules.layout.blocks:
        if block.scope in ("pair", "two"):
            n = rules.players
            for a in range(n):
                for b in range(a):
                    cells[block.start + a * n + b] = cells[block.start + b * n + a]
    return cells


def judge() -> Judge:
    return Judge(symbols(), Settings(library(), "concert"))


@LAX
@given(expressions(), st.integers(2, 6), st.integers(0, 10**6))
def test_the_range_holds_every_value(text: str, players: int, seed: int) -> None:
    assume(refusal(lambda each: meaning(each, players=players), text) is None)
    node = meaning(text, players=players)
    rules = compile_rules(library(), "concert", players)
    lot = Random(seed)
    bound = {"self": lot.randrange(players), "partner": lot.randrange(players), "crisis": 0, "n": lot.randint(0, 9)}
    value = evaluate(node, bound, Board(rules.layout, position(rules, seed)))
    game = {**rules.program.symbols.constants, "players": players}
    span = Ranges(rules.program.symbols, game, N.names).of(node, {})
    assert span.low <= value <= span.high, text
    whole = judge().range(node, N)
    assert whole.low <= value <= whole.high, text
    if node.type is Type.BOOL:
        assert judge().verdict(node, N) is not (Verdict.NEVER if value else Verdict.ALWAYS), text
        facts = [Fact(node, bool(value))]
        assert Search(Ranges(rules.program.symbols, game, N.names)).possible(facts) is not False, text


@LAX
@given(expressions(), expressions(), st.integers(2, 6), st.integers(0, 10**6))
def test_what_is_given_rules_out_only_what_cannot_be(first: str, second: str, players: int, seed: int) -> None:
    assume(all(refusal(lambda each: meaning(each, players=players), text) is None for text in (first, second)))
    known, asked = (meaning(text, players=players) for text in (first, second))
    assume(known.type is Type.BOOL and asked.type is Type.BOOL)
    rules = compile_rules(library(), "concert", players)
    lot = Random(seed)
    bound = {"self": lot.randrange(players), "partner": lot.randrange(players), "crisis": 0, "n": lot.randint(0, 9)}
    board = Board(rules.layout, position(rules, seed))
    holds = {node: bool(evaluate(node, bound, board)) for node in (known, asked)}
    verdict = judge().verdict(asked, N.also(known, holds[known]))
    assert verdict is not (Verdict.NEVER if holds[asked] else Verdict.ALWAYS), f"{second} where {first}"


@LAX
@given(expressions())
def test_what_is_spelled_means_the_same(text: str) -> None:
    assume(refusal(meaning, text) is None)
    node = meaning(text)
    again = spelled(node)
    assume(len(again) <= 300 and refusal(meaning, again) is None)
    assert spelled(meaning(again)) == again
    assert str(judge().range(meaning(again), N)) == str(judge().range(node, N)), again


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("world.tension", 0, 10),
        ("-world.tension", -10, 0),
        ("world.tension - self.coins", -10, 10),
        ("2 * world.tension + 1", 1, 21),
        ("world.tension // 3", 0, 3),
        ("abs(world.tension - 4)", 0, 6),
        ("min(world.tension, 4)", 0, 4),
        ("max(world.tension, 4)", 4, 10),
        ("div(world.tension, self.coins)", 0, 10),
        ("round", 1, 8),
        ("rounds - round", 0, 7),
        ("players", 2, 6),
        ("count(s in states where s.coins > 10)", 0, 0),
        ("count(s in states)", 2, 6),
        ("count(c in crises)", 0, 4),
        ("sum(s.coins for s in states)", 0, 60),
        ("max(s.coins for s in states where s.coins > 3)", 0, 10),
        ("7 if world.tension > 10 else 3", 3, 3),
        ("fog + pressure", -1, 3),
        ("crisis.tagged(soft)", 0, 1),
        ("n", 0, 9),
    ],
)
def test_ranges(text: str, low: int, high: int) -> None:
    assert judge().range(meaning(text), N) == Span(low, high)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("world.tension >= 0", Verdict.ALWAYS),
        ("world.tension > 0", Verdict.OPEN),
        ("world.tension > world.tension", Verdict.NEVER),
        ("world.tension + 1 > world.tension", Verdict.ALWAYS),
        ("world.tension > 4 or world.tension < 6", Verdict.ALWAYS),
        ("world.tension > 4 or world.tension < 4", Verdict.OPEN),
        ("not (world.tension > 4) and world.tension == 5", Verdict.NEVER),
        ("self.pact(partner) and not partner.pact(self)", Verdict.NEVER),
        ("self == partner and partner != self", Verdict.NEVER),
        ("self.trust(partner) > 5 and partner.trust(self) < 5", Verdict.NEVER),
        ("self.coins > 5 and partner.coins < 5", Verdict.OPEN),
        ("2 * self.coins == 7", Verdict.NEVER),
        ("self.coins * self.coins == 7", Verdict.NEVER),
        ("self.coins * self.might == 56", Verdict.OPEN),
        ("self.coins + self.might + self.support + self.standing == 41", Verdict.NEVER),
        ("rounds == 5 and pressure == 2", Verdict.OPEN),
        ("rounds == 4", Verdict.NEVER),
        ("rounds == 1", Verdict.OPEN),
        ("fog == 1 and hegemon == 0", Verdict.OPEN),
        ("fog > 1", Verdict.NEVER),
        ("players * 2 == 7", Verdict.NEVER),
        ("players == 6", Verdict.OPEN),
        ("any(s in states where s.coins > 10)", Verdict.NEVER),
        ("all(s in states where s.coins <= 10)", Verdict.ALWAYS),
        ("all(c in crises where c.demand > 999)", Verdict.OPEN),
        ("count(s in states) >= 2", Verdict.ALWAYS),
    ],
)
def test_verdicts(text: str, verdict: Verdict) -> None:
    assert judge().verdict(meaning(text)) is verdict


@pytest.mark.parametrize(
    ("known", "text", "verdict"),
    [
        ("world.order >= 6", "world.order >= 4", Verdict.ALWAYS),
        ("world.order >= 6", "world.order < 6", Verdict.NEVER),
        ("world.order >= 6", "world.tension < 6", Verdict.OPEN),
        ("world.order > 10", "world.order < 6", Verdict.OPEN),
        ("self.coins == world.order", "world.order == 3 and self.coins == 4", Verdict.NEVER),
        ("self.coins > partner.coins", "partner.coins == 10", Verdict.NEVER),
    ],
)
def test_verdicts_where_something_is_known(known: str, text: str, verdict: Verdict) -> None:
    assert judge().verdict(meaning(text), N.also(meaning(known))) is verdict


def test_what_changes_is_known_no_more() -> None:
    known = N.also(meaning("world.order >= 6")).also(meaning("world.tension == 3")).naming("n", meaning("world.order"))
    left = known.without({("world", "order")})
    assert [spelled(fact.node) for fact in left.facts] == ["world.tension == 3"]
    assert left.names["n"] == ANY
    assert known.without(None).facts == ()
    assert known.without(()) is known


def test_a_number_of_the_rules_own_is_looked_up() -> None:
    own = Given(names={"n": meaning("world.order + 1")})
    assert judge().verdict(meaning("n >= 1"), own) is Verdict.ALWAYS
    assert judge().verdict(meaning("n > 6 and world.order < 6"), own) is Verdict.NEVER
    assert judge().verdict(meaning("n > 6 and world.order < 7"), own) is Verdict.OPEN


def test_constants_are_found_inside_worked_out_numbers() -> None:
    assert set(constants(meaning("demand_per_state * players + 1"))) == {"demand_per_state", "players"}
    assert set(constants(meaning("world.order + 1"))) == set()
