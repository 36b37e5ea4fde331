"""Pages for teachers are true: commands print, files hold and programs say what stands there."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from alliance_game import load
from alliance_game.saves import create
from alliance_game.sitting import Sitting
from alliance_game.tui.facilitator.desk import DeskScreen
from tests.authoring.documented import ROOT, run_again

from .games import SAVES

DOCS = ROOT / "docs" / "teaching"
BLOCK = re.compile(r"```(console|csv|python|text)\n(.*?)```", re.DOTALL)


@dataclass
class Desk:
    """A table without a screen."""

    sitting: Sitting

    def give_time(self, seconds: int) -> bool:
        """Nobody is hurried."""
        return seconds < 0


def done(language: str, block: str, said: str) -> str:
    """What stands in a block now; ``said`` is what the program before it printed."""
    if language == "console":
        return run_again(block)
    if language == "csv":
        return block if holds(block) else "another file\n"
    return said if language == "text" else block


def holds(block: str) -> bool:
    """Whether a file has these lines one behind the other: from its first, unless ``…`` stands before them."""
    first, *lines = block.splitlines()
    text = Path(first.removeprefix("# ")).read_text(encoding="utf-8")
    part = "".join(f"{line}\n" for line in lines if line != "…")
    return f"\n{part}" in text if lines[0] == "…" else text.startswith(part)


def program(block: str) -> str:
    """What a program prints."""
    made = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, check=True)
    return made.stdout


@pytest.fixture(autouse=True)
def _as_a_teacher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, with the example game among the saves."""
    shutil.copytree(SAVES, tmp_path / "saves")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))


def test_the_page_about_export_is_true() -> None:
    blocks, said = BLOCK.findall((DOCS / "export.md").read_text(encoding="utf-8")), ""
    assert [language for language, _ in blocks] == ["console", "csv", "python", "text", "csv", "console"]
    for language, block in blocks:
        assert done(language, block, said) == block
        said = program(block) if language == "python" else ""


def test_the_page_about_debriefs_is_true() -> None:
    blocks = BLOCK.findall((DOCS / "debrief.md").read_text(encoding="utf-8"))
    assert [language for language, _ in blocks] == ["console", "console"]
    for language, block in blocks:
        assert done(language, block, "") == block


def test_the_page_about_the_console_is_true() -> None:
    page = (DOCS / "facilitator.md").read_text(encoding="utf-8")
    (_, block), (_, said) = BLOCK.findall(page)
    assert program(block) == said


def test_the_page_names_every_deed_of_the_console(tmp_path: Path) -> None:
    page = (DOCS / "facilitator.md").read_text(encoding="utf-8")
    with create(load(), ("you", "you"), tmp_path, states=2) as game:
        desk = DeskScreen(Desk(Sitting(game)))
        assert [each.key for each in desk.deeds()] == re.findall(r"^\| `(\w)` \|", page, re.MULTILINE)


def test_the_page_names_every_table() -> None:
    page = (DOCS / "export.md").read_text(encoding="utf-8")
    shown = re.findall(r"^figures/(\w+)\.csv", page, re.MULTILINE)
    head = page.index("| table |")
    assert [name for name in shown if f"`{name}`" not in page[head:]] == []


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", (DOCS / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (DOCS / link).exists()] == []


def test_the_page_about_lessons_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_PACE", str(tmp_path / "pace.txt"))
    page = (DOCS / "lessons.md").read_text(encoding="utf-8")
    new, wrong = BLOCK.findall(page)
    assert run_again(new[1]) == new[1]
    lesson = Path("9b.yaml").read_text(encoding="utf-8")
    assert re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0] in lesson
    mistaken = lesson.replace("state: turkey", "state: turky").replace("pupils: 24", "pupils: 25")
    Path("9b_wrong.yaml").write_text(mistaken, encoding="utf-8")
    assert run_again(wrong[1]) == wrong[1]
