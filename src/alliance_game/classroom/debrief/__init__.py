"""The debrief of a game: what happened, why, and what could have happened instead."""

from .account import Account, account_of
from .debrief import checked, debrief
from .page import page
from .parts import Debrief
from .text import as_text
from .turning import GAMES, Turning, turning

__all__ = ["GAMES", "Account", "Debrief", "Turning", "account_of", "as_text", "checked", "debrief", "page", "turning"]
