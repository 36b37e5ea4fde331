"""The audit: everything that can be said of content without playing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...content import Problem, Problems, examine
from ...content.loader import without_collector
from ...content.source import Source
from ...definitions import Library
from ..translating import look
from .inspection import Inspection


@dataclass(frozen=True, slots=True)
class Audit:
    """What was looked at, and what was found: content's own problems, then logic, balance and text."""

    library: Library
    """Everything that is right."""
    problems: tuple[Problem, ...]
    """In the order of files, lines and columns; at most one for each place."""
    sources: Mapping[tuple[str, ...], Source]
    """Where every part stands, by what a file defines: ``("card", "drought")``."""
    texts: Mapping[str, str]
    """The text of every file that could be decoded, by the name that problems give it."""

    def line(self, problem: Problem) -> str:
        """The line that a problem is about; empty if the file could not be read as text."""
        lines = self.texts.get(problem.place.file, "").split("\n")
        return lines[problem.place.line - 1] if problem.place.line <= len(lines) else ""


def audit(packs: Iterable[Path | str] = ()) -> Audit:
    """Look at the base content and packs, and tell everything that is wrong or worth a look."""
    packs = [*packs]
    library, problems = examine(packs)
    look(library, packs, problems)
    return audited(library, problems)


def audited(library: Library, problems: Problems) -> Audit:
    """Look at content that was examined already; what is found goes to its problems."""
    with without_collector():
        inspection = Inspection(library, problems)
        inspection.look()
        for problem in inspection.findings.problems(inspection.ledger):
            problems.note(problem)
    return Audit(library, tuple(problems), problems.sources, problems.texts)
