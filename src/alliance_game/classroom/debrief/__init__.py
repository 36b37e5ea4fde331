"""The debrief of a game: what happened, why, and what could have happened instead."""

from .account import Account, account_of
from .debrief import checked, debrief
from .page import page
from .parts import Chapter, Debrief
from .text import as_text, part_lines
from .turning import GAMES, Turning, turning

__all__ = [
    "GAMES",
    "Account",
    "Chapter",
    "Debrief",
    "Turning",
    "account_of",
    "as_text",
    "checked",
    "debrief",
    "page",
    "part_lines",
    "turning",
]
