"""Many games, turned into numbers."""

from .batch import simulate
from .report import Report, Tally
from .table import Played, play_game

__all__ = ["Played", "Report", "Tally", "play_game", "simulate"]
