"""Names of saves, hostile ones too: nothing outside the folder is ever touched."""

import os
from pathlib import Path

import pytest

from alliance_game.content import base_folder
from alliance_game.errors import AllianceError, SaveError
from alliance_game.saves import listing, open_save, replay, saves_folder, verify
from alliance_game.saves.names import checked_name, new_name, path_of, shown
from alliance_game.saves.stored_rules import rules_path
from tests.saves.playing import begin

HOSTILE = [
    "", ".", "..", "../evil", "../../etc/passwd", "/etc/passwd", "a/b", "a\\b", "..\\evil", "C:evil", "C:\\evil",
    "\\\\server\\share", "evil\x00", "evil\n", "evil\r", "evil ", " evil", "evil.", "evil.journal", ".hidden", "~root",
    "$HOME", "%TEMP%", "con", "nul", "com1", "lpt9", "aux", "prn", "Concert", "ÉVIL", "évil", "e\u0301vil", "\u202egnp",
    "\ud800", "a\x1b[2J", "-rf", "_x", "x" * 49, "a*", "a?", "a|b", "a<b", "a>b", 'a"b', "a:b", "a;b", "a&b", "ａ", "١",
]  # fmt: skip
FINE = ["a", "0", "concert-0007", "x" * 48, "a_b-c", "console", "com", "lpt", "nul-1", "7b"]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_touch_nothing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "outer" / "saves"
    folder.mkdir(parents=True)
    (tmp_path / "outer" / "evil.journal").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    for use in (begin_named, open_save, verify, replay):
        with pytest.raises(SaveError) as caught:
            use(folder, name)
        assert str(caught.value).isprintable()
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "outer" / "evil.journal").read_text() == "mine"


def begin_named(folder: Path, name: str) -> None:
    begin(folder, name=name).close()


@pytest.mark.parametrize("name", FINE)
def test_fine_names_stay_in_the_folder(tmp_path: Path, name: str) -> None:
    assert checked_name(name) == name
    assert path_of(tmp_path, name) == tmp_path / f"{name}.journal"


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.journal"
    with begin(tmp_path, name="outside"):
        pass
    folder = tmp_path / "saves"
    folder.mkdir()
    for name, target in (("far", outside), ("near", folder / "x.journal"), ("loop", folder / "loop.journal")):
        (folder / f"{name}.journal").symlink_to(target)
        for use in (begin_named, open_save, verify, replay):
            with pytest.raises(SaveError, match="is a link"):
                use(folder, name)
        assert "is a link" in next(row.problem for row in listing(folder) if row.name == name)
    assert not (folder / "x.journal").exists()


def test_new_names_count_up_from_the_highest(tmp_path: Path) -> None:
    assert new_name(tmp_path, "concert") == "concert-0001"
    for name in ("concert-0009.journal", "concert-0003.damaged", "other-0050.journal", "concert-12.journal"):
        (tmp_path / name).touch()
    assert new_name(tmp_path, "concert") == "concert-0010"
    (tmp_path / "concert-9999.journal").touch()
    assert checked_name(new_name(tmp_path, "concert")) == "concert-10000"


def test_names_made_from_scenarios_are_names(tmp_path: Path) -> None:
    for scenario in ("x" * 48, "cold_war", "Ünter Übung", "", "___", "con", "a/../b"):
        assert checked_name(new_name(tmp_path, scenario)).endswith("-0001")


def test_names_are_shown_without_control_characters() -> None:
    assert shown("a\x1b[2J\u202eb") == "'a\\u001b[2J\\u202eb'"
    assert shown("x" * 60) == f"'{'x' * 60}'"
    assert shown("x" * 61) == f"'{'x' * 59}…'"


def test_rules_are_looked_for_by_hash_only(tmp_path: Path) -> None:
    for digest in ("", "..", "../x", "a" * 63, "A" * 64, "a" * 64 + "\n"):
        with pytest.raises(SaveError, match="no hash of rules"):
            rules_path(tmp_path, digest)
    assert rules_path(tmp_path, "a" * 64).parent == tmp_path / "rules"


def test_a_checkout_has_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALLIANCE_GAME_SAVES", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("rules", "cards"):
        (tmp_path / name).mkdir()
    elsewhere = saves_folder(tmp_path)
    assert elsewhere.name == "saves"
    assert "alliance-game" in elsewhere.parts
    assert elsewhere.is_relative_to(tmp_path / ("data" if os.name == "posix" else "home"))
    (tmp_path / "pyproject.toml").touch()
    assert saves_folder(tmp_path) == tmp_path / "saves"
    assert saves_folder() in (base_folder() / "saves", elsewhere)
    assert not (tmp_path / "saves").exists()


def test_the_environment_may_name_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "mine"))
    assert saves_folder() == saves_folder(tmp_path) == tmp_path / "mine"
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", "relative")
    assert saves_folder().is_absolute()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AllianceError, match="cannot be made"):
        begin(tmp_path / "file" / "saves")
