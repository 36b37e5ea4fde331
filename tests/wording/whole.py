"""Sentences and content in marks, so that whatever else is read can be found."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from textual.screen import Screen
from textual.widget import Widget

from alliance_game.content.languages import in_spoken, translatable
from alliance_game.definitions import Library
from alliance_game.tui.parts.page import Heading, TooSmall
from alliance_game.tui.parts.roll import Roll
from alliance_game.tui.parts.sheet import Sheet
from alliance_game.wording import Catalogue, Rendering, speaking
from tests.table import library
from tests.wording.pseudo import PSEUDO, unmarked

CUT = re.compile("⟦[^⟦⟧]*…")
"""A sentence in marks that found no room to its end."""
FILE = re.compile(r"[\w/.-]*\.yaml(:\d+)?")
NAMED = ("ruleset", "agreement")
"""What has tracks and agreements, which notes can be about."""
_INNERMOST = re.compile("⟦[^⟦⟧]*⟧")


@cache
def marks() -> tuple[Catalogue, Library]:
    """The language, and the content in it."""
    every = list(translatable(library()))
    # The notes of a guide have to say what they are about.
    titles = " ".join(f"⟦{each.spot.text}⟧" for each in every if each.spot.way[-1] == "title" and each.key[0] in NAMED)
    texts = {each.name: f"⟦{each.spot.text}{f' {titles}' if 'notes' in each.spot.way else ''}⟧" for each in every}
    language = replace(PSEUDO, renderings={each.name: Rendering(each.mark, texts[each.name]) for each in every})
    with speaking(language):
        return language, in_spoken(library())


@contextmanager
def in_marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak in marks; games that tests begin are of the content in marks."""
    language, content = marks()
    for place in ("tests.table", "tests.tui.stage", "tests.plain.script"):
        monkeypatch.setattr(f"{place}.library", lambda: content)
    monkeypatch.setattr("alliance_game.engine.rules._compiled", {})
    with speaking(language):
        yield


def left_out(text: str, *known: object) -> list[str]:
    """Words outside of all marks, but those that are ``known`` to be the same in every language."""
    for each in known:
        text = text.replace(str(each), " ") if str(each) else text
    text, before = FILE.sub(" ", text), ""
    while before != text:
        before, text = text, CUT.sub("…", _INNERMOST.sub(" ", text))
    return unmarked(text)


def on(page: Screen[Any], *known: object) -> dict[str, list[str]]:
    """Such words on a page, by the part of the page that has them."""
    parts = [each for each in page.query("*") if isinstance(each, Sheet | Roll) and not isinstance(each, TooSmall)]
    return {str(each): found for each in parts if each.display and (found := left_out(text_of(each), *known))}


def text_of(part: Widget) -> str:
    """What a part of a page says, however much of it there is room for."""
    if isinstance(part, Heading):
        return part.title
    assert isinstance(part, Sheet | Roll)
    return "\n".join("".join(piece.text for piece in row) for row in part.lines)
