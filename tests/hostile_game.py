"""A game of which every text that people read begins with a hostile one."""

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


def texts(part: int, parts: int) -> Iterator[str]:
    """Hostile texts, again and again, from another one on for each part."""
    # A text in which values stand refuses other braces when it is read.
    words = [each.replace("{", "(").replace("}", ")") for each in SHORT]
    start = len(words) * part // parts
    return cycle([*words[start:], *words[:start]])


@cache
def hostile(part: int, parts: int = 4) -> tuple[Catalogue, Library]:
    """A language in which every text of the base content begins with a hostile one, and the content in it."""
    found, titles = {}, []
    # A note has to say the name of what it is about: it ends with all of them.
    every = sorted(translatable(library()), key=lambda each: "notes" in each.spot.way)
    for each, word in zip(every, texts(part, parts), strict=False):
        found[each.name] = f"{word} {each.spot.text}"
        if each.key[0] in NAMED and "title" in each.name:
            titles.append(found[each.name])
        if "notes" in each.spot.way:
            found[each.name] += " " + " ".join(titles)
    renderings = {each.name: Rendering(each.mark, found[each.name]) for each in translatable(library())}
    language = Catalogue("xx", "hostile", renderings=renderings)
    with speaking(language):
        return language, in_spoken(library())
