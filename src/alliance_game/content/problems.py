"""Problems: what is wrong in files of content, where, and what to do about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..definitions.library import Place
from ..errors import ContentError, did_you_mean

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an author, in one line: ``file:line:column: error[code]: message hint``."""

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity}[{self.code}]: {self.message}{hint}"


class Problems:
    """All problems found so far, at most one for each place: the first one says most."""

    def __init__(self) -> None:
        self._found: dict[Place, Problem] = {}

    def __iter__(self) -> Iterator[Problem]:
        """In the order of files, lines and columns."""
        return iter(self._found[place] for place in sorted(self._found))

    def add(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Note an error, unless this place has one already."""
        self.note(Problem(place, code, message, hint))

    def note(self, problem: Problem) -> None:
        """Note a problem; an error drives out a warning at the same place."""
        held = self._found.get(problem.place)
        if held is None or (held.severity == "warning" and problem.severity == "error"):
            self._found[problem.place] = problem

    def unknown(self, place: Place, kind: str, name: str, known: Iterable[str]) -> None:
        """Note a name that nothing of this kind has, with the nearest name that something has."""
        word = "name" if "," in kind else kind.split(" ", maxsplit=1)[0]
        self.add(place, f"unknown-{word}", f"There is no {kind} '{name}'.", did_you_mean(name, known).strip())

    def errors(self) -> list[Problem]:
        """Only those that make a pack unusable."""
        return [problem for problem in self if problem.severity == "error"]

    def refuse(self) -> None:
        """Raise ``ContentError`` with every error, if there is one."""
        if errors := self.errors():
            raise ContentError(errors)
