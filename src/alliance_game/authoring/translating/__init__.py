"""Other languages, for translators: what there is to translate, the file for it, and what it lacks."""

from .coverage import Coverage, coverage
from .export import exported, exported_phrases
from .faults import look

__all__ = ["Coverage", "coverage", "exported", "exported_phrases", "look"]
