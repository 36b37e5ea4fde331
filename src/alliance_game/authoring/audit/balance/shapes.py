"""Shapes: effects without the places where they are written, so that equal ones are equal."""

from collections.abc import Callable
from typing import Any

from ....language.steps import Step, Steps, TallyStep, TellStep


def bare(steps: Steps) -> Steps:
    """The same steps without their places, and without lines and counts that change nothing."""
    return tuple(_bare(step) for step in steps if not isinstance(step, TellStep | TallyStep))


def exact(steps: Steps) -> Steps:
    """The same steps without their places."""
    return tuple(_without_site(step, exact) for step in steps)


def _bare(step: Step) -> Step:
    return _without_site(step, bare)


def _without_site(step: Step, inside: Callable[[Steps], Steps]) -> Step:
    changes: dict[str, Any] = {"site": -1}
    for name in step._fields:
        value = getattr(step, name)
        if name in ("then", "otherwise", "do"):
            changes[name] = inside(value)
        elif name == "lists":
            changes[name] = tuple(inside(each) for each in value)
    return step._replace(**changes)
