"""Games with packs: stored with them, and opened again without."""

import shutil
from pathlib import Path

import pytest

from alliance_game.content import load, load_in_use
from alliance_game.engine import chronicle, position_hash
from alliance_game.saves import create, open_save, verify
from tests.content.packed import written
from tests.saves.playing import go_on

SAME = "cards/base/changes.yaml"
"""Both packs have a file of this name."""


def packs(folder: Path) -> list[Path]:
    """Two packs that change one card and one tactic of the base content, one after the other."""
    first = written(folder, "winds", {SAME: "patch: arms_race\nset: {title: First}\nadd: {weight: 3}\n"})
    files = {
        SAME: "patch: arms_race\nset: {title: Second, weight: 4}\n",
        "cards/base/arms_race_again.yaml": "extends: arms_race\ntext: Another missile.\n",
        "rules/dearer/ruleset.yaml": "patch: concert\nset: {constants.start_coins: 5}\n",
    }
    return [written(folder, "gales", files, needs="[winds]"), first]


def test_a_game_with_packs_that_change_the_base_content_is_opened_exactly(tmp_path: Path) -> None:
    folders = packs(tmp_path / "packs")
    library = load(folders)
    with create(library, ("you", "random"), tmp_path, states=2, length="lesson", seed=5) as game:
        go_on(game, 12)
        told = chronicle(game.position)
    shutil.rmtree(tmp_path / "packs")
    with open_save(tmp_path, game.name) as after:
        again = after.position.rules.library
        assert position_hash(after.position) == position_hash(game.position)
        assert chronicle(after.position) == told
        assert again.digest == library.digest
        assert (again.cards, again.rulesets, again.origins) == (library.cards, library.rulesets, library.origins)
        assert list(again.packs) == ["winds", "gales"]
        assert again.cards["arms_race"].card.title == "Second"
        assert again.cards["arms_race"].card.weight == 4
        assert again.cards["arms_race_again"].card.title == "Second"
        go_on(after, 3)
    assert verify(tmp_path, game.name).sound


def test_installed_packs_give_the_same_rules_as_given_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = packs(tmp_path / "packs")
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))
    found = load_in_use().library
    assert found.digest == load(folders).digest
    with create(found, ("you", "random"), tmp_path, states=2, seed=5) as game:
        go_on(game, 5)
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "nowhere"))
    with open_save(tmp_path, game.name) as after:
        assert position_hash(after.position) == position_hash(game.position)
