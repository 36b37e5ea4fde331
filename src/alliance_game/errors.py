"""Everything that can go wrong, as one tree.

    AllianceError
    ├── ContentError      what an author wrote cannot be used; carries every problem found
    ├── ExpressionError   one expression is wrong; carries the place inside it
    ├── MoveError         a move cannot be made
    │   ├── UnknownMove   the text is not a move of this game
    │   └── IllegalMove   it is a move, but not now; the reason is in the sentence
    ├── UnknownName       a scenario, bot, card … that does not exist; carries a suggestion
    └── SaveError         a file is not a save, or is a damaged one

Anything else that escapes is a bug of the program.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from .wording import marked, say, translated

_LIKE, _CLEARLY = 0.6, 0.8
"""How like a known name must be: to be meant perhaps, and to be meant rather than something else."""


class AllianceError(Exception):
    """A fault that a person can mend; its text is one clear sentence."""


class ContentError(AllianceError):
    """A pack, ruleset or card cannot be used; ``problems`` holds one object for each fault."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ExpressionError(AllianceError):
    """An expression cannot be understood.

    ``code`` is the kebab-case name of the fault, ``offset`` the 0-based place of it in the text.
    """

    def __init__(self, code: str, message: str, offset: int = 0) -> None:
        self.code = code
        self.message = message
        self.offset = offset
        super().__init__(message)


class MoveError(AllianceError, ValueError):
    """A move cannot be made; the position is unchanged."""


class UnknownMove(MoveError):
    """The text is not a move of this game."""


class IllegalMove(MoveError):
    """A move of this game that the position does not allow now."""


KINDS = (
    marked("bot"),
    marked("card"),
    marked("card of that game"),
    marked("code"),
    marked("definition"),
    marked("difficulty"),
    marked("engine"),
    marked("entry"),
    marked("kind"),
    marked("kind of card"),
    marked("kind of definition"),
    marked("language"),
    marked("length"),
    marked("level"),
    marked("list"),
    marked("option"),
    marked("ruleset"),
    marked("save"),
    marked("scenario"),
    marked("state"),
)
"""What can have a name that nobody knows."""


class UnknownName(AllianceError, LookupError):
    """Nothing of this kind has this name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        known = tuple(known)
        self.kind = kind
        self.name = name
        unknown = say("There is no {kind} '{name}'.", kind=translated(kind), name=name)
        super().__init__(f"{unknown}{did_you_mean(name, known) or choice_of(known)}")


class SaveError(AllianceError):
    """A file cannot be read as a save, or not to its end."""


def choice_of(known: Iterable[str], most: int = 12) -> str:
    """`` There are: a, b, c.`` (with its leading blank), or nothing when there are too many to name."""
    names = sorted(known)
    return f" {say('There are: {names}.', names=', '.join(names))}" if 0 < len(names) <= most else ""


def nearest(name: str, known: Iterable[str], *, clearly: bool = False) -> str | None:
    """The known name that is most like another; ``None`` if none is, or none ``clearly``."""
    found = get_close_matches(name, sorted(known), n=1, cutoff=_CLEARLY if clearly else _LIKE)
    return found[0] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`` Did you mean 'tension'?`` (with its leading blank), or nothing when no name is near."""
    near = nearest(name, known)
    return " " + say("Did you mean '{name}'?", name=near) if near else ""
