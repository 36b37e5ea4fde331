"""Telling what happened: event by event, how things stood after each round, and the end."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ..describe import ending, events, lines, status, story
from ..describe.events import PUBLIC, Event, Told
from ..describe.unasked import Heading, heading
from ..engine.layout import ROUND
from ..engine.outcome import outcome
from ..engine.position import Position
from ..engine.view import View, view
from ..wording import say
from .console import Console

NO_NOTES: Mapping[Heading, str] = MappingProxyType({})


def seen(position: Position, seat: int) -> View:
    """What a seat, or everybody, may know."""
    return status.everybodys(position) if seat == PUBLIC else view(position, seat)


def tell(
    console: Console, position: Position, seat: int, fresh: Sequence[Told], notes: Mapping[Heading, str] = NO_NOTES
) -> list[str]:
    """Tell a seat the last entries of what it may know; gives how things stood at the last end of a round told.

    ``notes`` are lines to be said before a heading.
    """
    rules, standing = position.rules, []
    for event in events.events(rules, fresh):
        if note := notes.get(heading(event.entry)):
            console.say(note)
        if event.kind == "round" and event.entry.new > 1:
            standing = after_round(console, position, seat, event, fresh)
        console.show(lines.all_lines(rules, [event], console.width))
    return standing


def after_round(console: Console, position: Position, seat: int, event: Event, fresh: Sequence[Told]) -> list[str]:
    """Say how things stood when a round ended: as they are now, less what came later. Gives the lines."""
    entries = [each.entry for each in fresh]
    later = entries[next(index for index, entry in enumerate(entries) if entry is event.entry) :]
    console.say("", say("After round {round}:", round=event.entry.new - 1))
    past = status.earlier(seen(position, seat), later)
    # Nothing more comes in the round that has ended.
    past.cells[ROUND] = event.entry.new
    standing = status.standing(past)
    console.say(*(f"  {line}" for line in standing))
    return standing


def tell_end(console: Console, position: Position) -> None:
    """The end of a game, everything opened."""
    found = outcome(position)
    if found is not None:
        console.say("", f"== {say('The end')} ==", "")
        everything = status.everybodys(position)
        console.say(*ending.ending(position.rules, found, everything.cells))
        if (turned := story.story(everything)) is not None:
            console.say("", *turned)
