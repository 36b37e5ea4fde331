"""Cards on paper: sheets to print and cut."""

from .deck import deck_of, printable
from .paper import PAPERS, Paper, paper_named

__all__ = ["PAPERS", "Paper", "deck_of", "paper_named", "printable"]
