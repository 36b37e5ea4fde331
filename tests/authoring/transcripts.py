"""Pages of the docs that show commands: what they show is what the commands say."""

import re
import shlex
from pathlib import Path

import pytest

from alliance_game.cli import main

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "examples"


def transcript(file: Path) -> list[tuple[list[str], list[str]]]:
    """Every command of a page (without the program's name) and the lines that it shows below; ``…`` leaves some out."""
    found: list[tuple[list[str], list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ alliance-game "):
                found.append((shlex.split(line)[2:], []))
            else:
                found[-1][1].append(line)
    return found


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """All that a command says; it must go well. Packs of the examples are found from any folder."""
    capsys.readouterr()
    assert main([str(ROOT / word) if word.startswith("examples/") else word for word in arguments]) == 0
    captured = capsys.readouterr()
    return [*captured.out.splitlines(), *captured.err.splitlines()]


def shows(said: list[str], shown: list[str]) -> bool:
    """Whether lines stand in what was said, in this order; between two ``…`` without a gap."""
    at, loose = 0, False
    for line in shown:
        if line == "…":
            loose = True
            continue
        found = said.index(line, at) if loose and line in said[at:] else at
        if found >= len(said) or said[found] != line:
            return False
        at, loose = found + 1, False
    return loose or at == len(said)
