"""A sandbox on the screen: the card comes first, and again whenever its files change."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from alliance_game.authoring.table.dealing import Wish
from alliance_game.authoring.table.sandbox import Sandbox
from alliance_game.settings import Settings
from alliance_game.tui.games.sandbox import ProblemsScreen, SandboxApp, SandboxTable
from alliance_game.tui.questions.choice import ChoiceScreen
from tests.authoring.my_pack import BLOCKADE, SILENCE, laid_out, put

from .stage import frame
from .swift import Swift


@pytest.fixture(autouse=True)
def _no_installed_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


@asynccontextmanager
async def opened(
    pack: Path, card: str = "radio_silence", state: str = "japan", pace: str = "off"
) -> AsyncIterator[Swift]:
    """The program with a sandbox on it."""
    with Sandbox(Wish(card, state=state, packs=(pack,))) as sandbox:
        app = SandboxApp(sandbox, Settings(pace=pace))
        app.settings_path = sandbox.folder / "settings.yaml"
        app.animation_level = "none"
        pilot = Swift(app)
        with pilot.in_charge():
            async with app.run_test(size=(80, 24)):
                await pilot.pause()
                yield pilot


def app_of(pilot: Swift) -> SandboxApp:
    assert isinstance(pilot.app, SandboxApp)
    return pilot.app


def edit(pack: Path, text: str, card: str = "radio_silence") -> None:
    put(pack / "cards" / "mine" / f"{card}.yaml", text)


async def look(pilot: Swift) -> str:
    """Let the program look at the files now; gives what is on the screen then."""
    app_of(pilot).look()
    await pilot.pause()
    return frame(app_of(pilot))


async def test_it_says_what_it_is_and_goes_right_to_the_card(pack: Path) -> None:
    async with opened(pack) as pilot:
        first = frame(app_of(pilot))
        assert first.startswith(" Sandbox: Radio silence")
        assert "This is a sandbox for one card: Radio silence." in first
        assert "Nothing of this game is kept." in " ".join(first.split())
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert "What will Japan choose?" in frame(app_of(pilot))


async def test_an_enter_counts_at_once(pack: Path) -> None:
    """As the line of keys says: what was not meant is gone with the card that is dealt anew."""
    async with opened(pack, pace="normal") as pilot:
        while not isinstance(pilot.app.screen, ChoiceScreen):
            await pilot.press("enter")
        await pilot.press("enter")
        assert not isinstance(pilot.app.screen, ChoiceScreen)


async def test_a_crisis_stands_on_the_board(pack: Path) -> None:
    async with opened(pack, "blockade", "germany") as pilot:
        await pilot.press("enter")
        for _ in range(6):
            table = pilot.app.screen
            assert isinstance(table, SandboxTable)
            if table.tactics.waits:
                break
            await pilot.press("enter")
        board = frame(app_of(pilot))
        assert "Blockade" in board
        assert "hits Germany" in board


async def test_files_that_have_not_changed_change_nothing(pack: Path) -> None:
    async with opened(pack) as pilot:
        await pilot.press("enter")
        page = pilot.app.screen
        await look(pilot)
        assert pilot.app.screen is page


async def test_a_change_deals_the_card_anew_wherever_the_person_is(pack: Path) -> None:
    """On the question, and in the middle of a later turn."""
    async with opened(pack) as pilot:
        await pilot.press("enter")
        edit(pack, SILENCE.replace("standing, by: -1", "standing, by: -2"))
        assert "standing −2" in await look(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)
        await pilot.press("enter", "enter", "enter")
        edit(pack, SILENCE.replace("Radio", "Wire"))
        assert "Wire silence" in await look(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert len([page for page in pilot.app.screen_stack if isinstance(page, SandboxTable)]) == 1


async def test_the_answer_given_before_is_not_in_the_new_game(pack: Path) -> None:
    async with opened(pack) as pilot:
        await pilot.press("enter", "enter")
        old = app_of(pilot).game
        assert old is not None
        assert [each.move for each in old.moves][:1] == ["choose wait"]
        await pilot.press("d")
        game = app_of(pilot).game
        assert game is not None
        assert game is not old
        assert game.moves == ()
        assert isinstance(pilot.app.screen, ChoiceScreen)


async def test_a_broken_file_is_shown_and_the_old_card_stays(pack: Path) -> None:
    async with opened(pack) as pilot:
        await pilot.press("enter")
        edit(pack, SILENCE.replace("world.order", "world.ordr"))
        painted = await look(pilot)
        shown = " ".join(painted.split())
        assert isinstance(pilot.app.screen, ProblemsScreen)
        at = painted.splitlines().index(next(row for row in painted.splitlines() if "13 | " in row))
        text, marks = painted.splitlines()[at : at + 2]
        assert marks.index("^^^^") == text.index("ordr")
        assert "radio_silence.yaml:13:30: error[unknown-track]" in shown.replace(
            "radio_silence.yaml: ", "radio_silence.yaml:"
        )
        assert "Did you mean 'order'?" in shown
        assert "The card stays on the table as it was." in shown
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert "standing −1" in frame(app_of(pilot))


async def test_other_mistakes_take_the_place_of_those_before_and_mending_deals(pack: Path) -> None:
    async with opened(pack) as pilot:
        await pilot.press("enter")
        edit(pack, SILENCE.replace("world.order", "world.ordr"))
        await look(pilot)
        edit(pack, SILENCE.replace("kind: incident", "kind: incidnt"))
        assert "incidnt" in await look(pilot)
        assert len([page for page in pilot.app.screen_stack if isinstance(page, ProblemsScreen)]) == 1
        edit(pack, SILENCE)
        await look(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)


async def test_another_file_of_the_pack_counts_too(pack: Path) -> None:
    async with opened(pack) as pilot:
        await pilot.press("enter")
        game = app_of(pilot).game
        edit(pack, BLOCKADE.replace("severity: 2", "severity: 3"), "blockade")
        await look(pilot)
        assert app_of(pilot).game is not game


async def test_leaving_the_table_leaves_the_program(pack: Path) -> None:
    async with opened(pack) as pilot:
        await pilot.press("q")
        assert pilot.app.return_code == 0


async def test_notes_are_told_again_when_the_card_is_dealt_anew(pack: Path) -> None:
    async with opened(pack) as pilot:
        edit(pack, SILENCE.replace("who:", "when: world.tension >= 8\nwho:"))
        shown = " ".join((await look(pilot)).split())
        assert "In a game it is drawn only while tension is 8 or more (it is 3). Here it comes all the same." in shown
        assert "This is a sandbox" not in shown
