"""What the models would have taken: the fields at a place, and words for the alternatives."""

import re
from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag


def fields_at(model: Any, location: tuple[str | int, ...]) -> set[str]:
    """The names of fields, as authors write them, that the models at a location of pydantic's have."""
    options = _alternatives(model)
    for part in location:
        # A part that leads nowhere is the label of an alternative: it may narrow the choice, but is no step.
        options = _step(options, part) or _narrowed(options, part)
    return {name for _, option in options for name in _fields(option)}


def words_in(expected: str) -> list[str]:
    """The words in pydantic's list of what a word can be: ``'a', 'b' or 'c'``."""
    return re.findall(r"['`]([^'`]*)['`]", expected)


def alternative(context: dict[str, Any], otherwise: str) -> str:
    """One of several shapes that a value could have."""
    expected = context.get("expected")
    return str(expected).replace("'", "`") if expected else otherwise


def _alternatives(annotation: Any, tag: str = "") -> list[tuple[str, Any]]:
    """The types that an annotation allows, each with its tag."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *notes = get_args(annotation)
        tag = next((note.tag for note in notes if isinstance(note, Tag)), tag)
        return _alternatives(inner, tag)
    if origin is Union or origin is UnionType:
        return [found for part in get_args(annotation) for found in _alternatives(part, tag)]
    return [(tag, annotation)]


def _step(options: list[tuple[str, Any]], part: str | int) -> list[tuple[str, Any]]:
    return [found for _, option in options for inner in _inner(option, part) for found in _alternatives(inner)]


def _narrowed(options: list[tuple[str, Any]], part: str | int) -> list[tuple[str, Any]]:
    return [(tag, option) for tag, option in options if tag == part or _is_named(option, part)] or options


def _is_named(option: Any, part: str | int) -> bool:
    return isinstance(option, type) and re.search(rf"\b{option.__name__}\b", str(part)) is not None


def _inner(option: Any, part: str | int) -> list[Any]:
    """The annotation of what lies under a key or at a place of a list, if there is such a thing."""
    origin, arguments = get_origin(option), get_args(option)
    if origin is tuple and isinstance(part, int):
        return [arguments[0] if arguments[-1] is Ellipsis else arguments[min(part, len(arguments) - 1)]]
    if origin is Literal:
        return []
    if isinstance(origin, type) and issubclass(origin, Mapping) and part != "[key]":
        return [arguments[1]]
    return [annotation for name, annotation in _fields(option).items() if name == part]


def _fields(option: Any) -> dict[str, Any]:
    """The fields of a model, by the names that authors write; nothing if it is no model."""
    if not (isinstance(option, type) and issubclass(option, BaseModel)):
        return {}
    option.model_rebuild()  # effects hold effects: until then their lists are only names
    return {field.alias or name: field.annotation for name, field in option.model_fields.items()}
