"""Things that extend others: one file laid over another, with the place of every part kept."""

from collections.abc import Mapping

from ..definitions.library import Path
from ..errors import did_you_mean
from .folders import Key
from .parts import Part
from .problems import Problems
from .source import Source

NOT_HANDED_ON = ("extends", "without")
"""Fields that say something of this file only."""


def parent_of(key: Key, source: Source) -> Key | None:
    """What a file extends: something of the same kind, and of the same ruleset."""
    name = source.data.get("extends") if isinstance(source.data, dict) else None
    return (*key[:-1], name) if isinstance(name, str) else None


def lineage(key: Key, sources: Mapping[Key, Source]) -> list[Key]:
    """A thing and those it extends, the nearest first; each once, even if they extend each other in a ring."""
    found: list[Key] = []
    at: Key | None = key
    while at is not None and at in sources and at not in found:
        found.append(at)
        at = parent_of(at, sources[at])
    return found


def laid_over(base: Part, own: Part, kind: str, problems: Problems) -> Part:
    """A file over what it extends: its fields win, mappings merge, lists are replaced.

    In a ruleset, hooks and what things are worth to bots are added to those that are there, and a phase goes behind
    the one it names.
    """
    handed = {key: part for key, part in base.fields.items() if key not in NOT_HANDED_ON}
    if not isinstance(own.value, dict):
        return own
    kept = own.fields
    if kind != "ruleset":
        # Only rulesets have these as fields: tactics are handed down along them.
        kept = {key: part for key, part in kept.items() if key != "extends"}
    return _merged(base.having(handed), own.having(kept), (), kind, problems)


def _merged(base: Part, own: Part, path: Path, kind: str, problems: Problems) -> Part:
    if isinstance(base.value, dict) and isinstance(own.value, dict):
        merged = {**base.fields, **own.fields}
        for key in base.fields:
            if key in own.fields:
                merged[key] = _merged(base.fields[key], own.fields[key], (*path, key), kind, problems)
        return own.having(merged)
    if kind == "ruleset" and isinstance(base.value, tuple) and isinstance(own.value, tuple):
        if path == ("hooks",):
            return own.having((*base.entries, *own.entries))
        if path == ("bots", "worth"):
            return own.having(_worths(base.entries, own.entries))
        if path == ("phases",):
            return own.having(_phases(base.entries, own, problems))
    return own


def _worths(base: tuple[Part, ...], own: tuple[Part, ...]) -> tuple[Part, ...]:
    """What things are worth to bots: one of the same words takes the place of the parent's, a new one goes behind."""
    found = {each.text("say"): each for each in base}
    return tuple((found | {each.text("say"): each for each in own}).values())


def _phases(base: tuple[Part, ...], own: Part, problems: Problems) -> tuple[Part, ...]:
    """The parent's phases; one of the same id is replaced, a new one goes behind the phase it names."""
    phases = [*base]
    for phase in own.entries:
        names = [each.text("id") for each in phases]
        after = phase.text("after")
        if after is not None and after not in names:
            hint = did_you_mean(after, (name for name in names if name)).strip()
            place = phase.fields["after"].place
            problems.add(place, "unknown-phase", f"There is no phase '{after}' before this one.", hint)
        if (name := phase.text("id")) is not None and name in names:
            phases[names.index(name)] = phase
        else:
            phases.insert(_behind(phases, names, after, own.file), phase)
    return tuple(phases)


def _behind(phases: list[Part], names: list[str | None], after: str | None, file: Source) -> int:
    """Where a new phase goes: behind the one it names, and behind those of its file that named it before."""
    if after is None or after not in names:
        return len(phases)
    index = names.index(after) + 1
    while index < len(phases) and phases[index].file is file and phases[index].text("after") == after:
        index += 1
    return index
