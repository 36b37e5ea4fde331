"""Slips of the finger: names with one edit, and whether `check` knows what was meant."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from alliance_game.content import Problem

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MEANT = re.compile(r"Did you mean '([^']*)'\?")


class Slip(NamedTuple):
    """One line with one slip in it."""

    name: str
    typo: str
    text: str


def slips_of(name: str) -> Iterator[str]:
    """Every name with a letter left out, doubled, swapped with the next, or hit beside its key."""
    for index, letter in enumerate(name):
        rest = name[index + 1 :]
        yield name[:index] + rest
        yield name[: index + 1] + letter + rest
        if rest:
            yield name[:index] + rest[0] + letter + rest[1:]
        if beside := beside_key(letter):
            yield name[:index] + beside + rest


def beside_key(letter: str) -> str:
    """The key to the right of a letter; at the end of its row, to the left."""
    row = next((row for row in KEYS if letter in row), "")
    place = row.find(letter)
    return row[place + 1 : place + 2] or row[place - 1 : place] if row else ""


def slips(names: Iterable[str], known: Iterable[str], line: Callable[[str], str]) -> list[Slip]:
    """Slips in names that are none of the known ones, each in a line that shows it."""
    taken = set(known)
    return [
        Slip(name, typo, line(typo))
        for name in sorted(names)
        for typo in dict.fromkeys(slips_of(name))
        if typo not in taken and re.fullmatch(r"[a-z][a-z0-9_]*", typo)
    ]


def meant(problem: Problem) -> str:
    """What `check` takes a name for; '' if it takes it for nothing."""
    found = _MEANT.search(f"{problem.message} {problem.hint}")
    return found[1] if found is not None else ""


def share(part: int, whole: int) -> str:
    """A figure for people."""
    return f"{part} of {whole} ({100 * part / whole:.1f} %)"


def say(figures: str) -> None:
    """Show figures to whoever asks for them: `pytest -rP`."""
    sys.stdout.write(f"{figures}\n")


def write_cards(folder: Path, head: str, lines: list[str], size: int = 120) -> dict[str, list[str]]:
    """Lines under the same head, in files of so many; the lines of each file by its name."""
    files = {}
    for start in range(0, len(lines), size):
        path = folder / "cards" / "typos" / f"typos_{len(list(folder.rglob('*.yaml')))}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = head + "".join(f"{line}\n" for line in lines[start : start + size])
        path.write_text(text, encoding="utf-8")
        files[path.as_posix()] = text.split("\n")
    return files
