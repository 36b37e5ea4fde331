"""The walk through effects: every step that can be reached, and what is known where it stands."""

from collections.abc import Iterator
from typing import NamedTuple

from ....definitions.library import Path
from ....language.steps import (
    ChanceStep,
    ChangeStep,
    CloseStep,
    ForEachStep,
    IfStep,
    LetStep,
    OneOfStep,
    OutcomeStep,
    PartyStep,
    PickStep,
    RunStep,
    Site,
    Step,
    Steps,
    TransferStep,
    inner,
)
from ....language.tree import Logic, Node
from .conditions import Conditions
from .judge import Given, Verdict

Cells = frozenset[tuple[str, str]]


class Met(NamedTuple):
    """A step on the way, and what is known there."""

    step: Step
    given: Given


class Walk:
    """Walks through the effects of one program, and asks every condition on the way."""

    def __init__(self, sites: list[Site], conditions: Conditions) -> None:
        self._sites = sites
        self._conditions = conditions

    def steps(self, steps: Steps, given: Given) -> Iterator[Met]:
        """Every step that can be reached, in order; what cannot be is left out."""
        for step in steps:
            yield Met(step, given)
            self._ask_amount(step, given)
            yield from self._inside(step, given)
            given = (
                given.naming(step.variable, step.value)
                if isinstance(step, LetStep)
                else given.without(changed((step,)))
            )

    def _inside(self, step: Step, given: Given) -> Iterator[Met]:
        match step:
            case IfStep(condition=condition, then=then, otherwise=otherwise):
                verdict = self._ask(step, ("if",), condition, given)
                if verdict is not Verdict.NEVER:
                    yield from self.steps(then, given.also(condition))
                if verdict is not Verdict.ALWAYS:
                    yield from self.steps(otherwise, given.also(condition, False))
            case ForEachStep(where=where, do=do):
                given = given.without(changed(do))
                if self._where(step, where, given) is not Verdict.NEVER:
                    yield from self.steps(do, given.also(where))
            case PickStep(where=where, do=do, otherwise=otherwise):
                if self._where(step, where, given) is not Verdict.NEVER:
                    yield from self.steps(do, given.also(where))
                yield from self.steps(otherwise, given)
            case RunStep(do=do):
                # A block asks for itself: what its callers of today know is no reason to leave a question out.
                yield from self.steps(do, given.alone())
            case _:
                for part in inner(step):
                    yield from self.steps(part, given)

    def _ask_amount(self, step: Step, given: Given) -> None:
        site = self._sites[step.site]
        match step:
            case ChangeStep(amount=amount, sets=sets) if site.path[-1] in ("change", "set"):
                path: Path = (*site.path[:-1], "to" if sets else "by")
            case TransferStep(amount=amount):
                path = (*site.path[:-1], "by")
            case LetStep(value=amount):
                path = site.path
            case _:
                return
        self._conditions.ask_inside(site.kind, path, amount, given)

    def _where(self, step: Step, where: Node | None, given: Given) -> Verdict:
        if where is None:
            return Verdict.OPEN
        path = self._sites[step.site].path
        if path == ("obligation",):
            # The language puts what an agreement means in front of its `when`.
            written = where.parts[2] if isinstance(where, Logic) and len(where.parts) > 2 else None
            return self._ask(step, ("when",), written, given) if written is not None else Verdict.OPEN
        return self._ask(step, ("where",), where, given, up=1)

    def _ask(self, step: Step, key: Path, node: Node, given: Given, up: int = 0) -> Verdict:
        site = self._sites[step.site]
        return self._conditions.ask(site.kind, (*site.path[: len(site.path) - up], *key), node, given)


def changed(steps: Steps) -> Cells | None:
    """The cells that some steps may change; ``None`` if that can be any."""
    found: set[tuple[str, str]] = set()
    for step in steps:
        match step:
            case ChangeStep(place=place):
                found.add((place.scope, place.name))
            case TransferStep(source=source, target=target):
                found |= {(source.scope, source.name), (target.scope, target.name)}
            case PartyStep(agreement=agreement):
                found |= {("two", agreement), ("many", agreement)}
            case OutcomeStep() | CloseStep():
                return None
            case IfStep() | ChanceStep() | OneOfStep() | ForEachStep() | PickStep() | RunStep():
                for part in inner(step):
                    inside = changed(part)
                    if inside is None:
                        return None
                    found |= inside
    return frozenset(found)
