"""The names of Concert, and a scope to try expressions in."""

from functools import cache

from alliance_game.content import load
from alliance_game.definitions import Library
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


def meaning(text: str, want: Type | None = None, players: int = 4) -> Node:
    """What an expression means in the scope."""
    return resolve(text, SCOPE, symbols(players), want)
