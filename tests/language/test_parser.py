"""The grammar: what binds what, and where exactly a fault is."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alliance_game.errors import ExpressionError
from alliance_game.language.lexer import tokens
from alliance_game.language.parser import MAX_DEPTH, parse
from alliance_game.language.syntax import (
    BinarySyntax,
    CallSyntax,
    ComprehensionSyntax,
    ConditionalSyntax,
    MemberSyntax,
    NameSyntax,
    NumberSyntax,
    Syntax,
    UnarySyntax,
)

from .words_of_concert import refusal


def show(tree: Syntax) -> str:
    """The tree with every bracket written."""
    match tree:
        case NumberSyntax(value=value):
            return str(value)
        case NameSyntax(name=name):
            return name
        case MemberSyntax(owner=owner, name=name, arguments=None):
            return f"{show(owner)}.{name}"
        case MemberSyntax(owner=owner, name=name, arguments=arguments):
            return f"{show(owner)}.{name}({', '.join(map(show, arguments or ()))})"
        case CallSyntax(name=name, arguments=arguments):
            return f"{name}({', '.join(map(show, arguments))})"
        case UnarySyntax(operator=operator, operand=operand):
            return f"({operator} {show(operand)})"
        case BinarySyntax(operator=operator, left=left, right=right):
            return f"({show(left)} {operator} {show(right)})"
        case ConditionalSyntax(condition=condition, then=then, otherwise=otherwise):
            return f"({show(then)} if {show(condition)} else {show(otherwise)})"
        case ComprehensionSyntax(function=function, body=body, variable=variable, source=source, where=where):
            head = "" if body is None else f"{show(body)} for "
            tail = "" if where is None else f" where {show(where)}"
            return f"{function}({head}{variable} in {source}{tail})"
    raise AssertionError(tree)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 * 2 + 3", "((1 * 2) + 3)"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("8 // 4 // 2", "((8 // 4) // 2)"),
        ("8 * 4 // 2", "((8 * 4) // 2)"),
        ("-a * b", "((- a) * b)"),
        ("-a.b", "(- a.b)"),
        ("--a", "(- (- a))"),
        ("a - -b", "(a - (- b))"),
        ("a + 1 < b * 2", "((a + 1) < (b * 2))"),
        ("not a < b", "(not (a < b))"),
        ("not a and b", "((not a) and b)"),
        ("not not a", "(not (not a))"),
        ("a or b and c", "(a or (b and c))"),
        ("a and b or c", "((a and b) or c)"),
        ("a or b or c", "((a or b) or c)"),
        ("a == b and c != d", "((a == b) and (c != d))"),
        ("1 if a else 2 if b else 3", "(1 if a else (2 if b else 3))"),
        ("1 + 2 if a or b else 3", "((1 + 2) if (a or b) else 3)"),
        ("(1 if a else 2) + 3", "((1 if a else 2) + 3)"),
        ("a.b(c).d", "a.b(c).d"),
        ("a.b(c, d + 1)", "a.b(c, (d + 1))"),
        ("min(a, b, 3) - 1", "(min(a, b, 3) - 1)"),
        ("count(s in states)", "count(s in states)"),
        ("count(s in states where s.x > 1 and b)", "count(s in states where ((s.x > 1) and b))"),
        ("max(s.x + 1 for s in states where s != a)", "max((s.x + 1) for s in states where (s != a))"),
        (
            "min(sum(c.y(s) for c in crises) for s in states) + 1",
            "(min(sum(c.y(s) for c in crises) for s in states) + 1)",
        ),
        (
            "any(s in states where all(o in states where o == s))",
            "any(s in states where all(o in states where (o == s)))",
        ),
        ("\t a\n+  b ", "(a + b)"),
    ],
)
def test_what_binds_what(text: str, meant: str) -> None:
    assert show(parse(text)) == meant
    assert show(parse(meant)) == meant


@pytest.mark.parametrize(
    ("text", "code", "offset", "said"),
    [
        ("", "syntax", 0, "at the end"),
        ("   ", "syntax", 0, "at the end"),
        ("1 +", "syntax", 3, "at the end"),
        ("1 + + 2", "syntax", 4, "a plus sign cannot stand before a value"),
        ("(1 + 2", "syntax", 6, "')' is missing"),
        ("1 + 2)", "syntax", 5, "')' is not expected"),
        ("a b", "syntax", 2, "'b' is not expected"),
        ("12abc", "syntax", 2, "'abc' is not expected"),
        ("a.", "syntax", 2, "a name after the dot"),
        ("a.1", "syntax", 2, "a name after the dot"),
        ("a.b(c", "syntax", 5, "')' is missing"),
        ("a.b()", "syntax", 4, "before ')'"),
        ("1 < a < 3", "syntax", 6, "only one comparison"),
        ("a == b == c", "syntax", 7, "only one comparison"),
        ("1 if a", "syntax", 6, "'else' is missing"),
        ("if a else b", "syntax", 0, "before 'if'"),
        ("a and", "syntax", 5, "at the end"),
        ("count(s states)", "syntax", 8, "')' is missing"),
        ("count(s in)", "syntax", 10, "'states' or 'crises'"),
        ("count(s in states where)", "syntax", 23, "before ')'"),
        ("sum(s in states)", "syntax", 0, "sum(VALUE for s in states)"),
        ("sum(s.x for in states)", "syntax", 12, "a name to run over"),
        ("a = 1", "bad-character", 2, "'=='"),
        ("a / 2", "bad-character", 2, "'//'"),
        ("a & b", "bad-character", 2, "'and'"),
        ("a  |  b", "bad-character", 3, "'or'"),
        ("!a", "bad-character", 0, "'not'"),
        ("a % 2", "bad-character", 2, "no '%'"),
        ("a[0]", "bad-character", 1, "no lists"),
        ("'x'", "bad-character", 0, "no text"),
        ("a.b; c", "bad-character", 3, "cannot stand here"),
        ("ä", "bad-character", 0, "cannot stand here"),
        ("a + 1234567890", "number-too-long", 4, "more than 9 digits"),
        ("a ** 2", "syntax", 3, "before '*'"),
    ],
)
def test_faults_are_where_they_are_said_to_be(text: str, code: str, offset: int, said: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.offset) == (code, offset)
    assert said in caught.value.message


def test_depth_ends_at_a_limit() -> None:
    deep = "(" * (MAX_DEPTH - 1) + "1" + ")" * (MAX_DEPTH - 1)
    assert show(parse(deep)) == "1"
    with pytest.raises(ExpressionError) as caught:
        parse(f"({deep})")
    assert (caught.value.code, caught.value.offset) == ("too-deep", MAX_DEPTH)


MONSTERS = (
    "(" * 300,
    ")" * 300,
    "-" * 300,
    "-" * 299 + "1",
    "not " * 74 + "a",
    "1+" * 149 + "1",
    "1<" * 149 + "1",
    "a." * 149 + "a",
    "a.b(" * 75,
    "min(" * 75,
    "min(1," * 50,
    "1 if a else " * 24 + "1",
    "1 if " * 60,
    "count(s in states where " * 12,
    "sum(sum(" * 37,
    "x" * 300,
    "9" * 300,
    " " * 300,
    " " * 299 + "$",
    "." * 300,
    "a,b" * 100,
)


@pytest.mark.parametrize("text", MONSTERS, ids=range(len(MONSTERS)))
def test_three_hundred_characters_are_parsed_or_refused_and_nothing_else_happens(text: str) -> None:
    error = refusal(parse, text)
    assert error is None or error.code in {"syntax", "too-deep", "bad-character", "number-too-long"}


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=80))
@example("\u2028")
@example("\x00")
@example("１ + ２")
@example("a\u00a0+ b")
def test_any_text_is_parsed_or_refused(text: str) -> None:
    if refusal(parse, text) is None:
        assert show(parse(show(parse(text)))) == show(parse(text))


PIECES = "self coins 1 23 ( ) . , + - * // < >= == not and or if else for in where states crises count sum min trust"


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=24))
def test_any_order_of_words_is_parsed_or_refused(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if refusal(parse, text) is None:
        assert show(parse(show(parse(text)))) == show(parse(text))


def test_tokens_know_their_place() -> None:
    found = tokens("self.coins>=12 and not x")
    assert [(token.kind, token.text, token.at) for token in found] == [
        ("name", "self", 0),
        ("mark", ".", 4),
        ("name", "coins", 5),
        ("mark", ">=", 10),
        ("number", "12", 12),
        ("keyword", "and", 15),
        ("keyword", "not", 19),
        ("name", "x", 23),
        ("end", "", 24),
    ]
