"""Disks that are full, fail or lie: nothing acknowledged is lost, and the player hears of it."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from alliance_game.engine import position_hash
from alliance_game.errors import SaveError
from alliance_game.saves import Game, disk, listing, verify
from alliance_game.saves.chain import read
from alliance_game.saves.lock import hold
from tests.saves.playing import again, begin, choice, go_on, saved
from tests.table import library

CALLS = ("open", "write", "read", "fsync", "ftruncate", "fstat", "lstat", "lseek", "rename", "replace", "unlink")


class Shim:
    """Counts what is asked of the system, and refuses the k-th request."""

    def __init__(self, refused: int, number: int, *, lasting: bool = False) -> None:
        self.refused = refused
        self.number = number
        self.lasting = lasting
        self.asked = 0

    def wrap(self, real: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*given: object, **named: object) -> object:
            self.asked += 1
            if self.asked == self.refused or (self.lasting and self.asked > self.refused):
                raise OSError(self.number, os.strerror(self.number))
            return real(*given, **named)

        return wrapped

    @property
    def met(self) -> bool:
        """Whether anything was refused."""
        return self.asked >= self.refused

    @contextmanager
    def in_place(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for call in CALLS:
                patch.setattr(os, call, self.wrap(getattr(os, call)))
            yield


def fault_of(attempt: Callable[[], object]) -> str:
    """The sentence of the ``SaveError`` that an attempt ends in; nothing if it succeeds."""
    try:
        attempt()
    except SaveError as error:
        return str(error)
    return ""


def next_move(game: Game) -> tuple[str, int]:
    return choice(game.position, Random(len(game.moves)))


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_move_survives_a_fault_at_every_call(tmp_path: Path, number: int, lasting: bool) -> None:
    """Refuse the first request of a move, then the second, until the move succeeds: each time nothing is lost."""
    for refused in range(1, 100):
        shim = Shim(refused, number, lasting=lasting)
        folder = tmp_path / str(refused)
        with begin(folder, name="x") as game:
            go_on(game, 3)
            before, moves = position_hash(game.position), game.moves
            move = next_move(game)
            with shim.in_place():
                refusal = fault_of(lambda: game.play(*move))  # noqa: B023
            if refusal:
                assert refusal.startswith(f"Move 4 could not be saved to {game.path}: the disk ")
                assert os.strerror(number) in refusal
                assert refusal.endswith("then try again.")
                assert (position_hash(game.position), game.moves) == (before, moves)
                game.play(*move)
            assert len(game.moves) == 4
            go_on(game, 2)
        with again(folder, "x") as after:
            assert after.recovered == ""
            assert position_hash(after.position) == position_hash(game.position)
        if not shim.met:
            break
    assert 2 < refused < 20


def test_a_failed_synchronisation_puts_the_next_move_into_a_new_file(tmp_path: Path) -> None:
    """After it, the system may take for written what is not on the disk."""
    with begin(tmp_path, name="x") as game:
        old = game.path.stat().st_ino
        move = next_move(game)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", Shim(1, errno.EIO).wrap(os.fsync))
            with pytest.raises(SaveError, match="Move 1 could not be saved"):
                game.play(*move)
        game.play(*move)
        assert game.path.stat().st_ino != old
        with pytest.raises(SaveError, match="another window"):
            again(tmp_path, "x")
    assert verify(tmp_path, "x", library()).moves == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mirrors", "rules", "x.journal"]


def test_half_a_line_is_taken_back_at_once(tmp_path: Path) -> None:
    """If the game were closed now, the file would be sound."""
    real = os.write
    with begin(tmp_path, name="x") as game:
        go_on(game, 2)
        text = game.path.read_bytes()
        requests: list[int] = []

        def filling(descriptor: int, data: bytes) -> int:
            requests.append(len(data))
            if len(requests) > 1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(descriptor, bytes(data[:40]))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "write", filling)
            with pytest.raises(SaveError, match="Free some space"):
                game.play(*next_move(game))
        assert len(requests) == 2
        assert game.path.read_bytes() == text


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs the names of open files")
def test_names_of_new_files_are_on_the_disk_too(tmp_path: Path) -> None:
    """A folder is synchronised after a file was put into it: the rules, then the save, then what replaces a save."""
    synchronised: list[str] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        synchronised.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", watched)
        with begin(tmp_path / "saves", name="x") as game:
            assert synchronised[-5:] == ["saves", synchronised[-4], "rules", "x.journal", "saves"]
            assert synchronised[-4].endswith(".new")
            game.path.unlink()
            synchronised.clear()
            game.play(*next_move(game))
    assert [name.split(".")[-1] for name in synchronised] == ["new", "saves", "journal", "saves", "new", "mirrors"]


def test_a_disk_that_knows_no_synchronisation_is_no_fault(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", Shim(1, errno.EINVAL, lasting=True).wrap(os.fsync))
        with begin(tmp_path) as game:
            go_on(game, 2)
    assert verify(tmp_path, game.name, library()).moves == 2


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(tmp_path: Path) -> None:
    real = os.write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:7])))
        with begin(tmp_path) as game:
            go_on(game, 3)
    assert verify(tmp_path, game.name, library()).moves == 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_game_that_cannot_be_begun_leaves_no_save(tmp_path: Path, number: int) -> None:
    """Refuse one request after the other: either there is a sound game, or none and a sentence."""
    for refused in range(1, 200):
        folder = tmp_path / str(refused)
        folder.mkdir()
        shim = Shim(refused, number)
        with shim.in_place():
            refusal = fault_of(lambda: begin(folder, name="x").close())  # noqa: B023
        if refusal:
            assert os.strerror(number) in refusal
            assert listing(folder) == []
            begin(folder, name="x").close()
        assert verify(folder, "x", library()).sound
        assert not [each for each in folder.rglob("*") if each.name.endswith(".new")]
        if not shim.met:
            break
    assert 5 < refused < 60


@pytest.mark.parametrize("lasting", [False, True])
def test_mending_loses_nothing_when_it_fails(tmp_path: Path, lasting: bool) -> None:
    """Whatever is refused while a damaged game is opened, its good moves can still be opened afterwards."""
    whole = saved(tmp_path, 6)
    for refused in range(1, 100):
        folder = tmp_path / str(refused)
        folder.mkdir()
        (folder / "reference.journal").write_bytes(whole[:-50])
        shim = Shim(refused, errno.EIO, lasting=lasting)
        with shim.in_place():
            refusal = fault_of(lambda: again(folder, "reference").close())  # noqa: B023
        # Asking where a path leads may fail once without harm; a disk that goes on failing is never overlooked.
        assert "Input/output error" in refusal or not (lasting and shim.met)
        with again(folder, "reference") as game:
            assert len(game.moves) == 5, refused
        assert whole.startswith((folder / "reference.journal").read_bytes())
        copies = [path.read_bytes() for path in folder.glob("*.damaged*")]
        assert whole[:-50] in copies
        if not shim.met:
            break
    assert 5 < refused < 60


def test_a_save_deleted_during_the_game_is_written_anew(tmp_path: Path) -> None:
    with begin(tmp_path, name="x") as game:
        go_on(game, 3)
        game.path.unlink()
        go_on(game, 2)
        assert position_hash(game.position)
    with again(tmp_path, "x") as after:
        assert after.moves == game.moves


def test_a_save_changed_by_another_program_is_not_written_over(tmp_path: Path) -> None:
    with begin(tmp_path, name="x") as game:
        go_on(game, 3)
        with game.path.open("ab") as stream:
            stream.write(b"hello\n")
        text = game.path.read_bytes()
        with pytest.raises(SaveError, match="changed by another program"):
            game.play(*next_move(game))
        assert len(game.moves) == 3
    assert game.path.read_bytes() == text
    with again(tmp_path, "x") as after:
        assert after.moves == game.moves
        assert "Line 5" in after.recovered


def test_a_save_never_grows_too_big_to_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with begin(tmp_path, name="x") as game:
        go_on(game, 3)
        monkeypatch.setattr("alliance_game.saves.disk.MAX_BYTES", game.path.stat().st_size + 50)
        with pytest.raises(SaveError, match="no save has more than"):
            game.play(*next_move(game))
        assert len(game.moves) == 3
    again(tmp_path, "x").close()


FULL_DISK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from alliance_game.errors import SaveError
from tests.saves.playing import begin, go_on

game = begin(Path(sys.argv[1]), name="full")
size = game.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 2500, resource.RLIM_INFINITY))
try:
    go_on(game)
except SaveError as error:
    print(error)
stopped = len(game.moves)
try:
    go_on(game, 1)
except SaveError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
go_on(game, 5)
print(stopped, len(game.moves))
"""


def test_a_really_full_disk_stops_the_game_with_a_sentence_and_it_goes_on_later(tmp_path: Path) -> None:
    """The system's own limit, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), str(Path.cwd())], capture_output=True, text=True, check=True
    )
    first, second, counts = told.stdout.splitlines()
    stopped, went_on = (int(each) for each in counts.split())
    for sentence in (first, second):
        assert sentence.startswith(f"Move {stopped + 1} could not be saved to {tmp_path}/full.journal: the disk ")
        assert sentence.endswith("Free some space, then try again.")
    assert stopped > 2
    assert went_on == stopped + 5
    with again(tmp_path, "full") as game:
        assert (game.recovered, len(game.moves)) == ("", went_on)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


KILLED = """
import os, signal, sys, time
from pathlib import Path
from random import Random
sys.path.insert(0, sys.argv[2])
from alliance_game.engine import position_hash
from tests.saves.playing import again, begin, choice

folder, dice = Path(sys.argv[1]), Random(99)
begin(folder, name="warm").close()
for number in range(int(sys.argv[3])):
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        game, lot = begin(folder, name=f"k{number}", states=4, length="standard"), Random(number)
        os.write(mouth, b"begun\\n")
        while not game.position.over:
            game.play(*choice(game.position, lot))
            os.write(mouth, f"{len(game.moves)} {position_hash(game.position)}\\n".encode())
        time.sleep(60)
    os.close(mouth)
    heard = b""
    while not heard.endswith(b"\\n"):
        heard += os.read(ear, 1)
    time.sleep(dice.random() * 0.06)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(ear, 4096):
        heard += piece
    said = [line.split() for line in heard.decode().splitlines()[1:]]
    with again(folder, f"k{number}") as game:
        hashes = {number + 1: move for number, move in enumerate(game.moves)}
        assert len(game.moves) >= len(said), (number, len(game.moves), len(said))
        assert len(game.moves) <= len(said) + 1
        if said and len(game.moves) == len(said):
            assert position_hash(game.position) == said[-1][1]
    print(len(said))
"""


def test_a_killed_game_loses_no_acknowledged_move(tmp_path: Path) -> None:
    """Kill -9 at twenty moments: every move that was acknowledged is there, and every save opens."""
    told = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(Path.cwd()), "20"], capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    acknowledged = [int(line) for line in told.stdout.splitlines()]
    assert len(acknowledged) == 20
    assert sum(acknowledged) > 20
    for row in listing(tmp_path):
        assert row.problem == ""


def test_a_write_cut_at_every_byte_is_noticed_at_the_next_opening(tmp_path: Path) -> None:
    """A power cut in the middle of a line: the line is lost, the moves before it are not."""
    whole = saved(tmp_path, 4)
    last = whole[:-1].rindex(b"\n") + 1
    for cut in range(last + 1, len(whole) - 1, 11):
        assert read(whole[:cut], "x").standing == 3


@pytest.mark.parametrize("trick", [os.mkfifo, lambda path: path.symlink_to("x.journal"), Path.mkdir])
def test_a_file_exchanged_between_looking_and_opening_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trick: Callable[[Path], object]
) -> None:
    """A pipe would make the program wait for ever, a link would lead elsewhere."""
    begin(tmp_path, name="x").close()
    looked = (tmp_path / "x.journal").stat()
    trick(tmp_path / "trick.journal")
    monkeypatch.setattr(os, "lstat", lambda path: looked)
    with pytest.raises(SaveError, match=r"trick\.journal"):
        disk.opened(tmp_path / "trick.journal")


def test_a_save_exchanged_between_opening_and_locking_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program may just have mended it: two would write to two files of one name."""
    begin(tmp_path, name="x").close()
    path = tmp_path / "x.journal"

    def exchanged(descriptor: int, where: Path) -> int:
        disk.put(path, path.read_bytes())
        return hold(descriptor, where)

    monkeypatch.setattr("alliance_game.saves.journal.hold", exchanged)
    with pytest.raises(SaveError, match="replaced while it was being opened"):
        again(tmp_path, "x")
