"""Problems: what is wrong in files of content, where, and what to do about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ..definitions.library import Place
from ..errors import ContentError, choice_of, did_you_mean

if TYPE_CHECKING:
    from ..language.understood import Understood
    from .source import Source

Severity = Literal["error", "warning"]
"""An ``error`` is wrong; a ``warning`` is worth a look."""
Confidence = Literal["certain", "likely", "guess"]
"""How sure the finding is. Only a ``certain`` one may be an error."""


LONGEST = 600
"""A message is cut to so many characters: a name in it may be as long as a file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an author, in one line: ``file:line:column: error[code]: message hint``.

    Raises ``ValueError`` if it claims to be an error without being certain.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    confidence: Confidence = "certain"

    def __post_init__(self) -> None:
        if self.severity == "error" and self.confidence != "certain":
            raise ValueError(f"[{self.code}] is only {self.confidence}: that is a warning at most")

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity}[{self.code}]: {self.message}{hint}"


class Problems:
    """All problems found so far, at most one for each place: the first one says most.

    ``texts`` has the text of every file that was read, under the name that people see; ``sources`` where every part
    of it stands, by what the file defines; ``understood`` what the language made of it, if it was surveyed,
    and ``left_out`` the definitions of scenarios that were not, since they were right before.
    """

    def __init__(self) -> None:
        self._found: dict[Place, Problem] = {}
        self.texts: dict[str, str] = {}
        self.sources: Mapping[tuple[str, ...], Source] = {}
        self.understood: Understood | None = None
        self.left_out: frozenset[tuple[str, ...]] = frozenset()

    def __iter__(self) -> Iterator[Problem]:
        """In the order of files, lines and columns."""
        return iter(self._found[place] for place in sorted(self._found))

    def add(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Note an error, unless this place has one already."""
        self.note(Problem(place, code, message, hint))

    def note(self, problem: Problem) -> None:
        """Note a problem; an error drives out a warning at the same place."""
        if len(problem.message) > LONGEST:
            problem = replace(problem, message=f"{problem.message[: LONGEST - 1]}…")
        held = self._found.get(problem.place)
        if held is None or (held.severity == "warning" and problem.severity == "error"):
            self._found[problem.place] = problem

    def unknown(self, place: Place, kind: str, name: str, known: Iterable[str]) -> None:
        """Note a name that nothing of this kind has, with the nearest name, or all if they are few."""
        word = "name" if "," in kind else kind.split(" ", maxsplit=1)[0]
        known = tuple(known)
        hint = did_you_mean(name, known) or choice_of(known)
        self.add(place, f"unknown-{word}", f"There is no {kind} '{name}'.", hint.strip())

    def errors(self) -> list[Problem]:
        """Only those that make a pack unusable."""
        return [problem for problem in self if problem.severity == "error"]

    def refuse(self) -> None:
        """Raise ``ContentError`` with every error, if there is one."""
        if errors := self.errors():
            raise ContentError(errors)
