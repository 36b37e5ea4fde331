"""YAML where libyaml is missing: PyYAML's own reader, made to read what libyaml reads.

A game must be the same on every machine, and wheels with libyaml do not exist for all of them.
"""

from typing import Any

import yaml
from yaml.scanner import ScannerError


class PlainLoader(yaml.SafeLoader):
    """PyYAML's own reader ends a text in brackets at a question mark, and takes ``{a:,b}``; libyaml does neither."""

    _in_plain = False

    def peek(self, index: int = 0) -> Any:
        """The character that is so far ahead; a question mark inside a text is a letter, except behind a colon."""
        found = super().peek(index)
        if found != "?" or not self._in_plain or (index > 0 and super().peek(index - 1) == ":"):
            return found
        return "q"

    def scan_plain(self) -> Any:
        """A text without quotes. Raises ``yaml.YAMLError`` for a colon that sticks to a comma or bracket behind it."""
        self._in_plain = True
        try:
            token = super().scan_plain()
        finally:
            self._in_plain = False
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
            mark = self.get_mark()
            raise ScannerError("while scanning a plain scalar", token.start_mark, "found unexpected ':'", mark)
        return token
