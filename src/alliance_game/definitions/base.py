"""The base of every definition, and the kinds of text that authors write."""

from collections.abc import Mapping
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

ID_PATTERN = r"^[a-z][a-z0-9_]{0,47}$"
RULE_PATTERN = r"^[0-9]+(\.[0-9]+)*$"


class Definition(BaseModel):
    """One thing that an author wrote. Frozen: nobody changes a rule while a game runs."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        defer_build=True,
        hide_input_in_errors=True,
    )


class FrozenDict(dict[Any, Any]):
    """A dictionary that nobody can change; it pickles and compares like any other."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("definitions are frozen")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[Any, Any]]]:
        return FrozenDict, (dict(self),)


def number_as_text(value: object) -> object:
    """A bare number is a text too: ``by: 1`` and ``by: "1"`` say the same."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


K = TypeVar("K")
V = TypeVar("V")
Frozen = Annotated[Mapping[K, V], AfterValidator(FrozenDict)]

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""A name in lower case: letters, digits and underscores."""

Name = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""A name that an author gives to a state, crisis or number inside one rule."""

RuleNumber = Annotated[str, StringConstraints(pattern=RULE_PATTERN)]
"""The number of a rule in the rulebook, such as "9.3.1"."""

Expression = Annotated[
    str,
    BeforeValidator(number_as_text, json_schema_input_type=int | str),
    StringConstraints(min_length=1, max_length=300),
]
"""A condition or an amount on one line, such as ``self.trust(partner) >= 4``."""

Price = Annotated[int, Field(ge=0, le=1000)]
"""What something costs; 0 is free."""


class Shown:
    """Marks a text that people read: it can be translated."""


class ByName:
    """Marks a text in whose place the id of the thing is shown where it is left out."""


Title = Annotated[str, StringConstraints(min_length=1, max_length=60), Shown()]
Label = Annotated[str, StringConstraints(min_length=1, max_length=100), Shown()]
Text = Annotated[str, StringConstraints(min_length=1, max_length=600), Shown()]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000), Shown()]
Byline = Annotated[str, StringConstraints(min_length=1, max_length=100)]
"""Who made something, or on what terms: the same in every language."""

Citation = Annotated[str, StringConstraints(min_length=1, max_length=240)]
"""Where one can look something up: a treaty's article, a resolution, a book."""
