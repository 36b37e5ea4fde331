"""Saving and loading change nothing."""

import json
import os
import stat
from pathlib import Path
from random import Random

import pytest

from alliance_game.engine import Move, chronicle, fingerprint, outcome, position_hash
from alliance_game.errors import AllianceError, IllegalMove, SaveError, UnknownMove, UnknownName
from alliance_game.saves import Game, Verification, create, listing, open_save, replay, verify
from tests.saves.playing import again, begin, choice, go_on, legal, saved
from tests.table import library


def test_a_game_opened_after_every_move_is_the_same_game(tmp_path: Path) -> None:
    """After each move of a whole game: same hash, same parts, same legal moves, same chronicle."""
    game, dice = begin(tmp_path), Random(1)
    made = 0
    while not game.position.over:
        game.play(*choice(game.position, dice))
        made += 1
        game.close()
        after = again(tmp_path, game.name)
        assert position_hash(after.position) == position_hash(game.position)
        assert legal(after.position) == legal(game.position)
        assert after.moves == game.moves
        game = after
    assert made > 20
    assert fingerprint(game.position) == fingerprint(list(replay(tmp_path, game.name, library=library()))[-1].position)
    assert outcome(game.position) is not None
    game.close()


def test_what_happened_is_the_same_after_loading(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        go_on(game, 15)
        told = chronicle(game.position)
    with again(tmp_path, game.name) as after:
        assert chronicle(after.position) == told


def test_the_stored_rules_give_the_same_game(tmp_path: Path) -> None:
    """Without content at hand, a save opens under the rules beside it."""
    with begin(tmp_path) as game:
        go_on(game, 15)
    with open_save(tmp_path, game.name) as after:
        assert position_hash(after.position) == position_hash(game.position)
    assert [path.name for path in (tmp_path / "rules").iterdir()] == [f"{library().digest}.json"]
    assert json.loads((tmp_path / "rules" / f"{library().digest}.json").read_bytes()) == dict(library().sources)


def test_loading_and_going_on_writes_the_same_bytes(tmp_path: Path) -> None:
    whole = saved(tmp_path / "one", 20)
    with begin(tmp_path / "two", name="reference") as game:
        go_on(game, 0)
    dice, made = Random(1), 0
    while made < 20:
        with again(tmp_path / "two", "reference") as game:
            move, seat = choice(game.position, dice)
            game.play(move, seat, reason=f"lot {made}" if seat else "")
            made += 1
    other = (tmp_path / "two" / "reference.journal").read_bytes()
    assert without_date(whole) == without_date(other)
    assert len(without_date(whole)) == 21


def without_date(journal: bytes) -> list[dict[str, object]]:
    """The lines of a journal, but for when it was begun and what follows from that."""
    return [json.loads(line) | {"chain": "", "created": ""} for line in journal.splitlines()]


def test_every_line_is_on_the_disk_when_play_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is written and synchronised once for each move, before the position changes."""
    game = begin(tmp_path)
    go_on(game, 1)
    seen: list[tuple[int, int]] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        seen.append((game.path.read_bytes().count(b"\n"), len(game.moves)))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    go_on(game, 3)
    game.close()
    assert seen == [(3, 1), (4, 2), (5, 3)]


def test_an_impossible_move_is_not_saved(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        before, text = position_hash(game.position), game.path.read_bytes()
        with pytest.raises(UnknownMove, match="Did you mean"):
            game.play("pas")
        with pytest.raises(IllegalMove, match="not asked now"):
            game.play("pass", seat=1 - legal(game.position)[0][0])
        assert (position_hash(game.position), game.path.read_bytes(), game.moves) == (before, text, ())


def test_a_move_that_can_be_written_in_two_ways_is_saved_in_one(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        while legal(game.position)[0][1][0].split()[0] != "pledge":
            game.play("pass")
        game.play("  pledge   0 ")
        assert game.moves[-1].move.startswith("pledge 0 on=")


def test_a_move_made_for_another_position_is_taken_by_its_text(tmp_path: Path) -> None:
    """The journal and the position never disagree about a move."""
    with begin(tmp_path) as game:
        game.play(Move("pass", 3, "act"))
        assert [entry.name for entry in chronicle(game.position) if entry.kind == "move"] == ["pass"]
    assert verify(tmp_path, game.name, library()) == Verification(game.name, 1)


def test_reasons_are_kept(tmp_path: Path) -> None:
    with begin(tmp_path, states=4) as game:
        game.play("pass", reason="Nothing «useful» to do — said €1.")
    with again(tmp_path, game.name) as after:
        assert after.moves[0].reason == "Nothing «useful» to do — said €1."
        after.play("pass", reason="half a character: \ud800")
        after.play("pass", reason="x" * 5000)
    with again(tmp_path, game.name) as after:
        assert [move.reason for move in after.moves[1:]] == ["half a character: ?", "x" * 1000]
    assert verify(tmp_path, game.name, library()).sound


def test_a_secret_answer_is_told_only_once_it_was_shown(tmp_path: Path) -> None:
    with begin(tmp_path, states=4) as game:
        while not legal(game.position)[0][1][0].startswith("commit"):
            game.play(legal(game.position)[0][1][0])
        told = game.told
        assert told == game.moves
        while legal(game.position) and legal(game.position)[0][1][0].startswith("commit"):
            game.play(legal(game.position)[0][1][0], reason="because")
            if legal(game.position)[0][1][0].startswith("commit"):
                assert game.told == told
        assert game.told == game.moves
        assert game.told[-1].reason == "because"


def test_names_are_given_in_order_and_nothing_is_overwritten(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        with begin(tmp_path) as game:
            names.append(game.name)
    assert names == ["concert-0001", "concert-0002", "concert-0003"]
    text = game.path.read_bytes()
    with pytest.raises(SaveError, match="already"):
        begin(tmp_path, name="concert-0003")
    assert game.path.read_bytes() == text
    (tmp_path / "concert-0041.damaged").touch()
    with begin(tmp_path) as game:
        assert game.name == "concert-0042"


def test_only_the_owner_may_read_a_save(tmp_path: Path) -> None:
    with begin(tmp_path / "new" / "folder") as game:
        assert stat.S_IMODE(game.path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new" / "folder").stat().st_mode) == 0o700


def test_seats_must_fit(tmp_path: Path) -> None:
    for seats in ((), ("you",), ("you", "x", "y"), ("you", ""), ("you", "a\x1b[2J"), ("you", "x" * 49)):
        with pytest.raises(AllianceError, match=r"seats|table"):
            create(library(), seats, tmp_path, states=2)
    assert list(tmp_path.iterdir()) == []


def test_a_closed_game_takes_no_move(tmp_path: Path) -> None:
    game = begin(tmp_path)
    game.close()
    game.close()
    with pytest.raises(SaveError, match="is closed: open it again"):
        game.play("pass")
    assert game.moves == ()


def test_two_cannot_write_at_once(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        with pytest.raises(SaveError, match="another window"):
            again(tmp_path, game.name)
        game.play("pass")
        assert len(list(replay(tmp_path, game.name, library=library()))) == 2
        assert [row.moves for row in listing(tmp_path)] == [1]
    again(tmp_path, game.name).close()


def test_continue_takes_the_unfinished_game_that_was_played_last(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="no unfinished game"):
        again(tmp_path)
    for name, moves in (("first", 3), ("second", 2), ("done", 1000)):
        with begin(tmp_path, name=name) as game:
            go_on(game, moves)
    for age, name in enumerate(("done", "second", "first")):
        os.utime(tmp_path / f"{name}.journal", ns=(0, (9 - age) * 10**9))
    with again(tmp_path) as game:
        assert game.name == "second"


def test_an_unknown_save_gets_a_suggestion(tmp_path: Path) -> None:
    begin(tmp_path).close()
    for use in (again, verify, replay):
        with pytest.raises(UnknownName, match=r"There is no save 'concert-0002'\. Did you mean 'concert-0001'?"):
            use(tmp_path, "concert-0002")


def test_replay_shows_the_moves_that_stand(tmp_path: Path) -> None:
    game = begin(tmp_path)
    go_on(game, 9)
    game.close()
    steps = list(replay(tmp_path, game.name, library=library()))
    assert [step.number for step in steps] == list(range(10))
    assert [step.played for step in steps[1:]] == list(game.moves)
    assert position_hash(steps[-1].position) == position_hash(game.position)
    assert [entry for step in steps for entry in step.entries] == list(chronicle(game.position))
    assert [step.number for step in replay(tmp_path, game.name, 4, library())] == [0, 1, 2, 3, 4]
    for wrong in (-1, 10):
        with pytest.raises(SaveError, match="9 moves: choose a number from 0 to 9"):
            replay(tmp_path, game.name, wrong, library())


def test_a_game_is_a_context_manager(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), begin(tmp_path) as game:
        raise RuntimeError
    assert isinstance(game, Game)
    again(tmp_path, game.name).close()
