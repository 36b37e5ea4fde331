"""The quiz of a lesson, or of a scenario: its questions, and the file that keeps what was answered."""

from dataclasses import dataclass
from pathlib import Path

from ...definitions import Library
from ...definitions.quiz import Item
from ...errors import AllianceError, UnknownName
from ...wording import say
from ..lessons import copy_of, find_lesson

ENDING = ".quiz"
"""How the file is called beside the saves."""
PLAN = ".yaml"


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions that a class answers twice."""

    scenario: str
    title: str
    items: tuple[Item, ...]
    goals: tuple[str, ...]
    path: Path
    """Where the answers are kept."""

    @property
    def right(self) -> str:
        """The letters of the right answers."""
        return "".join(item.right for item in self.items)


def quiz_of(library: Library, name: str, folder: Path) -> Quiz:
    """The quiz of a lesson, by its file or its save, or of a scenario.

    Raises ``UnknownName`` for what is neither, and ``AllianceError`` for a scenario without a quiz.
    """
    scenario, stem = name, name
    if name.endswith(PLAN) or (name not in library.scenarios and is_lesson(folder, name)):
        plan = find_lesson(name, folder).plan
        scenario, stem = plan.scenario, plan.save
    if scenario not in library.scenarios:
        lessons = (path.stem for path in folder.glob(copy_of(folder, "*").name))
        raise UnknownName("scenario", scenario, (*library.scenarios, *lessons))
    found = library.scenarios[scenario]
    if not found.quiz:
        raise AllianceError(
            say(
                "{scenario} has no quiz: write one into its file, under `quiz`, or take another scenario.",
                scenario=found.title,
            )
        )
    return Quiz(scenario, found.title, found.quiz, found.teaches, folder / f"{stem}{ENDING}")


def is_lesson(folder: Path, name: str) -> bool:
    """Whether a lesson of this name lies beside the saves."""
    return name.isprintable() and "/" not in name and "\\" not in name and copy_of(folder, name).exists()
