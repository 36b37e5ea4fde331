"""Power cuts: whatever of the last writes is missing, torn or out of order, no acknowledged move is."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from alliance_game import disk
from alliance_game.engine import default_move
from alliance_game.errors import AllianceError, SaveError
from alliance_game.saves import Game, create, open_save, stored_rules
from alliance_game.saves.mirrors import contents_of
from tests.saves import releases
from tests.saves.power import Recorder, image


def session(root: Path) -> tuple[Recorder, bytes]:
    """A game with every kind of line, a failed synchronisation, a damage that is mended, and a second program."""
    recorder = Recorder(str(root))
    folder = root / "saves"
    with recorder.in_place():
        game = create(releases.alone(), ("you", "planner"), folder, "x", scenario="fishery", states=2, seed=4)
        recorder.acknowledge(game.path)
        with game:
            for done in deeds(game):
                recorder.failing = done == "failing"
                if done == "done":
                    recorder.acknowledge(game.path)
        path = game.path
        with open_save(folder, "x", releases.alone()) as game:
            game.play(default_move(game.position))
            recorder.acknowledge(path)
    return recorder, path.read_bytes()


def deeds(game: Game) -> Iterator[str]:
    """Moves, and everything else; after each the screen says that it is saved."""
    for number in range(6):
        game.play(default_move(game.position))
        yield "done"
        game.note(0, f"Note {number}")
        yield "done"
    seat = game.moves[-1].seat
    if game.can_undo(seat):
        game.undo(seat)
        yield "done"
    game.intervene("correct stock -1")
    yield "done"
    game.sit(1, "hawk")
    yield "done"
    yield "failing"
    with pytest.raises(SaveError, match="Input/output error"):
        game.play(default_move(game.position))
    yield "well again"
    game.play(default_move(game.position))
    yield "done"
    game.rewind(1)
    yield "done"
    for _ in range(8):
        game.play(default_move(game.position))
        yield "done"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorder:
    return session(tmp_path_factory.mktemp("power"))[0]


def test_everything_that_changes_the_disk_is_written_down(tmp_path: Path) -> None:
    """The model is no better than its record: without a cut it gives exactly the real files."""
    recorder, journal = session(tmp_path)
    found = image(recorder.changes, None)
    assert found == {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert recorder.acknowledged[-1] == (len(recorder.changes), journal) or recorder.acknowledged[-1][1] == journal


def cut(recorded: Recorder, folder: Path, dice: Random) -> bytes:
    """One power cut: at a moment by lot, with losses by lot; what nobody may have lost by then."""
    moment = dice.randrange(recorded.acknowledged[0][0], len(recorded.changes) + 1)
    left = image(recorded.changes[:moment], dice)
    for path, data in left.items():
        place = folder / Path(path).relative_to(recorded.root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return max((told for told in recorded.acknowledged if told[0] <= moment), key=lambda told: told[0])[1]


def check(folder: Path, safe: bytes, opened: dict[bytes, int], underway: int = 1, name: str = "x") -> None:
    """All that was acknowledged is there, at most the lines that were being written too, and the game goes on."""
    path = folder / "saves" / f"{name}.journal"
    found = contents_of(path)
    assert found.good.startswith(safe)
    assert found.good.removeprefix(safe).count(b"\n") <= underway
    digest = found.header.rules
    assert not isinstance(stored_rules._sources(stored_rules.rules_path(path.parent, digest), digest), str)
    key = sha256(path.read_bytes() + found.good).digest()
    if key not in opened:
        with open_save(path.parent, name, releases.alone()) as game:
            opened[key] = len(game.moves)
            game.note(0, "It goes on.")
        assert contents_of(path).good.startswith(found.good)
    assert opened[key] == found.standing


def cuts(recorded: Recorder, folder: Path, seeds: range) -> int:
    """Many cuts; how many different files they left."""
    opened: dict[bytes, int] = {}
    for seed in seeds:
        safe = cut(recorded, folder / str(seed), Random(seed))
        try:
            check(folder / str(seed), safe, opened)
        except Exception as error:
            error.add_note(f"the cut of seed {seed}")
            raise
    return len(opened)


def cuts_while_mending(recorded: Recorder, folder: Path, seeds: range) -> int:
    """A cut, and another one while the game is opened again; how many of the first ones left something to mend."""
    mended = 0
    for seed in seeds:
        dice, once = Random(seed), folder / f"{seed}"
        safe = cut(recorded, once, dice)
        path = once / "saves" / "x.journal"
        mended += bool(contents_of(path).damage)
        second = Recorder(str(once))
        second.take_over()
        second.acknowledged.append((len(second.changes), safe))
        with second.in_place(), open_save(path.parent, "x", releases.alone()) as game:
            # What could be read now is on the screen.
            second.acknowledge(path)
            game.note(0, "It goes on.")
            second.acknowledge(path)
        for number in range(5):
            twice = folder / f"{seed}-{number}"
            safe = cut(second, twice, dice)
            try:
                check(twice, safe, {}, 2)
            except Exception as error:
                error.add_note(f"cut {number} of seed {seed}")
                raise
    return mended


def cuts_after_kills(recorded: Recorder, folder: Path, seeds: range) -> int:
    """A program is killed anywhere, another one goes on from what it finds, and then the power fails.

    How often something was found that no disk had been waited for.
    """
    unsafe = 0
    for seed in seeds:
        dice, root = Random(seed), Path(recorded.root)
        killed = recorded.changes[: dice.randrange(len(recorded.changes) + 1)]
        shutil.rmtree(root)
        root.mkdir()
        for change in killed:
            if change.kind == "mkdir":
                Path(change.path).mkdir(parents=True)
        for path, data in image(killed, None).items():
            Path(path).write_bytes(data)
        second = Recorder(recorded.root)
        second.go_on(killed)
        unsafe += image(killed, None) != image(killed, Random(dice.choice(range(9))))
        saves = root / "saves"
        with second.in_place(), begun_or_opened(saves) as game:
            name = game.name
            second.acknowledge(game.path)
            game.note(0, "It goes on.")
            second.acknowledge(game.path)
        for number in range(4):
            twice = folder / f"{seed}-{number}"
            safe = cut(second, twice, dice)
            try:
                check(twice, safe, {}, name=name)
            except Exception as error:
                error.add_note(f"cut {number} of seed {seed}")
                raise
    return unsafe


def begun_or_opened(folder: Path) -> Game:
    try:
        return open_save(folder, "x", releases.alone())
    except AllianceError:
        return create(releases.alone(), ("you", "planner"), folder, scenario="fishery", states=2, seed=4)


def test_no_acknowledged_move_is_lost_in_a_power_cut(recorded: Recorder, tmp_path: Path) -> None:
    assert cuts(recorded, tmp_path, range(300)) > 20


def test_a_power_cut_while_a_game_is_mended_loses_nothing(recorded: Recorder, tmp_path: Path) -> None:
    assert cuts_while_mending(recorded, tmp_path, range(12)) > 0


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(8))
def test_no_acknowledged_move_is_lost_in_many_power_cuts(recorded: Recorder, tmp_path: Path, block: int) -> None:
    assert cuts(recorded, tmp_path, range(1000 + block * 500, 1500 + block * 500)) > 30


def test_what_a_killed_program_left_is_made_safe_before_it_is_shown(recorded: Recorder, tmp_path: Path) -> None:
    assert cuts_after_kills(recorded, tmp_path, range(25)) > 3


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(2))
def test_what_many_killed_programs_left_is_made_safe(recorded: Recorder, tmp_path: Path, block: int) -> None:
    assert cuts_after_kills(recorded, tmp_path, range(100 + block * 150, 250 + block * 150)) > 20


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(2))
def test_many_power_cuts_while_games_are_mended(recorded: Recorder, tmp_path: Path, block: int) -> None:
    assert cuts_while_mending(recorded, tmp_path, range(100 + block * 100, 200 + block * 100)) > 3


@pytest.mark.parametrize("forgets", [stat.S_ISREG, stat.S_ISDIR])
def test_the_model_finds_a_program_that_does_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgets: Callable[[int], bool]
) -> None:
    """Without waiting for files, or for the names in folders, the same session loses moves: the test can fail."""
    real = disk.sync

    def hasty(descriptor: int) -> None:
        if not forgets(os.fstat(descriptor).st_mode):
            real(descriptor)

    monkeypatch.setattr(disk, "sync", hasty)
    monkeypatch.setattr("tests.saves.test_power_cuts.deeds", plain_deeds)
    recorder = session(tmp_path / "session")[0]
    with pytest.raises((AssertionError, SaveError)):
        cuts(recorder, tmp_path, range(100))


def plain_deeds(game: Game) -> Iterator[str]:
    for _ in range(6):
        game.play(default_move(game.position))
        yield "done"
