"""The files of card tests in packs: ``tests/*.yaml``, read as strictly as content is."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...content import Problems
from ...content.source import MAX_BYTES, Source, decoded, read
from ...content.validation import validated
from ...definitions.library import Place
from ...definitions.trials import CardTest, CardTests
from ...errors import AllianceError
from ...letters import visible

FOLDER = "tests"


@dataclass(frozen=True, slots=True)
class TrialFile:
    """A file of card tests."""

    pack: Path
    source: Source
    tests: CardTests

    def each(self) -> Iterator[tuple[str, CardTest]]:
        """The tests by name, in the order in which they are written."""
        return iter(self.tests.tests.items())


def found_in(path: Path) -> tuple[Path, list[Path]]:
    """A pack and its files of tests, for the pack, its folder of tests, or one of the files.

    Raises ``AllianceError`` for a path that is none of these.
    """
    if not path.exists():
        raise AllianceError(f"There is no file or folder '{path}'.")
    if path.is_file():
        if path.suffix != ".yaml" or path.resolve().parent.name != FOLDER:
            raise AllianceError(f"'{path}' is no file of card tests: those are PACK/{FOLDER}/NAME.yaml.")
        return parent(path.parent), [path]
    folder = path if path.resolve().name == FOLDER else path / FOLDER
    return parent(folder), sorted(folder.glob("*.yaml")) if folder.is_dir() else []


def parent(folder: Path) -> Path:
    """The folder around another, written as short as that one was."""
    return folder.parent if folder.name == FOLDER else Path(os.path.relpath(folder.resolve().parent))


def read_file(path: Path, pack: Path, problems: Problems) -> TrialFile | None:
    """The tests of a file; ``None`` if something is wrong with it, which is then among the problems."""
    shown, before = visible(path.as_posix()), len(problems.errors())
    raw = bytes_of(path, pack, shown, problems)
    text = decoded(raw, shown, problems) if raw is not None else None
    source = read(shown, text, problems) if text is not None else None
    tests = validated("tests", source, problems) if source is not None else None
    if source is None or tests is None or len(problems.errors()) > before:
        return None
    return TrialFile(pack, source, tests)


def bytes_of(path: Path, pack: Path, shown: str, problems: Problems) -> bytes | None:
    """What is in a file of a pack, as far as it is ever read."""
    place = Place(shown, 1, 1)
    try:
        if not path.resolve().is_relative_to(pack.resolve()):
            problems.add(place, "link-outside", "This link leads out of the pack.", "Put the file itself here.")
        elif not stat.S_ISREG(path.stat().st_mode):
            problems.add(place, "not-a-file", "This is not an ordinary file.", "Remove it.")
        else:
            with path.open("rb") as stream:
                return stream.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.add(place, "unreadable", f"The file cannot be read ({reason}).")
    return None
