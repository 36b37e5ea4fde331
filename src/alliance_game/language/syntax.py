"""The tree of an expression as it is written, before anybody knows what its names mean."""

from typing import NamedTuple


class NumberSyntax(NamedTuple):
    """A number: ``12``."""

    at: int
    value: int


class NameSyntax(NamedTuple):
    """A bare name: ``self``, ``players``."""

    at: int
    name: str


class MemberSyntax(NamedTuple):
    """Something that belongs to something: ``self.coins``, ``self.trust(partner)``."""

    at: int
    owner: "Syntax"
    name: str
    arguments: "tuple[Syntax, ...] | None"


class CallSyntax(NamedTuple):
    """A function: ``min(a, b)``, ``agreed(o)``."""

    at: int
    name: str
    arguments: "tuple[Syntax, ...]"


class UnarySyntax(NamedTuple):
    """``not x`` or ``-x``."""

    at: int
    operator: str
    operand: "Syntax"


class BinarySyntax(NamedTuple):
    """Arithmetic, comparison, ``and``, ``or``."""

    at: int
    operator: str
    left: "Syntax"
    right: "Syntax"


class ConditionalSyntax(NamedTuple):
    """``a if c else b``."""

    at: int
    condition: "Syntax"
    then: "Syntax"
    otherwise: "Syntax"


class ComprehensionSyntax(NamedTuple):
    """``count(s in states where c)``, ``sum(e for s in states where c)``."""

    at: int
    function: str
    body: "Syntax | None"
    variable: str
    source: str
    where: "Syntax | None"


Syntax = (
    NumberSyntax
    | NameSyntax
    | MemberSyntax
    | CallSyntax
    | UnarySyntax
    | BinarySyntax
    | ConditionalSyntax
    | ComprehensionSyntax
)
"""A part of an expression; ``at`` is the 0-based place of its first character."""
