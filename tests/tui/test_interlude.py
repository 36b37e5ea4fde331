"""Between the practice round and the game: nothing is carried over, and the game comes when the class wants it."""

from pathlib import Path

from alliance_game import decisions
from alliance_game.errors import SaveError
from alliance_game.saves import Game, open_save
from alliance_game.tui import interlude
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.lesson.interlude import InterludeScreen
from alliance_game.tui.lesson.terms import Kind, Terms
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.playing import to_the_question
from tests.tui.stage import SMALL, frame, new_game, staged

PEOPLE = ("you", "you")


def practice(folder: Path) -> Game:
    """A practice round at its last question."""
    game = new_game(folder, *PEOPLE, options=["practice"], name="9b-practice")
    while len(game.moves) < 20:
        asked = decisions(game.position)[0]
        game.play(asked.moves[0], asked.seat)
        if game.position.over:
            break
    return game


async def test_the_game_comes_after_the_practice_round(tmp_path: Path) -> None:
    practised, begun = practice(tmp_path), list[Game]()

    def begin() -> Game:
        begun.append(new_game(tmp_path, *PEOPLE, name="9b"))
        return begun[0]

    async with staged(tmp_path, interlude("9b, alliances", begin, Terms()), SMALL, game=practised) as pilot:
        app = pilot.app
        assert isinstance(app, AllianceApp)
        assert not isinstance(app.screen, InterludeScreen)
        app.leave_game()
        await pilot.pause()
        assert isinstance(app.screen, InterludeScreen)
        seen = frame(app)
        assert "9b, alliances" in seen
        assert "nothing is carried over" in " ".join(seen.split())
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HandOverScreen)
        assert app.game is begun[0]
        assert begun[0].moves == ()
    practised.close()
    begun[0].close()


async def test_a_game_that_cannot_be_begun_is_told(tmp_path: Path) -> None:
    def begin() -> Game:
        raise SaveError("The disk is full.")

    async with staged(tmp_path, interlude("9b", begin, Terms())) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, InterludeScreen)
        assert [each.message for each in pilot.app._notifications] == ["The disk is full."]
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.return_code == 0


async def test_how_long_an_answer_took_is_told_to_the_lesson(tmp_path: Path) -> None:
    heard: list[tuple[Kind, int]] = []
    now = [1000.0]
    game = new_game(tmp_path, *PEOPLE)
    table = TableScreen(game, Terms(answered=lambda kind, seconds: heard.append((kind, seconds))))
    table.timer.now = lambda: now[0]
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        now[0] += 17
        asked = decisions(game.position)[0]
        await pilot.press("0")
        await pilot.pause()
        assert game.moves[0].seat == asked.seat
    assert heard == [("act", 17)]
    game.close()
    with open_save(tmp_path, game.name) as again:
        assert len(again.moves) >= 1
