"""What a facilitator does is a line in the journal: kept, replayed, verified, and never lost."""

import json
import os
from pathlib import Path

import pytest

from alliance_game.definitions.scenario import YOU
from alliance_game.engine import Position, chronicle, decisions, default_move, position_hash
from alliance_game.engine.layout import ROUND
from alliance_game.engine.view import sealed_phase
from alliance_game.errors import AllianceError, IllegalMove, SaveError
from alliance_game.saves import FACILITATOR, Game, create, listing, open_save, replay, verify
from alliance_game.saves.timeline import Timeline
from tests.saves.playing import again, begin, go_on
from tests.table import library

FOUR = (YOU, YOU, YOU, "planner")


def four(folder: Path, name: str = "class") -> Game:
    return create(library(), FOUR, folder, name, states=4, seed=3, length="lesson")


def to_round(game: Game, number: int) -> None:
    """Play defaults until a round begins."""
    while game.position.cells[ROUND] < number:
        game.play(default_move(game.position))


def to_sealed(game: Game) -> None:
    while not sealed_phase(game.position.rules, game.position.cells):
        game.play(default_move(game.position))


def told(position: Position) -> list[str]:
    return [entry.name for entry in chronicle(position) if entry.kind == "intervention"]


def lines(game: Game) -> list[dict[str, object]]:
    return [json.loads(line) for line in game.path.read_bytes().splitlines()]


def busy(game: Game) -> None:
    """Everything that a facilitator can do, with moves in between."""
    game.intervene("correct tension -1", "The class had misread the rule.")
    game.play(default_move(game.position))
    game.note(0, "France wants the lead.")
    game.note(FACILITATOR, "Nobody believes Brazil.")
    game.intervene("inject card=piracy round=3")
    to_round(game, 2)
    game.intervene("freeze drift")
    game.sit(1, "planner", "Team is at the dentist's")
    to_sealed(game)
    game.intervene("skip", "Out of time")
    to_round(game, 3)
    game.rewind(2, "Again, with pledges")
    game.play(default_move(game.position), by="clock")
    game.sit(1, YOU)
    game.play(default_move(game.position))
    game.intervene("freeze drift")


def test_everything_is_there_again_in_the_next_lesson(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        busy(game)
        before = position_hash(game.position), game.interventions, game.notes(0), game.notes(FACILITATOR), game.seats
        moves, reasons, said = game.moves, game.reasons, told(game.position)
        assert reasons[0] == "The class had misread the rule."
    with again(tmp_path, "class") as found:
        after = (
            position_hash(found.position),
            found.interventions,
            found.notes(0),
            found.notes(FACILITATOR),
            found.seats,
        )
        assert after == before
        assert (found.moves, found.reasons, told(found.position)) == (moves, reasons, said)
        found.play(default_move(found.position))
    assert verify(tmp_path, "class", library()).sound
    steps = list(replay(tmp_path, "class", library=library()))
    assert position_hash(steps[-1].position) == position_hash(found.position)
    assert [step.reason for step in steps[1:]] == found.reasons
    assert told(steps[-1].position) == told(found.position)


def test_interventions_are_listed_in_order_also_those_taken_back(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        busy(game)
        texts = [each.text for each in game.interventions]
    skipped = [text for text in texts if text.startswith("skip")]
    assert texts[:4] == [
        "correct tension -1",
        "inject card=piracy round=3",
        "freeze drift",
        "seat state=germany planner",
    ]
    assert texts[4:-3] == skipped
    assert skipped
    assert texts[-3:] == ["rewind 2", "seat state=germany you", "freeze drift"]
    assert game.interventions[0][:2] == (0, 1)
    assert game.interventions[0].reason == "The class had misread the rule."


def test_a_reason_is_cut_and_cleaned_like_any_other(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        game.intervene("correct order +1", "why \ud800 " + "x" * 2000)
        assert game.interventions[0].reason.startswith("why ? xx")
        assert len(game.interventions[0].reason) == 1000
    with again(tmp_path, "class") as found:
        assert found.interventions == game.interventions


def test_a_note_of_nothing_but_control_characters_does_not_grow_beyond_what_can_be_read(tmp_path: Path) -> None:
    """Each is spelt out as six characters; the save with them opens again."""
    with four(tmp_path) as game:
        game.note(0, "\x1b\u00ad" * 500)
        game.intervene("correct order +1", "\x1b" * 1000)
        kept = game.notes(0)
        assert kept[0].text == ("\\u001b\\u00ad" * 500)[:1000]
    with again(tmp_path, "class") as found:
        assert (found.recovered, found.notes(0)) == ("", kept)
        assert len(found.interventions[0].reason) == 1000


def test_nothing_before_an_intervention_is_taken_back(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        seat = decisions(game.position)[0].seat
        game.play("play domestic_programme")
        assert game.can_undo(seat)
        game.intervene("correct tension -1")
        assert game.why_not_undo(seat) == "the facilitator has stepped in since"
        with pytest.raises(IllegalMove):
            game.undo(seat)


def test_what_is_not_possible_leaves_no_line(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        size, position = game.path.stat().st_size, game.position
        for text in ("correct tensoin -1", "thaw drift", "inject card=piracy round=99", "end of lesson"):
            with pytest.raises(AllianceError):
                game.intervene(text)
        for number in (0, 1, 2):
            with pytest.raises(IllegalMove):
                game.rewind(number)
        for seat in (-1, 4):
            with pytest.raises(AllianceError, match=f"no seat {seat}"):
                game.sit(seat, YOU)
        for seat in (FACILITATOR - 1, 4):
            with pytest.raises(AllianceError, match=f"no seat {seat}"):
                game.note(seat, "Whose?")
        with pytest.raises(AllianceError, match="cannot sit"):
            game.sit(0, "")
        with pytest.raises(AllianceError, match="empty"):
            game.note(0, "  ")
        assert (game.path.stat().st_size, game.position) == (size, position)


def test_going_back_leads_to_the_beginning_of_the_round_and_the_same_cards_come(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        hashes = {1: position_hash(game.position)}
        for number in (2, 3):
            to_round(game, number)
            hashes[number] = position_hash(game.position)
        game.play(default_move(game.position))
        game.rewind(3)
        assert position_hash(game.position) == hashes[3]
        game.rewind(2)
        assert (position_hash(game.position), game.position.cells[ROUND]) == (hashes[2], 2)
        to_round(game, 3)
        assert position_hash(game.position) == hashes[3]
        game.rewind(1)
        assert (position_hash(game.position), len(game.moves)) == (hashes[1], 0)
        assert told(game.position) == ["rewind 1"]
        assert [line["move"] for line in lines(game) if line.get("kind") == "move"]
        go_on(game)
        with pytest.raises(IllegalMove, match="over"):
            game.rewind(1)
    assert verify(tmp_path, "class", library()).sound


def test_a_game_ended_early_is_finished_for_the_list(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        game.intervene("end", "The bell")
        game.note(FACILITATOR, "A good place to stop")
        with pytest.raises(IllegalMove, match="over"):
            game.sit(0, "planner")
    (row,) = listing(tmp_path)
    assert (row.ending, row.can_continue) == ("finished", False)


def test_the_list_says_who_sits_there_now(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        game.sit(0, "hawk")
    assert listing(tmp_path)[0].seats == ("hawk", YOU, YOU, "planner")


def test_a_skipped_team_answers_all_that_it_owes_and_nobody_sees_what(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        game.intervene("inject card=piracy")
        to_sealed(game)
        seat = decisions(game.position)[1].seat
        owed = sum(1 for slot in range(4) if game.position.cells[game.position.rules.machine.slot_cards + slot] >= 0)
        before = len(game.moves)
        state = game.position.rules.states[seat].id
        game.intervene(f"skip state={state}", "Fire drill")
        assert 1 <= len(game.moves) - before <= owed
        assert {move.by for move in game.moves[before:]} == {"facilitator"}
        assert seat not in [each.seat for each in decisions(game.position)]
        assert len(game.told) == before
        to_round(game, 2)
        assert game.moves[before].told_reason == "The facilitator went on without an answer. Fire drill"


def test_the_first_format_is_still_written_where_nothing_new_is_said(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        game.play(default_move(game.position))
        game.play(default_move(game.position), by="clock")
    plain, late = lines(game)[1:]
    assert "by" not in plain
    assert late["by"] == "clock"
    assert game.moves[1].told_reason == "The time ran out."


@pytest.mark.parametrize("keep", range(2, 16, 2))
def test_whatever_line_was_the_last_all_before_it_is_there(tmp_path: Path, keep: int) -> None:
    with four(tmp_path) as game:
        busy(game)
    whole = game.path.read_bytes().splitlines(keepends=True)
    game.path.write_bytes(b"".join(whole[:keep]) + whole[keep][: len(whole[keep]) // 2])
    with open_save(tmp_path, "class", library()) as found:
        assert found.recovered
        assert found.interventions == game.interventions[: len(found.interventions)]
        found.intervene("correct order +1")
    assert verify(tmp_path, "class", library()).sound


def test_a_forged_intervention_is_found(tmp_path: Path) -> None:
    with four(tmp_path) as game:
        game.intervene("correct tension -1")
    game.path.write_bytes(game.path.read_bytes().replace(b"correct tension -1", b"correct tension -2"))
    assert not verify(tmp_path, "class", library()).sound


def test_a_second_facilitator_is_told_who_has_the_game(tmp_path: Path) -> None:
    with four(tmp_path), pytest.raises(SaveError, match="'class' is being played in another window or program") as said:
        open_save(tmp_path, "class", library())
    if Path("/proc/locks").exists():
        assert f"(process {os.getpid()})" in str(said.value)


def test_a_pause_and_more_time_are_kept_and_keep_nobody_from_taking_back(tmp_path: Path) -> None:
    with begin(tmp_path, name="class") as game:
        before, seat = position_hash(game.position), decisions(game.position)[0].seat
        game.play("play domestic_programme")
        game.pause(125)
        game.more_time(60)
        assert position_hash(game.position) != before
        game.undo(seat)
        assert position_hash(game.position) == before
        game.play("play domestic_programme")
        game.pause(0)
        said = told(game.position)
        assert said == ["pause seconds=1"]
        texts = [each.text for each in game.interventions]
        assert texts == ["pause seconds=125", "time seconds=60", "pause seconds=1"]
        number, reasons = len(game.moves), game.reasons
    assert verify(tmp_path, "class", library()).sound
    with again(tmp_path, "class") as found:
        assert [each.text for each in found.interventions] == texts
        assert (told(found.position), len(found.moves), found.reasons) == (said, number, reasons)
        assert found.can_undo(seat)
    steps = list(replay(tmp_path, "class", library=library()))
    assert [(step.number, len(step.entries)) for step in steps[-1:]] == [(1, 1)]


def test_a_pause_that_comes_out_otherwise_is_told_by_the_move_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begin(tmp_path, name="class") as game:
        game.play("play domestic_programme")
        game.pause(125)
    monkeypatch.setattr(Timeline, "clock", lambda self, kind, seconds: self.back())
    found = verify(tmp_path, "class", library())
    assert found.problem.startswith("What stands in 'class' after move 1: the file says that 1 moves stand then")


def test_after_the_end_nothing_stands_still(tmp_path: Path) -> None:
    with begin(tmp_path) as game:
        game.intervene("end")
        with pytest.raises(IllegalMove, match="over"):
            game.pause(3)
