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


FEW = 3
"""So many rulesets are named one by one."""


def tracks_listed(library: Library) -> dict[str, str]:
    """Every track as expressions name it: its range, whose it is, what it means; and in which rulesets, if not in all.

    Where rulesets differ in a track, what it is in most of them stands under its name alone.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for ruleset in sorted(library.rulesets):
        for name, text in tracks_of(library, ruleset):
            found.setdefault(name, {}).setdefault(text, []).append(ruleset)
    listed: dict[str, str] = {}
    for name, meanings in found.items():
        usual, *others = sorted(meanings, key=lambda text: (-len(meanings[text]), meanings[text]))
        listed[name] = f"{usual}{among([each for one in meanings.values() for each in one], library)}"
        listed |= {f"{name} ({', '.join(meanings[text])})": text for text in others}
    return listed


def among(rulesets: list[str], library: Library) -> str:
    """In which rulesets something is, if it is not in all of them."""
    missing = sorted(library.rulesets.keys() - set(rulesets))
    if not missing:
        return ""
    if len(rulesets) <= FEW:
        return f" (in {', '.join(sorted(rulesets))})"
    if len(missing) <= FEW:
        return f" (not in {', '.join(missing)})"
    return f" (in {len(rulesets)} of {len(library.rulesets)} rulesets)"


def tracks_of(library: Library, ruleset: str) -> Iterator[tuple[str, str]]:
    """The tracks of a ruleset."""
    tracks = library.rulesets[ruleset].ruleset.tracks
    for scope in SCOPES:
        for name, track in getattr(tracks, scope).items():
            title = track.title or name.replace("_", " ")
            about = f"; {track.about}" if track.about else ""
            yield WRITTEN[scope].format(name=name), f"{track.min} to {track.max}, {OF[scope]}: {title}{about}"
