"""JSON of which every value has exactly one spelling, so that equal data have equal hashes."""

import json
from typing import NoReturn

from ..wording import say

_LONGEST_NUMBER = 20


class BadText(ValueError):
    """The bytes are no canonical JSON; the text says why in a few words."""


def canonical(value: object) -> bytes:
    """One line without its end: sorted keys, no blanks, UTF-8, no NaN.

    Raises ``BadText`` for text with half a character in it, which UTF-8 has no bytes for.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise BadText(say("a text holds half a character")) from None


def parsed(line: bytes) -> object:
    """The value of canonical JSON. Raises ``BadText`` for anything that ``canonical`` would not have written."""
    try:
        value: object = json.loads(
            line.decode(), object_pairs_hook=_unique, parse_int=_number, parse_float=_refused, parse_constant=_refused
        )
        again = canonical(value)
    except BadText:
        raise
    except RecursionError:
        raise BadText(say("brackets are nested too deeply")) from None
    except ValueError:
        raise BadText(say("it is not JSON in UTF-8")) from None
    if again != line:
        raise BadText(say("it was written by another program"))
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadText(say("a key stands twice"))
    return found


def _number(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise BadText(say("a number is too long"))
    return int(text)


def _refused(text: str) -> NoReturn:
    raise BadText(say("{text} is not a whole number", text=text[:20]))
