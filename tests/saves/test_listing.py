"""The list of saves: a bad file is a row with its problem."""

import errno
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_game.disk import MAX_BYTES
from alliance_game.engine import outcome
from alliance_game.errors import SaveError
from alliance_game.saves import Row, listing, open_save
from tests.saves.playing import begin, go_on


def rows(folder: Path) -> dict[str, Row]:
    return {row.name: row for row in listing(folder)}


def test_a_row_says_what_a_player_wants_to_know(tmp_path: Path) -> None:
    with begin(tmp_path, seed=77, scenario="practice", states=3, length=None) as game:
        assert listing(tmp_path)[0].round == 0
        go_on(game, 3)
    os.utime(game.path, ns=(0, 1_700_000_000_000_000_000))
    row = listing(tmp_path)[0]
    assert (row.name, row.scenario, row.states) == ("practice-0001", "practice", 3)
    assert row.seats == ("you", "random", "random")
    assert (row.round, row.moves, row.finished, row.problem, row.usable) == (1, 3, False, "", True)
    assert row.played == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert row.created.endswith("Z")
    assert datetime.fromisoformat(row.created).tzinfo is not None
    assert "77" not in str(row).replace(row.created, "")


def test_a_finished_game_tells_its_ending(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        go_on(game)
    result = outcome(game.position)
    assert result is not None
    row = listing(tmp_path)[0]
    assert (row.ending, row.finished, row.can_continue, row.usable) == (result.reason, True, False, True)


def test_moves_taken_back_do_not_count(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        game.play("pass")
        game.undo(game.moves[-1].seat)
    assert [(row.moves, row.round) for row in listing(tmp_path)] == [(0, 1)]


def test_the_game_played_last_comes_first(tmp_path: Path) -> None:
    for age, name in enumerate(("b", "c", "a")):
        begin(tmp_path, name=name).close()
        os.utime(tmp_path / f"{name}.journal", ns=(0, (10 - age) * 10**9))
    assert [row.name for row in listing(tmp_path)] == ["b", "c", "a"]


def test_a_save_of_which_nobody_can_tell_when_it_was_played_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        begin(tmp_path, name=name).close()
        os.utime(tmp_path / f"{name}.journal", ns=(0, ord(name) * 10**9))
    real = os.lstat

    def lstat(path: Path) -> os.stat_result:
        if Path(path).stem == "c" and sys._getframe(1).f_code.co_name == "_written":
            raise PermissionError(errno.EACCES, "no")
        return real(path)

    monkeypatch.setattr(os, "lstat", lstat)
    assert [(row.name, row.played is None) for row in listing(tmp_path)] == [("b", False), ("a", False), ("c", True)]


def test_every_odd_file_is_a_row(tmp_path: Path) -> None:
    begin(tmp_path, name="sound").close()
    (tmp_path / "notes.journal").write_text("Ask the class about piracy.\n")
    (tmp_path / "empty.journal").touch()
    (tmp_path / "folder.journal").mkdir()
    (tmp_path / "big.journal").touch()
    os.truncate(tmp_path / "big.journal", MAX_BYTES + 1)
    (tmp_path / "link.journal").symlink_to(tmp_path / "sound.journal")
    os.mkfifo(tmp_path / "pipe.journal")
    (tmp_path / "My game.journal").touch()
    (tmp_path / "bin\udcff\x1b.journal").touch()
    (tmp_path / "binary.journal").write_bytes(bytes(range(256)))
    found = rows(tmp_path)
    expected = {
        "notes": "not a save of this game",
        "empty": "never begun",
        "folder": "is a folder",
        "big": "20,000,001 bytes",
        "link": "is a link",
        "pipe": "not an ordinary file",
        "My game": "cannot be the name",
        "'bin\\udcff\\u001b'": "cannot be the name",
        "binary": "not a save of this game",
    }
    assert set(found) == {"sound", *expected}
    for name, problem in expected.items():
        assert problem in found[name].problem
        assert found[name].problem.isprintable()
        assert not found[name].usable
    assert found["sound"].problem == ""
    for name in ("notes", "empty", "folder", "big", "link", "pipe", "binary"):
        with pytest.raises(SaveError):
            open_save(tmp_path, name)


def test_other_files_are_nobodys_business(tmp_path: Path) -> None:
    begin(tmp_path).close()
    for name in ("README.md", "concert-0001.damaged", ".concert-0001.journal.12.new", "notes.txt", ".journal"):
        (tmp_path / name).touch()
    assert list(rows(tmp_path)) == ["concert-0001"]


def test_a_file_that_may_not_be_read_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(tmp_path, name="mine").close()
    begin(tmp_path, name="theirs").close()
    real = os.open

    def refusing(path: str, flags: int, mode: int = 0o777) -> int:
        if "theirs" in str(path):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refusing)
    found = rows(tmp_path)
    assert "Permission denied" in found["theirs"].problem
    assert found["mine"].problem == ""


def test_a_file_that_fails_while_it_is_read_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(tmp_path, name="worn").close()

    def failing(descriptor: int, size: int) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "read", failing)
    assert "Input/output error" in rows(tmp_path)["worn"].problem


def test_no_folder_is_an_empty_list_and_a_file_for_a_folder_a_row(tmp_path: Path) -> None:
    assert listing(tmp_path / "none") == []
    (tmp_path / "file").touch()
    assert "cannot be read" in listing(tmp_path / "file")[0].problem
