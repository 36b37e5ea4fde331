"""How the names of a game are said: tracks, agreements, states, and what the names of rules stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..definitions.tracks import Track
from .parties import IT

ACTORS = frozenset(("self", "who"))
"""Names of the state that everything is about: others are just "other states"."""


class Clauses(NamedTuple):
    """What is said of whoever has a mark, and of whoever does not: "has a garrison", "has no garrison"."""

    says: str
    denies: str

    def said(self, there: bool) -> str:
        """One of the two."""
        return self.says if there else self.denies


def clauses_of(tracks: Mapping[str, Mapping[str, Track]]) -> dict[tuple[str, str], Clauses]:
    """What authors say of those who have a mark, by its scope and name."""
    return {
        (scope, name): Clauses(track.says, track.denies)
        for scope, found in tracks.items()
        for name, track in found.items()
        if track.show == "mark" and track.says is not None and track.denies is not None
    }


@dataclass(frozen=True, slots=True)
class Speech:
    """How the names of a game are said.

    ``marks`` are tracks that people see as a word, not a number; ``names`` says rule names that stand for nothing
    in particular ("the partner", ``YOU``, ``IT``); what belongs to a name in ``own`` needs no owner: "standing",
    "trust with Japan". ``clauses`` are what authors say of those who have a mark.
    """

    tracks: Mapping[tuple[str, str], str]
    agreements: Mapping[str, str]
    tags: Mapping[str, str]
    states: tuple[str, ...]
    crises: tuple[str, ...]
    marks: frozenset[tuple[str, str]] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = ACTORS
    clauses: Mapping[tuple[str, str], Clauses] = field(default_factory=dict)

    def naming(self, name: str, said: str) -> "Speech":
        """The same with one more rule name. Only one can be "it": the one before becomes "that state"."""
        others = {each: words for each, words in self.names.items() if words != IT or said != IT}
        return replace(self, names={**others, name: said}, own=self.own - {name})


Bound = Mapping[str, int]
"""What the names of rules stand for: states and crises by number."""
