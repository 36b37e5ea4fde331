"""Copies made as rounds begin: what is damaged in a save comes back from them, and they get in nobody's way."""

import errno
import io
import os
from pathlib import Path

import pytest

from alliance_game import disk, plain
from alliance_game.engine import default_move, position_hash
from alliance_game.engine.layout import ROUND
from alliance_game.errors import SaveError
from alliance_game.saves import Game, listing, replay, verify
from alliance_game.saves.chain import read
from alliance_game.saves.mirrors import KEPT, healed
from alliance_game.saves.records import FORMAT
from tests.saves.playing import again, begin, go_on
from tests.table import library

ROUNDS = 4


def to_round(game: Game, number: int) -> None:
    while game.position.cells[ROUND] < number:
        game.play(default_move(game.position))


def mirrors(folder: Path, name: str = "x") -> list[Path]:
    """The shortest first."""
    return sorted((folder / "mirrors").glob(f"{name}.*"), key=lambda each: each.stat().st_size)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a game in its last round."""
    folder = tmp_path_factory.mktemp("long")
    with begin(folder, name="x", difficulty="gentle") as game:
        to_round(game, ROUNDS)
        go_on(game, 4)
    return folder


def copied(source: Path, target: Path, name: str = "x") -> bytes:
    """The same folder again, to be damaged; the bytes of the save."""
    for each in (f"{name}.journal", *(f"mirrors/{each.name}" for each in mirrors(source, name))):
        (target / each).parent.mkdir(exist_ok=True)
        (target / each).write_bytes((source / each).read_bytes())
    return (target / f"{name}.journal").read_bytes()


def test_the_last_three_rounds_are_mirrored_as_they_began(long: Path) -> None:
    whole = (long / "x.journal").read_bytes()
    found = mirrors(long)
    assert [each.name for each in found] == [f"x.round-{number}.mirror" for number in range(ROUNDS - 2, ROUNDS + 1)]
    for each, number in zip(found, range(ROUNDS - 2, ROUNDS + 1), strict=True):
        data = each.read_bytes()
        assert whole.startswith(data)
        records = read(data, "x").records
        assert [record.round for record in records[-2:]] == [number - 1, number]
        assert each.stat().st_mode & 0o777 == 0o600


def test_every_line_that_was_mirrored_comes_back(long: Path, tmp_path: Path) -> None:
    """Whichever line is damaged, the first too, nothing at all is lost if its round is not the one in play."""
    whole = copied(long, tmp_path)
    mirrored = mirrors(long)[-1].read_bytes().count(b"\n")
    lines = whole.splitlines(keepends=True)
    assert mirrored < len(lines)
    for number in range(len(lines)):
        bad = b"".join([*lines[:number], lines[number].replace(b'":', b'";', 3), *lines[number + 1 :]])
        found = healed(tmp_path / "x.journal", bad)
        assert found.damage
        assert found.good == (whole if number < mirrored else b"".join(lines[:number])), number
        assert found.mirrored == (number < mirrored)


def test_many_kinds_of_damage_at_once_leave_what_was_mirrored(long: Path, tmp_path: Path) -> None:
    whole = copied(long, tmp_path)
    newest = mirrors(long)[-1].read_bytes()
    ends = [at for at, byte in enumerate(whole) if byte == 10]
    spoilt = [
        b"",
        b"\n",
        b"\0" * len(whole),
        os.urandom(len(whole)),
        b"# notes for the lesson\n",
        whole[: ends[0] // 2],
        whole[: ends[3] + 9],
        whole[ends[2] + 1 :],
        whole[:100] + b"\0" * 4096 + whole[4196:],
        whole[: ends[4]] + whole[ends[6] :],
        whole.replace(b'"number"', b'"numbre"'),
        whole.replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT + 1), 1),
        whole.replace(b"\n", b"\r\n"),
    ]
    for number, bad in enumerate(spoilt):
        found = healed(tmp_path / "x.journal", bad)
        assert found.good.startswith(newest), number
        assert whole.startswith(found.good), number
        assert found.damage
        assert "x.journal" in found.damage


def test_the_game_goes_on_where_it_stood_and_the_screen_says_why(long: Path, tmp_path: Path) -> None:
    whole = copied(long, tmp_path)
    disk.make_folder(tmp_path / "rules")
    for each in (long / "rules").iterdir():
        (tmp_path / "rules" / each.name).write_bytes(each.read_bytes())
    moves = read(whole, "x").standing
    spoilt = b"\0" * 300 + whole[300:]
    (tmp_path / "x.journal").write_bytes(spoilt)
    said = f"x.journal is damaged from its first line on. {{}} move {moves} of about {moves}, with a copy from the"
    (row,) = listing(tmp_path)
    assert row.problem.startswith(said.format("It can be recovered to"))
    assert (row.usable, row.moves) == (True, moves)
    assert verify(tmp_path, "x", library()).moves == moves
    output = io.StringIO()
    assert plain.retell(replay(tmp_path, "x"), output) == 0
    with again(tmp_path, "x") as game:
        assert game.recovered.startswith(said.format("Recovered to"))
        assert len(game.moves) == moves
        go_on(game, 1)
    assert (tmp_path / "x.damaged").read_bytes() == spoilt
    assert (tmp_path / "x.journal").read_bytes().startswith(whole)
    with again(tmp_path, "x") as game:
        assert (game.recovered, len(game.moves)) == ("", moves + 1)


def test_an_older_copy_that_was_put_back_and_played_on_is_not_given_up_for_mirrors(
    long: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mirrors know how it went on before. Where no new ones can be made, they stay, and do not take over."""
    whole = copied(long, tmp_path)
    (tmp_path / "rules").symlink_to(long / "rules")
    newest = mirrors(tmp_path)[-1].read_bytes()
    older = b"".join(whole.splitlines(keepends=True)[: newest.count(b"\n") - 6])
    (tmp_path / "x.journal").write_bytes(older)

    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, "refused")

    monkeypatch.setattr(disk, "put", refuse)
    with again(tmp_path, "x") as game:
        game.note(0, "from here on again")
        go_on(game, 1)
    played = (tmp_path / "x.journal").read_bytes()
    assert played.startswith(older)
    assert len(mirrors(tmp_path)) == KEPT
    found = healed(tmp_path / "x.journal", played + b"torn")
    assert found.damage
    assert found.good == played


def test_damaged_mirrors_do_no_harm_and_the_next_one_helps(long: Path, tmp_path: Path) -> None:
    whole = copied(long, tmp_path)
    older, old, newest = mirrors(tmp_path)
    bad = b"x" + whole[1:]
    newest.write_bytes(os.urandom(2000))
    assert healed(tmp_path / "x.journal", bad).good == whole
    old.unlink()
    old.symlink_to(older)
    assert healed(tmp_path / "x.journal", bad).good == whole
    older.write_bytes(older.read_bytes()[:-30])
    assert healed(tmp_path / "x.journal", bad).damage
    older.write_bytes(b"")
    with pytest.raises(SaveError, match=r"not a save|first line"):
        healed(tmp_path / "x.journal", bad)
    assert healed(tmp_path / "x.journal", whole).damage == ""


def test_mirrors_of_another_game_are_left_alone(long: Path, tmp_path: Path) -> None:
    """A save that somebody put into the place of another one is damaged on its own account."""
    copied(long, tmp_path)
    with begin(tmp_path / "other", seed=9, name="x") as game:
        go_on(game, 6)
    other = game.path.read_bytes()
    found = healed(tmp_path / "x.journal", other[:-40])
    assert (found.standing, found.mirrored) == (5, False)
    later = other.replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT + 1), 1)
    with pytest.raises(SaveError, match="later version"):
        healed(tmp_path / "x.journal", later)
    # An older copy of the same game, put back on purpose, is as good as any.
    earlier = b"".join((tmp_path / "x.journal").read_bytes().splitlines(keepends=True)[:5])
    assert healed(tmp_path / "x.journal", earlier).damage == ""


def test_a_new_game_has_nothing_of_an_old_one_of_its_name(long: Path, tmp_path: Path) -> None:
    copied(long, tmp_path)
    (tmp_path / "x.journal").unlink()
    with begin(tmp_path, seed=9, name="x"):
        assert mirrors(tmp_path) == []
    copied(long, tmp_path)
    with pytest.raises(SaveError, match="already a file"):
        begin(tmp_path, seed=9, name="x")
    assert len(mirrors(tmp_path)) == KEPT


def test_going_back_to_a_round_mirrors_what_stands_now(tmp_path: Path) -> None:
    with begin(tmp_path, name="x") as game:
        to_round(game, 4)
        game.rewind(2)
        whole = game.path.read_bytes()
        assert mirrors(tmp_path)[-1].read_bytes() == whole
        to_round(game, 3)
        assert len(mirrors(tmp_path)) == KEPT
    game.path.write_bytes(b"")
    with again(tmp_path, "x") as found:
        assert position_hash(found.position) == position_hash(game.position)
        assert found.interventions == game.interventions


def test_mirrors_of_what_a_save_no_longer_says_are_let_go(long: Path, tmp_path: Path) -> None:
    """Somebody put back Monday's copy; what was played on Tuesday is not taken for the newest."""
    whole = copied(long, tmp_path)
    (tmp_path / "x.journal").write_bytes(b"".join(whole.splitlines(keepends=True)[:6]))
    with again(tmp_path, "x") as game:
        go_on(game, 1, seed=77)
        (only,) = mirrors(tmp_path)
        assert only.read_bytes() == game.path.read_bytes()


def test_the_end_of_a_game_is_mirrored(tmp_path: Path) -> None:
    with begin(tmp_path, name="x") as game:
        to_round(game, 2)
        game.intervene("end", "The bell")
    assert mirrors(tmp_path)[-1].read_bytes() == game.path.read_bytes()


def test_a_disk_that_refuses_mirrors_stops_no_game_and_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.put
    refused: list[Path] = []

    def full(path: Path, data: bytes) -> None:
        refused.append(path)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with begin(tmp_path, name="x") as game:
        monkeypatch.setattr(disk, "put", full)
        go_on(game, 3)
        assert (len(game.moves), len(refused), mirrors(tmp_path)) == (3, 3, [])
        monkeypatch.setattr(disk, "put", real)
        go_on(game, 1)
        assert mirrors(tmp_path)[-1].read_bytes() == game.path.read_bytes()


def test_half_a_mirror_of_a_killed_program_is_cleared_away(tmp_path: Path) -> None:
    with begin(tmp_path, name="x") as game:
        (tmp_path / "mirrors").mkdir()
        (tmp_path / "mirrors" / ".x.round-1.mirror.99999.new").write_bytes(b"half")
        (tmp_path / "mirrors" / ".y.round-1.mirror.99999.new").write_bytes(b"another's")
        go_on(game, 1)
    assert sorted(each.name for each in (tmp_path / "mirrors").iterdir()) == [
        ".y.round-1.mirror.99999.new",
        "x.round-1.mirror",
    ]
