"""Draws the picture of the board in the README: ``python docs/pictures.py``. The same game gives the same picture."""

import asyncio
import re
import tempfile
from pathlib import Path

from alliance_game.bots import bot
from alliance_game.content import load
from alliance_game.saves import Game, create
from alliance_game.settings import Settings
from alliance_game.sitting import Sitting
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.table.screen import TableScreen

HERE = Path(__file__).parent
PICTURE = HERE / "board.svg"
SIZE = (80, 24)
SEED, ROUND = 17, 3
SEATS = ("you", "hawk", "broker", "freerider")


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(drawn(Path(folder))), encoding="utf-8")


async def drawn(folder: Path) -> str:
    """The board in the middle of a game, a menu open."""
    game = created(folder)
    app = AllianceApp(folder, lambda app: TableScreen(game), Settings(pace="off"), game.position.rules.library)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(20):
            await pilot.pause(0.05)
            if app.screen.query("Tactics").first().display:
                break
            await pilot.press("enter")
        await pilot.press("3", "1")
        await pilot.pause(0.2)
        return tidied(app.export_screenshot(title="Alliance Game", simplify=True))


def created(folder: Path) -> Game:
    """A game that has come to the person's turn in the middle of a round."""
    game = create(load(), SEATS, folder, seed=SEED)
    sitting, person = Sitting(game), bot("planner", SEED)
    while not ready(sitting):
        seat = sitting.asked.seat
        seen = sitting.seen(seat)
        mind = sitting.bots.get(seat, person)
        choice = mind.choose(seen, seen.decisions[0])
        sitting.play(choice.move, seat, choice.reason)
    return game


def ready(sitting: Sitting) -> bool:
    """Whether the person is asked what to do, with something on the table."""
    asked = sitting.asked
    seen = sitting.seen(asked.seat)
    return asked.kind == "act" and asked.seat in sitting.people and seen.round >= ROUND and len(seen.crises) > 1


def tidied(svg: str) -> str:
    """Without the number that Textual draws by lot, and without fonts from elsewhere."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono'")
    return re.sub(r"terminal-\d+", "board", svg)


if __name__ == "__main__":
    main()
