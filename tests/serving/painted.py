"""What a browser was told to paint, as lines of text: a terminal that knows only what the program uses."""

import re

_PIECE = re.compile(r"\x1b\[(\d*);?(\d*)H|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[]|([\r\n])|([^\x1b\r\n]+)")


class Painted:
    """The letters on a screen, whatever their colours."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self._rows = [[" "] * width for _ in range(height)]
        self._row = self._column = 0

    def feed(self, data: bytes) -> None:
        """One more piece of what was sent; none cuts a letter or a command in two."""
        for found in _PIECE.finditer(data.decode()):
            self._take(found)

    def _take(self, found: re.Match[str]) -> None:
        row, column, control, letters = found.groups()
        if found[0].endswith("H") and found[0].startswith("\x1b["):
            self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
        elif control:
            self._row, self._column = (self._row + 1, self._column) if control == "\n" else (self._row, 0)
        for letter in letters or "":
            if self._row < len(self._rows) and self._column < self.width:
                self._rows[self._row][self._column] = letter
            self._column += 1

    @property
    def lines(self) -> list[str]:
        """The rows, without blanks at their ends."""
        return ["".join(row).rstrip() for row in self._rows]
