"""Tracks and effects as a list to look a word up in: what the manual says of each, in one line."""

from collections.abc import Iterator

from ...definitions import Library
from ...definitions.effects import VERBS
from ...language.symbols import SCOPES
from .things import WRITTEN
from .verbs import doc

OF = {
    "world": "of the world",
    "state": "of each state",
    "pair": "of each two states",
    "crisis": "of each open crisis",
    "crisis_state": "of each state in each crisis",
}


def effects_listed() -> dict[str, str]:
    """Every verb: what it does, and an example."""
    return {verb: doc(model)[0] for verb, model in VERBS.items()}


def tracks_listed(library: Library) -> dict[str, str]:
    """Every track as expressions name it: its range, whose it is, what it means; and in which rulesets, if not in all.

    Where rulesets differ in a track, each has a line of its own.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for ruleset in sorted(library.rulesets):
        for each in tracks_of(library, ruleset):
            found.setdefault(each, []).append(ruleset)
    several: dict[str, int] = {}
    for name, _ in found:
        several[name] = several.get(name, 0) + 1
    return {
        name if several[name] == 1 else f"{name} ({', '.join(rulesets)})": text
        if several[name] > 1 or len(rulesets) == len(library.rulesets)
        else f"{text} (in {', '.join(rulesets)})"
        for (name, text), rulesets in found.items()
    }


def tracks_of(library: Library, ruleset: str) -> Iterator[tuple[str, str]]:
    """The tracks of a ruleset."""
    tracks = library.rulesets[ruleset].ruleset.tracks
    for scope in SCOPES:
        for name, track in getattr(tracks, scope).items():
            title = track.title or name.replace("_", " ")
            about = f"; {track.about}" if track.about else ""
            yield WRITTEN[scope].format(name=name), f"{track.min} to {track.max}, {OF[scope]}: {title}{about}"
