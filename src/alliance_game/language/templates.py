"""Text with values in braces: ``{target} broke its pact with {partner}.``"""

import re
from typing import NamedTuple

from ..errors import ExpressionError
from .resolver import Scope, resolve
from .symbols import Symbols
from .tree import Comprehension, Node, Type

_BRACES = re.compile(r"\{([^{}]*)\}")
_NAMES = re.compile(r"^\s*names\((.*)\)\s*$", re.DOTALL)


class Names(NamedTuple):
    """A list of states: those of a comprehension ``o in states where …``."""

    states: Comprehension


class Template(NamedTuple):
    """Text in pieces: what stands there, and values to be put in between (``len(texts) == len(values) + 1``)."""

    texts: tuple[str, ...]
    values: tuple[Node | Names, ...]

    def after(self, words: str) -> "Template":
        """The same text behind other words."""
        return Template((words + self.texts[0], *self.texts[1:]), self.values)


def template(text: str, scope: Scope, symbols: Symbols) -> Template:
    """The pieces of a text. Raises ``ExpressionError`` with the place in the text."""
    texts, values, end = [], [], 0
    for match in _BRACES.finditer(text):
        texts.append(text[end : match.start()])
        values.append(_value(match[1], match.start(1), scope, symbols))
        end = match.end()
    texts.append(text[end:])
    for piece in texts:
        if (brace := re.search(r"[{}]", piece)) is not None:
            at = text.index(piece) + brace.start()
            raise ExpressionError("bad-placeholder", "a brace without its partner", at)
    return Template(tuple(texts), tuple(values))


def _value(inner: str, at: int, scope: Scope, symbols: Symbols) -> Node | Names:
    at += len(inner) - len(inner.lstrip())
    try:
        if (match := _NAMES.match(inner)) is not None:
            node = resolve(f"count({match[1]})", scope, symbols)
            if isinstance(node, Comprehension) and node.source == "states":
                return Names(node)
            raise ExpressionError("bad-placeholder", "write {names(o in states where CONDITION)}")
        found = resolve(inner.strip().removesuffix(".name"), scope, symbols)
    except ExpressionError as error:
        raise ExpressionError(error.code, error.message, at + error.offset) from error
    if found.type is Type.BOOL:
        raise ExpressionError("bad-placeholder", "a placeholder shows a state, a crisis or a number", at)
    return found
