"""What happened, as lines for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..describe import events, lines
from ..describe.events import Event, Told
from ..engine.rules import Rules
from .sheet import Line, line

INDENT = " "


def event_lines(rules: Rules, event: Event, width: int, notes: Mapping[int, str] | None = None) -> list[Line]:
    """One event: a heading, or a sentence with what it changed; reasons and stories in dim letters."""
    found: list[Line] = []
    if notes and (note := notes.get(id(event.entry))):
        found.append(line((INDENT + note, "dim")))
    if event.kind in events.HEADINGS:
        tone = "head" if event.kind == "round" else "accent"
        return [*found, line((f"{INDENT}{event.text}", tone))]
    for index, text in enumerate(lines.lines(rules, event, width - 2)):
        spoken = text.strip().startswith("“") or (event.story and index and text.strip() in event.story)
        found.append(line((INDENT + text, "dim" if spoken else "strong" if not index and event.kind == "open" else "")))
    return found


def all_lines(
    rules: Rules, found: Sequence[Event], width: int, notes: Mapping[int, str] | None = None
) -> list[tuple[Event, list[Line]]]:
    """Events with their lines, a blank line before each heading but the first."""
    blocks = []
    for index, event in enumerate(found):
        own = event_lines(rules, event, width, notes)
        blocks.append((event, [(), *own] if index and event.kind in events.HEADINGS else own))
    return blocks


def is_own(event: Event, seat: int) -> bool:
    """Whether an event is nothing but what a seat has just done itself."""
    cause = event.entry.cause
    return cause.running == "move" and cause.seat == seat


def gathered(rules: Rules, told: Iterable[Told]) -> list[Event]:
    """Entries put together to events."""
    return events.events(rules, told)
