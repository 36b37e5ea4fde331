"""What one pupil answered: a letter for each question, and how sure it was of each."""

from typing import Literal, NamedTuple

from ...definitions.quiz import LETTERS
from ...errors import AllianceError
from ...wording import say

When = Literal["before", "after"]
BEFORE: When = "before"
AFTER: When = "after"
NONE = "-"
"""Stands for a question without an answer."""
LEAST, MOST = 1, 4
"""How sure one can be."""
SURE = 3
"""From here on somebody is sure."""


class Answered(NamedTuple):
    """One pupil's answers."""

    when: When
    """Before the lesson or after it."""
    date: str
    """The day, such as ``2026-11-22``; no time, which would tell who it was."""
    code: str
    """What the pupil is called here; never a name."""
    answers: str
    """A letter for each question, or ``-``."""
    sure: str
    """1 to 4 for each question, or ``-``."""
    right: str
    """The letters that were right when this was answered."""

    def is_right(self, item: int) -> bool:
        """Whether a question, counted from 0, was answered rightly."""
        return self.answers[item] == self.right[item]

    def is_sure_but_wrong(self, item: int) -> bool:
        """Whether a wrong answer was given in good faith."""
        given = self.answers[item] != NONE and self.sure[item] != NONE
        return given and not self.is_right(item) and int(self.sure[item]) >= SURE

    @property
    def score(self) -> int:
        """How many answers are right."""
        return sum(self.is_right(item) for item in range(len(self.right)))


def answers_of(text: str, items: int) -> str:
    """A letter for each question, as somebody typed them. Raises ``AllianceError``."""
    found = text.strip().lower()
    if len(found) != items or not set(found) <= {*LETTERS, NONE}:
        raise AllianceError(
            say(
                "'{text}' is not an answer to {items} questions: write {items} letters, a to d, - for none.",
                text=text,
                items=items,
            )
        )
    return found


def sure_of(text: str, answers: str) -> str:
    """How sure somebody was of each answer, as typed; of none where there is no answer. Raises ``AllianceError``."""
    found = text.strip()
    levels = {str(level) for level in range(LEAST, MOST + 1)}
    if len(found) != len(answers) or not set(found) <= {*levels, NONE}:
        raise AllianceError(
            say(
                "'{text}' does not say how sure of {items} answers: write {items} digits, 1 to 4, - for none.",
                text=text,
                items=len(answers),
            )
        )
    return "".join(NONE if answer == NONE else level for answer, level in zip(answers, found, strict=True))
