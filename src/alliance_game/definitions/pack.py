"""A pack: who made it and what it goes with, and how its files change what others wrote."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from .base import Byline, Definition, Frozen, Id, Text, Title

VERSION_PATTERN = r"^[0-9]{1,6}(\.[0-9]{1,6}){0,2}$"
LEAST_PATTERN = r"^>= ?[0-9]{1,6}(\.[0-9]{1,6}){0,2}$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z]{2})?$"


def _number_as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Version = Annotated[
    str, BeforeValidator(_number_as_text, json_schema_input_type=int | str), StringConstraints(pattern=VERSION_PATTERN)
]
"""Up to three numbers, such as ``1.2.0``."""

Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""A language, such as ``fr`` or ``pt-BR``."""


class Need(Definition):
    """A pack that must be there."""

    id: Id
    """Its id."""
    version: Annotated[str, StringConstraints(pattern=LEAST_PATTERN)] | None = None
    """The oldest version that will do, such as `">=1.2"`."""

    def allows(self, version: str) -> bool:
        """Whether this version will do."""
        return self.version is None or numbers(version) >= numbers(self.version.removeprefix(">=").strip())


class Pack(Definition):
    """A folder of rules and cards that one can hand on."""

    format: Literal[1] = 1
    """The version of this file format."""
    id: Id
    """Its name in other packs; there is no second pack of it."""
    title: Title
    """Its name on the screen."""
    version: Version
    """Its version, such as `1.2.0`; a later one has a higher number."""
    about: Text | None = None
    """What is in it, in a sentence or two."""
    needs: tuple[Id | Need, ...] = Field((), max_length=40)
    """Packs that must be there too; they come first."""
    conflicts: tuple[Id, ...] = Field((), max_length=40)
    """Packs that it cannot be used with."""
    after: tuple[Id, ...] = Field((), max_length=40)
    """Packs that come first if they are there; so this one has the last word."""
    authors: tuple[Byline, ...] = Field((), max_length=40)
    """Who made it."""
    licence: Byline | None = None
    """What others may do with it, such as `CC BY 4.0`."""
    languages: tuple[Language, ...] = Field((), max_length=40)
    """The languages its texts are in, the first one that of its files."""

    def needed(self) -> tuple[Need, ...]:
        """What it needs, each with its version or none."""
        return tuple(Need(id=need) if isinstance(need, str) else need for need in self.needs)


class Patch(Definition):
    """Changes to something that is written elsewhere, by path.

    A path names keys with dots between them: ``choices.mediate.effects.2.by``. Entries of a list are called by their
    `id`, or counted from 1 where they have none; all paths mean the thing as it was before this file.
    """

    patch: Id
    """The id of what is changed."""
    set: Frozen[str, Any] = Field(default_factory=dict)
    """What is written there already and gets another value."""
    add: Frozen[str, Any] = Field(default_factory=dict)
    """New fields; at a list, entries behind its last; at an entry of a list, one before it."""
    remove: tuple[str, ...] = ()
    """What goes."""

    @model_validator(mode="after")
    def _does_something(self) -> "Patch":
        if not (self.set or self.add or self.remove):
            raise ValueError("a `patch` needs `set`, `add` or `remove`")
        return self


def numbers(version: str) -> tuple[int, int, int]:
    """A version as three numbers, which can be compared: ``1.2`` is ``1.2.0``."""
    found = [int(part) for part in version.split(".")]
    first, second, third = found + [0] * (3 - len(found))
    return first, second, third
