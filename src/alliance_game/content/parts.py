"""A file's data as a tree in which every part knows the file and the line that it was written in.

Files that build on others are put together as such trees; in the end each becomes a ``Source`` again.
"""

from dataclasses import dataclass, replace

from ..definitions.library import Path, Place
from .source import Source

Spot = tuple[int, int]
"""Line and column."""


@dataclass(frozen=True, slots=True)
class Part:
    """A value: a mapping or list of parts, or anything else that YAML has."""

    value: object
    file: Source
    """What it was written in."""
    spot: Spot | None = None
    """Where it begins."""
    key: Spot | None = None
    """Where the key that it stands under begins."""

    @property
    def place(self) -> Place:
        """Where it is written."""
        return Place(self.file.file, *(self.spot or (1, 1)))

    @property
    def key_place(self) -> Place:
        """Where the key that it stands under is written."""
        return Place(self.file.file, *(self.key or self.spot or (1, 1)))

    @property
    def fields(self) -> dict[str, "Part"]:
        """What a mapping has; nothing, if this is none."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def entries(self) -> tuple["Part", ...]:
        """What a list has; nothing, if this is none."""
        return self.value if isinstance(self.value, tuple) else ()

    def having(self, value: object) -> "Part":
        """The same part with other contents."""
        return replace(self, value=value)

    def text(self, name: str) -> str | None:
        """The text in a field, if there is text in it."""
        found = self.fields.get(name)
        return found.value if found is not None and isinstance(found.value, str) else None


def planted(source: Source, path: Path = ()) -> Part:
    """The tree of what stands at a path of a file that builds on no other."""
    data: object = source.data
    for step in path:
        data = data[step]  # type: ignore[index]
    return _planted(source, data, path)


def _planted(source: Source, data: object, path: Path) -> Part:
    value: object = data
    if isinstance(data, dict):
        value = {key: _planted(source, each, (*path, key)) for key, each in data.items()}
    elif isinstance(data, tuple):
        value = tuple(_planted(source, each, (*path, index)) for index, each in enumerate(data))
    return Part(value, source, source.places.get(path), source.keys.get(path))


def harvested(root: Part, of: Source) -> Source:
    """A tree as the source of the thing that ``of`` defines; parts from other files keep their places there."""
    whole = Source(of.file, of.text)
    whole.data = _harvested(root, (), of, whole)
    return whole


def _harvested(part: Part, path: Path, owner: Source, whole: Source) -> object:
    if part.spot is not None:
        whole.places[path] = part.spot
    if part.key is not None:
        whole.keys[path] = part.key
    if part.file is not owner:
        whole.inherited[path] = part.file
    if isinstance(part.value, dict):
        return {key: _harvested(each, (*path, key), part.file, whole) for key, each in part.value.items()}
    if isinstance(part.value, tuple):
        return tuple(_harvested(each, (*path, i), part.file, whole) for i, each in enumerate(part.value))
    return part.value


def size(part: Part) -> int:
    """How many values there are in it, itself too."""
    return 1 + sum(map(size, part.fields.values())) + sum(map(size, part.entries))


def depth(part: Part) -> int:
    """How many lists and mappings are inside each other."""
    inner = (*part.fields.values(), *part.entries)
    return 1 + max(map(depth, inner), default=0) if isinstance(part.value, (dict, tuple)) else 0
