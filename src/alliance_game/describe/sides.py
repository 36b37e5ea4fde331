"""What a proposal would change, side by side: for the seat that answers, for the one that asks, for both."""

from dataclasses import dataclass

from ..engine.layout import ANSWERED, ASKED, YES
from ..engine.preview import Preview
from ..engine.view import View
from ..wording import say
from . import changes, naming
from .changes import Change
from .foresight import worth_saying


@dataclass(frozen=True, slots=True)
class Part:
    """A change, and whether it will happen or only may."""

    change: Change
    certain: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """The changes of a proposal by whose they are."""

    own: tuple[Part, ...]
    other: tuple[Part, ...]
    shared: tuple[Part, ...]
    """Of the world, of the crises, and between the two."""
    elsewhere: tuple[Part, ...]
    """Of states that are neither of the two."""


def sides(view: View, found: Preview, other: int) -> Sides:
    """Sort what is foreseen."""
    parts = [
        Part(change, certain)
        for certain in (True, False)
        for change in worth_saying(view, found.effects, certain=certain)
    ]
    two = {view.seat, other}
    single = [part for part in parts if part.change.scope in ("state", "many") and len(part.change.seats) == 1]
    third = [
        part for part in parts if part.change.seats and not part.change.crisis and not set(part.change.seats) <= two
    ]
    return Sides(
        tuple(part for part in single if part.change.seats == (view.seat,)),
        tuple(part for part in single if part.change.seats == (other,)),
        tuple(part for part in parts if part not in single and part not in third),
        tuple(third),
    )


def own_words(view: View, change: Change) -> str:
    """A change of one state without its name: ``coins 4 → 3``, ``in the treaty``."""
    if change.scope == "many":
        title = naming.track(view.rules, "many", change.name)
        return say("in the {joined}" if change.new else "out of the {left}", joined=title, left=title)
    return changes.moved(view.rules, change)


def votes(view: View) -> list[tuple[int, str]]:
    """Who is asked about the proposal on the table, and what each has said so far, in words."""
    asked, answered, yes = (view.cells[cell] for cell in (ASKED, ANSWERED, YES))
    seats = [seat for seat in range(view.rules.players) if asked >> seat & 1]
    given = {True: say("yes"), False: say("no")}
    return [(seat, given[bool(yes >> seat & 1)] if answered >> seat & 1 else say("to answer")) for seat in seats]
