"""Texts that people read: where they stand in a definition, and how they are put into another language.

The way to a text is that of patches: keys with dots between them, entries of a list by their ``id`` or counted from 1.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, Field, StringConstraints

from .base import ByName, Definition, Frozen, FrozenDict, Shown

MARK_PATTERN = r"^[0-9a-f]{8}$"
LEFT_PATTERN = r"^(cards|rules)(/[a-z0-9_]+)*(\.yaml)?$"
D = TypeVar("D", bound=BaseModel)
Way = tuple[str, ...]


class Translation(Definition):
    """A text in another language."""

    mark: Annotated[str, StringConstraints(pattern=MARK_PATTERN)]
    """The mark of the English that it says: if that is changed, its mark is another, and this is out of date."""
    text: Annotated[str, StringConstraints(max_length=4000)]
    """The text, with the same values in braces; empty while nobody has translated it."""


class Texts(Definition):
    """The texts of a pack in another language: ``text/es.yaml``."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    """What its speakers call the language: `español`."""
    singulars: Frozen[str, str] = Field(default_factory=dict)
    """The word for one, of words for many that do not simply lose an `s`: `acciones: acción`."""
    leaves: tuple[Annotated[str, StringConstraints(pattern=LEFT_PATTERN)], ...] = Field((), max_length=400)
    """Folders and files whose texts stay in English for now: `rules/nato_1949`, `rules/codex/nato.yaml`."""
    texts: Frozen[str, Translation] = Field(default_factory=dict)
    """Each text by the way to it, such as `card.drought.choices.ration.text`; `text export` lists them all."""

    def leaves_out(self, file: str) -> bool:
        """Whether the texts of a file stay in English."""
        return any(file == left or file.startswith(f"{left}/") for left in self.leaves)


class Phrase(Definition):
    """A sentence of the program in another language."""

    of: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    """The English sentence."""
    text: Annotated[str, StringConstraints(max_length=4000)]
    """The same, with the same names in braces; empty while nobody has translated it."""


class Phrases(Definition):
    """Sentences of the program in another language."""

    sentences: tuple[Phrase, ...] = ()
    """Each with its English."""


class Spot(NamedTuple):
    """A text that people read: the way to it inside its definition, and how long it may be.

    ``path`` is the same way as files count it: places of a list from 0.
    """

    way: Way
    text: str
    longest: int
    path: tuple[str | int, ...] = ()


def texts_of(definition: BaseModel, name: str = "") -> list[Spot]:
    """Every text of a definition, in the order of its fields; its id, ``name``, stands in for a lacking title."""
    found: list[Spot] = []

    def note(spot: Spot) -> str:
        found.append(spot)
        return spot.text

    with_texts(definition, note, name)
    return found


def with_texts(definition: D, change: Callable[[Spot], str], name: str = "") -> D:
    """The same definition with other texts: ``change`` is asked for each.

    A text that stands as the key of a mapping repeats one that was met before, and changes with it.
    """
    return _Changer(change).model(definition, _Way(), name)


class _Kind(NamedTuple):
    """What an annotation says of texts inside it."""

    longest: int = 0
    """Of a text that people read itself; 0, if it is none."""
    by_name: bool = False
    """Whether the id of the thing stands in where there is no text."""
    inner: tuple[Any, ...] = ()
    """Of a list the kind of its entries; of a mapping those of its keys and values."""


NONE = _Kind()


@cache
def _kind(annotation: Any) -> _Kind:
    marks: tuple[Any, ...] = ()
    while get_origin(annotation) is Annotated:
        marks = (*marks, *annotation.__metadata__)
        annotation = annotation.__origin__
    if any(isinstance(mark, Shown) for mark in marks):
        return _Kind(next(mark.max_length or 0 for mark in marks if isinstance(mark, StringConstraints)))
    if get_origin(annotation) in (Union, UnionType):
        arms = [_kind(arm) for arm in get_args(annotation) if arm is not type(None)]
        found = next((arm for arm in arms if arm != NONE), NONE)
        by_name = any(isinstance(mark, ByName) for mark in marks)
        return _Kind(found.longest, by_name, found.inner)
    if get_origin(annotation) is tuple:
        return _Kind(inner=(_kind(get_args(annotation)[0]),))
    if isinstance(get_origin(annotation), type) and issubclass(get_origin(annotation), Mapping):
        return _Kind(inner=tuple(_kind(each) for each in get_args(annotation)))
    return NONE


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, _Kind], ...]:
    """The fields of a model: as they are called in code and in files, and their kind."""
    found = []
    for name, field in model.model_fields.items():
        annotation: Any = field.annotation
        for mark in field.metadata:
            annotation = Annotated[annotation, mark]
        found.append((name, field.alias or name, _kind(annotation)))
    return tuple(found)


class _Way(NamedTuple):
    """How far one has come inside a definition: by names, and as files count it."""

    names: Way = ()
    path: tuple[str | int, ...] = ()

    def to(self, name: str, place: str | int | None = None) -> "_Way":
        return _Way((*self.names, name), (*self.path, name if place is None else place))


class _Changer:
    def __init__(self, change: Callable[[Spot], str]) -> None:
        self._change = change
        self._changed: dict[str, str] = {}

    def model(self, model: D, way: _Way, name: str) -> D:
        changed: dict[str, Any] = {}
        for field, written, kind in _fields(type(model)):
            value = getattr(model, field)
            if value is None and kind.by_name:
                source = (name or str(getattr(model, "id", ""))).replace("_", " ")
                if (text := self._text(way.to(written), source, kind)) != source:
                    changed[field] = text
            elif (new := self.value(value, kind, way.to(written), "")) is not value:
                changed[field] = new
        return model.model_copy(update=changed) if changed else model

    def value(self, value: Any, kind: _Kind, way: _Way, name: str) -> Any:
        """What stands somewhere with its texts changed; the very same, if none is."""
        match value:
            case str():
                return self._text(way, value, kind) if kind.longest else value
            case BaseModel():
                return self.model(value, way, name)
            case tuple() if value:
                inner = kind.inner[0] if kind.inner else NONE
                each = tuple(
                    self.value(one, inner, way.to(at, place), "") for place, (at, one) in enumerate(_entries(value))
                )
                return each if _differ(each, value) else value
            case Mapping() if value:
                return self._mapping(value, kind, way)
        return value

    def _mapping(self, value: Mapping[str, Any], kind: _Kind, way: _Way) -> Mapping[str, Any]:
        keys, values = kind.inner if len(kind.inner) == 2 else (NONE, NONE)
        found = {
            self._changed.get(key, key) if keys.longest else key: self.value(one, values, way.to(str(key)), str(key))
            for key, one in value.items()
        }
        if [*found] == [*value] and not _differ(found.values(), value.values()):
            return value
        return FrozenDict(found)

    def _text(self, way: _Way, text: str, kind: _Kind) -> str:
        found = self._change(Spot(way.names, text, kind.longest, way.path))
        self._changed[text] = found
        return found


def _entries(values: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for index, value in enumerate(values):
        name = getattr(value, "id", None)
        yield name if isinstance(name, str) else str(index + 1), value


def _differ(new: Iterable[Any], old: Iterable[Any]) -> bool:
    return any(one is not other for one, other in zip(new, old, strict=True))
