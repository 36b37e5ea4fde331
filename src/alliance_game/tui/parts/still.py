"""A text beside what is in focus."""

from __future__ import annotations

from .page import Reading


class Still(Reading, can_focus=False):
    """A text that takes no keys: the page's own scroll it, if there is more than fits."""
