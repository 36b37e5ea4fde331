"""``export`` as a command: what it writes, twice the same, and what it refuses."""

import ast
import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alliance_game import disk
from alliance_game.classroom.tables import FORMATS, tables
from alliance_game.classroom.tables.formats import as_csv, as_json, harmless
from alliance_game.classroom.tables.table import Table, number, text
from alliance_game.cli import main
from alliance_game.content import load
from tests.content.packed import written
from tests.table import library

from .games import ROOT, SAVES, named, play, prefix, read_csv, read_json, recorded

NAMES = {
    *("game", "states", "tracks", "moves", "tracks_by_round", "answers", "pledges", "agreements"),
    *("crises", "scores", "chronicle", "interventions", "notes", "dictionary"),
}


@pytest.fixture(autouse=True)
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of saves with the example game and one that goes on; the working folder is empty."""
    folder, here = tmp_path / "saves", tmp_path / "here"
    shutil.copytree(SAVES, folder)
    here.mkdir()
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(folder))
    monkeypatch.chdir(here)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_for_each_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "example", "--to", "figures"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    found = contents(Path("figures"))
    assert found.keys() == {f"{name}.csv" for name in NAMES}
    for line in captured.out.splitlines():
        file, count = line.split(maxsplit=1)
        assert count == f"{(rows := len(read_csv(Path(file).read_text(encoding='utf-8'))))} row{'s' * (rows != 1)}"
    assert len(captured.out.splitlines()) == len(NAMES)
    assert b"\r" not in b"".join(found.values())
    assert sorted(path.name for path in Path().iterdir()) == ["figures"]


def test_both_formats_hold_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "example", "--to", "commas"]) == main(["export", "example", "--to", "j", "--format", "json"])
    assert {path.stem for path in Path("j").iterdir()} == NAMES
    for name in NAMES:
        commas = read_csv(Path(f"commas/{name}.csv").read_text(encoding="utf-8"))
        objects = read_json(Path(f"j/{name}.json").read_text(encoding="utf-8"))
        assert commas == [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in objects]
        assert objects or name in ("interventions", "notes")


def test_the_same_bytes_every_time(tmp_path: Path, saves: Path) -> None:
    """In other processes too, whatever order their sets have."""
    for chance in ("1", "2"):
        command = [sys.executable, "-m", "alliance_game", "export", "example", "--to", f"out{chance}"]
        environment = {**os.environ, "PYTHONHASHSEED": chance, "PYTHONPATH": str(ROOT / "src")}
        subprocess.run(command, env=environment, check=True, capture_output=True)
    assert contents(Path("out1")) == contents(Path("out2"))
    assert main(["export", "example", "--to", "out3"]) == 0
    assert contents(Path("out3")) == contents(Path("out1"))


def test_the_save_stays_as_it_is(saves: Path) -> None:
    before = (saves / "example.journal").read_bytes()
    assert main(["export", "example", "--to", "figures"]) == 0
    assert (saves / "example.journal").read_bytes() == before


def test_a_game_that_goes_on_is_exported_with_a_word(saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    play(saves, library(), "started", 30, length="lesson")
    capsys.readouterr()
    assert main(["export", "started", "--to", "figures"]) == 0
    captured = capsys.readouterr()
    assert captured.err.startswith("The game is not over: the tables hold what everybody at the table may know.")
    assert "scores.csv           0 rows" in captured.out
    assert main(["--lang", "es", "export", "started", "--to", "cifras"]) == 0
    captured = capsys.readouterr()
    assert captured.err.startswith("La partida no ha terminado:")
    assert "1 fila\n" in captured.out


def test_columns_and_dictionary_are_english_in_every_language() -> None:
    assert main(["export", "example", "--to", "en"]) == main(["--lang", "es", "export", "example", "--to", "es"]) == 0
    for name in NAMES:
        english, spanish = (Path(f"{each}/{name}.csv").read_text(encoding="utf-8") for each in ("en", "es"))
        assert english.splitlines()[0] == spanish.splitlines()[0]
        for one, other in zip(read_csv(english), read_csv(spanish), strict=True):
            assert {key for key in one if one[key] != other[key]} <= WORDS
    assert Path("en/dictionary.csv").read_bytes() == Path("es/dictionary.csv").read_bytes()
    assert Path("en/chronicle.csv").read_bytes() != Path("es/chronicle.csv").read_bytes()


WORDS = {"title", "short", "about", "ending_title", "agenda_title", "text", "changes", "rules", "story"}
"""Columns that hold words for people, in the language that is spoken; all others hold ids and numbers."""


def test_a_damaged_save_is_exported_to_its_last_sound_move(saves: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saves / "example.journal"
    path.write_bytes(b"\n".join(path.read_bytes().split(b"\n")[:20]) + b'\n{"half')
    assert main(["export", "example", "--to", "figures"]) == 0
    captured = capsys.readouterr()
    assert captured.err.startswith("Line 21 of example.journal is damaged: ")
    assert "The tables go as far as move 19 of about 20.\n" in captured.err
    assert "The game is not over" in captured.err
    assert len(read_csv(Path("figures/moves.csv").read_text(encoding="utf-8"))) == 19


# What it refuses


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["exampel", "--to", "new"], 2, "There is no save 'exampel'. Did you mean 'example'?"),
        (["../example", "--to", "new"], 1, "'../example' cannot be the name of a save"),
        (["broken", "--to", "new"], 1, "broken"),
        (["example"], 2, "Missing option '--to'"),
        (["--to", "new"], 2, "Missing argument 'save'"),
        (["example", "--to", "new", "--format", "xlsx"], 2, "cannot be written as 'xlsx': choose csv or json."),
        (["example", "--to", "file"], 2, "'file' is a file: name a folder for the tables."),
        (["example", "--to", "no/such"], 2, "'no/such' cannot be made: there is no folder above it."),
        (["example", "--to", "file/new"], 2, "'file/new' cannot be made: there is no folder above it."),
        (["example", "--to", "full"], 2, "'full' has files in it already: name a new folder, or one that is empty."),
    ],
)
def test_a_refusal_is_one_line_and_leaves_nothing(
    arguments: list[str], code: int, said: str, saves: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("file").write_text("mine", encoding="utf-8")
    Path("full").mkdir()
    Path("full/notes.txt").write_text("mine", encoding="utf-8")
    (saves / "broken.journal").write_text("no save\n", encoding="utf-8")
    assert main(["export", *arguments]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == ["file", "full"]
    assert contents(Path("full")) == {"notes.txt": b"mine"}


def test_a_protected_folder_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != Path.cwd())
    assert main(["export", "example", "--to", "new"]) == 2
    assert capsys.readouterr().err == "'new' cannot be written: it is protected.\n"
    assert list(Path().iterdir()) == []


def test_an_empty_folder_is_filled_and_stays_the_same_folder() -> None:
    folder = Path("empty")
    folder.mkdir(mode=0o750)
    before = folder.stat()
    assert main(["export", "example", "--to", "empty"]) == 0
    after = folder.stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert contents(folder).keys() == {f"{name}.csv" for name in NAMES}


def test_a_link_to_an_empty_folder_is_followed() -> None:
    Path("real").mkdir()
    Path("link").symlink_to("real")
    assert main(["export", "example", "--to", "link"]) == 0
    assert Path("link").is_symlink()
    assert len(contents(Path("real"))) == len(NAMES)


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("at", [1, 5, len(NAMES)])
@pytest.mark.parametrize("method", ["write_new", "rename"])
def test_a_full_disk_leaves_nothing_half_written(
    there: bool, at: int, method: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether files are being written, or put where they belong."""
    if there:
        Path("new").mkdir()
    elif method == "rename":
        at = 1
    where: Any = disk if method == "write_new" else Path
    own, calls = getattr(where, method), []

    def refusing(path: Path, *arguments: Any, **more: Any) -> Any:
        calls.append(path)
        if len(calls) == at:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return own(path, *arguments, **more)

    monkeypatch.setattr(where, method, refusing)
    assert main(["export", "example", "--to", "new"]) == 1
    captured = capsys.readouterr()
    assert captured.err == "'new' could not be written: No space left on device. Nothing was kept.\n"
    assert captured.out == ""
    assert [path.name for path in Path().iterdir()] == (["new"] if there else [])
    assert not there or list(Path("new").iterdir()) == []


def test_after_ctrl_c_nothing_is_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(path: Path, *arguments: Any, **more: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(disk, "write_new", stop)
    assert main(["export", "example", "--to", "new"]) == 130
    assert list(Path().iterdir()) == []


# Cells


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(sign: str) -> None:
    cells = (f"{sign}1+1", -3, "a = b", None)
    columns = (text("one", "A."), number("two", "B."), text("three", "C."), text("four", "D."))
    table = Table("cells", "Cells.", columns, (cells,))
    shown = f"'{sign}1+1".replace("\r", "\n")
    assert harmless(cells[0]) == shown
    assert read_csv_rows(as_csv(table)) == [{"one": shown, "two": "-3", "three": "a = b", "four": ""}]
    assert json.loads(as_json(table)) == [{"one": f"{sign}1+1", "two": -3, "three": "a = b", "four": None}]


def read_csv_rows(written_: str) -> list[dict[str, str]]:
    """Rows, with line ends inside of cells kept."""
    import csv
    import io

    return list(csv.DictReader(io.StringIO(written_, newline="")))


def test_names_from_a_pack_cannot_run_in_a_spreadsheet(tmp_path: Path, saves: Path) -> None:
    """A state, a card and a story that begin like formulas."""
    scenario = (ROOT / "rules" / "scenarios" / "concert.yaml").read_text(encoding="utf-8")
    pack = written(
        tmp_path,
        "sums",
        {
            "rules/scenarios/sums.yaml": scenario.replace("title: France", "title: '=SUM(A1:A9)'")
            + "dated: [{round: 1, card: gust}]\n",
            "cards/sums/gust.yaml": 'title: "@now"\nkind: incident\ntext: "+1+1 is in the wind."\n'
            "effects:\n- {change: world.tension, by: 1}\n",
        },
    )
    play(saves, load([pack]), "sums", 6, scenario="sums", length="lesson")
    assert main(["export", "sums", "--to", "figures"]) == 0
    for path in Path("figures").iterdir():
        for row in read_csv(path.read_text(encoding="utf-8")):
            for cell in row.values():
                assert not cell.startswith(tuple("=+-@")) or cell.lstrip("-").isdigit(), (path, cell)
    states = read_csv(Path("figures/states.csv").read_text(encoding="utf-8"))
    assert states[0]["title"] == "'=SUM(A1:A9)"
    stories = [row["story"] for row in read_csv(Path("figures/chronicle.csv").read_text(encoding="utf-8"))]
    assert "'+1+1 is in the wind." in stories


def test_no_track_card_or_tactic_of_a_game_stands_in_the_source() -> None:
    """Another ruleset must work as well."""
    symbols = recorded(SAVES, "example").rules.program.symbols
    names = {name for tracks in symbols.tracks.values() for name in tracks} | set(symbols.folder.tactics)
    names |= set(symbols.folder.agreements) | set(symbols.folder.agendas) | set(library().cards)
    # Words of the program itself: an outcome of a duty, an ending of an answer.
    names -= {"kept", "broken", "given"}
    literals = {
        node.value
        for path in (ROOT / "src" / "alliance_game" / "classroom").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert "pledged" in names
    assert names & literals == set()


def test_every_row_fits_its_table() -> None:
    with pytest.raises(ValueError, match="a row of 'short' has not 2 cells"):
        Table("short", "Short.", (text("a", "A."), text("b", "B.")), (("x",),))
    record = prefix("example", 0)
    assert [table.name for table in tables(record)] == list(named(record))
    assert set(FORMATS) == {"csv", "json"}
