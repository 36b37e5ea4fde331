"""Damaged journals: always noticed, and every move before the damage is kept."""

import json
from pathlib import Path

import pytest

from alliance_game.engine import Position, position_hash
from alliance_game.errors import SaveError
from alliance_game.saves import FORMAT, Differs, listing, replay, verify
from alliance_game.saves.canonical import BadText
from alliance_game.saves.chain import START, linked, read, unlinked
from alliance_game.saves.mirrors import healed, keep
from tests.saves.playing import again, begin, go_on, saved
from tests.saves.releases import GOLDEN
from tests.table import library

MOVES = 10


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sound journal."""
    return saved(tmp_path_factory.mktemp("sound"), MOVES)


@pytest.fixture(scope="module")
def positions(tmp_path_factory: pytest.TempPathFactory) -> list[Position]:
    """The position after each number of moves."""
    folder = tmp_path_factory.mktemp("positions")
    saved(folder, MOVES)
    return [step.position for step in replay(folder, "reference", library=library())]


def laid(folder: Path, text: bytes) -> Path:
    path = folder / "reference.journal"
    path.write_bytes(text)
    return path


def test_every_truncation_is_noticed_and_every_whole_move_kept(whole: bytes) -> None:
    """Cut anywhere but between two lines, where nobody can tell a cut from an earlier moment."""
    first = whole.index(b"\n") + 1
    for cut in {*range(first + 1, len(whole), 3), *near_ends(whole, first)}:
        found = read(whole[:cut], "reference.journal")
        complete = whole[:cut].count(b"\n") - 1
        if whole[cut - 1 : cut] == b"\n":
            assert (found.damage, found.standing) == ("", complete)
        else:
            # A line that lacks nothing but its end is still proved by its own hash.
            assert found.damage
            assert found.standing == complete + (whole[cut : cut + 1] == b"\n")
        assert whole.startswith(found.good[:-1])


def near_ends(whole: bytes, first: int) -> list[int]:
    """The places next to line ends."""
    ends = [at for at, byte in enumerate(whole) if byte == 10 and at > first]
    return [each for end in ends for each in (end, end + 1, end + 2) if each <= len(whole)]


def test_every_cut_into_the_first_line_is_refused_with_a_sentence(whole: bytes) -> None:
    for cut in range(0, whole.index(b"\n"), 7):
        with pytest.raises(SaveError, match=r"reference\.journal"):
            read(whole[:cut], "reference.journal")


def test_every_flipped_byte_is_noticed_and_all_moves_before_it_kept(whole: bytes) -> None:
    ends = [at for at, byte in enumerate(whole) if byte == 10]
    for at in range(0, len(whole), 5):
        bad = bytearray(whole)
        bad[at] ^= 1 << at % 8
        before = sum(end < at for end in ends)
        if before == 0:
            with pytest.raises(SaveError):
                read(bytes(bad), "reference.journal")
            continue
        found = read(bytes(bad), "reference.journal")
        assert found.damage
        assert found.standing == before - 1, at


def test_moved_doubled_and_missing_lines_are_noticed(whole: bytes) -> None:
    lines = whole.splitlines(keepends=True)
    swapped = [*lines[:4], lines[5], lines[4], *lines[6:]]
    doubled = [*lines[:5], lines[4], *lines[5:]]
    missing = [*lines[:4], *lines[5:]]
    foreign = [*lines[:4], b'{"kind":"move"}\n', *lines[4:]]
    blank = [*lines[:4], b"\n", *lines[4:]]
    for bad, kept in ((swapped, 3), (doubled, 4), (missing, 3), (foreign, 3), (blank, 3)):
        found = read(b"".join(bad), "reference.journal")
        assert found.damage
        assert found.standing == kept


def test_a_line_of_another_game_is_noticed(tmp_path: Path, whole: bytes) -> None:
    """Its number fits and its own text is whole; only the chain tells."""
    other = saved(tmp_path, MOVES, seed=6).splitlines(keepends=True)
    lines = whole.splitlines(keepends=True)
    found = read(b"".join([*lines[:5], other[5], *lines[6:]]), "reference.journal")
    assert (found.standing, "check sum is wrong" in found.damage) == (4, True)


def test_the_same_data_in_another_spelling_are_noticed(whole: bytes) -> None:
    """An editor that lays out the lines anew has had them in hand."""
    lines = whole.splitlines(keepends=True)
    for old, new in ((b'"number":5', b'"number": 5'), (b'"move":"p', b'"move":"\\u0070')):
        assert old in lines[5]
        found = read(b"".join([*lines[:5], lines[5].replace(old, new), *lines[6:]]), "reference.journal")
        assert (found.standing, "another program" in found.damage) == (4, True)


@pytest.mark.parametrize("line", range(1, MOVES + 1))
def test_a_damaged_game_goes_on_from_the_last_sound_move(
    tmp_path: Path, whole: bytes, positions: list[Position], line: int
) -> None:
    """The damaged file is kept as a copy, the game stands where it stood, and the mended file is sound."""
    lines = whole.splitlines(keepends=True)
    lines[line] = lines[line].replace(b'"number":', b'"number":1')
    path = laid(tmp_path, b"".join(lines))
    with again(tmp_path, "reference") as game:
        assert position_hash(game.position) == position_hash(positions[line - 1])
        assert f"Line {line + 1} of reference.journal is damaged" in game.recovered
        assert f"Recovered to move {line - 1} of about {MOVES}" in game.recovered
        assert "reference.damaged" in game.recovered
        go_on(game, 2)
    assert (tmp_path / "reference.damaged").read_bytes() == b"".join(lines)
    assert path.read_bytes().startswith(b"".join(lines[:line]))
    with again(tmp_path, "reference") as game:
        assert (game.recovered, len(game.moves)) == ("", line + 1)


def test_a_line_that_was_half_written_is_recovered(tmp_path: Path, whole: bytes) -> None:
    laid(tmp_path, whole[:-100])
    assert listing(tmp_path)[0].problem.endswith("It can be recovered to move 9 of about 10.")
    assert listing(tmp_path)[0].can_continue
    with again(tmp_path, "reference") as game:
        assert len(game.moves) == MOVES - 1
        assert "no end" in game.recovered or "damaged" in game.recovered


def test_a_second_damage_keeps_the_first_copy(tmp_path: Path, whole: bytes) -> None:
    for cut in (100, 200):
        laid(tmp_path, whole[:-cut])
        again(tmp_path, "reference").close()
    assert (tmp_path / "reference.damaged").read_bytes() == whole[:-100]
    assert (tmp_path / "reference.damaged-2").read_bytes() == whole[:-200]


def test_looking_at_a_damaged_save_changes_nothing(tmp_path: Path, whole: bytes) -> None:
    path = laid(tmp_path, whole[:-100])
    assert len(list(replay(tmp_path, "reference", library=library()))) == MOVES
    found = verify(tmp_path, "reference", library())
    assert (found.sound, found.moves) == (False, MOVES - 1)
    assert "Line 11 of reference" in found.problem
    assert path.read_bytes() == whole[:-100]
    assert [each.name for each in tmp_path.iterdir()] == ["reference.journal"]


def forged(whole: bytes, line: int, **changes: object) -> bytes:
    """A journal whose line was changed, and all hashes of lines made right again."""
    link, made = START, []
    for number, text in enumerate(whole.splitlines()):
        data = json.loads(text)
        del data["chain"]
        new, link = linked(data | (changes if number == line else {}), link)
        made.append(new)
    return b"".join(made)


def test_forging_nothing_gives_the_same_file(whole: bytes) -> None:
    assert forged(whole, 3) == whole


def test_a_wrong_position_in_a_sound_file_names_the_parts_that_differ(tmp_path: Path, whole: bytes) -> None:
    """Sound lines that lead elsewhere are the program's fault or a forger's, and are not mended."""
    parts = json.loads(whole.splitlines()[5])["parts"] | {"pairs": "0" * 16, "world": "f" * 16}
    path = laid(tmp_path, forged(whole, 5, hash="0" * 32, parts=parts))
    found = verify(tmp_path, "reference", library())
    assert found.moves == 4
    assert "Move 5 of 'reference'" in found.problem
    assert "in: world, pairs." in found.problem
    with pytest.raises(Differs, match="Move 5"):
        list(replay(tmp_path, "reference", library=library()))
    laid(tmp_path, forged(whole, MOVES, hash="0" * 32, parts=parts))
    with pytest.raises(Differs, match="Move 10 of 'reference'"):
        again(tmp_path, "reference")
    assert path.exists()
    assert not (tmp_path / "reference.damaged").exists()


def test_another_seed_is_noticed_at_the_set_up(tmp_path: Path, whole: bytes) -> None:
    laid(tmp_path, forged(whole, 0, seed=6))
    assert "The set-up of 'reference' leads to another position" in verify(tmp_path, "reference", library()).problem


def test_an_impossible_move_in_a_sound_file_is_named(tmp_path: Path, whole: bytes) -> None:
    laid(tmp_path, forged(whole, 4, move="play unheard_of"))
    why = r"Move 4 of 'reference' \(play unheard_of\) is not possible any more"
    with pytest.raises(Differs, match=why):
        again(tmp_path, "reference")
    with pytest.raises(Differs, match=why):
        list(replay(tmp_path, "reference", library=library()))


def test_another_version_is_told_which_one_to_use(tmp_path: Path, whole: bytes) -> None:
    laid(tmp_path, forged(forged(whole, 0, engine="0.0.9"), MOVES, hash="0" * 32))
    with pytest.raises(Differs, match=r"begun with alliance-game 0\.0\.9"):
        again(tmp_path, "reference")


def test_a_later_format_is_refused_with_the_version_to_install(tmp_path: Path, whole: bytes) -> None:
    """Whatever else its lines may look like."""
    text = forged(whole, 0, format=FORMAT + 1, engine="3.1.4", news=[1, 2])
    path = laid(tmp_path, text)
    with pytest.raises(SaveError, match=r"save format 3.*install alliance-game 3\.1\.4"):
        again(tmp_path, "reference")
    assert "install alliance-game 3.1.4" in listing(tmp_path)[0].problem
    assert not listing(tmp_path)[0].usable
    assert path.read_bytes() == text
    with begin(tmp_path):
        pass
    with again(tmp_path) as game:
        assert game.name == "concert-0001"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"number": 6}, "out of order"),
        ({"seat": 2}, "out of order"),
        ({"number": 5.0}, "whole number"),
        ({"number": True}, "number"),
        ({"number": "5"}, "number"),
        ({"kind": "gift"}, "kind"),
        ({"kind": "undo"}, "move"),
        ({"extra": 1}, "extra"),
        ({"move": ""}, "move"),
        ({"move": None}, "move"),
        ({"reason": "x" * 1001}, "reason"),
        ({"parts": []}, "parts"),
        ({"parts": {"world": 3}}, "parts"),
        ({"hash": "xyz"}, "hash"),
    ],
)
def test_lines_that_no_program_of_ours_wrote_are_refused(whole: bytes, changes: dict[str, object], reason: str) -> None:
    found = read(forged(whole, 5, **changes), "reference.journal")
    assert found.standing == 4
    assert reason in found.damage


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 0},
        {"format": "1"},
        {"seats": ["you"]},
        {"seats": "you"},
        {"seed": -1},
        {"seed": 2**63},
        {"rules": "../../../etc/passwd"},
        {"states": 0},
        {"scenario": 3},
    ],
)
def test_first_lines_that_no_program_of_ours_wrote_are_refused(whole: bytes, changes: dict[str, object]) -> None:
    with pytest.raises(SaveError, match="first line"):
        read(forged(whole, 0, **changes), "reference.journal")


@pytest.mark.parametrize(
    "changes",
    [{"scenario": "unheard_of"}, {"length": "endless"}, {"options": ["x"]}, {"states": 6, "seats": ["x"] * 6}],
)
def test_a_set_up_that_the_rules_do_not_have_is_a_sentence(
    tmp_path: Path, whole: bytes, changes: dict[str, object]
) -> None:
    laid(tmp_path, forged(whole, 0, **changes))
    assert "reference" in verify(tmp_path, "reference", library()).problem
    with pytest.raises(Differs):
        again(tmp_path, "reference")


TRAPS = {
    "twice": b'{"magic":"alliance-game save","magic":"alliance-game save"}',
    "nan": b'{"format":NaN,"magic":"alliance-game save"}',
    "infinity": b'{"format":1e999,"magic":"alliance-game save"}',
    "huge": b'{"format":' + b"9" * 5000 + b',"magic":"alliance-game save"}',
    "deep": b'{"magic":"alliance-game save","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "half": b'{"magic":"alliance-game save","name":"\\ud800"}',
    "latin": b'{"magic":"alliance-game save","name":"\xe9"}',
    "list": b'["alliance-game save"]',
    "word": b'"alliance-game save"',
    "blank": b'{ "magic": "alliance-game save" }',
    "nul": b"alliance-game save\x00",
    "other": b"# notes for the lesson",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_traps_of_json_are_refused_with_a_sentence(tmp_path: Path, whole: bytes, trap: str) -> None:
    laid(tmp_path, TRAPS[trap] + b"\n" + whole)
    with pytest.raises(SaveError, match=r"reference\.journal"):
        again(tmp_path, "reference")
    assert "reference.journal" in listing(tmp_path)[0].problem
    first = whole.index(b"\n") + 1
    found = read(whole[:first] + TRAPS[trap] + b"\n" + whole[first:], "reference.journal")
    assert (found.standing, found.damage.startswith("Line 2 of")) == (0, True)


@pytest.fixture(scope="module")
def long() -> bytes:
    """A save of 20 kB: forty moves."""
    return (GOLDEN / "format-1.journal").read_bytes()


BLOCKS = 8


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_length_of_a_long_save_is_noticed(long: bytes, block: int) -> None:
    """Cut after every byte: all whole lines are kept, and the rest is named."""
    first = long.index(b"\n") + 1
    for cut in range(block, len(long), BLOCKS):
        if cut < first - 1:
            with pytest.raises(SaveError, match=r"x\.journal"):
                read(long[:cut], "x.journal")
            continue
        found = read(long[:cut], "x.journal")
        ends = long[cut - 1 : cut] == b"\n"
        assert bool(found.damage) != ends, cut
        assert found.standing == long[:cut].count(b"\n") - 1 + (long[cut : cut + 1] == b"\n"), cut


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_bit_of_a_long_save_is_noticed(long: bytes, block: int) -> None:
    """Whatever bit of whatever byte is turned: it is noticed, and every move before it is kept."""
    lines = long.split(b"\n")
    start, chain = 0, START
    for number, line in enumerate(lines[:-1]):
        for at in range(block, len(line) + 1, BLOCKS):
            for bit in range(8):
                turned = noticed_in_line(line, at, bit, chain) if at < len(line) and bit != at % 8 else False
                if not turned:
                    noticed_in_file(long, start + at, bit, number)
        chain = json.loads(line)["chain"]
        start += len(line) + 1


def noticed_in_line(line: bytes, at: int, bit: int, chain: str) -> bool:
    """Whether a line with a turned bit is refused by itself; one that falls into two has to be looked at whole."""
    bad = bytearray(line)
    bad[at] ^= 1 << bit
    if b"\n" in bad:
        return False
    with pytest.raises(BadText):
        unlinked(bytes(bad), chain)
    return True


def noticed_in_file(long: bytes, at: int, bit: int, line: int) -> None:
    bad = bytearray(long)
    bad[at] ^= 1 << bit
    if line == 0:
        with pytest.raises(SaveError, match=r"x\.journal"):
            read(bytes(bad), "x.journal")
        return
    found = read(bytes(bad), "x.journal")
    assert found.damage, (at, bit)
    assert found.standing == line - 1, (at, bit)


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(4))
def test_every_mirrored_byte_of_a_long_save_comes_back(long: bytes, tmp_path: Path, block: int) -> None:
    """The newest round was mirrored: of what is before it, nothing is lost, whatever byte is changed."""
    whole = tmp_path / "x.journal"
    mirrored = b"".join(long.splitlines(keepends=True)[:30])
    keep(whole, 3, mirrored)
    for at in range(block * 3, len(mirrored), 12):
        bad = bytearray(long)
        bad[at] ^= 1 << at % 8
        found = healed(whole, bytes(bad))
        assert (found.good, found.mirrored) == (long, True), at
        assert "x.journal" in found.damage
