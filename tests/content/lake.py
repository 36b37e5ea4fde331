"""The lake: a small game of boats and fish that the tests of content load, change and break."""

from collections.abc import Mapping
from pathlib import Path

from alliance_game.content import load_sources
from alliance_game.errors import ContentError

FOLDER = Path(__file__).parent / "lake"
LAKE: dict[str, str] = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.yaml"))
}


def problems_of(files: Mapping[str, str]) -> list[str]:
    """The problems of these files, a line each."""
    try:
        load_sources(files)
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


def lake_with(name: str, text: str) -> list[str]:
    """The problems of the lake with one file replaced or added."""
    return problems_of({**LAKE, name: text})
