"""What all parts of one program share while it is read."""

from dataclasses import dataclass, field

from ..definitions.library import Path
from .program import Question
from .reader import Reader, Report
from .resolver import BOOL, CRISIS, INT, STATE, Scope
from .steps import Site
from .symbols import Symbols
from .tree import Compare, Local, Number, Type

SELF, PARTNER, CRISIS_NAME = Local(STATE, "self"), Local(STATE, "partner"), Local(CRISIS, "crisis")
NOTHING = Number(INT, 0)
ALWAYS = Compare(BOOL, "==", NOTHING, NOTHING)


@dataclass
class Reading:
    """What all parts of one program share while it is read."""

    symbols: Symbols
    report: Report
    sites: list[Site] = field(default_factory=list)

    def reader(self, kind: tuple[str, ...], rule: str | None, scope: Scope) -> Reader:
        names = {node.name for node in scope.values() if isinstance(node, Local)}
        return Reader(kind, self.symbols, self.sites, self.report, rule, names)

    @property
    def ruleset(self) -> tuple[str, ...]:
        return ("ruleset", self.symbols.folder_id)

    def question(
        self, name: str, kind: tuple[str, ...], path: Path, text: str, scope: Scope, want: Type, *also: str
    ) -> Question:
        """A question; its parameters are the names of its scope."""
        node = self.reader(kind, None, scope).node(text, path, scope, want)
        return Question(name, (*locals_of(scope), *also), node or (NOTHING if want is INT else ALWAYS))

    def maybe(self, name: str, kind: tuple[str, ...], path: Path, text: str | None, scope: Scope) -> Question | None:
        """A condition that may be missing."""
        return None if text is None else self.question(name, kind, path, text, scope, BOOL)


def locals_of(scope: Scope) -> tuple[str, ...]:
    """The names that a function needs for a scope."""
    return tuple(node.name for key, node in scope.items() if isinstance(node, Local) and not key.startswith("."))
