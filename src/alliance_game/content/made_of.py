"""What a scenario is made of: the definitions that are read when it is, and a fingerprint of all they say."""

import hashlib
from collections.abc import Iterator, Mapping

from ..definitions import Library
from .folders import PARTS, Key, in_pack
from .source import Source

Data = object


class Makings:
    """The definitions of each scenario of a library, by the files that they were put together from."""

    def __init__(self, library: Library, sources: Mapping[Key, Source]) -> None:
        self._library = library
        self._sources = sources
        self._digests: dict[Key, bytes] = {}
        self._keys = {name: frozenset(self._made_of(name)) for name in library.scenarios}

    def of(self, scenario: str) -> frozenset[Key]:
        """Everything that is read with a scenario: itself, its rules, its cards, and what these schedule."""
        return self._keys[scenario]

    def cards(self, scenario: str) -> set[str]:
        """The cards of a scenario, by id."""
        return {key[1] for key in self.of(scenario) if key[0] == "card"}

    def digest(self, scenario: str) -> str:
        """The fingerprint of all that a scenario is made of: the same for the same definitions."""
        whole = hashlib.sha256(scenario.encode())
        for key in sorted(self.of(scenario)):
            whole.update(repr(key).encode() + self._digest(key))
        return whole.hexdigest()

    def from_packs(self, scenario: str) -> bool:
        """Whether any of it was written in a pack."""
        files = {file for key in self.of(scenario) for file in files_of(self._library, key)}
        return any(in_pack(file)[0] for file in files)

    def _digest(self, key: Key) -> bytes:
        if key not in self._digests:
            self._digests[key] = hashlib.sha256(repr(self._sources[key].data).encode()).digest()
        return self._digests[key]

    def _made_of(self, name: str) -> Iterator[Key]:
        """The keys of a scenario that are there; what is broken is left out, as it is everywhere."""
        ruleset = self._library.scenarios[name].ruleset
        found: list[Key] = [("scenario", name), ("ruleset", ruleset)]
        found += [key for key in self._sources if key[0] in PARTS.values() and key[1] == ruleset]
        if ruleset in self._library.rulesets:
            found += [("card", card) for card, _ in self._library.cards_of(name)]
        seen: set[Key] = set()
        while found:
            key = found.pop()
            if key in self._sources and key not in seen:
                seen.add(key)
                yield key
                found += [("card", card) for card in scheduled(self._sources[key].data)]


def files_of(library: Library, key: Key) -> Iterator[str]:
    """The files that a definition was put together from."""
    if (origin := library.origins.get(key)) is not None:
        yield origin.file
        yield from origin.inherited.values()


def scheduled(data: Data) -> Iterator[str]:
    """The cards that effects schedule."""
    if isinstance(data, dict):
        if isinstance(card := data.get("schedule"), str):
            yield card
        for value in data.values():
            yield from scheduled(value)
    elif isinstance(data, tuple):
        for value in data:
            yield from scheduled(value)
