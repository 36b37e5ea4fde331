"""Tokens -> tree: a Pratt parser, weakest operator first.

a if c else b  <  or  <  and  <  not  <  one comparison  <  + -  <  * //  <  unary minus  <  x.name, x.name(y)
"""

from functools import lru_cache
from typing import NoReturn

from ..errors import ExpressionError
from .lexer import Token, tokens
from .syntax import (
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

MAX_DEPTH = 24
_STRENGTH = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "//": 6}
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
_STRENGTH.update(dict.fromkeys(_COMPARISONS, 4))
_NOT, _COMPARE, _MINUS = 3, 4, 7
COMPREHENSIONS = frozenset(("count", "any", "all", "sum", "max", "min", "median"))
_WITH_BODY = frozenset(("sum", "max", "min", "median"))


@lru_cache(maxsize=8192)
def parse(text: str) -> Syntax:
    """The tree of an expression.

    Raises ``ExpressionError`` with the place: ``syntax``, ``too-deep``, ``bad-character``, ``number-too-long``.
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.index = 0
        self.depth = 0

    def whole(self) -> Syntax:
        tree = self.expression()
        if self.now.kind != "end":
            self.fail(f"'{self.now.text}' is not expected here")
        return tree

    @property
    def now(self) -> Token:
        return self.tokens[self.index]

    def fail(self, message: str, code: str = "syntax") -> NoReturn:
        raise ExpressionError(code, message, self.now.at)

    def take(self, text: str) -> bool:
        """Pass over this token if it is here."""
        if self.now.text == text and self.now.kind in ("mark", "keyword"):
            self.index += 1
            return True
        return False

    def need(self, text: str) -> None:
        if not self.take(text):
            self.fail(f"'{text}' is missing here" + (f", before '{self.now.text}'" if self.now.text else ""))

    def name(self, what: str) -> Token:
        token = self.now
        if token.kind != "name":
            self.fail(f"{what} is missing here")
        self.index += 1
        return token

    def expression(self) -> Syntax:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(f"nested deeper than {MAX_DEPTH}: use a named value", "too-deep")
        tree = self.operators(0)
        if self.now.text == "if":
            at = self.now.at
            self.index += 1
            condition = self.operators(0)
            self.need("else")
            tree = ConditionalSyntax(at, condition, tree, self.expression())
        self.depth -= 1
        return tree

    def operators(self, least: int) -> Syntax:
        left = self.prefix()
        while (strength := self.strength()) > least:
            token = self.now
            self.index += 1
            left = BinarySyntax(token.at, token.text, left, self.operators(strength))
            if strength == _COMPARE and self.strength() == _COMPARE:
                self.fail("only one comparison: join two with 'and'")
        return left

    def strength(self) -> int:
        return _STRENGTH.get(self.now.text, 0) if self.now.kind in ("mark", "keyword") else 0

    def prefix(self) -> Syntax:
        token = self.now
        if token.text in ("not", "-"):
            self.index += 1
            self.depth += 1
            if self.depth > MAX_DEPTH:
                self.fail(f"nested deeper than {MAX_DEPTH}", "too-deep")
            operand = self.operators(_NOT if token.text == "not" else _MINUS)
            self.depth -= 1
            return UnarySyntax(token.at, token.text, operand)
        return self.members(self.atom())

    def atom(self) -> Syntax:
        token = self.now
        if token.kind == "number":
            self.index += 1
            return NumberSyntax(token.at, int(token.text))
        if token.kind == "name":
            self.index += 1
            return self.call(token) if self.take("(") else NameSyntax(token.at, token.text)
        if self.take("("):
            tree = self.expression()
            self.need(")")
            return tree
        if token.text == "+":
            self.fail("a plus sign cannot stand before a value: leave it out")
        self.fail(f"a value is missing {f'before {token.text!r}' if token.text else 'at the end'}")

    def members(self, tree: Syntax) -> Syntax:
        while self.take("."):
            token = self.name("a name after the dot")
            arguments = self.arguments() if self.take("(") else None
            tree = MemberSyntax(token.at, tree, token.text, arguments)
        return tree

    def arguments(self) -> tuple[Syntax, ...]:
        found = [self.expression()]
        while self.take(","):
            found.append(self.expression())
        self.need(")")
        return tuple(found)

    def call(self, name: Token) -> Syntax:
        if name.text in COMPREHENSIONS and self.runs_over():
            return self.comprehension(name, None)
        first = self.expression()
        if name.text in _WITH_BODY and self.take("for"):
            return self.comprehension(name, first)
        found = [first]
        while self.take(","):
            found.append(self.expression())
        self.need(")")
        return CallSyntax(name.at, name.text, tuple(found))

    def runs_over(self) -> bool:
        following = self.tokens[self.index + 1] if self.index + 1 < len(self.tokens) else self.now
        return self.now.kind == "name" and following.text == "in"

    def comprehension(self, name: Token, body: Syntax | None) -> Syntax:
        variable = self.name("a name to run over")
        self.need("in")
        source = self.name("'states' or 'crises'")
        where = self.expression() if self.take("where") else None
        self.need(")")
        if body is None and name.text in _WITH_BODY:
            raise ExpressionError("syntax", f"write '{name.text}(VALUE for {variable.text} in {source.text})'", name.at)
        return ComprehensionSyntax(name.at, name.text, body, variable.text, source.text, where)
