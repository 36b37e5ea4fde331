"""Which tests run which lines, and how long they take: measured once, kept beside the results."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .copies import Copy

FOLDERS = ("engine", "saves", "content", "language", "rules")
FILES = ("tests/test_first_game.py", "tests/test_golden.py")


class FileOfTests(NamedTuple):
    """A file of tests: the seconds of processor time it takes while lines are counted, and the lines that it runs."""

    name: str
    seconds: float
    lines: dict[str, frozenset[int]]


def test_files(root: Path) -> list[str]:
    """The tests that are run on faults."""
    found = [path for folder in FOLDERS for path in sorted((root / "tests" / folder).glob("test_*.py"))]
    return [str(path.relative_to(root)) for path in found] + list(FILES)


def measured(copy: Copy, folder: Path, names: Sequence[str]) -> Iterator[FileOfTests]:
    """The lines that each file of tests runs in the program; a file that was measured before is not run again.

    Raises ``SystemExit`` for tests that fail without any fault: they would find faults everywhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        kept = folder / f"{name.replace('/', '_')}.json"
        if not kept.exists():
            kept.write_text(json.dumps(_measure(copy, name)), encoding="utf-8")
        data = json.loads(kept.read_text(encoding="utf-8"))
        yield FileOfTests(name, data["seconds"], {module: frozenset(each) for module, each in data["lines"].items()})


def _measure(copy: Copy, name: str) -> dict[str, object]:
    report = copy.folder / "lines.json"
    end = copy.ask(tests=[name], text="", lines=str(report), seconds=3600, wall=36000)
    if end.code:
        raise SystemExit(f"{name} fails without any fault:\n{end.output}")
    sys.stderr.write(f"{name}: {end.seconds:.1f} s\n")
    return {"seconds": end.seconds, "lines": json.loads(report.read_text(encoding="utf-8"))}
