"""The last line of a check: what was looked at, and how much was found."""

from collections.abc import Collection, Iterable

from ...content import Problem

_ADVICE = "Warnings are advice: the game runs with them."


def last_line(files: Iterable[str], problems: Collection[Problem], *, yours: bool, known: int, ignored: int) -> str:
    """One sentence on the files that were asked for, and another if there are warnings among the problems.

    ``yours`` are files of a pack, not the base content; ``known`` and ``ignored`` are warnings that are not told.
    """
    files = list(files)
    if yours and not files and not problems:
        return "Nothing of that is looked at here: tests of cards are run with `alliance-game test`."
    parts = [_found(problems)]
    parts += [f"{known} known"] if known else []
    parts += [f"{ignored} ignored"] if ignored else []
    advice = f" {_ADVICE}" if any(problem.severity == "warning" for problem in problems) else ""
    return f"{_seen(files)}{' of yours' if yours else ''}: {', '.join(parts)}.{advice}"


def _seen(files: list[str]) -> str:
    """``2 cards and 1 other file``."""
    cards = sum("cards" in file.split("/")[:-2] for file in files)
    others = len(files) - cards
    if not cards:
        return _count(others, "file")
    return _count(cards, "card") + (f" and {_count(others, 'other file')}" if others else "")


def _found(problems: Collection[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    told = [(errors, "error"), (len(problems) - errors, "warning")]
    return ", ".join(_count(number, word) for number, word in told if number) or "no problem found"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
