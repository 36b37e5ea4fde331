"""A problem as people read it: what is wrong, the line it is in, a caret under the place, and the cure."""

import re
import textwrap
from collections.abc import Iterator

from rich.cells import cell_len

from ...content import Problem
from ...letters import visible

WIDTH = 80
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\'\'|[^\'])*\'|-?\w+(?:-\w+)*|[<>=!/&|*+-]+|.')
_SURENESS = {"certain": "", "likely": " (likely)", "guess": " (a guess)"}


def told(problem: Problem, line: str | None, width: int = WIDTH) -> str:
    """A problem with its line of the file, if there is one, in lines of ``width``; only the first may be longer.

    ``line`` is ``None`` if the file could not be read as text: there is no place to show then.
    """
    sureness = _SURENESS[problem.confidence]
    if line is None or problem.place.column > len(line) + 1:
        return f"{problem}{sureness}"
    head = f"{problem.place}: {problem.severity}[{problem.code}]: {problem.message}{sureness}"
    return "\n".join((head, *_shown(problem, line, width)))


def _shown(problem: Problem, line: str, width: int) -> Iterator[str]:
    number = f"{problem.place.line:>5} | "
    empty = f"{'':>5} | "
    before, word, rest = parted(line, problem.place.column)
    token = _beginning(word, width // 2)
    before, after = cut(before, token, word[len(token) :] + rest, width - len(number))
    yield f"{number}{before}{token}{after}".rstrip()
    marks = " " * cell_len(before) + "^" * max(1, cell_len(token))
    hint = problem.hint.strip()
    if not hint or len(empty) + len(marks) + 1 + cell_len(hint) <= width:
        yield f"{empty}{marks} {hint}".rstrip()
    else:
        yield f"{empty}{marks}"
        yield from textwrap.wrap(hint, width, initial_indent=f"{'':>5} = ", subsequent_indent=" " * 8)


def parted(line: str, column: int) -> tuple[str, str, str]:
    """What stands before a place, the word that begins there, and the rest; nothing in them can steer a terminal."""
    found = _TOKEN.match(line, column - 1)
    end = found.end() if found is not None else column - 1
    return visible(line[: column - 1]), visible(line[column - 1 : end]), visible(line[end:])


def cut(before: str, token: str, after: str, width: int) -> tuple[str, str]:
    """What stands before and after a word, cut where all three together are wider than ``width``."""
    if cell_len(before) + cell_len(token) + cell_len(after) <= width:
        return before, after
    room = max(0, width - cell_len(token))
    left = room - min(room // 2, cell_len(after))
    before = before if cell_len(before) <= left else f"…{_end(before, left - 1)}"
    right = room - cell_len(before)
    return before, after if cell_len(after) <= right else f"{_beginning(after, right - 1)}…"


def _beginning(text: str, width: int) -> str:
    """As much of a text's beginning as fits."""
    while cell_len(text) > max(0, width):
        text = text[:-1]
    return text


def _end(text: str, width: int) -> str:
    """As much of a text's end as fits."""
    while cell_len(text) > max(0, width):
        text = text[1:]
    return text
