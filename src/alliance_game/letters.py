"""Which characters may reach people: none that steers a terminal, cannot be seen, turns writing round or piles up.

Whoever reads a file that a stranger may have written refuses such characters with their place, or spells them out.
"""

import re
import unicodedata
from collections.abc import Callable

CLEAR_SCREEN = "\x1b[2J\x1b[3J\x1b[H"
CLEAR_LINE = "\r\x1b[K"
"""All that the program itself ever tells a terminal besides words, where no screen is painted."""

_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
# The joiners of Persian words and of emoji are not among them.
_ON_A_LINE = re.compile(f"(?!\t){_UNSEEN.pattern}")
_USUAL_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_USUAL_PILE = re.compile(f"[{_USUAL_MARKS}]{{3}}")
# Some scripts need three or four marks on a letter; which characters are marks is looked up only in long runs of them.
_MOST_MARKS = 4
_FAR = re.compile(f"[^\x00-\u02ff\u2010-\u20cf\u2100-\u2bff]{{{_MOST_MARKS + 1},}}")
_SURPLUS = re.compile(f"(?<=[{_USUAL_MARKS}]{{2}})[{_USUAL_MARKS}]+")


def unseen(text: str) -> re.Match[str] | None:
    """The first character that must not stand in a text; lines may end, and nothing else that is no letter or sign."""
    return _UNSEEN.search(text)


def pile(text: str) -> int | None:
    """Where the first pile of marks begins that would grow out of its line; ``None`` if there is none."""
    if text.isascii():
        return None
    usual = _USUAL_PILE.search(text)
    found = [usual.start()] if usual is not None else []
    for far in _FAR.finditer(text):
        if (at := _pile_in(far.group())) is not None:
            found.append(far.start() + at)
            break
    return min(found, default=None)


def _pile_in(run: str) -> int | None:
    count = 0
    for at, each in enumerate(run):
        count = count + 1 if _is_mark(each) else 0
        if count > _MOST_MARKS:
            return at - _MOST_MARKS
    return None


def visible(text: str) -> str:
    """A text fit for one line of a terminal: what could steer it is spelt out, ``\\u001b``."""
    return _UNSEEN.sub(_spelt, _flat(text).replace("\t", "[tab]")).replace("\n", "\\n")


def visible_lines(text: str) -> str:
    """The same of a text that may have several lines, and tabs."""
    return _ON_A_LINE.sub(_spelt, _flat(text))


def without_unseen(text: str, width: Callable[[str], int]) -> str:
    """A text as wide as it was, with blanks instead of such characters; most of them have no width."""
    return _UNSEEN.sub(lambda found: " " * width(found.group()), text)


def _spelt(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _flat(text: str) -> str:
    """A text whose piles of marks are cut off."""
    if pile(text) is None:
        return text
    text = _SURPLUS.sub("", text)
    kept: list[str] = []
    count = 0
    for each in text:
        count = count + 1 if _is_mark(each) else 0
        kept += [each] if count <= _MOST_MARKS else []
    return "".join(kept)


def _is_mark(character: str) -> bool:
    """Whether it is drawn onto the letter before it."""
    return unicodedata.category(character) in ("Mn", "Me")
