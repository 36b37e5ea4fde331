"""What the program asks the system for, command by command: its own folders and what it was given, and nothing else.

No socket is opened without ``serve``, no program is started without ``--jobs``, and nothing that lies in a pack or in
the folder one is in is run as a program.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from alliance_game.cli.app import app
from alliance_game.cli.running import GROUPS

ROOT = Path(__file__).parents[2]
SHELVES = (ROOT / "src", ROOT / "cards", ROOT / "rules", ROOT / "text", ROOT / "schema", ROOT / "pyproject.toml")
"""The program and the base content; of a checkout nothing else."""
SYSTEM = (
    "/etc/localtime", "/etc/mime.types", "/usr/share/zoneinfo", "/usr/lib/locale", "/usr/share/locale", "/dev/null",
    "/dev/urandom", "/proc/self", "/proc/cpuinfo", "/proc/stat", "/sys/fs/cgroup", "/sys/devices/system/cpu",
    "/etc/os-release", "/usr/lib/os-release", "/etc/debian_version",
)  # fmt: skip
"""What Python and its packages read of a system; none of it is anybody's own."""
EVIL = "from pathlib import Path\nPath(__file__).with_name('RAN').touch()\n"
MODULES = ("yaml", "typing", "json", "socket", "random", "numpy", "cloudpickle", "textual", "rich", "sitecustomize")
"""Programs of other people, called as something that is imported."""
SERVED = {"serve": "it listens, as it is asked to", "in-browser": "it is the process that serve starts"}
"""Commands that are for browsers; tests/serving looks at them."""


class Run(NamedTuple):
    """A command line, what is typed then, and the files that it was told to write."""

    arguments: str
    typed: str = ""
    writes: tuple[str, ...] = ()
    code: int = 0


QUICK: dict[str, Run] = {
    "play": Run("play --plain --seed 1 --length lesson --states 2", "quit\n"),
    "saves": Run("saves"),
    "doctor": Run("doctor"),
    "screen": Run("<screen>", "3 escape f1 escape s escape 5 escape 6 escape f2 escape"),
}
SLOW: dict[str, Run] = {
    "class new": Run(
        "class new --pupils 20 --minutes 90 --scenario concert -o lesson.yaml", "\n" * 20, ("lesson.yaml",)
    ),
    "codex": Run("codex -o codex.html", "", ("codex.html",)),
    "class plan": Run("class plan lesson.yaml"),
    "packs list": Run("packs list --pack pack"),
    "print": Run("print cards --pack pack -o cards.html", "", ("cards.html",)),
    "explain": Run("explain too-deep"),
    "schema": Run("schema card"),
    "keys": Run("keys"),
    "simulate": Run("simulate --games 1 --length lesson --states 2 --report sim.html", "", ("sim.html",)),
    "list": Run("list cards"),
    "learn": Run("learn --plain", "quit\n"),
    "continue": Run("continue --plain", "quit\n"),
    "replay": Run("replay example --verify"),
    "ladder": Run("ladder --games 2 --bots random,greedy --length lesson --states 2"),
    "new": Run("new pack thunder", "", ("thunder",)),
    "check": Run("check pack"),
    "preview": Run("preview piracy --plain"),
    "try": Run("try piracy --plain --seed 1", "quit\n"),
    "why": Run("why piracy"),
    "test": Run("test pack"),
    "report": Run("report piracy --games 2 --jobs 1 -o report.html", "", ("report.html",)),
    "manual": Run("manual -o manual.html", "", ("manual.html",)),
    "export": Run("export example --to tables", "", ("tables",)),
    "debrief": Run("debrief example -o debrief.html --games 1 --jobs 1", "", ("debrief.html",)),
    "packs explain": Run("packs explain piracy"),
    "class run": Run("class run lesson.yaml --practice --plain", "quit\n"),
    "class resume": Run("class resume lesson.yaml --plain", "quit\n"),
    "class public": Run("class public lesson.yaml", code=2),
    "class quiz": Run("class quiz concert --results"),
    "text export": Run("text export es --pack pack", "", ("pack/text",)),
    "text status": Run("text status"),
    "screen": Run("<screen>", "2 enter enter 1 w escape c escape l escape escape escape 3 enter enter enter n escape"),
}


def named(group: typer.Typer, *before: str) -> Iterator[str]:
    """The names of all commands, with the names of their groups."""
    for command in group.registered_commands:
        assert command.callback is not None
        yield " ".join((*before, command.name or typer.main.get_command_name(command.callback.__name__)))
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from named(inner.typer_instance, *before, str(inner.name))


def test_every_command_is_looked_at() -> None:
    """A new one needs a row above."""
    assert GROUPS
    assert {*QUICK, *SLOW, *SERVED} - {"screen"} == set(named(app))


class Place:
    """A person's folders, with a pack that holds more than it should, and a lesson begun in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("home", "saves", "work", "tmp"):
            (folder / name).mkdir()
        self.work, self.saves = folder / "work", folder / "saves"
        shutil.copytree(ROOT / "saves", self.saves, dirs_exist_ok=True)
        shutil.copytree(ROOT / "examples" / "fishery", self.work / "pack")
        for name in MODULES:
            for there in (self.work, self.work / "pack"):
                (there / f"{name}.py").write_text(EVIL, encoding="utf-8")
        (folder / "secret.txt").write_text("nobody's business", encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """Of a process whose everything is here."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ALLIANCE_GAME"))}
        own = {"HOME": str(self.folder / "home"), "ALLIANCE_GAME_SAVES": str(self.saves)}
        # Games that nobody keeps lie in a folder of their own where the system has what does not last.
        own["TMPDIR"] = str(self.folder / "tmp")
        return kept | own | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}

    def perform(self, runs: list[Run]) -> tuple[list[int], list[list[Any]]]:
        """The exit codes of some runs in one process, and what was asked for."""
        report = self.folder / "report.json"
        wanted = [{"arguments": run.arguments.split(), "typed": run.typed, "folder": str(self.work)} for run in runs]
        command = [sys.executable, "-m", "tests.cli.audited", str(report)]
        done = subprocess.run(
            command,
            input=json.dumps(wanted),
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        found = json.loads(report.read_text(encoding="utf-8"))
        codes = found["codes"]
        assert codes == [run.code for run in runs], (codes, done.stderr[-3000:])
        return codes, found["asked"]

    def offence(self, run: Run, kind: str, what: str) -> bool:
        """Whether that was none of the program's business."""
        path = Path(os.path.normpath(what))
        own = [self.saves, self.folder / "tmp", *(self.folder / "home" / each / "alliance-game" for each in HOMES)]
        if kind == "write":
            above = {each for folder in own for each in folder.parents} & {*self.folder.rglob("*")}
            return (
                not self.is_told(run, path) and not any(path.is_relative_to(each) for each in own) and path not in above
            )
        if kind == "read":
            given = [*own, self.work, *PYTHON, *SHELVES, *map(Path, SYSTEM)]
            # The folder above one of its own is opened to wait until the disk has that name in it.
            waited = [*ABOVE, *(each.parent for each in own)]
            return not any(path.is_relative_to(each) for each in given) and path not in waited
        if kind in ("import", "exec"):
            return path.is_relative_to(self.folder)
        # The event loop wakes itself through a pair of sockets that are in no network.
        return not (kind == "socket.__new__" and " 1 1 0" in what)

    def is_told(self, run: Run, path: Path) -> bool:
        """Whether the run was told to write there; what is not whole yet lies beside it, its name behind a dot."""
        wanted = [self.work / each for each in run.writes]
        beside = any(str(path).startswith(str(each.parent / f".{each.name}.")) for each in wanted)
        return path == Path(os.devnull) or beside or any(path.is_relative_to(each) for each in wanted)


HOMES = (".local/share", ".local/state", ".config", ".cache")
PYTHON = tuple({Path(each).resolve() for each in (sys.prefix, sys.base_prefix, sys.exec_prefix) if each != "/usr"})
ABOVE = (Path("/"), ROOT)


def looked_at(folder: Path, rows: dict[str, Run]) -> list[str]:
    """The offences of some commands, each with its command."""
    place = Place(folder)
    runs = list(rows.values())
    _, asked = place.perform(runs)
    assert {kind for _, kind, _ in asked} >= {"read", "exec"}
    found = [
        f"{runs[number].arguments}: {kind} {what}"
        for number, kind, what in asked
        if place.offence(runs[number], kind, what)
    ]
    assert not list(folder.rglob("RAN"))
    return found


@pytest.mark.skipif(os.name == "nt", reason="folders of another system")
def test_commands_keep_to_their_folders_and_what_they_are_given(tmp_path: Path) -> None:
    assert looked_at(tmp_path, QUICK) == []


@pytest.mark.nightly
@pytest.mark.skipif(os.name == "nt", reason="folders of another system")
def test_the_other_commands_keep_to_them_too(tmp_path: Path) -> None:
    assert looked_at(tmp_path, SLOW) == []
