"""What a facilitator did stands in the debrief as such; notes are told to those whose they are, and only at the end."""

from pathlib import Path

import pytest

from alliance_game.classroom.debrief import Account, as_text, debrief, page
from alliance_game.classroom.debrief.account import account_of
from alliance_game.classroom.debrief.turning import crossroads
from alliance_game.engine import default_move
from alliance_game.engine.layout import ROUND
from alliance_game.saves import FACILITATOR, create
from tests.table import library

NOTE, MARK = "CANARY of France alone", "CANARY for the end"


def lesson(folder: Path, *, to_the_end: bool) -> Account:
    """A lesson with two interventions, a going back, a note, a mark and an answer by the clock."""
    with create(library(), ("you",) * 3, folder, "class", states=3, seed=3, length="lesson") as game:
        game.intervene("correct tension -1", "The class had misread the rule.")
        game.play(default_move(game.position), by="clock")
        game.note(0, NOTE)
        game.note(FACILITATOR, MARK)
        while game.position.cells[ROUND] < 3:
            game.play(default_move(game.position))
        game.pause(125)
        game.more_time(60)
        game.rewind(2, "Again, with pledges")
        game.sit(1, "planner", "At the dentist's")
        game.pause(30)
        while to_the_end and not game.position.over:
            game.play(default_move(game.position))
    return account_of(folder, "class")


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Account:
    return lesson(tmp_path_factory.mktemp("ended"), to_the_end=True)


def test_every_intervention_is_shown_as_such_with_its_reason(ended: Account) -> None:
    chapter = next(each for each in debrief(ended).chapters if each.id == "facilitator")
    done = chapter.parts[0]
    said = [point.text for point in done.points]
    assert "The facilitator makes a correction." in said[0]
    assert "“The class had misread the rule.”" in said[0]
    assert any("goes back to the beginning of round 2" in each and "Again, with pledges" in each for each in said)
    assert any("led by a bot" in each for each in said)
    assert done.after.startswith("What came after")
    assert not any("paus" in each or "more" in each for each in said)
    assert chapter.parts[1].paragraphs == ("Pauses: 2, 3 min in all, rounded up.",)
    assert [point.text for point in chapter.parts[2].points] == [MARK]


def test_the_clock_is_named_on_the_teachers_page(ended: Account) -> None:
    teacher = next(each for each in debrief(ended).chapters if each.id == "teacher")
    late = next(part for part in teacher.parts if part.title == "Where time ran out")
    assert [point.text for point in late.points] == ["answered by the clock: 1, in round 1."]


def test_a_note_is_on_the_page_of_its_team_alone(ended: Account) -> None:
    found = [chapter.id for chapter in debrief(ended).chapters if NOTE in str(chapter)]
    assert found == ["team-france"]


def test_decisions_of_a_game_with_interventions_can_be_looked_at(ended: Account) -> None:
    """Each begins where it stood, corrections included."""
    roads = list(crossroads(ended.steps))
    assert [each.number for each in roads] == [step.number for step in ended.steps if step.played is not None]
    played, _ = ended.record.moves[0]
    assert roads[0].moves[0] == played.move


def test_notes_and_marks_are_nobodys_before_the_end(tmp_path: Path) -> None:
    made = debrief(lesson(tmp_path, to_the_end=False))
    written = page(made) + as_text(made, full=True)
    assert "CANARY" not in written
    assert "The class had misread the rule." in written
