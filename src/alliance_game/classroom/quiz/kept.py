"""The file of a quiz: a line for each pupil, added at its end, waited for, and never changed again."""

import json
import os
from dataclasses import dataclass
from typing import Any

from ...disk import close, explained, is_there, make_folder, opened_own, read_whole, sync_folder, write_all, write_new
from ...errors import AllianceError
from ...letters import visible
from ...wording import say
from .answers import AFTER, BEFORE, Answered, When, answers_of, sure_of
from .codes import code_of
from .quiz import Quiz

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds of the quiz as it is now."""

    rows: tuple[Answered, ...] = ()
    """The last word of each pupil, in the order in which it came."""
    unread: int = 0
    """Lines that nobody can read."""
    other: int = 0
    """Lines that answer another version of the quiz."""

    def of(self, when: When) -> dict[str, Answered]:
        """Who answered then, by code."""
        return {row.code: row for row in self.rows if row.when == when}


def kept(quiz: Quiz) -> Kept:
    """What has been answered so far. Raises ``SaveError`` if the file cannot be read."""
    if not is_there(quiz.path):
        return Kept()
    lines = read_whole(quiz.path).decode("utf-8", errors="replace").splitlines()
    found: dict[tuple[str, str], Answered] = {}
    unread = other = 0
    for line in filter(None, lines):
        row = row_of(line, quiz)
        if row is None:
            unread += 1
        elif row.right != quiz.right:
            other += 1
        elif row.answers:
            found[row.when, row.code] = row
    return Kept(tuple(found.values()), unread, other)


def row_of(line: str, quiz: Quiz) -> Answered | None:
    """What a line says; the first of a file says nothing of a pupil; ``None`` for what is no line of a quiz.

    Raises ``AllianceError`` for a file of another scenario, or of a newer program.
    """
    try:
        data: Any = json.loads(line)
        if "format" in data:
            checked_head(data, quiz)
            return Answered(BEFORE, "", "", "", "", quiz.right)
        right = answers_of(data["right"], len(data["right"]))
        answers = answers_of(data["answers"], len(right))
        when: When = {"before": BEFORE, "after": AFTER}[data["when"]]
        return Answered(
            when, visible(str(data["date"])[:10]), code_of(data["code"]), answers, sure_of(data["sure"], answers), right
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    except WrongFile:
        raise
    except AllianceError:
        return None


class WrongFile(AllianceError):
    """A file that keeps something else."""


def checked_head(head: dict[str, Any], quiz: Quiz) -> None:
    """Raises ``WrongFile`` if a file is not one of this quiz."""
    if head["format"] != FORMAT:
        raise WrongFile(say("{file} was written by a newer version of the game: install that one.", file=quiz.path))
    if head.get("scenario") != quiz.scenario:
        raise WrongFile(
            say(
                "{file} keeps answers to the quiz of '{other}': put it elsewhere, or name the lesson another way.",
                file=quiz.path,
                other=visible(str(head.get("scenario"))[:48]),
            )
        )


def keep(quiz: Quiz, row: Answered) -> None:
    """Add a pupil's answers, and wait until the disk has them. Raises ``SaveError``."""
    make_folder(quiz.path.parent)
    line = json.dumps(row._asdict(), ensure_ascii=False) + "\n"
    if not is_there(quiz.path):
        head = json.dumps({"format": FORMAT, "scenario": quiz.scenario}) + "\n"
        with explained(say("{path} cannot be written", path=quiz.path)):
            write_new(quiz.path, (head + line).encode())
            sync_folder(quiz.path.parent)
        return
    descriptor = opened_own(quiz.path, to_append=True)
    try:
        with explained(say("{path} cannot be written", path=quiz.path)):
            # A line that was cut off when the machine went down must not swallow the next one.
            write_all(descriptor, (b"\n" if is_cut_off(descriptor) else b"") + line.encode())
    finally:
        close(descriptor)


def is_cut_off(descriptor: int) -> bool:
    """Whether the last line of a file has no end."""
    size = os.fstat(descriptor).st_size
    if not size:
        return False
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) != b"\n"
