"""Things as they are in the end: what one file writes, what it extends, and what other files change in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..definitions.library import Place
from .folders import Key
from .inheritance import laid_over, parent_of
from .packs import Arrangement
from .parts import Part, harvested, planted, size
from .problems import Problem, Problems
from .source import Source
from .touches import Names, Touch, word_of

MAX_COPIED = 500_000
"""So many values can be copied by `extends` in all: a few small files could make very much of a big one."""


@dataclass
class Weaver:
    """Puts every thing together from the files that have a part in it."""

    problems: Problems
    written: dict[Key, Source] = field(default_factory=dict)
    """Files that define something, also by extending something else."""
    known: set[Key] = field(default_factory=set)
    """What there is, even if its file cannot be read: to build on it is no second fault."""
    touches: dict[Key, list[Touch]] = field(default_factory=dict)
    """Files that change or replace each thing."""
    handed: dict[Key, Key] = field(default_factory=dict)
    """What a ruleset has from one that it extends."""
    arrangement: Arrangement = field(default_factory=Arrangement)
    _done: dict[Key, Part | None] = field(default_factory=dict)
    _copied: int = 0

    def touch(self, touch: Touch) -> None:
        """Take in a file that changes something."""
        self.touches.setdefault(touch.target, []).append(touch)

    def hand_down(self, key: Key, heir: Key) -> None:
        """Let another ruleset have the same thing."""
        self.handed[heir] = key
        self.known.add(heir)

    def woven(self, key: Key) -> Source | None:
        """A thing as one source; ``None`` if something in its making is wrong, which problems tell."""
        if key not in self.touches and key in self.handed:
            return self.woven(self.handed[key])
        own = self.written.get(key)
        if key not in self.touches and (own is None or parent_of(key, own) is None):
            return own
        part = self._part(key)
        return harvested(part, self._file(key, part)) if part is not None else None

    def tell_misses(self, targets: Iterable[Key]) -> None:
        """Note files that would change what is not there."""
        for target in targets:
            if target not in self.known:
                for touch in self.touches[target]:
                    self._unknown(target, touch.place)

    def _file(self, key: Key, part: Part) -> Source:
        """The file that a thing is written in."""
        replaced = [touch for touch in self._in_order(key) if touch.replaces]
        if replaced:
            return replaced[-1].source
        return self._file(self.handed[key], part) if key in self.handed else self.written.get(key, part.file)

    def _in_order(self, key: Key) -> list[Touch]:
        """The files that change a thing, those of earlier packs first; in a pack, what replaces comes first."""
        ranks = self.arrangement.ranks
        return sorted(
            self.touches.get(key, ()), key=lambda each: (ranks.get(each.pack, -1), not each.replaces, each.name)
        )

    def _part(self, key: Key) -> Part | None:
        """A thing with all that files do to it, after those that it builds on."""
        chain: dict[Key, None] = {}
        at: Key | None = key
        while at is not None and at not in self._done and at not in chain:
            chain[at] = None
            at = self._below(at)
        line = list(chain)
        if at in chain:
            self._ring(line[line.index(at) :])
            self._done |= dict.fromkeys(line)
        for each in reversed(line):
            if each not in self._done:
                self._done[each] = self._touched(each, self._base(each))
        return self._done[key]

    def _below(self, key: Key) -> Key | None:
        """What a thing builds on."""
        if key in self.handed:
            return self.handed[key]
        return parent_of(key, self.written[key]) if key in self.written else None

    def _ring(self, ring: list[Key]) -> None:
        for index, key in enumerate(ring):
            names = " → ".join(each[-1] for each in [*ring[index:], *ring[: index + 1]])
            word = word_of(key)
            article = "An" if word[0] in "aeiou" else "A"
            place = self.written[key].place(("extends",))
            self.problems.add(place, "extends-itself", f"{article} {word} cannot extend itself: {names}.")

    def _base(self, key: Key) -> Part | None:
        """A thing before other files change it."""
        below, own = self._below(key), self.written.get(key)
        if below is None:
            return planted(own) if own is not None else None
        if own is None:
            return self._done.get(below)
        place = own.place(("extends",))
        if below not in self.known:
            self._unknown(below, place, key)
        base = self._done.get(below)
        if base is None:
            return None
        self._copied += size(base)
        if self._copied > MAX_COPIED:
            self.problems.add(place, "too-big", f"More than {MAX_COPIED:,} values would be copied in all.")
            return None
        return laid_over(base, planted(own), key[0], self.problems)

    def _touched(self, key: Key, part: Part | None) -> Part | None:
        """A thing after other files have changed it."""
        before: list[tuple[str, _Taken]] = []
        for touch in self._in_order(key):
            part, paths = touch.applied(part, self.problems)
            for pack, taken in before:
                if self.arrangement.is_open(pack, touch.pack):
                    self._clashes(paths, taken)
            before.append((touch.pack, _Taken(paths)))
        return part

    def _clashes(self, paths: Mapping[Names, Place], taken: "_Taken") -> None:
        """Warn of changes that another pack makes too, if nothing says which of them has the last word."""
        for path, place in paths.items():
            if (other := taken.by(path)) is not None:
                message = f"The same is changed at {other}, and nothing says which of the two packs comes first."
                hint = "Name the other pack in `after` in `pack.yaml`."
                self.problems.note(Problem(place, "patch-clash", message, hint, "warning"))

    def _unknown(self, key: Key, place: Place, but: Key | None = None) -> None:
        names = [each[-1] for each in sorted(self.known) if each[:-1] == key[:-1] and each != but]
        self.problems.unknown(place, word_of(key), key[-1], names)


class _Taken:
    """What one file has changed in a thing."""

    def __init__(self, paths: Mapping[Names, Place]) -> None:
        self._paths = paths
        self._above = {path[:end]: place for path, place in paths.items() for end in range(len(path))}

    def by(self, path: Names) -> Place | None:
        """Where it changes the same, a part of it, or something that it is a part of."""
        ends = range(len(path), -1, -1)
        return next((self._paths[path[:end]] for end in ends if path[:end] in self._paths), self._above.get(path))
