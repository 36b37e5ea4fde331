"""Findings: claims on spots become problems at places."""

from collections.abc import Iterator, Mapping

from ...content import Problem, Problems
from ...content.source import Source
from ...definitions.library import Path, Place
from .codes import CODES
from .logic.ledger import Claim, Kind, Ledger, Spot

MOST_LINES = 60
"""A text is searched for a few words over so many lines."""


class Findings:
    """Knows what is written where, and leaves alone what has an error already."""

    def __init__(self, problems: Problems) -> None:
        self._sources: Mapping[Kind, Source] = problems.sources
        self._left_out = problems.left_out
        self._broken = {problem.place.file for problem in problems.errors()}

    @property
    def sources(self) -> Mapping[Kind, Source]:
        """Every definition that could be read."""
        return self._sources

    def is_broken(self, kind: Kind) -> bool:
        """Whether the file of a definition has an error, or is missing."""
        source = self._sources.get(kind)
        return source is None or source.file in self._broken

    def text(self, kind: Kind, path: Path) -> str | None:
        """The text at a place; ``None`` if there is none, or if it may be what is wrong with its file."""
        data: object = None if self.is_broken(kind) else self._sources[kind].data
        for part in path:
            if isinstance(data, dict):
                data = data.get(part)
            else:
                data = data[part] if isinstance(data, tuple) and isinstance(part, int) and part < len(data) else None
        return data if isinstance(data, str) else None

    def place(self, spot: Spot) -> Place:
        """Where a spot is in its file."""
        source = self._sources[spot.kind]
        if spot.at_key:
            return source.key_place(spot.path)
        if spot.near:
            return _near(source, spot)
        return source.offset_place(spot.path, spot.offset) if spot.offset else source.place(spot.path)

    def problems(self, ledger: Ledger) -> Iterator[Problem]:
        """A problem for each claim that was never denied, not even for the same place in another ruleset."""
        claims = list(ledger.claims())
        denied = {(self.place(spot), topic) for spot, topic in ledger.denied()} if claims else set()
        for spot, topic, claim in claims:
            place = self.place(spot)
            # What a scenario uses that was left out may be in order there.
            if spot.kind not in self._left_out and (place, topic) not in denied and place.file not in self._broken:
                yield _problem(self.place(spot._replace(offset=spot.offset + claim.offset)), claim)


def _near(source: Source, spot: Spot) -> Place:
    """Where words of a value stand in its file; the value itself, if they are written in another way."""
    place = source.place(spot.path)
    lines = source.owner(spot.path).text.split("\n")
    begun = place.column - 1
    for number, line in enumerate(lines[place.line - 1 : place.line + MOST_LINES], place.line):
        if (found := line.find(spot.near, begun)) >= 0:
            return Place(place.file, number, found + 1)
        begun = 0
    return place


def _problem(place: Place, claim: Claim) -> Problem:
    """Only what is certain may be an error."""
    code = CODES[claim.code]
    if claim.certain or code.severity == "warning":
        confidence = "likely" if not claim.certain and code.confidence == "certain" else code.confidence
        return Problem(place, claim.code, claim.message, claim.hint, code.severity, confidence)
    return Problem(place, claim.code, claim.message, claim.hint, "warning", "likely")
