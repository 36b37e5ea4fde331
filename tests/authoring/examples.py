"""The examples of the pages, laid out as packs and checked as a reader would."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from alliance_game.authoring.audit.audit import audit
from alliance_game.authoring.audit.codes import CODES as FOUND_BY_AUDIT
from alliance_game.authoring.check import pages
from alliance_game.authoring.check.ignoring import settled
from alliance_game.authoring.check.pages import Page
from alliance_game.content import Problem, load_sources
from alliance_game.errors import ContentError

Finding = tuple[str, int, str, str]
"""File, line, code and severity of a problem."""
CODES = frozenset(pages.codes())
SHOWN = {code: page for code in pages.codes() if (page := pages.page(code)).failing}
"""The pages with an example."""


def is_card(page: Page) -> bool:
    """Whether an example is only about cards and entries of the codex: many of them fit into one pack."""
    alone = [name for name in page.failing if name == "pack.yaml" or name.startswith(("rules/", "text/"))]
    return all("/codex/" in name for name in alone)


def is_whole(page: Page) -> bool:
    """Whether an example has a ruleset of its own: it is the same without the base content."""
    return any(name.endswith("/ruleset.yaml") for name in page.failing)


CARDS = {code: page for code, page in SHOWN.items() if is_card(page)}
RULESETS = {code: page for code, page in SHOWN.items() if is_whole(page)}
OTHERS = {code: page for code, page in SHOWN.items() if code not in CARDS and code not in RULESETS}


_ERRORS = [code for code, page in CARDS.items() if page.severity == "error"]
BATCHES = {
    "content": [code for code in _ERRORS if code not in FOUND_BY_AUDIT],
    "audit": [code for code in _ERRORS if code in FOUND_BY_AUDIT],
    "warnings": [code for code, page in CARDS.items() if page.severity == "warning" and code != "heavy-card"],
}
"""Cards whose faults do not hide each other. A heavy card is less heavy in a deck with many others."""


def lay_out(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Files as a pack on the disk."""
    for name, raw in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return folder


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    """Files as they are written by any editor."""
    return {name: text.encode() for name, text in files.items()}


def among_others(code: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an example in a pack of many: their names and stories differ from those of the others."""
    return {renamed(name, code): _renamed(raw, code) for name, raw in files.items()}


def renamed(name: str, code: str) -> str:
    """What a file is called among many examples."""
    own = code.replace("-", "_")
    return name.replace("gale", own).replace("Gale", own.title()).replace("storm", f"{own}_storm")


def _renamed(raw: bytes, code: str) -> bytes:
    own = code.replace("-", "_").encode()
    return raw.replace(b"gale", own).replace(b"The wind", b"Wind by " + code.encode()).replace(b"Will", own)


def laid_out(folder: Path, codes: Iterable[str], *, mended: bool = False) -> list[Finding]:
    """Examples about cards, all in one pack; what is to be found there, if they are the failing ones."""
    expected = []
    for code in codes:
        page = SHOWN[code]
        lay_out(folder, among_others(code, encoded(page.mended) if mended else page.raw()))
        expected.append((renamed(page.faulty, code), page.line or 0, code, page.severity))
    return sorted(expected, key=lambda each: each[:1])


def audited(folder: Path) -> tuple[Problem, ...]:
    """What `check` says about a pack."""
    seen = audit([folder])
    return settled(seen.problems, seen.texts, CODES).problems


def read_alone(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """What content says about files without any others; only errors."""
    try:
        load_sources(files)
    except ContentError as error:
        return tuple(problem for problem in error.problems if isinstance(problem, Problem))
    return ()


def found(problems: Iterable[Problem], folder: Path | None = None) -> list[Finding]:
    """What was found, in the order of files."""
    under = "" if folder is None else f"{folder.as_posix()}/"
    return sorted(
        (problem.place.file.removeprefix(under), problem.place.line, problem.code, problem.severity)
        for problem in problems
    )
