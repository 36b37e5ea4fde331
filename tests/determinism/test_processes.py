"""The same seed and choices give the same game on every machine: under each locale, hour, folder and order of files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom

import pytest

from tests.saves.playing import begin, go_on

ROOT = Path(__file__).parents[2]
BEGIN = (
    "import os, sys\n"
    "os.umask(int(sys.argv.pop(1), 8))\n"
    "sys.path[:0] = sys.argv.pop(1).split(os.pathsep)\n"
    "from tests.determinism.played import main\n"
    "main(*sys.argv[1:])\n"
)
LOCALES = {"tr_TR.UTF-8": "tr_TR", "de_DE.ISO-8859-1": "de_DE", "en_US.UTF-8": "en_US", "ar_EG.UTF-8": "ar_EG"}
"""Where capitals, commas, letters and figures are others, with what they are made from."""


@dataclass(frozen=True)
class Cell:
    """A process that is like no other."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    folder: Path = ROOT
    umask: str = "022"
    order: str = "forwards"

    def __str__(self) -> str:
        return self.name


USUAL = Cell("usual", {"PYTHONHASHSEED": "0"})
MIXED = (
    Cell(
        "one",
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Tokyo"},
        ("-O",),
        Path("/"),
        "077",
    ),
    Cell("4242", {"PYTHONHASHSEED": "4242", "LC_ALL": "POSIX", "TZ": "America/St_Johns"}, umask="0", order="backwards"),
)
"""Everything at once, for the suite."""
SINGLE = (
    *(Cell(f"hash-{seed}", {"PYTHONHASHSEED": seed}) for seed in ("1", "4242", "2026", "4294967295")),
    Cell("hash-random", {"PYTHONHASHSEED": str(SystemRandom().randrange(2**32))}),
    *(Cell(f"locale-{name}", {"LC_ALL": name, "LANG": name}) for name in ("C", "POSIX", "C.UTF-8", *LOCALES)),
    Cell("utf8-0", {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}),
    Cell("utf8-1", {"PYTHONUTF8": "1", "LC_ALL": "C"}),
    *(Cell(f"hour-{zone}", {"TZ": zone}) for zone in ("Pacific/Kiritimati", "America/St_Johns", "UTC+12")),
    Cell("folder", folder=Path("/")),
    Cell("umask-077", umask="077"),
    Cell("umask-0", umask="0"),
    Cell("backwards", order="backwards"),
    Cell("optimised", flags=("-O",)),
    Cell("optimised-twice", flags=("-OO",)),
    Cell("development", {"PYTHONDEVMODE": "1"}),
    Cell("isolated", flags=("-s", "-E")),
)
"""One thing at a time, for the night: whichever differs is named."""


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A save that every process plays again."""
    folder = tmp_path_factory.mktemp("given")
    with begin(folder, states=4, name="given") as game:
        go_on(game, 60)
    return folder / "given.journal"


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the locales that could be made here."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        for name, source in LOCALES.items():
            make = ["localedef", "-i", source, "-f", name.partition(".")[2], str(folder / name)]
            subprocess.run(make, capture_output=True, check=False)
    return str(folder)


def heard(
    cell: Cell,
    given: Path,
    folder: Path,
    rounds: int = 0,
    python: str | Path = sys.executable,
    libraries: Iterable[Path] = (),
) -> list[str]:
    """What a process says of its games; ``rounds`` 0 for few and small ones."""
    folder.mkdir()
    path = os.pathsep.join(str(each) for each in (*libraries, ROOT / "src", ROOT))
    told = subprocess.run(
        [python, *cell.flags, "-c", BEGIN, cell.umask, path, str(rounds), str(folder), str(given), cell.order],
        env={**os.environ, **cell.environment, "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"]},
        cwd=cell.folder,
        capture_output=True,
        check=False,
    )
    assert told.returncode == 0, f"{cell} {cell.environment}: {told.stderr.decode(errors='replace')}"
    return told.stdout.decode().splitlines()


def compare(cell: Cell, there: list[str], here: list[str]) -> None:
    """Fail with the first line that differs, and with what makes this process special."""
    first = next((pair for pair in zip(there, here, strict=False) if pair[0] != pair[1]), None)
    assert first is None, f"{cell} {dict(cell.environment)}:\n{first}"
    assert len(there) == len(here)


def test_games_and_saves_are_the_same_in_every_process(given: Path, tmp_path: Path) -> None:
    """Two small games of two rulesets, bots, a save written and one read; three processes with nothing in common."""
    here = heard(USUAL, given, tmp_path / "usual")
    assert len(here) > 100
    assert f"given Verification(name='given', moves={sound_moves(here)}, problem='')" in here
    for cell in MIXED:
        compare(cell, heard(cell, given, tmp_path / cell.name), here)


def sound_moves(lines: list[str]) -> int:
    """How many moves of the given save came out the same."""
    return max(int(line.split("moves=")[1].split(",")[0]) for line in lines if line.startswith("given Verif"))


@pytest.fixture(scope="module")
def usual(given: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the usual process says of a game of every scenario."""
    return heard(USUAL, given, tmp_path_factory.mktemp("usual") / "own", 1)


@pytest.mark.nightly
@pytest.mark.parametrize("cell", SINGLE, ids=str)
def test_every_scenario_is_the_same_in_another_process(
    cell: Cell, usual: list[str], given: Path, locales: str, tmp_path: Path
) -> None:
    """A game of each scenario; locales that the system cannot make are skipped."""
    wanted = cell.environment.get("LC_ALL", "")
    if wanted in LOCALES and not (Path(locales) / wanted).is_dir():
        pytest.skip(f"localedef cannot make {wanted} here")
    paths = {"LOCPATH": locales} if wanted in LOCALES else {}
    told = heard(Cell(**{**vars(cell), "environment": {**cell.environment, **paths}}), given, tmp_path / "own", 1)
    compare(cell, told, usual)
