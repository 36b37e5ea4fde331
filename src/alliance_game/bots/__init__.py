"""Bots: they see a view, and choose a move with a reason. None of them knows a tactic, a card or a track by name."""

from collections.abc import Callable, Mapping
from functools import partial

from ..errors import UnknownName
from ..wording import marked
from .base import Bot, Choice
from .character import Character
from .planner import Greedy, Planner
from .search import Search
from .simple import RandomBot
from .strength import LEVELS

BOTS: Mapping[str, tuple[Callable[[int], Bot], str]] = {
    "random": (RandomBot, marked("takes any legal move by lot")),
    "greedy": (Greedy, marked("counts its own points and nothing else")),
    "planner": (Planner, marked("weighs what each move leads to, for itself and for the alliance")),
    "hawk": (
        partial(Character, "hawk"),
        marked("strength first: arms, pays for hard crises, trusts what it can count"),
    ),
    "broker": (
        partial(Character, "broker"),
        marked("talks to everybody, mediates, and brings states into agreements"),
    ),
    "freerider": (partial(Character, "freerider"), marked("promises little, gives less, and builds at home")),
    "loyalist": (partial(Character, "loyalist"), marked("keeps its word, and stands by whoever it has signed with")),
    "titfortat": (partial(Character, "titfortat"), marked("treats each state as that state has kept its word")),
    "search": (Search, marked("plays every promising move on, many times, and takes what led furthest")),
    **{name: (partial(Search, strength=level.strength, name=name), level.about) for name, level in LEVELS.items()},
}
"""Every bot by name: how it is made from a seed, and what it is like, to be translated where it is shown."""


def bot(name: str, seed: int) -> Bot:
    """A bot for one game; ``seed`` is the game's. Raises ``UnknownName``."""
    if name not in BOTS:
        raise UnknownName("bot", name, BOTS)
    return BOTS[name][0](seed)


__all__ = ["BOTS", "Bot", "Choice", "bot"]
