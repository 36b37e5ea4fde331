"""At the side of a wide screen: one's own aim, and the last lines of the chronicle."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from ...describe import ending, naming, status
from ...describe.events import Told
from ...engine.outcome import standing_scores
from ...engine.view import View
from ...wording import say
from ..parts.page import Heading, Reading
from ..parts.sheet import Line, Sheet, wrapped
from . import news

LATEST = 90
"""Entries that are read for the last lines of the chronicle."""


class Sidebar(Vertical):
    """Shown from 110 columns on."""

    DEFAULT_CSS = """
    Sidebar { width: 40; display: none; border-left: vkey $line; }
    Sidebar > Sheet { padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """Aim, score, chronicle."""
        yield Heading(say("Your agenda"), id="aim-title")
        yield Sheet(id="aim")
        yield Heading(say("Score as it stands"))
        yield Sheet(id="score")
        yield Heading(say("Chronicle"))
        yield Reading(id="log")

    def write(self, seen: View | None, told: Sequence[Told]) -> None:
        """The side of one seat's screen; nothing while the screen is handed over."""
        aim, score, log = (
            self.query_one("#aim", Sheet),
            self.query_one("#score", Sheet),
            self.query_one("#log", Reading),
        )
        if seen is None:
            for sheet in (aim, score, log.sheet):
                sheet.show([])
            return
        if not self.display or not self.size.width:
            return
        width = max(20, self.size.width - 4)
        aim.show(aim_lines(seen, width))
        score.show(score_lines(seen, width))
        blocks = news.all_lines(seen.rules, news.gathered(seen.rules, told[-LATEST:]), width, brief=True)
        log.show([each for _, own in blocks for each in own], top=False)
        log.scroll_end(animate=False)


def aim_lines(seen: View, width: int) -> list[Line]:
    """One's secret aim."""
    if seen.seat < 0:
        return wrapped(say("Only bots play."), width, "dim")
    found = [part for text in ending.own_agenda(seen) for part in wrapped(text, width)]
    return found or wrapped(say("None."), width, "dim")


def score_lines(seen: View, width: int) -> list[Line]:
    """Everybody's points, agendas left out, the highest first."""
    if not status.scores(seen):
        return wrapped(say("Hidden."), width)
    found = standing_scores(seen.rules, seen.cells)
    order = sorted(range(seen.rules.players), key=lambda seat: -found[seat])
    each = (f"{naming.state(seen.rules, seat)} {naming.number(found[seat])}" for seat in order)
    return wrapped(f"{', '.join(each)}.", width)
