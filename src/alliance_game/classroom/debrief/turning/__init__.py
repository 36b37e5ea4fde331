"""Turning points: decisions of a game that would have changed its end, had they been made otherwise."""

from .trials import GAMES, Shift, Stages, Turn, Turning, turning
from .ways import Crossroads, crossroads

__all__ = ["GAMES", "Crossroads", "Shift", "Stages", "Turn", "Turning", "crossroads", "turning"]
