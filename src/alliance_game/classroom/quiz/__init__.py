"""A quiz that a class answers before and after a lesson, without names."""

from .answers import AFTER, BEFORE, Answered, When, answers_of, sure_of
from .codes import code_of, given_code
from .kept import Kept, keep, kept
from .quiz import Quiz, quiz_of
from .results import Results, results
from .tables import tables

__all__ = [
    "AFTER",
    "BEFORE",
    "Answered",
    "Kept",
    "Quiz",
    "Results",
    "When",
    "answers_of",
    "code_of",
    "given_code",
    "keep",
    "kept",
    "quiz_of",
    "results",
    "sure_of",
    "tables",
]
