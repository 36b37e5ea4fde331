"""The README is true: its commands exist, its Python runs, its card is valid."""

import html
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game.cli import main
from alliance_game.content import examine

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_python_block_runs() -> None:
    """The verbs as shown play a game to its end."""
    (block,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"(collapse|finished)\n[1-8] rounds, [0-4] crises on the table\n", done.stdout)


def test_card_is_valid(tmp_path: Path) -> None:
    """The card as shown passes the check in a pack of its own."""
    (block,) = blocks("yaml")
    (tmp_path / "cards" / "mine").mkdir(parents=True)
    (tmp_path / "cards" / "mine" / "grid_intrusion.yaml").write_text(block, encoding="utf-8")
    library, problems = examine([tmp_path])
    assert [str(problem) for problem in problems] == []
    assert "grid_intrusion" in library.cards


def test_set_up_is_two_lines_of_the_same_kind() -> None:
    """One line starts a game, one passes the tests; the test line is the one that the checks run."""
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("python3 ")]
    assert len(lines) == 2
    assert lines[0].endswith("&& .venv/bin/alliance-game")
    assert lines[1].endswith("&& .venv/bin/pytest -n 2")
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        "play",
        "learn",
        "continue",
        "saves",
        "replay",
        "export",
        "serve",
        "simulate",
        "ladder",
        "check",
        "codex",
        "list",
        "keys",
    ],
)
def test_commands_exist(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command that the README or its table names has help."""
    assert f"alliance-game {command}" in README or command in README
    assert main([command, "--help"]) == 0
    assert command in capsys.readouterr().out


async def test_the_picture_is_of_the_real_board(tmp_path: Path) -> None:
    """The script draws, from its seeded game, the words that the picture shows."""
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    kept = (ROOT / "docs" / "board.svg").read_text(encoding="utf-8")
    assert words(await pictures.drawn(tmp_path)) == words(kept)
    assert "What will" in "".join(words(kept)) or "If you do this" in "".join(words(kept))
    assert "http" not in kept.replace("http://www.w3.org/2000/svg", "")


def words(svg: str) -> list[str]:
    """What a picture says, piece by piece."""
    return [html.unescape(text).replace("\xa0", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def test_links_lead_somewhere() -> None:
    """Files that the README links to exist."""
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
