"""What other systems do with a save, done on this one: a file that is held, a lock beside it, no list of locks."""

import errno
import fcntl
import os
import sys
import time
from pathlib import Path

import pytest

from alliance_game import disk
from alliance_game.errors import SaveError
from alliance_game.saves import listing, verify
from alliance_game.saves.lock import holder
from tests.saves.playing import again, begin, go_on
from tests.table import library


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, each time; nobody really waits."""
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """A virus scanner holds every file for so many tries to replace it."""
    real, left = Path.replace, [times]

    def replace(new: Path, old: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(new, old)

    monkeypatch.setattr(Path, "replace", replace)


def test_on_windows_a_file_that_is_held_for_a_moment_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, naps: list[float]
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    (tmp_path / "x").write_bytes(b"old")
    held(monkeypatch, 9)
    disk.put(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"new"
    assert len(naps) == 9
    assert sum(naps) < 2


@pytest.mark.parametrize(("system", "waited"), [("win32", 9), ("linux", 0)])
def test_a_file_that_stays_held_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, naps: list[float], system: str, waited: int
) -> None:
    """Elsewhere nobody holds a file for a moment: what is refused once is refused."""
    monkeypatch.setattr(sys, "platform", system)
    (tmp_path / "x").write_bytes(b"old")
    held(monkeypatch, 100)
    with pytest.raises(PermissionError):
        disk.put(tmp_path / "x", b"new")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]
    assert len(naps) == waited


def lock_beside(descriptor: int, path: Path) -> int:
    """As on Windows, where readers would be kept out of a locked file."""
    beside = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return beside


def test_with_a_lock_beside_it_a_damaged_save_is_mended_played_on_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliance_game.saves.journal.hold", lock_beside)
    with begin(tmp_path, name="x") as game:
        go_on(game, 5)
    with game.path.open("ab") as file:
        file.write(b"half a li")
    with again(tmp_path, "x") as game:
        assert "kept as x.damaged" in game.recovered
        with pytest.raises(BlockingIOError):
            lock_beside(-1, game.path)
        go_on(game, 5)
    os.close(lock_beside(-1, game.path))
    assert verify(tmp_path, "x", library()).moves == 10


def test_with_a_lock_beside_it_a_save_that_cannot_be_replaced_stays_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, naps: list[float]
) -> None:
    """The old file is open again after a refusal, and takes the next move."""
    monkeypatch.setattr("alliance_game.saves.journal.hold", lock_beside)
    with begin(tmp_path, name="x") as game:
        go_on(game, 2)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refuse)
            with pytest.raises(SaveError, match="could not be saved"):
                go_on(game, 1)
        with monkeypatch.context() as patch:
            held(patch, 100)
            with pytest.raises(SaveError, match="could not be saved"):
                go_on(game, 1)
        go_on(game, 3)
    assert [row.moves for row in listing(tmp_path)] == [5]
    assert verify(tmp_path, "x", library()).moves == 5


def refuse(descriptor: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_disk_that_knows_no_locks_is_told_and_leaves_no_half_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a folder of another computer: two could write there at once."""

    def flock(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(SaveError, match="keep saves on a disk of this computer"):
        begin(tmp_path, name="x")
    assert listing(tmp_path) == []


def test_where_nobody_lists_locks_the_one_who_plays_has_no_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begin(tmp_path, name="x") as game:
        assert holder(game.path) == str(os.getpid())
        real = Path.read_text
        monkeypatch.setattr(
            Path,
            "read_text",
            lambda path, **named: real(tmp_path / "no such list" if path == Path("/proc/locks") else path, **named),
        )
        assert holder(game.path) == ""
        with pytest.raises(SaveError, match=r"in another window or program: go on there"):
            again(tmp_path, "x")
