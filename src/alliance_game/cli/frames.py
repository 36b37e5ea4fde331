"""What the screen shows of a card, as text: the program itself is run, without a terminal."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from ..authoring.table.dealing import Deal
from ..authoring.table.preview import question
from ..errors import AllianceError
from ..saves import Game
from ..settings import Settings
from ..tui.app import AllianceApp
from ..tui.parts.roll import Rows
from ..tui.questions.choice import ChoiceScreen
from ..tui.reading.cards import CardsScreen
from ..tui.table.screen import TableScreen

PATIENCE = 60
"""Seconds after which a program that paints nothing is given up."""
MOST = 40
"""Presses of Enter, at most, until the news are read."""
Size = tuple[int, int]


def size_of(text: str) -> Size:
    """``80x24`` as columns and rows. Raises ``AllianceError``."""
    columns, cross, rows = text.partition("x")
    if cross and columns.isdecimal() and rows.isdecimal() and 60 <= int(columns) <= 400 and 20 <= int(rows) <= 200:
        return int(columns), int(rows)
    raise AllianceError(f"'{text}' is no size: write columns and rows such as 80x24, from 60x20 to 400x200.")


def frames(deal: Deal, size: Size) -> list[str]:
    """What is on the screen when the card has come, and the page of the card itself."""
    with TemporaryDirectory(prefix="alliance-game-") as name:
        folder = Path(name)
        with deal.play(folder) as game:
            table = asyncio.run(shown(staged(deal, folder, game), deal, size, to_the_card))
        return [table, asyncio.run(shown(staged(deal, folder), deal, size, to_its_page))]


def staged(deal: Deal, folder: Path, game: Game | None = None) -> AllianceApp:
    """The program that begins with a game, or with the cards to read."""
    app = AllianceApp(folder, lambda app: CardsScreen(), Settings(pace="off"), deal.table.library)
    app.settings_path = folder / "settings.yaml"
    app.animation_level = "none"
    app.game = game
    return app


Walk = Callable[[Deal, AllianceApp, Pilot[int]], Awaitable[None]]


async def shown(app: AllianceApp, deal: Deal, size: Size, walk: Walk) -> str:
    """Run the program, go where the walk leads, and give what is painted then."""
    async with asyncio.timeout(PATIENCE), app.run_test(size=size) as pilot:
        await walk(deal, app, pilot)
        return painted(app)


def painted(app: AllianceApp) -> str:
    """What is on the screen, as text."""
    lines = app.screen._compositor.render_strips(app.size)  # noqa: SLF001 - Textual has no public way to its text
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines)


async def to_the_card(deal: Deal, app: AllianceApp, pilot: Pilot[int]) -> None:
    """Read on until the card asks, is told, or stands on the board."""
    for _ in range(MOST):
        await pilot.pause()
        page = app.screen
        if isinstance(page, ChoiceScreen):
            return
        if isinstance(page, TableScreen) and (page.tactics.waits or await told(deal, page, pilot)):
            return
        await pilot.press("enter")


async def told(deal: Deal, table: TableScreen, pilot: Pilot[int]) -> bool:
    """Whether the news tell of a card that asks nothing and does not stay; then they are scrolled to it."""
    entry, pane = deal.arrival.entry, table.news
    if deal.card.crisis or question(deal) is not None or entry is None or not pane.waits:
        return False
    if not any((each.entry.kind, each.entry.name) == (entry.kind, entry.name) for each in pane.told):
        return False
    for row in range(0, pane.lines.max_scroll_y + 1, max(1, pane.lines.size.height // 2)):
        pane.lines.scroll_to(y=row, animate=False, force=True, immediate=True)
        await pilot.pause()
        if deal.card.title in painted(table.app):
            break
    return True


async def to_its_page(deal: Deal, app: AllianceApp, pilot: Pilot[int]) -> None:
    """Down the list of cards to this one."""
    await pilot.pause()
    rows = app.screen.query_one(Rows)
    while rows.about is None:
        await pilot.pause(0.05)
    for _ in deal.table.library.cards:
        if rows.about == deal.wish.card:
            return
        await pilot.press("down")
