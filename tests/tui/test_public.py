"""The public board: what all may see and nothing more, in every size; in a second terminal it follows the game."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from alliance_game.bots import bot
from alliance_game.describe import events, naming, status
from alliance_game.describe.events import PUBLIC
from alliance_game.engine import chronicle
from alliance_game.saves import Following, Game, open_save
from alliance_game.saves.public_clock import PublicClock, Shown
from alliance_game.sitting import Sitting
from alliance_game.tui.lesson.board import BoardScreen
from alliance_game.tui.lesson.projector import ProjectorScreen
from alliance_game.tui.lesson.public import public_lines
from alliance_game.tui.parts.sheet import width_of
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.table import library
from tests.tui.canaries import CANARY, let_fly, search, secrets
from tests.tui.moments import TOGETHER, at
from tests.tui.played import five_rounds, played_fishery, three_rounds
from tests.tui.playing import to_the_question
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, frame, new_game, staged
from tests.tui.swift import Swift

SIZES = [SMALL, USUAL, (100, 30), WIDE, VAST]


def moves(game: Game) -> Iterator[None]:
    """Play a game to its end, a move at a time."""
    sitting = Sitting(game)
    seed = game.position.setup.seed
    minds = [bot("planner", seed) for _ in range(sitting.rules.players)]
    while not sitting.over:
        seat = sitting.asked.seat
        seen = sitting.seen(seat)
        sitting.play(minds[seat].choose(seen, seen.decisions[0]).move, seat)
        yield


def picture(sitting: Sitting, size: tuple[int, int]) -> list[str]:
    """The board as text."""
    position = sitting.game.position
    lines = public_lines(status.everybodys(position), events.told(position, PUBLIC), size[0] - 2, size[1] - 2)
    assert len(lines) <= size[1] - 2
    assert all(width_of(line) <= size[0] - 2 for line in lines)
    return ["".join(piece.text for piece in line) for line in lines]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("game", [three_rounds, five_rounds, played_fishery])
def test_it_fits_and_says_what_matters(size: tuple[int, int], game: object) -> None:
    """The world's numbers, every crisis, every state, and the last thing that happened; also in another ruleset."""
    sitting: Sitting = game()  # type: ignore[operator]
    seen, text = status.everybodys(sitting.game.position), "\n".join(picture(sitting, size))
    for state in sitting.rules.states:
        assert state.title in text
    for slot in seen.crises:
        assert sitting.rules.card_titles[seen.cells[sitting.rules.machine.slot_cards + slot]] in text
    for name, track in sitting.rules.program.symbols.tracks["world"].items():
        if track.show == "number":
            assert naming.track(sitting.rules, "world", name) in text.lower()
    assert "▸ " in text.partition("What happened")[2]


async def test_the_closed_screen_shows_it_and_stays_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every size; Esc and its own key go back to the closed screen, and nothing else opens it."""
    let_fly(monkeypatch)
    table = TableScreen(at(tmp_path, "commitment", TOGETHER))
    async with staged(tmp_path, lambda app: table) as pilot:
        for back in ("b", "escape"):
            await pilot.press("b")
            assert isinstance(pilot.app.screen, BoardScreen)
            for size in SIZES:
                await pilot.resize_terminal(*size)
                assert not CANARY.search(frame(table.app))
                assert "All answer in secret" in frame(table.app)
            await pilot.resize_terminal(*USUAL)
            for page in ("r", "l", "f1", "f2"):
                await pilot.press(page)
                assert not CANARY.search(frame(table.app)), page
                await pilot.press("escape")
            await pilot.press("o", "enter", "space")
            assert isinstance(pilot.app.screen, BoardScreen)
            assert table.sitting.viewer is None
            await pilot.press(back)
            assert isinstance(pilot.app.screen, HandOverScreen)
            assert search(table.app) == set()
        await to_the_question(pilot, table)


def projector(folder: Path, name: str) -> ProjectorScreen:
    """A second program."""
    return ProjectorScreen([Following(folder, name, library())])


async def looked(pilot: Swift, page: ProjectorScreen) -> str:
    """What the projector shows after its next look."""
    page.look()
    await pilot.pause()
    return frame(page.app)


async def test_a_second_terminal_follows_and_never_shows_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is given in secret changes nothing on it before it is shown."""
    let_fly(monkeypatch)
    game = new_game(tmp_path, "you", "you", "you", seed=5, length="lesson")
    titles = [each for each in secrets(Sitting(game)) if each != "KANARI"]
    page = projector(tmp_path, game.name)
    sizes, told = Random(3), 0
    async with staged(tmp_path, lambda app: page, USUAL) as pilot:
        await pilot.pause()
        before = frame(page.app)
        for _ in moves(game):
            last = chronicle(game.position)[-1]
            if sizes.random() < 0.2:
                pilot.stretch(*sizes.choice(SIZES))
                await pilot.pause()
                before = await looked(pilot, page)
            shown = await looked(pilot, page)
            if game.position.over:
                break
            assert not CANARY.search(shown), shown
            assert not any(title in shown for title in titles), shown
            if last.seen_by is not None:
                told += 1
                assert shown == before
            before = shown
        assert told > 5
        assert "The game is over" in frame(page.app)
        assert (page.app.title, page.app.clipboard) == (page.app.TITLE, "")
    game.close()


async def test_it_waits_for_a_game_and_says_what_is_wrong_with_one(tmp_path: Path) -> None:
    page = projector(tmp_path, "lesson-9b")
    async with staged(tmp_path, lambda app: page) as pilot:
        await pilot.pause()
        assert "There is no save 'lesson-9b' yet." in frame(page.app)
        await pilot.press("r", "l", "escape", "o")
        assert pilot.app.screen is page
        whole = at(tmp_path / "other", "turn", TOGETHER)
        data = whole.path.read_bytes()
        whole.close()
        path = tmp_path / "lesson-9b.journal"
        path.write_bytes(data)
        shown = await looked(pilot, page)
        assert "It is the turn of France." in shown
        at_end = data[:-1].rfind(b"\n") + 1
        path.write_bytes(data[:at_end] + b'{"damaged":1}\n')
        shown = await looked(pilot, page)
        assert "Shown as far as it can be read. Line" in shown
        assert "Tension" in shown
        path.write_bytes(data[:40])
        assert "Tension" in await looked(pilot, page)
        path.unlink()
        shown = await looked(pilot, page)
        assert "Tension" in shown
        assert "There is no save" in shown


async def test_leaving_the_projector_leaves_the_game_alone(tmp_path: Path) -> None:
    """The other program holds the lock all the time, and goes on."""
    game = new_game(tmp_path, "you", "you", seed=5)
    page = projector(tmp_path, game.name)
    stat = game.path.stat()
    async with staged(tmp_path, lambda app: page) as pilot:
        await pilot.press("escape")
        assert pilot.app.screen is page
        await pilot.press("q")
    after = game.path.stat()
    assert (stat.st_mtime_ns, stat.st_size, stat.st_ino) == (after.st_mtime_ns, after.st_size, after.st_ino)
    next(moves(game))
    game.close()
    with open_save(tmp_path, game.name, library()) as again:
        assert len(again.moves) == 1


async def test_the_projector_counts_on_from_what_the_table_shows(tmp_path: Path) -> None:
    """Nothing is shown where no clock goes, when it has run out, or while half of it is written."""
    game = new_game(tmp_path, "you", "you", seed=5)
    page, clock = projector(tmp_path, game.name), PublicClock(game.path)
    moment = 0.0
    page.now = lambda: moment
    async with staged(tmp_path, lambda app: page) as pilot:
        for shown, later, top in (
            (Shown(75, goes=True), 0, "1:15"),
            (Shown(75, goes=True), 33, "0:42"),
            (Shown(75, goes=True), 80, "for all to see"),
            (Shown(40, goes=False), 90, "0:40, the clock stands"),
        ):
            if clock.read() is None or clock.read()[:2] != shown[:2]:  # type: ignore[index]
                clock.show(shown)
            moment = float(later)
            assert (await looked(pilot, page)).split("\n", maxsplit=1)[0].endswith(top)
        clock.path.write_bytes(b'{"goes":true,"le')
        assert "clock" not in await looked(pilot, page)
        clock.clear()
        assert "clock" not in await looked(pilot, page)
    game.close()
