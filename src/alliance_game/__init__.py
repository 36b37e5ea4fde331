"""alliance_game: lead a state in an alliance.

A handful of verbs is all there is to a game::

    library = load()                                    # base content; load(packs=[path, ...])
    position = new_game(library, scenario="concert", states=4, seed=7)
    while (ask := decision(position)) is not None:      # Decision(seat, kind, phase, about, moves)
        position, entries = apply(position, ask.moves[0])
    print(outcome(position))
    seen = view(position, seat=2)                       # all that seat 2 may know, and nothing else
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .content import load
    from .engine import (
        Decision,
        Entry,
        Intervention,
        Move,
        Outcome,
        Position,
        View,
        apply,
        chronicle,
        decision,
        decisions,
        default_move,
        fingerprint,
        intervene,
        new_game,
        outcome,
        preview,
        view,
        why_not,
    )

__version__ = "0.1.0"

__all__ = [
    "Decision",
    "Entry",
    "Intervention",
    "Move",
    "Outcome",
    "Position",
    "View",
    "apply",
    "chronicle",
    "decision",
    "decisions",
    "default_move",
    "fingerprint",
    "intervene",
    "load",
    "new_game",
    "outcome",
    "preview",
    "view",
    "why_not",
]


def __getattr__(name: str) -> object:
    """The verbs are imported when first used: ``--version`` need not wait for them."""
    if name in __all__:
        home = "content" if name == "load" else "engine"
        return getattr(import_module(f".{home}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
