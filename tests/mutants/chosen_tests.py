"""Which tests run which lines, and how long they take: measured once, kept beside the results."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .copies import environment, waited

FOLDERS = ("engine", "saves", "content", "language", "rules")
FILES = ("tests/test_first_game.py", "tests/test_golden.py")


class TestFile(NamedTuple):
    """A file of tests: the seconds of processor time it takes while lines are counted, and the lines that it runs."""

    __test__ = False
    name: str
    seconds: float
    lines: dict[str, frozenset[int]]


def test_files(root: Path) -> list[str]:
    """The tests that are run on faults."""
    found = [path for folder in FOLDERS for path in sorted((root / "tests" / folder).glob("test_*.py"))]
    return [str(path.relative_to(root)) for path in found] + list(FILES)


def measured(copy: Path, folder: Path, names: Sequence[str]) -> list[TestFile]:
    """The lines that each file of tests runs in the program; a file that was measured before is not run again.

    Raises ``SystemExit`` for tests that fail without any fault: they would find faults everywhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name in names:
        kept = folder / f"{name.replace('/', '_')}.json"
        if not kept.exists():
            kept.write_text(json.dumps(_measure(copy, name)), encoding="utf-8")
        data = json.loads(kept.read_text(encoding="utf-8"))
        lines = {module: frozenset(each) for module, each in data["lines"].items()}
        found.append(TestFile(name, data["seconds"], lines))
    return found


def _measure(copy: Path, name: str) -> dict[str, object]:
    raw, report = copy / "lines.coverage", copy / "lines.json"
    run = [sys.executable, "-m", "coverage", "run", "--source=src/alliance_game", f"--data-file={raw}", "-m"]
    end = waited([*run, "pytest", "-q", "-p", "no:cacheprovider", name], copy, 3600, 3600)
    if end.code:
        raise SystemExit(f"{name} fails without any fault:\n{end.output}")
    told = [sys.executable, "-m", "coverage", "json", "-q", f"--data-file={raw}", "-o", str(report)]
    subprocess.run(told, cwd=copy, check=True, env=environment(copy))
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    sys.stderr.write(f"{name}: {end.seconds:.1f} s\n")
    return {
        "seconds": end.seconds,
        "lines": {each.replace(os.sep, "/"): data["executed_lines"] for each, data in files.items()},
    }
