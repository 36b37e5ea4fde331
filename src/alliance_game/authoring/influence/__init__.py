"""What a card does to games: with it against without it, in numbers and in words."""

from .comparisons import Influence, influence_of
from .text import summary, told

__all__ = ["Influence", "influence_of", "summary", "told"]
