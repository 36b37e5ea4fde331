"""Parts: where the parts of a condition stand in its text."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ....language.lexer import Token, tokens
from ....language.tree import Logic, Node

_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


class Part(NamedTuple):
    """A part of a condition that is joined to others by ``and`` or ``or``."""

    at: int
    text: str
    node: Node


def parts_of(text: str, node: Node, joined: int = 0) -> tuple[str, tuple[Part, ...]]:
    """What joins the parts, and the parts; a condition that is not joined has one part, itself.

    A named value that is itself an ``and`` or ``or`` is one part; with such a part, or with brackets around some of
    the others, a condition that was taken to pieces before (``joined`` of them) has one part, too.
    """
    at, inner = _unwrapped(0, text)
    for operator in ("or", "and"):
        pieces = list(_split(at, inner, operator))
        if len(pieces) > 1:
            nodes = _peeled(node, operator, len(pieces))
            grouped = any(_is_group(piece, operator) for _, piece in pieces[1:])
            if len(nodes) == len(pieces) and not grouped and joined in (0, len(pieces)):
                return operator, tuple(
                    Part(start, piece, each) for (start, piece), each in zip(pieces, nodes, strict=True)
                )
            break
    return "", (Part(0, text, node),)


def sides(text: str) -> tuple[str, str] | None:
    """The texts left and right of a comparison; ``None`` if it is something else."""
    listed = _pieces(text)
    outer = [token for token in _outer(listed) if token.text in _COMPARISONS]
    if len(outer) != 1 or any(token.kind == "keyword" for token in _outer(listed)):
        return None
    at = outer[0].at
    return text[:at].strip(), text[at + len(outer[0].text) :].strip()


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[Token, ...]:
    """The pieces of a text, which are asked for several times in a row."""
    return tuple(tokens(text))


def _is_group(piece: str, operator: str) -> bool:
    """Whether a piece is itself joined by the same operator, in brackets of its own."""
    at, inner = _unwrapped(0, piece)
    return at > 0 and len(list(_split(at, inner, operator))) > 1


def condition_in(text: str) -> tuple[int, str] | None:
    """Where the condition of ``a if condition else b`` stands, and its text; ``None`` without one."""
    at, inner = _unwrapped(0, text)
    marks = {token.text: token.at for token in reversed(list(_outer(_pieces(inner)))) if token.text in ("if", "else")}
    if len(marks) < 2:
        return None
    piece = inner[marks["if"] + 2 : marks["else"]]
    return at + marks["if"] + 2 + len(piece) - len(piece.lstrip()), piece.strip()


def _unwrapped(at: int, text: str) -> tuple[int, str]:
    """Without brackets around the whole."""
    stripped = text.strip()
    at += len(text) - len(text.lstrip())
    listed = _pieces(stripped)
    if not stripped.startswith("(") or any(True for _ in _outer(listed)):
        return at, stripped
    return _unwrapped(at + 1, stripped[1:-1])


def _outer(listed: Sequence[Token]) -> Iterator[Token]:
    """The pieces that are in no brackets."""
    depth = 0
    for token in listed[:-1]:
        depth -= token.text == ")"
        if depth == 0 and token.text not in ("(", ")"):
            yield token
        depth += token.text == "("


def _split(at: int, text: str, operator: str) -> Iterator[tuple[int, str]]:
    """The pieces between the operators that are in no brackets; one piece if something weaker is there."""
    outer = list(_outer(_pieces(text)))
    marks = [token.at for token in outer if token.text == operator and token.kind == "keyword"]
    if any(token.text == "if" for token in outer):
        marks = []
    begun = 0
    for mark in [*marks, len(text)]:
        piece = text[begun:mark]
        yield at + begun + len(piece) - len(piece.lstrip()), piece.strip()
        begun = mark + len(operator)


def _peeled(node: Node, operator: str, wanted: int) -> tuple[Node, ...]:
    """The last parts of a row of joined conditions, which hangs on its left side, and what is left."""
    found: list[Node] = []
    while len(found) < wanted - 1 and isinstance(node, Logic) and node.operator == operator and len(node.parts) == 2:
        node, last = node.parts
        found.append(last)
    return (node, *reversed(found))
