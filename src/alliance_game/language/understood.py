"""What the language understood of a library while it looked for faults, for whoever wants to know more."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from .program import CardRule, Program
from .reading import Reading

Right = Mapping[str, Set[str]]
"""Scenarios that are known to be right, each with its cards: they need not be read."""


@dataclass
class Understood:
    """What a survey understood on its way, with the first length and difficulty."""

    programs: dict[tuple[str, ...], Program] = field(default_factory=dict)
    """Of each scenario, ``("scenario", ID)``, and of each ruleset that has none, ``("ruleset", ID)``."""
    idle: dict[str, tuple[Reading, CardRule]] = field(default_factory=dict)
    """Each card that no scenario uses, with the ruleset that it fits best."""
