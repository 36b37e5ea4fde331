"""The manual's pages on trying and testing cards say what the commands print."""

import re
from pathlib import Path

import pytest

from .documented import ROOT, blocks, stale

DOCS = ROOT / "docs" / "authoring"


@pytest.fixture(autouse=True)
def _as_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout, with no packs and no saves."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))


@pytest.mark.parametrize(("page", "least"), [("try.md", 4), ("tests.md", 1)])
def test_commands_print_what_stands_there(page: str, least: int) -> None:
    assert len(blocks(DOCS / page)) >= least
    assert list(stale(DOCS / page)) == []


def test_the_test_that_is_shown_is_one_of_the_example_pack() -> None:
    (shown,) = re.findall(r"```yaml\n# tests/cut_nets.yaml\n(.*?)```", (DOCS / "tests.md").read_text(), re.DOTALL)
    assert shown in (ROOT / "examples" / "fishery" / "tests" / "cut_nets.yaml").read_text(encoding="utf-8")
