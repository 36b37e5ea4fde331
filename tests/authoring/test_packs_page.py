"""The page about packs, and the pack that it shows."""

import re
from pathlib import Path

import pytest

from alliance_game.content import examine, load

from .documented import ROOT, stale

PAGE = ROOT / "docs" / "authoring" / "packs.md"
WINTER = ROOT / "examples" / "hard_winter"


def test_the_page_shows_what_the_commands_print(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path))
    assert list(stale(PAGE)) == []


def test_the_files_on_the_page_are_those_of_the_pack() -> None:
    shown = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(shown) == 2
    for name, text in shown:
        assert (WINTER / name).read_text(encoding="utf-8").split("\n", 1)[1] == text


def test_the_pack_has_no_problems_and_does_what_it_says() -> None:
    library, problems = examine([WINTER])
    assert list(problems) == []
    before = load()
    assert {name for name, _ in library.cards_of("concert")} == {name for name, _ in before.cards_of("concert")} | {
        "blizzard"
    }
    calm, calmer = before.cards["calm"].card.model_dump(), library.cards["calm"].card.model_dump()
    assert calmer["effects"][:1] == calm["effects"]
    assert library.rulesets["concert"].ruleset.constants["start_tension"] == 4
    assert library.packs["hard_winter"].version == "1.0.0"
