"""Whatever stands on the table and on the pages that ask there was looked up in the language that is spoken."""

from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from alliance_game.content import catalogue_of
from alliance_game.content.languages import in_spoken
from alliance_game.describe import status
from alliance_game.engine import outcome, view
from alliance_game.faults import one_line
from alliance_game.saves.pins import LONGEST, SHORTEST, Pins
from alliance_game.settings import Settings
from alliance_game.tui import actions, terminal
from alliance_game.tui.app import AllianceApp, key_name
from alliance_game.tui.crash import CrashScreen
from alliance_game.tui.palette import entries
from alliance_game.tui.parts.page import Page, TooSmall
from alliance_game.tui.parts.sheet import Line, Piece, line, toned, width_of
from alliance_game.tui.questions.bids import BidsScreen
from alliance_game.tui.questions.choice import ChoiceScreen
from alliance_game.tui.questions.proposal import ProposalScreen
from alliance_game.tui.table.board import board_lines, headline, thinking_line
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.outcome import result_lines, round_lines
from alliance_game.tui.table.screen import TableScreen
from alliance_game.tui.table.sidebar import aim_lines, score_lines
from alliance_game.wording import speaking
from tests.table import Table, library
from tests.tui.answers import asking, seated
from tests.tui.around import played
from tests.tui.stage import USUAL, new_game, staged
from tests.tui.swift import Swift
from tests.tui.test_keys_in_texts import helped
from tests.wording.sources import sentences
from tests.wording.whole import in_marks, left_out, on, text_of

SAME = ("FR", "DE", "JP", "BR", AllianceApp.TITLE, "Ctrl")
"""What every language says so: states in a column of the table, the name of the game, a key."""


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with in_marks(monkeypatch):
        yield


def of_lines(lines: Iterable[Line]) -> list[str]:
    """Words of some lines that no language would change."""
    return left_out("\n".join("".join(piece.text for piece in row) for row in lines))


async def test_the_board_its_menus_and_the_news(tmp_path: Path) -> None:
    game = new_game(tmp_path, "you", "random", "random", length="lesson")
    async with staged(tmp_path, lambda _: TableScreen(game), USUAL) as pilot:
        page = pilot.app.screen
        assert isinstance(page, TableScreen)
        assert on(pilot.app.screen, *SAME) == {}, "greeting"
        await to_the_question(pilot, page)
        assert on(pilot.app.screen, *SAME) == {}, "turn"
        await pilot.press("1")
        assert on(pilot.app.screen, *SAME) == {}, "menu"
        await pilot.press("w")
        assert on(pilot.app.screen, *SAME) == {}, "pointing"
        await pilot.press("escape", "escape", "0")
        assert page.news.display
        assert on(pilot.app.screen, *SAME) == {}, "news"


async def to_the_question(pilot: Swift, page: TableScreen) -> None:
    """Go through the news."""
    for _ in range(40):
        if page.tactics.waits:
            return
        await pilot.press("enter")
    raise AssertionError("nothing is asked")


def proposed() -> Table:
    table = Table()
    table.open("piracy", target=0)
    table.put("pair", "trust", 5)
    table.play("play bilateral_pact partner=japan")
    return table


def drawn() -> Table:
    table = Table()
    table.put("state", "coins", 0)
    table.arrive("summit")
    return table


def asked(phase: str) -> Table:
    table = Table()
    for card in ("cyber_attack", "piracy"):
        table.open(card, target=1)
    table.put("state", "coins", 5)
    table.enter(phase)
    return table


QUESTIONS: dict[str, Callable[[], Page[Any]]] = {
    "proposal": lambda: ProposalScreen(*seated(proposed())),
    "card": lambda: ChoiceScreen(*seated(drawn())),
    "pledge": lambda: BidsScreen(*seated(asked("pledge"), 0)),
    "commitment": lambda: BidsScreen(*seated(asked("commitment"), 0)),
}


@pytest.mark.parametrize("name", QUESTIONS)
async def test_questions(tmp_path: Path, name: str) -> None:
    async with asking(tmp_path, QUESTIONS[name](), USUAL) as found:
        assert on(found.page, *SAME) == {}


async def test_the_screen_while_it_changes_hands(tmp_path: Path) -> None:
    closed = HandOverScreen("⟦France⟧", Pins(tmp_path / "game.journal"), "france")
    async with asking(tmp_path, closed, USUAL) as found:
        for keys in ("", "escape", "escape", "p", "4 7 enter", "4 7 1 1 enter", "2 2 2 2 enter"):
            await found.press(*keys.split())
            assert {row: words for row, words in on(found.page, *SAME).items() if words != ["FRANCE"]} == {}, keys
    assert f" {SHORTEST} to {LONGEST} digits" in " ".join(HandOverScreen.HELP.split())


async def test_a_failure_and_a_window_too_small(tmp_path: Path) -> None:
    async with asking(tmp_path, CrashScreen(), USUAL) as found:
        await found.pilot.pause(0.7)
        assert on(found.page, *SAME) == {}
        found.pilot.stretch(50, 12)  # type: ignore[attr-defined]
        await found.pilot.pause()
        assert left_out(text_of(found.page.query_one(TooSmall))) == []
    assert left_out(one_line("game", Path("report"))) == []


async def test_the_list_of_all_actions(tmp_path: Path) -> None:
    game = new_game(tmp_path, "you", "random", length="lesson")
    async with staged(tmp_path, lambda _: TableScreen(game), USUAL) as pilot:
        listed = [left_out(entry.text, *SAME) for entry in entries(pilot.app.screen)]
        assert len(listed) > 8
        assert [words for words in listed if words] == []


@pytest.mark.parametrize(("seats", "reason"), [(("random",) * 2, "collapse"), (("broker",) * 2, "finished")])
def test_the_end(tmp_path: Path, seats: tuple[str, ...], reason: str) -> None:
    position = played(tmp_path, *seats, length="lesson", seed=6).position
    seen, found = status.everybodys(position), outcome(position)
    assert found is not None
    assert found.reason == reason
    lines = [*result_lines(seen, found, seats, 76), *round_lines(seen, 76), *round_lines(seen, 76, 99)]
    assert of_lines(lines) == []


def test_the_side_and_who_is_to_act() -> None:
    table = Table()
    seen, _ = seated(table)
    lines = [*aim_lines(seen, 40), *score_lines(seen, 40), headline(seen, 200), thinking_line(table.rules, seen, 1)]
    table.enter("commitment")
    lines += [headline(view(table.position, 0), 200), headline(status.everybodys(table.position), 200)]
    assert of_lines(lines) == []


def test_why_there_are_no_pages_and_why_a_key_is_refused() -> None:
    class Stream(StringIO):
        def isatty(self) -> bool:
            return self.getvalue() == ""

    pipe = Stream("pipe")
    said = [terminal.why_not(pipe, Stream(), Stream()), terminal.why_not(Stream(), Stream(), pipe)]
    known = {action.id: action for action in actions.catalogue()}
    said += [actions.clash(known["undo"], key, {}) for key in ("tab", "shift+tab", "f1", "w")]
    said.append(actions.checked(Settings(keys={"no-such": "x"}))[1])
    assert [words for each in said if (words := left_out(each.replace(terminal.PLAIN, "")))] == []
    assert all(said)
    assert key_name("shift+home") == "Shift+⟦Home⟧"


def test_words_of_pages_are_collected_for_translators() -> None:
    """But for those of the page for authors of cards."""
    known = {sentence.text for sentence in sentences("tui")} | {AllianceApp.TITLE}
    authors = [each for each in helped() if each.__module__.endswith(".sandbox")]
    pages = [each for each in helped() if each not in authors]
    words = {text for each in pages for text in (getattr(each, "NAME", ""), each.HELP) if text}
    words |= {
        binding.description for binding, page in actions._bindings() if page not in {each.NAME for each in authors}
    }
    assert {" ".join(text.split()) for text in words} - known == set()


def test_a_sentence_in_several_tones_follows_its_translation() -> None:
    state = Piece("France", "strong")
    assert toned("{state}, {count} left", "dim", state=state, count="2") == (state, Piece(", 2 left", "dim"))
    assert toned("quedan {count}: {state}", "dim", state=line(state), count="2") == (Piece("quedan 2: ", "dim"), state)
    assert toned("no places", "dim") == (Piece("no places", "dim"),)


def test_the_board_in_spanish_finds_room_in_the_usual_window(monkeypatch: pytest.MonkeyPatch) -> None:
    with speaking(catalogue_of("es")):
        content = in_spoken(library())
        monkeypatch.setattr("tests.table.library", lambda: content)
        table = Table()
        for card in ("border_clash", "hybrid_campaign"):
            table.open(card, target=0)
        seen, _ = seated(table)
        lines = board_lines(seen, USUAL[0])
        assert max(map(width_of, lines)) <= USUAL[0]
        assert "…" not in "".join(piece.text for row in lines for piece in row)
        assert "".join(piece.text for piece in headline(seen, USUAL[0] - 2)).endswith("turno de Francia: 2 acciones")
        assert "".join(piece.text for piece in lines[2]).split()[-4:] == ["FR", "DE", "JP", "BR"], "relations find room"
