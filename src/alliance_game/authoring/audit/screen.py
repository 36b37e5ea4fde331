"""The screen: how much of a text the table shows on 80 columns and 24 rows.

The table itself finds room for whatever comes; these are the marks from which on it has to cut something off, or to
leave something out that people need. They were measured on its pages.
"""

from textwrap import wrap
from unicodedata import east_asian_width

PROSE = 76
"""Columns of a card's story."""
STORY_ROWS = 11
"""Rows for the story of a card and its choices, so that four are left to say what a choice would do."""
CHOICE = 48
"""Columns of a choice, so that a third of its line is left for what it does."""
TACTIC = 34
"""Columns of a tactic in its menu."""
STATE = 16
"""Columns of a state's name in the table of states."""
HEAD = 12
"""Columns of the head above a track of the states."""
PROMPT = 60
"""Columns of the question of an asking phase, behind the state that is asked."""
CRISIS_ROW = 42
"""Columns of a crisis and of the state it hits; its figures stand beside."""
CRISIS = 50
"""Columns of a crisis that hits nobody."""


def columns(text: str) -> int:
    """How many columns a text fills on one line."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def rows(text: str) -> int:
    """How many rows a story fills."""
    return len(wrap(text, PROSE, break_on_hyphens=False))
