"""Names and types: what an expression means, and what is said when it means nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_game.errors import ExpressionError
from alliance_game.language.resolver import MAX_TERMS, resolve, terms
from alliance_game.language.symbols import Symbols
from alliance_game.language.tree import (
    Arithmetic,
    Cell,
    Comprehension,
    Local,
    Logic,
    Number,
    Type,
    conjuncts,
    locals_in,
)

from .words_of_concert import SCOPE, meaning, refusal, symbols


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("self.coins", Type.INT),
        ("world.tension + 1", Type.INT),
        ("self.trust(partner)", Type.INT),
        ("crisis.share(self)", Type.INT),
        ("crisis.fair", Type.INT),
        ("self.pacts", Type.INT),
        ("crisis.limit(partner)", Type.INT),
        ("round", Type.INT),
        ("players", Type.INT),
        ("count(s in states)", Type.INT),
        ("self.coins if n > 1 else 0", Type.INT),
        ("self.coins > 1", Type.BOOL),
        ("self.pact(partner)", Type.BOOL),
        ("self.treaty", Type.BOOL),
        ("crisis.tagged(cyber)", Type.BOOL),
        ("crisis.targeted", Type.BOOL),
        ("crisis.target == self", Type.BOOL),
        ("self != partner", Type.BOOL),
        ("any(c in crises where c == crisis)", Type.BOOL),
        ("n > 1 if n < 5 else self == partner", Type.BOOL),
        ("first", Type.STATE),
        ("partner", Type.STATE),
        ("crisis", Type.CRISIS),
        ("crisis.target", Type.TARGET),
    ],
)
def test_types(text: str, kind: Type) -> None:
    assert meaning(text).type is kind
    assert meaning(text, kind).type is kind
    wrong = Type.INT if kind is not Type.INT else Type.BOOL
    with pytest.raises(ExpressionError) as caught:
        meaning(text, wrong)
    assert caught.value.code == "wrong-type"
    assert caught.value.message == f"this must be {wrong.value}, and it is {kind.value}"


FAULTS = [
    ("selff.coins", "unknown-name", 0, "Did you mean 'self'?"),
    ("n + foo", "unknown-name", 4, "names of this rule: crisis, n, partner, self"),
    ("self.trust(foo)", "unknown-name", 11, "'foo' is not a name"),
    ("self.coin", "unknown-track", 5, "Did you mean 'coins'?"),
    ("1 + world.tensio", "unknown-track", 10, "Did you mean 'tension'?"),
    ("self.trust", "wrong-kind", 5, "'trust' is written x.trust(y)"),
    ("self.coins(partner)", "wrong-kind", 5, "'coins' is written x.coins"),
    ("self.demand", "wrong-kind", 5, "'demand' is written c.demand"),
    ("crisis.share", "wrong-kind", 7, "'share' is written c.share(x)"),
    ("self.tension", "wrong-kind", 5, "'tension' is written world.tension"),
    ("world.tension(1)", "wrong-kind", 6, "takes nothing in brackets"),
    ("self.pact", "wrong-kind", 5, "'pact' is written x.pact(y)"),
    ("self.treaty(partner)", "wrong-kind", 5, "'treaty' is written x.treaty"),
    ("self.trust(partner, self)", "syntax", 5, "takes one state in brackets"),
    ("self.trust(1)", "wrong-type", 11, "must be a state, and it is a number"),
    ("self.trust(crisis)", "wrong-type", 11, "must be a state, and it is a crisis"),
    ("n.coins", "wrong-type", 0, "a number has no 'coins'"),
    ("crisis.target.coins", "wrong-type", 0, "a crisis may have no target"),
    ("world", "wrong-type", 0, "world.NAME"),
    ("self + 1", "wrong-type", 0, "must be a number, and it is a state"),
    ("n and n > 1", "wrong-type", 0, "compare it, such as '> 0'"),
    ("n > 1 and n", "wrong-type", 10, "compare it, such as '> 0'"),
    ("not n", "wrong-type", 4, "must be a yes or no"),
    ("-self.treaty", "wrong-type", 1, "must be a number"),
    ("self == crisis", "wrong-type", 0, "a state and a crisis cannot be compared with '=='"),
    ("self < partner", "wrong-type", 0, "cannot be compared with '<'"),
    ("self.treaty == partner.treaty", "wrong-type", 0, "cannot be compared"),
    ("crisis.target == crisis.target", "wrong-type", 0, "cannot be compared"),
    ("1 if n else 2", "wrong-type", 5, "must be a yes or no"),
    ("self if n > 1 else partner", "wrong-type", 0, "chooses between numbers"),
    ("1 if n > 1 else n > 2", "wrong-type", 16, "must be a number"),
    ("5 // n", "division", 5, "div(a, b)"),
    ("5 // 0", "division", 5, "above 0"),
    ("5 // (1 - 3)", "division", 6, "above 0"),
    ("crisis.tagged(cybr)", "unknown-tag", 14, "Did you mean 'cyber'?"),
    ("crisis.tagged(1)", "syntax", 7, "crisis.tagged(TAG)"),
    ("crisis.tagged", "syntax", 7, "crisis.tagged(TAG)"),
    ("min(1)", "syntax", 0, "takes 2 to 8 values"),
    ("abs(1, 2)", "syntax", 0, "takes 1 values"),
    ("minn(1, 2)", "unknown-name", 0, "Did you mean 'min'?"),
    ("median(1, 2)", "syntax", 0, "runs over 'states' or 'crises'"),
    ("count(s in state)", "unknown-name", 0, "Did you mean 'states'?"),
    ("count(self in states)", "name-taken", 0, "already means something"),
    ("count(round in states)", "name-taken", 0, "already means something"),
    ("all(s in states)", "syntax", 0, "needs a 'where'"),
    ("1 + count(s in states where s.coins)", "wrong-type", 28, "compare it"),
    ("agreed(self)", "unknown-name", 0, "no function 'agreed'"),
    ("self.score", "unknown-track", 5, "not a track"),
]


@pytest.mark.parametrize(("text", "code", "offset", "said"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_faults(text: str, code: str, offset: int, said: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        meaning(text)
    assert (caught.value.code, caught.value.offset) == (code, offset)
    assert said in caught.value.message


def test_constants_are_worked_out_beforehand() -> None:
    assert meaning("2 * 3 + max(1, 4) - abs(-5) + div(7, 2) + div(1, 0)") == Number(Type.INT, 8)
    assert meaning("players", players=5) == Number(Type.INT, 5, "players")
    assert meaning("(players + 1) // 2", players=6) == Number(Type.INT, 3)
    assert meaning("-7 // 2") == Number(Type.INT, -4)


def test_a_named_value_is_the_expression_behind_it() -> None:
    assert meaning("self.pacts > 0") == meaning("count(o_1 in states where self.pact(o_1)) > 0")
    inside = meaning("partner.sources")
    assert isinstance(inside, Comprehension)
    assert locals_in(inside) == {"partner"}


def test_loop_variables_of_values_never_catch_a_name_of_the_rule() -> None:
    """The value `pacts` runs over `o`; a rule may have an `o`, or an `o_1`, of its own."""
    for name in ("o", "o_1", "o_1_"):
        node = resolve(f"{name}.pacts", {name: Local(Type.STATE, name)}, symbols())
        assert isinstance(node, Comprehension)
        assert node.variable != name
        assert locals_in(node) == {name}


def test_conjuncts_are_the_parts_that_must_all_hold() -> None:
    parts = conjuncts(meaning("n > 1 and (n > 2 and not (n > 3 and n > 4)) and (n > 5 or n > 6)"))
    assert len(parts) == 4
    assert all(isinstance(part, Logic) for part in parts[2:])
    assert isinstance(meaning("not not self.treaty"), Cell)
    assert isinstance(meaning("-n"), Arithmetic)


def test_names_that_a_part_uses() -> None:
    assert locals_in(meaning("self.trust(partner) + count(s in states where s.coins > n)")) == {"self", "partner", "n"}
    assert locals_in(meaning("world.tension")) == frozenset()


def test_too_many_terms() -> None:
    nested = "sum(sum(sum(c.share(s) for c in crises where c.share(o) > 0) for o in states) for s in states)"
    with pytest.raises(ExpressionError) as caught:
        meaning(nested)
    assert caught.value.code == "too-many-terms"
    assert terms(meaning("sum(sum(c.share(s) for c in crises) for s in states)")) <= MAX_TERMS


def values(**written: str) -> Symbols:
    """Concert's names with these values of the world."""
    return replace(symbols(), values={**symbols().values, "world": written})


def test_values_in_a_circle() -> None:
    circle = values(a="world.b + 1", b="world.c", c="2 * world.a")
    with pytest.raises(ExpressionError) as caught:
        resolve("1 + world.a", SCOPE, circle)
    assert caught.value.code == "value-cycle"
    assert caught.value.offset == 10
    assert "in the value 'a'" in caught.value.message


def test_a_fault_inside_a_value_names_the_value() -> None:
    with pytest.raises(ExpressionError) as caught:
        resolve("round + world.a", SCOPE, values(a="worlt.x"))
    assert (caught.value.code, caught.value.offset) == ("unknown-name", 14)
    assert caught.value.message.startswith("in the value 'a': 'worlt' is not a name")


@pytest.mark.parametrize("leaf", ["round", "1"])
def test_values_of_values_do_not_explode(leaf: str) -> None:
    """Each of eleven values asks twice for the one before it: two thousand terms, refused on the way."""
    written = {"v0": leaf} | {f"v{i}": f"world.v{i - 1} + world.v{i - 1}" for i in range(1, 12)}
    with pytest.raises(ExpressionError) as caught:
        resolve("world.v11", SCOPE, values(**written))
    assert caught.value.code == "too-many-terms"


def test_values_on_values_end_after_twelve() -> None:
    """A chain that goes deeper is refused before anybody walks it."""
    written = {"v0": "round"} | {f"v{i}": f"world.v{i - 1} + 1" for i in range(1, 41)}
    with pytest.raises(ExpressionError) as caught:
        resolve("world.v40", SCOPE, values(**written))
    assert caught.value.code == "too-deep"


WORDS = """
self partner crisis n world first round players coins trust pact treaty tagged cyber target share fair pacts tension
1 2 0 ( ) . , + - * // == < and or not if else for in where states crises count any all sum max min div
"""


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=14), st.booleans())
def test_hostile_words_only_ever_raise_expression_errors(words: list[str], tight: bool) -> None:
    text = ("" if tight else " ").join(words)
    if refusal(meaning, text) is None:
        assert meaning(text).type in Type


HOSTILE = [
    "__import__('os').system('true')",
    "self.__class__.__mro__",
    "().__class__",
    "self.coins.__init__",
    "exec(1)",
    "lambda: 1",
    "self.coins if self.__dict__ else 1",
    "world.__globals__",
    "[x for x in states]",
    "{self}",
    "self['coins']",
    "9" * 10,
    "9**9**9",
    "crisis.tagged(__class__)",
    "v[0]",
    "_x",
    "p_self",
    "draw(1, 2, 3)",
    "count(v in states where v == v)",
    "\x1b[31m",
    "self\u202e.coins",
    "ｓｅｌｆ.coins",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_payloads(text: str) -> None:
    if text.startswith("count(v"):
        assert meaning(text).type is Type.INT
        return
    with pytest.raises(ExpressionError):
        meaning(text)
