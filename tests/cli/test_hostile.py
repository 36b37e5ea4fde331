"""Hostile words and names on the command line: what is said about them steers no terminal, and they lead nowhere."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game.cli import main
from alliance_game.letters import CLEAR_LINE, CLEAR_SCREEN
from alliance_game.serving import site
from alliance_game.streams import bare, worded
from tests.hostile import MILD, NAMES, STRINGS, stray

ROOT = Path(__file__).parents[2]
WORDS = [each for each in STRINGS if "\x00" not in each and not re.search("[\ud800-\udbff]", each)]
"""What can be an argument: the system hands on no zero, and of halves of characters only those that stand for bytes."""
NAMED = [
    "play --scenario X", "play --length X", "play --difficulty X", "play --option X", "play --seats X",
    "play --level X", "play --as X", "play --seed X", "play --pack X", "continue X --plain", "replay X",
    "replay X --verify", "simulate --scenario X --games 1", "simulate --seats X", "simulate --engine X",
    "simulate --report X/x.html", "ladder --bots X", "schema X", "list X", "codex X", "explain X", "check X",
    "preview X --plain", "try X --plain", "why X", "why piracy --save X", "test X", "report X",
    "manual --ruleset X", "print X", "print cards --deck X", "print cards --paper X",
    "print briefings --scenario X", "export X --to there", "export example --to X/y --format csv",
    "export example --to there --format X", "debrief X", "new X y", "new card X", "packs explain X",
    "class new --scenario X", "class plan X", "class run X --plain", "class resume X --plain", "class public X",
    "class quiz X --results", "text export X", "text status X", "serve --host X --port 1",
    "serve --code X --port 1", "X", "--X", "play --X",
]  # fmt: skip
"""Every place of a command line in which a name can stand, as ``X``."""


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("saves", "work"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(tmp_path / "settings.yaml"))
    monkeypatch.chdir(tmp_path / "work")
    # Where a word is a code and the port is free, the server would wait for browsers, and the test for it.
    monkeypatch.setattr(site, "serve", lambda service, listening: None)


def tree(folder: Path) -> set[str]:
    """Everything in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def refused(frame: str, name: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command with a name; it ends in words, and those steer nothing. Gives them."""
    arguments = [part.replace("X", name) for part in frame.split()]
    code = main(arguments)
    said = "".join(capsys.readouterr())
    assert code in (0, 1, 2), (arguments, code)
    assert not stray(said.replace("\t", "")), (arguments, ascii(said))
    assert "Traceback" not in said, (arguments, said)
    return said


LIGHT = [
    each for each in NAMED if each.split()[0] in ("continue", "replay", "explain", "export", "debrief", "X", "--X")
]
"""Those that read no content before they look at the name."""


def trial(frames: list[str], words: list[str], capsys: pytest.CaptureFixture[str], seed: int, folder: Path) -> None:
    """Put words into places; nothing is written outside the folders of this test."""
    lot = random.Random(seed)
    before = tree(folder.parent) - tree(folder)
    outside = tree(ROOT / "saves") | set(os.listdir(ROOT))  # noqa: PTH208 - names alone
    for frame in frames:
        for word in lot.sample(words, 1 if frames is NAMED else 12):
            refused(frame, word, capsys)
    kept = ("saves", "work", "settings.yaml", folder.name)
    grown = {name for name in tree(folder) if name.split("/")[0] not in kept}
    assert grown == set()
    assert tree(ROOT / "saves") | set(os.listdir(ROOT)) == outside  # noqa: PTH208
    assert tree(folder.parent) - tree(folder) >= before


def test_hostile_words_in_every_place_of_a_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trial(LIGHT, [*WORDS, *(each for each in NAMES if "\x00" not in each)], capsys, 1, tmp_path)


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(2))
def test_more_hostile_words_in_every_place(part: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trial(NAMED, [*WORDS, *(each for each in NAMES if "\x00" not in each)], capsys, part, tmp_path)


def test_a_harmless_word_is_said_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    for word in MILD[::3]:
        if word.strip() and "\n" not in word and not word.startswith("-") and len(word) < 60:
            # A full stop behind a question mark is one too many, whoever put it there.
            assert f"'{word.replace('?.', '?')}'" in refused("explain X", word, capsys)


def test_only_the_programs_own_sequences_are_written_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    stream = worded(sys.stdout)
    for sequence in (CLEAR_SCREEN, CLEAR_LINE):
        stream.write(sequence)
        assert capsys.readouterr().out == sequence
        stream.write(f"x{sequence}")
        assert "\x1b" not in capsys.readouterr().out
    stream.writelines(f"{each}\n" for each in STRINGS)
    assert not stray(capsys.readouterr().out.replace("\t", ""))
    assert worded(stream) is stream
    assert bare(stream) is sys.stdout


SHELL = "import sys; sys.argv[0] = 'alliance-game'; from alliance_game.cli import entry; entry()"
"""What the installed command does; unlike ``python -m`` it takes nothing from the folder one is in."""


@pytest.mark.skipif(os.name == "nt", reason="names are bytes only elsewhere")
@pytest.mark.parametrize(
    "command",
    [
        "test",
        *(pytest.param(each, marks=pytest.mark.nightly) for each in ("check", "play --pack", "list", "manual -o")),
    ],
)
def test_bytes_that_are_no_text_end_in_a_sentence(command: str, tmp_path: Path) -> None:
    """A name of another time, in Latin-1, and control characters, in a whole process."""
    name = b"caf\xe9\x1b]0;x\x07\xc2\x9b6n"
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/work/" + name))).mkdir()
    there = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    line = [os.fsencode(each) for each in (sys.executable, "-P", "-c", SHELL, *command.split())] + [name]
    done = subprocess.run(line, capture_output=True, env=there, cwd=tmp_path / "work", check=False)
    said = (done.stdout + done.stderr).decode()
    assert done.returncode in (0, 1, 2), said
    assert not stray(said)
    assert "Traceback" not in said


EVIL = "from pathlib import Path\nPath(__file__).with_name('RAN').touch()\nraise ImportError\n"
IMPORTED = ("yaml", "json", "typing", "socket", "random", "numpy", "cloudpickle", "joblib", "alliance_game", "textual")


def in_a_strangers_folder(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder full of programs that are called like modules."""
    for name in IMPORTED:
        (folder / f"{name}.py").write_text(EVIL, encoding="utf-8")
    there = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    line = [sys.executable, "-P", "-c", SHELL, *arguments]
    return subprocess.run(line, capture_output=True, text=True, env=there, cwd=folder, check=False)


def test_processes_are_told_to_run_nothing_from_the_folder_one_is_in(tmp_path: Path) -> None:
    code = SHELL.replace("entry()", "\ntry: entry()\nexcept SystemExit: import os; print(os.environ['PYTHONSAFEPATH'])")
    line = [sys.executable, "-P", "-c", code, "--version"]
    done = subprocess.run(
        line, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": "src"}, cwd=ROOT, check=True
    )
    assert done.stdout.split()[-1] == "1"
    from alliance_game.cli.serving import line_for

    assert line_for([])[1] == "-P"


@pytest.mark.nightly
@pytest.mark.parametrize("command", ["simulate --games 4 --jobs 2 --length lesson --states 2", "doctor", "list cards"])
def test_nothing_that_lies_in_a_folder_is_run(command: str, tmp_path: Path) -> None:
    """A pack may hold a ``json.py``; whoever simulates in its folder must not run it, in no process."""
    folder = tmp_path / "work"
    done = in_a_strangers_folder(folder, *command.split())
    assert done.returncode == 0, done.stderr
    assert not (folder / "RAN").exists()
