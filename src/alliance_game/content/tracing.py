"""Where the fields of a thing come from, now that several files can have a part in it."""

from collections.abc import Iterator
from typing import NamedTuple

from ..definitions.library import Path, Place
from .source import Source
from .traps import short

_WIDTH = 44


class Trace(NamedTuple):
    """A field, what it holds in short, and where that is written."""

    path: str
    """The way to it, as a patch would write it."""
    value: str
    place: Place


def traced(source: Source) -> Iterator[Trace]:
    """Every field; the parts of one are told apart if they come from different files, or are too long for a line."""
    if isinstance(source.data, dict):
        for key, value in source.data.items():
            yield from _traced(source, (key,), value, key)


def _traced(source: Source, path: Path, value: object, name: str) -> Iterator[Trace]:
    owner = source.owner(path).file
    inner = {source.owner(each).file for each in source.inherited if each[: len(path)] == path}
    shown = _shown(value)
    if value and isinstance(value, (dict, tuple)) and (inner - {owner} or len(shown) > _WIDTH):
        for step, label, part in _parts(value):
            yield from _traced(source, (*path, step), part, f"{name}.{label}")
    else:
        yield Trace(name, short(shown, _WIDTH), source.head_place(path))


def _parts(value: dict[str, object] | tuple[object, ...]) -> Iterator[tuple[str | int, str, object]]:
    """The parts of a mapping or list, each with its step in a path and what a patch calls it."""
    if isinstance(value, dict):
        yield from ((key, key, part) for key, part in value.items())
    else:
        ids = [part.get("id") if isinstance(part, dict) else None for part in value]
        for index, part in enumerate(value):
            yield index, str(ids[index] if any(ids) else index + 1), part


def _shown(value: object) -> str:
    """A value on one line, near to how it is written."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(part)}" for key, part in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return str(value)
