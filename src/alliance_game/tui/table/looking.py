"""What can be looked at from the table: pages that say more of what one seat may know, each imported when wanted."""

from __future__ import annotations

from functools import partial

from textual import getters

from ...describe import status
from ...describe.events import PUBLIC
from ...describe.trail import Asked
from ...engine import Decision, View
from ...sitting import Sitting
from ..app import AllianceApp
from ..parts.page import Page
from ..parts.sheet import Sheet
from .pointing import BoardSheet


class Looking(Page[None]):
    """A page with a board, from which the others are opened."""

    app = getters.app(AllianceApp)
    sitting: Sitting
    seen: View | None
    """What is on the board; ``None`` while the screen is handed over."""
    drafts: dict[int, str]
    """Notes that were begun and not kept yet, by seat."""

    @property
    def question(self) -> Decision | None:
        """What whoever looks at the board is asked; ``None`` if it is not their turn."""
        return None

    def on_sheet_pointed(self, event: Sheet.Pointed) -> None:
        """A number of the board: why is it what it is?"""
        from ..reading.why import WhyScreen

        if isinstance(event.about, Asked) and self.seen is not None:
            self.app.push_screen(WhyScreen(self.seen, event.about))

    def on_board_sheet_searched(self, event: BoardSheet.Searched) -> None:
        """Which number?"""
        from ..reading.why import WhyPicker

        if self.seen is not None:
            self.app.push_screen(WhyPicker(self.seen))

    def action_notes(self) -> None:
        """The team's own notes."""
        from ..lesson.notes import NotesScreen

        if self.seen is not None and self.seen.seat >= 0:
            game, seat = self.sitting.game, self.seen.seat
            self.app.push_screen(
                NotesScreen(self.seen, partial(game.notes, seat), partial(game.note, seat), self.drafts)
            )

    def recap(self) -> Page[None]:
        """What happened so far, for all to see, as a page."""
        from ..lesson.recap import RecapScreen

        return RecapScreen(status.everybodys(self.sitting.game.position))

    def public_board(self) -> Page[None]:
        """What everybody may see, as a page."""
        from ..lesson.board import BoardScreen

        return BoardScreen(status.everybodys(self.sitting.game.position), self.sitting.told(PUBLIC))

    def action_why(self) -> None:
        """Point at a number."""
        self.query_one(BoardSheet).focus()

    def action_advise(self) -> None:
        """What a bot that looks ahead would do."""
        from ..reading.advice import AdviceScreen

        if self.seen is not None and self.question is not None:
            self.app.push_screen(AdviceScreen(self.seen, self.question))

    def action_chronicle(self) -> None:
        """All that happened."""
        from ..reading.chronicle import ChronicleScreen

        if self.seen is not None:
            self.app.push_screen(ChronicleScreen(self.seen, self.sitting.told(self.seen.seat)))

    def action_relations(self) -> None:
        """Who is what to whom."""
        from ..reading.relations import RelationsScreen

        if self.seen is not None:
            self.app.push_screen(RelationsScreen(self.seen))

    def action_codex(self) -> None:
        """Look something up: first of all what is under the cursor."""
        from ..reading.codex import CodexScreen

        self.app.push_screen(CodexScreen(self.sitting.rules, self.term))

    def action_agenda(self) -> None:
        """One's own aim, duties and score."""
        from ..reading.agenda import AgendaScreen

        if self.seen is not None:
            self.app.push_screen(AgendaScreen(self.seen))
