"""Telling what happened: event by event, how things stood after each round, and the end."""

from collections.abc import Sequence

from ..describe import ending, events, lines, status
from ..describe.events import PUBLIC, Event, Told
from ..engine.outcome import outcome
from ..engine.position import Position
from ..engine.view import View, view
from .console import Console


def seen(position: Position, seat: int) -> View:
    """What a seat, or everybody, may know."""
    return status.everybodys(position) if seat == PUBLIC else view(position, seat)


def tell(console: Console, position: Position, seat: int, fresh: Sequence[Told]) -> None:
    """Tell a seat the last entries of what it may know."""
    rules = position.rules
    for event in events.events(rules, fresh):
        if event.kind == "round" and event.entry.new > 1:
            after_round(console, position, seat, event, fresh)
        console.show(lines.all_lines(rules, [event], console.width))


def after_round(console: Console, position: Position, seat: int, event: Event, fresh: Sequence[Told]) -> None:
    """How things stood when a round ended: as they are now, less what came later."""
    entries = [each.entry for each in fresh]
    later = entries[next(index for index, entry in enumerate(entries) if entry is event.entry) :]
    console.say("", f"After round {event.entry.new - 1}:")
    console.say(*(f"  {line}" for line in status.standing(status.earlier(seen(position, seat), later))))


def tell_end(console: Console, position: Position) -> None:
    """The end of a game, everything opened."""
    found = outcome(position)
    if found is not None:
        console.say("", "== The end ==", "")
        console.say(*ending.ending(position.rules, found, status.everybodys(position).cells))
