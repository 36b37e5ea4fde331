"""Pages for a class in another language: what stands on them was looked up, or was written by an author."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from alliance_game.authoring.sheets import PAPERS, Paper, bids, briefings, roles
from alliance_game.content.languages import catalogue_of
from alliance_game.engine import compile_rules
from alliance_game.engine.rules import Rules
from alliance_game.wording import speaking
from tests.engine.games import library_of

from .foreign import foreign
from .pseudo import PSEUDO

Page = Callable[[Rules, Paper], str]
PAGES = pytest.mark.parametrize("page", [briefings.page, roles.page, bids.page], ids=["briefings", "roles", "bids"])


def shown(page: str) -> list[str]:
    """What people read of a page, piece by piece."""
    found = (unescape(text).strip() for text in re.split("<[^>]*>", page[page.index("<main>") :]))
    return [text for text in found if text]


@PAGES
@pytest.mark.parametrize("scenario", ["concert", "fishery"])
def test_every_sentence_of_a_page_is_looked_up(scenario: str, page: Page) -> None:
    rules = compile_rules(library_of(scenario), scenario, 3)
    with speaking(PSEUDO):
        found = shown(page(rules, PAPERS["a4"]))
    assert len(found) > 20
    # A story stands there in paragraphs.
    story = (rules.library.scenario(scenario).briefing or "").splitlines()
    assert foreign(scenario, [text for text in found if text not in story]) == []


@PAGES
def test_a_page_says_its_language(page: Page) -> None:
    rules = compile_rules(library_of("concert"), "concert", 2)
    with speaking(catalogue_of("es")):
        text = page(rules, PAPERS["a4"])
    assert text.splitlines()[1] == '<html lang="es">'
