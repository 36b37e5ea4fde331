"""Disks that are full, fail or lie: nothing acknowledged is lost, and the player hears of it."""

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from alliance_game import disk
from alliance_game.engine import default_move, position_hash
from alliance_game.errors import SaveError
from alliance_game.saves import Game, create, listing, open_save, verify
from alliance_game.saves.chain import read
from alliance_game.saves.lock import hold
from tests.saves import releases
from tests.saves.faulty import EVERY, Shim, each, fault_of
from tests.saves.playing import again, begin, choice, go_on
from tests.table import library


def next_move(game: Game) -> tuple[str, int]:
    return choice(game.position, Random(len(game.moves)))


def note(game: Game) -> None:
    game.note(0, "What our team thinks.")


def correct(game: Game) -> None:
    lately = [each.text for each in game.interventions if each.text.startswith("correct")]
    game.intervene("correct stock +1" if lately[-1:] == ["correct stock -1"] else "correct stock -1", "By mistake")


def seat(game: Game) -> None:
    game.sit(1, "hawk" if game.seats[1] == "planner" else "planner")


def undo(game: Game) -> None:
    game.undo(game.moves[-1].seat)


def until_undo(game: Game) -> None:
    while not game.moves or not game.can_undo(game.moves[-1].seat):
        if game.position.over:
            raise AssertionError("nothing in this game can be taken back")
        game.play(*next_move(game))


def until_rewind(game: Game) -> None:
    game.play(default_move(game.position))


DEEDS: dict[str, tuple[Callable[[Game], object], Callable[[Game], object]]] = {
    "play": (lambda game: None, lambda game: game.play(default_move(game.position))),
    "undo": (until_undo, undo),
    "note": (lambda game: None, note),
    "intervene": (lambda game: None, correct),
    "rewind": (until_rewind, lambda game: game.rewind(1, "Again")),
    "sit": (lambda game: None, seat),
    "pause": (lambda game: None, lambda game: game.pause(60)),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("fault", EVERY)
def test_whatever_is_done_survives_a_fault_at_every_request(tmp_path: Path, fault: str, deed: str) -> None:
    """Refuse the first request of a move, then the second, until it succeeds: each time nothing is lost."""
    prepare, do = DEEDS[deed]
    for lasting in (False, True):
        refusals = 0
        folder = tmp_path / str(lasting)
        game = small(folder)
        for shim in each(fault, lasting=lasting):
            if game.position.over:
                game.close()
                game = small(folder / str(shim.refused))
            prepare(game)
            before, text = releases.told(game), game.path.read_bytes()
            with shim.in_place():
                refusal = fault_of(lambda: do(game))  # noqa: B023
            if refusal:
                refusals += 1
                assert f" could not be saved to {game.path}: the disk " in refusal
                assert shim.told in refusal
                assert "10 MB is plenty" in refusal or fault not in ("ENOSPC", "torn")
                assert refusal.endswith("then try again.")
                assert releases.told(game) == before
                found = game.path.read_bytes()
                assert found.startswith(text)
                assert found == text or shim.lasting or shim.refused > 2, "half a line is left"
                do(game)
            assert read(game.path.read_bytes(), "x").damage == ""
            with open_save(again_at(game), game.name, releases.alone()) as other:
                assert (other.recovered, releases.told(other)) == ("", releases.told(game))
        game.close()
        assert refusals >= 3
        assert verify(game.path.parent, game.name, releases.alone()).sound


def small(folder: Path) -> Game:
    """A game under rules that fit on a page, so that much can be tried."""
    game = create(releases.alone(), ("you", "planner"), folder, "x", scenario="fishery", states=2, seed=4)
    for _ in range(3):
        game.play(default_move(game.position))
    return game


def again_at(game: Game) -> Path:
    """A copy of a game's folder, as another program would find it if this one ended now."""
    copy = game.path.parent.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    return Path(shutil.copytree(game.path.parent, copy))


def test_a_failed_synchronisation_puts_the_next_move_into_a_new_file(tmp_path: Path) -> None:
    """After it, the system may take for written what is not on the disk."""
    with begin(tmp_path, name="x") as game:
        old = game.path.stat().st_ino
        move = next_move(game)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", Shim(1, "EIO").wrap("fsync"))
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
            stored = synchronised[-6]
            assert synchronised[-7:] == ["saves", stored, "rules", "rules", "saves", "x.journal", "saves"]
            assert stored.endswith(".new")
            game.path.unlink()
            synchronised.clear()
            game.play(*next_move(game))
    assert [name.split(".")[-1] for name in synchronised] == ["new", "saves", "journal", "saves", "new", "mirrors"]


def test_a_disk_that_knows_no_synchronisation_is_no_fault(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", Shim(1, "EINVAL", lasting=True).wrap("fsync"))
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


@pytest.mark.parametrize("fault", EVERY)
def test_a_game_that_cannot_be_begun_leaves_no_save(tmp_path: Path, fault: str) -> None:
    """Refuse one request after the other: either there is a sound game, or none and a sentence."""
    met = 0
    for shim in each(fault):
        folder = tmp_path / str(shim.refused)
        folder.mkdir()
        with shim.in_place():
            refusal = fault_of(lambda: small_begun(folder))  # noqa: B023
        if refusal:
            met += 1
            assert shim.told in refusal
            assert str(folder) in refusal
            if "close" not in refusal:
                assert listing(folder) == []
                small_begun(folder)
        assert verify(folder, "x", releases.alone()).sound
        assert not [each for each in folder.rglob("*") if each.name.endswith(".new")]
    assert met > 5


def small_begun(folder: Path) -> None:
    create(releases.alone(), ("you", "planner"), folder, "x", scenario="fishery", states=2, seed=4).close()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sound small game."""
    folder = tmp_path_factory.mktemp("played")
    with small(folder) as game:
        game.note(0, "A note")
        game.intervene("correct stock -1")
    return folder


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize(("fault", "mirrored"), [("torn", False), ("EIO", False), ("EIO", True)])
def test_mending_loses_nothing_when_it_fails(
    tmp_path: Path, played: Path, fault: str, lasting: bool, mirrored: bool
) -> None:
    """Whatever is refused while a damaged game is opened, its good moves can still be opened afterwards."""
    met = 0
    for shim in each(fault, lasting=lasting):
        folder = Path(shutil.copytree(played, tmp_path / str(shim.refused)))
        whole = (folder / "x.journal").read_bytes()
        spoilt = b"?" + whole[1:] if mirrored else whole[:-50]
        (folder / "x.journal").write_bytes(spoilt)
        if not mirrored:
            shutil.rmtree(folder / "mirrors")
        with shim.in_place():
            refusal = fault_of(lambda: open_save(folder, "x", releases.alone()).close())  # noqa: B023
        met += bool(refusal)
        assert shim.told in refusal or (not refusal and read((folder / "x.journal").read_bytes(), "x").damage == "")
        with open_save(folder, "x", releases.alone()) as game:
            assert (len(game.moves), len(game.notes(0))) == (3, 1), shim.refused
        assert whole.startswith((folder / "x.journal").read_bytes())
        copies = [path.read_bytes() for path in folder.glob("*.damaged*")]
        assert spoilt in copies
    assert met > 5


@pytest.mark.parametrize("fault", EVERY)
def test_a_sound_save_that_cannot_be_opened_stays_as_it_is(tmp_path: Path, played: Path, fault: str) -> None:
    folder = Path(shutil.copytree(played, tmp_path / "saves"))
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    met = 0
    for shim in each(fault):
        with shim.in_place():
            refusal = fault_of(lambda: open_save(folder, "x", releases.alone()).close())
            row = listing(folder)[0] if shim.refused > 1 else None
        met += bool(refusal)
        assert shim.told in refusal or not refusal
        assert row is None or row.moves == 3 or row.problem
        assert {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()} == before
    assert met > 3


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
        monkeypatch.setattr("alliance_game.disk.MAX_BYTES", game.path.stat().st_size + 50)
        with pytest.raises(SaveError, match="no save has more than"):
            game.play(*next_move(game))
        assert len(game.moves) == 3
    again(tmp_path, "x").close()


FULL_DISK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from alliance_game.errors import SaveError
from tests.saves import releases
from tests.saves.faulty import EVERY, Shim, each, fault_of
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
        assert sentence.endswith("Free some space, 10 MB is plenty, then try again.")
    assert stopped > 2
    assert went_on == stopped + 5
    with again(tmp_path, "full") as game:
        assert (game.recovered, len(game.moves)) == ("", went_on)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


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
        disk.opened_own(tmp_path / "trick.journal")


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
