"""The manual's page on `check`: every command in it prints what stands there."""

import re
from pathlib import Path

import pytest

from .documented import ROOT, printed

PAGE = ROOT / "docs" / "authoring" / "check.md"
PARTS = re.compile(
    r"```yaml\n# (?P<file>\S+)\n(?P<text>.*?)```|```console\n(?P<command>\$ [^\n]*)\n(?P<output>.*?)```", re.DOTALL
)


def told_again(folder: Path) -> str:
    """The page with what its commands print now; files are written on the way, as a reader would."""

    def part(found: re.Match[str]) -> str:
        if found["file"]:
            path = folder / found["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found["text"], encoding="utf-8")
            return found[0]
        return f"```console\n{found['command']}\n{printed(found['command'])}```"

    return PARTS.sub(part, PAGE.read_text(encoding="utf-8"))


def test_what_stands_there_is_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert told_again(tmp_path) == PAGE.read_text(encoding="utf-8")


def test_the_page_shows_an_error_a_warning_and_a_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("$ alliance-game ") == 5
    assert "error[unknown-track]" in text
    assert "warning[no-effect]" in text
