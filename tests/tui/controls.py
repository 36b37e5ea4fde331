"""What a program writes to a terminal, taken apart as ECMA-48 says: how many of which kind of control there are.

Two that differ only in where on a screen of at most 99 columns the cursor goes are of one kind. Whatever else stands in
a control is part of its kind: the colour, and the whole text of a title, a link or a clipboard.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tests.hostile import stray

_PIECE = re.compile(
    r"""\x1b\[ (?P<given>[0-?]*) (?P<final>[ -/]*[@-~])                                # a control sequence
    |   \x1b (?P<opener>[]PX^_]) (?P<string>[^\x00-\x1f\x7f-\x9f]*) (?:\x07|\x1b\\)  # a control string
    |   \x1b (?P<escape>[ -/]*[0-OQ-WYZ\\`-~])                                        # anything else behind an ESC
    |   (?P<line>\r\n)
    |   (?P<single>[\x00-\x1f\x7f-\x9f])                                             # or the ESC of what is broken
    |   (?P<text>[^\x00-\x1f\x7f-\x9f]+)""",
    re.VERBOSE,
)
_STYLE = re.compile(r"(?:^|;)([34]8;2;\d{1,3};\d{1,3};\d{1,3}|[34]8;5;\d{1,3}|[^;]*)")


def kinds(raw: bytes) -> Counter[str]:
    """How often each kind of control was written, and each character that no text may hold.

    Raises ``UnicodeDecodeError`` for bytes that are no text at all.
    """
    return Counter(kind for found in _PIECE.finditer(raw.decode("utf-8")) for kind in _kinds(found))


def _kinds(found: re.Match[str]) -> Iterator[str]:
    """Those of one piece."""
    match found.lastgroup:
        case "final" if found["final"] == "m":
            yield from (f"style {each or 0}" for each in _STYLE.findall(found["given"]))
        case "final" if found["final"] == "H":
            yield f"CSI {re.sub(r'[1-9][0-9]?(?![0-9])', 'n', found['given'])} H"
        case "final":
            yield f"CSI {found['given']} {found['final']}"
        case "string":
            yield f"ESC {found['opener']} {found['string']}"
        case "escape":
            yield f"ESC {found['escape']}"
        case "line":
            yield "line"
        case "single":
            yield f"U+{ord(found['single']):04X}"
        case _:
            yield from stray(found["text"])
