"""Packs beside the lake, as texts and on the disk."""

from collections.abc import Mapping
from pathlib import Path

from alliance_game.content import load_sources
from alliance_game.content.folders import File
from alliance_game.content.loader import workshop_of
from alliance_game.content.problems import Problems
from alliance_game.definitions import Library

from .lake import LAKE, problems_of

Files = Mapping[str, str]


def manifest(name: str, **more: str) -> str:
    """A pack.yaml."""
    return "".join(f"{key}: {text}\n" for key, text in {"id": name, "title": name, "version": "1.0.0", **more}.items())


def pack(name: str, files: Files | None = None, **more: str) -> dict[str, str]:
    """The files of a pack, as a library names them."""
    return {
        f"packs/{name}/{file}": text for file, text in {"pack.yaml": manifest(name, **more), **(files or {})}.items()
    }


def beside(*packs: Files) -> dict[str, str]:
    """The lake and these packs."""
    return LAKE | {name: text for files in packs for name, text in files.items()}


def lake(*packs: Files) -> Library:
    """The library of the lake and these packs."""
    return load_sources(beside(*packs))


def faults(*packs: Files) -> list[str]:
    """The errors in the lake and these packs."""
    return problems_of(beside(*packs))


def warnings(*packs: Files) -> list[str]:
    """All that is noticed when the lake and these packs are put together."""
    problems = Problems()
    workshop_of([File(name, name, text) for name, text in sorted(beside(*packs).items())], problems)
    return [str(problem) for problem in problems]


def written(folder: Path, name: str, files: Files | None = None, **more: str) -> Path:
    """A pack on the disk, in a folder of its name."""
    for file, text in pack(name, files, **more).items():
        path = folder / file.removeprefix("packs/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / name
