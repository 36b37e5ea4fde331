"""Every other file that the program writes: as it was or whole, whatever the disk refuses, and a sentence names it."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_game.authoring.new import Draft
from alliance_game.authoring.new import write as write_drafts
from alliance_game.classroom.lessons.pace import note_answer
from alliance_game.classroom.quiz.answers import BEFORE, Answered
from alliance_game.classroom.quiz.kept import keep as keep_answers
from alliance_game.classroom.quiz.quiz import Quiz
from alliance_game.classroom.tables.files import write as write_tables
from alliance_game.classroom.tables.table import Table, text
from alliance_game.cli.counting import put as put_page
from alliance_game.errors import AllianceError, SaveError
from alliance_game.saves import stored_rules, verify
from alliance_game.saves.mirrors import keep as keep_mirror
from alliance_game.saves.pins import Pins
from alliance_game.settings import Settings, save_settings
from tests.saves import releases
from tests.saves.faulty import EVERY, each, fault_of

Attempt = Callable[[], object]
Files = dict[str, bytes]
"""Files by their paths inside a folder."""


def files(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def settings(folder: Path) -> Attempt:
    save_settings(Settings("paper"), folder / "settings.yaml")
    return lambda: save_settings(Settings("clear"), folder / "settings.yaml")


def broken_settings(folder: Path) -> Attempt:
    """Somebody wrote them by hand, with a slip: they are kept beside the new ones."""
    (folder / "settings.yaml").write_text("theme: papper\nkeys: {chronicle: f5}\n")
    return lambda: save_settings(Settings("clear"), folder / "settings.yaml")


def pins(folder: Path) -> Attempt:
    found = Pins(folder / "x.journal")
    kept = {name: f"{number * 32}:{number * 64}" for name, number in (("france", "1"), ("germany", "2"))}
    found._write(kept)
    return lambda: found.remove("france")


def page(folder: Path) -> Attempt:
    """A debrief, a handbook, pages to print, the codex, a lesson."""
    (folder / "page.html").write_text("The page of last week")
    return lambda: put_page(folder / "page.html", "The page of this week" * 500)


def tables(folder: Path) -> Attempt:
    made = [Table(name, "What it is", (text("name", "Whose"),), ((name,),)) for name in ("moves", "scores", "rounds")]

    def tried() -> None:
        try:
            write_tables(folder / "out", "csv", made, lambda table: table.name * 100)
        except OSError as error:
            # As ``export`` tells it.
            raise AllianceError(f"{folder / 'out'}: {error.strerror}") from error

    return tried


def tables_inside(folder: Path) -> Attempt:
    """Into an empty folder that is there, such as a stick."""
    (folder / "out").mkdir()
    return tables(folder)


def rules(folder: Path) -> Attempt:
    return lambda: stored_rules.keep(folder, releases.alone())


def damaged_rules(folder: Path) -> Attempt:
    rules(folder)()
    (stored,) = (folder / "rules").iterdir()
    stored.write_bytes(stored.read_bytes()[:-100])
    return rules(folder)


def mirror(folder: Path) -> Attempt:
    for number in range(1, 4):
        keep_mirror(folder / "x.journal", number, b"a line\n" * number)
    return lambda: keep_mirror(folder / "x.journal", 4, b"a line\n" * 4)


def draft(folder: Path) -> Attempt:
    return lambda: write_drafts([Draft(folder / "card.yaml", "title: A card\n" * 50)])


def unheard(attempt: Attempt) -> Attempt:
    """For files whose loss is no harm: nobody is told, and the game goes on."""

    def tried() -> None:
        assert fault_of(attempt) == ""

    return tried


def pace(folder: Path) -> Attempt:
    note_answer("act", 30, folder / "pace.txt")
    return unheard(lambda: note_answer("act", 45, folder / "pace.txt"))


CASES: dict[str, Callable[[Path], Attempt]] = {
    case.__name__: case
    for case in (settings, broken_settings, pins, page, tables, tables_inside, rules, damaged_rules, draft, pace)
}


@pytest.mark.parametrize("fault", EVERY)
@pytest.mark.parametrize("case", CASES)
def test_a_file_is_as_it_was_or_whole(tmp_path: Path, case: str, fault: str) -> None:
    """Refuse one request after the other, until all is written."""
    met = 0
    for lasting in (False, True):
        wanted = done(tmp_path / f"wanted{lasting}", CASES[case])
        for shim in each(fault, lasting=lasting):
            folder = tmp_path / f"{lasting}{shim.refused}"
            folder.mkdir()
            attempt = CASES[case](folder)
            before = files(folder)
            with shim.in_place():
                refusal = fault_of(attempt)
            after = files(folder)
            if not lasting:
                assert after in (before, wanted) or kept_beside(after) in (before, wanted), shim.refused
            whole = {name: data for name, data in after.items() if not is_half(name)}
            assert whole.pop("settings.old", b"") in (b"", *before.values())
            assert all(data in (before.get(name), wanted.get(name)) for name, data in whole.items()), shim.refused
            assert before.keys() <= whole.keys(), "what was there is gone"
            if refusal:
                met += 1
                assert shim.told in refusal
                assert str(folder) in refusal
            elif not shim.met:
                assert after == wanted
            # Nothing stands in the way when the disk is well again; only what could not be taken away from a folder
            # that has to be empty is left to a person.
            if after != wanted and not (lasting and case == "tables_inside"):
                attempt()
                ended = {name: data for name, data in files(folder).items() if not is_half(name)}
                assert wanted in (ended, kept_beside(ended))
    assert met > 2 or case == "pace"


def done(folder: Path, case: Callable[[Path], Attempt]) -> Files:
    """The files when nothing was refused."""
    folder.mkdir()
    case(folder)()
    return files(folder)


def is_half(name: str) -> bool:
    """Whether it is a file on its way, which nobody reads."""
    return any(part.startswith(".") and part.endswith(".new") for part in name.split("/"))


def kept_beside(after: Files) -> Files:
    """The files without a copy of settings, which is made where they could not be read."""
    return {name: data for name, data in after.items() if name != "settings.old"}


@pytest.mark.parametrize("fault", EVERY)
def test_the_mirrors_that_were_there_stay_until_the_next_is_whole(tmp_path: Path, fault: str) -> None:
    for lasting in (False, True):
        for shim in each(fault, lasting=lasting):
            folder = tmp_path / f"{lasting}{shim.refused}"
            attempt = mirror(folder)
            before = files(folder)
            with shim.in_place(), suppress(OSError, SaveError):
                attempt()
            whole = sorted((data for name, data in files(folder).items() if not is_half(name)), key=len)
            assert whole[-3:] in ([b"a line\n" * number for number in (1, 2, 3)], [b"a line\n" * n for n in (2, 3, 4)])
            assert len(before) == 3


@pytest.mark.parametrize("fault", EVERY)
def test_answers_to_a_quiz_are_added_or_not(tmp_path: Path, fault: str) -> None:
    """What other pupils answered is never touched, and half a line swallows no other."""

    def row(code: str) -> Answered:
        return Answered(BEFORE, "2026-11-23", code, "ab", "ab", "ab")

    first = Quiz("concert", "Concert", (), (), tmp_path / "first.quiz")
    keep_answers(first, row("ma07t"))
    whole = first.path.read_bytes()
    for begins in (True, False):
        for shim in each(fault):
            quiz = replace(first, path=tmp_path / f"{begins}{shim.refused}.quiz")
            if not begins:
                quiz.path.write_bytes(whole)
            with shim.in_place():
                refusal = fault_of(lambda: keep_answers(quiz, row("an12k")))  # noqa: B023
            found = quiz.path.read_bytes() if quiz.path.exists() else b""
            assert found.startswith(b"" if begins else whole)
            assert not refusal or (shim.told in refusal and str(tmp_path) in refusal)
            if refusal:
                keep_answers(quiz, row("an12k"))
            lines = quiz.path.read_bytes().split(b"\n")
            assert b'"format"' in lines[0]
            assert b"an12k" in lines[-2]


SIGNALS = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.saves import releases
from tests.saves.test_other_files import files, page, pins, settings

came = []
signal.signal(signal.SIGALRM, lambda number, frame: came.append(number))
folder = Path(sys.argv[1])
signal.setitimer(signal.ITIMER_REAL, 0.0003, 0.0003)
releases.busy(folder, "x")
for case in (settings, pins, page):
    case(folder)()
signal.setitimer(signal.ITIMER_REAL, 0)
print(len(came))
"""


def test_signals_interrupt_no_writing(tmp_path: Path) -> None:
    """Thousands of them, as when a window is drawn larger: the real EINTR, which is never to be seen."""
    told = subprocess.run(
        [sys.executable, "-c", SIGNALS, str(tmp_path), str(Path.cwd())], capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) > 100
    assert verify(tmp_path, "x", releases.alone()).sound
    assert b"clear" in (tmp_path / "settings.yaml").read_bytes()
