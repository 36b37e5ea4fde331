"""The page about other languages."""

import re

import pytest

from tests.authoring.documented import ROOT, stale

PAGE = ROOT / "docs" / "authoring" / "translating.md"


def test_the_page_shows_what_the_commands_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert list(stale(PAGE)) == []


def test_the_file_on_the_page_is_that_of_the_pack() -> None:
    shown = re.search(r"```yaml\n# (\S+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    assert shown[2] in (ROOT / "examples" / "hard_winter" / shown[1]).read_text(encoding="utf-8")
