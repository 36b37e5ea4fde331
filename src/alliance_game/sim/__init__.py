"""Many games, turned into numbers."""

from .batch import simulate
from .report import Report
from .table import Played, play_game
from .tally import Tally

__all__ = ["Played", "Report", "Tally", "play_game", "simulate"]
