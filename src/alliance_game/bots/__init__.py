"""Bots: they see a view, and choose a move with a reason. None of them knows a tactic, a card or a track by name."""

from collections.abc import Callable, Mapping

from ..errors import UnknownName
from .base import Bot, Choice
from .planner import Greedy, Planner
from .simple import RandomBot

BOTS: Mapping[str, tuple[Callable[[int], Bot], str]] = {
    "random": (RandomBot, "takes any legal move by lot"),
    "greedy": (Greedy, "counts its own points and nothing else"),
    "planner": (Planner, "weighs what each move leads to, for itself and for the alliance"),
}
"""Every bot by name: how it is made from a seed, and what it is like."""


def bot(name: str, seed: int) -> Bot:
    """A bot for one game; ``seed`` is the game's. Raises ``UnknownName``."""
    if name not in BOTS:
        raise UnknownName("bot", name, BOTS)
    return BOTS[name][0](seed)


__all__ = ["BOTS", "Bot", "Choice", "bot"]
