"""A game of which every text that people read begins with a hostile one."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle

from alliance_game.content.languages import in_spoken, translatable
from alliance_game.definitions import Library
from alliance_game.wording import Catalogue, Rendering, speaking
from tests.hostile import MILD
from tests.table import library

NAMED = ("ruleset", "agreement")
SHORT = [each for each in MILD if "\n" not in each and len(each) < 40]
_HOLE = re.compile(r"\{[^}]*\}")


def texts(part: int, parts: int) -> Iterator[str]:
    """Hostile texts, again and again, from another one on for each part."""
    start = len(SHORT) * part // parts
    return cycle([*SHORT[start:], *SHORT[:start]])


@cache
def hostile(part: int, parts: int = 4) -> tuple[Catalogue, Library]:
    """A language in which every text of the base content begins with a hostile one, and the content in it."""
    lot = texts(part, parts)
    renderings = {}
    titles = " ".join(
        each.spot.text for each in translatable(library()) if each.key[0] in NAMED and "title" in each.name
    )
    for each in translatable(library()):
        more = f" {titles}" if "notes" in each.spot.way else ""
        word = next(lot)
        # A text in which values stand refuses other braces when it is read.
        word = _braceless(word) if _HOLE.search(each.spot.text) or "{" in word else word
        renderings[each.name] = Rendering(each.mark, f"{word} {each.spot.text}{more}")
    language = Catalogue("xx", "hostile", renderings=renderings)
    with speaking(language):
        return language, in_spoken(library())


def _braceless(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")
