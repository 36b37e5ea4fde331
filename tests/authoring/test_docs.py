"""The tutorial: a reader who does what it says sees what it shows.

Files that a page shows under their name are written, commands are run, in the order of the page. In what is shown ``…``
stands for anything: a line of it for any lines, inside a line for the rest of a word or more.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_game.cli import kit
from alliance_game.cli.app import app

from .documented import ROOT, printed

DOCS = ROOT / "docs" / "authoring"
PAGES = ["first-card.md", "a-tactic.md", "a-scenario.md", "a-ruleset.md"]
BLOCK = re.compile(r"```(yaml|console)\n(.*?)```", re.DOTALL)
MISSPELT, MENDED = "who.suport", "who.support"


@pytest.fixture(autouse=True)
def _as_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with nothing in it but the examples of the checkout."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "installed"))
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    (tmp_path / "examples").symlink_to(ROOT / "examples")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_true(page: str) -> None:
    done = 0
    for language, block in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        if language == "yaml":
            save(block)
            continue
        for line, shown in commands(block):
            if line == "$ alliance-game check harbour" and "no problem found" in shown:
                mend(Path("harbour/cards/base/dock_strike.yaml"))
            said = printed(line)
            assert re.fullmatch(pattern(shown), said), f"{line}\n{said}"
            done += 1
    assert done >= 4


def save(block: str) -> None:
    """Write a file that a page shows; what is shown of another file must stand in it."""
    first, body = block.split("\n", 1)
    name = first.removeprefix("# ")
    if name.startswith("in "):
        assert body in (ROOT / name.removeprefix("in ")).read_text(encoding="utf-8"), body
        return
    path = Path(name)
    # Nobody has to make a folder: `new` has made it, or it is one of the pack's.
    assert path.parts[0] == "harbour"
    path.parent.mkdir(exist_ok=True)
    path.write_text(body, encoding="utf-8")


def mend(card: Path) -> None:
    """What the reader is told to do between the two checks."""
    if card.exists():
        card.write_text(card.read_text(encoding="utf-8").replace(MISSPELT, MENDED), encoding="utf-8")


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Every command of a block, with what is shown below it."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part:
            line, _, shown = part.partition("\n")
            yield line, shown


def pattern(shown: str) -> str:
    """What is shown, as a pattern of what may be said."""
    lines = ["(?:.*\n)*?" if line == "…" else f"{re.escape(line).replace('…', '.*')}\n" for line in shown.splitlines()]
    return "".join(lines)


def test_every_command_of_an_author_stands_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    own = [each for each in app.registered_commands if each.callback and each.callback.__module__ == kit.__name__]
    names = {each.name or getattr(each.callback, "__name__", "") for each in own}
    assert {"new", "check", "try", "report"} <= names
    assert [name for name in sorted(names) if f"`{name}" not in index and f", `{name}" not in index] == []


def test_the_index_shows_what_the_lists_say() -> None:
    found = [
        each for _, block in BLOCK.findall((DOCS / "README.md").read_text(encoding="utf-8")) for each in commands(block)
    ]
    assert len(found) == 2
    for line, shown in found:
        assert re.fullmatch(pattern(shown), printed(line)), line


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", (DOCS / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (DOCS / link).exists()] == []


def test_every_page_is_linked_from_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in sorted(DOCS.glob("*.md")) if path.name != "README.md" and path.name not in index
    ] == []
