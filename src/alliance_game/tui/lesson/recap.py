"""The recap at the beginning of a further lesson: what happened so far, for all to see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.widget import Widget

from ...describe import charts, history, naming, recap, status
from ...engine.view import View
from ...wording import marked, say
from ..parts.page import Reading
from ..parts.seen import SeenPage
from ..parts.sheet import PROSE, Line, line, wrapped
from ..table.board import ruled

WIDEST = 110


class RecapScreen(SeenPage):
    """Tells the game so far from what everybody may know; Enter goes on, to the closed screen."""

    NAME = marked("What happened so far")
    TIMELESS = True
    HELP = marked("""
    The game so far, from what everybody may know: how the world's numbers and the scores went, each round in a few
    sentences, and where we are. Nothing secret is on this page: it may be on the projector. {recap-on} goes on to the
    closed screen.
    """)
    BINDINGS = [
        Binding("enter", "go_on", marked("go on"), id="recap-on"),
        Binding("escape", "back", marked("back"), show=False, id="back"),
    ]
    AUTO_FOCUS = "Reading"

    def body(self) -> Iterable[Widget]:
        """One text."""
        yield Reading(id="recap")

    def on_mount(self) -> None:
        """For this size."""
        self.call_after_refresh(self.write)

    def on_resize(self) -> None:
        """Everything in its new width."""
        self.call_after_refresh(self.write)

    def action_go_on(self) -> None:
        """A page further; at the end, on to the game."""
        text = self.query_one("#recap", Reading)
        if text.scroll_offset.y < text.max_scroll_y:
            text.scroll_page_down(animate=False)
        else:
            self.dismiss(None)

    def write(self) -> None:
        """The text in the width that there is."""
        width = max(30, min(WIDEST, self.app.size.width - 4))
        self.query_one("#recap", Reading).show(recap_lines(self.seen, width), top=False)


def recap_lines(seen: View, width: int) -> list[Line]:
    """Where we are, then and now, and round by round, the last one first: it is the one to remember."""
    found = [*here_lines(seen, width), (), ruled(say("From the start until now"), width)]
    found += past_lines(seen, width)
    for each in reversed(recap.recap(seen)):
        found += [(), ruled(say("Round {round}", round=each.round), width)]
        found += [part for text in each.sentences for part in wrapped(text, min(PROSE, width) - 2, "", "   ", " ")]
    return found


def past_lines(seen: View, width: int) -> Iterator[Line]:
    """A line for each number of the world and for each score, as far as everybody may know it."""
    series = history.series(seen)
    for index, row in enumerate(charts.rows(series, width - 2)):
        if series[index].seat == 0:
            yield line((f" {say('Score as it stands, agendas left out')}", "dim"))
        yield line(f" {row}")


def here_lines(seen: View, width: int) -> Iterator[Line]:
    """The round, the phase, and what is open."""
    rules = seen.rules
    where = say(
        "Round {round} of {rounds}, {phase}.",
        round=seen.round,
        rounds=rules.machine.rounds,
        phase=naming.phase(rules, seen.phase),
    )
    yield from wrapped(where, width - 2, "accent", " ")
    for text in status.crises(seen):
        yield from wrapped(text, min(PROSE, width) - 2, "", "   ", " ")
