"""``class``: a lesson is planned, shown, begun and gone on with, and whatever is wrong is told in a line."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game import chronicle, decisions
from alliance_game.classroom.lessons import Inject, copy_of, lesson_text, read_lesson
from alliance_game.cli import main
from alliance_game.saves import open_save
from tests.classroom.test_lessons import plan

ROOT = Path(__file__).parents[2]
NEW = ["class", "new", "--scenario", "nato_today", "--pupils", "24", "--minutes", "45"]


@pytest.fixture(autouse=True)
def _a_classroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, without packs, saves, or a pace that was measured."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    for name in ("PACKS", "SAVES", "PACE"):
        monkeypatch.setenv(f"ALLIANCE_GAME_{name}", str(tmp_path / name.lower()))


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    """Where games are saved."""
    return tmp_path / "saves"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """What a command answers."""
    capsys.readouterr()
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def written(*, practice: bool = False) -> None:
    """A lesson with four teams, in a file."""
    lesson = plan(save="9b", practice=practice, injects=())
    Path("lesson.yaml").write_text(lesson_text(lesson), encoding="utf-8")


def play_on(folder: Path, name: str, moves: int = 10_000) -> None:
    """Whatever comes first is played."""
    with open_save(folder, name) as game:
        while moves and not game.position.over:
            asked = decisions(game.position)[0]
            game.play(asked.moves[0], asked.seat)
            moves -= 1


def test_a_lesson_is_planned_without_a_keyboard(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, *NEW, "-o", "lesson.yaml", "--goal", "why vetoes are rare", "--title", "9b")
    assert (code, err) == (0, "")
    made = read_lesson(Path("lesson.yaml")).plan
    assert (made.title, made.goals, made.save) == ("9b", ("why vetoes are rare",), "lesson")
    assert (made.states, made.length, made.press, made.observers) == (4, "lesson", 2, 2)
    assert [team.pupils for team in made.teams] == [5, 5, 5, 5]
    for part in ("Teams: 24 pupils", "Rounds 1 to 5", "Debrief", "print briefings --scenario nato_today", "class run"):
        assert part in out
    code, again, err = said(capsys, "class", "plan", "lesson.yaml")
    assert (code, err) == (0, "")
    assert out.startswith(again)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["class", "new"], "nobody can be asked: --scenario, --pupils, --minutes, -o must be said, as in:"),
        ([*NEW], "nobody can be asked: -o must be said"),
        ([*NEW, "-o", "no/such/lesson.yaml"], "cannot be written: there is no such folder."),
        ([*NEW, "--length", "leson", "-o", "x.yaml"], "There is no length 'leson'. Did you mean 'lesson'?"),
        ([*NEW[:3], "nato_tody", *NEW[4:], "-o", "x.yaml"], "There is no scenario 'nato_tody'. Did you mean"),
        (["class", "plan", "no.yaml"], "There is no lesson file 'no.yaml'. Begin one with: alliance-game class new"),
        (["class", "run", "no.yaml", "--plain"], "There is no lesson file 'no.yaml'."),
        (["class", "resume", "no.yaml", "--plain"], "The game needs no file: go on with"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err
    assert not Path("x.yaml").exists()


def test_nobody_loses_a_plan_to_another(capsys: pytest.CaptureFixture[str]) -> None:
    Path("lesson.yaml").write_text("mine", encoding="utf-8")
    code, _, err = said(capsys, *NEW, "-o", "lesson.yaml")
    assert (code, err) == (2, "'lesson.yaml' is there already: name another file, or remove it.\n")
    assert Path("lesson.yaml").read_text(encoding="utf-8") == "mine"


def test_what_does_not_fit_is_said_with_what_to_cut(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--length", "standard", "--practice", "-o", "lesson.yaml"]
    _, out, _ = said(capsys, *NEW, *arguments)
    assert "It does not fit: play is likely to take" in out
    for cure in (
        "- no practice round: 4 minutes",
        "- `length: lesson`: 5 rounds",
        "- a bot for one",
        "- `sessions: 2`",
    ):
        assert cure in out


def test_the_pace_of_earlier_lessons_counts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written()
    _, usual, _ = said(capsys, "class", "plan", "lesson.yaml")
    (tmp_path / "pace").write_text("act 55\n" * 20 + "act 99999\nnonsense\nsealed -4\nconsent 7\n", encoding="utf-8")
    _, slow, _ = said(capsys, "class", "plan", "lesson.yaml")
    assert "action 20, yes or no 10" in " ".join(usual.split())
    assert "action 60, yes or no 10" in " ".join(slow.split())
    assert "It does not fit" in slow
    assert "They were measured in lessons on this machine." in " ".join(slow.split())


def test_questions_are_asked_on_a_terminal() -> None:
    typed = ["nato_tody", "nato_today", "many", "13", "", "", "9b", "first goal", "", "no", "9b.yaml"]
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "alliance_game", "class", "new"]
    at = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=follower, stdout=pipe, stderr=follower, env=at, text=True) as process:
        os.write(leader, "".join(f"{each}\n" for each in typed).encode())
        out, _ = process.communicate(timeout=120)
    asked = os.read(leader, 100_000).decode()
    os.close(leader)
    os.close(follower)
    assert process.returncode == 0
    assert "There is no scenario 'nato_tody'. Did you mean 'nato_today'?" in asked
    assert "A whole number from 1 to 120." in asked
    assert "Written: 9b.yaml" in out
    made = read_lesson(Path("9b.yaml")).plan
    assert (made.pupils, made.minutes, made.goals, made.practice) == (13, 45, ("first goal",), False)


def test_a_lesson_is_begun_once_and_gone_on_with(capsys: pytest.CaptureFixture[str], saves: Path) -> None:
    written()
    code, out, _ = said(capsys, "class", "run", "lesson.yaml", "--plain")
    assert code == 0
    assert "NATO today" in out
    with open_save(saves, "9b") as game:
        assert game.seats == ("you",) * 4
        assert game.position.setup[:3] == ("nato_today", 4, "lesson")
    assert copy_of(saves, "9b").read_text(encoding="utf-8") == Path("lesson.yaml").read_text(encoding="utf-8")
    code, _, err = said(capsys, "class", "run", "lesson.yaml", "--plain")
    assert code == 2
    assert "there is a saved game '9b'. Go on with: alliance-game class resume lesson.yaml." in err
    play_on(saves, "9b", 7)
    for name in ("lesson.yaml", "9b"):
        code, _, err = said(capsys, "class", "resume", name, "--plain")
        assert code == 0
        assert "no longer matters" not in err
    with open_save(saves, "9b") as game:
        assert len(game.moves) == 7


def test_planned_cards_are_put_in_when_the_game_begins(capsys: pytest.CaptureFixture[str], saves: Path) -> None:
    injects = (Inject(round=3, card="ballot_break_in"), Inject(round=2, card="ballot_break_in"))
    Path("lesson.yaml").write_text(lesson_text(plan(save="9b", seed=3, injects=injects)), encoding="utf-8")
    code, out, err = said(capsys, "class", "run", "lesson.yaml", "--plain")
    assert code == 0
    assert "lesson.yaml:41: 'ballot_break_in' is not put in: " in err
    assert "break-in" not in out
    with open_save(saves, "9b") as game:
        assert [(each.text, each.reason) for each in game.interventions] == [
            ("inject card=ballot_break_in round=3", "Planned in the lesson.")
        ]
    play_on(saves, "9b")
    with open_save(saves, "9b") as game:
        came = [entry for entry in chronicle(game.position) if entry.kind == "open" and entry.name == "ballot_break_in"]
        assert [entry.round for entry in came] == [3]


def test_a_lesson_that_was_not_begun(capsys: pytest.CaptureFixture[str]) -> None:
    written()
    code, _, err = said(capsys, "class", "resume", "lesson.yaml", "--plain")
    assert code == 2
    assert err == "The lesson has not been begun: begin it with: alliance-game class run lesson.yaml\n"


def test_the_practice_round_comes_first_and_leaves_nothing(capsys: pytest.CaptureFixture[str], saves: Path) -> None:
    written(practice=True)
    said(capsys, "class", "run", "lesson.yaml", "--plain")
    assert sorted(path.stem for path in saves.glob("*.journal")) == ["9b-practice"]
    play_on(saves, "9b-practice", 3)
    said(capsys, "class", "resume", "lesson.yaml", "--plain")
    with open_save(saves, "9b-practice") as game:
        assert len(game.moves) == 3
    play_on(saves, "9b-practice")
    said(capsys, "class", "run", "lesson.yaml", "--plain")
    with open_save(saves, "9b") as game:
        assert (game.moves, game.position.setup.options) == ((), ())
    with open_save(saves, "9b-practice") as game:
        assert game.position.over


def test_the_practice_round_can_be_left_out(capsys: pytest.CaptureFixture[str], saves: Path) -> None:
    written(practice=True)
    said(capsys, "class", "run", "lesson.yaml", "--plain", "--no-practice")
    assert [path.stem for path in saves.glob("*.journal")] == ["9b"]


def test_a_lesson_changed_after_it_was_begun(capsys: pytest.CaptureFixture[str], saves: Path) -> None:
    written()
    said(capsys, "class", "run", "lesson.yaml", "--plain")
    file = Path("lesson.yaml")
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("scenario: nato_today", "scenario: concert"),
        ("length: lesson", "length: standard"),
        ("{state: germany, pupils: 5, seat: you}", "{state: germany, seat: hawk}"),
        ("state: poland", "state: japan"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    code, _, err = said(capsys, "class", "resume", "lesson.yaml", "--plain")
    lines = text.splitlines()
    assert code == 0
    for start, why in (
        ("scenario:", "the game was begun with nato_today."),
        ("length:", "the game was begun with lesson."),
        ("- {state: germany", "'germany' is led by 'you'."),
        ("- {state: japan", "'japan' does not play."),
    ):
        number = next(at for at, line in enumerate(lines, 1) if line.startswith(start))
        assert f"lesson.yaml:{number}: this no longer matters: {why}" in err
    with open_save(saves, "9b") as game:
        assert game.position.setup.scenario == "nato_today"


def test_a_broken_file_does_not_keep_anybody_from_the_game(capsys: pytest.CaptureFixture[str]) -> None:
    written()
    said(capsys, "class", "run", "lesson.yaml", "--plain")
    Path("lesson.yaml").write_text("title: [\n", encoding="utf-8")
    code, out, err = said(capsys, "class", "resume", "lesson.yaml", "--plain")
    assert code == 1
    assert "lesson.yaml:" in out
    assert "The game needs no file: go on with `alliance-game class resume SAVE`" in err
    assert said(capsys, "class", "resume", "9b", "--plain")[0] == 0


def test_a_screen_is_not_begun_without_a_terminal(capsys: pytest.CaptureFixture[str], saves: Path) -> None:
    written()
    code, _, err = said(capsys, "class", "run", "lesson.yaml")
    assert (code, err.count("\n")) == (2, 1)
    assert not list(saves.glob("*.journal"))
