"""Files that somebody wrote badly, of every kind besides cards and rules: told at a place inside, and nothing else."""

import json
import random
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from alliance_game.authoring.check import baseline
from alliance_game.authoring.trials.files import read_file
from alliance_game.authoring.trials.trials import run_file
from alliance_game.classroom.lessons import check, lesson_text, read_lesson
from alliance_game.classroom.lessons.pace import known_pace
from alliance_game.classroom.quiz import kept, quiz_of
from alliance_game.content import Problem, Problems, available, base_folder, passed
from alliance_game.content.folders import file_in
from alliance_game.content.languages import texts_in
from alliance_game.content.source import read
from alliance_game.content.validation import validated
from alliance_game.errors import AllianceError, ContentError
from alliance_game.saves.pins import Pins
from alliance_game.saves.public_clock import PublicClock
from alliance_game.settings import PACES, THEME_NAMES, load_settings
from tests.classroom.test_lessons import plan
from tests.content.altering import altered, plain, spots
from tests.content.damaging import damaged
from tests.engine.games import FISHERY, fishery
from tests.table import library

Told = list[Problem] | str


def noted(read_it: Callable[[Problems], object]) -> list[Problem]:
    """The problems that are noted while something is read."""
    problems = Problems()
    read_it(problems)
    return list(problems)


def lesson(path: Path) -> Told:
    """A lesson, as `class check` looks at it."""
    check(read_lesson(path), library())
    return []


def catalogue(path: Path) -> Told:
    """The texts of a pack in another language."""
    return noted(lambda problems: texts_in(path.parents[1], "es", problems))


def phrases(path: Path) -> Told:
    """The program's own sentences in another language."""

    def look(problems: Problems) -> None:
        file = file_in(path.parent, path.name, "", problems)
        source = read(file.shown, file.text, problems) if file is not None else None
        if source is not None:
            validated("phrases", source, problems)

    return noted(look)


def settings(path: Path) -> Told:
    """Settings and keys: whatever they are, there is something to play with."""
    found, told = load_settings(path)
    assert found.theme in THEME_NAMES
    assert found.pace in PACES
    assert all(isinstance(key, str) and key for pair in found.keys.items() for key in pair)
    return told


def quiz(path: Path) -> Told:
    """What was answered: every line that is kept has an answer to every question."""
    asked = quiz_of(library(), "concert", path.parent)
    found = kept(asked)
    for row in found.rows:
        assert len(row.answers) == len(row.sure) == len(asked.right)
        assert 0 <= row.score <= len(asked.right)
        assert row.date.isprintable()
        assert row.code.isprintable()
    return ""


def pins(path: Path) -> Told:
    """PINs: a damaged file keeps the screen closed."""
    assert Pins(path).has("japan") in (True, False)
    return ""


def clock(path: Path) -> Told:
    """What the projector shows."""
    found = PublicClock(path).read()
    assert found is None or 0 <= found.left < 100_000
    return ""


def pace(path: Path) -> Told:
    """The pace of earlier lessons: always something to plan with."""
    assert all(0 < seconds < 1_000 for seconds in known_pace(path).seconds.values())
    return ""


def checked(path: Path) -> Told:
    """What was right the last time."""
    assert all(len(each) == 64 for each in passed._kept())
    return ""


def known(path: Path) -> Told:
    """The warnings that are known already."""
    assert all(isinstance(part, str) for each in baseline.read(path) for part in each)
    return ""


ANSWER = {
    "when": "before",
    "date": "2026-11-22",
    "code": "ma07t",
    "answers": "abcdab",
    "sure": "123412",
    "right": "abcdab",
}
BASELINE = {"format": 1, "known": [{"file": "a.yaml", "code": "x", "text": "title: A"}] * 3}
SETTINGS = "theme: paper\npace: fast\nlanguage: es\nkeys:\n  chronicle: f5,question_mark\n  why: ctrl+w\n  codex: '?'\n"


def sound() -> Iterator[tuple[str, Callable[[Path], Told], str]]:
    """Each kind of file: where it lies, how it is read, and a text in which nothing is wrong."""
    right = "".join(item.right for item in library().scenario("concert").quiz)
    row = json.dumps(ANSWER | {"right": right, "answers": right, "sure": "1" * len(right)})
    spanish = base_folder() / "text" / "interface" / "es" / "quiz.yaml"
    winter = base_folder() / "examples" / "hard_winter" / "text" / "es.yaml"
    yield "lesson.yaml", lesson, lesson_text(plan())
    yield "winter/text/es.yaml", catalogue, winter.read_text(encoding="utf-8")
    yield "phrases.yaml", phrases, spanish.read_text(encoding="utf-8")
    yield "settings.yaml", settings, SETTINGS
    yield "concert.quiz", quiz, json.dumps({"format": 1, "scenario": "concert"}) + "\n" + f"{row}\n" * 3
    yield (
        "monday.pins",
        pins,
        json.dumps({"format": 1, "pins": {"japan": f"{'0' * 32}:{'a' * 64}"}}, separators=(",", ":")),
    )
    yield "monday.clock", clock, '{"goes":true,"left":60}'
    yield "pace.txt", pace, "act 23\nconsent 9\n" * 20
    yield "cache/checked.txt", checked, f"{'ab' * 32}\n" * 5
    yield "known.json", known, json.dumps(BASELINE, indent=1)


KINDS = ("lesson", "catalogue", "phrases", "settings", "quiz", "pins", "clock", "pace", "checked", "known")


def mutated(text: str, lot: random.Random) -> bytes:
    """A file with letters damaged, or with parts altered that can still be read."""
    if lot.random() < 0.5:
        return damaged(text.encode(), lot)
    lines = text.splitlines() if text.startswith('{"format": 1, "scenario"') else [text]
    data = [data_of(line) for line in lines]
    if data[0] is None:
        return damaged(text.encode(), lot)
    pool = [holder[key] for holder, key in spots(data)]
    at = lot.randrange(len(data))
    data[at] = altered(data[at], pool, lot, lot.randint(1, 3))
    spaced = None if len(data) > 1 else lot.choice((None, 1))
    made = "\n".join(json.dumps(each, indent=spaced, ensure_ascii=lot.random() < 0.5) for each in data)
    return made.encode("utf-8", "surrogatepass")


def data_of(text: str) -> object:
    """What a text says, if it is JSON or YAML."""
    try:
        return json.loads(text)
    except ValueError:
        source = read("f", text, Problems())
        return plain(source.data) if source is not None and isinstance(source.data, dict) else None


def is_inside(problem: Problem, path: Path) -> bool:
    """Whether a place is one of the file."""
    raw = path.read_bytes().decode("utf-8", "replace")
    lines = raw.split("\n")
    place = problem.place
    return path.name in place.file and 1 <= place.line <= len(lines) and 1 <= place.column <= len(raw) + 1


def mutate(kind: str, folder: Path, count: int, seed: int) -> int:
    """Read so many mutated files of a kind; gives how many were found wrong."""
    name, read_it, text = next(each for each in sound() if each[1].__name__ == kind)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert not read_it(path), "nothing is wrong with this one"
    wrong = 0
    for number in range(count):
        raw = mutated(text, random.Random(f"{kind} {seed} {number}"))
        path.write_bytes(raw)
        begun = time.process_time()
        try:
            told: Told = read_it(path)
        except ContentError as error:
            told = [each for each in error.problems if isinstance(each, Problem)]
        except AllianceError as error:
            told = str(error)
        except Exception as error:
            raise AssertionError(f"{kind}, seed {seed}, file {number}: {raw!r}") from error
        assert time.process_time() - begun < 2, f"{kind}, seed {seed}, file {number}: {raw!r}"
        wrong += bool(told)
        for said in [told] if isinstance(told, str) else map(str, told):
            assert said.replace("\n", " ").isprintable(), f"{kind}, seed {seed}, file {number}: {raw!r}"
            assert len(said) < 2_000, f"{kind}, seed {seed}, file {number}: {raw!r}"
        if not isinstance(told, str):
            assert all(is_inside(each, path) for each in told), f"{kind}, seed {seed}, file {number}: {raw!r}"
    return wrong


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of nobody else's."""
    monkeypatch.setattr(passed, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    # To learn which languages there are takes longer than a file of settings, and they stay the same.
    monkeypatch.setattr("alliance_game.settings.available", cache(available))
    return tmp_path


QUIET = {"quiz", "clock", "pace", "checked"}
"""What is only passed over."""


@pytest.mark.parametrize("kind", KINDS)
def test_mutated_files_are_told_or_passed_over(kind: str, folder: Path) -> None:
    wrong = mutate(kind, folder, 40, seed=1)
    assert wrong > 5 or kind in QUIET


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
def test_2_000_mutated_files_of_each_kind_are_told_or_passed_over(kind: str, folder: Path) -> None:
    wrong = mutate(kind, folder, 2_000, seed=100)
    assert wrong > 200 or kind in QUIET


def run_mutated_tests(folder: Path, count: int, seed: int) -> int:
    """Run so many mutated files of card tests; gives how many could be run."""
    text = (FISHERY / "tests" / "storm.yaml").read_text(encoding="utf-8")
    path = folder / "tests" / "storm.yaml"
    path.parent.mkdir()
    ran = 0
    for number in range(count):
        raw = mutated(text, random.Random(f"tests {seed} {number}"))
        path.write_bytes(raw)
        problems = Problems()
        try:
            file = read_file(path, folder, problems)
            found = [*run_file(fishery(), file, folder)] if file is not None else []
        except Exception as error:
            raise AssertionError(f"seed {seed}, file {number}: {raw!r}") from error
        ran += bool(found)
        said = [*map(str, problems), *(fault.message for verdict in found for fault in verdict.faults)]
        assert all(each.replace("\n", " ").isprintable() for each in said), f"seed {seed}, file {number}: {raw!r}"
        assert all(is_inside(each, path) for each in problems), f"seed {seed}, file {number}: {raw!r}"
        for save in folder.glob("*.journal"):
            save.unlink()
    return ran


def test_mutated_tests_of_cards_are_told_or_run(tmp_path: Path) -> None:
    assert run_mutated_tests(tmp_path, 6, seed=1) > 0


@pytest.mark.nightly
def test_120_mutated_tests_of_cards_are_told_or_run(tmp_path: Path) -> None:
    assert run_mutated_tests(tmp_path, 120, seed=100) > 20
