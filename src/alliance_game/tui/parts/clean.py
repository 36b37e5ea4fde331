"""The last look at what is painted, whatever it came from."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from ...letters import unseen, without_unseen


class Clean(LineFilter):
    """Takes out of every painted line what could steer the terminal or turn its writing round.

    Texts are looked at where they are read; this holds for what nobody thought of. No line changes its width.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line without such characters."""
        if not any(unseen(each.text) for each in segments):
            return segments
        return [each if each.control else each._replace(text=without_unseen(each.text, cell_len)) for each in segments]
