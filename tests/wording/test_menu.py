"""Whatever stands in the menu, on its pages and on the pages to read was looked up in the language that is spoken."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from textual.screen import Screen

from alliance_game.bots import BOTS
from alliance_game.content import available
from alliance_game.definitions.scenario import YOU
from alliance_game.describe.trail import Asked
from alliance_game.engine import View
from alliance_game.saves import Game
from alliance_game.settings import PACES, THEME_NAMES, Settings
from alliance_game.sitting import LEADERS, Sitting
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games.plan import SHORT_NAMES
from alliance_game.tui.games.replay import ReplayScreen
from alliance_game.tui.games.saved import MONTHS
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.reading.advice import AdviceScreen
from alliance_game.tui.reading.agenda import AgendaScreen
from alliance_game.tui.reading.chronicle import ChronicleScreen
from alliance_game.tui.reading.codex import CodexScreen
from alliance_game.tui.reading.relations import RelationsScreen
from alliance_game.tui.reading.why import ScoreWhyScreen, WhyPicker, WhyScreen
from alliance_game.tui.settings_screen import SettingsScreen
from alliance_game.wording import ENGLISH, OWN, speaking, spoken
from tests.table import library
from tests.tui.stage import USUAL, VAST, frame, new_game, staged
from tests.wording.whole import in_marks, left_out, on, text_of

SHORT = [each.short or "" for each in library().scenario("concert").states]
SAME = ("Alliance Game", "pseudo", "PgUp", "PgDn", "Ctrl", "Shift", "xxxx", "xxx", "xx", *SHORT)
"""What is the same in every language: names, keys, what the tests type, signs of states."""


@pytest.fixture
def _marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with in_marks(monkeypatch):
        yield


def played(folder: Path, rounds: int = 2) -> Game:
    """A game between bots of which one gives its seat to a person, up to the turn of a round."""
    game = new_game(folder, YOU, "random", "planner", length="lesson")
    sitting = Sitting(game)
    minds = [sitting.bots.get(seat, sitting.bots[2]) for seat in range(3)]
    while True:
        seat = sitting.asked.seat
        seen = sitting.seen(seat)
        if seat == 0 and seen.round == rounds and seen.decisions[0].kind == "act":
            return game
        choice = minds[seat].choose(seen, seen.decisions[0])
        sitting.play(choice.move, seat, choice.reason)


PAGES = {
    "menu": "",
    "an entry": "down down down",
    "new game": "3",
    "new game, bots": "3 down down right",
    "new game, a seat": "3 down down down right right",
    "new game, length": "3 down down down down down down down right",
    "new game, seed": "3 up",
    "cards": "5 down",
    "no card": "5 / x x x x",
    "saves": "6",
    "saves, verified": "6 down v",
    "replay": "6 down r",
    "replay, a move": "6 down r right right",
    "replay, the last": "6 down r end",
    "settings": "s",
    "keys": "s down down down enter",
    "a key": "s down down down enter enter",
    "help": "f1",
    "help of the settings": "s f1",
    "help of the saves": "6 f1",
}


@pytest.mark.usefixtures("_marked")
@pytest.mark.parametrize("name", PAGES)
async def test_the_menu_and_its_pages(name: str) -> None:
    # A path that is too long for its line is broken, and not known any more.
    with TemporaryDirectory() as folder:
        assert await looked_at(Path(folder), name) == {}


async def looked_at(tmp_path: Path, name: str) -> dict[str, list[str]]:
    """What is foreign on one page of a menu with games, whole and damaged ones."""
    with new_game(tmp_path, YOU, "random", length="lesson") as game:
        whole = game.path.read_bytes()
        for _ in range(3):
            asked = Sitting(game).asked
            game.play(asked.moves[0], asked.seat)
        game.path.with_stem("concert-0009").write_bytes(game.path.read_bytes()[:-30])
        game.path.with_stem("concert-0008").write_bytes(whole[:40])
    async with staged(tmp_path, lambda _: MenuScreen(), VAST) as pilot:
        await pilot.press(*PAGES[name].split())
        await pilot.pause()
        return on(pilot.app.screen, tmp_path, "concert", *SAME, *actions_named())


def actions_named() -> list[str]:
    """What the settings file calls what keys do, the longest first."""
    from alliance_game.tui.actions import catalogue

    return sorted((action.id for action in catalogue()), key=len, reverse=True)


READ: dict[str, Callable[[View, Game], Screen[Any]]] = {
    "chronicle": lambda seen, game: ChronicleScreen(seen, Sitting(game).told(0)),
    "why": lambda seen, game: WhyScreen(seen, Asked("world", "tension")),
    "why coins": lambda seen, game: WhyScreen(seen, Asked("state", "coins", (0,))),
    "score": lambda seen, game: ScoreWhyScreen(seen),
    "numbers": lambda seen, game: WhyPicker(seen),
    "codex": lambda seen, game: CodexScreen(seen.rules, "tension"),
    "relations": lambda seen, game: RelationsScreen(seen),
    "agenda": lambda seen, game: AgendaScreen(seen),
}
KEYED = {"chronicle": "s f slash x x x x enter f1", "numbers": "x x x x", "codex": "x x x x", "relations": "f1"}


@pytest.mark.usefixtures("_marked")
@pytest.mark.parametrize("name", READ)
async def test_pages_to_read(tmp_path: Path, name: str) -> None:
    game = played(tmp_path)
    seen = Sitting(game).seen(0)
    async with staged(tmp_path, lambda _: READ[name](seen, game), VAST) as pilot:
        await pilot.pause()
        for key in ("", *KEYED.get(name, "down").split()):
            await pilot.press(*([key] if key else []))
            assert on(pilot.app.screen, *SAME) == {}, key


@pytest.mark.usefixtures("_marked")
async def test_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance_game.tui.reading.advice.MILLISECONDS", 30)
    seen = Sitting(played(tmp_path)).seen(0)
    page = AdviceScreen(seen, seen.decisions[0])
    waiting = "".join(piece.text for row in page.waiting() for piece in row)
    assert left_out(waiting) == []
    async with staged(tmp_path, lambda _: page, VAST) as pilot:
        await pilot.pause()
        assert page.found is not None
        assert on(page, *SAME) == {}


def test_every_leader_length_month_colour_and_pace_has_a_spanish_name() -> None:
    from alliance_game.content import catalogue_of

    known = catalogue_of("es").sentences
    ruleset = library().rulesets["concert"].ruleset
    assert set(LEADERS) == {YOU, *BOTS}
    assert set(SHORT_NAMES) == {*ruleset.lengths, *ruleset.difficulties}
    assert {*LEADERS, *SHORT_NAMES, *MONTHS, *THEME_NAMES, *PACES} <= set(known)


async def test_the_language_is_changed_on_the_screen(tmp_path: Path) -> None:
    with speaking(ENGLISH):
        async with staged(tmp_path, lambda _: MenuScreen(), USUAL) as pilot:
            await pilot.press("s", "down", "down", "right")
            app = pilot.app
            assert isinstance(app, AllianceApp)
            assert isinstance(app.screen, SettingsScreen)
            assert spoken().language == "es"
            assert "▸3 Idioma    español" in frame(app)
            assert app.settings.language == "es"
            assert "language: es" in (tmp_path / "settings.yaml").read_text(encoding="utf-8")
            await pilot.press("escape")
            assert "Dirige un Estado." in frame(app)
            await pilot.press("s", "up", "enter")
            assert spoken().language == OWN
            assert "As usual" in frame(app)
            assert app.settings == Settings()


async def test_a_language_goes_round_and_content_follows(tmp_path: Path) -> None:
    with speaking(ENGLISH):
        async with staged(tmp_path, lambda _: SettingsScreen("language"), USUAL) as pilot:
            before = pilot.app.library  # type: ignore[attr-defined]
            for _ in available():
                await pilot.press("right")
            assert spoken().language == OWN
            after = pilot.app.library  # type: ignore[attr-defined]
            assert after.cards.keys() == before.cards.keys()
            assert after.digest == before.digest


async def test_a_replay_that_cannot_be_shown_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_marks(monkeypatch):
        (tmp_path / "odd.journal").write_bytes(b"odd")
        async with staged(tmp_path, lambda _: ReplayScreen("odd"), VAST) as pilot:
            await pilot.pause()
            assert on(pilot.app.screen, "odd", *SAME) == {}
            assert "cannot be shown" in "".join(text_of(part) for part in pilot.app.screen.query("Heading"))
