"""The single file that needs no network: made of what is installed here, started by a Python that has nothing."""

import ast
import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution, requires
from pathlib import Path
from typing import Any

import pytest

from .test_install import ROOT, run

OFFLINE = ROOT / "offline"
START: dict[str, Any] = runpy.run_path(str(OFFLINE / "start.py"), run_name="start")
MAKE: dict[str, Any] = runpy.run_path(str(OFFLINE / "make.py"), run_name="make")
Machine, chosen = START["Machine"], START["chosen"]


def needed() -> set[str]:
    """Everything that the game needs, and what that needs, by the names that distributions have here."""
    found: set[str] = set()
    waiting: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    while waiting:
        line = waiting.pop()
        name = re.split(r"[^A-Za-z0-9_.-]", line)[0]
        if name in found or "extra ==" in line or "Windows" in line:
            continue
        found.add(name)
        waiting += requires(name) or []
    return found


def repacked(name: str, folder: Path) -> None:
    """A distribution that is installed here as a wheel again."""
    found = distribution(name)
    tags = [line[5:] for line in (found.read_text("WHEEL") or "").splitlines() if line.startswith("Tag: ")]
    file = folder / f"{name.replace('-', '_')}-{found.version}-{tags[-1]}.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        for path in found.files or []:
            if path.parts[0] != ".." and path.suffix != ".pyc":
                wheel.write(str(path.locate()), str(path))


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The single file."""
    folder = tmp_path_factory.mktemp("stick")
    wheels = folder / "wheels"
    wheels.mkdir()
    build = ("-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT)
    built = run(sys.executable, *build, folder=folder)
    assert built.returncode == 0, built.stderr
    for name in needed():
        repacked(name, wheels)
    MAKE["main"]([str(folder), "--join-only"])
    return folder / "alliance-game.pyz"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python without a single package, not even pip."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    return folder / "env" / "bin" / "python"


def test_a_game_is_played_from_the_single_file(single: Path, bare: Path, tmp_path: Path) -> None:
    """Unpacked at the first start alone; afterwards the program begins at once and finds its rules and saves."""
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_DATA_HOME": str(tmp_path / "data")}
    first = run(bare, single, "play", "--plain", "--seats", "random,random", "--seed", "3", folder=tmp_path, **home)
    assert first.returncode == 0, first.stderr
    assert first.stderr.startswith("Unpacking once, into ")
    (place,) = (tmp_path / "cache" / "alliance-game").glob("*-cp*")
    assert (place / "alliance_game" / "_data" / "rules").is_dir()
    again = run(bare, single, "saves", folder=tmp_path, **home)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith("concert-0001")


def test_the_same_wheels_make_the_same_file(single: Path, tmp_path: Path) -> None:
    made = tmp_path / "again.pyz"
    MAKE["join"](single.parent / "wheels", made)
    assert made.read_bytes() == single.read_bytes()


@pytest.mark.parametrize(
    ("machine", "tag", "fits"),
    [
        (Machine((3, 12), "win_amd64", (0, 0)), "cp312-cp312-win_amd64", True),
        (Machine((3, 13), "win_amd64", (0, 0)), "cp312-cp312-win_amd64", False),
        (Machine((3, 13), "win_amd64", (0, 0)), "cp39-abi3-win_amd64", True),
        (Machine((3, 11), "win_amd64", (0, 0)), "cp312-abi3-win_amd64", False),
        (Machine((3, 12), "win_amd64", (0, 0)), "cp312-cp312-win32", False),
        (Machine((3, 12), "win_amd64", (0, 0)), "py2.py3-none-any", True),
        (Machine((3, 12), "win_amd64", (0, 0)), "py2-none-any", False),
        (Machine((3, 12), "linux_x86_64", (2, 36)), "cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64", True),
        (Machine((3, 12), "linux_x86_64", (2, 17)), "cp312-cp312-manylinux_2_28_x86_64", False),
        (Machine((3, 12), "linux_aarch64", (2, 36)), "cp312-cp312-manylinux_2_28_x86_64", False),
        (Machine((3, 12), "linux_x86_64", (2, 36)), "cp312-cp312-musllinux_1_1_x86_64", False),
        (Machine((3, 12), "linux_x86_64", (2, 36)), "cp312-cp312t-manylinux_2_28_x86_64", False),
        (Machine((3, 13), "macosx_arm64", (14, 5)), "cp313-cp313-macosx_11_0_arm64", True),
        (Machine((3, 13), "macosx_arm64", (14, 5)), "cp313-cp313-macosx_10_13_universal2", True),
        (Machine((3, 13), "macosx_x86_64", (10, 9)), "cp313-cp313-macosx_10_13_x86_64", False),
        (Machine((3, 13), "macosx_arm64", (14, 5)), "cp313-cp313-macosx_10_13_x86_64", False),
    ],
)
def test_wheels_fit_a_machine_or_they_do_not(machine: Any, tag: str, fits: bool) -> None:
    assert machine.fits(tag) is fits


def test_what_does_not_fit_is_named() -> None:
    wheels = ["alliance_game-0.1.0-py3-none-any.whl", "pydantic_core-2.50.4-cp312-cp312-win_amd64.whl"]
    assert chosen(wheels, Machine((3, 12), "win_amd64", (0, 0))) == wheels
    with pytest.raises(SystemExit, match=r"it has pydantic_core for cp312-cp312-win_amd64, and this is Python 3.11 on"):
        chosen(wheels, Machine((3, 11), "win_amd64", (0, 0)))


def test_the_beginning_is_readable_for_old_pythons() -> None:
    """Whoever has too old a Python is told so, and not that a sign is wrong somewhere."""
    assert ast.parse((OFFLINE / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7)).body


def test_a_folder_without_the_game_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    with pytest.raises(SystemExit, match="no wheel of alliance_game"):
        MAKE["main"]([str(tmp_path), "--join-only"])
