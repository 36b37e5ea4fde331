"""A second program reads along: as the save grows, goes back, is torn, mended, or is not there yet."""

from pathlib import Path

import pytest

from alliance_game.engine import position_hash
from alliance_game.errors import SaveError
from alliance_game.saves import Following, Game
from tests.saves.playing import again, begin, go_on, saved
from tests.table import library


def follow(folder: Path, name: str = "reference") -> Following:
    """A second program."""
    return Following(folder, name, library())


def same(followed: Following, game: Game) -> bool:
    """Whether both are at the same moment of the same game."""
    assert followed.position is not None
    played = [move[:3] for move in followed.moves] == [move[:3] for move in game.moves]
    told = followed.reasons == game.reasons
    return played and told and position_hash(followed.position) == position_hash(game.position)


def test_it_sees_every_move_while_the_game_is_open(tmp_path: Path) -> None:
    """No lock is taken: the game goes on, and both are always at the same moment."""
    with begin(tmp_path, name="reference") as game:
        followed = follow(tmp_path)
        assert followed.look()
        for seed in range(8):
            go_on(game, 3, seed)
            assert followed.look()
            assert same(followed, game)
            assert not followed.look()
        assert followed.problem == ""


def test_it_goes_back_with_the_game(tmp_path: Path) -> None:
    with begin(tmp_path, name="reference", seed=2) as game:
        followed = follow(tmp_path)
        taken = 0
        for seed in range(60):
            go_on(game, 1, seed)
            followed.look()
            seat = game.moves[-1].seat if game.moves else 0
            if game.can_undo(seat):
                game.undo(seat)
                assert followed.look()
                taken += 1
            assert same(followed, game)
        assert taken > 0


def test_a_save_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    followed = follow(tmp_path)
    assert followed.look()
    assert followed.position is None
    assert "no save 'reference' yet" in followed.problem
    assert not followed.look()
    with begin(tmp_path, name="reference") as game:
        assert followed.look()
        assert followed.problem == ""
        assert same(followed, game)
    game.path.unlink()
    assert followed.look()
    assert "yet" in followed.problem


def test_a_name_that_was_mistyped_is_guessed(tmp_path: Path) -> None:
    saved(tmp_path, 1)
    followed = follow(tmp_path, "referense")
    followed.look()
    assert followed.problem.endswith("as soon as the game begins. Did you mean 'reference'?")


def test_a_line_that_is_half_written_is_left_for_the_next_look(tmp_path: Path) -> None:
    """At every place where the writer may have come to."""
    whole = saved(tmp_path)
    path = tmp_path / "reference.journal"
    end = whole[:-1].rfind(b"\n") + 1
    for cut in range(end, len(whole), 17):
        path.write_bytes(whole[:cut])
        followed = follow(tmp_path)
        followed.look()
        assert (len(followed.moves), followed.problem) == (11, "")
        path.write_bytes(whole)
        assert followed.look()
        assert (len(followed.moves), followed.problem) == (12, "")


def test_what_stands_before_the_damage_is_shown_and_the_line_is_named(tmp_path: Path) -> None:
    """Once the file is mended, all is well again."""
    whole = saved(tmp_path)
    path = tmp_path / "reference.journal"
    lines = whole.splitlines(keepends=True)
    followed = follow(tmp_path)
    path.write_bytes(b"".join([*lines[:8], lines[8].replace(b'"seat":', b'"saet":'), *lines[9:]]))
    assert followed.look()
    assert len(followed.moves) == 7
    assert followed.problem.startswith("Line 9 of reference.journal is damaged")
    with again(tmp_path, "reference") as game:
        assert game.recovered
        assert followed.look()
        assert followed.problem == ""
        go_on(game, 4)
        followed.look()
        assert same(followed, game)


def test_another_game_in_its_place_is_read_from_its_beginning(tmp_path: Path) -> None:
    saved(tmp_path)
    followed = follow(tmp_path)
    followed.look()
    with begin(tmp_path, 9, "other") as game:
        go_on(game, 5)
        game.path.replace(tmp_path / "reference.journal")
        assert followed.look()
        assert same(followed, game)


@pytest.mark.parametrize("data", [b"", b"no game\n", b"\x00" * 50 + b"\n"])
def test_what_is_no_save_is_said_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "reference.journal").write_bytes(data)
    followed = follow(tmp_path)
    followed.look()
    assert followed.position is None
    assert not data or "reference.journal" in followed.problem


def test_a_name_that_no_save_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="cannot be the name of a save"):
        follow(tmp_path, "../reference")
