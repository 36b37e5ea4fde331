"""What happened, as lines for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...describe import events
from ...describe.events import Event, Told
from ...describe.lines import passage
from ...describe.unasked import Heading, heading
from ...engine.rules import Rules
from ..parts.passage import lines
from ..parts.sheet import Line, Piece, line, wrapped

INDENT = " "


def event_lines(
    rules: Rules, event: Event, width: int, notes: Mapping[Heading, str] | None = None, *, brief: bool = False
) -> list[Line]:
    """One event: a heading, or a sentence with what it changed; ``brief`` leaves out the rules and reasons."""
    found: list[Line] = []
    if notes and (note := notes.get(heading(event.entry))):
        found += wrapped(note, width - 1, "dim")
    if event.kind in events.HEADINGS:
        found.append(line((event.text, "head" if event.kind == "round" else "accent")))
    else:
        whole = passage(rules, event)
        shown = whole._replace(rules="", reasons=(), story="") if brief else whole
        found += lines(shown, width - 1, own=event.kind == "open")
    return [(Piece(INDENT), *each) for each in found]


def all_lines(
    rules: Rules, found: Sequence[Event], width: int, notes: Mapping[Heading, str] | None = None, *, brief: bool = False
) -> list[tuple[Event, list[Line]]]:
    """Events with their lines, a blank line before each heading but the first."""
    blocks = []
    for index, event in enumerate(found):
        own = event_lines(rules, event, width, notes, brief=brief)
        blocks.append((event, [(), *own] if index and event.kind in events.HEADINGS else own))
    return blocks


def is_own(event: Event, seat: int) -> bool:
    """Whether an event is nothing but what a seat has just done itself."""
    cause = event.entry.cause
    return cause.running == "move" and cause.seat == seat


def gathered(rules: Rules, told: Iterable[Told]) -> list[Event]:
    """Entries put together to events."""
    return events.events(rules, told)
