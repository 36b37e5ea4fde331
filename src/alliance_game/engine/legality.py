"""Which moves an acting state has: one generated function for each actor, all indexes folded."""

from collections.abc import Iterator
from typing import NamedTuple

from ..language.printer import TRUE, Code, Names, constant
from ..language.program import FormRule, Limit, Program
from ..language.tree import locals_in
from .layout import Layout
from .writer import Writer


class MoveOf(NamedTuple):
    """A move of the act phase: the form of a tactic and its arguments (states, crisis slots, numbers)."""

    form: int
    arguments: tuple[int, ...]


PASS = MoveOf(-1, ())


def all_moves(program: Program, players: int, slots: int) -> tuple[MoveOf, ...]:
    """Every move there can be, for any actor; a move's number is its place here. Passing is number 0."""
    found = [PASS]
    for form in program.forms:
        for arguments in _arguments(form, players, slots):
            found.append(MoveOf(form.index, arguments))
    return tuple(found)


def _arguments(form: FormRule, players: int, slots: int) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for parameter in form.parameters:
        sizes = {"other": players, "crisis": slots, "number": parameter.most + 1}
        found = [(*before, value) for before in found for value in range(sizes[parameter.kind])]
    return found


def limit_index(layout: Layout, form: FormRule, limit: Limit, actor: int, arguments: tuple[int, ...]) -> list[int]:
    """The cells that a limit counts in, for one move."""
    start = layout.start("limit", f"{form.tactic} {limit.period} {limit.key}")
    if limit.key == "table":
        return [start]
    if limit.key == "self":
        return [start + actor]
    kinds = [parameter.kind for parameter in form.parameters]
    if limit.key == "crisis":
        return [start + arguments[kinds.index("crisis")]]
    other = arguments[kinds.index("other")]
    cells = [start + actor * layout.players + other]
    return [*cells, start + other * layout.players + actor] if limit.key == "pair" else cells


class LegalityWriter:
    """Writes the functions that list moves."""

    def __init__(self, writer: Writer, moves: tuple[MoveOf, ...]) -> None:
        self.writer = writer
        self.layout = writer.layout
        self.by_form: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for number, move in enumerate(moves):
            self.by_form.setdefault(move.form, []).append((number, move.arguments))

    def function(self, name: str, actor: int, forms: tuple[int, ...]) -> None:
        """A function that gives the numbers of all moves that the actor has."""
        with self.writer.inside(f"def {name}(v):"):
            self.writer.line("m = [0]; add = m.append")
            for index in forms:
                self.form(self.layout.program.forms[index], actor)
            self.writer.line("return m")

    def form(self, form: FormRule, actor: int) -> None:
        """What names no parameter is asked once, the rest for each combination."""
        own = {"self": constant(actor)}
        fixed = [self.show(part, own) for part in form.conditions if locals_in(part) <= {"self"}]
        for track, price in form.cost.items():
            block = self.layout.block("state", track)
            fixed.append(Code(f"v[{block.start + actor}] >= {price + block.low}"))
        for limit in form.limits:
            if limit.key in ("self", "table"):
                fixed += [Code(f"not v[{cell}]") for cell in limit_index(self.layout, form, limit, actor, ())]
        guard = self.writer.printer.logic("and", fixed)
        if guard.value == 0:
            return
        with self.writer.inside(f"if {guard.text}:"):
            for number, arguments in self.by_form[form.index]:
                self.move(form, actor, number, arguments)

    def show(self, part: object, names: Names) -> Code:
        return self.writer.printer.show(part, names)  # type: ignore[arg-type]

    def move(self, form: FormRule, actor: int, number: int, arguments: tuple[int, ...]) -> None:
        condition = self.writer.printer.logic("and", list(self.parts(form, actor, arguments)))
        if condition == TRUE:
            self.writer.line(f"add({number})")
        elif condition.value is None:
            self.writer.line(f"if {condition.text}: add({number})")

    def parts(self, form: FormRule, actor: int, arguments: tuple[int, ...]) -> Iterator[Code]:
        """What must hold for this combination, cheapest first."""
        names = {"self": constant(actor)}
        for parameter, value in zip(form.parameters, arguments, strict=True):
            names[parameter.name] = constant(value)
            if parameter.kind == "other" and value == actor:
                yield Code("False", 0)
            if parameter.kind == "crisis":
                yield Code(f"v[{self.layout.start('slot', 'card') + value}] >= 0")
        for limit in form.limits:
            if limit.key not in ("self", "table"):
                yield Code(f"not v[{limit_index(self.layout, form, limit, actor, arguments)[0]}]")
        for part in form.conditions:
            if not locals_in(part) <= {"self"}:
                yield self.show(part, names)
