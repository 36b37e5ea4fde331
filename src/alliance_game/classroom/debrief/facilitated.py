"""What a facilitator did, the moments marked for this talk, and where the clock answered for a team."""

from collections.abc import Iterator

from ...describe import lines, naming
from ...describe.events import PUBLIC, Event, events, told
from ...saves import FACILITATOR, Played
from ...wording import say
from .account import Account
from .parts import Chapter, Part, Point

CLOCK = ("pause", "time")
"""Interventions that change nothing but how long things took."""


def facilitated(account: Account) -> Chapter | None:
    """The chapter; ``None`` if nobody intervened and nothing was marked."""
    parts = [*done(account), *marked(account)]
    return Chapter("facilitator", say("From the facilitator"), tuple(parts)) if parts else None


def done(account: Account) -> Iterator[Part]:
    """Every intervention that stands, with its reason."""
    record = account.record
    every = events(account.rules, told(record.position, PUBLIC, record.reasons))
    those = [event for event in every if event.kind == "intervention"]
    found = tuple(point(account, event) for event in those if event.entry.scope not in CLOCK)
    paused = [each.text.split("=")[1] for each in record.interventions if each.text.startswith("pause ")]
    taken_back = any(each.text.startswith("rewind ") for each in record.interventions)
    after = say("What came after a moment that was gone back to did happen at the table, but not in this game.")
    if found:
        about = say("These were not decided by the states. Would it have gone otherwise without them?")
        yield Part(say("Interventions"), paragraphs=(about,), points=found, after=after if taken_back else "")
    if paused:
        minutes = -(-sum(map(int, paused)) // 60)
        said = say("Pauses: {count}, {minutes} min in all, rounded up.", count=len(paused), minutes=minutes)
        yield Part(say("Pauses"), paragraphs=(said,))


def point(account: Account, event: Event) -> Point:
    """One of them: when, what it changed, and why."""
    found = lines.passage(account.rules, event)
    said = (found.text, "; ".join(found.changes), *(f"“{reason}”" for reason in found.reasons))
    return noted(event.entry.round, " ".join(part for part in said if part))


def marked(account: Account) -> Iterator[Part]:
    """The moments that the facilitator marked; they may tell secrets, so only once the game is over."""
    notes = account.record.notes if account.record.over else ()
    points = tuple(noted(each.round, each.text) for each in notes if each.seat == FACILITATOR)
    if points:
        yield Part(say("Moments that were marked"), points=points)


def own_notes(account: Account, seat: int) -> Iterator[Part]:
    """What a team wrote for itself."""
    points = tuple(noted(each.round, each.text) for each in account.record.notes if each.seat == seat)
    if points:
        yield Part(say("What you wrote for yourselves"), points=points)


def noted(round_: int, text: str) -> Point:
    """A note."""
    return Point(say("Round {round}.", round=round_), text)


def timed_out(account: Account, seat: int) -> list[Played]:
    """The answers that the clock gave for a team."""
    return [played for played, _ in account.record.moves if played.by == "clock" and played.seat == seat]


def late(account: Account) -> Iterator[Point]:
    """Where the clock answered, team by team."""
    for seat in account.seats:
        rounds = sorted({played.round for played in timed_out(account, seat)})
        if rounds:
            count = len(timed_out(account, seat))
            name = naming.state(account.rules, seat)
            listed = naming.listed(map(str, rounds))
            yield Point(
                f"{name}:", say("answered by the clock: {count}, in round {rounds}.", count=count, rounds=listed)
            )
