"""Lesson files: what is written can be read again, and what is wrong in one is told with its place."""

from itertools import pairwise
from pathlib import Path

import pytest

from alliance_game.classroom.lessons import (
    Inject,
    LessonPlan,
    Team,
    Timers,
    check,
    copy_of,
    find_lesson,
    lesson_text,
    read_lesson,
)
from alliance_game.classroom.lessons.crowd import divided
from alliance_game.classroom.lessons.hours import schedule
from alliance_game.classroom.lessons.pace import ENOUGH, HANDING_OVER, USUAL, Pace, known_pace, note_answer
from alliance_game.definitions.scenario import SeatRange
from alliance_game.errors import AllianceError, ContentError
from tests.table import library

STATES = ("united_states", "germany", "poland", "turkey")


def plan(**changes: object) -> LessonPlan:
    """A lesson with four teams."""
    usual: dict[str, object] = {
        "title": "9b: what is #1 an alliance?",
        "scenario": "nato_today",
        "states": 4,
        "length": "lesson",
        "minutes": 45,
        "pupils": 22,
        "press": 2,
        "goals": ("why a veto is: seldom used",),
        "teams": tuple(Team(state=state, pupils=5) for state in STATES),
        "timers": Timers(act=60, sealed=45),
        "injects": (Inject(round=3, card="ballot_break_in"),),
        "save": "9b-alliances",
    }
    return LessonPlan(**{**usual, **changes})


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    """The file of the lesson, changed."""
    text = lesson_text(plan())
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "lesson.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def complaint(file: Path) -> str:
    """What is wrong in a lesson, without its folder."""
    with pytest.raises(ContentError) as caught:
        check(read_lesson(file), library())
    return str(caught.value).replace(f"{file.parent.as_posix()}/", "")


@pytest.mark.parametrize(
    "made",
    [
        plan(),
        plan(practice=True, seed=7, options=("fog",), sessions=2, difficulty="hard", injects=(), goals=()),
        plan(title="null", goals=("- a dash", "“no” means: no # never", 'he said "why"')),
        plan(teams=(*(Team(state=state, pupils=5) for state in STATES[:3]), Team(state="turkey", seat="broker"))),
    ],
)
def test_a_written_lesson_reads_as_it_was(made: LessonPlan, tmp_path: Path) -> None:
    file = tmp_path / "lesson.yaml"
    file.write_text(lesson_text(made), encoding="utf-8")
    assert read_lesson(file).plan == made


def test_a_right_lesson_has_no_complaint(tmp_path: Path) -> None:
    check(read_lesson(written(tmp_path)), library())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nato_today", "nato_tody", "7:11: error[unknown-scenario]: There is no scenario 'nato_tody'. Did you mean"),
        ("minutes: 45", "minuts: 45", "error[unknown-field]: The file has no field `minuts`. Did you mean 'minutes'?"),
        ("minutes: 45", "minutes: 4", "`minutes` must be at least 10, not 4."),
        ("length: lesson", "length: leson", "9:9: error[unknown-length]: There is no length 'leson'. Did you mean"),
        ("states: 4", "states: 2", "Scenario 'nato_today' is played by 3 to 6 states, not 2."),
        ("state: turkey", "state: turky", "error[unknown-state]: There is no state 'turky'. Did you mean 'turkey'?"),
        ("state: turkey", "state: poland", "'poland' has a team already, in line 30."),
        ("state: turkey", "state: france", "'france' plays only with 5 states or more. Write `states: 5`."),
        ("seat: you", "seat: plannr", "error[unknown-bot]: There is no bot 'plannr'. Did you mean 'planner'?"),
        ("seat: you", "seat: broker", "A bot leads this state, so its 5 pupils have nothing to do."),
        ("pupils: 5", "pupils: 0", "Nobody is in this team: give it pupils, or name a bot as its `seat`."),
        ("pupils: 5", "pupils: 6", "There are 22 pupils, but teams, press and observers have 23 places."),
        ("act: 60", "act: 3", "`act` must be 5 to 900 seconds, or 0 for no timer."),
        ("act: 60", "act: 901", "`act` must be at most 900, not 901."),
        ("ballot_break_in", "balot_break_in", "error[unknown-card]: There is no card 'balot_break_in'. Did you mean"),
        ("ballot_break_in", "shaken_city", "'shaken_city' is no card of the scenario 'nato_today'."),
        ("round: 3, card: ba", "round: 6, card: ba", "The game has only 5 rounds, so nothing comes in round 6."),
        ("save: 9b-alliances", "save: ../9b", "'../9b' cannot be the name of a save"),
        ("teams:\n", "teams: 4\n#", "error["),
        ("title: ", "title: [", "error["),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old: str, new: str, said: str, tmp_path: Path) -> None:
    told = complaint(written(tmp_path, (old, new)))
    assert said in told
    assert told.startswith("lesson.yaml:")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    file = written(
        tmp_path, ("length: lesson", "length: short"), ("state: turkey", "state: no"), ("pupils: 5", "pupils: 9")
    )
    assert complaint(file).count("error[") == 3


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    written(tmp_path)
    with pytest.raises(AllianceError, match=r"There is no lesson file '.*leson\.yaml'. Did you mean 'lesson\.yaml'\?"):
        read_lesson(tmp_path / "leson.yaml")
    with pytest.raises(AllianceError, match=r"Begin one with: alliance-game class new -o .*/x/y\.yaml"):
        read_lesson(tmp_path / "x" / "y.yaml")
    with pytest.raises(AllianceError, match=r"is not an ordinary file|is a folder"):
        read_lesson(tmp_path)


def test_a_moved_lesson_is_found_by_the_name_of_its_game(tmp_path: Path) -> None:
    copy = copy_of(tmp_path, "9b-alliances")
    copy.write_text(lesson_text(plan()), encoding="utf-8")
    assert find_lesson("9b-alliances", tmp_path).plan == plan()
    assert find_lesson(str(written(tmp_path)), tmp_path).plan == plan()
    with pytest.raises(AllianceError, match="There is no lesson file '9c'"):
        find_lesson("9c", tmp_path)


@pytest.mark.parametrize(("least", "most"), [(2, 6), (3, 5), (4, 4)])
def test_nobody_in_a_class_is_without_a_job(least: int, most: int) -> None:
    for pupils in range(1, 61):
        crowd = divided(pupils, SeatRange(min=least, max=most))
        assert crowd.pupils == pupils
        assert crowd.teams <= most
        assert crowd.size <= 6
        assert crowd.size >= 3 or pupils < 6
    assert divided(24, SeatRange(min=3, max=6)) == (4, 5, 2, 2)
    assert divided(30, SeatRange(min=3, max=6)) == (5, 6, 0, 0)


@pytest.mark.parametrize(("minutes", "rounds", "parts"), [(45, 5, [8, 25, 12]), (90, 8, [12, 53, 25])])
def test_a_lesson_minute_by_minute(minutes: int, rounds: int, parts: list[int]) -> None:
    """As in the formats that were tried: brief 8 and debrief 12 of 45 minutes, 12 and 25 of 90."""
    (found,) = schedule(minutes, 1, rounds, practice=False)
    assert [part.minutes for part in found] == parts


@pytest.mark.parametrize("practice", [True, False])
@pytest.mark.parametrize(
    ("minutes", "sessions", "rounds"), [(45, 1, 5), (45, 2, 8), (90, 1, 8), (50, 3, 8), (20, 2, 5)]
)
def test_every_minute_has_its_part(minutes: int, sessions: int, rounds: int, practice: bool) -> None:
    lessons = schedule(minutes, sessions, rounds, practice=practice)
    assert len(lessons) == sessions
    for parts in lessons:
        assert parts[0].start == 0
        assert parts[-1].end == minutes
        assert all(one.end == other.start for one, other in pairwise(parts))
    played = [part for parts in lessons for part in parts if part.what == "rounds"]
    assert [(played[0].first, played[-1].last)] == [(1, rounds)]
    assert all(one.last + 1 == other.first for one, other in pairwise(played))


def test_the_pace_is_what_was_measured(tmp_path: Path) -> None:
    file = tmp_path / "far" / "pace.txt"
    assert known_pace(file) == Pace(USUAL)
    for seconds in (30, 0, -5, 901, 10**9):
        note_answer("act", seconds, file)
    assert file.read_text(encoding="utf-8") == "act 30\n"
    for _ in range(ENOUGH - 1):
        note_answer("act", 40, file)
    pace = known_pace(file)
    assert pace.measured == ("act",)
    assert (pace.seconds["act"], pace.seconds["sealed"]) == (39 + HANDING_OVER, USUAL["sealed"])
    file.write_bytes(b"\xff\xfe act 9\nact\nact 1e9\n" * 50)
    assert known_pace(file) == Pace(USUAL)
