"""Where the final numbers come from: every change of the world's, and the heaviest ones of each state's."""

from collections.abc import Iterator

from ...describe import naming, trail
from ...describe.trail import Asked, Step, Trail
from ...sim.page.parts import Exhibit
from ...wording import say
from .account import Account
from .parts import Chapter, Part, Point, table, words

HEAVIEST = 3
"""So many changes of a state's number are named."""


def causes(account: Account) -> Chapter | None:
    """Every change of the world's numbers; ``None`` where there are no such numbers."""
    parts = tuple(Part(exhibits=(whole(account, asked),)) for asked in account.world)
    about = Part(paragraphs=(say("Each line is one change, what did it, and the rule that says so."),))
    title = say("Why the numbers are what they are")
    return Chapter("causes", title, (about, *parts), essential=False) if parts else None


def whole(account: Account, asked: Asked) -> Exhibit:
    """All changes of one number."""
    found = trail.traced(account.seen, asked, account.told)
    rows = [(str(step.round), naming.signed(step.size), path(step), caused(step), step.rule) for step in found.steps]
    heads = (say("Round"), say("Change"), say("From and to"), say("What did it"), say("Rule"))
    title = say("{number}: {start} at the start, {now} at the end", number=naming.sentence(found.title), **ends(found))
    return table(title, map(words, heads), rows)


def ends(found: Trail) -> dict[str, str]:
    """Where a number began, and where it stands."""
    return {"start": naming.number(found.start or 0), "now": naming.number(found.now or 0)}


def path(step: Step) -> str:
    """``4 → 3``."""
    return f"{naming.number(step.old)} → {naming.number(step.new)}"


def own_numbers(account: Account, seat: int) -> Iterator[Point]:
    """A state's numbers, each with the changes that weighed most."""
    for name, track in account.rules.program.symbols.tracks["state"].items():
        if track.show == "number" and track.deal is None and not naming.is_count(account.rules, "state", name):
            found = trail.traced(account.seen, Asked("state", name, (seat,)), account.told)
            if found.start is not None and found.now is not None:
                title = naming.sentence(naming.track(account.rules, "state", name))
                head = say("{number} {start} → {now}.", number=title, **ends(found))
                yield Point(head, " ".join(map(heavy, heaviest(found))))


def heaviest(found: Trail) -> list[Step]:
    """The largest changes, in order."""
    large = sorted(found.steps, key=lambda step: -abs(step.size))[:HEAVIEST]
    return [step for step in found.steps if step in large]


def heavy(step: Step) -> str:
    """One of them."""
    return say("Round {round}: {size}, {cause}.", round=step.round, size=naming.signed(step.size), cause=caused(step))


def caused(step: Step) -> str:
    """What did it: where that is no more than a phase, what was said just before."""
    return (step.before or step.cause).rstrip(".")
