"""A baseline: the warnings that are known already, so that only new ones are told.

A warning is known by its file, its code and the text of its line, never by the line's number: what only moves stays
known. Errors are never known: a pack with one is not loaded.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ... import disk
from ...content import Problem, base_folder
from ...errors import AllianceError
from ...letters import visible
from ...wording import say

FORMAT = 1


class Known(NamedTuple):
    """One known warning: its file as seen from the baseline's folder, its code, and the text of its line."""

    file: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Sifted:
    """What a baseline leaves to tell, how much it knew, and what it knows that is not there any more."""

    new: tuple[Problem, ...]
    known: int
    gone: tuple[Known, ...]


def read(path: Path) -> Counter[Known]:
    """The known warnings of a file, each as often as it was there. Raises ``AllianceError``."""
    if not path.is_file():
        raise AllianceError(f"There is no baseline '{path}'. Write it with --write-baseline.")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            format_ = visible(str(data["format"]))[:40]
            raise AllianceError(f"'{path}' is a baseline of format {format_}; this program reads {FORMAT}.")
        return Counter(Known(*(str(entry[part]) for part in Known._fields)) for entry in data["known"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise AllianceError(f"'{path}' is not a baseline. Write it anew with --write-baseline.") from None


def write(path: Path, problems: Iterable[Problem], line_of: Callable[[Problem], str]) -> int:
    """Write the warnings among the problems to a file; how many there are."""
    known = sorted(entry(problem, path, line_of) for problem in problems if problem.severity == "warning")
    data = {"format": FORMAT, "known": [each._asdict() for each in known]}
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    with disk.explained(say("{file} cannot be written", file=path)):
        disk.put(path, text.encode(), disk.ANYBODYS)
    return len(known)


def sifted(problems: Iterable[Problem], path: Path, line_of: Callable[[Problem], str]) -> Sifted:
    """Problems against the baseline in a file. Raises ``AllianceError`` if the file is none."""
    left = read(path)
    new = []
    total = left.total()
    for problem in problems:
        known = entry(problem, path, line_of)
        if problem.severity == "warning" and left[known] > 0:
            left[known] -= 1
        else:
            new.append(problem)
    gone = tuple(sorted(left.elements()))
    return Sifted(tuple(new), total - len(gone), gone)


def entry(problem: Problem, path: Path, line_of: Callable[[Problem], str]) -> Known:
    """What a problem is called in a baseline."""
    return Known(_seen_from(path.resolve().parent, problem.place.file), problem.code, line_of(problem).strip())


def place_on_disk(file: str) -> Path:
    """Where a file is that problems name: those of the base content are named by their place in it.

    Those of the pack in the working folder begin with ``./``, and may be called like one of the base content.
    """
    if file.startswith("./"):
        return Path(file).resolve()
    inside = base_folder() / file
    return inside.resolve() if inside.exists() else Path(file).resolve()


def _seen_from(folder: Path, file: str) -> str:
    """A file's name as seen from a folder: the same in every checkout."""
    path = place_on_disk(file)
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()
