"""Words that stand outside of all marks, and that no content says either."""

import re
from collections.abc import Iterable
from functools import cache

from alliance_game.content.languages import translatable
from alliance_game.wording import single
from tests.engine.games import library_of

from .pseudo import unmarked

LETTERS = 4
"""So many letters a text with values needs besides them to be known wherever it stands."""
ANYTHING = ".{1,80}?"
END = r"(?=[.:;,]|\s\s|$)"
"""A text with values ends with a full stop, or goes on with what it changed."""
_VALUE = re.compile(r"\{[^}]*\}")


@cache
def texts(scenario: str) -> frozenset[str]:
    """All that the content says, each text in one line, and the words for one of what names several."""
    library = library_of(scenario)
    found = {" ".join(each.spot.text.split()) for each in translatable(library)}
    # Treaties, books and resolutions are named as they are found, in every language.
    found |= {note.source for entry in library.codex.values() for note in entry.history}
    found |= {held.card.source for held in library.cards.values() if held.card.source}
    return frozenset(found | {single(text) for text in found})


@cache
def plain(scenario: str) -> re.Pattern[str]:
    """Any text of the content that holds no values."""
    found = sorted((text for text in texts(scenario) if not _VALUE.search(text)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)", re.IGNORECASE)


@cache
def filled(scenario: str) -> tuple[re.Pattern[str], ...]:
    """Texts of the content with anything for their values, the longest first."""
    found = sorted((text for text in texts(scenario) if _VALUE.search(text)), key=len, reverse=True)
    telling = (text.rstrip(".") for text in found if len(_VALUE.sub("", text)) >= LETTERS)
    return tuple(re.compile(ANYTHING.join(map(re.escape, _VALUE.split(text))) + END) for text in telling)


def foreign(scenario: str, said: Iterable[str]) -> list[str]:
    """The texts in which there are such words."""
    return [text for text in dict.fromkeys(said) if left(scenario, text)]


def left(scenario: str, text: str) -> list[str]:
    """Such words of a text."""
    if not unmarked(text) or not unmarked(plain(scenario).sub(" ", text)):
        return []
    for saying in filled(scenario):
        text = saying.sub(" ", text)
    return unmarked(plain(scenario).sub(" ", text))
