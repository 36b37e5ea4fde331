"""Text of an expression -> tokens."""

import re
from typing import NamedTuple

from ..errors import ExpressionError

KEYWORDS = frozenset(("and", "or", "not", "if", "else", "for", "in", "where"))
_TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<mark>//|==|!=|<=|>=|[-+*<>().,]))")
_FOREIGN = {
    "=": "to compare, write '=='",
    "/": "division is '//' and rounds down",
    "&": "write 'and'",
    "|": "write 'or'",
    "!": "write 'not', or '!=' to compare",
    "%": "there is no '%'",
    "[": "there are no lists",
    "'": "there is no text in an expression",
    '"': "there is no text in an expression",
}


class Token(NamedTuple):
    """A piece of an expression; ``kind`` is number, name, keyword, mark or end."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """The pieces of an expression, an end mark last.

    Raises ``ExpressionError`` (``bad-character``, ``number-too-long``) with the place.
    """
    found: list[Token] = []
    at = 0
    while at < len(text) and not text[at:].isspace():
        match = _TOKEN.match(text, at)
        if match is None:
            raise _foreign(text, at)
        kind = match.lastgroup or "mark"
        piece = match[kind]
        if kind == "number" and len(piece) > 9:
            raise ExpressionError(
                "number-too-long", f"the number {piece[:12]}… has more than 9 digits", match.start(kind)
            )
        found.append(Token("keyword" if piece in KEYWORDS else kind, piece, match.start(kind)))
        at = match.end()
    found.append(Token("end", "", len(text.rstrip())))
    return found


def _foreign(text: str, at: int) -> ExpressionError:
    while text[at].isspace():
        at += 1
    hint = _FOREIGN.get(text[at], "an expression holds names, numbers and operators")
    return ExpressionError("bad-character", f"'{text[at]}' cannot stand here: {hint}", at)
