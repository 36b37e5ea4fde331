"""Packs beside the base content: who they are, what they need, and the one order in which they come."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from ..definitions.library import Path as Steps
from ..definitions.pack import Pack
from ..errors import did_you_mean
from .folders import MANIFEST, File, base_folder, files_in, in_pack, is_id, is_pack
from .problems import Problems
from .source import Source, read
from .validation import validated


def gather(packs: Iterable[Path | str], problems: Problems) -> list[File]:
    """All files of the base content and of packs, each named by its pack."""
    base = base_folder()
    files = list(files_in(base, "", problems))
    seen = {base.resolve()}
    named: dict[str, str] = {}
    for pack in packs:
        folder = Path(pack)
        if is_pack(folder, problems) and (whole := folder.resolve()) not in seen:
            seen.add(whole)
            files += _named(list(files_in(folder, shown_as(folder), problems)), named, problems)
    return files


def shown_as(folder: Path) -> str:
    """How people see the beginning of the names of a pack's files."""
    return f"{folder.as_posix()}/"


def manifest_of(file: File | None, problems: Problems) -> tuple[Source | None, str | None]:
    """What a pack's own file says, as far as it can be read, and the id in it, if that can be one."""
    source = read(file.shown, file.text, problems) if file is not None else None
    said = source.data.get("id") if source is not None and isinstance(source.data, dict) else None
    return source, said if isinstance(said, str) and is_id(said) else None


def _named(files: list[File], named: dict[str, str], problems: Problems) -> list[File]:
    """A pack's files with the pack in their names; none, if there is a pack of that id already."""
    source, name = manifest_of(next((file for file in files if file.name == MANIFEST), None), Problems())
    if name is None:
        # A digit comes first: no id is like that.
        name = str(1 + sum(each.isdecimal() for each in named))
    elif source is not None and name in named:
        message = f"The pack '{name}' is there twice, first in {named[name]}."
        problems.add(source.place(("id",)), "duplicate-id", message, "Leave one out.")
        return []
    named[name] = files[0].shown if files else ""
    return [file._replace(name=f"packs/{name}/{file.name}") for file in files]


@dataclass(frozen=True)
class Arrangement:
    """The packs of a library in their order, and which of them nothing puts in order."""

    packs: Mapping[str, Pack] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
    """The place of each pack by its name in files; the base content's comes before all."""
    before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The packs that come before each, because it or one of them says so."""
    left_out: frozenset[str] = frozenset()
    """Packs that lack what they need: nothing of them can be judged."""

    def rank(self, pack: str) -> int:
        """Its place in the order."""
        return self.ranks.get(pack, -1)

    def is_open(self, first: str, second: str) -> bool:
        """Whether nothing says which of two packs comes first. Those without an id come last, as they were named."""
        both = first in self.packs and second in self.packs and first != second
        return both and first not in self.before[second] and second not in self.before[first]


def arranged(files: Iterable[File], problems: Problems) -> Arrangement:
    """Read what packs say of themselves, and put them in order: after what they need, else by id."""
    known = dict.fromkeys(in_pack(file.name)[0] for file in files)
    known.pop("", None)
    if not known:
        return Arrangement()
    sources: dict[str, Source] = {}
    packs: dict[str, Pack] = {}
    for file in files:
        name, inner = in_pack(file.name)
        if name and inner == MANIFEST:
            source, said = manifest_of(file, problems)
            found = validated("pack", source, problems) if source is not None else None
            if source is not None and isinstance(found, Pack):
                sources[name], packs[name] = source, found
                if said != name and not name.isdecimal():
                    message = f"The files of the pack '{said}' are named as those of '{name}'."
                    problems.add(source.place(("id",)), "does-not-fit", message)
    return _Arranger(packs, sources, frozenset(known), problems).arrangement()


class _Arranger:
    def __init__(
        self, packs: Mapping[str, Pack], sources: Mapping[str, Source], known: frozenset[str], problems: Problems
    ) -> None:
        self._packs = packs
        self._sources = sources
        self._known = known
        self._problems = problems

    def arrangement(self) -> Arrangement:
        lacking = {name for name in sorted(self._packs) if self._lacks(name)}
        while more := {name for name in self._packs if self._needs(name) & lacking} - lacking:
            lacking |= more
        self._conflicts()
        before = {name: self._before(name) for name in self._packs}
        for name in sorted(self._packs):
            if name in before[name]:
                self._ring(name)
        numbers = sorted((name for name in self._known if name.isdecimal()), key=int)
        order = [*in_order({name: before.get(name, frozenset()) for name in self._known - {*numbers}}), *numbers]
        ranks = {name: rank for rank, name in enumerate(order)}
        packs = {name: self._packs[name] for name in order if name in self._packs and name not in lacking}
        return Arrangement(packs, ranks, before, frozenset(lacking))

    def _needs(self, name: str) -> set[str]:
        return {need.id for need in self._packs[name].needed()}

    def _first(self, name: str) -> dict[str, Steps]:
        """The packs that come right before one, and where it says so."""
        pack = self._packs[name]
        first: dict[str, Steps] = {other: ("after", index) for index, other in enumerate(pack.after)}
        for index, need in enumerate(pack.needed()):
            first[need.id] = ("needs", index)
        return {other: path for other, path in first.items() if other in self._packs}

    def _before(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        ahead = [*self._first(name)]
        while ahead:
            other = ahead.pop()
            if other not in found:
                found.add(other)
                ahead += self._first(other)
        return frozenset(found)

    def _lacks(self, name: str) -> bool:
        """Note what a pack needs and is not there, or too old."""
        missing = False
        for index, need in enumerate(self._packs[name].needed()):
            path: Steps = ("needs", index)
            place = self._sources[name].place(path)
            if need.id not in self._known:
                missing = True
                hint = did_you_mean(need.id, self._known - {name}).strip()
                hint = hint or "Put it beside the other packs, or name its folder with `--pack`."
                message = f"'{name}' needs the pack '{need.id}', which is not there."
                self._problems.add(place, "missing-pack", message, hint)
            elif need.id in self._packs and not need.allows(self._packs[need.id].version):
                there = self._packs[need.id].version
                message = f"'{name}' needs version {need.version} of the pack '{need.id}', but {there} is there."
                self._problems.add(place, "pack-too-old", message, "Get the newer one.")
        return missing

    def _conflicts(self) -> None:
        for name, pack in sorted(self._packs.items()):
            for index, other in enumerate(pack.conflicts):
                if other in self._known:
                    message = f"'{name}' cannot be used with the pack '{other}', which is there too."
                    place = self._sources[name].place(("conflicts", index))
                    self._problems.add(place, "pack-conflict", message, "Leave one of them out.")

    def _ring(self, name: str) -> None:
        """Note that a pack comes before itself, where it says so."""
        ways: list[list[str]] = [[name]]
        seen: set[str] = set()
        while ways:
            way = ways.pop(0)
            for other in sorted(self._first(way[-1])):
                if other == name:
                    ring = " → ".join([*way, name])
                    place = self._sources[name].place(self._first(name)[way[1] if len(way) > 1 else name])
                    self._problems.add(place, "pack-cycle", f"A pack cannot come before itself: {ring}.")
                    return
                if other not in seen:
                    seen.add(other)
                    ways.append([*way, other])


def in_order(before: Mapping[str, Set[str]]) -> list[str]:
    """Names so that each comes after those before it; where that leaves a choice, and in rings, by id."""
    order: list[str] = []
    left = sorted(before)
    while left:
        ready = next((name for name in left if not (before[name] - {name}) & {*left}), left[0])
        order.append(ready)
        left.remove(ready)
    return order
