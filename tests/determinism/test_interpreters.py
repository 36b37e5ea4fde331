"""The same games on every Python that can be found, and with the oldest libraries that the program says will do."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.determinism.test_processes import ROOT, USUAL, Cell, compare, heard
from tests.saves.playing import begin, go_on

pytestmark = pytest.mark.nightly
PYTHONS = "ALLIANCE_GAME_PYTHONS"
"""The variable that names further interpreters, parted like folders in PATH."""
VERSIONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
NEEDED = ("pydantic", "pyyaml", "platformdirs")
"""What a game needs without screen and commands."""
PYODIDE = "314.0.7"
"""CPython 3.14 in WebAssembly, where whole numbers of the machine have 32 bits."""
WHEELS = ("pydantic==2.14.3", "pydantic-core==2.50.4", "pyyaml==6.0.3", "platformdirs>=4")
PLATFORM = ("--python-version", "3.14", "--platform", "pyemscripten_2026_0_wasm32", "--implementation", "cp")
IN_NODE = """
import { loadPyodide } from "pyodide";
import { readFileSync, writeFileSync } from "node:fs";
const [root, libraries, folder, given, caches, begin] = process.argv.slice(2);
const python = await loadPyodide({env: {HOME: folder, XDG_CACHE_HOME: caches, PYTHONHASHSEED: "7"}});
for (const [inside, outside] of [["/root", root], ["/libraries", libraries], ["/own", folder], ["/given", given]]) {
  python.mountNodeFS(inside, outside);
}
python.globals.set("program", readFileSync(begin, "utf8"));
python.runPython("exec(program)");
writeFileSync(`${folder}/told`, python.globals.get("lines"));
"""
IN_PYODIDE = """
import io, sys
from pathlib import Path
sys.path[:0] = ["/libraries", "/root/src", "/root"]
from tests.determinism.played import told
assert sys.version_info[:2] == (3, 14) and sys.maxsize == 2**31 - 1
lines = "\\n".join(told(0, Path("/own"), Path("/given/given.journal")))
"""


def found() -> Iterator[tuple[str, Path]]:
    """Every interpreter on the path, under pyenv or named by the variable, with its version; each version once."""
    places = [Path(sys.executable), *(Path(each) for each in os.environ.get(PYTHONS, "").split(os.pathsep) if each)]
    places += [Path(where) for version in VERSIONS if (where := shutil.which(f"python{version}"))]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    places += sorted(pyenv.glob("3.*/bin/python"))
    seen: set[str] = set()
    for place in places:
        told = subprocess.run([place, "-V"], capture_output=True, text=True, check=False).stdout
        version = re.match(r"Python (3\.\d+)\.", told)
        if version and version[1] in VERSIONS and version[1] not in seen:
            seen.add(version[1])
            yield version[1], place


def oldest() -> list[str]:
    """The lowest versions of what a game needs, as ``pyproject.toml`` allows them."""
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    lows = dict(each.split(",")[0].split(">=") for each in written if ">=" in each)
    return [f"{name}=={lows[name]}.*" for name in NEEDED]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A save that every interpreter plays again."""
    folder = tmp_path_factory.mktemp("given")
    with begin(folder, states=4, name="given") as game:
        go_on(game, 60)
    return folder / "given.journal"


def command(*words: str | Path, folder: Path) -> None:
    """A command that must succeed."""
    done = subprocess.run([*words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.stdout[-2000:]}{done.stderr[-2000:]}"


def environment(python: Path, folder: Path, *needed: str) -> Path:
    """An interpreter with libraries of its own."""
    command(python, "-m", "venv", folder / "env", folder=folder)
    inside = folder / "env" / "bin" / "python"
    command(inside, "-m", "pip", "install", "-q", "--only-binary=:all:", *needed, folder=folder)
    return inside


@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_plays_the_same_games(version: str, given: Path, tmp_path: Path) -> None:
    """A game of each scenario; versions that are not here are skipped, this one never is."""
    python = dict(found()).get(version)
    if python is None:
        pytest.skip(f"there is no Python {version} here: name it in {PYTHONS}")
    inside = environment(python, tmp_path, *NEEDED)
    here = heard(USUAL, given, tmp_path / "here", 1)
    compare(Cell(f"Python {version}"), heard(USUAL, given, tmp_path / "there", 1, inside), here)


def test_the_oldest_libraries_that_will_do_play_the_same_games(given: Path, tmp_path: Path) -> None:
    inside = environment(Path(sys.executable), tmp_path, *oldest())
    here = heard(USUAL, given, tmp_path / "here")
    compare(Cell(" ".join(oldest())), heard(USUAL, given, tmp_path / "there", 0, inside), here)


def test_python_in_web_assembly_plays_the_same_games(given: Path, tmp_path: Path) -> None:
    """Other word size, other libraries in C, no threads, no locale: the games and the save are the same."""
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("there is no npm here")
    for name in ("libraries", "wheels", "own", "cache"):
        (tmp_path / name).mkdir()
    command("npm", "install", "--no-audit", "--no-fund", "--silent", f"pyodide@{PYODIDE}", folder=tmp_path)
    pip = (sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", tmp_path / "libraries")
    binary, source = [each for each in WHEELS if "yaml" not in each], [each for each in WHEELS if "yaml" in each]
    extra = ("annotated-types", "typing-extensions", "typing-inspection")
    command(*pip, *PLATFORM, "--only-binary=:all:", *binary, *extra, folder=tmp_path)
    command(*pip, *source, folder=tmp_path)
    (tmp_path / "run.mjs").write_text(IN_NODE)
    (tmp_path / "begin.py").write_text(IN_PYODIDE)
    places = (ROOT, tmp_path / "libraries", tmp_path / "own", given.parent, "/cache", tmp_path / "begin.py")
    command("node", "run.mjs", *(str(each) for each in places), folder=tmp_path)
    there = (tmp_path / "own" / "told").read_text(encoding="utf-8").splitlines()
    compare(Cell(f"pyodide {PYODIDE}"), there, heard(USUAL, given, tmp_path / "here"))
