"""Lessons: a game for a class, planned, kept in a file, and begun."""

from ...definitions.lessons import KINDS, Inject, LessonPlan, Team, Timers
from .checks import check
from .files import ENDING, LessonFile, copy_of, find_lesson, read_lesson
from .writing import lesson_text

__all__ = [
    "ENDING",
    "KINDS",
    "Inject",
    "LessonFile",
    "LessonPlan",
    "Team",
    "Timers",
    "check",
    "copy_of",
    "find_lesson",
    "lesson_text",
    "read_lesson",
]
