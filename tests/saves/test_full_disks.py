"""A disk that is really full: a small one of our own, filled to the last byte."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance_game.engine import default_move
from alliance_game.errors import AllianceError
from alliance_game.saves import Game, create, verify
from tests.saves import releases
from tests.saves.faulty import fault_of

ROOT = Path(__file__).parent.parent.parent
OPENS = ["unshare", "--user", "--map-root-user", "--mount"]
MOUNTS = 'mount -t tmpfs -o size=400k tmpfs "$0" && exec "$@"'


def command(folder: Path, *words: str) -> list[str]:
    """A command that sees a small disk in place of a folder."""
    return [*OPENS, "sh", "-c", MOUNTS, str(folder), *words]


def can_mount(folder: Path) -> bool:
    """Whether this machine lets anybody have a disk of his own."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(command(folder, "true"), capture_output=True).returncode == 0


def full(folder: Path) -> Iterator[Path]:
    """Fill the disk, a page less each time, until there is room again; the ballast."""
    ballast = folder / "ballast"
    room = os.statvfs(folder)
    pages = room.f_bavail
    for left in range(4):
        ballast.write_bytes(bytes((pages - left) * room.f_frsize))
        yield ballast
        ballast.unlink()


def plays(game: Game) -> int:
    """Play until the disk is full; how many moves were made."""
    made = 0
    while not game.position.over:
        game.play(default_move(game.position))
        made += 1
    return made


def tried(folder: Path) -> list[str]:
    """What each of our files says on a full disk, with everything as it was afterwards."""
    from tests.saves.test_other_files import files, page, pins, settings, tables

    told: list[str] = []
    cases: tuple[Callable[[Path], Callable[[], object]], ...] = (settings, pins, page, tables)
    for case in cases:
        place = folder / case.__name__
        place.mkdir()
        attempt = case(place)
        before = files(place)
        for _ in full(folder):
            refusal = fault_of(attempt)
            if refusal:
                assert "No space left on device" in refusal, refusal
                assert str(place) in refusal, refusal
                assert files(place) == before, case
                told.append(case.__name__)
    return told


def main(folder: Path) -> None:
    """Play on a disk that fills up, several times; the sentences that were told are written out."""
    releases.busy(folder, "busy")
    whole = (folder / "busy.journal").read_bytes()
    with create(releases.alone(), ("you", "you"), folder, "x", scenario="fishery", states=2, seed=4) as game:
        stopped = 0
        for _ in full(folder):
            moves, text = game.moves, game.path.read_bytes()
            try:
                made = plays(game)
            except AllianceError as error:
                stopped += 1
                sys.stdout.write(f"{error}\n")
                assert game.path.read_bytes().startswith(text)
                assert game.moves[: len(moves)] == moves
            else:
                assert made or game.position.over
        assert stopped
        plays(game)
    for name in ("x", "busy"):
        assert verify(folder, name, releases.alone()).sound
    assert (folder / "busy.journal").read_bytes() == whole
    assert set(tried(folder)) == {"settings", "pins", "page", "tables"}
    sys.stdout.write("All is well.\n")


def test_a_small_disk_fills_up_and_nothing_is_lost(tmp_path: Path) -> None:
    if not can_mount(tmp_path):
        pytest.skip("this machine lets nobody mount a disk of his own")
    played = subprocess.run(
        command(tmp_path, sys.executable, "-m", "tests.saves.test_full_disks", str(tmp_path)),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
    )
    assert played.returncode == 0, played.stderr
    *sentences, last = played.stdout.splitlines()
    assert last == "All is well."
    for sentence in sentences:
        assert f"could not be saved to {tmp_path}/x.journal: the disk is full or a limit is reached" in sentence
        assert sentence.endswith("(No space left on device). Free some space, 10 MB is plenty, then try again.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
