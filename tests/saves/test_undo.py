"""Taking decisions back: until chance, another seat or a secret comes in between, never further."""

from pathlib import Path
from random import Random

import pytest

from alliance_game.engine import decisions, position_hash
from alliance_game.engine.chance import STREAMS
from alliance_game.engine.layout import OVER
from alliance_game.engine.view import sealed_phase
from alliance_game.errors import IllegalMove
from alliance_game.saves import Game, replay, verify
from alliance_game.saves.timeline import Timeline, border_between
from tests.saves.playing import again, begin, choice, legal
from tests.table import library


def asked(game: Game) -> int:
    return decisions(game.position)[0].seat


def to_verb(game: Game, verb: str) -> None:
    """Play first moves until this verb answers."""
    while not any(move.startswith(verb) for move in legal(game.position)[0][1]):
        game.play(legal(game.position)[0][1][0])


def streams(game: Game) -> list[int]:
    layout = game.position.rules.layout
    return [game.position.cells[layout.start("stream", name)] for name in STREAMS]


def test_a_move_is_taken_back(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        before, seat = position_hash(game.position), asked(game)
        game.play("play domestic_programme")
        assert game.can_undo(seat)
        assert not game.can_undo(1 - seat)
        game.undo(seat)
        assert (position_hash(game.position), game.moves) == (before, ())
        assert game.why_not_undo(seat) == "nothing has been decided yet"


def test_two_actions_of_a_turn_are_taken_back_one_by_one(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        seat, before = asked(game), position_hash(game.position)
        game.play("play domestic_programme")
        between = position_hash(game.position)
        game.play(next(move for move in legal(game.position)[0][1] if move != "pass"))
        if asked(game) == seat or len(game.moves) == 2:
            game.undo(seat)
            assert position_hash(game.position) == between
            game.undo(seat)
            assert position_hash(game.position) == before
        with pytest.raises(IllegalMove, match="nothing has been decided"):
            game.undo(seat)


def test_the_answer_of_another_seat_ends_it_for_good(tmp_path: Path) -> None:
    """Also when that answer is taken back: it has been seen."""
    with begin(tmp_path) as game:
        first = asked(game)
        game.play("pass")
        second = asked(game)
        assert first != second
        assert game.can_undo(first)
        game.play("pass")
        assert not game.can_undo(first)
        assert game.why_not_undo(first) == f"{game.position.rules.states[second].title} has answered since"
        game.undo(second)
        assert game.why_not_undo(first) == "another state has answered since"
        with pytest.raises(IllegalMove, match="cannot be taken back"):
            game.undo(first)


def test_the_opening_of_a_sealed_phase_ends_it(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        to_verb(game, "commit")
        for seat in range(2):
            assert "secret" in str(game.why_not_undo(seat))
            with pytest.raises(IllegalMove, match="secret"):
                game.undo(seat)


def test_a_secret_answer_is_taken_back_until_all_are_shown(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        to_verb(game, "commit")
        seat, text = decisions(game.position)[1].seat, str(decisions(game.position)[1].moves[0])
        game.play(text, seat)
        assert game.can_undo(seat)
        game.undo(seat)
        game.play(text, seat)
        while legal(game.position) and sealed_phase(game.position.rules, game.position.cells):
            other = asked(game)
            game.play(legal(game.position)[0][1][0])
        assert not game.can_undo(seat)
        assert not game.can_undo(other)


def test_going_back_never_passes_a_border(tmp_path: Path) -> None:
    """In whole games: whatever can be taken back was the seat's own, moved no stream and met no secret."""
    backs = refusals = 0
    for seed in range(3):
        with begin(tmp_path, seed, states=4) as game:
            dice = Random(seed)
            while not game.position.over and len(game.moves) < 120:
                before, cells = streams(game), game.position.cells
                was_sealed = sealed_phase(game.position.rules, cells)
                hashed, count = position_hash(game.position), len(game.moves)
                move, seat = choice(game.position, dice)
                game.play(move, seat)
                assert [other for other in range(4) if game.can_undo(other)] in ([], [seat])
                sealed = sealed_phase(game.position.rules, game.position.cells)
                if before != streams(game) or was_sealed != sealed or game.position.over:
                    assert not game.can_undo(seat)
                    refusals += 1
                elif game.can_undo(seat) and dice.random() < 0.5:
                    game.undo(seat)
                    backs += 1
                    assert (position_hash(game.position), len(game.moves)) == (hashed, count)
                    game.play(move, seat)
        assert verify(tmp_path, game.name, library()).sound
    assert backs > 20
    assert refusals > 20


def test_what_was_taken_back_stays_so_after_loading(tmp_path: Path) -> None:
    """Going back is a line of its own; the same may be taken back afterwards as before."""
    with begin(tmp_path) as game:
        seat = asked(game)
        game.play("pass")
        game.undo(seat)
        game.play("play domestic_programme")
        game.play("pass")
        game.undo(asked(game) if game.can_undo(asked(game)) else 1 - asked(game))
        reasons = [game.why_not_undo(each) for each in range(2)]
    text = game.path.read_bytes()
    assert text.count(b'"kind":"undo"') == 2
    with again(tmp_path, game.name) as after:
        assert position_hash(after.position) == position_hash(game.position)
        assert after.moves == game.moves
        assert [after.why_not_undo(each) for each in range(2)] == reasons
    steps = list(replay(tmp_path, game.name, library=library()))
    assert [step.number for step in steps] == list(range(len(game.moves) + 1))
    assert verify(tmp_path, game.name, library()).moves == 5
    assert after.path.read_bytes() == text


def test_the_end_of_a_game_is_not_taken_back(tmp_path: Path) -> None:
    """Then all agendas are open."""
    with begin(tmp_path) as game:
        timeline = Timeline(game.position)
        turn = timeline.work_out("pass", None, "")
        assert border_between(game.position, turn) == ""
        ended = turn.position.copy()
        ended.cells[OVER] = 1
        assert border_between(game.position, turn._replace(position=ended)) == "the game is over"


def test_a_look_at_the_next_card_is_not_taken_back(tmp_path: Path) -> None:
    """Where the card was fixed already, no stream moves, and yet a seat would know it for nothing."""
    looks = 0
    with begin(tmp_path, states=4) as game:
        while not game.position.over and not looks:
            moves, before, seat = legal(game.position)[0][1], streams(game), asked(game)
            wanted = (move for word in ("intelligence", "confidence") for move in moves if word in move)
            entries = game.play(next(wanted, moves[0]))
            if any(entry.kind == "peek" for entry in entries) and streams(game) == before:
                looks += 1
                assert game.why_not_undo(seat) == "something has come to light since"
    assert looks
