"""Pages, tables and lines of hostile texts: HTML shows them as words, spreadsheets as text, terminals as they are."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alliance_game.authoring.manual import manual_of
from alliance_game.authoring.manual import page as manual
from alliance_game.authoring.sheets import PAPERS, bids, briefings, page, printable, quiz, roles
from alliance_game.classroom.debrief import account, debrief
from alliance_game.classroom.debrief import page as debrief_page
from alliance_game.classroom.tables import FORMATS, recorded, tables
from alliance_game.classroom.tables.formats import FORMULA, harmless
from alliance_game.definitions import Library
from alliance_game.engine import compile_rules
from alliance_game.saves import create
from alliance_game.sim import page as sim
from alliance_game.sim import simulate
from alliance_game.wording import speaking
from tests.hostile import MILD, STRINGS, stray
from tests.hostile_game import hostile
from tests.plain.script import Keyboard, first_possible, sit_down
from tests.sim.test_page import Element, read
from tests.table import library

ROOT = Path(__file__).parents[1]
SIGNS = tuple(sign for sign in FORMULA if not sign.isspace())
PAPER = PAPERS["a4"]


@contextmanager
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Everything is read in the hostile language."""
    language, content = hostile(1)
    monkeypatch.setattr("alliance_game.engine.rules._compiled", {})
    with speaking(language):
        yield content


def told(_: Library) -> str:
    return debrief_page(debrief(account.account_of(ROOT / "saves", "example")))


def reported(content: Library) -> str:
    return sim.page(simulate(content, 3, ("random",) * 2, length="lesson", seed=3), content)


PAGES: dict[str, Callable[[Library], str]] = {
    "cards": lambda content: page.page(printable(content, None).faces, PAPER),
    "briefings": lambda content: briefings.page(compile_rules(content, "concert", 3), PAPER),
    "roles": lambda content: roles.page(compile_rules(content, "concert", 3), PAPER),
    "bids": lambda content: bids.page(compile_rules(content, "concert", 3), PAPER),
    "quiz": lambda content: quiz.page(content.scenario("concert"), "concert", PAPER),
    "manual": lambda content: manual.page(manual_of(content, "concert")),
    "debrief": told,
    "report": reported,
}
LONG = ("cards", "briefings", "manual", "debrief", "report")


def kinds(root: Element) -> set[tuple[str, frozenset[str]]]:
    """Every tag of a page with the attributes that it has somewhere."""
    return {(each.tag, frozenset(each.attributes)) for each in root.all()}


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.nightly) if each in LONG else each for each in PAGES]
)
def test_hostile_texts_make_no_element_and_no_attribute(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page has the tags and attributes of the same page with its usual texts."""
    usual = read(PAGES[name](library()))
    with spoken(monkeypatch) as content:
        text = PAGES[name](content)
    found = read(text)
    assert kinds(found) <= kinds(usual)
    assert not {each.tag for each in found.all()} & {"script", "iframe", "object", "link", "img", "base", "form"}
    for each in found.all():
        for key, value in each.attributes.items():
            assert not key.startswith("on"), (key, value)
            assert key not in ("href", "src") or value.startswith("#"), (key, value)
            assert key != "style" or "url" not in value, (key, value)
    words = "".join(each.text for each in found.all())
    assert sum(" ".join(each.split()) in " ".join(words.split()) for each in MILD if len(each) > 4) > 5
    assert not stray(text.replace("\u00ad", ""))


def test_a_cell_is_run_by_no_spreadsheet_wherever_it_parts_its_cells() -> None:
    """Whether cells end at commas, as here, or at semicolons or tabs, as in other countries."""
    for text in STRINGS:
        for cell in (text, f"a;{text}", f"a\n{text}", f"a;{text};b"):
            made = harmless(cell)
            assert isinstance(made, str)
            output = io.StringIO()
            csv.writer(output, lineterminator="\n").writerow(["x", made, "y"])
            found = [cell for row in csv.reader(io.StringIO(output.getvalue(), newline="")) for cell in row]
            found += re.split(r"[;\t\n]", output.getvalue())
            assert not [each for each in found if each.startswith(SIGNS)], (cell, made)


def test_tables_of_a_game_of_hostile_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    with spoken(monkeypatch):
        record = recorded(ROOT / "saves", "example")
        found = tables(record)
    texts = 0
    for table in found:
        rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](table), newline="")))
        assert len(rows) == len(table.rows)
        kept = json.loads(FORMATS["json"](table))
        for row, meant in zip(rows, kept, strict=True):
            for name, cell in row.items():
                whole = meant[name]
                if isinstance(whole, str):
                    texts += 1
                    assert not cell.startswith(FORMULA), cell
                    assert not stray(cell), cell
                    assert cell.replace("'", "") == whole.replace("'", ""), (table.name, name)
    assert texts > 500


def test_lines_of_a_game_of_hostile_texts_are_those_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Played as lines of text to its end, with every word that can be asked for."""
    with spoken(monkeypatch) as content:
        game = create(content, ["you", "planner"], tmp_path, states=2, seed=4, length="lesson")
        asked = ["status", "log all", "agenda", "codex pledge", "codex [/]", "why trust", "advise", "help", "\x1b[2J"]
        keyboard = Keyboard(["", *asked], first_possible)
        assert sit_down(game, keyboard) == 0
    assert not stray(keyboard.text)
    whole = " ".join(keyboard.text.split())
    assert sum(" ".join(each.split()) in whole for each in MILD if "[" in each) > 10
