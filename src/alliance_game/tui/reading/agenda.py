"""One's own affairs: the secret aim, what is owed under agreements, and how everybody's score comes about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.events import Resize
from textual.widget import Widget

from ...describe import duties, ending, naming, status, trail
from ...engine.view import View
from ...wording import marked, say
from ..parts.page import Heading, Reading
from ..parts.seen import SeenPage
from ..parts.sheet import PROSE, Line, line, wrapped


class AgendaScreen(SeenPage):
    """What a seat wants, owes and has."""

    NAME = marked("Your agenda")
    HELP = marked("""
    Your secret agenda is yours alone until the end. Below it stands what your agreements ask of you in the open crises,
    and what everybody's score is made of as things stand; nobody's agenda is counted there.
    """)
    BINDINGS = [Binding("g", "back", marked("back"), show=False, id="agenda-back")]

    def body(self) -> Iterable[Widget]:
        """One text."""
        yield Heading(say("The aims of {state}", state=naming.called(self.seen.rules, self.seen.seat)))
        yield Reading(id="affairs")

    def on_mount(self) -> None:
        """The arrow keys scroll."""
        self.query_one("#affairs", Reading).focus()

    def on_resize(self, event: Resize) -> None:
        """In the width that there is."""
        width = min(PROSE, self.size.width - 4)
        self.query_one("#affairs", Reading).show(affairs(self.seen, width))


def affairs(seen: View, width: int) -> list[Line]:
    """Aim, duties, scores."""
    found = [part for text in ending.own_agenda(seen) for part in wrapped(text, width)]
    owed = [f"{crisis_title(seen, slot)}: {text}" for slot in seen.crises for text in duties.here(seen, slot)]
    if owed:
        found += [(), line((say("What you owe"), "head")), *(part for text in owed for part in wrapped(text, width))]
    return [*(found or wrapped(say("This game has no secret agendas."), width)), *score_lines(seen, width)]


def crisis_title(seen: View, slot: int) -> str:
    """What an open crisis is called."""
    return seen.rules.card_titles[seen.cells[seen.rules.machine.slot_cards + slot]]


def score_lines(seen: View, width: int) -> Iterator[Line]:
    """Everybody's score and its parts."""
    yield ()
    yield line((say("Score as it stands"), "head"), (f"  {say('secret agendas are not counted')}", "dim"))
    if not status.scores(seen):
        yield from wrapped(say("Some of what counts is hidden, so nobody can add it up yet."), width, "dim")
        return
    for each in trail.scores(seen):
        own = "strong" if each.seat == seen.seat else ""
        yield line((f"{naming.state(seen.rules, each.seat)} {naming.number(each.total)}", own))
        parts = " + ".join(f"{naming.number(part.value)} ({part.words})" for part in each.parts)
        yield from wrapped(parts or say("nothing yet"), width, "dim", "  ")
