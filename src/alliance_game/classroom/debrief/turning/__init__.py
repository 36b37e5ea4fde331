"""Turning points: decisions of a game that would have changed its end, had they been made otherwise."""

from .trials import GAMES, Shift, Turn, Turning, turning
from .ways import Crossroads, crossroads

__all__ = ["GAMES", "Crossroads", "Shift", "Turn", "Turning", "crossroads", "turning"]
