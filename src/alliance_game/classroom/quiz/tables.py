"""A quiz as tables: a row for each answer, a row for each question, and what every column means."""

from ...definitions.quiz import LETTERS
from ..tables import Table
from ..tables.dictionary import dictionary
from ..tables.table import number, text, yes_or_no
from .answers import BEFORE, NONE, Answered
from .kept import Kept
from .quiz import Quiz
from .results import results


def tables(quiz: Quiz, kept: Kept) -> tuple[Table, ...]:
    """Both tables, and the dictionary."""
    found = (answered(quiz, kept), items(quiz, kept))
    return (*found, dictionary(found))


def answered(quiz: Quiz, kept: Kept) -> Table:
    """A row for each pupil, time and question."""
    # By code: the order in which pupils sat down would tell who they are.
    pupils = sorted(kept.rows, key=lambda row: (row.code, row.when != BEFORE))
    rows = tuple(row_of(row, item) for row in pupils for item in range(len(quiz.items)))
    return Table("quiz", "One answer of one pupil: one row for each question, before and after.", _ANSWERED, rows)


def row_of(row: Answered, item: int) -> tuple[str | int | None, ...]:
    """One answer."""
    answer, sure = row.answers[item], row.sure[item]
    return (
        row.code,
        row.when,
        row.date,
        item + 1,
        None if answer == NONE else answer,
        int(row.is_right(item)),
        None if sure == NONE else int(sure),
    )


def items(quiz: Quiz, kept: Kept) -> Table:
    """A row for each question."""
    counted = results(quiz, kept).items
    rows = tuple(
        (
            at,
            item.question,
            *item.answers,
            item.right,
            item.why,
            quiz.goals[item.goal - 1],
            *(each for count in (found.before, found.after) for each in (count.answered, count.right)),
        )
        for at, (item, found) in enumerate(zip(quiz.items, counted, strict=True), 1)
    )
    return Table("items", "The questions: one row for each.", _ITEMS, rows)


_ANSWERED = (
    text("code", "What the pupil is called; the same before and after."),
    text("when", "before or after."),
    text("date", "The day on which it was answered."),
    number("item", "The number of the question, from 1."),
    text("answer", "The letter that was chosen; empty if none was."),
    yes_or_no("right", "Whether that is right."),
    number("sure", "How sure the pupil was: 1 guessed, 2 rather unsure, 3 rather sure, 4 certain; empty if not said."),
)
_ITEMS = (
    number("item", "Its number, from 1."),
    text("question", "What is asked."),
    *(text(f"answer_{letter}", f"Answer {letter}.") for letter in LETTERS),
    text("right", "The letter of the right answer."),
    text("why", "Why it is right."),
    text("goal", "What the scenario teaches that it belongs to."),
    number("answered_before", "Pupils who took the quiz before the lesson."),
    number("right_before", "How many of them had it right."),
    number("answered_after", "Pupils who took the quiz after the lesson."),
    number("right_after", "How many of them had it right."),
)
