"""Warnings that an author has looked at and wants to keep: ``# check: ignore CODE reason``.

The comment stands at the end of the line that the warning names, or on a line of its own above it. The reason is for
whoever reads the file next, and required. Errors cannot be ignored: a pack with one is not loaded.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from ...content import Problem
from ...definitions.library import Place
from ...errors import did_you_mean

_COMMENT = re.compile(r"(?<!\S)#\s*check:\s*ignore\b *(?P<code>\S*) *(?P<reason>.*)$")
_FORM = "Write `# check: ignore CODE reason`."


@dataclass(frozen=True, slots=True)
class Ignore:
    """One such comment: where it stands, and the line that it speaks of."""

    place: Place
    code: str
    code_column: int
    reason: str
    line: int

    def means(self, problem: Problem) -> bool:
        """Whether a problem is the one it names."""
        return (problem.place.file, problem.place.line, problem.code) == (self.place.file, self.line, self.code)


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left to tell, and the warnings that were ignored."""

    problems: tuple[Problem, ...]
    ignored: tuple[Problem, ...]


def settled(problems: Iterable[Problem], texts: Mapping[str, str], codes: Set[str]) -> Settled:
    """The problems without those that their files ignore, and with what is wrong in the comments themselves.

    ``texts`` are the files by the names that problems use, ``codes`` all codes that there are.
    """
    told = tuple(problems)
    comments = [each for file, text in texts.items() for each in ignores(file, text)]
    sound = [each for each in comments if each.code in codes and each.reason]
    ignored = tuple(each for each in told if each.severity == "warning" and any(it.means(each) for it in sound))
    left = [each for each in told if each not in ignored]
    # With an error somewhere not everything was looked at: a comment may be useless only for now.
    whole = not any(each.severity == "error" for each in told)
    left += [fault for each in comments for fault in _faults(each, told, codes, whole=whole)]
    return Settled(tuple(sorted(left, key=lambda each: each.place)), ignored)


def ignores(file: str, text: str) -> Iterator[Ignore]:
    """All such comments of a file."""
    if "check:" not in text:
        return
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if (found := _COMMENT.search(line)) is not None:
            own = bool(line[: found.start()].strip())
            about = index + 1 if own else _next_written(lines, index)
            place = Place(file, index + 1, found.start() + 1)
            yield Ignore(place, found["code"], found.start("code") + 1, found["reason"].strip(), about)


def _next_written(lines: list[str], index: int) -> int:
    """The number of the first line below that holds more than a comment."""
    for later in range(index + 1, len(lines)):
        if (line := lines[later].strip()) and not line.startswith("#"):
            return later + 1
    return index + 2


def _faults(comment: Ignore, told: Iterable[Problem], codes: Set[str], *, whole: bool) -> Iterator[Problem]:
    """What is wrong with a comment, if anything is."""
    if comment.code not in codes:
        place = comment.place._replace(column=comment.code_column)
        message = f"There is no code '{comment.code}'." if comment.code else "The comment names no code."
        yield _warning(place, "unknown-code", message, did_you_mean(comment.code, codes).strip() or _FORM)
    elif not comment.reason:
        yield _warning(comment.place, "ignore-without-reason", "The comment does not say why.", _FORM)
    elif found := [each for each in told if comment.means(each)]:
        if found[0].severity == "error":
            message = f"`{comment.code}` is an error: it cannot be ignored."
            yield _warning(comment.place, "useless-ignore", message, "Mend it, then remove the comment.")
    elif whole:
        message = f"Nothing is wrong with line {comment.line} that is called `{comment.code}`."
        yield _warning(comment.place, "useless-ignore", message, "Remove the comment.")


def _warning(place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(place, code, message, hint, severity="warning")
