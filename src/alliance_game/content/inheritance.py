"""Rulesets that extend others: one ruleset.yaml laid over another, with the place of every part kept."""

from collections.abc import Mapping

from ..definitions.library import Path
from ..errors import did_you_mean
from .problems import Problems
from .source import Source

_OWN = ("extends", "without")
"""Fields that a ruleset does not hand on."""
_Entry = tuple[Source, Path, object]
"""An entry of a list, and where it was written."""


def resolved(sources: Mapping[str, Source], known: frozenset[str], problems: Problems) -> dict[str, Source]:
    """Each ruleset with what it inherits; those that extend a broken one, or themselves, are left out.

    ``known`` are all ids, also of files that could not be read: extending such a one is no second fault.
    """
    done: dict[str, Source | None] = {}
    for name in sorted(sources):
        ancestors = lineage(name, sources)
        for heir in reversed(ancestors):
            if heir not in done:
                done[heir] = _completed(heir, sources, known, done, problems)
    return {name: source for name, source in sorted(done.items()) if source is not None}


def lineage(name: str, sources: Mapping[str, Source]) -> list[str]:
    """A ruleset and those it extends, the nearest first; each once, even if they extend each other in a ring."""
    found: list[str] = []
    at: str | None = name
    while at is not None and at in sources and at not in found:
        found.append(at)
        at = _parent(sources[at])
    return found


def _parent(source: Source) -> str | None:
    parent = source.data.get("extends") if isinstance(source.data, dict) else None
    return parent if isinstance(parent, str) else None


def _completed(
    name: str,
    sources: Mapping[str, Source],
    known: frozenset[str],
    done: Mapping[str, Source | None],
    problems: Problems,
) -> Source | None:
    """A ruleset laid over its parent, which is done already unless both are in a ring."""
    source = sources[name]
    parent = _parent(source)
    if parent is None:
        return source
    chain = lineage(name, sources)
    if _parent(sources[chain[-1]]) in chain:
        # Only members of the ring are told; what merely hangs on it is broken because of them.
        if _parent(sources[chain[-1]]) == name:
            ring = " → ".join([*chain, name])
            problems.add(source.place(("extends",)), "extends-itself", f"A ruleset cannot extend itself: {ring}.")
        return None
    if parent not in known:
        problems.unknown(source.place(("extends",)), "ruleset", parent, known - {name})
    base = done.get(parent)
    return _laid_over(base, source, problems) if base is not None else None


def _laid_over(parent: Source, child: Source, problems: Problems) -> Source:
    merged = _Merged(parent, child, problems)
    if isinstance(parent.data, dict) and isinstance(child.data, dict):
        base = {key: value for key, value in parent.data.items() if key not in _OWN}
        merged.result.data = merged.mappings(base, child.data, ())
    else:
        merged.take(child, (), child.data, ())
        merged.result.data = child.data
    return merged.result


class _Merged:
    """A ruleset in the making: parts of two files, each with its place."""

    def __init__(self, parent: Source, child: Source, problems: Problems) -> None:
        self.parent = parent
        self.child = child
        self.problems = problems
        self.result = Source(child.file, child.text)
        self._at(child, (), ())

    def mappings(self, base: dict[str, object], own: dict[str, object], path: Path) -> dict[str, object]:
        """Fields of both; what both have is merged if it is a mapping, else the child's is taken."""
        merged: dict[str, object] = {}
        for key in {**base, **own}:
            here = (*path, key)
            if key not in own:
                self.take(self.parent, here, base[key], here)
                merged[key] = base[key]
            elif key in base:
                merged[key] = self._both(base[key], own[key], here)
            else:
                self.take(self.child, here, own[key], here)
                merged[key] = own[key]
        return merged

    def take(self, source: Source, old: Path, value: object, new: Path) -> None:
        """Note the places of a part that is taken over whole from a file, at a path that may differ."""
        if source is self.parent or source.owner(old) is not source:
            self.result.inherited[new] = source.owner(old)
        self._places(source, old, value, new)

    def _both(self, base: object, own: object, path: Path) -> object:
        if isinstance(base, dict) and isinstance(own, dict):
            self._at(self.child, path, path)
            return self.mappings(base, own, path)
        if isinstance(base, tuple) and isinstance(own, tuple) and path == ("hooks",):
            self._at(self.child, path, path)
            entries: list[_Entry] = [(self.parent, (*path, i), entry) for i, entry in enumerate(base)]
            entries += [(self.child, (*path, i), entry) for i, entry in enumerate(own)]
            return self._list(entries, path)
        if isinstance(base, tuple) and isinstance(own, tuple) and path == ("phases",):
            self._at(self.child, path, path)
            return self._list(self._phases(base, own), path)
        self.take(self.child, path, own, path)
        return own

    def _list(self, entries: list[_Entry], path: Path) -> tuple[object, ...]:
        for index, (source, old, value) in enumerate(entries):
            self.take(source, old, value, (*path, index))
        return tuple(value for _, _, value in entries)

    def _phases(self, base: tuple[object, ...], own: tuple[object, ...]) -> list[_Entry]:
        """The parent's phases; one of the same id is replaced, a new one goes behind the phase it names."""
        phases: list[_Entry] = [(self.parent, ("phases", i), it) for i, it in enumerate(base)]
        for index, phase in enumerate(own):
            entry = (self.child, ("phases", index), phase)
            names = [_field(value, "id") for _, _, value in phases]
            after = _field(phase, "after")
            if after is not None and after not in names:
                hint = did_you_mean(after, (name for name in names if name)).strip()
                place = self.child.place(("phases", index, "after"))
                self.problems.add(place, "unknown-phase", f"There is no phase '{after}' before this one.", hint)
            if (name := _field(phase, "id")) is not None and name in names:
                phases[names.index(name)] = entry
            else:
                phases.insert(self._behind(phases, names, after), entry)
        return phases

    def _behind(self, phases: list[_Entry], names: list[str | None], after: str | None) -> int:
        """Where a new phase goes: behind the one it names, and behind those of its file that named it before."""
        if after is None or after not in names:
            return len(phases)
        index = names.index(after) + 1
        while index < len(phases) and phases[index][0] is self.child and _field(phases[index][2], "after") == after:
            index += 1
        return index

    def _places(self, source: Source, old: Path, value: object, new: Path) -> None:
        self._at(source, old, new)
        entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
        for key, part in entries:
            here = (*old, key)
            if here in source.inherited and here != old:
                self.result.inherited[(*new, key)] = source.inherited[here]
            self._places(source, here, part, (*new, key))

    def _at(self, source: Source, old: Path, new: Path) -> None:
        if old in source.places:
            self.result.places[new] = source.places[old]
        if old in source.keys:
            self.result.keys[new] = source.keys[old]


def _field(value: object, name: str) -> str | None:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
