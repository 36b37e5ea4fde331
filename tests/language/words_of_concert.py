"""The names of Concert, and a scope to try expressions in."""

from collections.abc import Callable
from functools import cache

from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.errors import ExpressionError
from alliance_game.language.resolver import Scope, resolve
from alliance_game.language.symbols import Symbols, symbols_of
from alliance_game.language.tree import Local, Node, Type

SCOPE: Scope = {
    "self": Local(Type.STATE, "self"),
    "partner": Local(Type.STATE, "partner"),
    "crisis": Local(Type.CRISIS, "crisis"),
    "n": Local(Type.INT, "n"),
}


@cache
def library() -> Library:
    """The base content."""
    return load()


@cache
def symbols(players: int = 4) -> Symbols:
    """The names of Concert."""
    return symbols_of(library(), "concert", players)


def refusal(read: Callable[[str], object], text: str) -> ExpressionError | None:
    """Why a text is refused, or ``None`` if it can be read; the place must lie inside it."""
    try:
        read(text)
    except ExpressionError as error:
        if error.code and error.message and 0 <= error.offset <= len(text):
            return error
        raise AssertionError(f"{text!r}: {error.code} at {error.offset}: {error.message}") from error
    return None


def meaning(text: str, want: Type | None = None, players: int = 4) -> Node:
    """What an expression means in the scope."""
    return resolve(text, SCOPE, symbols(players), want)
