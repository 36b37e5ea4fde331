"""Checking content: every problem with its place, for people, for other programs and for GitHub."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ..authoring.audit.audit import Audit, audit
from ..authoring.check import baseline, pages
from ..authoring.check.baseline import Known, place_on_disk
from ..authoring.check.caret import told
from ..authoring.check.ignoring import settled
from ..authoring.check.lastline import last_line
from ..authoring.check.watching import changes
from ..content import Problem, base_folder
from ..content.installed import with_needs
from ..errors import AllianceError
from ..letters import CLEAR_SCREEN
from .app import talk
from .near import near

Form = Literal["people", "json", "github"]
_TOPS = ("rules", "cards")


@dataclass(frozen=True)
class Check:
    """What is to be checked, and how it is told."""

    paths: tuple[Path, ...] = ()
    """Packs, or files and folders in them; without any, everything that is loaded is told of."""
    packs: tuple[Path, ...] = ()
    """Packs that the others need."""
    form: Form = "people"
    strict: bool = False
    """Warnings make the exit code 1 too."""
    known: Path | None = None
    """The baseline."""
    write: bool = False
    """The baseline is written."""


@dataclass(frozen=True)
class Found:
    """What a check found: problems to tell, and how many there are besides."""

    audit: Audit
    problems: tuple[Problem, ...]
    ignored: int
    known: int = 0
    gone: tuple[Known, ...] = ()


def form_of(as_json: bool, as_github: bool, watched: bool) -> Form:
    """How problems are told. Raises ``AllianceError`` for two ways at once, or for a watch that tells no people."""
    if as_json + as_github + watched > 1:
        raise AllianceError("Take one of --json, --github and --watch.")
    return "json" if as_json else "github" if as_github else "people"


def check_content(check: Check) -> int:
    """Tell every problem; exit 1 if there is an error (with ``strict``, a warning)."""
    found = look(check)
    if check.write and check.known is not None:
        return write_baseline(check.known, found)
    sys.stdout.write(_FORMS[check.form](found))
    sys.stdout.flush()
    for gone in found.gone:
        talk(f"Gone: {gone.file}: [{gone.code}] {gone.text}")
    if found.gone:
        talk(f"{count(len(found.gone), 'entry', 'entries')} of the baseline can go: write it anew.")
    talk(summary(found, check.paths))
    return 1 if any(problem.severity == "error" or check.strict for problem in found.problems) else 0


def watch_content(check: Check) -> int:
    """The same again whenever a file changes. It ends with Ctrl+C, and that is fine: exit 0."""
    if check.write:
        raise AllianceError("Take --watch or --write-baseline, not both.")
    clears = sys.stdout.isatty()
    folders = [*packs_of(check), *(base_folder() / top for top in _TOPS)]
    try:
        for turn, _ in enumerate(changes(folders)):
            if turn:
                sys.stdout.write(CLEAR_SCREEN if clears else "\n")
            check_content(check)
    except KeyboardInterrupt:
        talk("Stopped.")
    return 0


def look(check: Check) -> Found:
    """Everything that is wrong with what is asked for. Raises ``AllianceError`` for paths that are none."""
    if check.write and check.known is None:
        raise AllianceError("--write-baseline needs --baseline FILE: the file to write.")
    packs = packs_of(check)
    seen = audit(packs)
    left = settled(seen.problems, seen.texts, frozenset(pages.codes()))
    wanted = [path.resolve() for path in check.paths]
    loaded = [folder.resolve() for folder in packs] + wanted
    told_here = tuple(problem for problem in left.problems if is_told(problem, wanted, loaded))
    ignored = sum(concerns(problem.place.file, wanted) for problem in left.ignored)
    found = Found(seen, told_here, ignored)
    return found if check.known is None or check.write else without_known(found, check.known, wanted)


def without_known(found: Found, path: Path, wanted: Sequence[Path]) -> Found:
    """What a baseline does not know."""
    left = baseline.sifted(found.problems, path, found.audit.line)
    gone = tuple(each for each in left.gone if concerns(str(path.resolve().parent / each.file), wanted))
    return Found(found.audit, left.new, found.ignored, left.known, gone)


def write_baseline(path: Path, found: Found) -> int:
    """Write the warnings into the baseline; errors stay problems."""
    number = baseline.write(path, found.problems, found.audit.line)
    talk(f"{count(number, 'warning', 'warnings')} written to {path}.")
    errors = [problem for problem in found.problems if problem.severity == "error"]
    sys.stdout.write(for_people(Found(found.audit, tuple(errors), 0)))
    return talk("Errors are never known: mend them.", 1) if errors else 0


def packs_of(check: Check) -> list[Path]:
    """The packs that are to be loaded, those that they need among them, the base content aside."""
    packs = list(check.packs)
    for path in check.paths:
        if not path.exists():
            raise AllianceError(f"There is no file or folder '{path}'.")
        if path.is_file() and path.suffix != ".yaml":
            raise AllianceError(f"'{path}' is no file of content: those end in .yaml.")
        root = pack_of(path)
        if root.resolve() != base_folder().resolve() and root not in packs:
            packs.append(root)
    return with_needs(packs)


def pack_of(path: Path) -> Path:
    """The pack that a file or folder belongs to: the nearest folder that holds ``rules`` or ``cards``."""
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.resolve().parents):
        if (folder / "pack.yaml").is_file() or any((folder / top).is_dir() for top in _TOPS):
            return folder
    if path.is_file():
        raise AllianceError(f"'{path}' is in no pack: put it into PACK/cards/DECK/ or PACK/rules/RULESET/.")
    return start


def is_told(problem: Problem, wanted: Sequence[Path], loaded: Sequence[Path]) -> bool:
    """Whether a problem is in a file that was asked for; or in none of the packs, and so their doing.

    A pack that patches or takes away what others need breaks files that are not its own.
    """
    strayed = problem.severity == "error" and not concerns(problem.place.file, loaded)
    return strayed or concerns(problem.place.file, wanted)


def concerns(file: str, wanted: Sequence[Path]) -> bool:
    """Whether a problem's file is one that was asked for."""
    place = place_on_disk(file)
    return not wanted or any(place == path or path in place.parents for path in wanted)


def summary(found: Found, paths: Sequence[Path]) -> str:
    """The last line."""
    wanted = [path.resolve() for path in paths]
    files = [file for file in found.audit.texts if concerns(file, wanted)]
    return last_line(files, found.problems, yours=bool(paths), known=found.known, ignored=found.ignored)


def count(number: int, one: str, many: str) -> str:
    """A number of things."""
    return f"{number} {one if number == 1 else many}"


def for_people(found: Found) -> str:
    """Each problem with its line and a caret."""
    texts = found.audit.texts
    blocks = [
        told(seen_from_here(problem), found.audit.line(problem) if problem.place.file in texts else None)
        for problem in found.problems
    ]
    return "".join(f"{block}\n" for block in blocks)


def seen_from_here(problem: Problem) -> Problem:
    """A problem whose file is named as people at this place would."""
    return replace(problem, place=problem.place._replace(file=near(problem.place.file)))


def as_json(found: Found) -> str:
    """A list of objects."""
    return json.dumps([as_data(problem) for problem in found.problems], indent=1) + "\n"


def as_data(problem: Problem) -> dict[str, object]:
    """A problem for other programs."""
    said = {name: getattr(problem, name) for name in ("code", "message", "hint", "severity", "confidence")}
    return {"file": problem.place.file, "line": problem.place.line, "column": problem.place.column, **said}


def for_github(found: Found) -> str:
    """Commands that make GitHub show each problem beside its line."""
    return "".join(f"{workflow_command(problem)}\n" for problem in found.problems)


def workflow_command(problem: Problem) -> str:
    """One problem as GitHub reads it; the file is named as seen from here."""
    place, here = place_on_disk(problem.place.file), Path.cwd().resolve()
    file = place.relative_to(here) if place.is_relative_to(here) else place
    named = {
        "file": file.as_posix(),
        "line": str(problem.place.line),
        "col": str(problem.place.column),
        "title": problem.code,
    }
    properties = ",".join(f"{name}={escaped(value, ':,')}" for name, value in named.items())
    return f"::{problem.severity} {properties}::{escaped(f'{problem.message} {problem.hint}'.strip())}"


def escaped(text: str, also: str = "") -> str:
    """Text as workflow commands want it: ``%``, line ends and, in a property, ``:`` and ``,`` as numbers."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{also}" else sign for sign in text)


_FORMS: dict[Form, Callable[[Found], str]] = {"people": for_people, "json": as_json, "github": for_github}
