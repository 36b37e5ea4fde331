"""Pages for teachers are true: commands print, files hold and programs say what stands there."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import typer

from alliance_game import load
from alliance_game.cli.app import app
from alliance_game.saves import create
from alliance_game.sitting import Sitting
from alliance_game.tui.facilitator.desk import DeskScreen
from tests.authoring.documented import ROOT, printed, run_again
from tests.authoring.transcripts import shows
from tests.table import library

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
    ours = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    made = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, check=True, env=ours)
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


# What teachers read

PAGES = ("lessons", "minutes", "checklist", "misconceptions", "assessment", "accessibility", "quiz")
GUIDE = ("README.md", *(f"{page}.md" for page in PAGES))


@pytest.mark.parametrize("page", ["README.md", "accessibility.md", "quiz.md"])
def test_commands_print_what_the_guide_shows(page: str) -> None:
    for block in re.findall(r"```console\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL):
        for command, *shown in (part.splitlines() for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE) if part):
            assert shows(printed(command).splitlines(), shown), command


@pytest.mark.parametrize("page", [*GUIDE, "offline.md"])
def test_commands_in_sentences_are_known_with_their_options(page: str) -> None:
    """Only what follows a command that is there can be wrong in other ways, and those the other tests find."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for line in re.findall(r"`(?:NO_COLOR=1 )?alliance-game((?: [^`]+)?)`", text):
        words = [word for word in line.split() if word != "…"]
        command = typer.main.get_command(app)
        while words and isinstance(command, typer.core.TyperGroup) and not words[0].startswith("-"):
            assert words[0] in command.commands, line
            command = command.commands[words.pop(0)]
        known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)} | {"--lang"}
        assert {word for word in words if word.startswith("-")} <= known, line


def test_what_the_guide_looks_up_is_in_the_codex() -> None:
    """Every entry that a page names as one to read."""
    page = (DOCS / "misconceptions.md").read_text(encoding="utf-8")
    named = re.findall(r"\| `(\w+)` \|$", page, re.MULTILINE)
    assert len(named) >= 10
    assert [name for name in named if name not in library().codex] == []


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in DOCS.glob("*.md")} - {"README.md"}
    assert [page for page in sorted(pages) if f"]({page})" not in index] == []


def test_minutes_follow_each_other() -> None:
    """A plan has no gap and nothing twice, and ends with the lesson."""
    tables = (DOCS / "minutes.md").read_text(encoding="utf-8").split("## ")[1:3]
    for table, last in zip(tables, (45, 90), strict=True):
        spans = [
            (int(since), int(until or since))
            for since, until in re.findall(r"^\| (\d+)(?: – (\d+))? \|", table, re.MULTILINE)
        ]
        assert spans[0][0] == 0
        assert spans[-1][1] == last
        assert all(until == since for (_, until), (since, _) in pairwise(spans))
