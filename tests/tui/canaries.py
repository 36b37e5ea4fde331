"""Canary secrets: whatever only some seats may know carries a mark with their numbers, and every screen is searched.

The marks are put where the words are made: on a seat's agenda, on every entry of the chronicle that only some may read
(sealed answers, cards that were looked at), and on the top line of every page that shows a seat's view.
"""

import re

import pytest

from alliance_game.describe import ending, sentences
from alliance_game.engine import Entry, Rules, View
from alliance_game.sitting import Sitting
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.parts.page import LOWEST, NARROWEST
from alliance_game.tui.parts.seen import SeenPage
from alliance_game.tui.parts.sheet import Line, Piece
from alliance_game.tui.questions import answering
from alliance_game.tui.table import board, screen
from alliance_game.tui.table.handover import HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from tests.tui.stage import frame

CANARY = re.compile(r"KANARI(\d+)X")
Viewer = int | None


def canary(*seats: int) -> str:
    """The mark of what only these seats may know."""
    return f"KANARI{''.join(map(str, seats))}X"


def let_fly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the marks on everything that is secret."""
    own_agenda, sentence, headline, bar = ending.own_agenda, sentences.sentence, board.headline, SeenPage.bar

    def marked_agenda(seen: View) -> list[str]:
        return [f"{canary(seen.seat)} {text}" for text in own_agenda(seen)]

    def marked_sentence(rules: Rules, entry: Entry) -> str:
        mark = f"{canary(*entry.seen_by)} " if entry.seen_by is not None else ""
        return mark + sentence(rules, entry)

    def marked(seen: View) -> Line:
        return (Piece(f"{canary(seen.seat)} "),) if seen.seat >= 0 else ()

    monkeypatch.setattr(ending, "own_agenda", marked_agenda)
    monkeypatch.setattr(sentences, "sentence", marked_sentence)
    for module in (screen, answering):
        monkeypatch.setattr(module, "headline", lambda seen, width: (*marked(seen), *headline(seen, width)))
    monkeypatch.setattr(SeenPage, "bar", lambda page: (*marked(page.seen), *bar(page)))


def viewer(app: AllianceApp) -> Viewer:
    """Whose screen it is; nobody's where no table is open, and while it changes hands."""
    tables = [each for each in app.screen_stack if isinstance(each, TableScreen)]
    return tables[-1].sitting.viewer if tables else None


def search(app: AllianceApp, *, copies: bool = False) -> set[str]:
    """Look for marks wherever a person may look; gives those that were found. Fails for one that is another seat's.

    Beside the screen no mark may be at all; where a person ``copies`` what is on it, their own may.
    """
    seat, shown = viewer(app), frame(app)
    found = set(CANARY.findall(shown))
    beside = [app.title, app.sub_title, app.clipboard, *(each.message for each in app._notifications)]
    copied = {mark for text in beside for mark in CANARY.findall(text)}
    assert copies or not copied, beside
    for mark in found | copied:
        assert seat is not None, f"{mark} in nobody's screen:\n{shown}\n{beside}"
        assert str(seat) in mark, f"{mark} on the screen of {seat}:\n{shown}\n{beside}"
    # The facilitator's door is built on it, and stands before a table that is open behind it.
    if type(app.screen) is HandOverScreen:
        assert_closed(app, shown)
    return found


def assert_closed(app: AllianceApp, shown: str) -> None:
    """Nothing is on the screen but one name; nothing of anybody is left on the pages below."""
    table = next(each for each in reversed(app.screen_stack) if isinstance(each, TableScreen))
    assert table.sitting.viewer is None
    assert table.seen is None
    room = app.size.width >= NARROWEST and app.size.height >= LOWEST
    assert sum(state.title in shown for state in table.rules.states) == int(room), shown
    rest = " ".join(shown.split()).lower()
    assert not any(word in rest for word in ("round", "tension", "diplomacy", "pledge", "concert")), shown
    assert app.clipboard.strip() == ""
    assert (app.title, app.sub_title) == (app.TITLE, "")
    for page in app.screen_stack:
        assert not page.selections


def secrets(sitting: Sitting) -> list[str]:
    """The titles of all agendas that were dealt, and the marks of every seat."""
    agendas = sitting.rules.program.symbols.folder.agendas
    dealt = [sitting.seen(seat).agenda for seat in range(sitting.rules.players)]
    return [*(agendas[each].title for each in dealt if each is not None), "KANARI"]
