"""Hostile texts on the screen: in every text of a game, in notes and reasons, in what is typed, pasted and named.

Whatever is painted holds no control character of anybody's, and a harmless text is read as it was written.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.events import Paste

from alliance_game.saves.pins import LONGEST, SHORTEST, Pins
from alliance_game.settings import Settings
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games.start import MenuScreen
from alliance_game.tui.lesson.notes import NotesScreen
from alliance_game.tui.parts.clean import Clean
from alliance_game.tui.parts.sheet import Piece, content, line
from alliance_game.tui.questions.bids import BidsScreen
from alliance_game.tui.table.handover import DOT, HandOverScreen
from alliance_game.tui.table.screen import TableScreen
from alliance_game.wording import speaking
from tests.hostile import MILD, PILED, STRINGS, piled, stray
from tests.hostile_game import SHORT, hostile
from tests.tui.moments import ALONE, TOGETHER, at, put
from tests.tui.playing import to_the_question
from tests.tui.stage import USUAL, WIDE, frame, new_game, staged
from tests.tui.swift import Swift

ROOT = Path(__file__).parents[2]


@contextmanager
def spoken(monkeypatch: pytest.MonkeyPatch, part: int) -> Iterator[None]:
    """Games that tests begin are of hostile content."""
    language, content_ = hostile(part)
    for place in ("tests.table", "tests.tui.stage", "tests.tui.moments"):
        monkeypatch.setattr(f"{place}.library", lambda: content_)
    monkeypatch.setattr("alliance_game.engine.rules._compiled", {})
    with speaking(language):
        yield


def assert_clean(app: AllianceApp, about: object) -> str:
    """Nothing on the screen steers a terminal; gives what is on it."""
    strips = app.screen._compositor.render_strips()
    for strip in strips:
        for segment in strip:
            assert segment.control is None, about
            assert not stray(segment.text), (about, ascii(segment.text))
            assert "\n" not in segment.text, (about, ascii(segment.text))
            assert segment.style is None or segment.style.link is None, (about, segment.text)
            actions = (segment.style.meta if segment.style else {}) or {}
            assert "@click" not in actions, (about, segment.text, actions)
    assert not stray(app.title + app.sub_title), about
    return frame(app)


def test_a_harmless_text_is_painted_as_it_is_written() -> None:
    """No bracket is read as markup, no tag, no link and no smile."""
    for text in MILD:
        if "\n" not in text:
            assert content([line(text, (text, "strong"))]).plain == text + text, ascii(text)


def test_a_line_that_is_painted_loses_what_steers_and_nothing_else() -> None:
    clean, black = Clean(), Color(0, 0, 0)
    for text in STRINGS:
        (found,) = clean.apply([Segment(text)], black)
        assert not stray(found.text.replace("\n", "")), ascii(text)
        assert found.cell_length == Segment(text).cell_length, ascii(text)
        if not stray(text):
            assert found.text == text


KEYS = {
    "menu": "1 escape 3 enter escape 4 down escape 5 down down escape 6 escape s 4 escape f1 escape f2 escape",
    "table": "w down enter escape escape l s f escape r escape c p l escape escape g escape f1 escape f2 escape 1 1",
}


@pytest.mark.parametrize(
    ("part", "size"), [(0, USUAL), *(pytest.param(part, WIDE, marks=pytest.mark.nightly) for part in range(4))]
)
async def test_every_page_of_a_game_of_hostile_texts(
    part: int, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spoken(monkeypatch, part):
        game = new_game(tmp_path / "saves", "you", "planner", "broker", length="lesson")
        table = TableScreen(game)
        async with staged(tmp_path / "saves", lambda app: table, size) as pilot:
            await to_the_question(pilot, table)
            for key in KEYS["table"].split():
                await pilot.press(key)
                await pilot.pause()
                assert_clean(table.app, (part, key))
        if size == USUAL:
            return  # the pages around a game are for the night
        async with staged(tmp_path / "saves", lambda app: MenuScreen(), size) as pilot:
            for key in KEYS["menu"].split():
                await pilot.press(key)
                await pilot.pause()
                assert isinstance(pilot.app, AllianceApp)
                assert_clean(pilot.app, (part, key))


async def test_notes_of_a_save_from_a_stranger_are_read_and_steer_nothing(tmp_path: Path) -> None:
    """Every hostile text as a note; on the page the harmless ones stand as they are."""
    game = at(tmp_path, "turn", TOGETHER)
    seat = next(seat for seat, who in enumerate(game.seats) if who == "you")
    for text in STRINGS:
        if text.strip():
            game.note(seat, text.encode(errors="replace").decode()[:900])
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table, (120, 60)) as pilot:
        await to_the_question(pilot, table)
        await pilot.press("n")
        page = pilot.app.screen
        assert isinstance(page, NotesScreen)
        found: list[str] = []
        for _ in range(400):
            shown = assert_clean(table.app, "notes")
            assert piled(shown) <= PILED
            found.append(shown)
            pane = page.query_one("#notes")
            before = pane.scroll_y
            await pilot.press("pageup")
            await pilot.pause()
            if pane.scroll_y == before:
                break
        whole = "\n".join(reversed(found))
    for text in SHORT:
        # Blanks are gathered, as in any paragraph.
        assert " ".join(text.split()) in " ".join(whole.split()), ascii(text)


async def test_what_is_typed_and_pasted_steers_nothing(tmp_path: Path) -> None:
    """Into the search for entries, a note, the PIN and the list of all actions."""
    game = at(tmp_path, "turn", TOGETHER)
    table = TableScreen(game)
    async with staged(tmp_path, lambda app: table) as pilot:
        await pilot.press("p")
        await paste_all(pilot)
        await pilot.press("escape")
        await to_the_question(pilot, table)
        for key in ("f2", "n", "l"):
            await pilot.press(key)
            await paste_all(pilot)
            await pilot.press("escape", "escape")


async def paste_all(pilot: Swift) -> None:
    """Paste some hostile texts where the cursor is, one at a time."""
    assert isinstance(pilot.app, AllianceApp)
    for number, text in enumerate(STRINGS[::27]):
        target = pilot.app.focused or pilot.app.screen
        target.post_message(Paste(text))
        await pilot.pause()
        assert_clean(pilot.app, (number, ascii(text)))
        for _ in range(3):
            await pilot.press("backspace")


PINS = {"f9": "new", "escape o": "pin", "escape p": "old", "1 2 3 4 enter": "new", "5 6 7 8 enter": "again"}
"""Keys, one after another, and the step that each leads to; the first is at the facilitator's own door."""
MEANT = "q?vx"
"""Letters that are keys on pages with secret entries: out, help, show, end."""


async def test_at_a_pin_nothing_is_shown_of_what_is_typed_and_pasted(tmp_path: Path) -> None:
    """A dot for each digit that is typed: no letter, no sign, and nothing at all that is pasted."""
    game = at(tmp_path, "turn", TOGETHER)
    Pins(game.path).put(game.position.rules.states[0].id, "1234")
    async with staged(tmp_path, lambda app: pytest.fail("no menu"), game=game) as pilot:
        app = pilot.app
        assert isinstance(app, AllianceApp)
        for keys, step in PINS.items():
            await pilot.press(*keys.split())
            page = app.screen
            assert isinstance(page, HandOverScreen)
            assert page.step == step
            empty, digits = frame(app), 0
            assert "____" in empty
            for text in STRINGS[::40]:
                digits += await enter(pilot, text)
                shown = min(LONGEST, digits)
                dots = DOT * shown + "_" * max(0, SHORTEST - shown)
                assert assert_clean(app, (step, ascii(text))) == empty.replace("____", dots), ascii(text)
                assert app.clipboard == ""
            assert digits > SHORTEST, "digits were typed"
            await pilot.press(*["backspace"] * LONGEST)


async def test_at_a_sealed_number_nothing_is_shown_of_what_is_typed_and_pasted(tmp_path: Path) -> None:
    table = TableScreen(at(tmp_path, "commitment", TOGETHER))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        page = pilot.app.screen
        assert isinstance(page, BidsScreen)
        empty, found = frame(table.app), set()
        for text in STRINGS[::9]:
            await enter(pilot, "".join(each for each in text if each in "0123456789" or not each.isascii()))
            assert isinstance(pilot.app.screen, BidsScreen)
            assert assert_clean(table.app, ascii(text)) == empty, ascii(text)
            found.add(tuple(page.table.numbers.items()))
        assert len(found) > 2, "numbers were set"


async def enter(pilot: Swift, text: str) -> int:
    """Paste a text, then type the beginning of it but for what leads away; gives how many digits were typed."""
    pilot.app.screen.post_message(Paste(text))
    await pilot.pause()
    typed = [each for each in text[:12] if each not in MEANT]
    for each in typed:
        pilot.strike(each)
    await pilot.pause()
    return sum(each in "0123456789" for each in typed)


@pytest.mark.skipif(os.name == "nt", reason="Windows allows few signs in names")
async def test_names_of_files_and_folders_steer_nothing(tmp_path: Path) -> None:
    """In the list of saves, and where the folder itself is called so."""
    folder = tmp_path / "a\x1b]0;x\x07\u202e[NATO] b" / "c[" / "] d"
    folder.mkdir(parents=True)
    put(folder, "turn", ALONE)
    for number, text in enumerate(STRINGS):
        name = os.fsencode(text.replace("/", "_").replace("\x00", "_").encode("utf-8", "surrogatepass")[:80])
        if name.strip() and number % 2:
            (folder / os.fsdecode(name + b".journal")).write_bytes(b"hello\n")
    async with staged(folder, lambda app: MenuScreen()) as pilot:
        await pilot.press("6")
        for key in ("pagedown",) * 12 + ("f1", "escape", "enter", "escape", "s", "escape"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app, AllianceApp)
            assert_clean(pilot.app, key)


async def test_what_is_said_in_passing_steers_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: MenuScreen(), settings=Settings(pace="off")) as pilot:
        for text in STRINGS[::15]:
            pilot.app.notify(text, title=text, markup=False, timeout=0.05)
            await pilot.pause()
            assert isinstance(pilot.app, AllianceApp)
            assert_clean(pilot.app, ascii(text))


def test_nothing_is_ever_told_in_passing_as_markup() -> None:
    """Brackets of strangers would be read as styles and links."""
    calls = []
    for path in (ROOT / "src" / "alliance_game" / "tui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for found in re.finditer(r"\.notify\(", source):
            depth, end = 1, found.end()
            while depth:
                depth += {"(": 1, ")": -1}.get(source[end], 0)
                end += 1
            calls.append((path.name, source[found.start() : end]))
    assert len(calls) >= 4
    assert [call for call in calls if "markup=False" not in call[1]] == []
    assert Piece("[b]").text == "[b]"
