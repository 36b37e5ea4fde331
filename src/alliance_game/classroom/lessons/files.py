"""The files of lessons, read as strictly as content is; where a lesson's own copy lies, and what it is called."""

from dataclasses import dataclass
from pathlib import Path

from ...content import Problems
from ...content.source import MAX_BYTES, Source, decoded, read
from ...content.validation import validated
from ...definitions.lessons import LessonPlan
from ...disk import bytes_in
from ...errors import AllianceError, did_you_mean
from ...letters import visible
from ...saves.names import ENDING as SAVE
from ...saves.names import checked_name
from ...wording import say

ENDING = ".lesson"
"""How the copy of a lesson is called beside its save."""


@dataclass(frozen=True, slots=True)
class LessonFile:
    """A lesson, and where each part of it stands in its file."""

    path: Path
    source: Source
    plan: LessonPlan


def read_lesson(path: Path) -> LessonFile:
    """The lesson that a file holds.

    Raises ``ContentError`` with every fault of its shape, and ``AllianceError`` if there is no such file.
    """
    problems = Problems()
    shown = visible(path.as_posix())
    text = decoded(bytes_of(path, shown), shown, problems)
    source = read(shown, text, problems) if text is not None else None
    plan = validated("lesson", source, problems) if source is not None else None
    problems.refuse()
    assert source is not None
    assert plan is not None
    return LessonFile(path, source, plan)


def bytes_of(path: Path, shown: str) -> bytes:
    """What is in an ordinary file, as far as it is ever read. Raises ``AllianceError``."""
    try:
        return bytes_in(path, MAX_BYTES + 1)
    except FileNotFoundError:
        raise AllianceError(missing(path, shown)) from None
    except IsADirectoryError:
        raise AllianceError(say("'{file}' is a folder, not the file of a lesson.", file=shown)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AllianceError(say("'{file}' cannot be read ({reason}).", file=shown, reason=reason)) from None


def missing(path: Path, shown: str) -> str:
    """That a file is not there, and which one may be meant."""
    folder = path.parent
    near = [each.name for each in folder.glob("*.yaml")] if folder.is_dir() else []
    begin = say("Begin one with: alliance-game class new -o {file}", file=shown)
    said = say("There is no lesson file '{file}'.", file=shown)
    return f"{said}{did_you_mean(path.name, near) or f' {begin}'}"


def find_lesson(name: str, folder: Path) -> LessonFile:
    """The lesson of a file, or that of a saved game among the saves, by the game's name.

    Raises what ``read_lesson`` raises.
    """
    path = Path(name)
    kept = copy_of(folder, name) if is_name(name) else None
    if kept is not None and not path.exists() and kept.exists():
        return read_lesson(kept)
    return read_lesson(path)


def is_name(text: str) -> bool:
    """Whether a save can be called so."""
    try:
        return checked_name(text) == text
    except AllianceError:
        return False


def copy_of(folder: Path, name: str) -> Path:
    """Where the copy of a lesson lies, beside the save of this name."""
    return folder / f"{name}{ENDING}"


def is_begun(folder: Path, name: str) -> bool:
    """Whether there is a save of this name already."""
    return (folder / f"{name}{SAVE}").exists()


def practice_save(plan: LessonPlan) -> str:
    """The name under which the practice round of a lesson is saved."""
    return f"{plan.save}-practice"
