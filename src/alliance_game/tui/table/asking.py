"""The table as far as it asks: puts each question on the page that belongs to it, and gives what plays the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from ...engine import Decision, Move, View
from ...sitting import Sitting
from .looking import Looking
from .newspane import NewsPane
from .tactics import Tactics

Answers = Callable[[int], None]
"""Plays a seat's answer."""


class Asking(Looking):
    """A page with a board that puts questions below it, or on pages of their own."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.drafts = {}
        self.on_top = asyncio.Event()

    @property
    def tactics(self) -> Tactics:
        """The menus below the board."""
        return self.query_one(Tactics)

    @property
    def news(self) -> NewsPane:
        """The news below the board."""
        return self.query_one(NewsPane)

    @property
    def term(self) -> str:
        """The tactic under the cursor."""
        tactic = self.tactics.tactic if self.question is not None else ""
        return f"tactic {tactic}" if tactic else ""

    @property
    def question(self) -> Decision | None:
        """What the person is asked, while the menu or the way back to a question waits."""
        seen = self.seen if self.tactics.waits else None
        return seen.decisions[0] if seen is not None and seen.decisions else None

    @property
    def counts_time(self) -> bool:
        """Time passes only while a question waits below the board, not while the news are read."""
        return self.tactics.waits

    async def put(self, seen: View, asked: Decision, draft: dict[str, int]) -> Answers | None:
        """Ask one question; gives what plays the answer, or ``None`` to look at the board first."""
        await self.front()
        if asked.kind == "ask":
            from ..questions.bids import BidsScreen

            # Nobody shall read over somebody's shoulder what is to be secret.
            masked = self.sitting.shared and seen.sealed
            numbers_ = await self.app.push_screen_wait(BidsScreen(seen, asked, draft, masked=masked))
            return None if numbers_ is None else partial(self.sitting.play_numbers, numbers_)
        move = await self.one_move(seen, asked)
        return None if move is None else partial(self.sitting.play, move)

    async def one_move(self, seen: View, asked: Decision) -> Move | None:
        """The answer to a question that is not about numbers."""
        if asked.kind == "act":
            return await self.act(seen, asked)
        if asked.kind == "consent":
            from ..questions.proposal import ProposalScreen

            return await self.app.push_screen_wait(ProposalScreen(seen, asked, self.sitting.reason_of_proposal(seen)))
        from ..questions.choice import ChoiceScreen

        return await self.app.push_screen_wait(ChoiceScreen(seen, asked))

    async def act(self, seen: View, asked: Decision) -> Move:
        """What to do in one's turn."""
        self.lower("tactics")
        return await self.tactics.ask(seen, asked)

    async def look_around(self) -> None:
        """The board alone, until the person goes back to the question."""
        self.lower("tactics")
        await self.tactics.look_around()

    async def front(self) -> None:
        """Wait until nothing lies over the table: nobody is interrupted while reading."""
        while not self.is_active:
            self.on_top.clear()
            await self.on_top.wait()

    def lower(self, pane: str) -> None:
        """Which of the panes below the board is shown."""
        self.tactics.display = pane == "tactics"
        self.news.display = pane == "news"
