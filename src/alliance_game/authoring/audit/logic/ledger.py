"""The ledger: what is claimed of each place, every time that it is visited.

The same text is often visited more than once: a block that several rules run, a tactic that another ruleset
inherits, a card in two scenarios. What is told must be so every time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ....definitions.library import Path

Kind = tuple[str, ...]


class Spot(NamedTuple):
    """A place in a definition: the value at ``path``, or the key above it.

    ``offset`` is so many characters into it, ``near`` words in it that are meant.
    """

    kind: Kind
    path: Path
    offset: int = 0
    at_key: bool = False
    near: str = ""


class Claim(NamedTuple):
    """Something that is to be told of a spot, ``offset`` characters into it; if not ``certain``, as a warning."""

    code: str
    message: str
    hint: str
    certain: bool = True
    offset: int = 0


@dataclass
class Ledger:
    """Claims by spot and topic; a topic is one question that is put to the spot each time."""

    _claims: dict[tuple[Spot, str], Claim | None] = field(default_factory=dict)

    def is_open(self, spot: Spot, topic: str) -> bool:
        """Whether something can still be claimed: no visit so far has denied it."""
        return self._claims.get((spot, topic), spot) is not None

    def say(self, spot: Spot, topic: str, claim: Claim | None) -> None:
        """Claim something, or (``None``) deny it for good."""
        held = self._claims.setdefault((spot, topic), claim)
        if held is not None and (claim is None or claim.code != held.code):
            self._claims[spot, topic] = None

    def claims(self) -> Iterator[tuple[Spot, str, Claim]]:
        """What was claimed and never denied."""
        for (spot, topic), claim in self._claims.items():
            if claim is not None:
                yield spot, topic, claim

    def denied(self) -> Iterator[tuple[Spot, str]]:
        """What was asked, and cannot be claimed."""
        return (key for key, claim in self._claims.items() if claim is None)
