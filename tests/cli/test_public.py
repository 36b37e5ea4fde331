"""``class public``: which game it follows, and where it refuses to."""

from pathlib import Path

import pytest

from alliance_game.classroom.lessons import lesson_text
from alliance_game.cli import main
from alliance_game.cli.schoolroom import games_of
from alliance_game.errors import AllianceError
from tests.classroom.test_lessons import plan, written


def test_a_lesson_is_followed_by_its_file_or_its_game_begun_or_not(tmp_path: Path) -> None:
    assert games_of(str(written(tmp_path)), tmp_path) == ("9b-alliances",)
    assert games_of("9b-alliances", tmp_path) == ("9b-alliances",)


def test_the_practice_round_of_a_lesson_is_followed_until_the_game_begins(tmp_path: Path) -> None:
    file = tmp_path / "lesson.yaml"
    file.write_text(lesson_text(plan(practice=True)), encoding="utf-8")
    assert games_of(str(file), tmp_path) == ("9b-alliances", "9b-alliances-practice")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AllianceError, match=r"9b\.yaml"):
        games_of(str(tmp_path / "9b.yaml"), tmp_path)


def test_without_a_terminal_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "public", "9b-alliances"]) == 2
    assert "needs a terminal to paint on" in capsys.readouterr().err
