"""Moves: which are legal, what their texts mean, and that the same moves give the same game."""

from pathlib import Path
from random import Random

import pytest

from alliance_game.engine import (
    Move,
    Position,
    apply,
    chronicle,
    decision,
    decisions,
    new_game,
    place_of,
    position_hash,
    why_not,
)
from alliance_game.engine.layout import OVER
from alliance_game.engine.moves import parse_move
from alliance_game.errors import AllianceError, IllegalMove, UnknownMove, UnknownName

from .games import SETUPS, Setting, base, random_game, sensible
from .lab import RULESET, lab, start


@pytest.mark.parametrize("setting", [SETUPS[2], SETUPS[4], SETUPS[7]], ids=str)
def test_legal_moves_apply_and_no_other_does(setting: Setting) -> None:
    for count, position in enumerate(random_game(setting, 3)):
        if count % 9 or position.over:
            continue
        before, history = position.cells[:], position._history
        for asked in decisions(position):
            for move in asked.moves:
                after, _ = apply(position, move, asked.seat)
                assert after.cells != before
                assert after.rules is position.rules
            legal = set(asked.moves.numbers)
            others = [number for number in range(-2, len(position.rules.moves) + 3) if number not in legal]
            for number in others:
                with pytest.raises(IllegalMove):
                    apply(position, Move("nothing", number, asked.kind), asked.seat)
        assert position.cells == before
        assert position._history is history


@pytest.mark.parametrize("setting", [SETUPS[3], SETUPS[9]], ids=str)
def test_the_text_of_a_move_leads_back_to_it(setting: Setting) -> None:
    for position in random_game(setting, 5):
        rules, cells = position.rules, position.cells
        for asked in decisions(position):
            texts = [str(move) for move in asked.moves]
            assert len(set(texts)) == len(texts)
            for move in asked.moves:
                again = parse_move(rules, cells, str(move), asked.seat)
                assert (again, again.number, again.kind) == (move, move.number, move.kind)
            first = decisions(position)[0]
            if asked is first or asked.seat == first.seat:
                assert why_not(position, texts[0]) is None


def test_old_positions_stay_as_they_were() -> None:
    kept: list[tuple[Position, list[int], str]] = []
    for position in random_game(SETUPS[2], 9):
        kept.append((position, position.cells[:], position_hash(position)))
    for position, cells, fingerprint in kept:
        assert position.cells == cells
        assert position_hash(position) == fingerprint


def hashes(setting: Setting, seed: int) -> list[str]:
    """The hash of every position of a random game."""
    return [position_hash(position) for position in random_game(setting, seed)]


@pytest.mark.parametrize("setting", [SETUPS[1], SETUPS[8]], ids=str)
def test_the_same_seed_and_moves_give_the_same_game(setting: Setting) -> None:
    assert hashes(setting, 21) == hashes(setting, 21)
    assert hashes(setting, 21) != hashes(setting, 22)


def test_seats_that_are_not_asked_are_refused() -> None:
    position = SETUPS[2].game(1)
    asked = decision(position)
    assert asked is not None
    for seat in {0, 1, 2, 3} - {asked.seat}:
        with pytest.raises(IllegalMove, match=f"Seat {seat} is not asked"):
            apply(position, asked.moves[0], seat)


def test_an_answer_to_another_question_is_refused() -> None:
    """The number of a pledge may be the number of a tactic; it is a pledge all the same."""
    position = next(p for p in random_game(SETUPS[2], 1) if (d := decision(p)) is not None and d.kind == "act")
    asked = decision(position)
    assert asked is not None
    for kind in ("ask", "consent", "choice"):
        with pytest.raises(IllegalMove, match="another question"):
            apply(position, Move("pledge 0", asked.moves.numbers[-1], kind))


def test_nobody_can_name_more_than_the_track_holds(tmp_path: Path) -> None:
    give = "- {id: give, ask: {number: self.hunger, to: 50}}\n- {id: act,"
    position = start(lab(tmp_path, ruleset=RULESET.replace("- {id: act,", give)))
    asked = decision(position)
    assert asked is not None
    assert str(asked.moves[-1]) == "give 9"
    with pytest.raises(IllegalMove, match="the most you can name here is 9"):
        apply(position, "give 10")


def test_an_ended_game_takes_no_move() -> None:
    *_, last = random_game(SETUPS[5], 2)
    assert last.cells[OVER]
    assert last.over
    with pytest.raises(IllegalMove, match="over"):
        apply(last, Move("pass", 0, "act"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "missing"),
        ("dance", "not an answer here"),
        ("play", "no tactic"),
        ("play levi", "levy"),
        ("play withdrawal", "forms"),
        ("play mediation", "needs"),
        ("play levy coins", "name=value"),
        ("play bilateral_pact partner=japn", "japan"),
        ("accept", "not an answer here"),
    ],
)
def test_words_that_do_not_exist_get_a_suggestion(text: str, said: str) -> None:
    position = next(p for p in random_game(SETUPS[2], 1) if (d := decision(p)) is not None and d.kind == "act")
    before = position.cells[:]
    with pytest.raises(UnknownMove, match=said):
        apply(position, text)
    assert position.cells == before


def test_set_ups_that_do_not_exist() -> None:
    for wrong in ({"scenario": "consert"}, {"length": "long"}, {"difficulty": "mild"}, {"options": ["fogg"]}):
        with pytest.raises(UnknownName, match="There is no"):
            new_game(base(), **wrong)
    with pytest.raises(UnknownName, match=r"There is no option 'fogg'\. Did you mean 'fog'"):
        new_game(base(), options=["fogg"])
    for states in (1, 7):
        with pytest.raises(AllianceError, match="2 to 6"):
            new_game(base(), states=states)
    for seed in (-1, 2**63):
        with pytest.raises(AllianceError, match="seed"):
            new_game(base(), seed=seed)


def test_what_a_random_seat_answers_counts_for_that_seat() -> None:
    """In a sealed phase the seat is part of the answer."""
    lot, position = Random(1), SETUPS[7].game(1)
    while len(decisions(position)) < 3:
        position, _ = apply(position, sensible(lot, position)[1])
    after, _ = apply(position, "catch 1", 2)
    start = position.rules.layout.start("state", "haul")
    assert after.cells[start : start + 3] == [0, 0, 1]
    assert [asked.seat for asked in decisions(after)] == [
        asked.seat for asked in decisions(position) if asked.seat != 2
    ]


def test_every_change_names_a_place_that_can_be_looked_up() -> None:
    """A cause says where it is written: an existing file of the content, and a line within it."""
    position = new_game(base(), seed=3)
    while (ask := decision(position)) is not None:
        position, _ = apply(position, ask.moves[len(ask.moves) // 2])
    changes = [entry for entry in chronicle(position) if entry.kind == "change"]
    assert len(changes) > 50
    for entry in changes:
        place = place_of(position.rules, entry.cause)
        assert place is not None
        text = position.rules.library.sources[place.file].splitlines()
        assert 1 <= place.line <= len(text)
        assert 1 <= place.column <= len(text[place.line - 1]) + 1
        assert entry.cause.rule
