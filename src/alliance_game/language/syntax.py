"""The tree of an expression as it is written, before anybody knows what its names mean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Syntax:
    """A part of an expression; ``at`` is the 0-based place of its first character."""

    at: int


@dataclass(frozen=True, slots=True)
class NumberSyntax(Syntax):
    """A number: ``12``."""

    value: int


@dataclass(frozen=True, slots=True)
class NameSyntax(Syntax):
    """A bare name: ``self``, ``players``."""

    name: str


@dataclass(frozen=True, slots=True)
class MemberSyntax(Syntax):
    """Something that belongs to something: ``self.coins``, ``self.trust(partner)``."""

    owner: Syntax
    name: str
    arguments: tuple[Syntax, ...] | None


@dataclass(frozen=True, slots=True)
class CallSyntax(Syntax):
    """A function: ``min(a, b)``, ``agreed(o)``."""

    name: str
    arguments: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class UnarySyntax(Syntax):
    """``not x`` or ``-x``."""

    operator: str
    operand: Syntax


@dataclass(frozen=True, slots=True)
class BinarySyntax(Syntax):
    """Arithmetic, comparison, ``and``, ``or``."""

    operator: str
    left: Syntax
    right: Syntax


@dataclass(frozen=True, slots=True)
class ConditionalSyntax(Syntax):
    """``a if c else b``."""

    condition: Syntax
    then: Syntax
    otherwise: Syntax


@dataclass(frozen=True, slots=True)
class ComprehensionSyntax(Syntax):
    """``count(s in states where c)``, ``sum(e for s in states where c)``."""

    function: str
    body: Syntax | None
    variable: str
    source: str
    where: Syntax | None
