"""Reading the cards: every card, its story, and what it does as the game writes it."""

from pathlib import Path

import pytest

from alliance_game.content import load
from alliance_game.describe import cards
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.parts.finder import fits
from alliance_game.tui.parts.sheet import Line
from alliance_game.tui.reading.cards import CardsScreen, card_page, known_cards
from tests.table import library
from tests.tui.around import pressed, rested
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, staged

ROOT = Path(__file__).parents[2]


def text_of(lines: list[Line]) -> str:
    """Lines as one text."""
    return " ".join(" ".join("".join(piece.text for piece in each) for each in lines).split())


def test_every_card_of_every_pack_is_there() -> None:
    both = load([ROOT / "examples" / "fishery"])
    assert {each.card.id for each in known_cards(library())} == set(library().cards)
    assert {each.card.id for each in known_cards(both)} == set(both.cards)


def test_a_page_says_all_that_the_card_does() -> None:
    for known in known_cards(library()):
        rules = known.rules
        page = text_of(card_page(known, 70))
        story, *rest = cards.card_lines(rules, known.card)
        assert story.removeprefix(known.card.title).lstrip(". ") in page
        effects = rest[: len(rest) - len(known.card.choices)]
        assert [line for line in effects if not line.startswith("Crisis") and line not in page] == []
        for index, choice in enumerate(known.card.choices):
            assert f"{index + 1} {choice.text}" in page
        assert all(tag in page for tag in known.tags)


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE, VAST])
async def test_list_and_card_are_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    known = list(known_cards(library()))
    crises = [each for each in known if each.card.crisis]
    async with staged(tmp_path, lambda app: CardsScreen(), size) as pilot:
        text = await rested(pilot)
        assert f"Crises {len(crises)}" in text
        assert f"─{crises[0].card.title}─" in text
        assert "Crisis · " in text
        text = await pressed(pilot, "down")
        assert f"▸ {crises[1].card.title}" in text
        assert f"─{crises[1].card.title}─" in text
        text = await pressed(pilot, *["down"] * (len(crises) - 1))
        incident = next(each for each in known if not each.card.crisis)
        assert f"─{incident.card.title}─" in text
        assert f"Incidents {len(known) - len(crises)}" in text


async def test_typing_finds_a_card_by_title_tag_or_story(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: CardsScreen()) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "slash", *"incident tweets", "backspace", *["backspace"] * 5)
        assert "Incidents" in text
        assert "Crises" not in text
        await pressed(pilot, "escape", "slash", *"piracy")
        text = await pressed(pilot, "enter")
        assert "─Piracy─" in text
        text = await pressed(pilot, "slash", *"zzz")
        assert "No card contains these words." in text
        assert f"0 of {len(library().cards)} cards" in text
        text = await pressed(pilot, "escape")
        assert "Crises" in text
        assert isinstance(pilot.app.screen, CardsScreen)


async def test_a_long_card_can_be_scrolled_with_keys(tmp_path: Path) -> None:
    known = list(known_cards(library()))
    alone = [
        each
        for each in known
        if sum(fits(each.card.title, other.card.title, library().cards[other.card.id].card.text) for other in known)
        == 1
    ]
    longest = max(alone, key=lambda each: len(card_page(each, 55)))
    async with staged(tmp_path, lambda app: CardsScreen(), SMALL) as pilot:
        await rested(pilot)
        before = await pressed(pilot, "slash", *longest.card.title.lower(), "enter")
        assert f"─{longest.card.title}─" in before
        after = await pressed(pilot, "enter", "end")
        assert after != before
        assert f"{longest.card.id}, in the folder {longest.folder}" in after
        text = await pressed(pilot, "escape", "home")
        assert isinstance(pilot.app.screen, CardsScreen)
        assert "▸" in text


async def test_another_game_shows_its_own_cards(tmp_path: Path) -> None:
    fishery = load([ROOT / "examples" / "fishery"])

    def first(app: AllianceApp) -> CardsScreen:
        app._library = fishery
        return CardsScreen()

    wanted = next(each.card for each in known_cards(fishery) if each.folder == "sea")
    async with staged(tmp_path, first) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "slash", *wanted.title.lower(), "enter")
    assert f"─{wanted.title}─" in text
    assert "in the folder sea" in text
