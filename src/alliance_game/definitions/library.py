"""The library: all definitions of the packs in use, checked and frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import UnknownName
from ..wording import OWN
from .cards import CrisisCard, IncidentCard
from .pack import Pack
from .ruleset import RulesFolder
from .scenario import Scenario
from .tactics import CodexEntry

Path = tuple[str | int, ...]
"""The way to a value inside a file: keys and list positions."""


class Place(NamedTuple):
    """Where something is written; lines and columns start at 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Origin:
    """One file that was read: its name, and where each value in it stands.

    ``inherited`` names the file of each part that was taken over from another ruleset.
    """

    file: str
    places: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    inherited: Mapping[Path, str] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The place of a value; of the nearest enclosing one, if it has none of its own."""
        for end in range(len(path), -1, -1):
            if (found := self.places.get(path[:end])) is not None:
                return Place(self.file_of(path[:end]), *found)
        return Place(self.file, 1, 1)

    def file_of(self, path: Path) -> str:
        """The file that a value stands in."""
        ends = range(len(path), -1, -1) if self.inherited else ()
        return next((self.inherited[path[:end]] for end in ends if path[:end] in self.inherited), self.file)


class DeckCard(NamedTuple):
    """A card and the folder it lies in."""

    card: CrisisCard | IncidentCard
    deck: str


@dataclass(frozen=True, slots=True)
class Library:
    """All definitions, by kind and id.

    ``packs`` are in the order in which they come. ``origins`` tells for ``(kind, id)`` where the thing is written;
    ``sources`` holds the text of every file, so that a save can carry the rules that it was played with.
    """

    rulesets: Mapping[str, RulesFolder]
    scenarios: Mapping[str, Scenario]
    cards: Mapping[str, DeckCard]
    codex: Mapping[str, CodexEntry] = field(default_factory=dict)
    origins: Mapping[tuple[str, ...], Origin] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    packs: Mapping[str, Pack] = field(default_factory=dict)
    language: str = OWN
    """The language of its texts, as far as they are translated; sources and digest are the same in all."""

    def scenario(self, name: str) -> Scenario:
        """The scenario of this id. Raises ``UnknownName``."""
        if name not in self.scenarios:
            raise UnknownName("scenario", name, self.scenarios)
        return self.scenarios[name]

    def rules_of(self, scenario: str) -> RulesFolder:
        """The rules that a scenario is played with."""
        return self.rulesets[self.scenario(scenario).ruleset]

    def cards_of(self, scenario: str) -> Iterator[tuple[str, DeckCard]]:
        """Cards of a scenario by id: those in its decks, and those it dates."""
        chosen = self.scenario(scenario)
        folders = {folder for deck in chosen.decks.values() for folder in deck}
        dated = {entry.card for entry in chosen.dated}
        return ((name, held) for name, held in sorted(self.cards.items()) if held.deck in folders or name in dated)

    def place(self, kind: tuple[str, ...], path: Path = ()) -> Place:
        """Where a part of a definition is written."""
        origin = self.origins.get(kind)
        return origin.place(path) if origin else Place("/".join(kind), 1, 1)
